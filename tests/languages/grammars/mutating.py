"""Faults put into right programs, one each: a sign less or one too many, a word misspelt."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from card2anki.languages.grammars.dialects import DIALECTS
from card2anki.languages.grammars.lexing import tokens_of


class Fault(StrEnum):
    BRACKET = "bracket dropped"
    STRAY = "bracket doubled"
    QUOTE = "quote dropped"
    SEMICOLON = "semicolon dropped"
    KEYWORD = "keyword misspelt"


class Mutant(NamedTuple):
    fault: Fault
    code: str
    start: int


#: Tokens that can't be done without in these programs, by language; else a semicolon can.
_SEMICOLONS = {"c", "cpp", "csharp"}


def mutants(program: str, language: str) -> Iterator[Mutant]:
    """Return each fault at each place of a program."""
    dialect = DIALECTS[language]
    for token in tokens_of(program, dialect.tokens):
        start, end = token.start, token.end
        before, after = program[:start], program[end:]
        if token.kind == "sign" and token.text in "()[]{}":
            yield Mutant(Fault.BRACKET, before + after, start)
            yield Mutant(Fault.STRAY, before + 2 * token.text + after, start)
        elif token.kind in ("string", "character", "block") and token.text[-1] in "\"'`":
            yield Mutant(Fault.QUOTE, before + token.text[:-1] + after, start)
        elif token.text == ";" and language in _SEMICOLONS:
            yield Mutant(Fault.SEMICOLON, before + after, start)
        elif token.kind == "word" and token.text in dialect.reserved and len(token.text) > 2:
            text = token.text[0] + token.text[2] + token.text[1] + token.text[3:]
            yield Mutant(Fault.KEYWORD, before + text + after, start)

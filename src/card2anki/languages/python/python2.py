"""Syntax that only Python 2 has, and what the same is in Python 3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from card2anki.languages.python.scanner import Line, Token, logical_lines, scanned
from card2anki.languages.python.script import Patch

#: An exception and the name it gets. ``except (A, B):`` has parentheses, and ``except A, B:`` of
#: Python 3.14 names two classes, which begin with a capital letter.
_NAMED = re.compile(r"(,[ \t]*+)([a-z_][a-z0-9_]*+)[ \t]*+:")
_STATEMENTS = frozenset({"print", "exec"})
#: What makes an expression of the name ``print``.
_EXPRESSIONS = frozenset("=.([:,;)]}+-*/%&|^<>") | {"==", "!=", ">>", "in", "is", "if", "and", "or"}


@dataclass(frozen=True, slots=True)
class Relic:
    """A construct of Python 2: where it is, what it is called, and what it is now.

    ``patch`` makes it parse; ``edits`` are ranges of the text with what to write for them, none
    where that is not simple.
    """

    start: int
    end: int
    name: str
    patch: Patch
    edits: tuple[tuple[int, int, str], ...] = ()


def relics(text: str) -> list[Relic]:
    """Return what of a text is Python 2, in the order of the text."""
    tokens = scanned(text)
    found = [relic for line in logical_lines(text, tokens) for relic in _of_line(text, line)]
    return sorted((*found, *_of_tokens(tokens)), key=lambda relic: relic.start)


def _of_line(text: str, line: Line) -> Iterator[Relic]:
    for tokens in _statements(line.tokens):
        word = tokens[0].text
        if word in _STATEMENTS and len(tokens) > 1 and _is_statement(tokens):
            yield _printed(text, tokens)
        elif word == "raise" and (comma := _comma(tokens)):
            yield _raised(tokens, comma)
    if line.word == "except" and (named := _named(text, line)):
        yield named


def _statements(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the simple statements of a line: those between semicolons, or behind a colon."""
    start = depth = 0
    for number, token in enumerate(tokens):
        depth += (token.text in "([{") - (token.text in ")]}") if token.kind == "sign" else 0
        if depth == 0 and token.kind == "sign" and token.text in (";", ":"):
            if number > start:
                yield tokens[start:number]
            start = number + 1
    if start < len(tokens):
        yield tokens[start:]


def _is_statement(tokens: Sequence[Token]) -> bool:
    after = tokens[1]
    return after.kind in ("string", "word", "number") and after.text not in _EXPRESSIONS


def _printed(text: str, tokens: Sequence[Token]) -> Relic:
    word, first, last = tokens[0], tokens[1], tokens[-1]
    patch = Patch(word.end, ",") if text[word.end] in " \t" else Patch(word.start, "+" * 5)
    edits: tuple[tuple[int, int, str], ...] = (
        (word.end, first.start, "("),
        (last.end, last.end, ")"),
    )
    if last.text == ",":  # no line break behind it
        edits = ((word.end, first.start, "("), (last.end, last.end, ' end=" ")'))
    name = f"{word.text!r} is a function: write its arguments in parentheses"
    return Relic(word.start, last.end, name, patch, edits if word.text == "print" else ())


def _comma(tokens: Sequence[Token]) -> int:
    """Return the number of the comma behind the class of what is raised; 0 where there is none."""
    number = 1
    while number < len(tokens) and (tokens[number].kind == "word" or tokens[number].text == "."):
        number += 1
    return number if 1 < number < len(tokens) - 1 and tokens[number].text == "," else 0


def _raised(tokens: Sequence[Token], comma: int) -> Relic:
    word, last = tokens[0], tokens[-1]
    is_simple = all(token.text != "," for token in tokens[comma + 1 :])
    edits = ((tokens[comma].start, tokens[comma + 1].start, "("), (last.end, last.end, ")"))
    name = "'raise' takes one exception: write its message in parentheses behind the class"
    patch = Patch(word.start, f"{'_' * 4},".rjust(len(word.text)))
    return Relic(word.start, last.end, name, patch, edits if is_simple else ())


def _named(text: str, line: Line) -> Relic | None:
    commas = [token for token in line.tokens if token.text == ","]
    is_plain = all(token.kind == "word" or token.text in ".,:" for token in line.tokens)
    if len(commas) != 1 or not is_plain or not (found := _NAMED.match(text, commas[0].start)):
        return None
    start, end = found.span(1)
    name = f"the name of an exception stands behind 'as': write 'as {found[2]}'"
    blank = Patch(start, " " * (found.end(2) - start))
    return Relic(line.start, line.end, name, blank, ((start, end, " as "),))


def _of_tokens(tokens: Sequence[Token]) -> Iterator[Relic]:
    ticks = [token for token in tokens if token.text == "`" and token.kind == "sign"]
    for opener, closer in zip(ticks[::2], ticks[1::2], strict=False):
        name = "backticks are gone: write 'repr(...)'"
        edits = ((opener.start, opener.end, "repr("), (closer.start, closer.end, ")"))
        yield Relic(opener.start, closer.end, name, Patch(opener.start, "("), edits)
        yield Relic(closer.start, closer.end, "", Patch(closer.start, ")"))
    for token in tokens:
        if token.kind == "sign" and token.text == "<>":
            edit = (token.start, token.end, "!=")
            yield Relic(
                token.start, token.end, "'<>' is written '!='", Patch(token.start, "!="), (edit,)
            )
        elif token.kind == "number" and token.text[-1] in "lL":
            last = (token.end - 1, token.end, "")
            name = "every integer is long: remove the 'L'"
            yield Relic(token.start, token.end, name, Patch(token.end - 1, " "), (last,))

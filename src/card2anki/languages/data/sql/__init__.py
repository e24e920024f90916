"""SQL in all dialects that are known: a mistake is what is one in each of them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from card2anki.languages.data import rules
from card2anki.languages.data.sql.excerpt import (
    filled,
    is_outline,
    is_output,
    is_procedure,
    listed,
    synopsis,
    wrappings,
)
from card2anki.languages.grammars.rules import foreign_comment
from card2anki.languages.problem import Problem, Replacement
from card2anki.languages.standalone import LONGEST, unchecked
from card2anki.languages.syntax.brackets import CLOSER, Brackets, match
from card2anki.languages.syntax.tokens import Token, slash_comments

if TYPE_CHECKING:
    from sqlglot.errors import ParseError

#: Texts in which brackets nest deeper are not parsed.
_DEEPEST = 30
#: The first one is what sqlglot reads when it is told of none.
_DIALECTS = (
    *("", "postgres", "mysql", "sqlite", "tsql", "oracle", "bigquery", "snowflake", "spark"),
    *("duckdb", "clickhouse", "trino", "teradata", "redshift"),
)
_TOKEN = re.compile(
    r"""
    (?P<comment> --[^\r\n]* | /\*(?s:.*?)(?:\*/|\Z) )
  | (?P<string>  '(?:[^']|'')*+'? )
  | (?P<name>    "[^"\n]*+"? | `[^`\n]*+`? )
  | (?P<word>    [@:$\#]?[^\W\d]\w*+ )
  | (?P<number>  [0-9][\w.]*+ )
  | (?P<sign>    \S )
    """,
    re.VERBOSE,
)


def check_sql(code: str) -> list[Problem]:
    """Return what is wrong with SQL: comments of other languages, and one mistake at most."""
    if len(code) > LONGEST:
        return [_too_hard(code)]
    comments = list(_foreign_comments(code))
    for problem in comments:
        code = f"{code[: problem.start]}--{code[problem.end :]}"
    try:
        problems = list(islice(_mistakes(code), 1))
    except RecursionError:  # sqlglot's parser calls itself for all that nests
        problems = [_too_hard(code)]
    return [*comments, *problems]


def _too_hard(code: str) -> Problem:
    return unchecked(code, "too long or too deeply nested to be checked")


def _tokens(text: str) -> Iterator[Token]:
    return (Token(one.lastgroup or "", one[0], one.start()) for one in _TOKEN.finditer(text))


def _foreign_comments(code: str) -> Iterator[Problem]:
    told = "'//' begins no comment in SQL: write '--'"
    for start, end in slash_comments(code, _tokens(code)):
        yield Problem(foreign_comment, start, end, told, (Replacement(start, end, "--"),))


def _mistakes(code: str) -> Iterator[Problem]:
    """Yield mistakes, the most certain ones first."""
    if is_output(code) or is_procedure(code) or is_outline(code):
        return
    text = filled(code)
    tokens = [token for token in _tokens(text) if token.kind != "comment"]
    brackets = match(tokens)
    if brackets.depth > _DEEPEST:
        yield _too_hard(code)
        return
    yield from _misspelt_heads(tokens)
    is_balanced = not brackets.unclosed and not brackets.stray
    flaw = _flaw(code, is_whole=not is_balanced) and _flaw(text, is_whole=not is_balanced)
    if flaw and not _is_right_as_another(text):
        yield from _unclosed(tokens)
        yield from _unmatched(brackets)
        yield from _misspelt(text, tokens, flaw)
        yield Problem(rules.sql_error, *flaw)
    yield from _too_many_commas(tokens)


def _is_right_as_another(text: str) -> bool:
    """Say whether nothing is wrong with a text read as a synopsis, or as a list."""
    others = {synopsis(text), listed(text)} - {text}
    return any(_flaw(other) is None for other in others)


def _at(token: Token, told: str) -> Problem:
    return Problem(rules.sql_error, token.start, token.end, told)


def _unclosed(tokens: Sequence[Token]) -> Iterator[Problem]:
    for token in tokens:
        quote = token.text[0]
        if token.kind in ("string", "name") and (len(token.text) < 2 or token.text[-1] != quote):
            end = token.start + len(token.text.partition("\n")[0].rstrip())
            told = f"unclosed quote: end it with {quote}"
            yield Problem(rules.sql_error, token.start, end, told)


def _unmatched(brackets: Brackets) -> Iterator[Problem]:
    for token in brackets.unclosed:
        yield _at(token, f"{token.text!r} is not closed: write {CLOSER[token.text]!r}")
    for token in brackets.stray:
        yield _at(token, f"{token.text!r} closes nothing: remove it, or write what it closes")


#: What a list may not be ended before by a comma.
_BEHIND_LIST = frozenset({"FROM", "WHERE", "GROUP", "ORDER", ")"})


def _too_many_commas(tokens: Sequence[Token]) -> Iterator[Problem]:
    for before, token in pairwise(tokens):
        if before.text == "," and token.text.upper() in _BEHIND_LIST:
            yield _at(
                before, f"unexpected ',' before {token.text!r}: most databases do not take it"
            )


# -- keywords

_WORDS = """
    select from where group order having limit insert into values update delete create table drop
    alter index view join inner left right outer union distinct between exists primary foreign
    references unique default constraint column with case when then else null like partition
"""
_KEYWORDS = frozenset(_WORDS.upper().split())
_NEAR = 0.7
_BEFORE = 4


def _misspelt(text: str, tokens: Sequence[Token], flaw: _Flaw) -> Iterator[Problem]:
    """Yield a word before a mistake that is almost a keyword, and with which there is none."""
    number = next((n for n, token in enumerate(tokens) if token.start >= flaw.start), len(tokens))
    for token in tokens[max(number - _BEFORE, 0) : number + 2]:
        word = token.text.upper()
        if token.kind != "word" or word in _KEYWORDS:
            continue
        for near in get_close_matches(word, sorted(_KEYWORDS), 1, _NEAR):
            if _flaw(f"{text[: token.start]}{near}{text[token.end :]}") is None:
                yield _no_keyword(token, near)


#: What begins a statement, and what stands behind some of these words.
_VERBS = ("ALTER", "CREATE", "DELETE", "DROP", "INSERT", "SELECT", "UPDATE")
_OBJECTS = ("DATABASE", "INDEX", "SCHEMA", "TABLE", "VIEW")
_SECOND = {
    **dict.fromkeys(("ALTER", "CREATE", "DROP"), _OBJECTS),
    "DELETE": ("FROM",),
    "INSERT": ("INTO",),
}
_VERY_NEAR = 0.75


def _misspelt_heads(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Yield words at the beginning of a statement that are almost the right ones.

    The parser takes them for commands that it does not know.
    """
    for number, token in enumerate(tokens):
        if number and tokens[number - 1].text != ";":
            continue
        second = tokens[number + 1] if number + 1 < len(tokens) else token
        for word, known in ((token, _VERBS), (second, _SECOND.get(token.text.upper(), ()))):
            text = word.text.upper()
            near = [] if text in known else get_close_matches(text, known, 1, _VERY_NEAR)
            if near and len(text) > 3:
                yield _no_keyword(word, near[0])


def _no_keyword(token: Token, near: str) -> Problem:
    return _at(token, f"{token.text!r} is no keyword: write {near!r}")


# -- what sqlglot says


class _Flaw(NamedTuple):
    """A mistake that sqlglot has found, and where."""

    start: int
    end: int
    message: str


def _flaw(code: str, *, is_whole: bool = False) -> _Flaw | None:
    """Return what the first dialect has against a text, None where any of them has nothing.

    If it ``is_whole``, nothing is put around it.
    """
    first = None
    for number, wrapping in enumerate(islice(wrappings(code), 1 if is_whole else None)):
        for dialect in _DIALECTS if not number else _DIALECTS[:3]:
            flaw = _flaw_in(f"{wrapping.before}{code}{wrapping.after}", dialect)
            if flaw is None:
                return None
            first = first or flaw
    return first


def _flaw_in(text: str, dialect: str) -> _Flaw | None:
    import sqlglot
    from sqlglot.errors import ParseError, TokenError

    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)  # it logs what it does not know
    try:
        sqlglot.parse(text, read=dialect)
    except ParseError as error:
        return _of_parser(text, error)
    except TokenError:
        return _Flaw(0, len(text), "a quote or a comment is not closed")
    return None


def _of_parser(text: str, error: ParseError) -> _Flaw:
    met = error.errors[0]
    lines = text.split("\n")
    number = min(int(met["line"]), len(lines))
    end = sum(len(line) + 1 for line in lines[: number - 1]) + int(met["col"])
    word = str(met["highlight"])
    start = max(end - len(word), 0)
    return _Flaw(start, end, _told(str(met["description"]), word))


def _told(description: str, word: str) -> str:
    if description == "Expecting )":
        return f"unexpected {word!r}: a ',' or a ')' is missing before it"
    if description.startswith("Expecting "):
        return (
            f"unexpected {word!r}: {description.removeprefix('Expecting ')!r} is missing before it"
        )
    if description.startswith(("Required keyword", "Expected table")):
        return f"something is missing at {word!r}"
    return f"unexpected {word!r}: no dialect of SQL that is known allows it here"

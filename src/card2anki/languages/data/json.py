"""JSON as cards show it: with comments, with things left out, members without their braces."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto

from card2anki.languages import first_word
from card2anki.languages.data import rules
from card2anki.languages.problem import Problem, Replacement, replaced
from card2anki.languages.standalone import LONGEST, not_checked, unchecked
from card2anki.languages.syntax.brackets import CLOSER
from card2anki.languages.syntax.listing import DEEPEST, problem_at
from card2anki.languages.syntax.tokens import Token

_TOKEN = re.compile(
    r"""
    (?P<comment>     //[^\r\n]* | /\*(?s:.*?)(?:\*/|\Z) )
  | (?P<string>      "(?:[^"\\\r\n]|\\[^\r\n])*+"? )
  | (?P<character>   '(?:[^'\\\r\n]|\\[^\r\n])*+'? )
  | (?P<placeholder> <[A-Za-z][^<>\n"]{0,80}> | \{\{[^{}\n]{0,80}\}\} | \$\{[^{}\n]{0,80}\} )
  | (?P<number>      [-+]?\.?[0-9](?:[eE][+-]|[\w.])*+ )
  | (?P<dots>        \.{3,} | … )
  | (?P<word>        [-+]?[^\W\d][\w$]*+ | \$[\w$]*+ )
  | (?P<sign>        [{}\[\]:,] )
  | (?P<alien>       [^\s{}\[\]:,"'\w]++ )
    """,
    re.VERBOSE,
)
#: What stands before a document or between two: the head of a message of HTTP, a line, a caption.
_BETWEEN = re.compile(
    r"^(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ ][^\s\"{][^\r\n]{0,400}|HTTP/\d[^\r\n]{0,80})"
    r"(?:\r?\n[A-Za-z][\w-]{0,40}:[ ][^\r\n]{0,400})*+"
    r"|^-{3,80}[ \t]*$|^[A-Z][a-z]\w{0,30}(?: \w{1,30}){0,3}:[ \t]*$",
    re.MULTILINE,
)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NO_ESCAPE = re.compile(r'(?:[^\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+(\\.?)')
_CLOSED = re.compile(r"""(["'])(?:(?!\1)[^\\]|\\.)*+\1""")
_LITERALS = frozenset({"true", "false", "null"})
#: What stands for a value in the languages that people come from.
_ELSEWHERE = {
    "True": "true",
    "False": "false",
    "None": "null",
    "nil": "null",
    "TRUE": "true",
    "FALSE": "false",
    "NULL": "null",
}
_NAMES = frozenset({"string", "character", "number", "word", "placeholder"})
_LENIENT = frozenset({"json5", "jsonc"})


def is_lenient(label: str) -> bool:
    """Say whether a label allows more than JSON does."""
    return first_word(label).lower() in _LENIENT


def check_json(code: str, *, is_lenient: bool = False) -> list[Problem]:
    """Return what is wrong with JSON, one thing at most.

    Where it is lenient, all that JSON5 allows is right.
    """
    if len(code) > LONGEST:
        return [unchecked(code)]
    problem = _Reader(code, is_lenient=is_lenient).problem()
    if problem and problem.fix and not _is_mended(code, problem):
        problem = replace(problem, fix=())
    return [problem] if problem else []


#: So many mistakes are mended.
_MOST_MISTAKES = 30


def _is_mended(code: str, problem: Problem | None) -> bool:
    """Say whether all is well after the fix of a problem, and of those that follow it."""
    for _ in range(_MOST_MISTAKES):
        if not problem or not problem.fix:
            break
        code = replaced(code, problem.fix)
        problem = _Reader(code).problem()
    return problem is None


class _Next(Enum):
    """What comes next, if nothing is closed."""

    KEY = auto()
    COLON = auto()
    VALUE = auto()  # of a member
    ITEM = auto()
    COMMA = auto()
    ANY = auto()  # between documents, or where something is left out


class _Reader:
    """Reads a text from one end to the other; what is open is on a stack, not in calls.

    Members without their braces stand in an opener without text.
    """

    def __init__(self, code: str, *, is_lenient: bool = False) -> None:
        text = _BETWEEN.sub(lambda found: " " * len(found[0]), code)
        tokens = [Token(one.lastgroup or "", one[0], one.start()) for one in _TOKEN.finditer(text)]
        self._tokens = [token for token in tokens if token.kind != "comment"]
        self._is_lenient = is_lenient
        is_excerpt = len(tokens) > len(self._tokens) or any(one.kind == "dots" for one in tokens)
        self._allows_commas = is_lenient or is_excerpt
        self._open: list[Token] = []
        self._next = _Next.ANY
        self._comma: Token | None = None  # the one before

    def problem(self) -> Problem | None:
        """Return the first thing that is wrong."""
        for number, token in enumerate(self._tokens):
            if problem := self._take(number, token):
                return problem
        if self._open and self._open[-1].text:
            return _not_closed(self._open[-1])
        return None

    def _take(self, number: int, token: Token) -> Problem | None:
        if token.kind == "alien":
            return _at(token, f"unexpected {_shown(token)}: JSON has no such sign")
        if token.kind == "dots":
            self._next = _Next.COMMA if self._next is _Next.VALUE else _Next.ANY
            self._comma = None
            return None
        if token.text == ",":
            return self._take_comma(token)
        if token.text in ("}", "]"):
            return self._close(token)
        self._comma = None
        if token.text == ":":
            return self._take_colon(token)
        return self._take_value(number, token)

    # -- signs

    def _take_comma(self, token: Token) -> Problem | None:
        if self._next not in (_Next.COMMA, _Next.ANY):
            return _at(token, "unexpected ',': something is missing before it")
        self._next = self._after_opener()
        self._comma = token
        return None

    def _after_opener(self) -> _Next:
        if not self._open:
            return _Next.ANY
        return _Next.ITEM if self._open[-1].text == "[" else _Next.KEY

    def _take_colon(self, token: Token) -> Problem | None:
        if self._next is not _Next.COLON:
            return _at(token, "unexpected ':': it stands behind the name of a member only")
        self._next = _Next.VALUE
        return None

    def _close(self, token: Token) -> Problem | None:
        if not self._open or not self._open[-1].text:
            return _at(token, f"{token.text!r} closes nothing: remove it, or write what it closes")
        opener = self._open[-1]
        if CLOSER[opener.text] != token.text:
            return _not_closed(opener)
        if self._next in (_Next.COLON, _Next.VALUE):
            return _at(token, f"unexpected {token.text!r}: a value is missing before it")
        if self._comma and not self._allows_commas:
            edit = Replacement(self._comma.start, self._comma.end, "")
            return _at(
                self._comma, "a ',' stands between two, not behind the last: remove it", edit
            )
        self._open.pop()
        self._next = _Next.COMMA if self._open else _Next.ANY
        self._comma = None
        return None

    # -- values

    def _take_value(self, number: int, token: Token) -> Problem | None:
        if self._next is _Next.COMMA:
            before = self._tokens[number - 1].end
            told = f"missing ',' before {_shown(token)}"
            return Problem(
                rules.json_error, before, before, told, (Replacement(before, before, ","),)
            )
        if self._next is _Next.COLON:
            return _at(token, f"unexpected {_shown(token)}: a ':' is missing before it")
        is_key = self._is_key(number)
        if is_key and not self._open:
            self._open.append(Token("none", "", token.start))
        if self._next is _Next.KEY and not is_key and token.kind != "placeholder":
            return self._wrong_key(token)
        if token.text in CLOSER:
            self._open.append(token)
            self._next = self._after_opener()
            is_deep = len(self._open) > DEEPEST
            return (
                problem_at(not_checked, token, "nested too deeply to be checked")
                if is_deep
                else None
            )
        self._next = _Next.COLON if is_key else _Next.COMMA if self._open else _Next.ANY
        return None if self._is_lenient else _mistake_in(token, is_key=is_key)

    def _is_key(self, number: int) -> bool:
        following = self._tokens[number + 1 : number + 2]
        return (
            bool(following)
            and following[0].text == ":"
            and self._next in (_Next.KEY, _Next.ANY)
            and self._tokens[number].kind in _NAMES
        )

    def _wrong_key(self, token: Token) -> Problem:
        if token.text in CLOSER:
            return _at(
                token, f"unexpected {token.text!r}: the name of a member is missing before it"
            )
        return _at(token, f"{_shown(token)} has no value: write ':' and the value behind it")


def _not_closed(opener: Token) -> Problem:
    return _at(opener, f"{opener.text!r} is not closed: write {CLOSER[opener.text]!r}")


def _mistake_in(token: Token, *, is_key: bool) -> Problem | None:
    """Return what is wrong with a name or a value by itself."""
    if token.kind == "string":
        return _string(token)
    if token.kind == "character":
        return _single_quoted(token)
    if token.kind == "number" and not is_key:
        is_right = _NUMBER.fullmatch(token.text)
        return None if is_right else _at(token, f"{_shown(token)} is no number in JSON")
    if token.kind == "placeholder" or (token.text in _LITERALS and not is_key):
        return None
    if is_key:
        edit = Replacement(token.start, token.end, f'"{token.text}"')
        return _at(token, f"{_shown(token)} needs double quotes: all names have them", edit)
    if token.text in _ELSEWHERE:
        value = _ELSEWHERE[token.text]
        told = f"{_shown(token)} is no value in JSON: write {value!r}"
        return _at(token, told, Replacement(token.start, token.end, value))
    return _at(token, f"{_shown(token)} is no value in JSON: text stands in double quotes")


def _string(token: Token) -> Problem | None:
    if not _CLOSED.fullmatch(token.text):
        return _at(token, "unclosed string: end it with a double quote")
    escape = _NO_ESCAPE.match(token.text)
    if not escape:
        return None
    start = token.start + escape.start(1)
    told = f"illegal escape {escape[1]!r}: write a backslash as two"
    return Problem(rules.json_error, start, start + len(escape[1]), told)


def _single_quoted(token: Token) -> Problem:
    if not _CLOSED.fullmatch(token.text):
        return _at(token, "unclosed string: strings stand in double quotes")
    inner = token.text[1:-1]
    is_plain = '"' not in inner and "\\" not in inner
    edits = (Replacement(token.start, token.end, f'"{inner}"'),) if is_plain else ()
    return _at(token, "single quotes: strings stand in double quotes", *edits)


def _at(token: Token, told: str, *fix: Replacement) -> Problem:
    return problem_at(rules.json_error, token, told, *fix)


def _shown(token: Token) -> str:
    return repr(token.text if len(token.text) <= 24 else f"{token.text[:23]}…")

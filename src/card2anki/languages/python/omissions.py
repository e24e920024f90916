"""What a snippet leaves out: ``...`` and placeholders for code, bodies that are a comment.

What is there instead is replaced by as many characters that parse, so that all offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from card2anki.languages.python.scanner import CLOSERS, OPENERS, Token, logical_lines, scanned
from card2anki.languages.python.script import Patch, Rows, patched, text_of

#: A name made of it stands for what is left out.
STAND_IN = "_"
_DOTS = frozenset({"...", "…"})


def bodies(rows: Rows) -> Rows:
    """Return rows with ``pass`` for the comment that is the whole body of a block."""
    text = text_of(rows)
    tokens = scanned(text)
    lines = logical_lines(text, tokens)
    comments = iter([token for token in tokens if token.kind == "comment"])
    comment = next(comments, None)
    number = {offset: row for row, offset in enumerate(_starts(rows))}
    changed = list(rows)
    for line, following in zip_longest(lines, lines[1:]):
        while comment and comment.start < line.end:
            comment = next(comments, None)
        is_empty = following is None or _width(following.indent) <= _width(line.indent)
        if not line.opens_block or not is_empty:
            continue
        if comment is line.comment and comment and not _is_elision(comment):
            comment = next(comments, None)
        if comment and (following is None or comment.start < following.start):
            row = number[text.rfind("\n", 0, comment.start) + 1]
            changed[row] = changed[row]._replace(text=_with_pass(changed[row].text, line.indent))
    return tuple(changed)


def _with_pass(text: str, indent: str) -> str:
    """Return a line with ``pass`` for its comment."""
    head = text[: text.index("#")] if text.lstrip()[:1] != "#" else f"{indent}    "
    return f"{head}pass"


def _is_elision(comment: Token) -> bool:
    return any(dots in comment.text for dots in _DOTS)


def _width(indent: str) -> int:
    return len(indent.expandtabs())


def _starts(rows: Rows) -> Iterator[int]:
    start = 0
    for row in rows:
        yield start
        start += len(row.text) + 1


def elisions(rows: Rows) -> Rows:
    """Return rows with stand-ins for dots where Python takes none, and for placeholders."""
    text = text_of(rows)
    tokens = [token for token in scanned(text) if token.kind != "comment"]
    return patched(rows, [*_patches(tokens), *_placeholders(text, tokens)])


# -- dots

#: What a name, and no expression, stands behind.
_NAMING = frozenset({"def", "class", "import", "for", "as", "global", "nonlocal", "del", "."})
_WORDS = frozenset({
    *("and", "as", "assert", "async", "await", "case", "class", "def", "del", "elif", "else"),
    *("except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match"),
    *("nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"),
})  # fmt: skip


class _Bracket(NamedTuple):
    opener: str
    is_list_of_parameters: bool


_NO_BRACKET = _Bracket("", is_list_of_parameters=False)


def _patches(tokens: Sequence[Token]) -> Iterator[Patch]:
    brackets: list[_Bracket] = []
    has_lambda = False
    for number, token in enumerate(tokens):
        if token.text in OPENERS and token.kind == "sign":
            brackets.append(_Bracket(token.text, _is_list_of_parameters(tokens, number)))
        elif token.text in CLOSERS and brackets:
            brackets.pop()
        elif token.text == "lambda":
            has_lambda = True
        elif token.text == ":" or token.kind == "newline":
            has_lambda = False
        elif token.text in _DOTS and token.kind == "sign":
            within = brackets[-1] if brackets else _NO_BRACKET
            instead = _instead(tokens, number, within, has_lambda=has_lambda)
            if instead and instead != token.text:
                yield Patch(token.start, instead.ljust(len(token.text)))


def _is_list_of_parameters(tokens: Sequence[Token], opener: int) -> bool:
    """Say whether a parenthesis follows the name of a function, its type parameters aside."""
    return opener >= 2 and tokens[opener].text == "(" and tokens[opener - 2].text == "def"


def _instead(tokens: Sequence[Token], at: int, within: _Bracket, *, has_lambda: bool) -> str:
    """Return what parses in the place of dots; "" where they may stay."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    size = len(tokens[at].text)
    ends = after is None or after.kind == "newline" or after.text in CLOSERS
    if within.is_list_of_parameters or has_lambda:
        return _parameter(size, after)
    if before and (_is_operand(before) or before.text == ")"):
        return " " * size if ends or (after and after.text == ",") else ""
    if before and before.text in _NAMING:
        return STAND_IN * size
    if after and after.text in ("=", ":=", "in") and within.opener != "(":
        return STAND_IN * size
    if within.opener in ("(", "{") and before and before.text == "," and ends and size == 3:
        return f"**{STAND_IN}"  # the only thing that may end any call, or a dictionary
    return STAND_IN if size == 1 else ""


def _parameter(size: int, after: Token | None) -> str:
    if after and after.text in ("=", ":") and size == 3:
        return STAND_IN * size
    if size == 1:
        return STAND_IN
    is_last = after is None or after.text in (")", ":")
    return f"**{STAND_IN}" if is_last else f"*{STAND_IN}"


def _is_operand(token: Token) -> bool:
    if token.kind == "word":
        return token.text not in _WORDS
    return token.kind in ("number", "string") or token.text in ("]", "}")


# -- placeholders

_PLACEHOLDER = re.compile(r"<(?!<)[^\W\d][^<>\n]{0,80}+>")
_OPERATORS = frozenset("=([{,:+-*/%|&") | {"+=", "==", "!=", "->", ":="}


def _placeholders(text: str, tokens: Sequence[Token]) -> Iterator[Patch]:
    """Yield names for ``<the name>``, which stands where no comparison can."""
    done = 0
    for number, token in enumerate(tokens):
        if token.text != "<" or token.kind != "sign" or token.start < done:
            continue
        before = tokens[number - 1] if number else None
        starts = before is None or before.kind == "newline" or before.text in _OPERATORS
        starts |= before is not None and before.text in _WORDS
        if starts and (found := _PLACEHOLDER.match(text, token.start)):
            done = found.end()
            yield Patch(token.start, STAND_IN * len(found[0]))

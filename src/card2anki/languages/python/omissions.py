"""What a snippet leaves out: ``...`` and placeholders for code, bodies that are a comment.

What is there instead is replaced by as many characters that parse, so that all offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from card2anki.languages.python.scanner import (
    CLOSERS,
    COMPOUND,
    OPENERS,
    Line,
    Token,
    logical_lines,
    scanned,
)
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


def leaves_out(text: str) -> bool:
    """Say whether some of a code is left out: by dots, or by a comment with dots."""
    return any(
        _is_elision(token) if token.kind == "comment" else token.text in _DOTS
        for token in scanned(text)
        if token.kind in ("comment", "sign")
    )


def _width(indent: str) -> int:
    return len(indent.expandtabs())


def _starts(rows: Rows) -> Iterator[int]:
    start = 0
    for row in rows:
        yield start
        start += len(row.text) + 1


def elisions(rows: Rows) -> Rows:
    """Return rows with stand-ins for dots where Python takes none, and for placeholders."""
    rows = _clauses(rows)
    text = text_of(rows)
    tokens = [token for token in scanned(text) if token.kind != "comment"]
    return patched(rows, [*_patches(tokens), *_placeholders(text, tokens)])


# -- dots for clauses

_CLAUSES = frozenset({"elif", "else", "except", "finally"})


def _clauses(rows: Rows) -> Rows:
    """Return rows without the dots that stand where a statement can't: between its clauses."""
    text = text_of(rows)
    number = {offset: row for row, offset in enumerate(_starts(rows))}
    changed = list(rows)
    heads: list[Line] = []
    lines = logical_lines(text, scanned(text))
    for line, following in zip_longest(lines, lines[1:]):
        while heads and _width(heads[-1].indent) > _width(line.indent):
            heads.pop()
        above = heads[-1] if heads and heads[-1].indent == line.indent else None
        if len(line.tokens) == 1 and line.word in _DOTS:
            goes_on = following is not None and following.indent == line.indent
            instead = _clause(above, following.word if following and goes_on else "")
            if instead is not None:
                row = number[line.start - len(line.indent)]
                changed[row] = changed[row]._replace(text=f"{line.indent}{instead}")
                continue
        heads[-1 if above else len(heads) :] = [line]
    return tuple(changed)


def _clause(above: Line | None, following: str) -> str | None:
    """Return what dots between two lines stand for, None where they may stay."""
    if above is None or above.word not in COMPOUND:
        return None
    is_case = above.word == "case" and ":" in (token.text for token in above.tokens)
    if is_case or following in _CLAUSES:
        return ""
    return "except: pass" if above.word == "try" else None


# -- dots

#: What a name, and no expression, stands behind.
_NAMING = frozenset({"def", "class", "import", "for", "as", "global", "nonlocal", "del", "."})
_WORDS = frozenset({
    *("and", "as", "assert", "async", "await", "case", "class", "def", "del", "elif", "else"),
    *("except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match"),
    *("nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"),
})  # fmt: skip


class _Bracket(NamedTuple):
    """An open bracket: ``kind`` is "call", "parameters", "names" of an import, or ""."""

    opener: str
    kind: str = ""
    has_names: bool = False  # of arguments, or keys


_NO_BRACKET = _Bracket("")


def _patches(tokens: Sequence[Token]) -> Iterator[Patch]:
    brackets: list[_Bracket] = []
    has_lambda = False
    for number, token in enumerate(tokens):
        if token.text in (":", "=", "**") and brackets and not has_lambda:
            brackets[-1] = brackets[-1]._replace(has_names=True)
        if token.text in OPENERS and token.kind == "sign":
            brackets.append(_bracket(tokens, number))
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


def _bracket(tokens: Sequence[Token], opener: int) -> _Bracket:
    """Return what a bracket is, by what is before it; type parameters are not looked behind."""
    before = tokens[opener - 1] if opener else None
    if tokens[opener].text != "(" or before is None:
        return _Bracket(tokens[opener].text)
    if opener >= 2 and tokens[opener - 2].text == "def":
        return _Bracket("(", "parameters")
    if before.text == "import":
        return _Bracket("(", "names")
    return _Bracket("(", "call" if _is_operand(before) or before.text == ")" else "")


def _instead(tokens: Sequence[Token], at: int, within: _Bracket, *, has_lambda: bool) -> str:
    """Return what parses in the place of dots; "" where they may stay."""
    before, after = (_beside(tokens, at, step, within) for step in (-1, 1))
    size = len(tokens[at].text)
    ends = after is None or after.kind == "newline" or after.text in CLOSERS
    breaks = not ends and tokens[at + 1].kind == "newline"  # the end of a line in brackets
    has_comma = after is not None and after.text == ","
    comma = "," if breaks and not has_comma else ""
    if within.kind == "parameters" or has_lambda:
        return _parameter(size, after, comma)
    if before and (_is_operand(before) or before.text == ")"):
        return " " * size if ends or breaks or has_comma else ""
    if before and before.text in _NAMING:
        return STAND_IN * size
    if after and after.text in ("=", ":=", "in") and within.opener != "(":
        return STAND_IN * size
    follows = before is not None and before.text == ","
    begins = before is None or before.kind == "newline" or before.text in OPENERS
    if (follows and (ends or has_comma or comma)) or (begins and (has_comma or comma)):
        return _item(size, within, comma, is_last=ends, is_first=begins)
    return STAND_IN if size == 1 else ""


def _beside(tokens: Sequence[Token], at: int, step: int, within: _Bracket) -> Token | None:
    """Return the token before or behind another; within brackets line breaks don't count."""
    at += step
    while within.opener and 0 <= at < len(tokens) and tokens[at].kind == "newline":
        at += step
    return tokens[at] if 0 <= at < len(tokens) else None


def _item(size: int, within: _Bracket, comma: str, *, is_last: bool, is_first: bool) -> str:
    """Return what stands for some items; ``comma`` is what they lack behind them."""
    if within.opener == "{" and (within.has_names or is_first):
        return f"**{STAND_IN}" if size == 3 and not comma else " " * size
    if size == 1:
        return " " if comma else STAND_IN
    if within.kind == "call" and (is_last or comma or within.has_names):
        return f"**{STAND_IN}" if is_last else f"*{STAND_IN}{comma}"  # may follow names
    is_name = not within.opener or within.kind == "names"
    return f"{STAND_IN}{comma}" if comma or is_name else ""


def _parameter(size: int, after: Token | None, comma: str) -> str:
    if after and after.text in ("=", ":") and size == 3:
        return STAND_IN * size
    if size == 1:
        return " " if comma else STAND_IN
    is_last = after is None or after.text in (")", ":")
    return f"**{STAND_IN}" if is_last else f"*{STAND_IN}{comma}"


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

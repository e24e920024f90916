"""Pieces of a program that stand alone on a card: a clause, a head, the inside of a block."""

from __future__ import annotations

from collections.abc import Sequence

from card2anki.languages.python.scanner import (
    COMPOUND,
    Line,
    logical_lines,
    rows_in_strings,
    rows_outside,
    scanned,
)
from card2anki.languages.python.script import Row, Rows, text_of

#: What stands before a clause that goes on with a statement.
_BEFORE = {
    "elif": "if 0: pass",
    "else": "if 0: pass",
    "except": "try: pass",
    "finally": "try: pass",
}
#: Levels of a block that may be cut off; more are hardly meant.
_MOST_LEVELS = 6


def dedented(rows: Rows) -> Rows:
    """Return rows without the indentation that all have, or all but the first.

    The inside of strings is not indented; comments, and what is in brackets, need not be.
    """
    tokens = scanned(text_of(rows))
    strings = rows_in_strings(tokens)
    code = {number: row for number, row in enumerate(rows) if number not in strings}
    shown = [row for row in (rows[n] for n in rows_outside(tokens)) if _is_code(row)]
    if not shown:
        return rows
    first, others = shown[0], shown[1:]
    width = _common(shown)
    if not width and len(others) >= 2 and not _goes_on(first):
        width = _whole_levels(_common(others), others[0])
        code = {number: row for number, row in code.items() if row is not first}
    return tuple(_less(row, width) if n in code else row for n, row in enumerate(rows))


def _is_code(row: Row) -> bool:
    return row.text.strip() != "" and row.text.lstrip()[0] != "#"


def _common(rows: Sequence[Row]) -> int:
    """Return how many blanks or tabs all rows begin with."""
    texts = [row.text for row in rows]
    if not texts:
        return 0
    low, high = min(texts), max(texts)
    same = next(
        (n for n, (a, b) in enumerate(zip(low, high, strict=False)) if a != b),
        min(len(low), len(high)),
    )
    return same - len(low[:same].lstrip(" \t"))


def _whole_levels(width: int, row: Row) -> int:
    """Return a width if it is that of blocks: a line that is moved a little is a mistake."""
    return width if width % 4 == 0 or row.text.startswith("\t") else 0


def _less(row: Row, width: int) -> Row:
    """Return a row without so many blanks, or as many as there are."""
    return row.without(min(width, len(row.text) - len(row.text.lstrip())))


def _goes_on(first: Row) -> bool:
    """Say whether others may be indented behind a row: it opens a block or a bracket."""
    lines = logical_lines(first.text, scanned(first.text))
    return not lines or bool(lines[-1].depth) or lines[-1].word in COMPOUND


def completed(rows: Rows) -> Rows:
    """Return rows with what has to stand around them: what comes before a clause, a body."""
    lines = _lines(rows)
    if not lines:
        return rows
    if lines[0].indent:
        return _within_blocks(rows, lines)
    if lines[0].word == "case" and lines[0].opens_block:
        head = _before("match 0:", rows[0])
        rows = (head, *(row.after(" ") if row.text.strip() else row for row in rows))
        return (*rows, _behind("  pass", rows[-1])) if len(lines) == 1 else rows
    if (before := _BEFORE.get(lines[0].word)) and ":" in (token.text for token in lines[0].tokens):
        rows = (_before(before, rows[0]), *rows)
        lines = _lines(rows)
    return _with_bodies(rows, lines)


def _before(text: str, row: Row) -> Row:
    """Return a row that is not shown, as standing where another begins."""
    return Row(text, row.number, -len(text))


def _behind(text: str, row: Row) -> Row:
    """Return a row that is not shown, as standing where another ends."""
    return Row(text, row.number, max(0, row.shift) + len(row.text))


def _lines(rows: Rows) -> list[Line]:
    text = text_of(rows)
    return logical_lines(text, scanned(text))


def _within_blocks(rows: Rows, lines: Sequence[Line]) -> Rows:
    """Return rows in a block for each level that the first of them are in, and later ones not.

    A single line that is indented is a mistake, not the end of a block.
    """
    indent = lines[0].indent
    widths = [len(line.indent) for line in lines]
    falls = sorted({width for width in widths if width < widths[0]})
    length = next((n for n, width in enumerate(widths) if width < widths[0]), len(widths))
    is_block = length >= 2 and len(indent) % 4 == 0 and set(indent) == {" "}
    if not is_block or not falls or len(falls) > _MOST_LEVELS:
        return rows
    return (*(_before(f"{' ' * width}if 1:", rows[0]) for width in falls), *rows)


def _with_bodies(rows: Rows, lines: Sequence[Line]) -> Rows:
    """Return rows with something for a head, or decorators, that all of the snippet is."""
    last = lines[-1]
    if all(line.word == "@" for line in lines):
        return (*rows, _behind("def _(): pass", rows[-1]))
    is_head = last.opens_block and all(line.word == "@" for line in lines[:-1])
    if is_head:
        body = "case _: pass" if last.word == "match" else "pass"
        return (*rows, _behind(f"    {body}", rows[-1]))
    heads = [line for line in lines if line.word != "@"]
    if all(line.opens_block and line.indent == last.indent for line in heads):
        return _each_with_body(rows, lines)
    return rows


def _each_with_body(rows: Rows, lines: Sequence[Line]) -> Rows:
    """Return a list of heads, each with a body."""
    ends = iter([line.end for line in lines if line.opens_block])
    end = next(ends, None)
    completed_rows: list[Row] = []
    start = 0
    for row in rows:
        completed_rows.append(row)
        start += len(row.text) + 1
        if end is not None and end < start:
            completed_rows.append(_behind("    pass", row))
            end = next(ends, None)
    return tuple(completed_rows)

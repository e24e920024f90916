"""What was typed into Python or IPython, without the prompts and without what was printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from card2anki.languages.python.parsing import parses
from card2anki.languages.python.scanner import CLOSERS, OPENERS, rows_outside, scanned
from card2anki.languages.python.script import Row, Rows, text_of

_PROMPT = re.compile(r"[ \t]*+>>>(?: |$|(?=\S))")
_GOES_ON = re.compile(r"[ \t]*+\.\.\.(?: |$)")
_IN = re.compile(r"[ \t]*+In ?\[[0-9 *]{0,6}\]: ?")
_OUT = re.compile(r"[ \t]*+Out ?\[[0-9 *]{0,6}\]:")
_IN_GOES_ON = re.compile(r"[ \t]*+\.{3,12}: ?")
_MAGIC = re.compile(
    r"[ \t]*+(?:%{1,2}[a-zA-Z]|!(?!=)|\?{1,2}[a-zA-Z]|[a-zA-Z_][\w.]*+\?{1,2}[ \t]*+$)"
)
_TAKEN = re.compile(r"(?<![=!<>:])=[ \t]*+(?=[%!][ \t]*+[a-zA-Z])")
#: How Python is started, and what it says then.
_STARTED = re.compile(
    r"[ \t]*+(?:[^=\n]{0,60}[$%>] ?i?python|Python \d|Type \"(?:help|copyright)|\[(?:GCC|Clang) )"
)
_CELL = re.compile(r"[ \t]*+%%(\w*+)")
#: Magic words whose cell is Python.
_PYTHON_CELLS = frozenset({"time", "timeit", "capture", "prun", "python", "python3", "memit"})


def doctest(rows: Rows) -> Rows:
    """Return what was typed behind ``>>>`` and ``...``; what was printed becomes blank lines.

    What stands before the first prompt stays as it is, but for how Python was started.
    """
    outside = rows_outside(scanned(text_of(rows)))
    first = next((n for n in outside if _PROMPT.match(rows[n].text)), None)
    if first is None:
        return rows
    before = (Row("", row.number) if _STARTED.match(row.text) else row for row in rows[:first])
    return (*before, *_typed(rows[first:]))


def _typed(rows: Rows) -> Iterator[Row]:
    expects = False  # whether the rest of a statement may follow
    depth = 0
    for row in rows:
        if prompt := _PROMPT.match(row.text):
            row, depth, expects = row.without(prompt.end()), 0, True
        elif expects and (prompt := _GOES_ON.match(row.text)):
            row = row.without(prompt.end())
        elif not (expects and row.text[:1].isspace() and row.text.strip() and depth):
            row, expects = Row("", row.number), False
        if expects:
            depth = _depth_behind(row.text, depth)
        yield row


def _depth_behind(text: str, depth: int) -> int:
    """Return how many brackets and blocks are open behind a line, those of before included."""
    tokens = [token for token in scanned(text) if token.kind != "comment"]
    signs = [token.text for token in tokens]
    depth += sum((sign in OPENERS) - (sign in CLOSERS) for sign in signs)
    return max(0, depth) + (signs[-1:] == [":"])


def ipython(rows: Rows) -> Rows:
    """Return what was typed into IPython; commands that are no Python do nothing."""
    if any(_IN.match(row.text) for row in rows):
        cells = tuple(_cells(rows, prints=False))
        rows = cells if parses(text_of(cells)) else tuple(_cells(rows, prints=True))
    outside = frozenset(rows_outside(scanned(text_of(rows))))
    return tuple(_without_magic(rows, outside))


def _cells(rows: Rows, *, prints: bool) -> Iterator[Row]:
    """Yield what was typed; ``prints`` says that what is at the margin below it was printed."""
    is_input = True  # what stands before the first prompt
    is_typed = False  # whether something stands behind the prompt
    for row in rows:
        if prompt := _IN.match(row.text):
            row = row.without(prompt.end())
            is_input, is_typed = True, row.text.strip() != ""
            yield row
        elif is_input and (prompt := _IN_GOES_ON.match(row.text)):
            yield row.without(prompt.end())
        else:
            is_printed = prints and is_typed and row.text[:1].strip() != ""
            is_input &= not (is_printed or _OUT.match(row.text))
            yield row if is_input else Row("", row.number)


def _without_magic(rows: Rows, outside: frozenset[int]) -> Iterator[Row]:
    is_python = True
    for number, row in enumerate(rows):
        if not is_python:
            yield Row("", row.number)
        elif number not in outside:
            yield row
        elif _MAGIC.match(row.text):
            cell = _CELL.match(row.text)
            is_python = cell is None or cell[1] in _PYTHON_CELLS
            indent = row.text[: len(row.text) - len(row.text.lstrip())]
            yield row._replace(text=f"{indent}pass")
        else:
            taken = _TAKEN.search(row.text)
            yield row._replace(text=f"{row.text[: taken.end()]}0") if taken else row

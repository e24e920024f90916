"""The text that Python is given for a snippet, line by line, and where it stands in the snippet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from card2anki.languages.problem import Replacement


class Row(NamedTuple):
    """A line: its text, the number of the line that it shows, and what that has before it.

    ``shift`` counts the characters that the line of the snippet has and the text has not; it is
    negative where the text has more. What follows them is the same, or stands for the same.
    """

    text: str
    number: int
    shift: int = 0

    def without(self, characters: int) -> Row:
        """Return the row without its first characters."""
        return Row(self.text[characters:], self.number, self.shift + characters)

    def after(self, characters: str) -> Row:
        """Return the row with characters before it."""
        return Row(characters + self.text, self.number, self.shift - len(characters))


class Patch(NamedTuple):
    """A text without line breaks in the place of as many characters from an offset on."""

    start: int
    text: str


Rows = tuple[Row, ...]


def rows_of(code: str) -> Rows:
    """Return the lines of a snippet as they are."""
    return tuple(Row(line, number) for number, line in enumerate(code.split("\n")))


def text_of(rows: Iterable[Row]) -> str:
    """Return the text of rows."""
    return "\n".join(row.text for row in rows)


def patched(rows: Rows, patches: Iterable[Patch]) -> Rows:
    """Return rows with patches in their text; of two that overlap the first one counts."""
    text = text_of(rows)
    pieces: list[str] = []
    done = 0
    for patch in sorted(patches):
        if patch.start >= done:
            pieces += (text[done : patch.start], patch.text)
            done = patch.start + len(patch.text)
    lines = "".join((*pieces, text[done:])).split("\n")
    return tuple(row._replace(text=line) for row, line in zip(rows, lines, strict=True))


@dataclass(frozen=True)
class Script:
    """What a snippet shows, made whole. Offsets count code points, rows and columns from 0."""

    code: str
    rows: Rows

    @cached_property
    def text(self) -> str:
        """Return the text of all rows."""
        return text_of(self.rows)

    @property
    def is_verbatim(self) -> bool:
        """Say whether the text is that of the snippet."""
        return self.text == self.code

    def index(self, row: int, column: int) -> int:
        """Return the offset in the text of a place that a tool names, wherever that is."""
        row = min(max(row, 0), len(self.rows) - 1)
        return self._starts[row] + min(max(column, 0), len(self.rows[row].text))

    def row_of(self, index: int) -> int:
        """Return the row of an offset in the text."""
        return bisect_right(self._starts, index) - 1

    def place(self, index: int) -> int:
        """Return where a character of the text stands in the snippet."""
        at = self.row_of(index)
        row = self.rows[at]
        column = max(0, index - self._starts[at] + row.shift)
        return self._origins[row.number] + min(column, len(self._lines[row.number]))

    def replacement(self, start: int, end: int, text: str) -> Replacement | None:
        """Return an edit of the text as one of the snippet, None where the two differ."""
        rows = range(self.row_of(start), self.row_of(end) + 1)
        is_plain = all(self._shows_itself(self.rows[row]) for row in rows)
        is_shifted = any(self.rows[row].shift for row in rows)
        if not is_plain or (is_shifted and ("\n" in text or len(rows) > 1)):
            return None
        return Replacement(self.place(start), self.place(end), text)

    def _shows_itself(self, row: Row) -> bool:
        return row.shift >= 0 and self._lines[row.number][row.shift :] == row.text

    @cached_property
    def _lines(self) -> Sequence[str]:
        return self.code.split("\n")

    @cached_property
    def _starts(self) -> Sequence[int]:
        return _starts_of([row.text for row in self.rows])

    @cached_property
    def _origins(self) -> Sequence[int]:
        return _starts_of(self._lines)


def _starts_of(lines: Sequence[str]) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in lines[:-1])]

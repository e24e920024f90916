"""Tokens of code, whatever its language. Offsets are code points."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """A piece of code and where it begins.

    ``kind`` is one of comment, string, block (a string of several lines), character, number, word,
    dots (what stands for something left out), sign and alien (what no code has there).
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where the token ends."""
        return self.start + len(self.text)

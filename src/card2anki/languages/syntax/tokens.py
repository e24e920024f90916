"""Tokens of code, whatever its language. Offsets are code points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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


#: What stands beyond the ends of code.
NOTHING = Token("none", "", 0)
_SLASHES = re.compile(r"^[ \t]*+(//)(?=[ \t])", re.MULTILINE)


def slash_comments(code: str, tokens: Iterable[Token]) -> Iterator[tuple[int, int]]:
    """Yield where a line begins with ``//``, in a language in which that is two signs.

    ``tokens`` are those of the code: what is in a string or a comment of its own is not meant.
    """
    found = [one.span(1) for one in _SLASHES.finditer(code)]
    signs = {token.start for token in tokens if token.text == "/"} if found else set()
    yield from (span for span in found if span[0] in signs)

"""Where code stands: fences, closed properly or not.

Nothing inside a fence is structure, so fences are found before anything else. A fence that
is never closed would swallow the cards that follow; it ends where a card's structure shows
beyond doubt: at ``x??``, at a rating, or at a heading that a question follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from card2anki.languages import is_known, language_of
from card2anki.source.lines import RATING

Bounds = tuple[int, int]

_OPEN = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*([^`\r\n]*)$")
_CLOSE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*(x\?\?[ \t]*)?$")
_MIDLINE = re.compile(r"(`{3})([\w+#-]+)[ \t]*$")
_SPACE = re.compile(r"[ \t]*(?:-{3,})?[ \t]*$")
_BOUNDARY = re.compile(r"[ \t]*-{3,}[ \t]*$|####|\*\*Rating|:p ")


class End(Enum):
    """How a fence ends."""

    CLOSED = "closed"
    MIDLINE = "closed behind code on its last line"
    FORCED = "closed by what follows"


@dataclass(frozen=True, slots=True)
class Fence:
    """The lines ``first`` to ``last`` (inclusive), opened at the offset ``start``.

    ``close`` and ``end`` bound the closing fence; both are the end of the last line where
    there is none. ``late`` numbers the line of a closing fence that stands behind the
    answer's terminator.
    """

    first: int
    last: int
    start: int
    indent: int
    label: str
    close: int
    end: int
    ending: End
    late: int | None = None


@dataclass(frozen=True, slots=True)
class _Opening:
    """The start of a fence: line, offset, delimiter, indent, label; ``behind`` text or not."""

    number: int
    start: int
    mark: str
    indent: int
    label: str
    behind: bool

    @property
    def shows_cards(self) -> bool:
        """Say whether the code may be cards: text in the format itself, shown as markdown."""
        return language_of(self.label) == "markdown"


def find_fences(text: str, bounds: Sequence[Bounds]) -> Iterator[Fence]:
    """Yield the fences of a text in order, in time linear in its length."""
    number = 0
    while number < len(bounds):
        opening = _opening(text, bounds, number)
        fence = _fence(text, bounds, opening) if opening else None
        if fence is None:
            number += 1
        else:
            yield fence
            number = fence.last + 1


def _opening(text: str, bounds: Sequence[Bounds], number: int) -> _Opening | None:
    start, end = bounds[number]
    if text.find("```", start, end) < 0 and text.find("~~~", start, end) < 0:
        return None
    line = text[start:end]
    if found := _OPEN.match(line):
        label = found[3].split()[0] if found[3].strip() else ""
        return _Opening(number, start, found[2], len(found[1]), label, behind=False)
    behind = line.find("`")
    if (found := _MIDLINE.match(line, behind)) and is_known(found[2]):
        return _Opening(number, start + behind, found[1], 0, found[2], behind=True)
    return None


def _fence(text: str, bounds: Sequence[Bounds], opening: _Opening) -> Fence | None:
    """Find where a fence ends; None for one behind text that nothing closes: that is text.

    Each rule that ends the scan early also keeps it linear: no line is scanned again by a
    later fence more than once.
    """
    heading: int | None = None  # the first heading since the last fence that opens
    midline: int | None = None  # the first line with a closing fence behind its code
    stop = len(bounds)
    for number in range(opening.number + 1, len(bounds)):
        start, end = bounds[number]
        line = text[start:end]
        if found := _CLOSE.match(line):
            if found[1][0] == opening.mark[0] and len(found[1]) >= len(opening.mark):
                return _make(
                    opening, number, start + found.start(1), start + found.end(1), End.CLOSED
                )
        elif _OPEN.match(line) or (opening.behind and opening.mark in line):
            if opening.behind or midline is not None:
                break
            heading = None
        elif line.startswith("####") and heading is None:
            heading = number
        elif not opening.shows_cards and _shows_a_card(line, under_heading=heading is not None):
            stop = heading if heading is not None and line.startswith(":p") else number
            break
        elif midline is None and line.endswith(opening.mark):
            midline = number
    if opening.behind:
        return None
    if midline is not None:
        end = bounds[midline][1]
        return _make(opening, midline, end - len(opening.mark), end, End.MIDLINE)
    return _forced(text, bounds, opening, stop)


def _shows_a_card(line: str, *, under_heading: bool) -> bool:
    """Say whether a line is beyond doubt part of a card and not of its code."""
    if line.startswith(":p "):
        return under_heading
    if line.startswith("**Rating"):
        return RATING.fullmatch(line.strip()) is not None
    return line.strip() == "x??"


def _forced(text: str, bounds: Sequence[Bounds], opening: _Opening, stop: int) -> Fence:
    """End a fence before the line that shows it was never closed."""
    last = stop - 1
    while last > opening.number and _SPACE.match(text[slice(*bounds[last])]):
        last -= 1
    end = bounds[last][1]
    late = _late_close(text, bounds, stop, opening.mark)
    return _make(opening, last, end, end, End.FORCED, late)


def _late_close(text: str, bounds: Sequence[Bounds], stop: int, mark: str) -> int | None:
    """Find the closing fence that an author put behind ``x??`` instead of before it."""
    after = [
        number
        for number in range(stop + 1, min(stop + 4, len(bounds)))
        if text[slice(*bounds[number])].strip()
    ]
    if not after or text[slice(*bounds[after[0]])].strip() != mark:
        return None
    alone = len(after) == 1 or _BOUNDARY.match(text[slice(*bounds[after[1]])])
    return after[0] if alone else None


def _make(
    opening: _Opening, last: int, close: int, end: int, ending: End, late: int | None = None
) -> Fence:
    o = opening
    return Fence(o.number, last, o.start, o.indent, o.label, close, end, ending, late)

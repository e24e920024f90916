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
from card2anki.source.lines import is_delimiter, is_separator, rating_value

Bounds = tuple[int, int]

#: A fence may stand behind the mark of a list item.
_OPEN = re.compile(r"([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,})[ \t]*([^`\r\n]*)$")
_CLOSE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*(?:(?:x\?\?|\?\?x)[ \t]*)?$")
_MIDLINE = re.compile(r"(`{3})([\w+#-]*)[ \t]*$")


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
    samples = True  # until a fence that shows cards turns out never to be closed
    while number < len(bounds):
        opening = _opening(text, bounds, number)
        if opening is None:
            number += 1
            continue
        fence = _fence(text, bounds, opening, samples)
        if samples and opening.shows_cards and fence and fence.ending is not End.CLOSED:
            samples = False
            fence = _fence(text, bounds, opening, samples)
        if fence is None:
            number += 1
            continue
        yield fence
        number = (fence.last if fence.late is None else fence.late) + 1


def _opening(text: str, bounds: Sequence[Bounds], number: int) -> _Opening | None:
    start, end = bounds[number]
    if text.find("```", start, end) < 0 and text.find("~~~", start, end) < 0:
        return None
    line = text[start:end]
    if found := _OPEN.match(line):
        label = found[3].split()[0] if found[3].strip() else ""
        return _Opening(number, start, found[2], len(found[1]), label, behind=False)
    behind = line.find("`")
    if found := _MIDLINE.match(line, behind):
        return _Opening(number, start + behind, found[1], 0, found[2], behind=True)
    return None


def _fence(text: str, bounds: Sequence[Bounds], opening: _Opening, samples: bool) -> Fence | None:
    """Find where a fence ends; None for one behind text that nothing closes: that is text.

    ``samples`` says that a fence may show cards. Each rule that ends the scan early also keeps
    it linear: no line is scanned again by a later fence more than once.
    """
    code = _Code(text, bounds)
    midline: int | None = None  # the first line with a closing fence behind its code
    stop: int | None = None  # the first line that is not of the fence
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
            code.heading = None
        elif not (samples and opening.shows_cards):
            stop = code.end_before(number, line)
            if stop is not None:
                break
            if midline is None and line.endswith(opening.mark):
                midline = number
    if opening.behind and (stop is None or not is_known(opening.label)):
        return None
    if midline is not None:
        end = bounds[midline][1]
        return _make(opening, midline, end - len(opening.mark), end, End.MIDLINE)
    return _forced(text, bounds, opening, len(bounds) if stop is None else stop)


class _Code:
    """Reads what looks like code, line by line, for the card that shows it was not closed."""

    def __init__(self, text: str, bounds: Sequence[Bounds]) -> None:
        self._text = text
        self._bounds = bounds
        self.heading: int | None = None  # the first heading since the last fence that opens
        self._separator: int | None = None  # the separator above, with blank lines between

    def end_before(self, number: int, line: str) -> int | None:
        """Return the line before which the code must end, if this line shows it."""
        if not line.strip():
            return None
        separator, self._separator = self._separator, None
        if line.startswith("####"):
            self.heading = number if self.heading is None else self.heading
            return separator
        if line.startswith(":p "):
            return self.heading if separator is None else separator
        if is_separator(line):
            self._separator = number
            return None
        if line.strip() == "x??" and not self._is_shown(number):
            return number
        return number if rating_value(line.strip()) is not None else None

    def _is_shown(self, number: int) -> bool:
        """Say whether a terminator is code: the fence is closed behind it, the answer later."""
        following = _following(self._text, self._bounds, number)
        return (
            len(following) > 1
            and _CLOSE.match(following[0]) is not None
            and (following[0].rstrip().endswith("x??") or following[1].strip() == "x??")
        )


def _following(text: str, bounds: Sequence[Bounds], number: int) -> list[str]:
    """Return the lines right below one that are not blank."""
    below = bounds[number + 1 : number + 5]
    return [line for start, end in below if (line := text[start:end]).strip()]


def _forced(text: str, bounds: Sequence[Bounds], opening: _Opening, stop: int) -> Fence:
    """End a fence before the line that shows it was never closed."""
    last = stop - 1
    while last > opening.number and _is_no_code(text[slice(*bounds[last])]):
        last -= 1
    end = bounds[last][1]
    return _make(opening, last, end, end, End.FORCED, _late_close(text, bounds, stop, opening.mark))


def _is_no_code(line: str) -> bool:
    return not line.strip() or is_separator(line) or is_delimiter(line)


def _late_close(text: str, bounds: Sequence[Bounds], stop: int, mark: str) -> int | None:
    """Find the closing fence that an author put behind ``x??`` instead of before it."""
    if stop == len(bounds) or text[slice(*bounds[stop])].strip() != "x??":
        return None
    following = _following(text, bounds, stop)
    if not following or following[0].strip() != mark:
        return None
    if len(following) > 1 and not _BOUNDARY.match(following[1]):
        return None
    return next(n for n in range(stop + 1, len(bounds)) if text[slice(*bounds[n])].strip())


def _make(
    opening: _Opening, last: int, close: int, end: int, ending: End, late: int | None = None
) -> Fence:
    o = opening
    return Fence(o.number, last, o.start, o.indent, o.label, close, end, ending, late)

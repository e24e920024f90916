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

from card2anki.languages import first_word, is_known, language_of
from card2anki.source.lines import is_delimiter, is_heading, is_separator, rating_value

Bounds = tuple[int, int]

#: A fence may stand behind the mark of a list item.
_OPEN = re.compile(r"([ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?)(`{3,}+|~{3,}+)[ \t]*+([^`\r\n]*+)$")
_CLOSE = re.compile(r"[ \t]*+(`{3,}+|~{3,}+)[ \t]*+(?:(?:x\?\?|\?\?x)[ \t]*+)?$")
#: Code that shows a terminator is looked at for its end over so many lines.
_LONGEST_SHOWN = 40
_MIDLINE = re.compile(r"(`{3})([\w+#-]*)[ \t]*$")


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
        return language_of(first_word(self.label)) == "markdown"


def find_fences(text: str, bounds: Sequence[Bounds]) -> Iterator[Fence]:
    """Yield the fences of a text in order, in time linear in its length."""
    number = 0
    while number < len(bounds):
        opening = _opening(text, bounds, number)
        fence = _fence(text, bounds, opening, opening.shows_cards) if opening else None
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
        return _Opening(number, start, found[2], len(found[1]), found[3].strip(), behind=False)
    behind = line.rfind("```")
    in_code_span = line.count("`", 0, behind) % 2 == 1
    if not in_code_span and (found := _MIDLINE.match(line, behind)):
        return _Opening(number, start + behind, found[1], 0, found[2], behind=True)
    return None


def _fence(text: str, bounds: Sequence[Bounds], opening: _Opening, sample: bool) -> Fence | None:
    """Find where a fence ends; None for one behind text that nothing closes: that is text.

    ``sample`` says that the code may be cards.
    """
    scan = _Scan(text, bounds, opening, sample)
    for number in range(opening.number + 1, len(bounds)):
        start, end = bounds[number]
        line = text[start:end]
        if (found := _CLOSE.match(line)) and found[1].startswith(opening.mark):
            close, behind = start + found.start(1), start + found.end(1)
            return _make(opening, number, close, behind, End.CLOSED)
        if scan.ends_before(number, line):
            break
    if sample:  # it is not closed, so it shows no cards: it swallows them
        return _fence(text, bounds, opening, sample=False)
    if opening.behind and (scan.stop is None or not is_known(opening.label)):
        return None
    if scan.midline is not None:
        end = bounds[scan.midline][1]
        return _make(opening, scan.midline, end - len(opening.mark), end, End.MIDLINE)
    return _forced(text, bounds, opening, len(bounds) if scan.stop is None else scan.stop)


class _Scan:
    """Reads what looks like code, line by line, for what shows that it was never closed.

    Each rule that ends a scan early also keeps all of them linear: no line is scanned again by
    a later fence more than once.
    """

    def __init__(
        self, text: str, bounds: Sequence[Bounds], opening: _Opening, sample: bool
    ) -> None:
        self._text = text
        self._bounds = bounds
        self._opening = opening
        self._sample = sample
        self.stop: int | None = None  # the first line that is not of the fence
        self.midline: int | None = None  # the first line with a closing fence behind its code
        self._separator: int | None = None  # the separator above, with blank lines between
        self._heading: int | None = None  # the first heading since the last fence that opens
        self._card: int | None = None  # the separator right above a heading

    def ends_before(self, number: int, line: str) -> bool:
        """Read a line that does not close the fence; say whether it shows that none will."""
        if _CLOSE.match(line):
            return self.midline is not None
        if found := _OPEN.match(line):
            return self._ends_before_fence(found[2])
        if self._opening.behind and self._opening.mark in line:
            return True
        if self._sample or not line.strip():
            return False
        self.stop = self._end_of_code(number, line)
        if self.stop is None and self.midline is None and line.endswith(self._opening.mark):
            self.midline = number
        return self.stop is not None

    def _ends_before_fence(self, mark: str) -> bool:
        """Read a fence that opens: the context of a card may hold one, code hardly."""
        if self._sample:
            return mark.startswith(self._opening.mark)
        self._heading = None
        self.stop = self._card
        return self._opening.behind or self.midline is not None or self.stop is not None

    def _end_of_code(self, number: int, line: str) -> int | None:
        """Return the line before which the code must end, if this line shows it."""
        separator, self._separator = self._separator, None
        if is_heading(line):
            self._heading = number if self._heading is None else self._heading
            self._card = separator if self._card is None else self._card
        elif line.startswith(":p "):
            known = (self._card, separator, self._heading)
            return next((first for first in known if first is not None), None)
        elif is_separator(line):
            self._separator = number
        elif rating_value(line) is not None or self._is_terminator(number, line):
            return number
        return None

    def _is_terminator(self, number: int, line: str) -> bool:
        return line.strip() == "x??" and not self._is_shown(number)

    def _is_shown(self, number: int) -> bool:
        """Say whether a terminator is code: the fence is closed behind it, the answer later."""
        below = range(number + 1, min(len(self._bounds), number + 1 + _LONGEST_SHOWN))
        for at in below:
            line = self._text[slice(*self._bounds[at])]
            if _CLOSE.match(line):
                following = _following(self._text, self._bounds, at)
                ends = bool(following) and following[0].strip() == "x??"
                return line.rstrip().endswith("x??") or ends
            if _OPEN.match(line) or _begins_a_card(line):
                return False
        return False


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
    if len(following) > 1 and not _begins_a_card(following[1]):
        return None
    return next(n for n in range(stop + 1, len(bounds)) if text[slice(*bounds[n])].strip())


def _begins_a_card(line: str) -> bool:
    return (
        is_separator(line)
        or is_heading(line)
        or line.startswith(":p ")
        or rating_value(line) is not None
    )


def _make(
    opening: _Opening, last: int, close: int, end: int, ending: End, late: int | None = None
) -> Fence:
    o = opening
    return Fence(o.number, last, o.start, o.indent, o.label, close, end, ending, late)

"""The canonical layout of a deck: the edits that lead there from the text as it is.

They touch white space, separators and the spelling of markers, and nothing that is read. The
lines of code stay to the letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from card2anki.model import Deck, Edit, Span
from card2anki.source.head import front_matter_end
from card2anki.source.lines import DELIMITERS, QUESTIONS, Kind, Line, as_text, rating_value
from card2anki.source.parts import cut

_SEPARATOR = "---"
_BREAK = re.compile(r"\r\n|\n|\r")
_RATING = re.compile(r"(\d{1,2})\s*/\s*10")
_TITLE_BLOCK = re.compile(
    r"[ \t]*(?:#[ \t]|\*\*(?:rating threshold|starting chapter):\*\*)", re.IGNORECASE
)
#: What nobody sees between two pieces.
_UNSEEN = re.compile(r"[\s\u200b\ufeff]*")
_IN_FENCE = frozenset({Kind.CODE, Kind.FENCE_CLOSE})
_DOUBTFUL = frozenset({Kind.LIKE_QUESTION, Kind.GLUED_QUESTION})
_ASKS = QUESTIONS | _DOUBTFUL
_APART = frozenset({Kind.SEPARATOR, Kind.RATING})
_OPENERS = frozenset({Kind.OPENER, Kind.ELDER_OPENER})


def layout_edits(deck: Deck) -> Iterator[Edit]:
    """Yield the edits that give a deck its canonical layout, in order; none touches another.

    Each holds without the others.
    """
    text = deck.source.text
    start = front_matter_end(text)
    pieces = _pieces(deck, start)
    title_block = {span.start for span in deck.head if _TITLE_BLOCK.match(text, span.start)}
    undivided = _undivided(pieces, title_block)
    yield from _start(text, start, pieces)
    for above, below in pairwise(pieces):
        yield from _marker(text, above)
        if above.kind is Kind.FENCE_OPEN and below.kind in _IN_FENCE:
            yield from _edit(text, _visible_end(text, above), above.end, "")
        elif below.kind not in _IN_FENCE:
            gap = Span(_visible_end(text, above), below.start)
            if below.start in undivided:
                wanted: str | None = f"\n\n{_SEPARATOR}\n\n"
            elif {above.start, below.start} <= title_block:
                wanted = "\n\n"
            else:
                wanted = _between(text, above, below, gap)
            yield from _edit(text, gap.start, gap.end, wanted)
    yield from _end(text, pieces, closed=None not in undivided)


def _edit(text: str, start: int, end: int, wanted: str | None) -> Iterator[Edit]:
    r"""Yield the edit that puts something in the place of white space, if it is not there yet.

    ``wanted`` has ``\n`` for whatever ends a line here; None leaves what is there.
    """
    met = text[start:end]
    if wanted is None or not _UNSEEN.fullmatch(met):
        return  # what is seen is a fence that is closed too late and that no fix has moved
    if _BREAK.sub("\n", met) != wanted:
        yield Edit(Span(start, end), wanted)


# -- what stands where


def _pieces(deck: Deck, start: int) -> list[Line]:
    """Return the pieces of a text that are not blank, each as what it was taken for."""
    pieces, _ = cut(deck.source.text, start)
    read = sorted({(s.start, s.end) for c in deck.cards for p in c.parts for s in p.lines})
    markers = {card.marker.start for card in deck.cards}

    def is_text(line: Line) -> bool:
        if line.kind in DELIMITERS and not line.whole:  # a question may speak of it
            number = bisect_right(read, (line.start, line.end)) - 1
            return number >= 0 and line.end <= read[number][1]
        return line.kind in _DOUBTFUL and line.start not in markers

    met = [line for line in pieces.lines if line.kind is not Kind.BLANK]
    taken = [as_text(line) if is_text(line) else line for line in met]
    return sorted([*taken, *pieces.directives], key=lambda line: line.start)


def _undivided(pieces: Sequence[Line], title_block: set[int]) -> set[int | None]:
    """Return where a separator belongs and is none: the pieces it belongs before, None the end.

    One stands below the title block and one below each card, the last one too; questions under
    one heading need none between them.
    """
    kept = [line for line in pieces if line.kind is not Kind.DIRECTIVE]
    missed: set[int | None] = {
        below.start
        for above, below in pairwise(kept)
        if below.kind in (Kind.HEADING, Kind.RATING)
        and (above.kind is Kind.TERMINATOR or above.start in title_block)
    }
    return missed | {None} if kept and kept[-1].kind is Kind.TERMINATOR else missed


def _visible_end(text: str, line: Line) -> int:
    if line.kind is Kind.CODE:
        return line.end
    return line.start + len(text[line.start : line.end].rstrip(" \t"))


# -- what should stand between


def _start(text: str, front_matter: int, pieces: Sequence[Line]) -> Iterator[Edit]:
    if pieces:
        begin = len(text[:front_matter].rstrip())
        yield from _edit(text, begin, pieces[0].start, "\n\n" if front_matter else "")


def _end(text: str, pieces: Sequence[Line], *, closed: bool) -> Iterator[Edit]:
    """End the last line with a line break, a file of nothing but white space with nothing."""
    if not pieces:
        bare = len(text.rstrip())
        yield from _edit(text, bare, len(text), "\n" if bare else "")
        return
    yield from _marker(text, pieces[-1])
    wanted = "\n" if closed else f"\n\n{_SEPARATOR}\n"
    yield from _edit(text, _visible_end(text, pieces[-1]), len(text), wanted)


def _between(text: str, above: Line, below: Line, gap: Span) -> str | None:
    """Return what should stand between two pieces, None for what stands there."""
    met = text[gap.start : gap.end]
    breaks = len(_BREAK.findall(met))
    if not breaks:
        alone = above.kind in DELIMITERS or below.kind in DELIMITERS
        return "\n" if alone and below.kind is not Kind.DIRECTIVE else None
    blank_lines = _blank_lines(above.kind, below.kind)
    if blank_lines is None and met.strip(" \t\r\n"):
        return None  # to markdown only these are blank
    if blank_lines is None:
        blank_lines = min(breaks - 1, 1)
    goes_on = above.kind is below.kind is Kind.TEXT and not blank_lines
    line_break = "  " if goes_on and text[gap.start : above.end].endswith("  ") else ""
    return line_break + "\n" * (1 + blank_lines)


def _blank_lines(above: Kind, below: Kind) -> int | None:
    """Return how many blank lines belong between two lines; None for one at most."""
    if above in _APART or below in _APART:
        return 1
    if Kind.HEADING is above or above in _OPENERS or below in (Kind.OPENER, Kind.TERMINATOR):
        return 0
    if below is Kind.HEADING or below in _ASKS:
        return None if above is Kind.DIRECTIVE else 1
    return None


# -- markers


def _marker(text: str, line: Line) -> Iterator[Edit]:
    """Spell a marker as the format has it."""
    spelt = _spelt(text, line)
    if spelt is not None:
        end = line.end if line.kind in _APART else line.body
        if text[line.start : end] != spelt:
            yield Edit(Span(line.start, end), spelt)


def _spelt(text: str, line: Line) -> str | None:
    has_text = bool(text[line.body : line.end].strip())
    if line.kind is Kind.SEPARATOR:
        return _SEPARATOR
    if line.kind is Kind.HEADING and has_text:
        return "#### "
    if line.kind is Kind.QUESTION and has_text:
        return ":p "
    if line.kind is Kind.RATING:
        found = _RATING.fullmatch(rating_value(text[line.start : line.end]) or "")
        if found and 1 <= int(found[1]) <= 10:
            return f"**Rating: {int(found[1])}/10**"
    return None

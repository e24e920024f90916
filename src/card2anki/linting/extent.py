"""What vanishes with a card when it is removed from its file."""

from __future__ import annotations

import re

from card2anki.model import Card, Source, Span
from card2anki.source.lines import is_separator, line_bounds, rating_value

_BREAK = r"(?:\r\n|\n|\r)"
_BLANK_LINES = re.compile(rf"(?:[ \t]*+{_BREAK})*+")
_SEPARATORS = re.compile(rf"(?:(?:[ \t]*+{_BREAK})*+[ \t]*+-{{3,}}+[ \t]*+(?:{_BREAK}|\Z))++")


def extent(source: Source, card: Card, following: Card | None) -> Span:
    """Return the lines of a card, with the separators and blank lines below.

    Its heading, and the context under it, stay where the next card is under it too. The
    rating line above goes where it governs no other card.
    """
    stays = _leads(card) and following is not None and _share_heading(card, following)
    start, end = (card.marker if stays else card.span).start, card.span.end
    lines = source.whole_lines(Span(start, end))
    if following and following.span.start < lines.end:
        return Span(start, following.span.start)
    if source.text[lines.start : start].strip():
        return Span(source.before_blanks(start), source.line_end(end))
    start, end = lines.start, lines.end
    if not stays and _is_last_rated(source, card, following):
        start = _with_rating(source, start)
    above = _line_above(source, start)
    if stays or above is None or _is_separator(source, above) or _is_rating(source, above):
        separators = _SEPARATORS.match(source.text, end)
        end = separators.end() if separators else end
    below = _BLANK_LINES.match(source.text, end)
    end = below.end() if below else end
    if above and end == len(source.text):  # nothing follows: no blank lines at the file's end
        start = source.whole_lines(above).end
    return Span(start, end)


def _leads(card: Card) -> bool:
    """Say whether a card is the first under its heading."""
    return card.heading is not None and card.span.start <= card.heading.span.start


def _share_heading(card: Card, following: Card) -> bool:
    one, other = card.heading, following.heading
    return one is not None and other is not None and one.lines == other.lines


def _with_rating(source: Source, at: int) -> int:
    """Return where the rating line above starts if only separators come between, else ``at``."""
    above = _line_above(source, at)
    while above and _is_separator(source, above):
        above = _line_above(source, above.start)
    return above.start if above and _is_rating(source, above) else at


def _is_last_rated(source: Source, card: Card, following: Card | None) -> bool:
    """Say whether the rating of a card ends with it."""
    if following is None:
        return True
    between = source.text[card.span.end : following.span.start]
    below = line_bounds(between)[1:]
    return any(rating_value(between[start:end].strip()) is not None for start, end in below)


def _line_above(source: Source, at: int) -> Span | None:
    """Return the last line above an offset that is not blank."""
    number = source.line(at) - 1
    while number:
        start, end = source.line_starts[number - 1], source.line_starts[number]
        if source.text[start:end].strip():
            return Span(start, source.line_end(start))
        number -= 1
    return None


def _is_separator(source: Source, line: Span) -> bool:
    return is_separator(source.text[line.start : line.end])


def _is_rating(source: Source, line: Span) -> bool:
    return rating_value(source.text[line.start : line.end].strip()) is not None

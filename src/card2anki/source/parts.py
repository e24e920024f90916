"""Pieces of lines to the parts of a card: their text, their spans, their snippets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from card2anki.languages import first_word, language_of
from card2anki.model import Irregular, Irregularity, Part, Snippet, Span
from card2anki.source.fences import End, Fence, find_fences
from card2anki.source.lines import Kind, Line, classify, line_bounds


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut up: its pieces in order, and its fences by the offset they begin at.

    Comments to this tool are cut out: they are no part of any card.
    """

    text: str
    lines: tuple[Line, ...]
    fences: dict[int, Fence]
    directives: tuple[Line, ...]


def cut(text: str, start: int) -> tuple[Pieces, list[Irregularity]]:
    """Cut a text, from the offset of a line's start on, into pieces; report its odd fences."""
    bounds = [bound for bound in line_bounds(text) if bound[0] >= start]
    lines: list[Line] = []
    fences: dict[int, Fence] = {}
    irregularities: list[Irregularity] = []
    number = 0
    late: int | None = None
    for fence in find_fences(text, bounds):
        lines += _plain(text, bounds[number : fence.first], late and late - number)
        lines += _fenced(text, bounds, fence)
        fences[fence.start] = fence
        irregularities += _odd(text, bounds, fence)
        number, late = fence.last + 1, fence.late
    lines += _plain(text, bounds[number:], late and late - number)
    kept = tuple(line for line in lines if line.kind is not Kind.DIRECTIVE)
    directives = tuple(line for line in lines if line.kind is Kind.DIRECTIVE)
    return Pieces(text, kept, fences, directives), irregularities


def _plain(text: str, bounds: Sequence[tuple[int, int]], late: int | None) -> Iterable[Line]:
    for number, (start, end) in enumerate(bounds):
        if number == late:
            yield Line(Kind.BLANK, start, start, start)
        else:
            yield from classify(text, start, end)


def _fenced(text: str, bounds: Sequence[tuple[int, int]], fence: Fence) -> Iterable[Line]:
    start, end = bounds[fence.first]
    if fence.start > start:
        yield from classify(text, start, fence.start)
    yield Line(Kind.FENCE_OPEN, fence.start, end, fence.start, whole=fence.start == start)
    closed = fence.ending is End.CLOSED
    for start, end in bounds[fence.first + 1 : fence.last + (0 if closed else 1)]:
        yield Line(Kind.CODE, start, min(end, fence.close), start)
    if fence.close < fence.end:
        start, end = bounds[fence.last]
        begin = start if closed else fence.close
        yield Line(Kind.FENCE_CLOSE, begin, fence.end, begin, closed)
        if text[fence.end : end].strip():
            yield from (replace(line, whole=False) for line in classify(text, fence.end, end))


def _odd(text: str, bounds: Sequence[tuple[int, int]], fence: Fence) -> Iterable[Irregularity]:
    line_start, line_end = bounds[fence.first]
    span = Span(fence.start, line_end)
    if fence.late is not None:
        where = Span(bounds[fence.late][0], bounds[fence.late][1])
        yield Irregularity(Irregular.SWALLOWED_TERMINATOR, where, other=span)
    elif fence.ending is End.FORCED:
        yield Irregularity(Irregular.UNCLOSED_FENCE, span, fence.label)
    elif fence.ending is End.MIDLINE:
        yield Irregularity(Irregular.MIDLINE_FENCE, Span(fence.close, fence.end), "closing")
    if text[line_start : fence.start].strip():
        yield Irregularity(Irregular.MIDLINE_FENCE, span, "opening")


def make_part(pieces: Pieces, lines: Sequence[Line]) -> Part | None:
    """Make a part of some pieces, without the blank ones around it; None if nothing is left."""
    lines = _without_blanks_around(pieces.text, lines)
    if not lines:
        return None
    spans: list[Span] = []
    snippets: list[Snippet] = []
    opened: int | None = None
    for line in lines:
        if opened is not None and line.kind not in (Kind.CODE, Kind.FENCE_CLOSE):
            snippets.append(_snippet(pieces, spans, opened, len(spans)))
            opened = None
        if _continues(line, spans):
            spans[-1] = Span(spans[-1].start, line.end)
            continue
        if line.kind is Kind.FENCE_OPEN:
            opened = len(spans)
        spans.append(Span(line.body, line.end))
        if line.kind is Kind.FENCE_CLOSE and opened is not None:
            snippets.append(_snippet(pieces, spans, opened, len(spans) - 1))
            opened = None
    if opened is not None:
        snippets.append(_snippet(pieces, spans, opened, len(spans)))
    if lines[-1].kind not in (Kind.CODE, Kind.FENCE_CLOSE):
        start, end = spans[-1].start, spans[-1].end
        spans[-1] = Span(start, start + len(pieces.text[start:end].rstrip()))
    text = "\n".join([pieces.text[span.start : span.end] for span in spans])
    return Part(text, tuple(spans), tuple(snippets))


def _without_blanks_around(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    first, last = 0, len(lines)
    while first < last and _is_blank(text, lines[first]):
        first += 1
    while last > first and _is_blank(text, lines[last - 1]):
        last -= 1
    return lines[first:last]


def _is_blank(text: str, line: Line) -> bool:
    if line.kind in (Kind.CODE, Kind.FENCE_OPEN, Kind.FENCE_CLOSE):
        return False
    return not text[line.body : line.end].strip()


def _continues(line: Line, spans: Sequence[Span]) -> bool:
    """Say whether a piece goes on where the one before it ended, on one line."""
    return line.kind is Kind.TEXT and not line.whole and bool(spans) and spans[-1].end == line.start


def _snippet(pieces: Pieces, spans: Sequence[Span], opened: int, end: int) -> Snippet:
    """Make the snippet whose fence opens at line ``opened`` and whose code ends before ``end``."""
    fence = pieces.fences[spans[opened].start]
    lines = tuple(_dedent(pieces.text, span, fence.indent) for span in spans[opened + 1 : end])
    return Snippet(
        language=language_of(first_word(fence.label)),
        label=fence.label,
        code="\n".join([pieces.text[span.start : span.end] for span in lines]),
        lines=lines,
        fence=Span(spans[opened].start, spans[-1].end),
        indent=fence.indent,
        first_line=opened,
        last_line=len(spans) - 1,
    )


def _dedent(text: str, span: Span, indent: int) -> Span:
    start = span.start
    while start < span.end and start - span.start < indent and text[start] in " \t":
        start += 1
    return Span(start, span.end)

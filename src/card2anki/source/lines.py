"""What one line is, judged by the line alone.

A line of the file can hold more than one thing (``the previous one. x??``): it is cut into
pieces, each with its kind. Whether a piece is taken for what it looks like is for the parser
to say, which knows what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of a line looks like."""

    BLANK = "blank"
    TEXT = "text"
    HEADING = "heading"
    QUESTION = "question"
    ELDER_QUESTION = "?p: question"
    LIKE_QUESTION = "misspelt question marker"
    GLUED_QUESTION = "question marker behind text"
    OPENER = "??x"
    ELDER_OPENER = "?x"
    TERMINATOR = "x??"
    MANGLED = "misspelt delimiter"
    RATING = "rating"
    SEPARATOR = "separator"
    FENCE_OPEN = "opening fence"
    CODE = "code"
    FENCE_CLOSE = "closing fence"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the piece of one that is a thing of its own.

    ``start`` and ``end`` bound it without its line break; ``body`` is where the text behind
    its marker begins (the marker's own start when it has none). ``whole`` tells a line from a
    piece.
    """

    kind: Kind
    start: int
    end: int
    body: int
    whole: bool = True


DELIMITERS = frozenset({Kind.OPENER, Kind.ELDER_OPENER, Kind.TERMINATOR, Kind.MANGLED})
QUESTIONS = frozenset({Kind.QUESTION, Kind.ELDER_QUESTION})

_BREAK = re.compile(r"\r\n|\n|\r")
_DELIMITER = re.compile(r"[:;]?(?:x\?{1,4}|\?{1,4}x|x\?{1,2}x|\?{2,4})[:;]?|:x")
_EXACT = {"??x": Kind.OPENER, "x??": Kind.TERMINATOR, "?x": Kind.ELDER_OPENER}
RATING = re.compile(
    r"\*\*Rating:\s*([^*]*?)\s*\*\*|\*\*Rating:\*\*\s*(.*)|Rating: *(\d+ */ *\d+)", re.IGNORECASE
)
#: What the start of a line says it is; the match ends where the text behind the marker begins.
_MARKERS = (
    (Kind.OPENER, re.compile(r"\?\?x[ \t]+(?=\S)")),
    (Kind.TERMINATOR, re.compile(r"x\?\?[ \t]+(?=\S)")),
    (Kind.ELDER_OPENER, re.compile(r"\?x[ \t]+(?=\S)")),
    (Kind.QUESTION, re.compile(r":p(?:[ \t]+|$)")),
    (Kind.HEADING, re.compile(r"####(?:[ \t]+|$)")),
    (Kind.ELDER_QUESTION, re.compile(r"\?p:[ \t]*")),
    (Kind.LIKE_QUESTION, re.compile(r"\??:[ \t]+(?=\S)|:[a-zA-Z][ \t]+(?=\S)|:p?(?=[A-Z].*\?$)")),
    (Kind.SEPARATOR, re.compile(r"[ \t]*-{3,}[ \t]*$")),
)
#: Only these can begin anything but plain text.
_FIRST = frozenset("#:;?x*-R \t")
_LATE_QUESTION = re.compile(r"(?<=\s):p[ \t]+(?=\S)")
_LATE_OPENER = re.compile(r"(?<=[ \t])\?\?x(?=[ \t]|$)")
_LAST_OPENER = re.compile(r"(?<=[ \t])\?\?x(?=[ \t]*$)")
_LAST_TERMINATOR = re.compile(r"(?<=[\s$`.!?)\]])x\?\?(?=[ \t]*$)")


def line_bounds(text: str) -> list[tuple[int, int]]:
    r"""Return start and end of every line; ``\n``, ``\r\n`` and ``\r`` end one."""
    bounds = []
    start = 0
    for found in _BREAK.finditer(text):
        bounds.append((start, found.start()))
        start = found.end()
    bounds.append((start, len(text)))
    return bounds


def classify(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the pieces of the line ``text[start:end]``, which stands outside any fence."""
    line = text[start:end]
    if not line or line.isspace():
        yield Line(Kind.BLANK, start, end, start)
        return
    kind, body = _marker(line) if line[0] in _FIRST else (Kind.TEXT, 0)
    if kind in DELIMITERS and body < end - start:
        yield Line(kind, start, start + body, start + body)
        yield from _cut(line, Line(Kind.TEXT, start + body, end, start + body, whole=False))
    else:
        yield from _cut(line, Line(kind, start, end, start + body))


def _marker(line: str) -> tuple[Kind, int]:
    """Return what a line looks like from its start, and where its text begins."""
    bare = line.strip()
    if _DELIMITER.fullmatch(bare):
        return _EXACT.get(bare, Kind.MANGLED), len(line)
    for kind, pattern in _MARKERS:
        if found := pattern.match(line):
            return kind, found.end()
    if RATING.fullmatch(bare):
        return Kind.RATING, 0
    return Kind.TEXT, 0


def _cut(line: str, piece: Line) -> Iterator[Line]:
    """Cut off the markers that stand behind the text of a piece reaching to the line's end."""
    found = list(_late_markers(line, piece)) if "??" in line or ":p" in line else []
    if not found:
        yield piece
        return
    first = found[0][1]
    if first > piece.start:
        yield Line(piece.kind, piece.start, first, min(piece.body, first), piece.whole)
    ends = [start for _, start, _ in found[1:]] + [piece.end]
    for (kind, start, body), end in zip(found, ends, strict=True):
        if kind in DELIMITERS:
            yield Line(kind, start, body, body, whole=False)
            if body < end and not line[body - piece.end : end - piece.end or None].isspace():
                yield Line(Kind.TEXT, body, end, body, whole=False)
        else:
            yield Line(kind, start, end, body, whole=False)


def _late_markers(line: str, piece: Line) -> Iterator[tuple[Kind, int, int]]:
    """Yield kind, start and end of each marker behind text, in order, none in a code span."""
    base = piece.end - len(line)
    asked = piece.kind in QUESTIONS
    at = piece.body - base
    glued = _LATE_QUESTION.search(line, at) if piece.kind is Kind.TEXT else None
    if glued and not _in_code_span(line, glued.start()):
        asked = True
        at = glued.end()
        yield Kind.GLUED_QUESTION, base + glued.start(), base + at
    if piece.kind is not Kind.TEXT and not asked:
        return
    opener = _LATE_OPENER if asked else _LAST_OPENER
    for kind, pattern in ((Kind.OPENER, opener), (Kind.TERMINATOR, _LAST_TERMINATOR)):
        if (late := pattern.search(line, at)) and not _in_code_span(line, late.start()):
            at = late.end()
            yield kind, base + late.start(), base + at


def _in_code_span(line: str, at: int) -> bool:
    return line.count("`", 0, at) % 2 == 1

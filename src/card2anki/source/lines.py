"""What one line is, judged by the line alone.

A line of the file can hold more than one thing (``the previous one. x??``): it is cut into
pieces, each with its kind. Whether a piece is taken for what it looks like is for the parser
to say, which knows what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    DIRECTIVE = "comment to this tool"
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


def as_text(line: Line) -> Line:
    """Return a piece as text: what it looks like, it is not."""
    return replace(line, kind=Kind.TEXT, body=line.start)


DELIMITERS = frozenset({Kind.OPENER, Kind.ELDER_OPENER, Kind.TERMINATOR, Kind.MANGLED})
QUESTIONS = frozenset({Kind.QUESTION, Kind.ELDER_QUESTION})

_BREAK = re.compile(r"\r\n|\n|\r")
_DELIMITER = re.compile(r"[:;]?(?:[xX]\?{1,4}|\?{1,4}[xX]|x\?{1,2}x|\?{2,4})[:;]?|:x")
_EXACT = {"??x": Kind.OPENER, "x??": Kind.TERMINATOR, "?x": Kind.ELDER_OPENER}
_DIRECTIVE = re.compile(r"<!--[ \t]*+card2anki:[ \t]*+")
_SEPARATOR = re.compile(r"-{3,}")
_HEADING = re.compile(r" {0,3}####(?!#)[ \t]*")
#: What nobody sees at the ends of a line: blanks, zero-width space, byte order mark.
_UNSEEN = " \t\v\f\u00a0\u200b\ufeff"
#: What the start of a line says it is; the match ends where the text behind the marker begins.
_MARKERS = (
    (Kind.OPENER, re.compile(r"\?\?x(?=[ \t]+\S)")),
    (Kind.TERMINATOR, re.compile(r"x\?\?(?=[ \t]+\S)")),
    (Kind.ELDER_OPENER, re.compile(r"\?x(?=[ \t]+\S)")),
    (Kind.QUESTION, re.compile(r":p(?:\s+|$)")),
    (Kind.HEADING, _HEADING),
    (Kind.ELDER_QUESTION, re.compile(r"\?p:[ \t]*")),
    (
        Kind.LIKE_QUESTION,
        re.compile(r"(?:\??:|:[a-zA-Z]:?|[QqPp]:|\*\*:p:?\*\*:?)[ \t]+(?=\S)|:p?(?=[A-Z].*\?$)"),
    ),
)
#: Only these can begin anything but plain text.
_FIRST = frozenset("#:;?xX*-QqPp" + _UNSEEN)
_LATE_QUESTION = re.compile(r"(?<=\s):p[ \t]+(?=\S)")
_LATE_OPENER = re.compile(r"(?<=[ \t])\?\?x(?=[ \t]|$)")
_LAST_OPENER = re.compile(r"(?<=[ \t])\?\?x(?=[ \t]*$)")
_LAST_TERMINATOR = re.compile(r"(?<=[\s$`*.!?)\]]):?x\?\?(?=[ \t]*$)")


def line_bounds(text: str) -> list[tuple[int, int]]:
    r"""Return start and end of every line; ``\n``, ``\r\n`` and ``\r`` end one."""
    bounds = []
    start = 0
    for found in _BREAK.finditer(text):
        bounds.append((start, found.start()))
        start = found.end()
    bounds.append((start, len(text)))
    return bounds


def rating_value(line: str) -> str | None:
    """Return what a rating line says, ``8/10`` at best; None for any other line."""
    if line[:9].lower() != "**rating:":
        return None
    value = line[9:].strip()
    if value.startswith("**") and value != "**":  # **Rating:** 8/10
        value = value.removeprefix("**").strip()
        return value if value[:1].isdecimal() else None
    said, closed, behind = value.partition("**")
    return f"{said.strip()} {behind.strip()}".strip() if closed else None


def is_delimiter(line: str) -> bool:
    """Say whether a line is nothing but a delimiter, spelt right or not."""
    return _DELIMITER.fullmatch(line.strip(_UNSEEN)) is not None


def is_heading(line: str) -> bool:
    """Say whether a line is a heading of a card."""
    return _HEADING.match(line) is not None


def is_separator(line: str) -> bool:
    """Say whether a line is nothing but three or more dashes."""
    return _SEPARATOR.fullmatch(line.strip()) is not None


def classify(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the pieces of the line ``text[start:end]``, which stands outside any fence."""
    line = text[start:end]
    if "<!--" in line and (directives := _directives(text, start, end)):
        before = directives[-1].start
        if before > start:
            yield from classify(text, start, before)
        yield from reversed(directives)
        return
    bare = line.strip(_UNSEEN)
    if not line.strip():
        yield Line(Kind.BLANK, start, end, start)
        return
    kind, body = (Kind.TEXT, 0)
    if bare and line[0] in _FIRST:
        alone = _alone(bare)
        if alone:
            begin = start + line.index(bare)
            stop = begin + len(bare)
            yield Line(alone, begin, stop, begin if alone is Kind.RATING else stop)
            return
        kind, body = _marker(line)
    piece = Line(kind, start, end, start + body)
    if kind in DELIMITERS:
        yield Line(kind, start, start + body, start + body)
        behind = start + _after_blanks(line, body)
        piece = Line(Kind.TEXT, behind, end, behind, whole=False)
    yield from _cut(line, piece)


def _directives(text: str, start: int, end: int) -> list[Line]:
    """Return the comments to this tool that end a line, the last one first, with their blanks."""
    directives: list[Line] = []
    while (at := text.rfind("<!--", start, end)) >= 0:
        found = _DIRECTIVE.match(text, at, end)
        closed = text.find("-->", found.end(), end) if found else -1
        if not found or closed < 0 or text[closed + 3 : end].strip():
            break
        while at > start and text[at - 1].isspace():
            at -= 1
        directives.append(Line(Kind.DIRECTIVE, at, end, found.end()))
        end = at
    return directives


def _alone(bare: str) -> Kind | None:
    """Return the kind of a line that is nothing but a delimiter, a separator or a rating."""
    if _DELIMITER.fullmatch(bare):
        return _EXACT.get(bare, Kind.MANGLED)
    if _SEPARATOR.fullmatch(bare):
        return Kind.SEPARATOR
    return Kind.RATING if rating_value(bare) is not None else None


def _marker(line: str) -> tuple[Kind, int]:
    """Return what a line looks like from its start, and where its marker ends."""
    for kind, pattern in _MARKERS:
        if found := pattern.match(line):
            return kind, found.end()
    return Kind.TEXT, 0


def _cut(line: str, piece: Line) -> Iterator[Line]:
    """Cut off the markers that stand behind the text of a piece reaching to the line's end."""
    base = piece.end - len(line)
    late = list(_late_markers(line, piece)) if "??" in line or ":p" in line else []
    before = late[0][1] + base if late else piece.end
    if before > piece.start:
        yield Line(piece.kind, piece.start, before, min(piece.body, before), piece.whole)
    for number, (kind, start, end) in enumerate(late):
        stop = late[number + 1][1] if number + 1 < len(late) else len(line)
        if kind is Kind.GLUED_QUESTION:
            yield Line(kind, base + start, base + stop, base + end, whole=False)
            continue
        yield Line(kind, base + start, base + end, base + end, whole=False)
        behind = _after_blanks(line, end)
        if behind < stop:
            yield Line(Kind.TEXT, base + behind, base + stop, base + behind, whole=False)


def _late_markers(line: str, piece: Line) -> Iterator[tuple[Kind, int, int]]:
    """Yield kind, start and end of each marker behind text, in order, none in a code span."""
    at = piece.body - (piece.end - len(line))
    asked = piece.kind in QUESTIONS
    if piece.kind is Kind.TEXT and (glued := _search(_LATE_QUESTION, line, at)):
        if closed := _search(_LAST_TERMINATOR, line, at, glued.start()):
            yield Kind.TERMINATOR, closed.start(), closed.end()
        yield Kind.GLUED_QUESTION, glued.start(), glued.end()
        at, asked = glued.end(), True
    if piece.kind is not Kind.TEXT and not asked:
        return
    opener = _LATE_OPENER if asked else _LAST_OPENER
    for kind, pattern in ((Kind.OPENER, opener), (Kind.TERMINATOR, _LAST_TERMINATOR)):
        if late := _search(pattern, line, at):
            yield kind, late.start(), late.end()
            at = late.end()


def _search(
    pattern: re.Pattern[str], line: str, start: int, end: int | None = None
) -> re.Match[str] | None:
    """Search a part of a line; what stands in a code span is not found."""
    found = pattern.search(line, start, len(line) if end is None else end)
    return None if found and line.count("`", 0, found.start()) % 2 else found


def _after_blanks(line: str, at: int) -> int:
    while at < len(line) and line[at] in " \t":
        at += 1
    return at

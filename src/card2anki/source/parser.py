"""The state machine that reads lines as cards.

``parse`` is total: any text gives a Deck. It recovers what is malformed, records how in the
deck's irregularities, and loses no line. It runs in two steps: the lines are cut into blocks
at the boundaries of the format (a heading, a question, a rating, a separator), then each
block is read with what the blocks before it left behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from card2anki.model import Card, Deck, Directive, Irregular, Irregularity, Part, Source, Span
from card2anki.source.answers import divide, gap, is_content, is_opener
from card2anki.source.head import Head, front_matter_end, read_head
from card2anki.source.lines import DELIMITERS, QUESTIONS, Kind, Line, as_text, rating_value
from card2anki.source.parts import Pieces, cut, make_part

_BOUNDARIES = QUESTIONS | {Kind.HEADING, Kind.RATING, Kind.SEPARATOR}
#: A question whose marker is misspelt is not looked for over more lines than this.
_LONGEST_QUESTION = 4
_DOUBTFUL = frozenset({Kind.LIKE_QUESTION, Kind.GLUED_QUESTION})
_RATING = re.compile(r"(\d{1,2})\s*/\s*10")


def parse(source: Source) -> Deck:
    """Read a source as a deck. Never raises; takes time linear in the length of the text."""
    start = front_matter_end(source.text)
    pieces, irregularities = cut(source.text, start)
    blocks = _blocks(pieces)
    reader = _Reader(pieces, irregularities, elder=not any(block.asks for block in blocks))
    head = reader.read(blocks, start)
    return Deck(
        source=source,
        title=head.title,
        part=head.part,
        chapter=head.chapter,
        threshold=head.threshold,
        cards=tuple(reader.cards),
        head=tuple(head.spans),
        irregularities=tuple(sorted(irregularities, key=lambda i: (i.span.start, i.span.end))),
        directives=tuple(_directive(pieces.text, line) for line in pieces.directives),
    )


def _directive(text: str, line: Line) -> Directive:
    said = text[line.body : line.end].rstrip().removesuffix("-->").rstrip()
    return Directive(Span(line.start, line.end), said)


@dataclass(slots=True)
class _Block:
    """A boundary and the pieces up to the next one; only the first block has no boundary."""

    marker: Line | None
    lines: list[Line] = field(default_factory=list)
    delimited: bool = False
    answering: bool = False  # in an answer that no terminator has closed yet

    def add(self, text: str, line: Line) -> None:
        """Add a piece, a marker that is none as text."""
        if line.kind in DELIMITERS:
            self.delimited = True
            self.answering = not self.answering and is_opener(text, line)
        self.lines.append(as_text(line) if line.kind in _DOUBTFUL else line)

    @property
    def kind(self) -> Kind | None:
        return self.marker.kind if self.marker else None

    @property
    def asks(self) -> bool:
        return self.kind in QUESTIONS or self.kind in _DOUBTFUL

    @property
    def content(self) -> list[Line]:
        return [line for line in self.lines if is_content(line)]


def _blocks(pieces: Pieces) -> list[_Block]:
    blocks = [_Block(None)]
    for index, line in enumerate(pieces.lines):
        if line.kind in _BOUNDARIES or (
            line.kind in _DOUBTFUL and _asks(pieces, index, blocks[-1])
        ):
            blocks.append(_Block(line))
        else:
            blocks[-1].add(pieces.text, line)
    return blocks


def _with_head_first(text: str, blocks: Sequence[_Block]) -> Sequence[_Block]:
    """Leave out what stands before the title of a file that begins with a separator."""
    at = 0
    while at + 1 < len(blocks) and not blocks[at].content and blocks[at + 1].kind is Kind.SEPARATOR:
        at += 1
    content = blocks[at].content
    if not at or not content or not text.startswith("# ", content[0].start):
        return blocks
    return [_Block(None, blocks[at].lines), *blocks[at + 1 :]]


def _asks(pieces: Pieces, index: int, block: _Block) -> bool:
    """Take a doubtful marker for a question's where the opener of an answer follows.

    Inside an answer the opener must come next, and the line end like a question.
    """
    line = pieces.lines[index]
    if block.answering and not pieces.text[line.body : line.end].rstrip().endswith("?"):
        return False
    if block.asks and not block.delimited:
        return False
    at = index + 1
    while at < len(pieces.lines) and _may_go_on(pieces.lines[at], at - index, block):
        at += 1
    return at < len(pieces.lines) and is_opener(pieces.text, pieces.lines[at])


def _may_go_on(line: Line, distance: int, block: _Block) -> bool:
    """Say whether a doubtful question may go on over a line, on the way to its opener."""
    if line.kind is Kind.TEXT:
        return not block.answering and distance <= _LONGEST_QUESTION
    return line.kind is Kind.BLANK


class _Reader:
    """What is known between one block and the next while the blocks are read as cards."""

    def __init__(self, pieces: Pieces, irregularities: list[Irregularity], *, elder: bool) -> None:
        self.pieces = pieces
        self.irregularities = irregularities
        self.elder = elder  # nobody asks with :p in this file, the headings do
        self.cards: list[Card] = []
        self.threshold: int | None = None
        self.rating: int | None = None
        self.idle_rating: Line | None = None  # the last rating line, until a card follows it
        self.heading: Line | None = None
        self.heading_used = False
        self.context: list[Line] = []  # what stands under the heading, for all its questions
        self.shared: Part | None = None  # that context as a part, made once
        self.loose: list[Line] = []  # text behind a card: context of the next one, or chatter

    def read(self, blocks: Sequence[_Block], start: int) -> Head:
        """Read all blocks; ``start`` is where the front matter ends. Return the file's head."""
        blocks = _with_head_first(self.pieces.text, blocks)
        first = blocks[0]
        asked = next((i for i, line in enumerate(first.lines) if line.kind in DELIMITERS), None)
        head = read_head(self.pieces.text, start, first.lines[:asked])
        first.lines = [] if asked is None else first.lines[asked:]
        if asked is None and len(blocks) > 1 and blocks[1].asks:
            self.loose, head.prose = head.prose, []  # no separator: it is the question's context
        self.threshold = head.threshold
        for before, block in zip([None, *blocks], blocks, strict=False):
            self._read_block(block, before)
        self._leave_heading()
        self._leave_rating()
        if not self.cards:
            self._note_text(head.prose, Irregular.TEXT_OUTSIDE_CARDS)
        return head

    def _read_block(self, block: _Block, before: _Block | None) -> None:
        marker = block.marker
        if marker and before:
            self._check_separation(marker, block, before)
        if marker and marker.kind is Kind.HEADING:
            self._leave_heading()
            self.heading, self.heading_used = marker, False
        elif marker and marker.kind is Kind.RATING:
            self._leave_rating()
            self._read_rating(marker)
        elif marker and marker.kind is Kind.SEPARATOR:
            self._leave_loose()
        if marker and block.asks:
            self._read_question(marker, block.lines)
        elif any(is_opener(self.pieces.text, line) for line in block.lines):
            self._read_unasked(block.lines)
        else:
            self._keep(block.lines)

    def _check_separation(self, marker: Line, block: _Block, before: _Block) -> None:
        separated = before.kind is Kind.SEPARATOR
        if block.kind is Kind.SEPARATOR and separated and not before.content:
            self._note(Irregular.REPEATED_SEPARATOR, marker)
        elif block.kind in (Kind.HEADING, Kind.RATING) and before.asks:
            self._note(Irregular.MISSING_SEPARATOR, marker)

    # -- what is no card

    def _read_rating(self, line: Line) -> None:
        value = rating_value(self.pieces.text[line.start : line.end]) or ""
        number = _RATING.fullmatch(value)
        self.rating = int(number[1]) if number and 1 <= int(number[1]) <= 10 else None
        self.idle_rating = line
        if self.rating is None:
            self._note(Irregular.BAD_RATING, line, value)
        elif self.threshold is not None and self.rating < self.threshold:
            self._note(Irregular.LOW_RATING, line, f"{self.rating}/10 < {self.threshold}/10")

    def _leave_rating(self) -> None:
        if self.idle_rating:
            self._note(Irregular.IDLE_RATING, self.idle_rating)

    def _keep(self, lines: Sequence[Line]) -> None:
        """Keep text that a question may claim as its context, without stray delimiters."""
        for line in lines:
            if line.kind in DELIMITERS:
                self._note(Irregular.STRAY_DELIMITER, line)
        kept = [gap(line) if line.kind in DELIMITERS else line for line in lines]
        under_heading = self.heading is not None and not self.heading_used
        (self.context if under_heading else self.loose).extend(kept)

    def _leave_heading(self) -> None:
        """Report what is left when a heading ends: itself if unused, text that no card took."""
        if self.heading and not self.heading_used:
            self._note_text([self.heading, *self.context], Irregular.HEADING_WITHOUT_CARD)
        self._leave_loose()
        self.heading, self.context, self.shared = None, [], None

    def _leave_loose(self) -> None:
        self._note_text(self.loose, Irregular.TEXT_OUTSIDE_CARDS)
        self.loose = []

    # -- cards

    def _read_unasked(self, lines: Sequence[Line]) -> None:
        """Read an answer before which nothing was asked: the heading is the question."""
        opener = next(i for i, line in enumerate(lines) if is_opener(self.pieces.text, line))
        self._keep(lines[:opener])
        marker = Line(Kind.TEXT, lines[opener].start, lines[opener].end, lines[opener].end)
        self._read_question(marker, lines[opener:])

    def _read_question(self, marker: Line, lines: Sequence[Line]) -> None:
        division = divide(
            self.pieces.text,
            [marker, *lines],
            elder=self.elder or marker.kind is Kind.ELDER_QUESTION,
        )
        question = make_part(self.pieces, division.question)
        answer = make_part(self.pieces, division.answer)
        heading = make_part(self.pieces, [self.heading]) if self.heading else None
        self._note_marker(marker)
        self.irregularities += division.irregularities
        if not question and not (self.elder and heading and not self._text_above()):
            asks = "the heading asks" if heading and answer else "the card is left out"
            self._note(Irregular.EMPTY_QUESTION, marker, asks)
        if not answer:
            self._note(Irregular.EMPTY_ANSWER, marker)
        start = self.heading if self.heading and not self.heading_used else None
        own = [marker, *lines[: len(lines) - len(division.rest)]]
        content = [line for line in own if line.kind is not Kind.BLANK]
        begin = start or next((line for line in self.loose if is_content(line)), marker)
        self.cards.append(
            Card(
                question=question or heading,
                answer=answer,
                heading=heading,
                context=make_part(self.pieces, self.loose) or self._shared_context(),
                rating=self.rating,
                span=Span(begin.start, content[-1].end),
                marker=Span(marker.start, marker.end),
                asked_by_heading=question is None and heading is not None,
            )
        )
        self.heading_used = True
        self.idle_rating = None
        self.loose = list(division.rest)

    def _text_above(self) -> bool:
        """Say whether something stands between heading and answer, perhaps the question."""
        return any(map(is_content, (*self.context, *self.loose)))

    def _shared_context(self) -> Part | None:
        if self.shared is None and self.context:
            self.shared = make_part(self.pieces, self.context)
        return self.shared

    def _note_marker(self, marker: Line) -> None:
        if marker.kind is Kind.LIKE_QUESTION:
            written = self.pieces.text[marker.start : marker.body].strip()
            self._note(Irregular.MISSPELT_MARKER, marker, written)
        elif marker.kind is Kind.GLUED_QUESTION:
            self._note(Irregular.GLUED_MARKER, marker)

    def _note(self, kind: Irregular, line: Line, detail: str = "") -> None:
        self.irregularities.append(Irregularity(kind, Span(line.start, line.end), detail))

    def _note_text(self, lines: Sequence[Line], kind: Irregular) -> None:
        content = [line for line in lines if line.kind is not Kind.BLANK]
        if content:
            span = Span(content[0].start, content[-1].end)
            self.irregularities.append(Irregularity(kind, span))

"""The vocabulary every room shares: where text stands, what a card is, what is said about it.

Everything here is frozen. Offsets count code points of the decoded source text; lines and
columns exist only where something is printed, and are computed there from the offsets.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in the text of one source file."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read.

    ``encoding`` is a codec's name, ``mark`` the byte order mark that the file begins with.
    ``undecodable`` marks bytes that were not valid in the file's encoding and are shown as
    the character they most likely stood for.
    """

    path: str
    text: str
    line_starts: tuple[int, ...]
    encoding: str = "utf-8"
    mark: bytes = b""
    undecodable: tuple[Span, ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, offset: int) -> int:
        """Return the line of an offset, counted from 1."""
        return bisect_right(self.line_starts, offset)

    def line_text(self, number: int) -> str:
        """Return a line, counted from 1, without its line break."""
        ends = [*self.line_starts[number : number + 1], len(self.text)]
        return self.text[self.line_starts[number - 1] : ends[0]].rstrip("\r\n")

    @property
    def line_break(self) -> str:
        """Return how lines end here: as the first one does."""
        if len(self.line_starts) < 2:
            return "\n"
        end = self.line_starts[1]
        return "\r\n" if self.text[max(0, end - 2) : end] == "\r\n" else self.text[end - 1]

    def whole_lines(self, span: Span) -> Span:
        """Return the span of all lines that a span touches, with the last one's line break."""
        last = self.line(span.end)
        end = self.line_starts[last] if last < len(self.line_starts) else len(self.text)
        return Span(self.line_starts[self.line(span.start) - 1], end)

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, before its line break."""
        lines = self.whole_lines(Span(offset, offset))
        return lines.start + len(self.text[lines.start : lines.end].rstrip("\r\n"))

    def before_blanks(self, offset: int) -> int:
        """Return where the blanks and tabs that end at an offset begin."""
        while offset and self.text[offset - 1] in " \t":
            offset -= 1
        return offset

    def after_blanks(self, offset: int) -> int:
        """Return where the blanks and tabs that begin at an offset end."""
        while offset < len(self.text) and self.text[offset] in " \t":
            offset += 1
        return offset


class Located:
    """A text whose lines stand somewhere in a source, and where any piece of it does."""

    lines: tuple[Span, ...]

    def locate(self, start: int, end: int) -> Span:
        """Return the source span of the text's characters from ``start`` to ``end``."""
        return Span(self._offset(start), self._offset(end))

    def _offset(self, index: int) -> int:
        number = bisect_right(self._starts, index) - 1
        line = self.lines[number]
        return min(line.end, line.start + index - self._starts[number])

    @cached_property
    def _starts(self) -> list[int]:
        """Return where each line begins, so that a thousand pieces are found at once."""
        return [0, *accumulate(line.end - line.start + 1 for line in self.lines[:-1])]


@dataclass(frozen=True)
class Snippet(Located):
    """A fenced block of code.

    ``language`` is the label after aliases ("" when there is no label), ``label`` the label as
    written. ``code`` has lost the fence's own indentation; ``lines`` says where each of its
    lines stands. ``fence`` covers the block with its delimiters, and ``first_line`` and
    ``last_line`` are the lines it takes in the text of the part that holds it, from 0.
    """

    language: str
    label: str
    code: str
    lines: tuple[Span, ...]
    fence: Span
    indent: int
    first_line: int
    last_line: int

    def _offset(self, index: int) -> int:
        return super()._offset(index) if self.lines else self.fence.start


@dataclass(frozen=True)
class Part(Located):
    """A piece of a card: its text to the letter, and the span of each of its lines.

    The lines need not be neighbours: a divider inside an answer is no part of its text.
    """

    text: str
    lines: tuple[Span, ...]
    snippets: tuple[Snippet, ...] = ()

    @property
    def span(self) -> Span:
        """Return the range from the first character to the last."""
        return Span(self.lines[0].start, self.lines[-1].end)

    @property
    def code_lines(self) -> frozenset[int]:
        """Return the numbers of the lines that snippets take, from 0."""
        return frozenset(n for s in self.snippets for n in range(s.first_line, s.last_line + 1))


@dataclass(frozen=True, slots=True)
class Card:
    """A question and its answer. A card lacking either is kept, and left out of packages.

    ``asked_by_heading`` says that no question was written and the heading stands in for it;
    ``marker`` is the line that made it a card, the question's or the opener.
    """

    question: Part | None
    answer: Part | None
    heading: Part | None
    context: Part | None
    rating: int | None
    span: Span
    marker: Span
    asked_by_heading: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the parts that exist, in the order they are read."""
        asked = None if self.asked_by_heading else self.question
        return tuple(p for p in (self.heading, self.context, asked, self.answer) if p)

    @property
    def snippets(self) -> tuple[Snippet, ...]:
        """Return every snippet on the card, in the order they are read."""
        return tuple(s for part in self.parts for s in part.snippets)

    @property
    def defect(self) -> str | None:
        """Say why the card can't be studied, or None when it can."""
        if self.question is None:
            return "no question"
        return "no answer" if self.answer is None else None


class Irregular(Enum):
    """What the parser met that the format does not provide for."""

    WRONG_TERMINATOR = "wrong terminator"
    MISSING_TERMINATOR = "missing terminator"
    MISSING_OPENER = "missing opener"
    WRONG_OPENER = "wrong opener"
    STRAY_DELIMITER = "stray delimiter"
    EMPTY_QUESTION = "empty question"
    EMPTY_ANSWER = "empty answer"
    UNCLOSED_FENCE = "unclosed fence"
    MIDLINE_FENCE = "fence in mid-line"
    SWALLOWED_TERMINATOR = "terminator inside a fence"
    REPEATED_SEPARATOR = "repeated separator"
    MISSING_SEPARATOR = "missing separator"
    BAD_RATING = "bad rating"
    LOW_RATING = "rating below the threshold"
    IDLE_RATING = "rating without a card"
    TEXT_OUTSIDE_CARDS = "text outside cards"
    HEADING_WITHOUT_CARD = "heading without a card"
    MISSPELT_MARKER = "misspelt question marker"
    GLUED_MARKER = "question marker behind text"
    TEXT_BEFORE_TERMINATOR = "text before the terminator"
    TEXT_AFTER_TERMINATOR = "text after the terminator"


@dataclass(frozen=True, slots=True)
class Irregularity:
    """One thing that was irregular, where it stands, and the text that says more about it.

    ``other`` is the other place that has to do with it: the terminator behind which text
    stands, the fence that a late closing one closes.
    """

    kind: Irregular
    span: Span
    detail: str = ""
    other: Span | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment to this tool, ``<!-- card2anki: ... -->``: where it stands, and what it says."""

    span: Span
    text: str

    @property
    def is_id(self) -> bool:
        """Say whether it gives a card an id, well or badly."""
        name, equals, _ = self.text.partition("=")
        return bool(equals) and name.strip().lower() == "id"


@dataclass(frozen=True, slots=True)
class Deck:
    """A source file read as cards.

    ``head`` holds the spans of the lines before the first card: title, threshold, chapter,
    front matter, prose. Every other non-blank line belongs to a part of a card, is a
    delimiter or a directive, or is named by an irregularity.
    """

    source: Source
    title: str
    part: int | None
    chapter: str
    threshold: int | None
    cards: tuple[Card, ...]
    head: tuple[Span, ...]
    irregularities: tuple[Irregularity, ...]
    directives: tuple[Directive, ...] = ()


class Severity(StrEnum):
    """How much a finding weighs, from the heaviest; the order is that of the members."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, least: Severity) -> bool:
        """Say whether this is as heavy as another severity, or heavier."""
        order = list(Severity)
        return order.index(self) <= order.index(least)


class Safety(StrEnum):
    """Whether a fix keeps what the cards mean, or has to be asked for."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of the source text, and the text to put in its place."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The edits that mend what was found: all of them, or none."""

    safety: Safety
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands in a file, for people: lines and columns from 1, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


def place_of(source: Source, span: Span) -> Place:
    """Return the lines and columns of a span."""
    return Place(source.path, *source.position(span.start), *source.position(span.end))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a source: which rule says it, what, and exactly where.

    ``card`` is the question of the card it is about ("" where it is about none), by which it
    is known again when lines have moved; ``related`` the places that are part of the matter.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    card: str = ""
    fix: Fix | None = None
    related: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingMedia:
    """An image that a card names and that can't be packed: where it is named, and why not."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with all that a report needs to show it.

    ``excerpt`` is the first line of the source it stands on, ``edits`` its fix by places, and
    ``fingerprint`` stays the same when lines move. ``lines`` are, by number, those on which the
    finding or an edit begins or ends, and those between two edits. ``card_number`` tells the
    cards of a file apart, from 1; it is 0 where there is no card.
    """

    finding: Finding
    place: Place
    excerpt: str
    edits: tuple[tuple[Place, str], ...] = ()
    fingerprint: str = ""
    lines: tuple[tuple[int, str], ...] = ()
    card_number: int = 0


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a check says of one file: how much it holds, and each finding with its place.

    ``judged`` holds the rules whose silence means something; ``is_baseline`` tells the list
    of known findings from a deck.
    """

    path: str
    cards: int
    snippets: int
    findings: tuple[Placed, ...]
    judged: frozenset[str] = frozenset()
    is_baseline: bool = False

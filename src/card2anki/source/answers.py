"""Where a question ends and its answer begins and ends.

The format says ``:p question``, ``??x``, answer, ``x??``; what is written often says it less
well. The answer runs from the first opener to the last thing that looks like a terminator;
what stands between them or behind belongs to it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from card2anki.model import Irregular, Irregularity, Span
from card2anki.source.lines import DELIMITERS, Kind, Line, as_text

_CODE = frozenset({Kind.CODE, Kind.FENCE_OPEN, Kind.FENCE_CLOSE})
_SECTION = re.compile(r"#{1,3}[ \t]+\S")
_LIKE_OPENER = re.compile(r"[:;]?\?+x[:;]?")


@dataclass(slots=True)
class Division:
    """The pieces of a question and its answer, and what was irregular about the delimiters.

    ``rest`` holds what follows an answer and is none of it: a section of the file, or what
    stands behind the blank line that ends an answer of the elder dialect.
    """

    question: Sequence[Line]
    answer: Sequence[Line] = ()
    rest: Sequence[Line] = ()
    irregularities: list[Irregularity] = field(default_factory=list)

    def note(self, kind: Irregular, first: Line, last: Line, detail: str = "") -> None:
        """Record an irregularity that reaches from one piece to another."""
        self.irregularities.append(Irregularity(kind, Span(first.start, last.end), detail))


def divide(text: str, lines: Sequence[Line], *, elder: bool) -> Division:
    """Divide a block into question and answer.

    ``lines`` begins with the question's own line. ``elder`` says that the block is of the
    dialect whose opener is ``?x`` and whose answers end at a blank line.
    """
    found = [index for index, line in enumerate(lines) if line.kind in DELIMITERS]
    if _is_mentioned(lines, found):
        lines = list(lines)
        mention = found.pop(0)
        lines[mention] = replace(as_text(lines[mention]), end=lines[mention + 1].start)
    if not found:
        return _undelimited(text, lines)
    first = lines[found[0]]
    if not is_opener(text, first) and not _stands_for_opener(lines, found):
        return _unopened(text, lines, found[0])
    division = Division(lines[: found[0]])
    if elder and first.kind is Kind.ELDER_OPENER and len(found) == 1:
        stop = _paragraph_end(lines, found[0] + 1)
        division.answer, division.rest = lines[found[0] + 1 : stop], lines[stop:]
        return division
    if first.kind is not Kind.OPENER and not (elder and first.kind is Kind.ELDER_OPENER):
        division.note(Irregular.WRONG_OPENER, first, first, _words(text, first))
    _close(text, lines, found[0] + 1, division)
    return division


def is_opener(text: str, line: Line) -> bool:
    """Say whether a delimiter opens an answer, spelt right or not."""
    if line.kind is Kind.MANGLED:
        return _LIKE_OPENER.fullmatch(_words(text, line)) is not None
    return line.kind in (Kind.OPENER, Kind.ELDER_OPENER)


def is_content(line: Line) -> bool:
    """Say whether a piece holds something to read."""
    return line.kind is not Kind.BLANK and line.kind not in DELIMITERS


def gap(line: Line) -> Line:
    """Leave a blank line where a delimiter stood, so that what it divided stays divided."""
    return Line(Kind.BLANK, line.start, line.start, line.start)


def _is_mentioned(lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Say whether a question only speaks of the opener, whose own line comes next."""
    return (
        len(found) > 1
        and found[1] == found[0] + 2
        and lines[found[0]].kind is lines[found[1]].kind is Kind.OPENER
        and not lines[found[0]].whole
        and lines[found[1]].whole
    )


def _words(text: str, line: Line) -> str:
    return text[line.start : line.end].strip()


def _stands_for_opener(lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Tell a terminator in the opener's place from an answer whose opener is missing."""
    if not any(is_content(line) for line in lines[found[0] + 1 :]):
        return False
    before = [line for line in lines[1 : found[0]] if line.kind is not Kind.BLANK]
    return len(found) > 1 or all(line.kind in _CODE for line in before)


def _paragraph_end(lines: Sequence[Line], start: int) -> int:
    """Return the index of the first blank piece behind some content."""
    seen = False
    for index in range(start, len(lines)):
        if seen and lines[index].kind is Kind.BLANK:
            return index
        seen = seen or lines[index].kind is not Kind.BLANK
    return len(lines)


def _undelimited(text: str, lines: Sequence[Line]) -> Division:
    """Read ``question:::answer`` on one line, or a question and what follows it."""
    first = lines[0]
    divider = text.find(":::", first.body, first.end)
    if divider > 0 and text.count("`", first.body, divider) % 2 == 0:
        question = replace(first, end=divider)
        start = first.end - len(text[divider + 3 : first.end].lstrip())
        return Division([question], [Line(Kind.TEXT, start, first.end, start), *lines[1:]])
    stop = _question_end(text, lines)
    answered = [line for line in lines[stop:] if is_content(line)]
    division = Division(lines[:stop], lines[stop:])
    if answered:
        division.note(Irregular.MISSING_OPENER, answered[0], answered[0])
        division.note(Irregular.MISSING_TERMINATOR, answered[-1], answered[-1])
    return division


def _unopened(text: str, lines: Sequence[Line], first: int) -> Division:
    """Read a block whose answer stands before the first delimiter, a terminator."""
    stop = _question_end(text, lines[:first])
    division = Division(lines[:stop])
    if answered := [line for line in lines[stop:first] if is_content(line)]:
        division.note(Irregular.MISSING_OPENER, answered[0], answered[0])
        _close(text, lines, stop, division)
    return division


def _question_end(text: str, lines: Sequence[Line]) -> int:
    """Return where a question without an opener ends: its line, or else its paragraph."""
    if text[lines[0].body : lines[0].end].rstrip().endswith("?"):
        return 1
    stop = 1
    while stop < len(lines) and lines[stop].kind is Kind.TEXT:
        stop += 1
    return stop if any(is_content(line) for line in lines[stop:]) else 1


def _close(text: str, lines: Sequence[Line], start: int, division: Division) -> None:
    """Take the answer from the pieces behind the opener, up to the block's end."""
    stop = _section(text, lines, start)
    lines, division.rest = lines[:stop], lines[stop:]
    found = [i for i in range(start, len(lines)) if lines[i].kind in DELIMITERS]
    last = _terminator(lines, found)
    division.answer = [gap(line) if line.kind in DELIMITERS else line for line in lines[start:]]
    content = [i for i in range(start, len(lines)) if is_content(lines[i])]
    if not content:
        return
    for index in found:
        if index != last:
            division.note(Irregular.STRAY_DELIMITER, lines[index], lines[index])
    if last is None:
        end = lines[content[-1]]
        division.note(Irregular.MISSING_TERMINATOR, end, end)
        return
    terminator = lines[last]
    if terminator.kind is not Kind.TERMINATOR:
        division.note(Irregular.WRONG_TERMINATOR, terminator, terminator, _words(text, terminator))
    if not terminator.whole:
        division.note(Irregular.TEXT_BEFORE_TERMINATOR, terminator, terminator)
    if after := [i for i in content if i > last]:
        span = Span(lines[after[0]].start, lines[after[-1]].end)
        other = Span(terminator.start, terminator.end)
        kind = Irregular.TEXT_AFTER_TERMINATOR
        division.irregularities.append(Irregularity(kind, span, other=other))


def _section(text: str, lines: Sequence[Line], start: int) -> int:
    """Return where a heading that is of no card begins a section behind an answer."""
    ended = False
    for index in range(start, len(lines)):
        line = lines[index]
        if ended and line.kind is Kind.TEXT and _SECTION.match(text, line.start, line.end):
            return index
        ended = ended or line.kind is Kind.TERMINATOR
    return len(lines)


def _terminator(lines: Sequence[Line], found: Sequence[int]) -> int | None:
    """Choose the last delimiter; of several with nothing between them the best spelt one.

    An opener that text follows divides the answer and does not end it.
    """
    if not found:
        return None
    if lines[found[-1]].kind is Kind.OPENER and any(map(is_content, lines[found[-1] + 1 :])):
        return None
    run = [found[-1]]
    for index in reversed(found[:-1]):
        if any(is_content(line) for line in lines[index + 1 : run[-1]]):
            break
        run.append(index)
    exact = [index for index in run if lines[index].kind is Kind.TERMINATOR]
    return exact[-1] if exact else run[0]

"""What differs between two texts: words in prose, lines in code."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from card2anki.anki.differences import DiffLine, Piece
from card2anki.unrendering.blocks import Line

_Opcode = tuple[str, int, int, int, int]

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
#: Comparing takes cubic time where a text repeats itself: two seconds for so many words or lines.
#: Beyond these, what lies between the common beginning and end is taken as a whole.
_MOST = 600
#: Lines that are the same and shown before and behind what differs.
_AROUND = 1
_GAP = DiffLine(())


def diff_lines(before: Sequence[Line], after: Sequence[Line]) -> tuple[DiffLine, ...]:
    """Return what differs between two texts, with a line around it."""
    compared = _compared(before, after)
    lines: list[DiffLine] = []
    for number, (kind, a, b, c, d) in enumerate(compared):
        if kind == "equal":
            is_last = number + 1 == len(compared)
            lines += _around(_whole(before[a:b], " "), is_first=not number, is_last=is_last)
        else:
            lines += _replaced(before[a:b], after[c:d])
    return tuple(lines)


def _compared(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[_Opcode]:
    """Return how one sequence becomes another: ``equal``, or not, with the bounds in both."""
    most = min(len(old), len(new))
    begin = next((n for n in range(most) if old[n] != new[n]), most)
    most -= begin
    end = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    one, other = old[begin : len(old) - end], new[begin : len(new) - end]
    middle: Sequence[_Opcode] = ()
    if max(len(one), len(other)) > _MOST:
        middle = [("replace", 0, len(one), 0, len(other))]
    elif one or other:
        middle = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    compared = [(kind, a + begin, b + begin, c + begin, d + begin) for kind, a, b, c, d in middle]
    if begin:
        compared.insert(0, ("equal", 0, begin, 0, begin))
    if end:
        compared.append(("equal", len(old) - end, len(old), len(new) - end, len(new)))
    return compared


def _whole(lines: Sequence[Line], sign: str) -> list[DiffLine]:
    return [DiffLine((Piece(sign, line.text),), line.is_code) for line in lines]


def _around(lines: list[DiffLine], *, is_first: bool, is_last: bool) -> list[DiffLine]:
    """Leave out the middle of lines that are the same, but for those next to what differs."""
    head = [] if is_first else lines[:_AROUND]
    tail = [] if is_last else lines[len(lines) - _AROUND :]
    if len(head) + len(tail) >= len(lines):
        return lines
    return [*head, _GAP, *tail]


def _replaced(before: Sequence[Line], after: Sequence[Line]) -> Iterator[DiffLine]:
    """Yield the words that differ, where both sides are prose, else the lines."""
    is_prose = before and after and not any(line.is_code for line in (*before, *after))
    if not is_prose:
        yield from _whole(before, "-")
        yield from _whole(after, "+")
        return
    pieces: list[Piece] = []
    for piece in diff_words(*("\n".join(line.text for line in side) for side in (before, after))):
        first, *rest = piece.text.split("\n")
        pieces.append(Piece(piece.sign, first))
        for text in rest:
            yield DiffLine(tuple(p for p in pieces if p.text))
            pieces = [Piece(piece.sign, text)]
    yield DiffLine(tuple(p for p in pieces if p.text))


def diff_words(before: str, after: str) -> list[Piece]:
    """Return two texts as one, with the words of either marked."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for kind, a, b, c, d in _compared(old, new):
        if kind == "equal":
            pieces.append(Piece(" ", "".join(old[a:b])))
        else:
            pieces += [Piece("-", "".join(old[a:b])), Piece("+", "".join(new[c:d]))]
    return _joined([piece for piece in pieces if piece.text])


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Take a blank between two changes as part of both: words that change are read together."""
    runs: list[tuple[str, str, bool]] = []  # old text, new text, whether they differ
    for number, piece in enumerate(pieces):
        between = 0 < number < len(pieces) - 1 and piece.text == " "
        differs = piece.sign != " " or between
        old = piece.text if piece.sign != "+" else ""
        new = piece.text if piece.sign != "-" else ""
        if runs and runs[-1][2] == differs:
            runs[-1] = (runs[-1][0] + old, runs[-1][1] + new, differs)
        else:
            runs.append((old, new, differs))
    signed = (
        [Piece("-", old), Piece("+", new)] if differs else [Piece(" ", old)]
        for old, new, differs in runs
    )
    return [piece for pair in signed for piece in pair if piece.text]

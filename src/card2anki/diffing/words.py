"""What differs between two texts: words in prose, lines in code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from card2anki.anki.differences import DiffLine, Piece
from card2anki.unrendering.blocks import Line

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
#: Comparing takes quadratic time; beyond so many words or lines a text is taken as a whole.
_MOST_WORDS = 1500
_MOST_LINES = 3000
#: Lines that are the same and shown before and behind what differs.
_AROUND = 1
_GAP = DiffLine(())


def diff_lines(before: Sequence[Line], after: Sequence[Line]) -> tuple[DiffLine, ...]:
    """Return what differs between two texts, with a line around it."""
    if max(len(before), len(after)) > _MOST_LINES:
        return (*_whole(before, "-"), *_whole(after, "+"))
    compared = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    lines: list[DiffLine] = []
    for number, (kind, a, b, c, d) in enumerate(compared):
        if kind == "equal":
            is_last = number + 1 == len(compared)
            lines += _around(_whole(before[a:b], " "), is_first=not number, is_last=is_last)
        else:
            lines += _replaced(before[a:b], after[c:d])
    return tuple(lines)


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
    if max(len(old), len(new)) > _MOST_WORDS:
        return [Piece("-", before), Piece("+", after)]
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
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

"""Lines that the format would read as structure, kept from it by a backslash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from card2anki.source.lines import Kind, classify
from card2anki.unrendering.blocks import Line

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
#: So many markers of a line are kept from the format, each by another look at all of the line.
_MOST = 100
#: What only looks like a question is read as text unless an opener follows.
_DOUBTFUL = frozenset({Kind.LIKE_QUESTION, Kind.GLUED_QUESTION})
_TEXT = frozenset({Kind.TEXT, Kind.BLANK})


def guarded(lines: Sequence[Line], first: str = "", *, strict: bool = False) -> list[Line]:
    """Return lines of which the format reads each as text.

    ``first`` is what stands before the first one. ``strict`` takes nothing that looks like a
    question for text.
    """
    kept = _TEXT if strict else _TEXT | _DOUBTFUL
    return [
        line if line.is_code else replace(line, text=_guard(line.text, "" if n else first, kept))
        for n, line in enumerate(lines)
    ]


def _guard(text: str, before: str, kept: frozenset[Kind]) -> str:
    for _ in range(_MOST):
        at = next(_structure(before + text, len(before), kept), None)
        if at is None:
            return text
        at -= len(before)
        if text.startswith("**", at) and text.count("**") == 2:
            text = text.replace("**", "__")  # a backslash would make it no emphasis
            continue
        found = _PUNCTUATION.search(text, at)
        if found is None:
            return text
        at = found.start()
        at += text.startswith("<!--", at)
        text = f"{text[:at]}\\{text[at:]}"
    return text


def _structure(line: str, start: int, kept: frozenset[Kind]) -> Iterator[int]:
    """Yield where the pieces of a line begin that are no text; the marker before it is one."""
    for piece in classify(line, 0, len(line)):
        if piece.kind not in kept and (piece.start >= start > 0 or not start):
            yield piece.start

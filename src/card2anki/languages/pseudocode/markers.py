"""What stands before statements and is no part of them: line numbers, steps, bullets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_NUMBERED = re.compile(r"^[ \t]*+(\d{1,4}+[.:)|]?+)(?=[ \t]|$)", re.MULTILINE)
_STEP = re.compile(
    r"""^[ \t]*+(
        (?:[Ss]tep|STEP)[ ]\d{1,3}[a-z]?(?:\.\d{1,2})*[:.)]
      | \d{1,3}(?:\.\d{1,3})*[.)](?=[ \t])
      | [a-zA-Z][.)](?=[ \t]) | \([a-z0-9]{1,3}\)(?=[ \t]++[^\W\d]) | [ivx]{1,4}[.)](?=[ \t])
      | [-*+•–▪◦‣](?=[ \t]++[^\W\d])
    )""",
    re.VERBOSE | re.MULTILINE,
)
#: How much of a listing's lines is numbered.
_LISTED = 0.7


@dataclass(frozen=True, slots=True)
class Markers:
    """Where markers begin and end, and whether they number the lines of a listing."""

    ends: Mapping[int, int]
    is_listing: bool


def find_markers(code: str) -> Markers:
    """Return the markers of a text.

    Where most lines begin with a number that grows, it is a listing: ``12`` is a marker there,
    and elsewhere only what looks like one by itself, such as ``12.``.
    """
    numbered = list(_NUMBERED.finditer(code))
    if _is_listing(code, numbered):
        return Markers({found.start(1): found.end(1) for found in numbered}, is_listing=True)
    return Markers({one.start(1): one.end(1) for one in _STEP.finditer(code)}, is_listing=False)


def _is_listing(code: str, numbered: Sequence[re.Match[str]]) -> bool:
    """Say whether numbers are those of lines; between steps stand lines without one."""
    if len(numbered) < 3:
        return False
    numbers = [int(found[1].rstrip(".:)|")) for found in numbered]
    if not all(first < second for first, second in pairwise(numbers)):
        return False
    inner = code[numbered[0].start() : numbered[-1].end()]
    if numbered[0][1][-1] in ".)" and _count(inner) > len(numbered):
        return False
    return len(numbered) >= _LISTED * _count(code)


def _count(text: str) -> int:
    """Return how many lines are not blank."""
    return sum(1 for line in text.splitlines() if line.strip())

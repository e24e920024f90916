"""What stands before statements and is no part of them: line numbers, steps, bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_NUMBERED = re.compile(r"^[ \t]*+(\d{1,4}+[.:)|]?+)(?=[ \t]|$)", re.MULTILINE)
_STEP = re.compile(
    r"""^[ \t]*+(
        (?:[Ss]tep|STEP)[ ]\d{1,3}[a-z]?(?:\.\d{1,2})*[:.)]
      | \d{1,3}(?:\.\d{1,3})*[.)](?=[ \t])
      | [a-zA-Z][.)](?=[ \t]++(?!(?:and|or|then|do|mod|div)\b|[{+*/=>&|]|[-<][ ]))
      | \([a-z0-9]{1,3}\)(?=[ \t]++[^\W\d]) | [ivx]{2,4}[.)](?=[ \t])
      | [-*+•–▪◦‣](?=[ \t]++[^\W\d])
    )""",
    re.VERBOSE | re.MULTILINE,
)
#: A line with a value that may go on in the next one: an assignment, ``return a``.
_GIVES = re.compile(
    r"[ \t]*+(?:return\b|[^\n]{0,200}?(?<![<>!=])(?:=|←|<-)(?!=))[^\n]*+(?<![:{])\Z"
)
_LONGEST_LINE = 400
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
    and elsewhere only what looks like one by itself, such as ``12.``. A letter with what goes on
    behind it, as ``b) {``, is the end of an expression over lines.
    """
    numbered = list(_NUMBERED.finditer(code))
    if _is_listing(code, numbered):
        return Markers({found.start(1): found.end(1) for found in numbered}, is_listing=True)
    return Markers({one.start(1): one.end(1) for one in _steps(code)}, is_listing=False)


def _steps(code: str) -> Iterator[re.Match[str]]:
    """Return what begins steps, without signs with which a formula goes on in the next line."""
    above: re.Match[str] | None = None
    for found in _STEP.finditer(code):
        start = found.start()
        if found[1] in "-*+" and start:
            line = code[max(code.rfind("\n", 0, start - 1) + 1, start - _LONGEST_LINE) : start - 1]
            is_next = above is not None and above.start() + len(line) + 1 == start
            if is_next or (_GIVES.match(line) and _indent(line) < _indent(found[0])):
                above = found
                continue
        yield found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


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

"""Findings in reviewdog's diagnostic format, rdjson. Its columns count bytes of UTF-8, from 1.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from card2anki.model import Place, Placed, Severity
from card2anki.report.characters import json_text, legible
from card2anki.report.check import CheckReport

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_STEP = 1_000
Lines = Mapping[int, str]


def render(report: CheckReport) -> str:
    """Return a diagnostic for each finding."""
    diagnostics = [_diagnostic(one) for one in report.all]
    return json_text({"source": {"name": "card2anki"}, "diagnostics": diagnostics})


def _diagnostic(one: Placed) -> dict[str, Any]:
    finding, lines = one.finding, dict(one.lines)
    diagnostic: dict[str, Any] = {
        "message": legible(finding.message),
        "location": {"path": Path(one.place.path).as_posix(), "range": _range(one.place, lines)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if suggestion := _suggestion(one.edits, lines):
        diagnostic["suggestions"] = [suggestion]
    return diagnostic


def _range(place: Place, lines: Lines) -> dict[str, Any]:
    return {
        "start": _position(place.line, place.column, lines),
        "end": _position(place.end_line, place.end_column, lines),
    }


def _position(line: int, column: int, lines: Lines) -> dict[str, int]:
    text = lines.get(line, "")
    before = min(column - 1, len(text))
    step = before // _STEP
    size = _marks(text)[step] + _size(text[step * _STEP : before])
    return {"line": line, "column": size + 1}


@lru_cache(maxsize=16)
def _marks(line: str) -> tuple[int, ...]:
    """Return how many bytes stand before each ``_STEP`` characters of a line.

    A line may be long and have many findings: it is counted through once.
    """
    sizes = (_size(line[start : start + _STEP]) for start in range(0, len(line), _STEP))
    return (0, *accumulate(sizes))


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _suggestion(edits: Sequence[tuple[Place, str]], lines: Lines) -> dict[str, Any] | None:
    """Return a fix as one edit, since each suggestion can be taken without the others.

    There is none where the edits are too far apart to know what stands between them.
    """
    if not edits:
        return None
    ordered = sorted(edits, key=lambda edit: (edit[0].line, edit[0].column))
    whole, text = ordered[0]
    for place, more in ordered[1:]:
        between = _between(whole, place, lines)
        if between is None:
            return None
        text += between + more
        whole = Place(whole.path, whole.line, whole.column, place.end_line, place.end_column)
    return {"range": _range(whole, lines), "text": text}


def _between(one: Place, other: Place, lines: Lines) -> str | None:
    """Return what stands between two places, None where it is not known."""
    numbers = range(one.end_line, other.line + 1)
    if any(number not in lines for number in numbers):
        return None
    told = [lines[number] for number in numbers]
    told[-1] = told[-1][: other.column - 1]
    told[0] = told[0][one.end_column - 1 :]
    return "\n".join(told)

"""Findings as lines that editors and terminals can follow: ``path:line:col: CODE message``."""

from __future__ import annotations

from card2anki.model import Placed
from card2anki.report.check import CheckReport


def render(report: CheckReport) -> str:
    """Return a line for each finding."""
    return "".join(f"{line_of(one)}\n" for one in report.shown)


def line_of(one: Placed) -> str:
    """Return the line of one finding."""
    place, finding = one.place, one.finding
    return f"{place.path}:{place.line}:{place.column}: {finding.code} {finding.message}"

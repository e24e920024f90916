"""Findings as lines that editors and terminals can follow: ``path:line:col: CODE message``."""

from __future__ import annotations

from card2anki.model import Place, Placed
from card2anki.report.characters import legible
from card2anki.report.check import CheckReport


def render(report: CheckReport) -> str:
    """Return a line for each finding."""
    return "".join(f"{line_of(one)}\n" for one in report.shown)


def line_of(one: Placed) -> str:
    """Return the line of one finding."""
    return f"{where(one.place)}: {one.finding.code} {legible(one.finding.message)}"


def where(place: Place) -> str:
    """Return where a place begins, as editors and terminals follow it."""
    return f"{legible(place.path)}:{place.line}:{place.column}"

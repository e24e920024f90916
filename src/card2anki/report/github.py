"""Findings as annotations of GitHub Actions: workflow commands on the standard output.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from card2anki.model import Placed, Severity
from card2anki.report.characters import legible
from card2anki.report.check import CheckReport
from card2anki.report.concise import line_of
from card2anki.report.places import from_root, last_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: CheckReport) -> str:
    """Return a workflow command for each finding."""
    return "".join(f"{_command(one)}\n" for one in report.shown)


def _command(one: Placed) -> str:
    place, finding = one.place, one.finding
    properties = {
        "file": legible(from_root(place.path)),
        "line": place.line,
        "endLine": last_line(place),
        "col": place.column,
        "endColumn": place.end_column,
        "title": f"{finding.code} {finding.name}",
    }
    if place.end_line != place.line:  # GitHub refuses columns of several lines
        del properties["col"], properties["endColumn"]
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(line_of(one))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")

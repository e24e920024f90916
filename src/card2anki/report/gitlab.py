"""Findings as a Code Quality report of GitLab: the part of CodeClimate's issues that it reads.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from card2anki.model import Placed, Severity
from card2anki.report.characters import json_text, legible
from card2anki.report.check import CheckReport
from card2anki.report.concise import line_of
from card2anki.report.places import from_root, last_line

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: CheckReport) -> str:
    """Return an issue for each finding."""
    return json_text([_issue(one) for one in report.all])


def _issue(one: Placed) -> dict[str, Any]:
    finding, place = one.finding, one.place
    return {
        "description": f"{finding.code} {legible(finding.message)}",
        "check_name": finding.name,
        "fingerprint": one.fingerprint or _fingerprint(one),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": from_root(place.path),
            "lines": {"begin": place.line, "end": last_line(place)},
        },
    }


def _fingerprint(one: Placed) -> str:
    """Return one for a finding without: GitLab shows but the first of those that are equal."""
    return sha256(line_of(one).encode()).hexdigest()[:32]

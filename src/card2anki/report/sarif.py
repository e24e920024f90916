"""Findings as SARIF 2.1.0, as GitHub's code scanning and many viewers read it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from card2anki import __version__
from card2anki.linting.registry import registry
from card2anki.model import Fix, Place, Placed, Safety, Severity
from card2anki.report.characters import json_text, legible
from card2anki.report.check import CheckReport
from card2anki.report.places import from_root
from card2anki.report.rules import page, sections, summary
from card2anki.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SAFETIES = {
    Safety.SAFE: "Mend it; what the cards mean stays the same.",
    Safety.UNSAFE: "Mend it; look at the result, since this may be wrong.",
}
_LANGUAGES = "card2anki.languages."
#: The version of what the fingerprints are made of.
_FINGERPRINT = "card2anki/v1"


def render(report: CheckReport) -> str:
    """Return one run: all rules there are, and a result for each finding."""
    rules = list(registry().values())
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    driver = {"name": "card2anki", "version": __version__, "rules": [_rule(r) for r in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(one, numbers[one.finding.code]) for one in report.all],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


@cache
def _rule(rule: Rule) -> dict[str, Any]:
    why = sections(rule).get("Why", summary(rule))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary(rule)},
        "fullDescription": {"text": " ".join(why.split())},
        "help": {"text": rule.docs, "markdown": page(rule)},
        "defaultConfiguration": {"enabled": rule.default, "level": _LEVELS[rule.severity]},
        "properties": {"tags": [_tag(rule)]},
    }


def _tag(rule: Rule) -> str:
    """Return the module of a rule, or the language it is for."""
    module = rule.check.__module__
    if module.startswith(_LANGUAGES):
        return module.removeprefix(_LANGUAGES).partition(".")[0]
    return module.rpartition(".")[2]


def _result(one: Placed, number: int) -> dict[str, Any]:
    finding = one.finding
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": legible(finding.message)},
        "locations": [{"physicalLocation": _location(one.place, _snippet(one))}],
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(place)}
            for number, place in enumerate(finding.related, 1)
        ]
    if one.fingerprint:
        result["partialFingerprints"] = {_FINGERPRINT: one.fingerprint}
    if finding.fix:
        result["fixes"] = [_fix(one, finding.fix)]
    return result


def _location(place: Place, snippet: str = "") -> dict[str, Any]:
    region: dict[str, Any] = _region(place)
    if snippet:
        region["snippet"] = {"text": snippet}
    return {"artifactLocation": _artifact(place.path), "region": region}


def _artifact(path: str) -> dict[str, str]:
    file = Path(from_root(path))
    if file.is_absolute():
        return {"uri": file.as_uri()}
    return {"uri": quote(file.as_posix(), errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _snippet(one: Placed) -> str:
    """Return the text of a region, "" where it goes over more than a line."""
    place = one.place
    same = place.line == place.end_line
    return one.excerpt[place.column - 1 : place.end_column - 1] if same else ""


def _fix(one: Placed, fix: Fix) -> dict[str, Any]:
    edits = sorted(one.edits, key=lambda edit: (edit[0].line, edit[0].column))
    replacements = [
        {"deletedRegion": _region(place), "insertedContent": {"text": text}}
        for place, text in edits
    ]
    change = {"artifactLocation": _artifact(one.place.path), "replacements": replacements}
    return {"description": {"text": _SAFETIES[fix.safety]}, "artifactChanges": [change]}

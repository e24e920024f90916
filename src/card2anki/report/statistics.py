"""How often each rule finds something, and how many cards are without findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from card2anki.model import Finding, Safety, Severity
from card2anki.report.check import CheckReport
from card2anki.report.compiled import compiled_lines
from card2anki.report.counts import count

_TITLES = ("findings", "safe fixes", "unsafe fixes", "code", "severity", "name")
#: Of the columns these are numbers.
_NUMBERS = 3


def render(report: CheckReport) -> str:
    """Return a table of rules, the most frequent first, and the shares of clean cards and code."""
    found: dict[tuple[str, Severity], list[Finding]] = defaultdict(list)
    for one in report.all:
        found[one.finding.code, one.finding.severity].append(one.finding)
    order = sorted(found, key=lambda key: (-len(found[key]), key))
    table = _table([_TITLES, *(_row(found[key]) for key in order)]) if order else ()
    compiled = compiled_lines(report.compilation)
    return "".join(f"{line}\n" for line in (*table, *_cards(report), *compiled))


def _row(findings: Sequence[Finding]) -> tuple[str, ...]:
    first = findings[0]
    fixes = [finding.fix.safety for finding in findings if finding.fix]
    numbers = len(findings), fixes.count(Safety.SAFE), fixes.count(Safety.UNSAFE)
    return (*(f"{number:,}" for number in numbers), first.code, first.severity, first.name)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if number < _NUMBERS else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    yield ""


def _cards(report: CheckReport) -> Iterator[str]:
    cards = sum(file.cards for file in report.files)
    files = sum(not file.is_baseline for file in report.files)
    yield f"{count(cards, 'card')} in {count(files, 'file')}"
    if cards:
        yield f"{_clean(report, cards, Severity.INFO)} without a finding"
        yield f"{_clean(report, cards, Severity.WARNING)} without an error or a warning"
        yield f"{_clean(report, cards, Severity.ERROR)} without an error"


def _clean(report: CheckReport, cards: int, least: Severity) -> str:
    """Return how many cards have nothing on them that weighs as much, and their share."""
    named = {
        (file.path, one.card_number)
        for file in report.files
        for one in file.findings
        if one.card_number and one.finding.severity.reaches(least)
    }
    clean = cards - len(named)
    return f"{clean:>{len(f'{cards:,}')},} ({clean / cards:6.1%})"

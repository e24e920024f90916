"""How often each rule finds something, and how many cards are without findings."""

from __future__ import annotations

from collections import Counter, defaultdict

from card2anki.model import Finding, Severity
from card2anki.report.check import CheckReport
from card2anki.report.counts import count


def render(report: CheckReport) -> str:
    """Return a table of rules, the most frequent first, and the shares of clean cards."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for one in report.all:
        found[one.finding.code].append(one.finding)
    lines = [
        f"{len(some):>7,}  {code}  {some[0].severity:<7}  {_fixable(some)}  {some[0].name}"
        for code, some in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    cards = sum(file.cards for file in report.files)
    lines.append(f"{count(cards, 'card')} in {count(len(report.files), 'file')}")
    lines.append(f"{_share(report, cards, Severity.INFO)} without a finding")
    lines.append(f"{_share(report, cards, Severity.WARNING)} without an error or a warning")
    lines.append(f"{_share(report, cards, Severity.ERROR)} without an error")
    return "".join(f"{line}\n" for line in lines)


def _fixable(findings: list[Finding]) -> str:
    kinds = Counter(f.fix.safety.value for f in findings if f.fix)
    return "fix" if kinds["safe"] else "(f)" if kinds["unsafe"] else "   "


def _share(report: CheckReport, cards: int, least: Severity) -> str:
    """Return the share of cards on which nothing weighs as much."""
    named = {
        (file.path, one.finding.card)
        for file in report.files
        for one in file.findings
        if one.finding.severity.reaches(least) and one.finding.card
    }
    clean = max(0, cards - len(named))
    return f"{clean / cards:>6.1%} of the cards" if cards else "no card"

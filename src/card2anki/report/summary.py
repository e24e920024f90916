"""What a check found and mended, in all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from card2anki.linting.repair import Repair
from card2anki.model import Safety, Severity
from card2anki.report.characters import legible
from card2anki.report.check import CheckReport
from card2anki.report.compiled import compiled_lines
from card2anki.report.counts import count


def total(report: CheckReport) -> Iterator[str]:
    """Yield what was found in how much, what was compiled, what is not shown, what has a fix."""
    found, compiled = report.severities, report.compilation
    cards = count(sum(file.cards for file in report.files), "card")
    files = count(sum(not file.is_baseline for file in report.files), "file")
    told = severity_counts(report) if found else "no findings"
    yield f"{told}; {cards} in {files}{'' if compiled.is_asked else '; code was not checked'}"
    yield from compiled_lines(compiled)
    hidden = [s for s in Severity if found[s] and not s.reaches(report.show)]
    if hidden:
        listed = " and ".join(count(found[severity], severity.value) for severity in hidden)
        yield f"not shown: {listed}; --show {hidden[-1]} prints them"
    if report.baselined:
        yield f"not shown: {count(report.baselined, 'finding')} of the baseline"
    fixes = [
        one.finding.fix.safety
        for one in report.all
        if one.finding.fix and report.is_offered(one.finding.fix)
    ]
    if safe := fixes.count(Safety.SAFE):
        yield f"--fix mends {safe:,} of them"
    if unsafe := fixes.count(Safety.UNSAFE):
        yield f"--fix --unsafe-fixes mends {unsafe:,} more: look at the --diff first"


def severity_counts(report: CheckReport) -> str:
    """Return how many findings there are of each severity."""
    return ", ".join(count(report.severities[s], s.value) for s in Severity)


def mending(repairs: Iterable[Repair]) -> Iterator[str]:
    """Yield what was mended, and which fixes were refused."""
    repairs = list(repairs)
    if applied := sum(len(repair.applied) for repair in repairs):
        files = count(sum(repair.is_changed for repair in repairs), "file")
        yield f"mended: {count(applied, 'finding')} in {files}"
    for repair in repairs:
        path = legible(repair.before.path)
        if repair.before.undecodable:
            yield f"{path}: nothing is mended, it is not valid {repair.before.encoding.upper()}"
        for finding in repair.refused:
            line = repair.after.line(min(finding.span.start, len(repair.after.text)))
            yield (
                f"{path}:{line}: {finding.code} {legible(finding.message)}: its fix was refused,"
                " since it would change more, or never end"
            )

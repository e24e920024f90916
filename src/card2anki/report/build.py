"""What a build did, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from card2anki.anki.outcome import BuiltPackage, LeftOut
from card2anki.model import CheckedFile, Placed, Severity
from card2anki.report.check import CheckReport
from card2anki.report.compiled import compiled_lines
from card2anki.report.concise import line_of
from card2anki.report.counts import count

#: Findings and cards that are listed before the rest is only counted.
_SHOWN = 10
#: Above this many notes Anki's import takes seconds and hundreds of megabytes.
_MANY_NOTES = 20_000


def build_lines(
    report: CheckReport, left_out: Sequence[LeftOut], packages: Sequence[BuiltPackage]
) -> Iterator[str]:
    """Yield what the author should see to, the cards left out, what was compiled, the packages."""
    yield from _findings(report.files)
    yield from _left_out(left_out)
    yield from compiled_lines(report.compilation)
    for package in sorted(packages, key=lambda package: package.path):
        yield f"{package.path}  {count(package.notes, 'note')}, {_size(package.size)}"
        if package.notes > _MANY_NOTES:
            yield f"  more than {_MANY_NOTES:,} notes: the import will take a while"


def totals(report: CheckReport, packages: Sequence[BuiltPackage], done: str, seconds: float) -> str:
    """Return the last line: what was read, what was written, how long it took."""
    cards = sum(file.cards for file in report.files)
    files = count(sum(not file.is_baseline for file in report.files), "file")
    notes = sum(package.notes for package in packages)
    size = _size(sum(package.size for package in packages))
    return (
        f"{count(cards, 'card')} in {files}; {count(notes, 'note')} in"
        f" {count(len(packages), 'package')}, {size}, {done} in {seconds:.1f} s"
        f"{'' if report.compilation.is_asked else '; code was not checked'}"
    )


def error_lines(report: CheckReport) -> Iterator[str]:
    """Yield all errors, and how many there are; nothing where there are none."""
    errors = _of(report.files, Severity.ERROR)
    yield from map(line_of, errors)
    if errors:
        yield f"{count(len(errors), 'error')}: nothing is built"


def _findings(checked: Sequence[CheckedFile]) -> Iterator[str]:
    errors, warnings = _of(checked, Severity.ERROR), _of(checked, Severity.WARNING)
    told = [*errors, *warnings]
    yield from map(line_of, told[:_SHOWN])
    if len(told) > _SHOWN:
        listed = f"{count(len(errors), 'error')}, {count(len(warnings), 'warning')}"
        yield f"... {listed} in all: run 'card2anki check'"


def _of(checked: Sequence[CheckedFile], severity: Severity) -> list[Placed]:
    found = (one for file in checked for one in file.findings)
    return [one for one in found if one.finding.severity is severity]


def _left_out(left_out: Sequence[LeftOut]) -> Iterator[str]:
    reasons = Counter(card.reason for card in left_out)
    for reason, number in reasons.most_common():
        cards = [card for card in left_out if card.reason == reason]
        yield f"left out: {count(number, 'card')}, {reason}"
        for card in cards[:_SHOWN]:
            yield f"  {card.path}:{card.line}"
        if number > _SHOWN:
            yield f"  ... and {number - _SHOWN:,} more: --output-format json names them all"


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB" if number >= 1e6 else f"{number / 1e3:,.0f} kB"

"""What a check found and mended, in all."""

from dataclasses import replace

from card2anki.linting.repair import Repair
from card2anki.model import Edit, Fix, Safety, Severity, Span
from card2anki.report.summary import mending, total
from tests.report.reports import (
    file_of,
    finding,
    pots,
    report_of,
    source_of,
)


def test_what_was_found() -> None:
    assert list(total(report_of(pots()))) == [
        "1 error, 1 warning, 0 infos; 2 cards in 1 file; code was not checked",
        "--fix mends 1 of them",
    ]
    assert list(total(report_of(file_of("pot")))) == [
        "no findings; 0 cards in 1 file; code was not checked"
    ]


def test_what_is_not_shown() -> None:
    infos = [finding(Span(0, 3), severity=Severity.INFO)] * 2
    file = file_of("pot", finding(Span(0, 3), severity=Severity.WARNING), *infos)
    told = list(total(report_of(file, show=Severity.ERROR, baselined=1)))
    assert told[1:] == [
        "not shown: 1 warning and 2 infos; --show info prints them",
        "not shown: 1 finding of the baseline",
    ]
    assert list(total(report_of(file, show=Severity.WARNING)))[1:] == [
        "not shown: 2 infos; --show info prints them"
    ]


def test_the_baseline_is_no_file() -> None:
    baseline = replace(file_of("{}", finding(Span(0, 1), "U103")), cards=0, is_baseline=True)
    assert next(total(report_of(file_of("pot"), baseline))).startswith(
        "0 errors, 1 warning, 0 infos; 0 cards in 1 file;"
    )


def test_unsafe_fixes_are_told_apart() -> None:
    fixes = [Fix(safety, (Edit(Span(0, 1), ""),)) for safety in (Safety.SAFE, Safety.UNSAFE)]
    file = file_of("pot", *(finding(Span(0, 3), fix=fix) for fix in fixes))
    assert list(total(report_of(file)))[1:] == [
        "--fix mends 1 of them",
        "--fix --unsafe-fixes mends 1 more: look at the --diff first",
    ]


def test_what_was_mended_and_refused() -> None:
    before, after = source_of("pot"), source_of("hot")
    applied = finding(Span(0, 1))
    refused = finding(Span(1, 2), message="wrong\x1b: mend it")
    repairs = [Repair(before, after, (applied, applied), (refused,)), Repair(before, before)]
    assert list(mending(repairs)) == [
        "mended: 2 findings in 1 file",
        r"pots.md:1: F001 wrong\x1b: mend it: its fix was refused, since it would change more, or"
        " never end",
    ]
    assert list(mending([])) == []

"""Findings as lines: one each, whatever they say."""

from card2anki.model import Severity, Span
from card2anki.report.concise import render
from tests.report.reports import file_of, finding, pots, report_of


def test_a_line_a_finding() -> None:
    assert render(report_of(pots())) == (
        "pots.md:7:1: F001 answer is closed by '??x': write 'x??'\n"
        "pots.md:14:15: M604 character U+0007: remove it\n"
    )


def test_only_what_is_to_be_shown() -> None:
    file = pots()
    assert render(report_of(file, show=Severity.ERROR)).count("\n") == 1
    assert render(report_of()) == ""


def test_what_can_not_be_printed_is_spelled_out() -> None:
    file = file_of("pot", finding(Span(0, 3), message="a\nb\x1b\udc80\xa0é鍋"), path="p\n.md")
    assert render(report_of(file)) == r"p\n.md:1:1: F001 a\nb\x1b\udc80\xa0é鍋" + "\n"

"""How often each rule finds something, and how many cards are clean."""

from dataclasses import replace
from textwrap import dedent

from card2anki.model import CheckedFile, Edit, Fix, Safety, Severity, Span
from card2anki.report.statistics import render
from tests.report.reports import TWO_CARDS, file_of, finding, linted_file, pots, report_of


def test_a_table_of_rules_and_the_shares_of_clean_cards() -> None:
    separator = Span(0, 1)
    fix = Fix(Safety.SAFE, (Edit(separator, ""),))
    infos = file_of(TWO_CARDS, *[finding(separator, "F008", fix=fix)] * 11, path="lids.md")
    assert render(report_of(pots(), infos)) == dedent(
        """\
        findings  safe fixes  unsafe fixes  code  severity  name
              11          11             0  F008  info      untidy-separators
               1           1             0  F001  error     wrong-answer-terminator
               1           0             0  M604  warning   control-character

        4 cards in 2 files
        1 ( 25.0%) without a finding
        2 ( 50.0%) without an error or a warning
        3 ( 75.0%) without an error
        """
    )


def test_severities_of_one_rule_are_told_apart() -> None:
    unsafe = Fix(Safety.UNSAFE, (Edit(Span(0, 1), ""),))
    one = finding(Span(0, 3), severity=Severity.INFO, fix=unsafe)
    shown = render(report_of(file_of("pot", finding(Span(0, 3)), one, one))).splitlines()
    assert shown[1:3] == [
        "       2           0             2  F001  info      wrong-answer-terminator",
        "       1           0             0  F001  error     wrong-answer-terminator",
    ]


def test_two_cards_with_the_same_question_are_two() -> None:
    card = "#### Pot\n:p What is hot?\n??x\nThe pot.\n??x\n\n---\n\n"
    assert "0 (  0.0%) without a finding" in render(report_of(linted_file(card * 2, "F001")))


def test_a_card_without_a_question_is_a_card() -> None:
    card = "#### Pot\n:p\n??x\nThe pot.\nx??\n\n---\n\n"
    clean = card.replace(":p", ":p What is hot?")
    shown = render(report_of(linted_file(card + clean, "F006")))
    assert "1 ( 50.0%) without a finding" in shown


def test_the_baseline_is_no_file() -> None:
    baseline = replace(file_of("{}", finding(Span(0, 1), "U103")), cards=0, is_baseline=True)
    shown = render(report_of(linted_file(TWO_CARDS, "F002"), baseline))
    assert "2 cards in 1 file\n2 (100.0%) without a finding\n" in shown


def test_thousands_and_nothing() -> None:
    assert render(report_of()) == "0 cards in 0 files\n"
    many = CheckedFile("pots.md", 12_345, 0, file_of("pot", finding(Span(0, 3))).findings)
    assert "12,345 cards in 1 file\n12,345 (100.0%) without a finding\n" in render(report_of(many))

"""The rule pages are what the docstrings say."""

from pathlib import Path

import pytest

from card2anki.report.rules import rules_markdown, sections
from card2anki.rule import Rule
from card2anki.rules import RULES


def test_the_pages_are_not_stale() -> None:
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    message = "run: python -m card2anki.report.rules docs/rules.md"
    assert page.read_text("utf-8") == rules_markdown(), message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_why_and_shows_bad_and_good(rule: Rule) -> None:
    wanted = {"Why"} if rule.code == "F013" else {"Why", "Bad", "Good"}
    assert set(sections(rule)) == wanted


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)

"""The rule pages are what the docstrings say."""

from pathlib import Path

import pytest

from card2anki.report.rules import FAMILIES, index, page, sections, summary, write_pages
from card2anki.rule import Rule
from card2anki.rules import RULES
from tests.rules.test_examples import WITHOUT_EXAMPLES

_PAGES = Path(__file__).parents[2] / "docs" / "rules"
_HINT = "run: python -m card2anki.report.rules docs/rules"


def test_the_index_is_not_stale() -> None:
    assert (_PAGES / "README.md").read_text("utf-8") == index(RULES), _HINT


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_is_not_stale(rule: Rule) -> None:
    assert (_PAGES / f"{rule.code}.md").read_text("utf-8") == page(rule), _HINT


def test_there_is_no_page_without_a_rule() -> None:
    codes = {file.stem for file in _PAGES.glob("*.md")} - {"README"}
    assert codes == {rule.code for rule in RULES}, _HINT


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_why_and_shows_bad_and_good(rule: Rule) -> None:
    wanted = {"Why"} if rule.code in WITHOUT_EXAMPLES else {"Why", "Bad", "Good"}
    assert set(sections(rule)) == wanted
    assert summary(rule).endswith(".")
    assert rule.code[0] in FAMILIES


def test_old_pages_are_removed(tmp_path: Path) -> None:
    (tmp_path / "X999.md").write_text("old")
    write_pages(tmp_path)
    assert {file.stem for file in tmp_path.iterdir()} == {r.code for r in RULES} | {"README"}

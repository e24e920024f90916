"""``card2anki rule``: why a rule is there."""

import json

import pytest

from card2anki.rules import RULES
from tests.conftest import Run


def test_a_rule_is_explained(card2anki: Run) -> None:
    result = card2anki("rule", "F001")
    assert result.returncode == 0
    assert result.stdout.startswith("# F001 wrong-answer-terminator\n\nAn answer ends with")
    for part in ("Severity: error.", "## Why", "## Bad", "## Good", "## Fix", "`--fix` mends it."):
        assert part in result.stdout


def test_options_are_shown_with_their_defaults(card2anki: Run) -> None:
    assert "[tool.card2anki.options.L505]\nlength = 80\n" in card2anki("rule", "L505").stdout


@pytest.mark.parametrize("name", ["f001", "wrong-answer-terminator", "Wrong-Answer-Terminator"])
def test_by_whatever_name(card2anki: Run, name: str) -> None:
    assert card2anki("rule", name).stdout == card2anki("rule", "F001").stdout


def test_a_family_is_explained(card2anki: Run) -> None:
    told = card2anki("rule", "D").stdout
    assert [line[2:6] for line in told.splitlines() if line.startswith("# D")] == [
        "D401",
        "D402",
        "D403",
        "D404",
    ]


def test_all_are_listed(card2anki: Run) -> None:
    lines = card2anki("rule").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in RULES]
    assert "F001  error    safe    wrong-answer-terminator" in lines


def test_as_json(card2anki: Run) -> None:
    data = json.loads(card2anki("rule", "--output-format", "json").stdout)
    assert data["schema"] == 1
    assert len(data["rules"]) == len(RULES)
    assert all(rule["why"] for rule in data["rules"])


def test_an_unknown_rule_is_misuse(card2anki: Run) -> None:
    result = card2anki("rule", "emty-part")
    assert (result.returncode, result.stdout) == (2, "")
    assert "no rule goes by 'emty-part'; did you mean 'empty-part'?" in result.stderr

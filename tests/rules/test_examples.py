"""Every rule: its Bad example has the fault, its Good one has none, and its fix mends."""

import pytest

from card2anki.model import Safety, Severity
from card2anki.report.rules import sections
from card2anki.rule import Rule
from card2anki.rules import RULES
from tests.linted import findings, fixed

#: Their fault can't be written into a docstring.
WITHOUT_EXAMPLES = {"F013", "U103", "U104"}
WITH_EXAMPLES = [rule for rule in RULES if rule.code not in WITHOUT_EXAMPLES]


def example(rule: Rule, kind: str) -> str:
    return sections(rule)[kind] + "\n"


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_rule_reports_its_bad_example(rule: Rule) -> None:
    found = [one for one in findings(example(rule, "Bad")) if one.code == rule.code]
    assert found
    assert {one.name for one in found} == {rule.name}


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_no_rule_has_a_word_against_a_good_example(rule: Rule) -> None:
    good = findings(example(rule, "Good"))
    assert [one for one in good if one.severity is not Severity.INFO] == []
    assert [one for one in good if one.code == rule.code] == []


@pytest.mark.parametrize("rule", [r for r in WITH_EXAMPLES if r.fix], ids=lambda rule: rule.code)
def test_the_fix_mends_the_bad_example(rule: Rule) -> None:
    assert rule.fix is not None
    codes = [one.code for one in WITH_EXAMPLES] if rule.code == "U101" else [rule.code]
    after = fixed(example(rule, "Bad"), *codes, wanted=rule.fix)
    assert after != example(rule, "Bad")
    assert [one for one in findings(after) if one.code == rule.code] == []
    assert fixed(after, *codes, wanted=rule.fix) == after
    if rule.fix is Safety.UNSAFE:
        assert fixed(example(rule, "Bad"), *codes, wanted=Safety.SAFE) == example(rule, "Bad")


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)

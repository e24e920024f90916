"""Every rule: its Bad example has the fault, its Good one has none, and its fix mends."""

from collections.abc import Iterable, Iterator

import pytest

from card2anki.config import Config, LintSettings
from card2anki.languages.checkers import CHECKED, Checkers
from card2anki.model import Finding, Safety, Severity
from card2anki.report.rules import sections
from card2anki.rule import Rule, Scope
from card2anki.rules import RULES
from tests.linted import findings, fixed

#: Their fault can't be written into a docstring.
WITHOUT_EXAMPLES = {"F013", "G901", "J901", "U103", "U104"}
WITH_EXAMPLES = [rule for rule in RULES if rule.code not in WITHOUT_EXAMPLES]


@pytest.fixture(scope="module")
def checkers() -> Iterator[Checkers]:
    """Return the real checkers, which start with the first code that they are given."""
    with Checkers(Config(lint=LintSettings(extend_select=("P401",)))) as made:
        yield made


def each(rules: Iterable[Rule]) -> list[object]:
    """Return rules as parameters; those of Java take a compiler."""
    return [
        pytest.param(
            rule, id=rule.code, marks=[pytest.mark.javac] if rule in CHECKED["java"].rules else []
        )
        for rule in rules
    ]


def example(rule: Rule, kind: str) -> str:
    return sections(rule)[kind] + "\n"


def found_in(text: str, rule: Rule, checkers: Checkers) -> list[Finding]:
    """Return what is said of a text, by rules for code only where the rule is one."""
    codes = () if rule.default else (rule.code,)
    return findings(text, *codes, checkers=checkers if rule.scope is Scope.CODE else None)


@pytest.mark.parametrize("rule", each(WITH_EXAMPLES))
def test_rule_reports_its_bad_example(rule: Rule, checkers: Checkers) -> None:
    found = [one for one in found_in(example(rule, "Bad"), rule, checkers) if one.code == rule.code]
    assert found
    assert {one.name for one in found} == {rule.name}


@pytest.mark.parametrize("rule", each(WITH_EXAMPLES))
def test_no_rule_has_a_word_against_a_good_example(rule: Rule, checkers: Checkers) -> None:
    good = found_in(example(rule, "Good"), rule, checkers)
    assert [one for one in good if one.severity is not Severity.INFO] == []
    assert [one for one in good if one.code == rule.code] == []


@pytest.mark.javac
@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_good_examples_compile(rule: Rule, checkers: Checkers) -> None:
    good = findings(example(rule, "Good"), checkers=checkers)
    assert [one for one in good if one.severity is not Severity.INFO] == []


@pytest.mark.parametrize("rule", each(rule for rule in WITH_EXAMPLES if rule.fix))
def test_the_fix_mends_the_bad_example(rule: Rule, checkers: Checkers) -> None:
    assert rule.fix is not None
    codes = [one.code for one in WITH_EXAMPLES] if rule.code == "U101" else [rule.code]
    asked = checkers if rule.scope is Scope.CODE else None
    bad = example(rule, "Bad")
    after = fixed(bad, *codes, wanted=rule.fix, checkers=asked)
    assert after != bad
    assert [one for one in found_in(after, rule, checkers) if one.code == rule.code] == []
    assert fixed(after, *codes, wanted=rule.fix, checkers=asked) == after
    if rule.fix is Safety.UNSAFE:
        assert fixed(bad, *codes, wanted=Safety.SAFE, checkers=asked) == bad


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)

"""The rules for Java: what they are, and that their examples show nothing else."""

from collections.abc import Iterator

import pytest

from card2anki.checker import Block, Judgement
from card2anki.languages.java.checker import JavaChecker
from card2anki.languages.java.jdk import Jdk
from card2anki.languages.java.rules import RULES
from card2anki.report.rules import sections
from card2anki.rule import Rule, Scope
from tests.languages.java.answering import jdks, version
from tests.linted import deck_of

_TABLE = """
    J101 java-syntax-error       error   -
    J102 missing-semicolon       error   safe
    J103 unbalanced-brackets     error   safe
    J104 hidden-brace            error   safe
    J105 bad-literal             error   -
    J201 wrong-type              error   -
    J202 no-such-member          error   -
    J203 wrong-arguments         error   -
    J204 wrong-operand           error   -
    J205 static-context          error   -
    J206 wrong-override          error   -
    J207 misspelt-name           warning unsafe
    J208 no-access               error   -
    J209 other-type-error        error   -
    J301 missing-return          error   -
    J302 unreachable-code        error   -
    J303 uninitialised-variable  error   -
    J304 unreported-exception    error   -
    J305 exception-never-thrown  error   -
    J306 captured-variable       error   -
    J307 reassigned-final        error   -
    J401 doubtful-error          info    -      off
    J402 repeated-declaration    info    -      off
    J403 newer-java              info    -      off
    J901 not-compiled            warning -
    J902 compiles-after-all      warning -
"""
_WITH_EXAMPLES = [rule for rule in RULES if "Bad" in sections(rule)]


def test_the_rules() -> None:
    rows = [
        [rule.code, rule.name, rule.severity, rule.fix or "-", *(() if rule.default else ["off"])]
        for rule in RULES
    ]
    assert rows == [line.split() for line in _TABLE.strip().split("\n")]
    assert {rule.scope for rule in RULES} == {Scope.CODE}


def test_all_but_one_have_examples() -> None:
    assert [rule.code for rule in RULES if rule not in _WITH_EXAMPLES] == ["J901"]


@pytest.fixture(scope="module", params=jdks(), ids=version)
def checker(request: pytest.FixtureRequest) -> Iterator[JavaChecker]:
    jdk = request.param
    assert isinstance(jdk, Jdk)
    made = JavaChecker(jdk.home)
    yield made
    made.close()


def judged(checker: JavaChecker, rule: Rule, kind: str) -> Judgement | None:
    """Return what is said of the example, which is one snippet; None where it is no Java."""
    ((snippet, *more),) = (card.snippets for card in deck_of(sections(rule)[kind] + "\n").cards)
    assert not more
    mark = "fails" if rule.code == "J902" else ""
    if snippet.language != "java":
        return None
    return checker.check([Block("pots.md", 0, snippet, mark)])[0]


@pytest.mark.javac
@pytest.mark.parametrize("rule", _WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_a_bad_example_has_this_fault_and_no_other(checker: JavaChecker, rule: Rule) -> None:
    judgement = judged(checker, rule, "Bad")
    assert judgement
    assert [found for found, _ in judgement.hits] == [rule]


@pytest.mark.javac
@pytest.mark.parametrize("rule", _WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_a_good_example_has_no_fault(checker: JavaChecker, rule: Rule) -> None:
    judgement = judged(checker, rule, "Good")
    assert judgement
    assert judgement.hits == ()

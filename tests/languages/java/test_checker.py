"""The checker of Java: marks, snippets beside each other, what is asked again, no JDK."""

from collections.abc import Iterator

import pytest

from card2anki.checker import Block, Judgement, Verdict
from card2anki.languages.java import checker as checking
from card2anki.languages.java.checker import JavaChecker
from tests.languages.java.test_context import blocks

javac = pytest.mark.javac


@pytest.fixture(scope="module")
def checker() -> Iterator[JavaChecker]:
    made = JavaChecker()
    yield made
    made.close()


def marked(code: str, mark: str) -> Block:
    (block,) = blocks([code])
    return Block(block.path, block.card, block.snippet, mark)


def found(judgement: Judgement) -> list[str]:
    return [rule.code for rule, _ in judgement.hits if rule.default]


@javac
@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("unit", "class Pot {}"),
        ("members", "int size = 3;\nint twice() { return 2 * size; }"),
        ("statements", "int size = 3;\nreturn size + 1;"),
        ("expression", "3 + 4"),
        ("switch", "case 1: break;"),
        ("mixed", "private int size = 3;\nsize++;"),
    ],
)
def test_a_mark_says_what_it_is(checker: JavaChecker, mark: str, code: str) -> None:
    (judgement,) = checker.check([marked(code, mark)])
    assert found(judgement) == []
    assert judgement.verdict in (Verdict.CLEAN, Verdict.CONTEXT)


@javac
def test_a_wrong_mark_shows(checker: JavaChecker) -> None:
    (judgement,) = checker.check([marked("int size = 3;\nsize++;", "unit")])
    assert judgement.verdict is Verdict.WRONG


@javac
def test_what_is_skipped_is_not_judged(checker: JavaChecker) -> None:
    assert checker.check([marked("int size = true;", "skip")]) == [Judgement(Verdict.UNCHECKED)]


@javac
@pytest.mark.parametrize(
    "code",
    [
        "int size = true;",
        "int size = ;",
        "int size = true; // does not compile",
        "break;",
        "int size = 1;\nint pots = szie;",
        "int twice() { return 1; }\nint twice() { return 2; }",
    ],
)
def test_what_must_fail_fails(checker: JavaChecker, code: str) -> None:
    assert checker.check([marked(code, "fails")]) == [Judgement(Verdict.CLEAN)]


@javac
@pytest.mark.parametrize("code", ["int size = 1;", "pots.add(lid);"])
def test_what_must_fail_and_does_not_is_told(checker: JavaChecker, code: str) -> None:
    (judgement,) = checker.check([marked(code, "fails")])
    assert found(judgement) == ["J902"]


@javac
def test_types_of_the_same_card_are_known(checker: JavaChecker) -> None:
    shown = blocks(["class Pot { int size() { return 1; } }", "boolean b = new Pot().size();"])
    assert [found(one) for one in checker.check(shown)] == [[], ["J201"]]


@javac
def test_types_of_other_cards_may_be_others(checker: JavaChecker) -> None:
    shown = blocks(["class Pot { int size() { return 1; } }"], ["boolean b = new Pot().size();"])
    assert [one.verdict for one in checker.check(shown)] == [Verdict.CLEAN, Verdict.DOUBTFUL]


@javac
def test_no_snippet_changes_what_is_said_of_another(checker: JavaChecker) -> None:
    """A source of the JDK that is quoted is not the JDK's."""
    quoted = "package java.util;\npublic class ArrayList<E> { int x = foo; }"
    used = "ArrayList<String> pots = new ArrayList<>();\npots.add(lid());"
    judged = checker.check(blocks([quoted], [used]))
    assert [found(one) for one in judged] == [[], []]


@javac
def test_what_was_judged_is_not_asked_again(
    checker: JavaChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = blocks(["int size = true;"], ["int size = 1;"])
    before = checker.check(shown)
    monkeypatch.setattr(checker, "_started", lambda: pytest.fail("it was asked"))
    assert checker.check(list(reversed(shown))) == list(reversed(before))


@pytest.fixture
def without_jdk(monkeypatch: pytest.MonkeyPatch) -> JavaChecker:
    monkeypatch.setattr(checking, "find_jdk", lambda home: None)
    return JavaChecker()


def test_without_a_jdk_the_syntax_is_checked(without_jdk: JavaChecker) -> None:
    shown = blocks(["int size = true;", "open()\nclose();", "#include <pot.h>"])
    judged = without_jdk.check(shown)
    assert [found(one) for one in judged] == [[], ["J102"], ["J101"]]
    assert [one.verdict for one in judged] == [Verdict.CLEAN, Verdict.WRONG, Verdict.WRONG]
    toolchain = without_jdk.toolchain
    assert (toolchain.tool, toolchain.missing) == ("syntax only, no JDK found", "javac")
    assert {"J101", "J105", "J201", "J301"} & toolchain.judged == {"J101", "J105"}


def test_without_a_jdk_marks_hold(without_jdk: JavaChecker) -> None:
    verdicts = [
        without_jdk.check([marked(code, mark)])[0].verdict
        for code, mark in (("int a = ;", "skip"), ("int a = ;", "fails"), ("int a;", "fails"))
    ]
    assert verdicts == [Verdict.UNCHECKED, Verdict.CLEAN, Verdict.UNCHECKED]

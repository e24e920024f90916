"""Python on cards: where a finding stands in the file, and what its fix does there."""

from collections.abc import Iterator

import pytest

from card2anki.checker import Verdict
from card2anki.config import Config, LintSettings
from card2anki.languages.checkers import CHECKED, Checkers
from card2anki.model import Safety
from tests.linted import deck_of, findings, fixed, said

_ALL = tuple(rule.code for rule in CHECKED["python"].rules)


@pytest.fixture(scope="module")
def checkers() -> Iterator[Checkers]:
    with Checkers(Config(lint=LintSettings(extend_select=("P4",)))) as made:
        yield made


def card(*lines: str, indent: str = "", label: str = "python") -> str:
    """Return a card with a fence that is indented."""
    fence = [f"{indent}```{label}", *(f"{indent}{line}" for line in lines), f"{indent}```"]
    return "\n".join(["#### Tea 😀", ":p What is poured?", "??x", "Têa:", *fence, "x??", ""])


def test_a_finding_is_at_its_token(checkers: Checkers) -> None:
    text = card("é = '😀'", "if é:", "\tf(é, '😀', ü ö)", indent="   ")
    assert said("P101", text, checkers) == [
        ((8, 17), (8, 18), "',' or an operator is missing behind 'ü'")
    ]


def test_a_finding_of_ruff_is_at_its_token(checkers: Checkers) -> None:
    text = card("if é:", "\tprint('😀', '%s' % (1, 2))", indent="  ")
    assert said("P201", text, checkers) == [
        ((7, 15), (7, 28), "the format has places for 1 and is given 2 [F507]")
    ]


def test_a_finding_of_ours_is_at_its_token(checkers: Checkers) -> None:
    text = card(">>> def f(é):", "...     pass", ">>> f('😀', ü)", "3", indent=" ")
    assert said("P212", text, checkers) == [((8, 13), (8, 14), "f() takes 1 argument, 2 given")]


def test_a_fix_keeps_the_indentation_of_the_fence(checkers: Checkers) -> None:
    text = card("def f(é)", "    return '😀'", indent="  ")
    after = card("def f(é):", "    return '😀'", indent="  ")
    assert fixed(text, "P101", wanted=Safety.SAFE, checkers=checkers) == after


def test_a_layout_is_that_of_the_fence(checkers: Checkers) -> None:
    text = card("def f( é ):", "  return 3", "n=f( 3 )", indent="  ")
    after = card("def f(é):", "    return 3", "", "", "n = f(3)", indent="  ")
    done = fixed(text, "P401", wanted=Safety.SAFE, checkers=checkers)
    assert [line.rstrip() for line in done.split("\n")] == [
        line.rstrip() for line in after.split("\n")
    ]


def test_an_unsafe_fix_has_to_be_asked_for(checkers: Checkers) -> None:
    text = card("print(max(3, 7)")
    assert fixed(text, "P101", wanted=Safety.SAFE, checkers=checkers) == text
    assert fixed(text, "P101", checkers=checkers) == card("print(max(3, 7))")


@pytest.mark.parametrize("label", ["python", "py", "python3", "pycon", "ipython", "Python"])
def test_python_goes_by_several_names(label: str, checkers: Checkers) -> None:
    found = findings(card("n = = 3", label=label), *_ALL, checkers=checkers)
    assert [one.code for one in found] == ["P101"]


def test_code_is_skipped_where_it_is_marked(checkers: Checkers) -> None:
    text = card("n = = 3").replace("```python", "<!-- card2anki: python=skip -->\n```python")
    assert findings(text, *_ALL, checkers=checkers) == []


def test_code_that_is_to_fail_fails(checkers: Checkers) -> None:
    mark = "<!-- card2anki: python=fails -->\n```python"
    wrong, right = card("n = = 3"), card("n = 3")
    assert findings(wrong.replace("```python", mark), *_ALL, checkers=checkers) == []
    found = findings(right.replace("```python", mark), *_ALL, checkers=checkers)
    assert [one.code for one in found] == ["G902"]
    meant = card("n = = 3  # SyntaxError")
    assert findings(meant, *_ALL, checkers=checkers) == []
    assert findings(meant.replace("```python", mark), *_ALL, checkers=checkers) == []


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("n = 3", Verdict.CLEAN),
        ("return cup", Verdict.CLEAN),
        ("n = = 3", Verdict.WRONG),
        ("print 3", Verdict.DOUBTFUL),
        ("n = f'tea'", Verdict.CLEAN),
        ("(" * 700, Verdict.UNCHECKED),
    ],
)
def test_verdicts(line: str, verdict: Verdict) -> None:
    from card2anki.checker import Block

    (snippet,) = deck_of(card(line)).cards[0].snippets
    with Checkers(Config()) as checkers:
        (judgement,), toolchain = checkers.judge("python", [Block("tea.md", 0, snippet)])
    assert judgement.verdict is verdict
    assert toolchain.language == "Python"
    assert toolchain.tool.startswith("ruff ")
    assert toolchain.judged == frozenset(_ALL)

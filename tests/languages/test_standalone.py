"""A checker for languages whose snippets are judged each by itself."""

from collections.abc import Sequence

import pytest

from card2anki.checker import Block, Judgement, Toolchain, Verdict
from card2anki.languages.problem import Problem, Replacement
from card2anki.languages.standalone import StandaloneChecker, not_checked, right_after_all
from card2anki.model import Edit, Safety, Severity, place_of
from card2anki.rule import Hit
from tests.abacus import fallen_bead, loose_bead
from tests.linted import deck_of

_TEXT = ":p How many?\n??x\n- ä🍲\n\n  ```abacus\n  \tä two\n  three\n  ```\nx??\n"
SOURCE = deck_of(_TEXT).source
(SNIPPET,) = deck_of(_TEXT).cards[0].snippets
_TWO = (3, 6)


def block(mark: str = "") -> Block:
    return Block("pots.md", 0, SNIPPET, mark)


def judged(*problems: Problem, mark: str = "") -> Judgement:
    def examine(codes: Sequence[str]) -> list[tuple[Problem, ...]]:
        return [problems for _ in codes]

    toolchain = Toolchain("Abacus", "beads 7", frozenset())
    (judgement,) = StandaloneChecker(toolchain, examine).check([block(mark)])
    return judgement


FALLEN = Problem(fallen_bead, *_TWO, "it fell", (Replacement(*_TWO, "bead\nbead"),))
LOOSE = Problem(loose_bead, *_TWO, "it is loose")


def test_a_problem_stands_on_its_token_and_its_fix_is_indented() -> None:
    judgement = judged(FALLEN)
    ((rule, hit),) = judgement.hits
    assert (judgement.verdict, rule, hit.message) == (Verdict.WRONG, fallen_bead, "it fell")
    assert _TEXT[hit.span.start : hit.span.end] == "two"
    place = place_of(SOURCE, hit.span)
    assert (place.line, place.column, place.end_column) == (6, 6, 9)
    assert hit.fix and (hit.fix.safety, hit.fix.edits) == (
        Safety.SAFE,
        (Edit(hit.span, "bead\n  bead"),),
    )


def test_what_spans_lines_is_shown_on_its_first() -> None:
    ((_, hit),) = judged(Problem(fallen_bead, 3, len(SNIPPET.code), "it fell")).hits
    assert _TEXT[hit.span.start : hit.span.end] == "two"


def test_a_fix_that_is_not_certain_is_unsafe() -> None:
    fix = (Replacement(*_TWO, "bead"),)
    ((_, hit),) = judged(Problem(fallen_bead, *_TWO, "it fell", fix, is_certain=False)).hits
    assert hit.fix and hit.fix.safety is Safety.UNSAFE


@pytest.mark.parametrize(
    ("problems", "verdict"),
    [
        ((), Verdict.CLEAN),
        ((LOOSE,), Verdict.DOUBTFUL),
        ((LOOSE, FALLEN), Verdict.WRONG),
        ((Problem(fallen_bead, *_TWO, "told", severity=Severity.INFO),), Verdict.CLEAN),
        ((Problem(loose_bead, *_TWO, "told", severity=Severity.ERROR),), Verdict.WRONG),
        ((FALLEN, Problem(not_checked, 0, 1, "too long")), Verdict.UNCHECKED),
    ],
)
def test_a_verdict_is_as_bad_as_the_worst_problem(
    problems: tuple[Problem, ...], verdict: Verdict
) -> None:
    assert judged(*problems).verdict is verdict
    assert len(judged(*problems).hits) == len(problems)


def test_what_a_comment_announces_is_not_said() -> None:
    meant = Problem(fallen_bead, *_TWO, "it fell", is_meant=True)
    assert judged(meant) == Judgement(Verdict.CLEAN)
    assert judged(meant, LOOSE).verdict is Verdict.DOUBTFUL


def test_what_is_marked_as_failing_must_fail() -> None:
    assert judged(FALLEN, mark="fails") == Judgement(Verdict.CLEAN)
    assert judged(LOOSE, mark="fails") == Judgement(Verdict.CLEAN)
    meant = Problem(fallen_bead, *_TWO, "it fell", is_meant=True)
    assert judged(meant, mark="fails") == Judgement(Verdict.CLEAN)
    told = "marked abacus=fails, and nothing is wrong with it: remove the mark, or mend the example"
    judgement = judged(mark="fails")
    assert judgement.verdict is Verdict.WRONG
    assert judgement.hits == (
        (right_after_all, Hit(SNIPPET.locate(0, len(SNIPPET.code) - 6), told)),
    )
    assert judged(Problem(not_checked, 0, 1, "too long"), mark="fails").verdict is (
        Verdict.UNCHECKED
    )


def test_each_code_is_examined_once_and_what_is_skipped_never() -> None:
    asked: list[list[str]] = []

    def examine(codes: Sequence[str]) -> list[tuple[Problem, ...]]:
        asked.append(list(codes))
        return [(FALLEN,) for _ in codes]

    checker = StandaloneChecker(Toolchain("Abacus", "beads 7", frozenset()), examine)
    assert checker.check([block("skip")]) == [Judgement(Verdict.UNCHECKED)]
    first = checker.check([block(), block()])
    assert first[0] == first[1]
    assert checker.check([block()]) == first[:1]
    assert asked == [[SNIPPET.code]]
    checker.close()

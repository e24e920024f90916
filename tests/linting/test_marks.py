"""Comments before a fence that say how its code is to be read."""

from collections.abc import Iterator

import pytest

from card2anki.linting.marks import marks
from tests.abacus import Abacus, abacus_is_checked
from tests.linted import deck_of, findings

FENCE = "```abacus\nbead\n```\n"
CARD = "#### Pot\n:p How many?\n??x\n{}x??\n"


@pytest.fixture(autouse=True)
def abacus() -> Iterator[Abacus]:
    with abacus_is_checked() as one:
        yield one


def marked(answer: str) -> list[str]:
    """Return the mark of each fence that has one, in the order of the text."""
    found, _ = marks(deck_of(CARD.format(answer)))
    return [found[start] for start in sorted(found)]


def problems(answer: str) -> list[str]:
    text = CARD.format(answer)
    found = [one for one in findings(text, "U102") if one.code == "U102"]
    for one in found:
        assert text[one.span.start : one.span.end].strip().startswith("<!-- card2anki:")
    return [one.message for one in found]


def comment(text: str) -> str:
    return f"<!-- card2anki: {text} -->\n"


@pytest.mark.parametrize(
    "answer",
    [
        comment("abacus=skip") + FENCE,
        comment("Abacus = SKIP") + FENCE,
        comment("abacus=skip") + "\n \n" + FENCE,
        comment("abacus=skip") + comment("ignore[F001]") + "\n" + FENCE,
        "They are\n" + comment("abacus=skip") + FENCE,
        "- They are\n\n  " + comment("abacus=skip") + "  ```abacus\n  bead\n  ```\n",
        comment("abacus=skip") + FENCE.replace("```abacus", "~~~~ abacus x").replace("```", "~~~~"),
    ],
)
def test_a_mark_holds_for_the_fence_below_it(answer: str) -> None:
    assert marked(answer) == ["skip"]
    assert problems(answer) == []


def test_each_fence_has_its_own() -> None:
    answer = FENCE + comment("abacus=skip") + FENCE + FENCE + comment("abacus=upright") + FENCE
    found, wrong = marks(deck_of(CARD.format(answer)))
    starts = [s.fence.start for s in deck_of(CARD.format(answer)).cards[0].snippets]
    assert found == {starts[1]: "skip", starts[3]: "upright"}
    assert wrong == []


def test_line_breaks_of_others() -> None:
    text = CARD.format(comment("abacus=skip") + FENCE).replace("\n", "\r\n")
    found, wrong = marks(deck_of(text))
    assert (list(found.values()), wrong) == (["skip"], [])


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            comment("abcus=skip") + FENCE,
            "comment says 'abcus=skip': code in 'abcus' is not checked, that in abacus",
        ),
        (
            comment("abacus=skp") + FENCE,
            "comment says 'abacus=skp': abacus has no mark 'skp', it has skip, upright",
        ),
        (
            comment("abacus=skip") + FENCE.replace("abacus", "python"),
            "comment says 'abacus=skip': no abacus fence follows: write it on the line above one",
        ),
        (comment("abacus=skip") + "They are:\n" + FENCE, "no abacus fence follows"),
        ("They are: " + comment("abacus=skip") + FENCE, "no abacus fence follows"),
        (FENCE + comment("abacus=skip"), "no abacus fence follows"),
        (comment("abacus=skip") + "x??\n\n---\n\n" + CARD.format(FENCE), "no abacus fence follows"),
        (
            comment("abacus=skip") + comment("abacus=upright") + FENCE,
            "comment says 'abacus=skip': another mark is nearer to the fence",
        ),
    ],
)
def test_a_mark_without_effect_is_named(answer: str, message: str) -> None:
    (said,) = problems(answer)
    assert message in said


def test_the_nearest_of_two_holds() -> None:
    assert marked(comment("abacus=skip") + comment("abacus=upright") + FENCE) == ["upright"]
    assert marked(comment("abacus=skip") + comment("abacus=nil") + FENCE) == ["skip"]


def test_in_code_it_is_code() -> None:
    assert problems("```html\n" + comment("abacus=skip") + "```\n" + FENCE) == []


def test_it_switches_no_rule_off() -> None:
    text = CARD.format(comment("abacus=skip") + FENCE)
    assert findings(text, "F001", "U101", "U102") == []

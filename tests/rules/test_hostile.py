"""Text that is made to be read again and again: the time of each rule grows as the text does."""

import gc
import time
from collections.abc import Iterator

import pytest

from card2anki.linting.linter import lint
from card2anki.rule import CardView, Scope
from card2anki.rules import RULES
from tests.linted import active, deck_of

UNITS = [
    *(" ", "-", "#", "/", "*", "(", "`", "$", "?", ".", "|", "\\(", "[a](", "<b>", "&lt;", "word-"),
    *("here ", "-- here ", "// TODO\n", "$ x_1 $ ", "“a", "error: “ ", "ﬁ", "TODO: ", "[insert "),
    *("- a\n", "1. a\n", "| a\n", "the same line over and over\n", "the ", "in the ", "it has "),
    *("the text ", "this example ", "the provided ", "according to the ", "as described in the "),
    *("Figure 1 ", "? What is ", "here is the ", "write a ", "Sure, ", "Sure! Here "),
    *("I hope this ", "Background context explaining the concept. "),
    "Background context explaining the concept.\n",
]
BLOCKS = ["```\n```\n", "```c\n// No code needed\n```\n", "```c\n// TODO\n“a”\n```\n", "a\n```\n"]
#: A machine that is busy makes one try slow, what is not linear makes all of them slow.
_MOST_TRIES = 10
RULES_FOR_CARDS = [rule for rule in RULES if rule.scope is Scope.CARD]


@pytest.fixture(autouse=True)
def _no_collector() -> Iterator[None]:
    """Leave the garbage: the time to collect it grows with all that other tests left."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("unit", UNITS)
def test_the_time_of_a_rule_is_linear_in_the_text(unit: str) -> None:
    one, ten = (unit * (size // len(unit)) for size in (10_000, 100_000))
    assert _growing(_card_of(one), _card_of(ten)) == []


@pytest.mark.parametrize("block", BLOCKS)
def test_the_time_of_a_rule_is_linear_in_the_blocks_of_code(block: str) -> None:
    one, ten = (block * (size // len(block)) for size in (10_000, 100_000))
    assert _growing(_card("What?", f"A\n{one}"), _card("What?", f"A\n{ten}")) == []


MARK = "<!-- card2anki: java=skip -->\n"
CODE = "```java\nx();\n```\n"
ANSWERS = {
    "fences": (MARK + CODE) * 10,
    "marks": MARK * 30,
    "marks without a fence": (MARK + "a\n") * 20,
    "cards": f"{CODE}x??\n\n---\n\n:p What?\n??x\n" * 10,
    "fences below a long question": CODE * 20,
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_time_to_collect_code_is_linear(kind: str) -> None:
    tries = ([_collected(ANSWERS[kind], size) for size in (40, 400)] for _ in range(_MOST_TRIES))
    assert any(many <= 20 * few + 0.3 for few, many in tries)


def _collected(answer: str, size: int) -> float:
    """Return the seconds it takes to collect the code for a checker, and to read its marks."""
    question = "What? " * (20 * size if "x();" in answer else 1)
    deck = deck_of(f"#### Pot\n{CODE}:p {question}\n??x\n{answer * size}{CODE}x??\n")
    started = time.process_time()
    file = lint(deck, active("J101", "U102"))
    seconds = time.process_time() - started
    assert len(file.code) == file.snippets["java"] == 2 + answer.count(CODE) * size
    return seconds


def _card_of(text: str) -> str:
    answer = f"A {text}.\n```java\nhere(); // {text}\n```\n```python\n{text}\n```"
    return _card(f"What is {text}?", answer, f"So {text}.\n")


def _card(question: str, answer: str, context: str = "") -> str:
    return f"#### Pot\n{context}:p {question}\n??x\n{answer}\nx??\n"


def _growing(one: str, ten: str) -> list[str]:
    """Return the rules that take too long for a text ten times as long as another.

    They do so each time: once may be a busy machine.
    """
    growing = [rule.code for rule in RULES_FOR_CARDS]
    for _ in range(_MOST_TRIES):
        few, many = _seconds(one), _seconds(ten)
        growing = [code for code in growing if many[code] > 20 * few[code] + 0.3]
        if not growing:
            break
    return growing


def _seconds(text: str) -> dict[str, float]:
    """Return how long each rule takes when the prose is known."""
    deck = deck_of(text)
    views = [CardView(deck.source, card) for card in deck.cards]
    assert all(view.parts for view in views)
    seconds = {}
    for rule in RULES_FOR_CARDS:
        started = time.process_time()
        for view in views:
            list(rule.check(view))
        seconds[rule.code] = time.process_time() - started
    return seconds

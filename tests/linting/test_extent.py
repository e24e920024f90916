"""What goes with a card, and what is left of the file around it."""

import pytest

from card2anki.linting.extent import extent
from card2anki.linting.fixes import apply
from card2anki.model import Deck, Edit
from card2anki.source.parser import parse
from tests.linted import deck_of


def card(name: str) -> str:
    return f"#### {name}\n:p What is {name}?\n??x\nIt is {name}.\nx??\n"


def without(text: str, number: int) -> str:
    """Return a text without one of its cards, having proven that the others are untouched."""
    deck = deck_of(text)
    following = [*deck.cards, None][number + 1]
    source = apply(deck.source, [Edit(extent(deck.source, deck.cards[number], following), "")])
    left = parse(source)
    assert told(left) == [one for at, one in enumerate(told(deck)) if at != number]
    return source.text


def told(deck: Deck) -> list[tuple[object, ...]]:
    return [
        (card.rating, *(part and part.text for part in (card.context, card.question, card.answer)))
        for card in deck.cards
    ]


def test_a_card_between_others_goes_with_the_separator_below() -> None:
    text = f"{card('a')}\n---\n\n{card('b')}\n---\n\n{card('c')}"
    assert without(text, 1) == f"{card('a')}\n---\n\n{card('c')}"


def test_the_first_card_goes_with_the_separator_below() -> None:
    assert without(f"{card('a')}\n---\n\n{card('b')}", 0) == card("b")


def test_the_title_above_stays() -> None:
    title = "# Flashcards: Pots (Part 1)\n\n---\n\n"
    assert without(f"{title}{card('a')}\n---\n\n{card('b')}", 0) == title + card("b")


@pytest.mark.parametrize("end", ["", "\n", "\n---\n", "\n---\n\n\n"])
def test_behind_the_last_card_no_blank_lines_are_left(end: str) -> None:
    assert without(f"{card('a')}\n---\n\n{card('b')}{end}", 1) == f"{card('a')}\n---\n"


def test_of_doubled_separators_those_above_stay() -> None:
    text = f"{card('a')}\n---\n\n---\n\n{card('b')}\n---\n\n-----\n\n{card('c')}"
    assert without(text, 1) == f"{card('a')}\n---\n\n---\n\n{card('c')}"


def test_the_only_card_leaves_nothing() -> None:
    assert without(f"{card('a')}\n---\n", 0) == ""


def test_without_a_separator_above_the_one_below_stays() -> None:
    text = f"{card('a')}\n{card('b')}\n---\n\n{card('c')}"
    assert without(text, 1) == f"{card('a')}\n---\n\n{card('c')}"


def test_line_breaks_are_those_of_the_file() -> None:
    text = f"{card('a')}\n---\n\n{card('b')}\n---\n\n{card('c')}".replace("\n", "\r\n")
    left = f"{card('a')}\n---\n\n{card('c')}".replace("\n", "\r\n")
    assert without(text, 1) == left


# -- ratings


def test_a_rating_of_its_own_goes_too() -> None:
    a, b, c = (f"**Rating: {n}/10**\n\n{card(name)}" for n, name in ((8, "a"), (9, "b"), (7, "c")))
    assert without(f"{a}\n---\n\n{b}\n---\n\n{c}", 1) == f"{a}\n---\n\n{c}"


def test_a_rating_goes_with_the_last_card() -> None:
    a, b = (f"**Rating: {n}/10**\n{card(name)}" for n, name in ((8, "a"), (9, "b")))
    assert without(f"{a}\n---\n{b}", 1) == f"{a}\n---\n"


def test_a_rating_at_the_top_of_the_file_goes_too() -> None:
    a, b = (f"**Rating: {n}/10**\n{card(name)}" for n, name in ((8, "a"), (9, "b")))
    assert without(f"{a}\n---\n{b}", 0) == b


def test_a_rating_that_separators_part_from_its_card_goes_too() -> None:
    a, b = (f"**Rating: {n}/10**\n\n---\n\n{card(name)}" for n, name in ((8, "a"), (9, "b")))
    assert without(f"{card('c')}\n---\n\n{a}\n---\n\n{b}", 1) == f"{card('c')}\n---\n\n{b}"


def test_a_rating_that_governs_the_next_card_too_stays() -> None:
    text = f"**Rating: 8/10**\n\n{card('a')}\n---\n\n{card('b')}"
    assert without(text, 0) == f"**Rating: 8/10**\n\n{card('b')}"


def test_a_rating_that_governs_the_card_above_too_stays() -> None:
    text = (
        f"**Rating: 8/10**\n\n{card('a')}\n---\n\n{card('b')}\n---\n\n**Rating: 9/10**\n{card('c')}"
    )
    left = f"**Rating: 8/10**\n\n{card('a')}\n---\n\n**Rating: 9/10**\n{card('c')}"
    assert without(text, 1) == left


# -- a shared heading

HEAD = "#### Pots\nAll of them are made of clay.\n"
HOT, COLD, DRY = (f":p Which is {n}?\n??x\nThe {n} one.\nx??\n" for n in ("hot", "cold", "dry"))


@pytest.mark.parametrize(
    ("number", "left"),
    [
        (0, f"{HEAD}{COLD}\n---\n\n{DRY}"),
        (1, f"{HEAD}{HOT}\n---\n\n{DRY}"),
        (2, f"{HEAD}{HOT}\n{COLD}\n---\n"),
    ],
)
def test_heading_and_context_stay_with_the_others(number: int, left: str) -> None:
    text = f"{HEAD}{HOT}\n{COLD}\n---\n\n{DRY}"
    assert without(text, number) == left


def test_a_context_of_its_own_goes_with_a_later_card() -> None:
    text = f"{HEAD}{HOT}\n---\n\nCold ones keep milk.\n{COLD}\n---\n\n{DRY}"
    assert without(text, 1) == f"{HEAD}{HOT}\n---\n\n{DRY}"


def test_headings_of_one_name_are_not_shared() -> None:
    text = f"#### Pots\n{HOT}\n---\n\n#### Pots\n{COLD}"
    assert without(text, 0) == f"#### Pots\n{COLD}"


# -- lines that belong to two cards


def test_what_stands_before_the_question_on_its_line_stays() -> None:
    text = (
        "#### Pots\n:p Which is hot?\n??x\nThis one. x?? :p Which is cold?\n??x\nThat one.\nx??\n"
    )
    left = "#### Pots\n:p Which is hot?\n??x\nThis one. x??\n"
    assert without(text, 1) == left


def test_a_question_on_the_last_line_of_the_card_stays() -> None:
    text = (
        "#### Pots\n:p Which is hot?\n??x\nThis one. x?? :p Which is cold?\n??x\nThat one.\nx??\n"
    )
    assert without(text, 0) == "#### Pots\n:p Which is cold?\n??x\nThat one.\nx??\n"

"""D: which cards are said to be there twice, which card of the two, and what the fix leaves."""

import sys
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

from card2anki.model import Finding, Place, Safety, Span
from card2anki.rule import Entry
from card2anki.rules.duplicates import same_card, same_meaning, same_question, similar_cards
from tests.linted import deck_of, findings, findings_in, fixed, mended, said

RULES = (same_card, same_question, same_meaning, similar_cards)
CODES = ("D401", "D402", "D403", "D404")


def card(question: str, answer: str = "It holds water.", context: str = "") -> str:
    return f"#### Pot\n{context}\n:p {question}\n??x\n{answer}\nx??\n"


def deck(*cards: str) -> str:
    return "\n---\n\n".join(cards)


def codes(*cards: str) -> list[str]:
    return [one.code for one in findings(deck(*cards), *CODES)]


# -- D401


def test_same_card() -> None:
    text = deck(card("What is a pot?"), card("What is a lid?", "A cover."), card("What is a pot?"))
    assert said("D401", text) == [((21, 4), (21, 18), "the same card twice: remove this one")]


def test_the_other_place_is_related() -> None:
    found = findings(deck(card("What is a pot?"), card("What is a pot?")), "D401")
    assert [one.related for one in found] == [(Place("pots.md", 3, 4, 3, 18),)]


def test_over_several_files_the_later_one_is_reported() -> None:
    decks = [deck_of(card("What is a pot?"), path) for path in ("b.md", "a.md", "c.md")]
    found = findings_in(decks, *CODES)
    assert [one.code for one in found["b.md"]] == []
    for later in (found["a.md"], found["c.md"]):
        assert [(one.code, one.related[0].path) for one in later] == [("D401", "b.md")]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what is  a POT", "It holds water."),
        ("What is\na pot??", "It  holds\nwater."),
        ("What is a pot ?", "It holds water.  "),
    ],
)
def test_how_it_is_written_makes_no_other_card(question: str, answer: str) -> None:
    assert codes(card("What is a pot?"), card(question, answer)) == ["D401"]


def test_curly_quotes_make_no_other_question() -> None:
    assert codes(card('What is "a cook\'s pot"?'), card("What is “a cook’s pot”?")) == ["D401"]


def test_case_in_code_makes_another_question() -> None:
    assert codes(card("What does `-v` print?", "All."), card("What does `-V` print?")) == []
    assert codes(card(r"What is \(N\)?", "All."), card(r"What is \(n\)?")) == []


def test_the_fix_removes_the_later_card() -> None:
    one, other = card("What is a pot?"), card("What is a lid?", "A cover.")
    assert fixed(deck(one, other, one), "D401", wanted=Safety.SAFE) == f"{deck(one, other)}\n---\n"
    assert fixed(deck(one, one, other), "D401", wanted=Safety.SAFE) == deck(one, other)


def test_of_many_copies_one_is_left() -> None:
    one, other = card("What is a pot?"), card("What is a lid?", "A cover.")
    after = mended(deck(*[one] * 9, other), "D401", wanted=Safety.SAFE)
    assert after.deck.source.text == deck(one, other)
    assert after.refused == ()


def test_two_copies_under_one_heading_leave_no_heading() -> None:
    first = (
        "#### Pots\n:p What is a pot?\n??x\nA vessel.\nx??\n\n:p And a lid?\n??x\nA cover.\nx??\n"
    )
    after = mended(deck(first, first), "D401", wanted=Safety.SAFE)
    assert (after.deck.source.text, after.refused) == (f"{first}\n---\n", ())


def test_the_next_question_under_the_heading_stays() -> None:
    asks = ":p What is a pot?\n??x\nA vessel.\nx??\n\n"
    more = ":p {}?\n??x\nYes.\nx??\n\n---\n\n"
    text = f"#### Pots\n{asks}{more.format('Lids')}#### Pots\n{asks}{more.format('Jars')}"
    after = mended(text, "D401", wanted=Safety.SAFE)
    assert after.refused == ()
    left = f"#### Pots\n{asks}{more.format('Lids')}#### Pots\n{more.format('Jars')}"
    assert after.deck.source.text == left


def test_a_context_that_says_more_is_not_removed_unasked() -> None:
    first = card("What is a pot?", context="Pots are vessels.")
    later = card("What is a pot?", context="Pots are very old vessels, of `clay`.")
    message = "the same card twice, but with 'very', 'old', 'of', ... in the context: merge the two"
    assert [one[2] for one in said("D401", deck(first, later))] == [message]
    assert fixed(deck(first, later), "D401", wanted=Safety.SAFE) == deck(first, later)
    assert fixed(deck(first, later), "D401") == f"{first}\n---\n"


@pytest.mark.parametrize("context", ["", "Vessels.", "Old, old pots!", "They are **pots**"])
def test_a_context_that_says_less_is_removed(context: str) -> None:
    first = card("What is a pot?", context="Pots are old vessels; they hold water.")
    text = deck(first, card("What is a pot?", context=context))
    assert fixed(text, "D401", wanted=Safety.SAFE) == f"{first}\n---\n"


def test_signs_in_a_context_say_something() -> None:
    one, other = (card("What is a pot?", context=rf"\(P {s} Q\)") for s in (r"+", r"="))
    assert fixed(deck(one, other), "D401", wanted=Safety.SAFE) == deck(one, other)


def test_other_indentation_is_not_removed_unasked() -> None:
    one, other = (f"```python\nif a:\n    b()\n{i}c()\n```" for i in ("    ", ""))
    text = deck(card("What is a pot?", one), card("What is a pot?", other))
    message = "the same card twice, but with other indentation: merge the two"
    assert [one[2] for one in said("D401", text)] == [message]
    assert fixed(text, "D401", wanted=Safety.SAFE) == text


@pytest.mark.parametrize(
    ("first", "later", "lost"),
    [
        ("#### Pot\n", "#### Jar\n", "another heading"),
        ("**Rating: 5/10**\n\n#### Pot\n", "**Rating: 9/10**\n\n#### Pot\n", "a higher rating"),
        ("#### Pot\n", "**Rating: 1/10**\n\n#### Pot\n", "a higher rating"),
    ],
)
def test_what_would_be_lost_is_not_removed_unasked(first: str, later: str, lost: str) -> None:
    asks = ":p What is hot?\n??x\nThe pot.\nx??\n\n---\n\n"
    text = f"{first}{asks}{later}{asks}"
    message = f"the same card twice, but with {lost}: merge the two"
    assert [one[2] for one in said("D401", text)] == [message]
    assert fixed(text, "D401", wanted=Safety.SAFE) == text


def test_a_lower_rating_is_removed() -> None:
    text = "".join(
        f"**Rating: {rating}/10**\n\n#### Pot\n:p What is hot?\n??x\nThe pot.\nx??\n\n---\n\n"
        for rating in (9, 8)
    )
    assert fixed(text, "D401", wanted=Safety.SAFE).count("Rating: ") == 1


def test_of_two_books_or_folders_with_images_none_is_removed_unasked() -> None:
    def lost(one: str, other: str, body: str = "The pot.") -> list[str]:
        texts = {one: "Clay", other: "Clay" if one.endswith("a.md") else "Iron"}
        decks = [
            deck_of(
                f"# Flashcards: {title}\n\n---\n\n#### Pot\n:p Which?\n??x\n{body}\nx??\n", path
            )
            for path, title in texts.items()
        ]
        return [f.message for found in findings_in(decks, "D401").values() for f in found]

    assert lost("x/b.md", "x/c.md") == ["the same card twice, but with another book: merge the two"]
    assert lost("x/a.md", "y/c.md") == ["the same card twice: remove this one"]
    assert lost("x/a.md", "y/c.md", "![](p.png)") == [
        "the same card twice, but with images of another folder: merge the two"
    ]


# -- D402


def test_same_question() -> None:
    message = "asked before, with another answer: merge the two or ask more exactly"
    text = deck(card("What is a pot?"), card("What is a pot?", "A vessel."))
    assert said("D402", text) == [((12, 4), (12, 18), message)]
    assert said("D401", text) == []


def test_each_other_answer_is_reported_once_against_the_first() -> None:
    answers = ("A vessel.", "A plant.", "A vessel.", "A prize.", "A plant.")
    found = findings(deck(*(card("What is a pot?", answer) for answer in answers)), *CODES)
    assert [(one.code, one.related[0].line) for one in found] == [
        ("D402", 3),
        ("D401", 3),
        ("D402", 3),
        ("D401", 12),
    ]


# -- D403


def test_same_meaning() -> None:
    text = deck(card("What is a pot used for?"), card("Explain the purpose of pots.", "Food."))
    message = "asks the same as 'What is a pot used for?': merge the two or ask more exactly"
    assert said("D403", text) == [((12, 4), (12, 32), message)]


def test_what_it_is_for_is_not_what_it_is() -> None:
    text = deck(card("What is a pot?"), card("What is the purpose of a pot?", "To cook."))
    assert said("D403", text) == []


def test_a_long_question_is_quoted_in_part() -> None:
    long = "What is a pot that was made " + "by hand and " * 10 + "sold?"
    text = deck(card(long), card(long.replace("What is", "Describe"), "An old one."))
    quoted = "'What is a pot that was made by hand and by hand and by hand and by hand and b...'"
    assert [quoted in one[2] for one in said("D403", text)] == [True]


def test_questions_of_nothing_but_framing_mean_nothing() -> None:
    assert codes(card("What is it?"), card("How does it do this?", "So.")) == []


# -- D404

READ = "The function `read`, which takes a descriptor, a buffer and the number of bytes."


def test_similar_cards() -> None:
    one = card("Which function reads bytes from a file?", READ)
    other = card("Which function writes bytes to a file?", READ.replace("read", "write"))
    message = (
        "is much like the card 'Which function reads bytes from a file?':"
        " merge them or say what sets them apart"
    )
    assert said("D404", deck(one, other)) == [((12, 4), (12, 42), message)]


def entry(number: int, question: str, answer: str) -> Entry:
    place, span = Place("a.md", number + 1, 1, number + 1, 9), Span(number, number + 1)
    return Entry(
        path="a.md",
        place=place,
        span=span,
        question=question,
        written=question,
        answer=answer,
        heading="",
        context="",
        rating=None,
        book="",
        extent=span,
    )


def test_how_much_is_alike_can_be_set() -> None:
    one, other = entry(0, "a b c", "d e f g"), entry(5, "x b c", "d e f h")

    def hits(**options: int) -> int:
        return len(list(similar_cards.check((one, other), **options)))

    assert hits() == 0
    assert hits(answer_percent=60, question_percent=30) == 1
    assert hits(answer_percent=61, question_percent=30) == 0
    assert hits(answer_percent=60, question_percent=70) == 0
    assert hits(answer_percent=0, question_percent=0) == 1


# -- all four


def test_a_pair_is_reported_once_by_the_rule_that_says_most() -> None:
    cards = [
        card("Which function reads bytes from a file?", READ),
        card("Which function reads bytes from a file?", READ),
        card("Which function reads bytes from a file?", READ.replace("The", "A")),
        card("Which functions read bytes from files?", READ),
        card("Which function writes bytes to a file?", READ),
    ]
    found = findings(deck(*cards), *CODES)
    assert [one.code for one in found] == ["D401", "D402", "D403", "D404"]
    assert {one.related[0].line for one in found} == {3}


def test_a_rule_alone_says_the_same_as_with_the_others() -> None:
    cards = [card("What is a pot?", answer) for answer in ("A.", "B.", "A.")]
    together = findings(deck(*cards, card("Define pots.", "C.")), *CODES)
    alone = [findings(deck(*cards, card("Define pots.", "C.")), code) for code in CODES]

    def at(one: Finding) -> int:
        return one.span.start

    assert sorted((one for found in alone for one in found), key=at) == sorted(together, key=at)


def test_a_card_without_an_answer_is_no_duplicate() -> None:
    assert codes(card("What is a pot?", ""), card("What is a pot?", "")) == []


def test_a_comment_suppresses_it_on_the_later_card() -> None:
    quiet = card("What is a pot?", "A vessel.", "<!-- card2anki: ignore[D402] -->")
    assert codes(card("What is a pot?"), quiet) == []
    assert codes(quiet, card("What is a pot?")) == ["D402"]


# -- the work, counted in executed lines of Python, which no clock disturbs


def entries(kind: str, count: int) -> tuple[Entry, ...]:
    shared = " ".join(f"s{number}" for number in range(50))
    made = []
    for number in range(count):
        question, answer = {
            "copies": ("What is a pot?", "A vessel."),
            "one question": ("What is a pot?", f"Vessel {number}."),
            "one meaning": (f"What is a pot{'?' * (number % 3)}", f"Vessel {number}."),
            "shared words": (f"What is x{number} of y{number}?", f"{shared} z{number}."),
            "all alike": (f"What is {shared} of x{number}?", f"{shared} z{number}."),
            "all apart": (f"What is x{number}?", f"y{number} z{number}"),
        }[kind]
        made.append(entry(number, question, answer))
    return tuple(made)


def work(made: tuple[Entry, ...]) -> int:
    lines = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for rule in RULES:
            list(rule.check(made))
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize(
    "kind", ["copies", "one question", "one meaning", "shared words", "all alike", "all apart"]
)
def test_twice_the_cards_are_twice_the_work(kind: str) -> None:
    counts = [work(entries(kind, count)) for count in (200, 400, 800)]
    assert all(more <= 2.1 * less for less, more in pairwise(counts))

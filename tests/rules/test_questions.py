"""Q: what the rules for questions say, word by word, where they say it, and what can be set."""

import pytest

from card2anki.model import Safety, Severity
from card2anki.rule import CardView, Rule, rules_in
from card2anki.rules import questions
from tests.linted import deck_of, findings, fixed, said


def card(question: str, answer: str = "The pot.", context: str = "") -> str:
    """Return a card whose question begins on line 2 at column 4, if it has no context."""
    return f"#### Pot\n{context}:p {question}\n??x\n{answer}\nx??\n"


def hits(rule: Rule, text: str, **options: int) -> list[str]:
    deck = deck_of(text)
    views = [CardView(deck.source, card) for card in deck.cards]
    return [hit.message for view in views for hit in rule.check(view, **options)]


# -- each rule, word by word


def test_not_self_contained() -> None:
    message = "points at what the card does not show: leave it out, or say what it is"
    question = "Which pot is hot in this example, according to the text?"
    assert said("Q101", card(question)) == [
        ((2, 21), (2, 36), f"'in this example' {message}"),
        ((2, 38), (2, 59), f"'according to the text' {message}"),
    ]


def test_a_phrase_over_two_lines_is_shown_on_one() -> None:
    (found,) = said("Q101", card("Which pot is hot, according\nto the  text?"))
    assert found[:2] == ((2, 22), (3, 13))
    assert found[2].startswith("'according to the text' points")


def test_a_phrase_is_left_out_only_where_that_was_asked_for() -> None:
    text = card("Which pot is hot, according to the text?")
    assert fixed(text, "Q101", wanted=Safety.SAFE) == text
    assert fixed(text, "Q101") == card("Which pot is hot?")


def test_a_fix_keeps_line_breaks() -> None:
    text = card("Which pot is hot,\naccording to the text?").replace("\n", "\r\n")
    assert fixed(text, "Q101") == card("Which pot is hot?").replace("\n", "\r\n")


def test_what_is_left_of_two_phrases_that_can_go() -> None:
    text = card("According to the text, which pot is hot, as mentioned in this chapter?")
    assert fixed(text, "Q101") == card("Which pot is hot?")


def test_code_in_the_context_is_on_the_card() -> None:
    code = "```python\npot.heat()\n```\n"
    assert said("Q101", card("What does the code make sure of?", context=code)) == []
    assert said("Q101", card("What does the author make sure of?", context=code)) != []


def test_refers_to_figure() -> None:
    message = "is not on the card: show it, or say in words what it holds"
    assert said("Q102", card("How do Figure 1.2 and Listing 3 differ?")) == [
        ((2, 11), (2, 21), f"'Figure 1.2' {message}"),
        ((2, 26), (2, 35), f"'Listing 3' {message}"),
    ]


def test_dangling_pronoun() -> None:
    message = "stands for something that the question does not name: name it"
    assert said("Q103", card("How does it work?")) == [((2, 13), (2, 15), f"'it' {message}")]
    assert said("Q103", card("How fast is this method?")) == [
        ((2, 16), (2, 27), f"'this method' {message}")
    ]


def test_yes_no_question() -> None:
    assert said("Q104", card("Is the pot hot?")) == [
        ((2, 4), (2, 19), "can be answered with yes or no: ask why, how or when instead")
    ]


def test_compound_question() -> None:
    assert said("Q105", card("What is a pot, and how does a pan differ from a wok?")) == [
        ((2, 23), (2, 31), "'how does' begins another question: make it a card of its own")
    ]


def test_open_list() -> None:
    assert said("Q106", card("What are some uses of pots?")) == [
        (
            (2, 4),
            (2, 17),
            "'What are some' asks for an open list: ask for one item, or say how many",
        )
    ]


def test_a_question_that_is_too_long() -> None:
    words = " ".join(["pot"] * 28)
    assert said("Q108", card(f"Which is {words}?")) == []
    assert said("Q108", card(f"Which one is {words}?")) == [
        ((2, 4), (2, 129), "question of 31 words, more than 30: shorten it")
    ]


def test_a_question_that_is_too_short() -> None:
    assert said("Q108", card("Hot pots?")) == [
        ((2, 4), (2, 13), "question of fewer than 3 words: say what is asked")
    ]


def test_vague_stem() -> None:
    assert said("Q112", card("What is the main takeaway?")) == [
        ((2, 4), (2, 30), "could be asked about anything: name what the answer is about")
    ]


def test_a_vague_question_is_reported_once() -> None:
    found = findings(card("What is the purpose of this code?"), "Q101", "Q103", "Q112")
    assert [one.code for one in found] == ["Q112"]


# -- options, severities, and cards that lack something


def test_options() -> None:
    listed = card("What are the uses of pots?", "- soup\n- tea")
    assert hits(questions.open_list, listed) == []
    assert len(hits(questions.open_list, listed, items=2)) == 1
    assert hits(questions.question_length, card("Which pot?"), least=2) == []
    assert len(hits(questions.question_length, card("Which pot is hot?"), most=3)) == 1


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        *((code, Severity.WARNING) for code in ("Q101", "Q102", "Q104", "Q112")),
        *((code, Severity.INFO) for code in ("Q103", "Q105", "Q106", "Q108")),
    ],
)
def test_severities(code: str, severity: Severity) -> None:
    (rule,) = (rule for rule in rules_in(questions) if rule.code == code)
    assert rule.severity is severity


def test_a_heading_that_asks_is_no_question() -> None:
    text = "#### This code\n??x\nThe pot, according to the text.\nx??\n"
    assert [one.code for one in findings(text) if one.code.startswith("Q")] == []


def test_a_question_without_an_answer() -> None:
    found = findings("#### Pot\n:p Can this pot be hot?\n??x\nx??\n")
    assert [one.code for one in found if one.code[0] in "QA"] == []

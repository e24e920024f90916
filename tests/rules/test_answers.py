"""A: what the rules for answers say, word by word, where they say it, and what can be set."""

import pytest

from card2anki.model import Severity
from card2anki.rule import rules_in
from card2anki.rules import answers
from tests.linted import findings, said
from tests.rules.test_questions import card, hits

CODE = "```python\npot.heat()\n```"


def answered(answer: str) -> str:
    """Return a card whose answer begins on line 4."""
    return card("Which pot is hot?", answer)


# -- each rule, word by word


def test_long_answer() -> None:
    words = " ".join(["pot"] * 121)
    assert said("A201", answered(f"{words}\n{CODE}")) == [
        ((4, 1), (4, 484), "answer of 121 words, more than 120: split the card or shorten it")
    ]


@pytest.mark.parametrize(
    ("words", "severities"),
    [
        (80, []),
        (81, [Severity.INFO]),
        (120, [Severity.INFO]),
        (121, [Severity.WARNING]),
    ],
)
def test_how_long_an_answer_may_be(words: int, severities: list[Severity]) -> None:
    found = findings(answered(" ".join(["pot"] * words)), "A201")
    assert [one.severity for one in found] == severities


def test_what_counts_as_a_word() -> None:
    few = "\n".join(["| pot | pan |", "`a pot`", "\\( p + o + t \\)", "1. - 17", CODE])
    assert hits(answers.long_answer, answered(f"{few}\nA well-made pot."), many=3) == []
    assert len(hits(answers.long_answer, answered(f"{few}\nA well-made pot."), many=2)) == 1


def test_long_list() -> None:
    items = "\n".join(f"- pot {letter}" for letter in "abcdefgh")
    assert said("A202", answered(f"These:\n{items}")) == [
        ((5, 1), (5, 8), "list of 8 items, more than 7: ask for a part of it")
    ]


def test_dangling_colon() -> None:
    assert said("A203", answered("These pots are hot:")) == [
        ((4, 19), (4, 20), "answer ends with a colon: write what it announces, or end the sentence")
    ]


def test_truncated() -> None:
    assert said("A204", answered("It is the pot that stands over the")) == [
        ((4, 32), (4, 35), "answer stops in mid-sentence, at 'the': write its end")
    ]


def test_cites_source() -> None:
    message = "refers to the source: tell the matter itself"
    assert said("A205", answered("The author argues that pots are hot,\nsee Figure 7.")) == [
        ((4, 1), (4, 18), f"'The author argues' {message}"),
        ((5, 5), (5, 13), f"'Figure 7' {message}"),
    ]


def test_promised_code_missing() -> None:
    assert said("A207", answered("So. Here is the code:")) == [
        (
            (4, 5),
            (4, 22),
            "'Here is the code:' is followed by no code: write it, or drop the sentence",
        )
    ]


def test_code_that_the_question_asks_for() -> None:
    assert said("A207", card("Write pseudocode that heats a pot.", "Heat it.")) == [
        ((2, 4), (2, 20), "'Write pseudocode', and the answer holds no code: write some")
    ]


def test_a_promise_at_the_end_is_reported_once() -> None:
    found = findings(answered("It is done by this. Here is the code:"), "A203", "A207")
    assert [one.code for one in found] == ["A207"]


def test_repeated_lines() -> None:
    line = "The blue pot is always hot."
    assert said("A209", answered("\n\n".join([line] * 5))) == [
        ((6, 1), (6, 28), f"'{line}' is there 5 times: once is enough")
    ]


def test_repeated_lines_of_code() -> None:
    code = "\n".join(["```python", *["  heat(the_big_blue_pot)"] * 4, "```"])
    assert said("A209", answered(code)) == [
        ((6, 1), (6, 25), "'heat(the_big_blue_pot)' is there 4 times: once is enough")
    ]


def test_a_long_repeated_line_is_shown_in_part() -> None:
    line = "The blue pot that stands over the fire is always hot."
    ((_, _, message),) = said("A209", answered("\n".join([line] * 4)))
    assert message == f"'{line[:47]}...' is there 4 times: once is enough"


# -- options and severities


def test_options() -> None:
    assert len(hits(answers.long_list, answered("- a\n- b"), items=1)) == 1
    assert hits(answers.repeated_lines, answered("a hot pot\n" * 3), times=3) == []
    assert len(hits(answers.repeated_lines, answered("a hot pot\n" * 3), times=3, letters=7)) == 1
    assert len(hits(answers.long_answer, answered("a hot pot"), words=2, many=9)) == 1


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        *((code, Severity.WARNING) for code in ("A201", "A202", "A203", "A207", "A209")),
        *((code, Severity.INFO) for code in ("A204", "A205")),
    ],
)
def test_severities(code: str, severity: Severity) -> None:
    (rule,) = (rule for rule in rules_in(answers) if rule.code == code)
    assert rule.severity is severity

"""F: what the rules of the format say, word by word, and where they say it."""

import pytest

from card2anki.model import Safety
from tests.linted import fixed, said

CARD = "#### Pot\n:p What is hot?\n??x\nThe pot.\nx??\n"


def answered(answer: str) -> str:
    """Return a card whose answer begins on line 4, and a regular card behind it."""
    return f"#### Cup\n:p What is cold?\n??x\n{answer}\n---\n{CARD}"


# -- each rule, word by word


@pytest.mark.parametrize("written", ["??x", "x?", ":x??", "???"])
def test_wrong_answer_terminator(written: str) -> None:
    assert said("F001", answered(f"The cup.\n{written}")) == [
        ((5, 1), (5, len(written) + 1), f"answer is closed by '{written}': write 'x??'")
    ]


def test_missing_answer_terminator() -> None:
    assert said("F002", answered("The cup.\nIt is.\n")) == [
        ((5, 1), (5, 7), "answer is not closed: write 'x??' on the line below")
    ]


def test_missing_answer_opener() -> None:
    assert said("F003", f":p What is cold?\nThe cup.\nx??\n---\n{CARD}") == [
        ((2, 1), (2, 9), "answer is not opened: write '??x' on the line above")
    ]


def test_misspelt_answer_opener() -> None:
    assert said("F003", f":p What is cold?\n???x\nThe cup.\nx??\n---\n{CARD}") == [
        ((2, 1), (2, 5), "answer is opened by '???x': write '??x'")
    ]


def test_the_opener_is_mended_for_certain_where_it_is_misspelt() -> None:
    misspelt = ":p What is cold?\n???x\nThe cup.\nx??\n"
    missing = misspelt.replace("???x\n", "")
    mended = misspelt.replace("???x", "??x")
    assert fixed(misspelt, "F003", wanted=Safety.SAFE) == mended
    assert fixed(missing, "F003", wanted=Safety.SAFE) == missing
    assert fixed(missing, "F003", wanted=Safety.UNSAFE) == mended


def test_several_questions_under_one_heading() -> None:
    more = ":p Why?\n??x\nFire.\nx??\n:p How?\n??x\nSlowly.\nx??\n"
    message = "another question under the heading 'Pot'"
    assert said("F004", CARD + more) == [((6, 1), (6, 8), message), ((10, 1), (10, 8), message)]


def test_two_headings_of_one_name_hold_one_question_each() -> None:
    assert said("F004", f"{CARD}---\n{CARD}") == []


def test_stray_delimiter() -> None:
    assert said("F005", answered("The cup.\n??x\nIt is.\nx??\nx??")) == [
        ((5, 1), (5, 4), "stray delimiter: remove it"),
        ((8, 1), (8, 4), "stray delimiter: remove it"),
    ]


def test_empty_answer() -> None:
    assert said("F006", answered("x??")) == [((2, 1), (2, 17), "no answer: the card is left out")]


def test_empty_question_under_a_heading() -> None:
    assert said("F006", f"#### Cup\n:p\n??x\nCold.\nx??\n---\n{CARD}") == [
        ((2, 1), (2, 3), "no question: the heading asks")
    ]


def test_empty_question_without_a_heading() -> None:
    assert said("F006", f":p\n??x\nCold.\nx??\n---\n{CARD}") == [
        ((1, 1), (1, 3), "no question: the card is left out")
    ]


def test_answer_without_a_question() -> None:
    assert said("F006", f"#### Cup\n??x\nCold.\nx??\n---\n{CARD}") == [
        ((2, 1), (2, 4), "no question: the heading asks")
    ]


def test_unclosed_fence() -> None:
    assert said("F007", answered("Call:\n   ```python\n   cool()\nx??")) == [
        ((5, 1), (5, 13), "fence is not closed: write '```' below the code")
    ]


def test_fence_opened_in_mid_line() -> None:
    assert said("F007", answered("Call: ```python\ncool()\n```\nx??")) == [
        ((4, 7), (4, 16), "opening fence in mid-line: put it on a line of its own")
    ]


def test_fence_closed_in_mid_line() -> None:
    assert said("F007", answered("```python\ncool()```\nx??")) == [
        ((5, 7), (5, 10), "closing fence in mid-line: put it on a line of its own")
    ]


def test_repeated_separator() -> None:
    assert said("F008", f"{CARD}---\n\n  -----\n{CARD}") == [
        ((8, 3), (8, 8), "separator follows a separator: one is enough")
    ]


@pytest.mark.parametrize("behind", [CARD, "**Rating: 8/10**\n" + CARD])
def test_missing_separator(behind: str) -> None:
    end = (6, behind.index("\n") + 1)
    assert said("F008", CARD + behind) == [
        ((6, 1), end, "no separator before the next card: write '---'")
    ]


def test_unreadable_rating() -> None:
    assert said("F009", f"**Rating: very good**\n{CARD}") == [
        ((1, 1), (1, 22), "rating 'very good' is not one of 1/10 to 10/10: its cards have none")
    ]


def test_rating_below_the_threshold() -> None:
    assert said("F009", f"**Rating threshold:** >= 8/10\n---\n**Rating: 7/10**\n{CARD}") == [
        ((3, 1), (3, 17), "rating is below the threshold of this file: 7/10 < 8/10")
    ]


def test_rating_that_governs_no_card() -> None:
    message = "rating governs no card: remove the line"
    ratings = f"**Rating: 8/10**\n**Rating: 9/10**\n{CARD}---\n**Rating: 10/10**\n"
    assert said("F009", ratings) == [((1, 1), (1, 17), message), ((9, 1), (9, 18), message)]


def test_chatter_between_cards() -> None:
    assert said("F010", f"{CARD}---\nThese cards\n\nend here.\n---\n{CARD}") == [
        ((7, 1), (9, 10), "text outside any card: it is in no package")
    ]


def test_heading_without_a_question() -> None:
    assert said("F010", f"#### Cup\nIt is cold.\n---\n{CARD}") == [
        ((1, 1), (2, 12), "heading without a question: no card is made of it")
    ]


def test_misspelt_question_marker() -> None:
    assert said("F011", f"#### Cup\n:q What is cold?\n??x\nThe cup.\nx??\n---\n{CARD}") == [
        ((2, 1), (2, 17), "question is marked by ':q': write ':p'")
    ]


def test_question_marker_behind_text() -> None:
    assert said("F011", f"#### Cup\nIt is. :p What is cold?\n??x\nThe cup.\nx??\n---\n{CARD}") == [
        ((2, 8), (2, 24), "':p' is not at the start of its line: put it there")
    ]


def test_text_after_the_terminator() -> None:
    assert said("F012", answered("The cup.\nx??\nIt is,\n\ntoday.")) == [
        ((6, 1), (8, 7), "text behind the answer's 'x??': move it before")
    ]


def test_text_before_the_terminator() -> None:
    assert said("F012", answered("The cup. x??")) == [
        ((4, 10), (4, 13), "'x??' behind text: put it on a line of its own")
    ]


def test_undecodable_text() -> None:
    text = CARD.replace("pot", "th\xe9").encode("latin-1")
    assert said("F013", text) == [
        ((4, 7), (4, 8), "not valid UTF-8, read as 'é': save it as UTF-8")
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        ("# Flashcards: Pots (Part 1)\n", "no card in this file"),
        ("#### Pot\nIt is hot.\n", "no card in this file"),
    ],
)
def test_no_cards(text: str, what: str) -> None:
    assert said("F014", text) == [
        ((1, 1), (1, 1), f"{what}: remove it, or exclude it in the configuration")
    ]


@pytest.mark.parametrize("line", ["x??", "??x", "\t ??x ", ":p Which pot is blue?"])
def test_a_delimiter_in_code(line: str) -> None:
    text = f":p Which pot?\n??x\n- A pot:\n\n  ```java\n  int pot;\n  {line}\n  ```\nx??\n"
    start = 3 + len(line) - len(line.lstrip())
    word = line.strip()
    told = f"{word!r} in a block of code: close the block above it, or open it below"
    assert said("F015", text) == [((7, start), (7, start + len(word)), told)]


@pytest.mark.parametrize("line", ["x ?? y", "a = b ??x", ":p pot", "#### Pot", "x???"])
def test_what_is_no_delimiter_in_code(line: str) -> None:
    assert said("F015", f":p Which pot?\n??x\n```csharp\n{line}\n```\nx??\n") == []


def test_a_block_may_show_the_format_itself() -> None:
    text = ":p Which pot?\n??x\n```text\n:p What is a card?\n??x\nx??\n```\nx??\n"
    assert said("F015", text) == []


_SIDES = "<<<<<<< HEAD\nIt is hot.\n||||||| base\nIt was.\n=======\nIt is cold.\n>>>>>>> cold\n"


def test_an_unfinished_merge() -> None:
    text = f":p How is the pot?\n??x\n{_SIDES}x??\n"
    told = "a merge is unfinished: choose a side, or join them, and remove the markers"
    assert said("F016", text) == [((3, 1), (3, 13), told)]
    assert len(said("F016", text.replace("\n", "\r\n"))) == 1
    inside = f":p How is it?\n??x\n```java\nint a;\n{_SIDES.replace('cold.', 'cold.```', 1)}x??\n"
    assert [place for place, *_ in said("F016", inside)] == [(5, 1)]


@pytest.mark.parametrize(
    "answer",
    [
        f"```text\n{_SIDES}```\n",
        "=======\n",
        "<<<<<<< HEAD\nhot\n",
        "<<<<<<< HEAD\nhot\n=======\ncold\n",
        "hot\n=======\n>>>>>>> cold\n",
        "`<<<<<<< HEAD`\nhot\n=======\n>>>>>>> cold\n",
    ],
)
def test_what_is_no_unfinished_merge(answer: str) -> None:
    assert said("F016", f":p How is the pot?\n??x\n{answer}x??\n") == []

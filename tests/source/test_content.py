"""What a part says, whatever its layout."""

import pytest

from card2anki.model import Part
from card2anki.source.content import Code, content, letters, words
from tests.linted import deck_of


def _answer(text: str) -> Part:
    answer = deck_of(f"#### Kiln\n:p How hot?\n??x\n{text}\nx??\n").cards[0].answer
    assert answer
    return answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hot.", "Hot. \t"),
        ("Hot.\n\nVery.", "Hot.\n\n\n\t\nVery."),
        ("Hot.  \nVery.", "Hot.    \nVery."),
        ("Hot.\n\nVery.", "Hot.  \n\nVery."),
        ("```c++\nheat();\n```", "~~~~ cpp\nheat();\n~~~~"),
        ("```C++ numbered\nheat();\n```", "```cpp   numbered\nheat();\n```"),
    ],
)
def test_layout_is_no_content(one: str, other: str) -> None:
    assert content(_answer(one)) == content(_answer(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hot.\nVery.", "Hot.\n\nVery."),
        ("Hot.  \nVery.", "Hot.\nVery."),
        ("Very  hot.", "Very hot."),
        ("- hot\n```c\nheat();\n```", "- hot\n\n```c\nheat();\n```"),
        ("```c\nheat();\n```\nHot.", "```c\nheat();\n```\n\nHot."),
        ("```c\nheat();\n```", "```c\nheat(); \n```"),
        ("```c\nheat();\n```", "```java\nheat();\n```"),
        ("```c numbered\nheat();\n```", "```c\nheat();\n```"),
    ],
)
def test_what_markdown_shows_is(one: str, other: str) -> None:
    assert content(_answer(one)) != content(_answer(other))


def test_texts_and_snippets_come_in_order() -> None:
    part = _answer("Slowly:\n\n```c++ numbered\nheat();\n```\n\n\nThen:\n~~~\ncool();\n~~~")
    heat, cool = Code("cpp", "numbered", "heat();"), Code("", "", "cool();")
    assert content(part) == ("Slowly:\n\n", heat, "\nThen:\n", cool)
    assert letters(part) == ("Slowly:", heat, "Then:", cool)


def test_letters_are_what_is_left_without_white_space() -> None:
    assert letters(_answer(r"At \( 1 + 2 \)")) == letters(_answer("At\n\n\\(1+2\\)  "))
    assert letters(_answer("One")) != letters(_answer("one"))


def test_words_stand_on_one_line() -> None:
    assert words(_answer("Very \t hot,\n\n  indeed.")) == "Very hot, indeed."


def test_no_part_says_nothing() -> None:
    assert (content(None), letters(None), words(None)) == ((), (), "")

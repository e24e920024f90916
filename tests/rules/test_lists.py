"""Where the items of each list begin, and where one list ends."""

import pytest

from card2anki.prose import prose_of
from card2anki.rules.lists import item_lists
from tests.linted import deck_of

CODE = "```python\npot.heat()\n```"


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("- a\n- b\n\n- c", [3]),
        ("- a\n\ntext\n\n- b", [1, 1]),
        ("- a\n  text\n- b", [2]),
        (f"1. a\n{CODE}\n2. b", [2]),
        ("1. a\n\ntext\n\n2. b", [2]),
        ("1. a\n- b\n- c\n2. d", [2]),
        ("1. a\n2. b\n\ntext\n\n- c\n- d", [2, 2]),
        ("- a\n- b\n1. c", [2, 1]),
        ("1. a\n2. b\n1. c", [2, 1]),
        ("1. a\n1. b\n1. c", [3]),
        ("a - b\n-c\n1.5 pots", []),
    ],
)
def test_item_lists(text: str, lists: list[int]) -> None:
    (one,) = deck_of(f":p Which?\n??x\n{text}\nx??\n").cards
    assert one.answer
    found = list(item_lists(prose_of(one.answer)))
    assert [len(items) for items in found] == lists
    assert all(one.answer.text[at] in "-1234" for items in found for at in items)

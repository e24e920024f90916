"""What formatting must not change is told from what it may."""

from textwrap import dedent

import pytest

from card2anki.formatting.proof import differences
from tests.linted import deck_of

_COMMENT = "<!-- card2anki: ignore[Q101] -->"
_DECK = dedent(
    """\
    ---
    part: 3
    ---

    # Flashcards: Pots

    **Starting Chapter:** Clay

    Read the book, too.

    ---

    **Rating: 8/10**

    #### Glaze
    It is glass \\( x \\).

    :p What does glaze do?
    ??x
    It makes a pot tight:

    ```python
    pot.glaze()
    ```
    x??

    ---

    These cards are about clay.

    ---

    <!-- card2anki: ignore[Q101] -->
    #### Kiln
    :p What fires clay?
    ??x
    A kiln.  
    Or two.
    x??

    ---
    """  # noqa: W291 - two blanks break a line
)


def _changed(old: str, new: str) -> list[str]:
    assert old in _DECK
    return [found.what for found in differences(deck_of(_DECK), deck_of(_DECK.replace(old, new)))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n\n---\n\nThese", "\n---\nThese"),
        ("**Rating: 8/10**", "**Rating:** 8 / 10"),
        (r"\( x \)", r"\(x\)"),
        ("```python", "``` py"),
        ("#### Kiln", "####Kiln"),
        ("A kiln.  \n", "A kiln.    \n"),
        ("??x\nA kiln", "???x\n\n\nA kiln"),
        ("Read the book, too.\n", "Read  the book, too. \n"),
        ("part: 3", "part:  3"),
        ("Or two.\nx??\n\n---\n", "Or two."),
    ],
)
def test_layout_is_no_difference(old: str, new: str) -> None:
    assert _changed(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("Rating: 8/10", "Rating: 9/10", "card 1, line 15"),
        ("#### Glaze", "#### Glazes", "card 1, line 15"),
        ("It is glass", "It's glass", "card 1, line 15"),
        ("What does", "What  will", "card 1, line 15"),
        ("pot.glaze()", "pot.glaze( )", "card 1, line 15"),
        ("```python", "```java", "card 1, line 15"),
        ("```python", "```python numbered", "card 1, line 15"),
        ("tight:\n\n```", "tight:\n\n- ```", "card 1, line 15"),
        ("A kiln.  \n", "A kiln.\n", "card 2, line 34"),
        ("A kiln.  \n", "A kiln.\n\n", "card 2, line 34"),
        ("What fires", "Whatfires", "card 2, line 34"),
        ("A kiln.  \nOr two.\n", "", "card 2, line 34"),
        ("These cards", ":p These cards", "card 2, line 34"),
        ("# Flashcards: Pots", "# Flashcards: Pot", "the head of the file"),
        ("part: 3", "part: 4", "the head of the file"),
        ("book, too", "book to", "text outside the cards"),
        ("These cards", "The cards", "text outside the cards"),
        ("\n#### Glaze", "\n**Rating: 8/10**\n\n#### Glaze", "text outside the cards"),
        ("ignore[Q101]", "ignore[Q102]", "a comment to this tool"),
        ("x??\n\n---\n\nThese", f"x??\n{_COMMENT}\n\n---\n\nThese", "a comment to this tool"),
    ],
)
def test_what_is_read_is_a_difference(old: str, new: str, what: str) -> None:
    assert _changed(old, new) == [what]


def test_a_comment_that_is_about_another_card() -> None:
    moved = _DECK.replace(f"{_COMMENT}\n", "").replace("#### Glaze", f"{_COMMENT}\n#### Glaze")
    found = differences(deck_of(_DECK), deck_of(moved))
    assert [one.what for one in found] == ["a comment to this tool"]


def test_a_card_more_or_less() -> None:
    card = "#### Clay\n:p What is fired?\n??x\nClay.\nx??\n"
    assert _changed("Or two.\nx??\n", f"Or two.\nx??\n\n{card}") == ["the number of cards"]
    fewer = differences(deck_of(card * 2), deck_of(card))
    assert [found.what for found in fewer] == ["card 2, line 6"]


def test_every_part_that_differs_is_named() -> None:
    before = deck_of("#### A\nText.\n\n:p What?\n??x\nOne.\nx??\n\n#### B\n:p Who?\n??x\nTwo.\nx??")
    after = deck_of(before.source.text.replace("Text", "Words").replace("Two", "Three"))
    found = list(differences(before, after))
    assert [(one.what, one.part and one.part.text) for one in found[:2]] == [
        ("card 1, line 1", "Text."),
        ("card 2, line 9", "Two."),
    ]

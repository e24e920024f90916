"""What a deck gives comes back: an imported card gives the note it is of, byte for byte."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.importing.rounds import again, fields_and_tags, notes_of

_DECKS = Path(__file__).parents[2] / "decks"
#: What markdown and the format are made of; hypothesis puts lines of it together.
_LINES = st.sampled_from(
    [
        *("plain words here", "*em* and **strong** words", "a `code` span", "`` a`b ``"),
        *(
            "- item",
            "  - inner",
            "* star",
            "+ plus",
            "1. one",
            "2. two",
            "1) paren",
            "1986. A year",
        ),
        *("> quoted", "> - in quote", "| a | b |", "|---|:-:|", "| `x|y` | *z* |", "***", "---"),
        *("~~gone~~ text", "# Title", "## Sub", "# # ##", "trailing #", "=====", "-"),
        *("[link](http://a.b/c)", "<http://a.b>", "![pic](x.png)", "[x]: http://y"),
        *(r"\( a < b \)", r"\[ x^2 \]", "$$ y $$", "$z$ and $5", r"\\( no", "[$]x[/$]"),
        *("line with  ", "two\\", "&amp; &lt; &#32; <b>x</b>", "a_b_c __d__ *e", r"\*not\* em"),
        *("```java", "int a = 1; // c", "```", "~~~", "    indented code", "", "  leading"),
        *("**bold:** then", "***both***", "**a *b* c**", "*a **b** c*", "tab\there", "“ü” – x"),
        *("x?? no", "Q: what", ":p glued", "[sound:a.mp3]", "`", "**", "_", "!", "<", "\\"),
    ]
)
_TEXTS = st.lists(_LINES, min_size=1, max_size=7).map("\n".join)
_HEAD = "# Flashcards: Birds (Part 1)\n\n**Starting Chapter:** Waders\n\n---\n\n"


@settings(max_examples=300, deadline=None)
@given(_LINES, st.lists(_LINES, max_size=3).map("\n".join), _TEXTS, _TEXTS)
@example("`a`", "Context:\nContext: twice", "Which?", "**Rating: 8/10**")
@example("x", "", "Which?", "<!-- card2anki\n\\: no comment -->")
@example("x", "", "```java\nint a;\n```", "two\\\n\\\nthree")
@example("x", "- a\n- b\n\n* c", "`` ` ``", "- a\n\n  ```python\n  x = 1\n  ```\n- b")
def test_a_card_gives_its_note_again(
    heading: str, context: str, question: str, answer: str
) -> None:
    card = f"**Rating: 9/10**\n\n#### {heading}\n{context}\n\n:p {question}\n??x\n{answer}\nx??\n"
    notes = notes_of(_HEAD + card)
    if not notes:  # a side that shows nothing
        return
    text = again(notes)
    found = notes_of(text)
    assert [note.fields for note in found] == [note.fields for note in notes]
    # markdown colours a fence that the format takes for text; the card has no tag of it
    assert {tag for tag in found[0].tags if not tag.startswith("lang::")} <= set(notes[0].tags)
    assert again(found) == text  # what is imported once is imported the same again


_CARDS = st.lists(
    st.sampled_from(
        [
            "**Rating: 9/10**\n",
            "**Rating: 7/10**\n",
            "**Rating: none**\n",
            "---\n",
            "#### Herons\n",
            "#### Herons\nThey wade.\n",
            "####\n",
            "#### Storks\n",
            "Loose text.\n",
            ":p Which?\n??x\nThis.\nx??\n",
            ":p Which?\n??x\nThat.\n",
            "??x\nThe heading asks.\nx??\n",
            ":p\n```java\nint a;\n```\n??x\nAn int.\nx??\n",
            ":p Who?\n\n- this\n- that\n??x\n```\nx\n```\n",
        ]
    ),
    min_size=1,
    max_size=12,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(_CARDS)
def test_many_cards_give_their_notes_again(cards: str) -> None:
    notes = notes_of(_HEAD + cards)
    if not notes:
        return
    ordered = sorted(notes, key=lambda note: note.fields[5] != "")  # those without a rating first
    assert fields_and_tags(notes_of(again(notes))) == fields_and_tags(ordered)


def test_a_context_without_a_heading_ends_where_the_next_card_has_none() -> None:
    first = "####\nThey wade.\n\n:p Which?\n??x\nThis.\nx??\n"
    notes = notes_of(f"{_HEAD}{first}\n####\n\n:p Who?\n??x\nThat.\nx??\n")
    assert [note.fields[2] for note in notes] == ["They wade.", ""]
    assert fields_and_tags(notes_of(again(notes))) == fields_and_tags(notes)


@pytest.mark.parametrize("file", sorted(_DECKS.rglob("*.md")), ids=lambda file: file.stem)
def test_the_decks_of_this_project(file: Path) -> None:
    notes = notes_of(file.read_text("utf-8"))
    assert fields_and_tags(notes_of(again(notes))) == fields_and_tags(notes)

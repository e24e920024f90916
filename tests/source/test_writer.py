"""The canonical layout: the edits that lead there, and what they leave alone."""

from textwrap import dedent

import pytest

from card2anki.linting.fixes import apply
from card2anki.source.writer import layout_edits
from tests.linted import deck_of

_CANONICAL = dedent(
    """\
    # Flashcards: Pots (Part 1)

    **Rating threshold:** >= 6/10

    **Starting Chapter:** Clay

    ---

    **Rating: 8/10**

    #### Glaze
    Glass that was molten on the clay.

    - shiny
    - tight

    :p What does glaze do?
    It covers earthenware.
    ??x
    It makes it tight:

    ```python
    pot.glaze()


    pot.fire()
    ```
    Then it is fired.
    x??

    :p What is it made of?
    ??x
    Of silica.  
    And a flux.
    x??

    ---

    #### Kiln
    :p What fires clay?
    ??x
    A kiln.
    x??

    ---
    """  # noqa: W291 - two blanks break a line
)


def _laid_out(text: str) -> str:
    deck = deck_of(text)
    return apply(deck.source, layout_edits(deck)).text


def _card(answer: str) -> str:
    return f"#### Kiln\n:p What fires clay?\n??x\n{answer}\nx??\n\n---\n"


def test_what_is_canonical_stays() -> None:
    assert list(layout_edits(deck_of(_CANONICAL))) == []
    assert list(layout_edits(deck_of(_CANONICAL.replace("\n", "\r\n")))) == []


@pytest.mark.parametrize("lines", [1, 2, 4])
def test_blank_lines(lines: int) -> None:
    """Where blank lines belong, their number does not matter; elsewhere they go."""
    text = (
        _CANONICAL.replace("\n\n\n", "@").replace("\n\n", "\n" * (1 + lines)).replace("@", "\n\n\n")
    )
    assert _laid_out(text) == _CANONICAL
    for marker in ("??x\n", "\nx??", "\n??x", "#### Kiln\n"):
        blank = "\n" + " \n" * lines
        assert _laid_out(_CANONICAL.replace(marker, marker.replace("\n", blank))) == _CANONICAL


@pytest.mark.parametrize(
    ("canonical", "met"),
    [
        ("\n---\n", "\n-------  \n"),
        ("\n---\n", "\n   ---\n"),
        ("**Rating: 8/10**", "**Rating:** 8 / 10"),
        ("**Rating: 8/10**", "**rating: 8/10**\t"),
        ("#### Kiln", "  ####Kiln  "),
        ("#### Kiln", "####   Kiln"),
        (":p What fires", ":p\tWhat fires"),
        ("clay?\n??x\n", "clay?  ??x\t"),
        ("??x\nA kiln.\nx??", "??x A kiln. x??"),
        ("A kiln.\nx??", "A kiln.\t\n  x??\u200b"),
        ("shiny\n", "shiny \n"),
        ("silica.  \n", "silica.     \n"),
        ("tight:\n", "tight:  \n"),
        ("```python\n", "```python \t\n"),
        ("```\nThen", "```  \nThen"),
        ("\n\n---\n\n**Rating", "\n\n\n**Rating"),
        ("\n---\n\n#### Kiln", "#### Kiln"),
    ],
)
def test_markers_and_ends_of_lines(canonical: str, met: str) -> None:
    text = _CANONICAL.replace(canonical, met)
    assert text != _CANONICAL
    assert _laid_out(text) == _CANONICAL


@pytest.mark.parametrize("end", ["", "\n", "\n\n \n", "\n---", "\n\n---\n\n\n"])
def test_a_file_ends_with_a_separator_and_one_line_break(end: str) -> None:
    assert _laid_out(_CANONICAL.removesuffix("\n\n---\n") + end) == _CANONICAL


def test_a_file_begins_with_its_first_line() -> None:
    assert _laid_out(f"\n \n{_CANONICAL}") == _CANONICAL
    assert _laid_out("\n\n") == ""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_kept(end: str) -> None:
    text = "####Kiln\n\n:p What?\n??x\nA kiln.\nx??".replace("\n", end)
    assert _laid_out(text) == "#### Kiln\n:p What?\n??x\nA kiln.\nx??\n\n---\n".replace("\n", end)


def test_front_matter_is_left_alone() -> None:
    front = "---\ntitle:   Pots \n\n\npart: 2\n---"
    assert _laid_out(f"{front}\n{_card('Fire.')}") == f"{front}\n\n{_card('Fire.')}"
    assert _laid_out(f"{front}  ") == f"{front}\n"


@pytest.mark.parametrize(
    "answer",
    [
        "```java\nint a;  \n\n\n\n  ---\n\t\n```",
        "~~~\nx??  \n\n\n\n~~~",
        "    indented\n\tmore",
        "  - nested\n    - deeper",
        "One line  \nand one\\\nand one.",
    ],
)
def test_lines_are_not_changed_within(answer: str) -> None:
    assert _laid_out(_card(answer)) == _card(answer)


def test_a_line_that_only_markdown_does_not_take_for_blank_stays() -> None:
    assert _laid_out(_card("One\n\u00a0\nline")) == _card("One\n\u00a0\nline")


def test_a_question_may_speak_of_a_delimiter() -> None:
    text = _card("The answer.").replace("What fires clay?", "What does ??x open?")
    assert _laid_out(text) == text


def test_comments_to_this_tool_stay_where_they_are() -> None:
    text = dedent(
        """\
        #### Kiln
        <!-- card2anki: ignore[Q101] -->
        :p What fires clay? <!-- card2anki: ignore[Q102] -->
        ??x
        A kiln.

        <!-- card2anki: ignore[A201] -->
        x?? <!-- card2anki: ignore[A202] -->

        ---

        <!-- card2anki: ignore[Q103] -->
        #### Clay
        :p What is fired?
        ??x
        Clay.
        x??

        ---

        <!-- card2anki: ignore-file[D] -->
        """
    )
    assert _laid_out(text) == text
    assert _laid_out(text.replace("] -->\n", "] --> \t\n")) == text


def test_a_missing_separator_goes_below_the_comments_to_the_card_above() -> None:
    comment = "<!-- card2anki: ignore[A] -->"
    card = "#### Kiln\n:p What fires clay?\n??x\nA kiln.\nx??\n"
    separated = f"{card}{comment}\n\n---\n\n"
    assert _laid_out(f"{card}{comment}\n{card}{comment}\n") == (separated * 2).removesuffix("\n")


def test_the_elder_dialect() -> None:
    text = "#### Kiln\n?p: What fires clay?\n?x\nA kiln.\n\n?p: And glass?\n?x\nA kiln, too.\n"
    assert _laid_out(text) == text
    assert _laid_out(text.replace("?x\n", "?x\n\n\n").replace("\n\n?p:", "\n\n\n?p:")) == text


def test_text_outside_of_cards() -> None:
    text = "#### Kiln\nNothing is asked.\n\n---\n\nThese cards are about clay.\nAnd fire.\n"
    met = text.replace("\n\n---\n\n", "\n---\n").replace("asked.", "asked. ")
    assert _laid_out(met) == text

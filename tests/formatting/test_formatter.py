"""Any deck is formatted without a change to its cards, once for all, or left alone."""

import re
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from card2anki.formatting.formatter import format_source
from card2anki.model import Card, Deck, Part
from card2anki.render.markdown import render
from card2anki.source.parser import parse
from card2anki.source.reading import decode
from tests.source.test_properties import TEXTS

#: What layout and notation look at, beside what the parser does.
_LINES = st.sampled_from(
    [
        "a \\( x \\) b",
        "\\[ y^2 \\]",
        "$ x_1 $ and $5 or $ 6",
        "$$ a $$",
        "\\( a\\ \\)",
        "`code  ",
        "    indented  ",
        "hard  ",
        "line\\ ",
        "- a",
        "  - b  ",
        "| a | b |  ",
        "|---|---|",
        "```c++",
        "```",
        "~~~ js x",
        "#### A",
        "####B",
        ":p Q?",
        ":p  Q ??x A x??",
        "??x",
        "??x  ",
        "x??",
        "x?? tail",
        "???",
        "---",
        "-----",
        "<!-- card2anki: ignore[Q101] -->",
        "text <!-- card2anki: ignore-file[F] -->",
        "1. one",
        "> quote  ",
        "**Rating:** 9/10",
        "\u00a0",
        "\x0c",
        "# T",
        "**Starting Chapter:** x",
        "",
        "    ",
    ]
)
_LAYOUTS = st.lists(
    st.one_of(_LINES, _LINES, st.text(alphabet=" \\$()[]`x*-:?#\t", max_size=12)), max_size=24
).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n\n\n"]).map(
        lambda end: end.join(lines)
    )
)


def _deck(text: str) -> Deck:
    return parse(decode(text.encode("utf-8", "surrogatepass"), "pots.md"))


def _shown(card: Card) -> tuple[object, ...]:
    """Return all that a learner sees of a card, with the code to the letter."""
    parts = (card.heading, card.context, card.question, card.answer)
    code = [(snippet.language, snippet.code) for snippet in card.snippets]
    return card.rating, card.defect, [_field(part) for part in parts], code


def _field(part: Part | None) -> str | None:
    return None if part is None else render(part, {})


def _letters(text: str) -> list[str]:
    """Return the words of a text without its markers, formulas and labels."""
    text = "\n".join(text.splitlines())
    text = re.sub(r"\\[()\[\]]|\$+|[`~]{3,}[^\r\n]*", " ", text)
    text = re.sub(r"(?im)^\s*\*\*rating:.*$|^\s*-{3,}\s*$", " ", text)
    words = "".join(text.split("####")).split()
    return sorted(w for w in words if not re.fullmatch(r"[:;]?[x?X]+[:;]?|:[a-zA-Z]?:?|\??:", w))


@given(st.one_of(TEXTS, _LAYOUTS))
@example("#### A\n:p Q\n??x\n    code  \n\n\n    more \\( x \\)\nx??")
@example(":p Q ??x :p A x??")
@example("---\n\n---\na: b\n---\n:p Q")
@settings(max_examples=1200, deadline=None)
def test_no_card_changes_and_once_is_enough(text: str) -> None:
    before = _deck(text)
    formatted = format_source(before.source)
    after = parse(formatted.repair.after)
    assert [_shown(card) for card in after.cards] == [_shown(card) for card in before.cards]
    again = format_source(formatted.repair.after)
    assert (again.repair.is_changed, again.problem) == (False, formatted.problem)


@given(st.one_of(TEXTS, _LAYOUTS))
@settings(max_examples=600, deadline=None)
def test_no_word_is_lost(text: str) -> None:
    source = _deck(text).source
    assert _letters(format_source(source).repair.after.text) == _letters(source.text)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_formatted_or_left_alone(data: bytes) -> None:
    source = decode(data, "pots.md")
    formatted = format_source(source)
    if source.undecodable:
        assert formatted.problem.endswith("save the file as UTF-8")
        assert not formatted.repair.is_changed


def _formatted(text: str) -> str:
    formatted = format_source(_deck(text).source)
    assert not formatted.problem
    return formatted.repair.after.text


def test_all_at_once() -> None:
    met = dedent(
        """\
        # Flashcards: Pots (Part 2)
        **Starting Chapter:** Clay
        #### Glaze

        Of \\( x \\)  parts.
        : What does it do?

        ??x It makes a pot tight.
        ??x
        Like glass:
        ``` C++
        glaze();
        ???
        -----
        ---
        ####Kiln
        :p What fires clay?
        ??x
        A kiln. x??
        It is hot.
        """
    )
    assert _formatted(met) == dedent(
        """\
        # Flashcards: Pots (Part 2)

        **Starting Chapter:** Clay

        ---

        #### Glaze
        Of \\(x\\)  parts.

        :p What does it do?
        ??x
        It makes a pot tight.

        Like glass:
        ```cpp
        glaze();
        ```
        x??

        ---

        #### Kiln
        :p What fires clay?
        ??x
        A kiln.

        It is hot.
        x??

        ---
        """
    )


def test_a_part_that_would_look_different_is_left_as_it_is() -> None:
    code = "    heat()  \n\n\n    cool() \\( x \\)"
    text = f"#### Kiln\n\n:p How hot?\n??x\n\n{code}\n\n\nx??\n\n\n"
    assert _formatted(text) == f"#### Kiln\n:p How hot?\n??x\n{code}\nx??\n\n---\n"


def test_an_answer_on_the_line_of_its_opener_that_looks_like_structure_stays_there() -> None:
    text = "#### Kiln\n:p How?\n??x #### hot\nx??\n"
    assert _formatted(text) == f"{text}\n---\n"


def test_what_a_comment_excuses_is_not_mended() -> None:
    card = "#### Kiln\n:p How hot?\n??x\nVery.\n??x\n\n---\n"
    excused = card.replace("\n:p", "\n<!-- card2anki: ignore[F001] -->\n:p")
    assert _formatted(card) == card.replace("Very.\n??x", "Very.\nx??")
    assert _formatted(excused) == excused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_is_kept(encoding: str) -> None:
    source = decode("####Kiln é\n:p Q?\n??x\nA\nx??".encode(encoding), "pots.md")
    after = format_source(source).repair.after
    assert after.text == "#### Kiln é\n:p Q?\n??x\nA\nx??\n\n---\n"
    assert (after.encoding, after.mark) == (source.encoding, source.mark)


def test_a_file_whose_fixes_would_move_text_is_left_alone() -> None:
    text = "\nClay\n~~~\nx??\nmore clay\n-----  \n$$```java"
    formatted = format_source(_deck(text).source)
    assert formatted.problem == (
        "formatting would change text outside the cards:"
        " mend what 'card2anki check' finds there first"
    )
    assert not formatted.repair.is_changed


def test_many_parts_that_can_not_be_formatted_take_no_time() -> None:
    card = "#### Kiln\n:p How?\n??x\n    heat()  \n\n\n    cool()\nx??\n\n---\n\n"
    assert _formatted(card * 500) == (card * 500).removesuffix("\n")


def test_the_samples_of_the_document_are_canonical() -> None:
    document = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8")
    samples = re.findall(r"```markdown\n(.*?)```", document, re.DOTALL)
    assert len(samples) == 2
    assert [_formatted(sample) for sample in samples] == samples


def test_the_decks_of_this_repository_are_canonical() -> None:
    for file in sorted((Path(__file__).parents[2] / "decks").rglob("*.md")):
        formatted = format_source(decode(file.read_bytes(), str(file)))
        assert (formatted.repair.is_changed, formatted.problem) == (False, ""), file

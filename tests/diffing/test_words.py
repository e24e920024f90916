"""What differs between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.anki.differences import DiffLine, Piece
from card2anki.diffing.words import diff_lines, diff_words
from card2anki.unrendering.blocks import Line


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("It cuts grass.", "It cuts turf.", "It cuts [grass]{turf}."),
        ("It cuts grass.", "It cuts grass and turf.", "It cuts grass{ and turf}."),
        ("a b c d", "a x y d", "a [b c]{x y} d"),
        ("", "new", "{new}"),
        ("old", "", "[old]"),
        ("same", "same", "same"),
    ],
)
def test_words(before: str, after: str, shown: str) -> None:
    marks = {" ": "{}", "-": "[{}]", "+": "{{{}}}"}
    assert "".join(marks[p.sign].format(p.text) for p in diff_words(before, after)) == shown


@given(st.text(alphabet="ab c.\n", max_size=60), st.text(alphabet="ab c.\n", max_size=60))
def test_both_texts_are_in_the_pieces(before: str, after: str) -> None:
    pieces = diff_words(before, after)
    assert "".join(p.text for p in pieces if p.sign != "+") == before
    assert "".join(p.text for p in pieces if p.sign != "-") == after


def test_prose_by_words_and_code_by_lines() -> None:
    before = [Line("It sets b."), Line(""), *(Line(f"{x} = 1", True) for x in "abcde")]
    after = [Line("It sets c."), Line(""), *(Line(f"{x} = 1", True) for x in "abxde")]
    assert diff_lines(before, after) == (
        DiffLine((Piece(" ", "It sets "), Piece("-", "b"), Piece("+", "c"), Piece(" ", "."))),
        DiffLine((Piece(" ", ""),)),
        DiffLine(()),
        DiffLine((Piece(" ", "b = 1"),), is_code=True),
        DiffLine((Piece("-", "c = 1"),), is_code=True),
        DiffLine((Piece("+", "x = 1"),), is_code=True),
        DiffLine((Piece(" ", "d = 1"),), is_code=True),
        DiffLine(()),
    )


def test_long_texts_are_taken_as_a_whole() -> None:
    before, after = "a " * 3000 + "a", "b " * 3000 + "b"
    assert diff_words(before, after) == [Piece("-", before), Piece("+", after)]
    lines = diff_lines([Line("a")] * 4000, [Line("b")])
    assert len(lines) == 4000
    assert lines[-1].pieces == (Piece("-", "a"), Piece("+", "b"))


def test_an_edit_of_a_long_text_is_found_between_what_is_the_same() -> None:
    around = "word and word " * 1000
    pieces = diff_words(f"{around}a copper pot {around}", f"{around}a tin pot {around}")
    assert pieces == [
        Piece(" ", f"{around}a "),
        Piece("-", "copper"),
        Piece("+", "tin"),
        Piece(" ", f" pot {around}"),
    ]
    lines = [Line(str(number)) for number in range(4000)]
    changed = diff_lines(lines, [*lines[:2000], Line("new"), *lines[2001:]])
    shown = [piece.text for line in changed for piece in line.pieces]
    assert shown == ["1999", "2000", "new", "2001"]

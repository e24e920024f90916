"""What became of cards between two sides."""

from collections.abc import Mapping

from card2anki.anki.differences import DiffLine, Kind, Piece
from card2anki.diffing.compare import compare
from card2anki.diffing.versions import Version


def _side(*fields: Mapping[str, str], path: str = "") -> dict[str, Version]:
    return {
        f"g{number}": Version(f"g{number}", "Which?", one, path=path)
        for number, one in enumerate(fields)
    }


def test_a_card_that_has_no_place_is_counted_once() -> None:
    old, new = _side({"Answer": "a"}), _side({"Answer": "b"}, {"Answer": "c"}, path="a.md")
    found = compare(old, new, ("old.apkg", "the decks"))
    assert [card.kind for card in found.cards] == [Kind.NEW, Kind.CHANGED]
    assert found.same == 0
    assert compare(old, old, ("old.apkg", "the decks")).same == 1


def test_html_that_is_the_same_in_markdown_is_shown_as_it_is() -> None:
    before, after = "<ol>\n<li>a</li></ol>", '<ol start="1">\n<li>a</li></ol>'
    (card,) = compare(_side({"Answer": before}), _side({"Answer": after}), ("a", "b")).cards
    (field,) = card.fields
    assert (field.before, field.after) == (before, after)
    assert field.lines == (
        DiffLine((Piece("-", "<ol>"),), is_code=True),
        DiffLine((Piece("+", '<ol start="1">'),), is_code=True),
        DiffLine((Piece(" ", "<li>a</li></ol>"),), is_code=True),
    )

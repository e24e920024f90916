"""Cards that the format would read as something else, alone or beside others."""

from collections.abc import Sequence
from pathlib import Path

from card2anki.anki.reading.contents import StoredNote
from card2anki.config import Config
from card2anki.importing.card import ImportedCard, Title
from card2anki.importing.proof import Proof
from card2anki.unrendering.blocks import Line

_TITLE = Title("Birds")
_CODE = Line("```", is_code=True)


def _card(question: Sequence[Line], answer: Sequence[Line]) -> ImportedCard:
    return ImportedCard(StoredNote(1, "g", 1, 0, (), ()), _TITLE, question, answer)


def _stands(*cards: ImportedCard) -> list[bool]:
    proof = Proof(Path("birds.md"), _TITLE, Config(), {})
    return [note is not None for note in proof.notes(cards)]


_FINE = _card([Line("Which?")], [Line("The heron.")])
_EMPTY = _card([Line("Which?")], [])
_UNSEEN = _card([Line("Which?")], [Line("[](http://a.b)")])
_STRUCTURE = _card([Line("Which?")], [Line("Who.", is_code=True), Line("x??", is_code=True)])
_OPEN = _card([Line("Which?")], [Line("```"), Line("x = 0")])
_FENCED = _card([Line("Which?")], [_CODE, Line("x = 1", is_code=True), _CODE])


def test_a_card_that_is_none() -> None:
    assert _stands() == []
    assert _stands(_EMPTY) == [False]
    assert _stands(_UNSEEN) == [False]
    assert _stands(_OPEN) == [True]


def test_only_what_cannot_stand_is_left_out() -> None:
    assert _stands(_FINE, _EMPTY, _FENCED, _FINE, _UNSEEN) == [True, False, True, True, False]
    assert _stands(_STRUCTURE, _FINE, _FINE) == [False, True, True]
    assert _stands(_EMPTY, _UNSEEN, _STRUCTURE) == [False, False, False]


def test_a_fence_that_is_not_closed_takes_no_other_card() -> None:
    assert _stands(_FENCED, _OPEN, _FINE) == [True, True, True]
    assert _stands(_FINE, _OPEN, _FENCED) == [True, True, True]


def test_each_note_is_of_its_card() -> None:
    proof = Proof(Path("birds.md"), _TITLE, Config(), {})
    notes = proof.notes([_FINE, _EMPTY, _card([Line("Who?")], [Line("The stork.")])])
    assert [note and note.fields[:2] for note in notes] == [
        ("Which?", "The heron."),
        None,
        ("Who?", "The stork."),
    ]

"""Notes of other types found by what AnkiConnect tells of them."""

from collections.abc import Iterable, Sequence

from card2anki.anki.delivery import KnownNote, PackedNote
from card2anki.pushing.strangers import Told, find_strangers

_OTHERS = "-mid:1732046321"


class _Anki:
    """Has notes of other types by their ids; remembers what is searched for."""

    def __init__(self, **fields: Sequence[tuple[int, str]]) -> None:
        self.notes = [
            {"noteId": number, "fields": {name: {"value": value, "order": 0}}}
            for name, values in fields.items()
            for number, value in values
        ]
        self.asked: list[str] = []

    def ask(self, query: str) -> Iterable[Told]:
        self.asked.append(query)
        assert query.endswith(_OTHERS)
        what = query.removesuffix(_OTHERS).strip()
        if what.startswith("nid:"):
            ids = {int(number) for number in what.removeprefix("nid:").split(",")}
            return [told for told in self.notes if told["noteId"] in ids]
        if what:
            assert what == "CardId:_*"
            return [told for told in self.notes if "CardId" in str(told["fields"])]
        return self.notes


def _found(anki: _Anki, packed: dict[str, int], ours: dict[str, int]) -> dict[str, int]:
    """Return the ids of strangers by GUID, where notes are given by GUID and id."""
    found = find_strangers(
        {guid: PackedNote(guid, 10, f"{guid}?\x1fanswer", one) for guid, one in packed.items()},
        {
            guid: KnownNote(one, 10, "", is_ours=True, is_retired=False, active=(), suspended=())
            for guid, one in ours.items()
        },
        anki.ask,
    )
    return {guid: told["noteId"] for guid, told in found.items()}


def test_a_note_keeps_its_id_under_another_type() -> None:
    anki = _Anki(Front=[(2, "edited"), (9, "own")])
    assert _found(anki, {"a": 1, "b": 2, "c": 3}, {"a": 1}) == {"b": 2}
    assert anki.asked == [f"nid:2,3 {_OTHERS}", f"CardId:_* {_OTHERS}"]


def test_what_is_known_is_not_searched_for() -> None:
    anki = _Anki(Front=[(9, "a?")])
    assert _found(anki, {"a": 1, "b": 2}, {"a": 1, "b": 2 + 999}) == {}
    assert anki.asked == [f"CardId:_* {_OTHERS}"]


def test_an_id_that_was_taken_is_followed() -> None:
    anki = _Anki(Front=[(1999, "edited")])
    assert _found(anki, {"a": 1}, {"x": 1, "y": 1000}) == {"a": 1999}


def test_two_notes_that_may_have_an_id_are_both_found() -> None:
    anki = _Anki(Front=[(1, "edited")])
    assert _found(anki, {"a": 1, "b": 1}, {}) == {"a": 1, "b": 1}


def test_a_field_may_hold_the_guid() -> None:
    anki = _Anki(CardId=[(77, "a"), (78, "nobody's")], cardid=[(79, "b")])
    assert _found(anki, {"a": 1, "b": 2}, {"b": 2}) == {"a": 77}


def test_a_note_of_our_type_with_another_id_makes_the_question_tell() -> None:
    anki = _Anki(Front=[(77, "a?"), (78, "b?")], Back=[(79, "answer")])
    assert _found(anki, {"a": 1, "b": 2}, {"b": 50}) == {"a": 77}
    anki = _Anki(Front=[(77, "a?")])
    assert _found(anki, {"a": 1, "b": 2}, {"b": 2}) == {}


def test_ids_are_asked_for_in_portions() -> None:
    anki = _Anki()
    assert _found(anki, {str(number): number for number in range(1, 2_501)}, {}) == {}
    assert [query.count(",") + 1 for query in anki.asked[:-1]] == [1_000, 1_000, 500]

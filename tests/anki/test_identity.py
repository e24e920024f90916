"""Who a card is, from one build to the next."""

from dataclasses import replace
from typing import Literal
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.anki.identity import assign, updated
from card2anki.anki.lock import Identity
from card2anki.anki.notes import Note

_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
_NOW = 1_700_000_000
_LATER = 1_700_003_600


def _note(question: str, answer: str = "An answer.", path: str = "a.md", **more: object) -> Note:
    note = Note(
        question=question,
        fields=(question, answer, "", "", "", ""),
        tags=(),
        added_tags=(),
        deck="D",
        book="B",
        path=path,
        line=1,
    )
    return replace(note, **more)  # type: ignore[arg-type]


def _assign(
    notes: list[Note], lock: dict[str, Identity] | None = None, now: int = _NOW, **more: set[str]
) -> list[Identity]:
    return list(assign([(note, note.path) for note in notes], lock or {}, now, **more).identities)


def _lock(identities: list[Identity]) -> dict[str, Identity]:
    return updated({}, identities, (), _NOW)


def test_a_new_card_is_made_now_and_its_guid_is_of_its_question() -> None:
    first, second = _assign([_note("What is tin?"), _note("What is zinc?")])
    assert (first.note_id, first.modified) == (_NOW * 1000, _NOW)
    assert (second.note_id, second.modified) == (_NOW * 1000 + 1, _NOW)
    assert first.guid != second.guid
    assert _assign([_note("What  is ‘TIN’?")])[0].guid == _assign([_note("what is 'tin'?")])[0].guid


def test_an_unchanged_card_keeps_everything() -> None:
    before = _assign([_note("What is tin?")])
    assert _assign([_note("What is tin?")], _lock(before), _LATER) == before


def test_a_changed_answer_moves_the_time_and_nothing_else() -> None:
    (before,) = _assign([_note("What is tin?")])
    (after,) = _assign([_note("What is tin?", "A metal.")], _lock([before]), _LATER)
    expected = replace(before, modified=_LATER, content=after.content, sketch=after.sketch)
    assert after == expected
    assert after.content != before.content
    assert after.sketch != before.sketch


def test_the_time_moves_even_if_the_clock_does_not() -> None:
    (before,) = _assign([_note("What is tin?")])
    (after,) = _assign([_note("What is tin?", "A metal.")], _lock([before]), _NOW - 1000)
    assert after.modified == _NOW + 1


def test_tags_are_content_and_colours_are_not() -> None:
    plain = _note("What is tin?", "<code>int x;</code>")
    (before,) = _assign([plain])
    coloured = _note("What is tin?", '<code><span class="t">int</span> x;</code>')
    assert _assign([coloured], _lock([before]), _LATER) == [before]
    (tagged,) = _assign([replace(plain, tags=("rating::9",))], _lock([before]), _LATER)
    assert tagged.modified == _LATER


def test_two_cards_of_one_question_are_told_apart() -> None:
    one, two = _note("What is tin?", "A metal."), _note("What is tin?", "An element.")
    before = _assign([one, two])
    assert before[0].guid != before[1].guid
    assert _assign([two, one], _lock(before), _LATER) == [before[1], before[0]]


def test_a_guid_that_is_taken_is_given_to_no_new_card() -> None:
    (first,) = _assign([_note("What is tin?")])
    (other,) = _assign([_note("What is tin?")], taken={first.guid})
    assert other.guid != first.guid


def test_a_card_of_another_file_is_not_taken_for_this_one() -> None:
    here, there = _note("What is tin?", "A metal.", "a.md"), _note("What is tin?", "Sn.", "b.md")
    before = _assign([here, there])
    (after,) = _assign(
        [replace(there, fields=("q", "Changed."))], _lock(before), _LATER, elsewhere={"a.md"}
    )
    assert after.guid == before[1].guid
    (new,) = _assign(
        [_note("What is tin?", "Third.", "c.md")],
        _lock(before),
        _LATER,
        elsewhere={"a.md", "b.md"},
    )
    assert new.guid not in {identity.guid for identity in before}


def test_a_moved_card_is_the_same_card() -> None:
    (before,) = _assign([_note("What is tin?")])
    (after,) = _assign([_note("What is tin?", path="z.md")], _lock([before]), _LATER)
    assert after == replace(before, path="z.md")


def test_cards_that_a_run_does_not_see_stay_in_the_lock() -> None:
    before = _assign([_note("What is tin?"), _note("What is zinc?")])
    after = _assign([_note("What is zinc?")], _lock(before), _LATER)
    assert updated(_lock(before), after, (), _NOW) == _lock(before)


def test_a_lost_lock_gives_unedited_cards_the_same_guids() -> None:
    notes = [_note("What is tin?"), _note("What is tin?", "Sn."), _note("What is zinc?")]
    first = [identity.guid for identity in _assign(notes)]
    assert [identity.guid for identity in _assign(notes, now=_LATER)] == first


_NOTES = st.lists(
    st.builds(
        _note,
        st.sampled_from(["What is tin?", "What is zinc?", "what is TIN?", "Why?"]),
        st.sampled_from(["A.", "B.", "C."]),
        st.sampled_from(["a.md", "b.md", "c d.md"]),
    ),
    max_size=12,
)


@given(_NOTES, _NOTES)
@settings(max_examples=300, deadline=None)
def test_identities_are_unique_and_stable(first: list[Note], second: list[Note]) -> None:
    lock = _lock(_assign(first))
    identities = _assign(second, lock, _LATER)
    assert len({identity.guid for identity in identities}) == len(second)
    merged = updated(lock, identities, (), _NOW)
    assert len({identity.note_id for identity in merged.values()}) == len(merged)
    assert _assign(second, merged, _LATER + 1) == identities


def test_the_same_question_in_another_book_is_another_card() -> None:
    (one,) = _assign([_note("What is tin?")])
    (other,) = _assign([_note("What is tin?", book="Another")])
    assert one.guid != other.guid


def test_tags_of_one_build_are_no_content() -> None:
    (before,) = _assign([_note("What is tin?")])
    tagged = _note("What is tin?", added_tags=("exam",))
    assert _assign([tagged], _lock([before]), _LATER) == [before]


def test_no_note_has_the_id_0() -> None:
    assert _assign([_note("What is tin?")], now=0)[0].note_id == 1


def test_a_reworded_question_is_the_same_card() -> None:
    (before,) = _assign([_note("Which metal do tin cans consist of today?", "Mostly of steel.")])
    (after,) = _assign(
        [_note("Which metal do most tin cans consist of today?", "Mostly of steel.")],
        _lock([before]),
        _LATER,
    )
    assert (after.guid, after.note_id, after.modified) == (before.guid, before.note_id, _LATER)
    assert after.text == "Which metal do most tin cans consist of today?"


def test_a_card_of_the_same_pattern_is_another_one() -> None:
    before = _assign([_note(f"Is {name} magnetic?", "No.") for name in ("tin", "iron", "zinc")])
    others = [_note("Is iron magnetic?", "No."), _note("Is silver magnetic?", "No.")]
    iron, silver = _assign(others, _lock(before), _LATER)
    assert iron == before[1]
    assert silver.guid not in {one.guid for one in before}


def test_a_card_that_is_gone_is_retired_and_comes_back() -> None:
    notes = [_note("What is tin?"), _note("What is zinc?"), _note("What is lead?", path="b.md")]
    before = _assign(notes)
    after = updated(_lock(before), _assign(notes[:1], _lock(before), _LATER), {"a.md"}, _LATER)
    retired = {one.text: one.retired for one in after.values()}
    assert retired == {"What is tin?": None, "What is zinc?": _LATER, "What is lead?": None}
    again = _assign(notes, after, _LATER + 60)
    assert again == before


def test_a_retired_card_does_not_lend_its_history_to_a_similar_one() -> None:
    (before,) = _assign([_note("Which ore is tin won from?", "From cassiterite.")])
    lock = updated(_lock([before]), [], {"a.md"}, _LATER)
    (other,) = _assign([_note("Which ore is lead won from?", "From galena.")], lock, _LATER)
    assert other.guid != before.guid


def test_an_id_gives_a_new_card_its_guid_and_an_old_one_keeps_its_own() -> None:
    (named,) = _assign([_note("What is tin?", id="tin")])
    (other,) = _assign([_note("Which metal is called tin?", "Sn.", id="tin")])
    assert (named.guid, named.id) == (other.guid, "tin")
    (before,) = _assign([_note("What is tin?")])
    (after,) = _assign([_note("What is tin?", id="tin")], _lock([before]), _LATER)
    assert after == replace(before, id="tin")
    (moved,) = _assign([_note("Why Sn?", "Stannum.", "z.md", id="tin")], _lock([after]), _LATER)
    assert (moved.guid, moved.path) == (before.guid, "z.md")


def test_another_id_is_another_card_whatever_it_says() -> None:
    (before,) = _assign([_note("What is tin?", id="tin")])
    (after,) = _assign([_note("What is tin?", id="sn")], _lock([before]), _LATER)
    assert after.guid != before.guid
    (bare,) = _assign([_note("What is tin?")], _lock([before]), _LATER)
    assert bare == replace(before, id="")


def test_an_edit_of_the_format_of_a_question_changes_nothing() -> None:
    plain = _note("What is *tin*?", fields=("What is <em>tin</em>?", "Sn.", "", "", "", ""))
    (before,) = _assign([plain])
    assert _assign([replace(plain, question="What is _tin_?")], _lock([before]), _LATER) == [before]


def test_letters_that_are_composed_differently_are_the_same_as_in_anki() -> None:
    composed, taken_apart = (
        _note(normalize(form, "What is Öre?"), normalize(form, "Münze, für Käse."))
        for form in _FORMS
    )
    (before,) = _assign([composed])
    assert composed != taken_apart
    assert _assign([taken_apart], _lock([before]), _LATER) == [before]
    assert _assign([taken_apart]) == [before]


def test_the_time_is_the_latest_of_all_that_a_content_ever_had() -> None:
    (first,) = _assign([_note("What is tin?", "Sn.")])
    (second,) = _assign([_note("What is tin?", "A metal.")], _lock([first]), _LATER)
    (third,) = _assign([_note("What is tin?", "Sn.")], _lock([second]), _LATER)
    assert (first.content, first.modified < second.modified < third.modified) == (
        third.content,
        True,
    )

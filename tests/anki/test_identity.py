"""Who a card is, from one build to the next."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.anki.identity import Identity, assign, read_lock, updated, write_lock
from card2anki.anki.notes import Note
from card2anki.errors import UsageError

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
    return assign([(note, note.path) for note in notes], lock or {}, now, **more)


def _lock(identities: list[Identity]) -> dict[str, Identity]:
    return updated({}, identities)


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
    assert after == replace(before, modified=_LATER, content=after.content)
    assert after.content != before.content


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
    assert updated(_lock(before), after) == _lock(before)


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
    merged = updated(lock, identities)
    assert len({identity.note_id for identity in merged.values()}) == len(merged)
    assert _assign(second, merged, _LATER + 1) == identities


@given(_NOTES)
@settings(deadline=None)
def test_a_lock_is_read_as_it_was_written(notes: list[Note]) -> None:
    import tempfile

    lock = _lock(_assign(notes))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "card2anki.lock")
        file.write_text(write_lock(lock), "utf-8")
        assert read_lock(file) == lock


def test_the_lock_has_a_line_a_card_in_the_order_of_guids() -> None:
    (identity,) = _assign([_note("What is tin?", path="metals/a b.md")])
    text = write_lock({identity.guid: identity})
    lines = text.splitlines()
    assert lines[0] == "# card2anki lock 1"
    assert lines[-1] == (
        f"{identity.guid} 1700000000000 2023-11-14T22:13:20Z"
        f" {identity.content} {identity.question} metals/a b.md"
    )
    many = _lock(_assign([_note(f"What is number {n}?") for n in range(50)]))
    entries = [line for line in write_lock(many).splitlines() if not line.startswith("#")]
    assert entries == sorted(entries)
    assert len(entries) == 50


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1: not the beginning of a lock file; is a merge unfinished?"),
        ("something else\n", ":1: not the beginning of a lock file; is a merge unfinished?"),
        ("# card2anki lock 2\n", ":1: written by a newer card2anki"),
        ("# card2anki lock 1\nabc\n", ":2: not a line of a lock; is a merge unfinished?"),
        (
            "# card2anki lock 1\ng 1 2023-13-14T22:13:20Z 0123456789abcdef 0123456789abcdef a\n",
            ":2: month must be in 1..12",
        ),
    ],
)
def test_a_broken_lock_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "card2anki.lock"
    file.write_text(text)
    with pytest.raises(UsageError) as error:
        read_lock(file)
    assert str(error.value).startswith(f"{file}{message}")


def test_no_lock_is_an_empty_one(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "card2anki.lock") == {}


def test_branches_that_add_the_same_card_merge(tmp_path: Path) -> None:
    file = tmp_path / "card2anki.lock"
    file.write_text(
        "# card2anki lock 1\n"
        "g 5000 2023-11-14T22:13:20Z aaaaaaaaaaaaaaaa 0123456789abcdef a.md\n"
        "g 7000 2024-01-01T00:00:00Z bbbbbbbbbbbbbbbb 0123456789abcdef a.md\n"
        "h 5000 2023-11-14T22:13:20Z cccccccccccccccc 1123456789abcdef a.md\n"
    )
    lock = read_lock(file)
    assert (lock["g"].note_id, lock["g"].content) == (5000, "b" * 16)
    assert lock["h"].note_id == 5001  # two cards of one second


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "card2anki.lock"
    file.write_text(write_lock(_lock(_assign([_note("What is tin?")]))), "utf-8-sig")
    assert len(read_lock(file)) == 1


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

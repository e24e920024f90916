from pathlib import Path

from card2anki.anki.delivery import Fate, KnownNote, PackedNote, Parcel, Retirement
from card2anki.pushing.planning import (
    arrived,
    fate_of,
    of_another_type,
    plan_packages,
    plan_retirement,
    stale,
)


def _parcel(name: str, *notes: tuple[str, int]) -> Parcel:
    packed = tuple(PackedNote(guid, modified, f"{guid}?", 1) for guid, modified in notes)
    return Parcel(Path(name), packed, (), has_this_look=True)


def _known(
    modified: int | None = 10,
    fields: str = "a?",
    *,
    is_ours: bool = True,
    is_retired: bool = False,
    active: tuple[int, ...] = (1,),
    suspended: tuple[int, ...] = (),
) -> KnownNote:
    return KnownNote(1, modified, fields, is_ours, is_retired, active, suspended)


def test_a_note_is_updated_by_a_newer_one_only() -> None:
    assert fate_of(PackedNote("a", 11, "b?", 1), None) is Fate.NEW
    assert fate_of(PackedNote("a", 11, "b?", 1), _known()) is Fate.UPDATED
    assert fate_of(PackedNote("a", 10, "b?", 1), _known()) is Fate.UNCHANGED
    assert fate_of(PackedNote("a", 9, "b?", 1), _known()) is Fate.UNCHANGED


def test_a_note_of_another_type_refuses_an_update() -> None:
    assert fate_of(PackedNote("a", 11, "b?", 1), _known(is_ours=False)) is Fate.REFUSED


def test_without_times_the_fields_tell() -> None:
    assert fate_of(PackedNote("a", 11, "a?", 1), _known(None)) is Fate.UNCHANGED
    assert fate_of(PackedNote("a", 11, "b?", 1), _known(None)) is Fate.UPDATED


def test_a_later_package_comes_after_an_earlier_one() -> None:
    first = _parcel("a.apkg", ("a", 11), ("b", 5))
    second = _parcel("b.apkg", ("a", 11), ("b", 6), ("c", 1))
    plans = plan_packages([first, second], {"a": _known()})
    assert plans[0].fates == {Fate.UPDATED: 1, Fate.NEW: 1}
    assert plans[1].fates == {Fate.UNCHANGED: 1, Fate.UPDATED: 1, Fate.NEW: 1}


def test_a_package_after_another_is_compared_with_what_is_there_then() -> None:
    first, second = _parcel("a.apkg", ("a", 5)), _parcel("b.apkg", ("a", 6))
    plans = plan_packages([first, second], {"a": _known(modified=10)})
    assert [plan.fates for plan in plans] == [{Fate.UNCHANGED: 1}, {Fate.UNCHANGED: 1}]


def test_a_note_of_another_type_is_refused_in_each_package() -> None:
    known = {"a": _known(is_ours=False), "b": _known()}
    parcels = [_parcel("a.apkg", ("a", 11)), _parcel("b.apkg", ("a", 12), ("b", 5), ("c", 5))]
    first, second = plan_packages(parcels, known)
    assert first.fates == {Fate.REFUSED: 1}
    assert second.fates == {Fate.REFUSED: 1, Fate.UNCHANGED: 1, Fate.NEW: 1}
    assert of_another_type(parcels[1], known) == {"a"}


def test_what_is_still_to_be_done_was_refused() -> None:
    notes = [("new", 5), ("lost", 5), ("updated", 11), ("old", 11), ("same", 10), ("other", 11)]
    known = {guid: _known() for guid in ("updated", "old", "same")}
    before = known | {"other": _known(is_ours=False)}
    after = known | {"new": _known(5), "updated": _known(11), "other": _known()}
    assert arrived([_parcel("a.apkg", *notes)], before, after) == {
        Fate.NEW: 1,
        Fate.UPDATED: 1,
        Fate.UNCHANGED: 1,
        Fate.REFUSED: 3,
    }


def test_one_gone_meanwhile_makes_no_count_negative() -> None:
    assert arrived([_parcel("a.apkg", ("a", 10))], {"a": _known()}, {}) == {Fate.UNCHANGED: 1}


def test_retired_cards_leave_if_they_are_shown_and_not_pushed() -> None:
    known = {
        "gone": _known(),
        "pushed": _known(),
        "hidden": _known(active=(), suspended=(1,)),
        "foreign": _known(is_ours=False),
    }
    retired = ["gone", "pushed", "hidden", "foreign", "never seen"]
    plan = plan_retirement([_parcel("a.apkg", ("pushed", 1))], known, retired)
    assert plan == Retirement(leaving=("gone",))


def test_cards_return_if_it_was_us_who_suspended_them() -> None:
    known = {
        "back": _known(is_retired=True, active=(), suspended=(1,)),
        "own": _known(active=(), suspended=(2,)),
        "away": _known(is_retired=True, active=(), suspended=(3,)),
    }
    plan = plan_retirement([_parcel("a.apkg", ("back", 1), ("own", 1))], known, ["away"])
    assert plan == Retirement(returning=("back",))


def test_a_package_with_retired_cards_is_named() -> None:
    old, fresh = _parcel("output/old.apkg", ("a", 10), ("b", 10)), _parcel("new.apkg", ("c", 10))
    assert list(stale([old, fresh], ["a", "x"])) == [
        "old.apkg: 1 of its notes the lock has as retired: if no deck makes it any more, remove it"
    ]

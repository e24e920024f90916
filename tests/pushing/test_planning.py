from pathlib import Path

from card2anki.anki.delivery import Fate, KnownNote, PackedNote, Parcel, Retirement
from card2anki.pushing.planning import fate_of, plan_packages, plan_retirement, stale


def _parcel(name: str, *notes: tuple[str, int]) -> Parcel:
    packed = tuple(PackedNote(guid, modified, f"{guid}?") for guid, modified in notes)
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
    assert fate_of(PackedNote("a", 11, "b?"), None) is Fate.NEW
    assert fate_of(PackedNote("a", 11, "b?"), _known()) is Fate.UPDATED
    assert fate_of(PackedNote("a", 10, "b?"), _known()) is Fate.UNCHANGED
    assert fate_of(PackedNote("a", 9, "b?"), _known()) is Fate.UNCHANGED


def test_a_note_of_another_type_refuses_an_update() -> None:
    assert fate_of(PackedNote("a", 11, "b?"), _known(is_ours=False)) is Fate.REFUSED


def test_without_times_the_fields_tell() -> None:
    assert fate_of(PackedNote("a", 11, "a?"), _known(None)) is Fate.UNCHANGED
    assert fate_of(PackedNote("a", 11, "b?"), _known(None)) is Fate.UPDATED


def test_a_later_package_comes_after_an_earlier_one() -> None:
    first = _parcel("a.apkg", ("a", 11), ("b", 5))
    second = _parcel("b.apkg", ("a", 11), ("b", 6), ("c", 1))
    plans = plan_packages([first, second], {"a": _known()})
    assert plans[0].fates == {Fate.UPDATED: 1, Fate.NEW: 1}
    assert plans[1].fates == {Fate.UNCHANGED: 1, Fate.UPDATED: 1, Fate.NEW: 1}


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

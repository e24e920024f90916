import json
from pathlib import Path

from card2anki.anki.delivery import Delivery, Fate, PackagePlan, Plan, Retirement, refused
from card2anki.report.push import delivery_lines, plan_lines, push_json

_KITES = PackagePlan(Path("output/kites.apkg"), {Fate.NEW: 1200, Fate.UPDATED: 1})
_SAILS = PackagePlan(Path("output/sails.apkg"), {Fate.UNCHANGED: 1})


def _plan(
    *packages: PackagePlan,
    target: str = "desktop",
    media: int = 0,
    has_new_look: bool = False,
    retirement: Retirement = Retirement(),  # noqa: B008 - it is frozen
    suspends: bool = False,
    remarks: tuple[str, ...] = (),
) -> Plan:
    return Plan(
        target=target,
        address="http://127.0.0.1:8765",
        collection="profile 'Ann'",
        packages=packages,
        media=media,
        has_new_look=has_new_look,
        retirement=retirement,
        suspends=suspends,
        remarks=remarks,
    )


def test_a_plan_says_where_what_and_how_much() -> None:
    assert list(plan_lines(_plan(_KITES, _SAILS, media=1, has_new_look=True))) == [
        "to AnkiConnect http://127.0.0.1:8765, profile 'Ann'",
        "  output/kites.apkg  1,201 notes: 1,200 new, 1 updated",
        "  output/sails.apkg  1 note: 1 unchanged",
        "  1 media file",
        "  cards get a new look",
    ]


def test_a_sync_fetches_media_too() -> None:
    lines = list(plan_lines(_plan(_SAILS, target="sync", media=2)))
    assert lines[0] == "to sync server http://127.0.0.1:8765, profile 'Ann'"
    assert lines[-1] == "  2 media files, and those of the server are fetched"


def test_a_large_package_takes_a_while() -> None:
    large = PackagePlan(Path("a.apkg"), {Fate.NEW: 20_001})
    assert list(plan_lines(_plan(large)))[-1] == (
        "    more than 20,000 notes: the import will take a while"
    )


def test_notes_of_another_type_are_told_of() -> None:
    plan = _plan(PackagePlan(Path("a.apkg"), {Fate.UNCHANGED: 2, Fate.REFUSED: 1}))
    assert list(plan_lines(plan))[-1] == (
        "  1 note of another note type in Anki: not updated until you choose card2anki there"
        " (Browse > Notes > Change Note Type)"
    )
    assert (plan.is_empty, refused(plan.fates)) == (True, 1)


def test_retired_cards_are_told_of_and_touched_if_asked() -> None:
    retirement = Retirement(leaving=("a", "b"), returning=("c",))
    assert list(plan_lines(_plan(retirement=retirement)))[1:] == [
        "  2 notes gone from the sources: not touched; --retired suspend suspends them",
        "  1 retired note back in the sources: shown again",
    ]
    assert list(plan_lines(_plan(retirement=retirement, suspends=True)))[1:] == [
        "  2 notes gone from the sources: suspended, with the tag card2anki::retired",
        "  1 retired note back in the sources: shown again",
    ]


def test_what_a_server_says_can_not_steer_the_terminal() -> None:
    assert list(plan_lines(_plan(remarks=("the server says: \x1b[2J",))))[-1] == (
        "  the server says: \\x1b[2J"
    )


def test_what_was_done_is_one_line() -> None:
    assert list(delivery_lines(Delivery({}))) == ["pushed: nothing"]
    assert list(delivery_lines(Delivery({Fate.NEW: 3, Fate.REFUSED: 1}, 1, 2))) == [
        "pushed: 3 new, 1 refused; 1 retired card suspended; 2 cards back"
    ]


def test_what_a_server_says_afterwards_can_not_steer_the_terminal_either() -> None:
    done = Delivery({}, remarks=("the server says: \x1b[2J",))
    assert next(delivery_lines(done)) == "the server says: \\x1b[2J"


def test_a_plan_is_empty_where_all_is_there() -> None:
    gone = Retirement(leaving=("a",))
    assert _plan(_SAILS, media=1).is_empty
    assert _plan(_SAILS, retirement=gone).is_empty
    assert not _plan(_SAILS, retirement=gone, suspends=True).is_empty
    assert not _plan(_SAILS, retirement=Retirement(returning=("a",))).is_empty
    assert not _plan(_SAILS, has_new_look=True).is_empty
    assert not _plan(_KITES).is_empty


def test_json_holds_plan_and_deed() -> None:
    plan = _plan(_KITES, media=1, retirement=Retirement(("a",), ()), remarks=("so",))
    assert json.loads(push_json(plan, None)) == {
        "schema": 1,
        "to": "desktop",
        "address": "http://127.0.0.1:8765",
        "collection": "profile 'Ann'",
        "packages": [
            {
                "path": "output/kites.apkg",
                "new": 1200,
                "updated": 1,
                "unchanged": 0,
                "refused": 0,
            }
        ],
        "media": 1,
        "new_look": False,
        "retired": {"suspends": False, "leaving": ["a"], "returning": []},
        "remarks": ["so"],
        "is_empty": False,
        "pushed": None,
    }
    done = json.loads(push_json(plan, Delivery({Fate.NEW: 2}, 1, 0, ("thus",))))["pushed"]
    assert done == {
        "new": 2,
        "updated": 0,
        "unchanged": 0,
        "refused": 0,
        "suspended": 1,
        "returned": 0,
        "remarks": ["thus"],
    }

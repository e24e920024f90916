"""Pushes to AnkiConnect's protocol over a collection of the real engine."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from card2anki.anki.delivery import RETIRED_TAG, Fate
from card2anki.errors import UsageError
from card2anki.pushing.connect import AnkiConnect
from card2anki.pushing.desktop import DesktopTarget
from card2anki.pushing.packages import read_parcels
from tests.pushing.conftest import MORE, Project, State, give_type, next_second, state
from tests.pushing.stub import Desktop, Stub, stub


@pytest.fixture
def anki() -> Iterator[Stub]:
    with stub() as one:
        yield one


@pytest.fixture(params=[True, False], ids=["add-on of today", "add-on that tells no mod"])
def desktop(anki: Stub, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desktop]:
    one = Desktop(tmp_path / "collection.anki2", tells_mod=request.param)
    anki.answers |= one.actions()
    yield one
    one.collection.close()


def _push(project: Project, anki: Stub, *arguments: str) -> dict[str, Any]:
    return project.push("--connect", anki.address, *arguments)


def test_push_review_edit_push(project: Project, anki: Stub, desktop: Desktop) -> None:
    project.build(1_700_000_000)
    report = _push(project, anki)
    assert report["collection"] == "profile 'Ann'"
    assert report["pushed"] == {
        "new": 3,
        "updated": 0,
        "unchanged": 0,
        "refused": 0,
        "suspended": 0,
        "returned": 0,
        "remarks": [],
    }
    collection = desktop.collection
    assert collection.card_count() == 3
    assert collection.media.check().missing == []
    cards = list(collection.find_cards(""))
    collection.sched.set_due_date(cards, "40!")
    collection.set_user_flag_for_cards(3, cards)
    before = [(card.id, card.ivl, card.due, card.queue, card.flags) for card in _cards(desktop)]
    project.edit("Thirty metres.", "Forty metres.")
    project.build(1_900_000_000)
    done = _push(project, anki)["pushed"]
    assert (done["new"], done["updated"], done["unchanged"]) == (0, 1, 2)
    after = [(card.id, card.ivl, card.due, card.queue, card.flags) for card in _cards(desktop)]
    assert after == before
    assert {ivl for _, ivl, *_ in after} == {40}
    asked = len(anki.asked)
    assert _push(project, anki)["is_empty"] is True
    assert "importPackage" not in anki.actions[asked:]


def _cards(desktop: Desktop) -> list[Any]:
    return [desktop.collection.get_card(card) for card in desktop.collection.find_cards("")]


def test_retired_cards_are_suspended_and_come_back(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    project.build(1_700_000_000)
    _push(project, anki)
    with_frame = project.deck.read_text("utf-8")
    project.cut("Frames")
    project.build(1_700_001_000)
    assert _push(project, anki)["is_empty"] is True
    assert _push(project, anki, "--retired", "suspend")["pushed"]["suspended"] == 1
    (frame,) = desktop.collection.find_cards("bamboo")
    card = desktop.collection.get_card(frame)
    assert (card.queue, RETIRED_TAG in card.note().tags) == (-1, True)
    assert _push(project, anki, "--retired", "suspend")["is_empty"] is True
    project.deck.write_text(with_frame.replace("Of bamboo.", "Of cane."), "utf-8")
    next_second()
    project.build(int(time.time()))
    next_second()  # a tag that is taken off now makes the note newer than the package's
    assert _push(project, anki)["pushed"]["returned"] == 1
    card = desktop.collection.get_card(frame)
    assert (card.queue, RETIRED_TAG in card.note().tags) == (0, False)
    assert "Of cane" in card.note()["Answer"]


def test_a_look_that_changed_is_pushed_though_no_note_did(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    project.build(1_700_000_000)
    _push(project, anki)
    kept = desktop.collection.models.by_name("card2anki")
    assert kept is not None
    kept["css"] = "/* that of an older version */"
    desktop.collection.models.update_dict(kept)
    report = _push(project, anki)
    assert (report["new_look"], report["is_empty"]) == (True, False)


def test_a_template_that_a_learner_added_is_no_new_look(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    project.build(1_700_000_000)
    _push(project, anki)
    models = desktop.collection.models
    kept = models.by_name("card2anki")
    assert kept is not None
    template = models.new_template("Reversed")
    template["qfmt"], template["afmt"] = "{{Answer}}", "{{Question}}"
    models.add_template(kept, template)
    models.update_dict(kept)
    report = _push(project, anki)
    assert (report["new_look"], report["is_empty"]) == (False, True)


def test_a_copy_that_a_learner_made_is_not_ours(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    project.build(1_700_000_000)
    _push(project, anki)
    collection = desktop.collection
    kept = collection.get_note(collection.find_notes("Thirty")[0])
    shown = kept.note_type()
    assert shown is not None
    copy = collection.new_note(shown)
    copy.fields = kept.fields
    collection.add_note(copy, kept.cards()[0].did)
    project.edit("Thirty metres.", "Forty metres.")
    project.build(int(time.time()) + 5)
    report = _push(project, anki)
    assert (report["pushed"]["updated"], report["pushed"]["refused"]) == (1, 0)
    assert "Thirty" in collection.get_note(copy.id)["Answer"]


def _refused(project: Project, anki: Stub) -> dict[str, Any]:
    """Push what is not taken whole: exit code 1."""
    arguments = ("--yes", "--output-format", "json", "--connect", anki.address)
    result = project.run("push", *arguments)
    assert (result.returncode, result.stderr) == (1, "")
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def _counted(done: dict[str, Any]) -> list[int]:
    return [done[fate.value] for fate in Fate]


def _pushed_and_reviewed(project: Project, anki: Stub, collection: Collection) -> None:
    project.build(1_700_000_000)
    _push(project, anki)
    for days, card in enumerate(collection.find_cards(""), 40):
        collection.sched.set_due_date([card], f"{days}!")
    basic = collection.models.by_name("Basic")
    assert basic is not None
    own = collection.new_note(basic)
    own["Front"] = "a card of the learner's"
    collection.add_note(own, collection.decks.get_current_id())


def _check_only_frame_is_new(before: State, after: State) -> None:
    (edited,) = (guid for guid in before if after[guid] != before[guid])
    assert after.keys() == before.keys()
    name, fields, cards = after[edited]
    assert (name, fields[1], cards) == ("card2anki", "Of cane.", before[edited][2])


@pytest.mark.parametrize("name", ["Basic", "Basic (and reversed card)", "Cloze"])
def test_notes_of_another_type_are_left_out_and_all_others_updated(
    name: str, project: Project, anki: Stub, desktop: Desktop
) -> None:
    collection = desktop.collection
    _pushed_and_reviewed(project, anki, collection)
    give_type(collection, "metres", name)
    before = state(collection)
    assert _refused(project, anki)["is_empty"] is True
    project.edit("Of bamboo.", "Of cane.")
    project.edit("Thirty metres.", "Forty metres.")
    project.build(int(time.time()) + 5)
    report = _refused(project, anki)
    assert _counted(report["packages"][0]) == [0, 1, 1, 1]
    assert _counted(report["pushed"]) == [0, 1, 1, 1]
    _check_only_frame_is_new(before, state(collection))
    names = [one.name for one in collection.models.all_names_and_ids()]
    assert {"Basic", "card2anki", name} <= {*names}
    assert [file.name for file in project.package.parent.iterdir()] == [project.package.name]


def test_a_new_note_arrives_where_all_others_have_another_type(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    collection = desktop.collection
    _pushed_and_reviewed(project, anki, collection)
    for search in ("bamboo", "steadies", "metres"):
        give_type(collection, search, "Basic")
    before = state(collection)
    project.deck.write_text(project.deck.read_text("utf-8") + MORE, "utf-8")
    project.build(int(time.time()) + 5)
    assert _counted(_refused(project, anki)["pushed"]) == [1, 0, 0, 3]
    after = state(collection)
    (reel,) = after.keys() - before.keys()
    assert {guid: after[guid] for guid in before} == before
    assert (after[reel][0], after[reel][1][1]) == ("card2anki", "A reel.")


def test_a_copy_of_our_type_is_another_type(project: Project, anki: Stub, desktop: Desktop) -> None:
    collection = desktop.collection
    _pushed_and_reviewed(project, anki, collection)
    kept = collection.models.by_name("card2anki")
    assert kept is not None
    collection.models.copy(kept)
    number = give_type(collection, "metres", "card2anki copy")
    assert collection.db is not None  # the note keeps its GUID and gets an id no package has
    collection.db.execute("UPDATE notes SET id = 5 WHERE id = ?", number)
    collection.db.execute("UPDATE cards SET nid = 5 WHERE nid = ?", number)
    before = state(collection)
    project.edit("Of bamboo.", "Of cane.")
    project.build(int(time.time()) + 5)
    assert _counted(_refused(project, anki)["pushed"]) == [0, 1, 1, 1]
    _check_only_frame_is_new(before, state(collection))


def test_a_lock_that_was_begun_anew_hides_no_note_of_another_type(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    collection = desktop.collection
    _pushed_and_reviewed(project, anki, collection)
    give_type(collection, "metres", "Basic")
    before = state(collection)
    (project.folder / "decks" / "card2anki.lock").unlink()
    project.edit("Of bamboo.", "Of cane.")
    project.build(int(time.time()) + 5)
    new, updated, unchanged, refused = _counted(_refused(project, anki)["pushed"])
    assert (new, updated + unchanged, refused) == (0, 2, 1)
    _check_only_frame_is_new(before, state(collection))


def test_a_copy_that_a_learner_made_hides_no_note_of_another_type(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    collection = desktop.collection
    _pushed_and_reviewed(project, anki, collection)
    (number,) = collection.find_notes("metres")
    kept = collection.get_note(number)
    shown = kept.note_type()
    assert shown is not None
    copy = collection.new_note(shown)
    copy.fields = kept.fields
    give_type(collection, "metres", "Basic")
    collection.add_note(copy, kept.cards()[0].did)
    before = state(collection)
    project.edit("Of bamboo.", "Of cane.")
    project.build(int(time.time()) + 5)
    assert _counted(_refused(project, anki)["pushed"]) == [0, 1, 1, 1]
    _check_only_frame_is_new(before, state(collection))


def test_a_note_that_gets_our_type_back_is_known_and_updated(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    collection = desktop.collection
    _pushed_and_reviewed(project, anki, collection)
    give_type(collection, "metres", "Basic")
    number = give_type(collection, "metres", "card2anki")
    assert collection.get_note(number)["CardId"] == ""
    project.edit("Thirty metres.", "Forty metres.")
    project.build(int(time.time()) + 5)
    assert _counted(_push(project, anki)["pushed"]) == [0, 1, 2, 0]
    note = collection.get_note(number)
    assert (note["Answer"], note["CardId"]) == ("Forty metres.", note.guid)
    assert _push(project, anki)["is_empty"] is True


def test_a_package_that_anki_exported_is_pushed_only_whole(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    collection = desktop.collection
    _pushed_and_reviewed(project, anki, collection)
    own = collection.find_notes("learner's")
    collection.remove_notes(own)
    collection.export_anki_package(
        out_path=str(project.package),
        options=ExportAnkiPackageOptions(with_media=True, legacy=False),
        limit=None,
    )
    assert _push(project, anki)["is_empty"] is True
    give_type(collection, "metres", "Basic")
    line = collection.find_notes("bamboo")
    collection.remove_notes(line)
    result = project.run("push", "--yes", "--connect", anki.address)
    assert result.returncode == 2
    assert result.stderr == (
        f"card2anki: error: {project.package}: 1 of its notes are of another note type in Anki,"
        " and only a package that 'card2anki build' made can be pushed without them\n"
    )
    assert collection.note_count() == 2


def test_a_field_that_a_learner_renamed_is_named(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    project.build(1_700_000_000)
    _push(project, anki)
    kept = desktop.collection.models.by_name("card2anki")
    assert kept is not None
    desktop.collection.models.rename_field(kept, kept["flds"][6], "Number")
    desktop.collection.models.update_dict(kept)
    with pytest.raises(UsageError, match="has no field CardId: give it its name again"):
        _push(project, anki)


def test_what_does_not_arrive_is_counted(project: Project, anki: Stub, desktop: Desktop) -> None:
    project.build(1_700_000_000)
    anki.answers["importPackage"] = lambda path: True
    result = project.run("push", "--yes", "--output-format", "json", "--connect", anki.address)
    done = json.loads(result.stdout)["pushed"]
    assert (result.returncode, done["new"], done["refused"]) == (1, 0, 3)


def test_a_file_that_anki_does_not_take(project: Project, anki: Stub, desktop: Desktop) -> None:
    project.build(1_700_000_000)
    anki.answers["importPackage"] = lambda path: False
    result = project.run("push", "--yes", "--connect", anki.address)
    assert result.returncode == 2
    assert result.stderr == (
        f"card2anki: error: {project.package}: Anki did not import it; Anki must run on this"
        " machine and be allowed to read the file\n"
    )


def test_anki_syncs_afterwards_if_asked(project: Project, anki: Stub, desktop: Desktop) -> None:
    project.build(1_700_000_000)
    anki.answers["sync"] = None
    report = _push(project, anki, "--then-sync")
    assert report["remarks"] == ["Anki syncs afterwards"]
    assert anki.actions.index("importPackage") < anki.actions.index("sync")


def test_a_sync_that_fails_is_told_apart_from_the_import(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    project.build(1_700_000_000)

    def refuse() -> None:
        raise LookupError("sync: auth not configured")

    anki.answers["sync"] = refuse
    target = DesktopTarget(AnkiConnect(anki.address, None), then_sync=True)
    plan = target.plan(read_parcels([project.package]), (), suspends=False)
    assert plan.fates[Fate.NEW] == 3
    with pytest.raises(UsageError, match="all is imported, but not synced: log in and sync in"):
        target.deliver(plan)
    assert desktop.collection.card_count() == 3


def test_an_add_on_that_names_no_profile(project: Project, anki: Stub, desktop: Desktop) -> None:
    project.build(1_700_000_000)
    del anki.answers["getActiveProfile"]
    assert _push(project, anki)["collection"] == "the profile that is open"


def test_ids_are_sent_in_portions_that_the_add_on_reads_quickly(
    project: Project, anki: Stub
) -> None:
    anki.answers |= {
        "findNotes": lambda query: list(range(2_500)) if query.startswith("mid:") else [],
        "findCards": [],
        "notesInfo": lambda notes: [{} for _ in notes],
    }
    project.build(1_700_000_000)
    target = DesktopTarget(AnkiConnect(anki.address, None))
    target.plan(read_parcels([project.package]), (), suspends=False)
    sizes = [
        len(asked["params"]["notes"]) for asked in anki.asked if asked["action"] == "notesInfo"
    ]
    assert sizes == [1_000, 1_000, 500]


def test_a_note_type_that_a_learner_renamed_is_known(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    project.build(1_700_000_000)
    _push(project, anki)
    kept = desktop.collection.models.by_name("card2anki")
    assert kept is not None
    kept["name"] = "Kites of mine"
    desktop.collection.models.update_dict(kept)
    assert _push(project, anki)["is_empty"] is True
    project.edit("Thirty metres.", "Forty metres.")
    project.build(int(time.time()) + 5)
    done = _push(project, anki)["pushed"]
    assert (done["new"], done["updated"], done["refused"]) == (0, 1, 0)
    assert desktop.collection.note_count() == 3


def test_a_profile_that_was_changed_since_the_plan_is_left_alone(
    project: Project, anki: Stub, desktop: Desktop
) -> None:
    project.build(1_700_000_000)
    target = DesktopTarget(AnkiConnect(anki.address, None))
    plan = target.plan(read_parcels([project.package]), (), suspends=False)
    anki.answers["getActiveProfile"] = "Ben"
    with pytest.raises(UsageError, match="another profile is open in Anki now: nothing was pus"):
        target.deliver(plan)
    assert desktop.collection.note_count() == 0

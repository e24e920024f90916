"""Pushes to a real sync server on loopback, and what another device sees of them."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from card2anki.anki.delivery import RETIRED_TAG, Delivery, Fate
from card2anki.errors import UsageError
from card2anki.pushing.credentials import Account
from card2anki.pushing.mirror import Owed, mirror_of
from card2anki.pushing.packages import read_parcels
from card2anki.pushing.sync import SyncTarget
from tests.pushing.conftest import MORE, NewPhone, Phone, Project, give_type, next_second, state
from tests.pushing.servers import PASSWORD, USER, SyncServer, Wire, website

_NEW = {"new": 3, "updated": 0, "unchanged": 0, "refused": 0}
_THERE = {"new": 0, "updated": 0, "unchanged": 3, "refused": 0}
_QUICK = (0.01, 0.02)


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARD2ANKI_DATA_DIR", str(tmp_path / "data"))


def _push(project: Project, address: str, full_sync: str | None = None) -> Delivery:
    """Push in this process, with short pauses."""
    account = Account(address, USER, PASSWORD)
    with (
        mirror_of(account) as mirror,
        SyncTarget(account, mirror, full_sync, _QUICK) as target,
    ):
        plan = target.plan(read_parcels([project.package]), (), suspends=False)
        return target.deliver(plan)


def _counts(report: dict[str, object]) -> object:
    done = report["pushed"]
    assert isinstance(done, dict)
    return {fate.value: done[fate.value] for fate in Fate}


def test_push_review_edit_push_loses_and_doubles_nothing(
    synced: Project, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    first = synced.push("--to", "sync")
    assert _counts(first) == _NEW
    assert first["remarks"] == [
        "the server's collection is empty: devices that have cards of their own will ask which"
        " side to keep"
    ]

    phone = new_phone("phone")
    assert phone.sync() == "FULL_DOWNLOAD"
    assert phone.collection.note_count() == 3
    (picture,) = phone.media
    assert picture.startswith("c2a-kite-")
    (line,) = phone.collection.find_cards("line")
    phone.collection.sched.set_due_date([line], "40!")
    phone.collection.set_user_flag_for_cards(3, [line])
    (tail,) = phone.collection.find_notes("tail")
    phone.collection.tags.bulk_add([tail], "mine")
    phone.add_own()
    assert phone.sync() == "NO_CHANGES"

    synced.edit("Thirty metres.", "Thirty metres, or more.")
    synced.build(int(time.time()) + 5)
    assert _counts(synced.push("--to", "sync")) == {
        "new": 0,
        "updated": 1,
        "unchanged": 2,
        "refused": 0,
    }

    (frame,) = phone.collection.find_cards("bamboo")
    phone.collection.sched.set_due_date([frame], "9!")  # reviewed before it syncs again
    assert phone.sync() == "NO_CHANGES"
    card = phone.collection.get_card(line)
    assert "or more" in card.note()["Answer"]
    assert (card.ivl, card.flags) == (40, 3)
    assert phone.collection.get_card(frame).ivl == 9
    assert "mine" in phone.collection.get_note(tail).tags
    assert phone.collection.note_count() == 4
    assert phone.collection.card_count() == 4
    assert phone.collection.db is not None
    assert phone.collection.db.scalar("SELECT count() FROM revlog") == 2
    assert phone.media == [picture]
    assert phone.collection.media.check().missing == []
    problems, is_sound = phone.collection.fix_integrity()
    assert is_sound, problems
    assert synced.push("--to", "sync")["is_empty"] is True


def test_a_push_into_a_collection_that_is_there_keeps_it(
    synced: Project, new_phone: NewPhone
) -> None:
    phone = new_phone("phone")
    phone.add_own()
    assert phone.sync() == "FULL_UPLOAD"
    synced.build(1_700_000_000)
    report = synced.push("--to", "sync")
    assert (_counts(report), report["remarks"]) == (_NEW, [])
    assert phone.sync() == "NO_CHANGES"
    assert phone.collection.note_count() == 4


def test_retired_cards_are_suspended_and_come_back(synced: Project, new_phone: NewPhone) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    phone = new_phone("phone")
    phone.sync()
    (frame,) = phone.collection.find_cards("bamboo")
    phone.collection.sched.set_due_date([frame], "40!")
    phone.sync()
    with_frame = synced.deck.read_text("utf-8")
    synced.cut("Frames")
    synced.build(1_700_001_000)
    kept = synced.push("--to", "sync")
    assert kept["is_empty"] is True
    assert len(kept["retired"]["leaving"]) == 1
    report = synced.push("--to", "sync", "--retired", "suspend")
    assert (report["pushed"]["suspended"], report["pushed"]["returned"]) == (1, 0)
    phone.sync()
    card = phone.collection.get_card(frame)
    assert (card.queue, RETIRED_TAG in card.note().tags) == (-1, True)
    assert synced.push("--to", "sync", "--retired", "suspend")["is_empty"] is True

    synced.deck.write_text(with_frame.replace("Of bamboo.", "Of cane."), "utf-8")
    next_second()
    synced.build(int(time.time()))
    next_second()  # a tag that is taken off now makes the note newer than the package's
    report = synced.push("--to", "sync")
    assert (report["pushed"]["suspended"], report["pushed"]["returned"]) == (0, 1)
    phone.sync()
    card = phone.collection.get_card(frame)
    assert (card.queue, card.ivl, RETIRED_TAG in card.note().tags) == (2, 40, False)
    assert "Of cane" in card.note()["Answer"]


def test_what_a_learner_has_suspended_stays_so(synced: Project, new_phone: NewPhone) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    phone = new_phone("phone")
    phone.sync()
    (frame,) = phone.collection.find_cards("bamboo")
    phone.collection.sched.suspend_cards([frame])
    phone.sync()
    with_frame = synced.deck.read_text("utf-8")
    synced.cut("Frames")
    synced.build(1_700_001_000)
    assert synced.push("--to", "sync", "--retired", "suspend")["is_empty"] is True
    synced.deck.write_text(with_frame, "utf-8")
    synced.build(1_700_002_000)
    assert synced.push("--to", "sync", "--retired", "suspend")["is_empty"] is True
    phone.sync()
    assert phone.collection.get_card(frame).queue == -1


def test_a_wrong_password_is_said_at_once_and_never_shown(
    synced: Project, server: SyncServer, tmp_path: Path
) -> None:
    synced.build(1_700_000_000)
    result = synced.run("push", "--to", "sync", "--yes", CARD2ANKI_SYNC_PASSWORD="pa55-of-mine")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"card2anki: error: the user or the password is wrong: ann at {server.address};"
        " nothing was pushed\n"
    )
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert not [file for file in written if b"pa55-of-mine" in file.read_bytes()]


def test_a_server_that_is_down_is_asked_again_and_then_named(
    synced: Project, server: SyncServer
) -> None:
    synced.build(1_700_000_000)
    server.kill()
    pauses: list[float] = []
    account = Account(server.address, USER, PASSWORD)
    with mirror_of(account) as mirror:
        target = SyncTarget(account, mirror, None, _QUICK, pauses.append)
        with pytest.raises(UsageError) as caught:
            target.__enter__()
    assert pauses == [0.01, 0.02]
    assert str(caught.value) == (
        f"{server.address}: no sync server answers: error sending request; nothing was pushed"
    )


def test_a_network_that_falters_is_borne(synced: Project, wire: Wire, new_phone: NewPhone) -> None:
    synced.build(1_700_000_000)
    _push(synced, wire.address)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    failing = {"/sync/meta", "/sync/applyChunk", "/sync/finish"}

    def once(path: str) -> bool:
        fails = path in failing
        failing.discard(path)
        return not fails

    wire.on_request = once
    delivery = _push(synced, wire.address)
    assert failing == set()
    assert delivery.fates[Fate.UPDATED] == 1
    phone = new_phone("phone")
    phone.sync()
    assert phone.collection.note_count() == 3
    assert "Forty" in "".join(phone.answers)


@pytest.mark.parametrize("path", ["/sync/upload", "/msync/uploadChanges"])
def test_an_answer_that_is_lost_in_a_first_push(
    path: str, synced: Project, wire: Wire, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    wire.lost = {path}
    _push(synced, wire.address)
    assert wire.lost == set()
    _check_whole(synced, new_phone("phone").collection, wire.address)


@pytest.mark.parametrize("path", ["/sync/applyChunk", "/sync/finish"])
def test_an_answer_that_is_lost_in_a_later_push(
    path: str, synced: Project, wire: Wire, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    _push(synced, wire.address)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    wire.lost = {path}
    _push(synced, wire.address)
    assert wire.lost == set()
    _check_whole(synced, new_phone("phone").collection, wire.address)


@pytest.mark.parametrize("path", ["/sync/hostKey", "/sync/meta", "/sync/upload", "/msync/begin"])
def test_a_server_killed_in_a_first_push(
    path: str, synced: Project, server: SyncServer, wire: Wire, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    _check_killed_server(path, synced, server, wire, new_phone)


@pytest.mark.parametrize(
    "path",
    [
        "/sync/start",
        "/sync/applyChanges",
        "/sync/chunk",
        "/sync/applyChunk",
        "/sync/sanityCheck2",
        "/sync/finish",
    ],
)
def test_a_server_killed_in_a_later_push(
    path: str, synced: Project, server: SyncServer, wire: Wire, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    _push(synced, wire.address)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.edit("#### Frames", "#### Made of")
    synced.build(int(time.time()) + 5)
    _check_killed_server(path, synced, server, wire, new_phone)


def _check_killed_server(
    path: str, project: Project, server: SyncServer, wire: Wire, new_phone: NewPhone
) -> None:
    def kill(asked: str) -> bool:
        if asked == path:
            server.kill()
        return asked != path

    wire.on_request = kill
    with pytest.raises(UsageError, match="no sync server answers"):
        _push(project, wire.address)
    assert path in wire.asked
    wire.on_request = lambda path: True
    server.start()
    _push(project, wire.address)
    _check_whole(project, new_phone("phone").collection, wire.address)


def _check_whole(project: Project, collection: Collection, address: str) -> None:
    """See that a new device gets each card once, as the sources have it, and the picture."""
    auth = collection.sync_login(USER, PASSWORD, address)
    collection.sync_collection(auth, False)
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=False)
    collection.reopen(after_full_sync=True)
    collection.sync_media(auth)
    while collection.media_sync_status().active:
        time.sleep(0.01)
    (parcel,) = read_parcels([project.package])
    notes = [collection.get_note(number) for number in collection.find_notes("")]
    assert {note.guid: "\x1f".join(note.fields) for note in notes} == {
        note.guid: note.fields for note in parcel.notes
    }
    assert len(notes) == collection.card_count() == 3
    there = tuple(sorted(file.name for file in Path(collection.media.dir()).iterdir()))
    assert there == parcel.media
    problems, is_sound = collection.fix_integrity()
    assert is_sound, problems


@pytest.mark.parametrize("path", ["/sync/meta", "/sync/upload", "/msync/begin"])
def test_a_push_killed_midway_is_completed_by_the_next(
    path: str, synced: Project, wire: Wire, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    _check_killed_push(path, synced, wire, new_phone)


@pytest.mark.parametrize("path", ["/sync/start", "/sync/applyChunk", "/sync/finish"])
def test_a_later_push_killed_midway_is_completed_by_the_next(
    path: str, synced: Project, wire: Wire, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    _push(synced, wire.address)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    _check_killed_push(path, synced, wire, new_phone)


def _start_push(project: Project, wire: Wire) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "card2anki", "push", "--to", "sync", "--yes"],
        cwd=project.folder,
        env=os.environ | project.environment | {"CARD2ANKI_SYNC_URL": wire.address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _check_killed_push(path: str, project: Project, wire: Wire, new_phone: NewPhone) -> None:
    pushing = _start_push(project, wire)

    def kill(asked: str) -> bool:
        if asked == path:
            pushing.kill()
        return asked != path

    wire.on_request = kill
    assert pushing.wait(60) == -signal.SIGKILL
    wire.on_request = lambda path: True
    _push(project, wire.address)
    _check_whole(project, new_phone("phone").collection, wire.address)


@pytest.mark.parametrize("path", ["/sync/hostKey", "/sync/meta", "/sync/upload", "/msync/begin"])
def test_a_push_that_hangs_is_stopped_by_ctrl_c(path: str, synced: Project, wire: Wire) -> None:
    synced.build(1_700_000_000)
    hanging, released = threading.Event(), threading.Event()

    def hang(asked: str) -> bool:
        if asked == path:
            hanging.set()
            released.wait()
        return asked != path

    wire.on_request = hang
    pushing = _start_push(synced, wire)
    assert hanging.wait(60)
    pushing.send_signal(signal.SIGINT)
    try:
        assert pushing.wait(15) == 130  # the engine itself would wait for half a minute
    finally:
        released.set()
        pushing.kill()


def test_what_was_imported_and_not_sent_is_begun_again(
    synced: Project, server: SyncServer, wire: Wire
) -> None:
    synced.build(1_700_000_000)
    _push(synced, wire.address)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    wire.on_request = lambda path: path != "/sync/start"
    with pytest.raises(UsageError, match="what was imported is not sent: push again"):
        _push(synced, wire.address)
    account = Account(wire.address, USER, PASSWORD)
    with mirror_of(account) as mirror:
        assert mirror.owed() is Owed.NOTES
    wire.on_request = lambda path: True
    assert _push(synced, wire.address).fates[Fate.UPDATED] == 1
    with mirror_of(account) as mirror:
        assert mirror.owed() is Owed.NOTHING


def _demand_full_sync(phone_of: NewPhone) -> Collection:
    """Change a note type on another device, which replaces the server's collection."""
    phone = phone_of("phone")
    phone.sync()
    collection = phone.collection
    basic = collection.models.by_name("Basic")
    assert basic is not None
    collection.models.add_field(basic, collection.models.new_field("Hint"))
    collection.models.update_dict(basic)
    (line,) = collection.find_cards("line")
    collection.sched.set_due_date([line], "40!")
    assert phone.sync() == "FULL_SYNC"
    phone.full_sync(upload=True)
    return collection


def test_a_full_sync_is_never_decided_alone(
    synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    collection = _demand_full_sync(new_phone)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    result = synced.run("push", "--to", "sync", "--yes")
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{server.address} asks for a full sync" in result.stderr
    assert "Nothing was sent." in result.stderr
    assert "--full-sync download" in result.stderr
    assert "--full-sync upload" in result.stderr

    report = synced.push("--to", "sync", "--full-sync", "download")
    assert report["pushed"]["updated"] == 1
    other = new_phone("tablet")
    other.sync()
    (card,) = map(other.collection.get_card, other.collection.find_cards("line"))
    assert (card.ivl, "Forty" in card.note()["Answer"]) == (40, True)
    basic = other.collection.models.by_name("Basic")
    assert basic is not None
    assert [field["name"] for field in basic["flds"]] == ["Front", "Back", "Hint"]
    assert collection.card_count() == 3


def test_a_full_sync_up_is_done_when_asked_for_and_announced(
    synced: Project, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    _demand_full_sync(new_phone)
    report = synced.push("--to", "sync", "--full-sync", "upload")
    assert report["remarks"] == [
        "the server's whole collection is replaced by the copy on this machine: reviews that the"
        " copy does not have are lost"
    ]
    other = new_phone("tablet")
    other.sync()
    (card,) = map(other.collection.get_card, other.collection.find_cards("line"))
    assert card.ivl == 0


def test_two_pushes_do_not_meet(synced: Project, server: SyncServer) -> None:
    synced.build(1_700_000_000)
    with mirror_of(Account(server.address, USER, PASSWORD)):
        result = synced.run("push", "--to", "sync", "--yes")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"card2anki: error: another push for ann at {server.address} is at work: wait for it\n"
    )
    assert _counts(synced.push("--to", "sync")) == _NEW


def test_a_copy_that_something_else_has_open_is_named(synced: Project, server: SyncServer) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    with mirror_of(Account(server.address, USER, PASSWORD)) as mirror:
        file = mirror.collection
    other = Collection(str(file))
    try:
        result = synced.run("push", "--to", "sync", "--yes")
    finally:
        other.close()
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{file}: can't be opened: Anki already open" in result.stderr
    assert "the copy that 'card2anki push' works on" in result.stderr
    assert synced.push("--to", "sync")["is_empty"] is True


@pytest.mark.parametrize("damage", ["garbage", "truncated", "page", "empty"])
def test_a_copy_that_is_broken_is_fetched_again(
    damage: str, synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    with mirror_of(Account(server.address, USER, PASSWORD)) as mirror:
        whole = mirror.collection.read_bytes()
        page = whole.index(b"How long is a line?") // 4096 * 4096  # opening reads no note
        mirror.collection.write_bytes(
            {
                "garbage": b"no database" * 1000,
                "truncated": whole[: len(whole) // 2],
                "page": whole[:page] + b"\xff" * 4096 + whole[page + 4096 :],
                "empty": b"",
            }[damage]
        )
    report = synced.push("--to", "sync")
    assert report["is_empty"] is True
    assert report["packages"][0]["unchanged"] == 3
    phone = new_phone("phone")
    phone.sync()
    assert phone.collection.note_count() == 3


def test_a_server_that_was_emptied_gets_the_copy_and_it_is_said(
    synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    server.kill()
    for file in (server.folder / USER).glob("collection.anki2*"):
        file.unlink()
    server.start()
    report = synced.push("--to", "sync")
    assert report["remarks"] == [
        "the server's collection is empty: all 3 cards of the copy on this machine are sent to"
        " it, too"
    ]
    assert _counts(report) == _THERE
    phone = new_phone("phone")
    assert phone.sync() == "FULL_DOWNLOAD"
    assert phone.collection.note_count() == 3


def test_media_that_did_not_get_through_are_owed(
    synced: Project, wire: Wire, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    wire.on_request = lambda path: not path.startswith("/msync/")
    with pytest.raises(UsageError, match="all notes are there, media are missing: push again"):
        _push(synced, wire.address)
    wire.on_request = lambda path: True
    synced.environment["CARD2ANKI_SYNC_URL"] = wire.address
    report = synced.push("--to", "sync")
    assert (report["is_empty"], _counts(report)) == (False, _THERE)
    phone = new_phone("phone")
    phone.sync()
    assert len(phone.media) == 1
    assert synced.push("--to", "sync")["is_empty"] is True


def test_media_are_owed_where_only_the_notes_got_through(
    synced: Project, wire: Wire, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)

    def lose(path: str) -> bool:
        if path == "/sync/upload":
            wire.lost = {path}  # at every attempt
        return True

    wire.on_request = lose
    with pytest.raises(UsageError, match="no sync server answers"):
        _push(synced, wire.address)
    wire.on_request = lambda path: True
    synced.environment["CARD2ANKI_SYNC_URL"] = wire.address
    report = synced.push("--to", "sync")
    assert (report["is_empty"], _counts(report)) == (False, _THERE)
    _check_whole(synced, new_phone("phone").collection, wire.address)
    assert synced.push("--to", "sync")["is_empty"] is True


def test_a_dry_run_and_a_run_without_consent_change_nothing(
    synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    dry = synced.run("push", "--to", "sync", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert dry.stdout.splitlines()[-1] == "nothing was pushed"
    refused = synced.run("push", "--to", "sync")
    assert refused.returncode == 2
    assert "3 notes: 3 new" in refused.stdout
    assert refused.stderr == (
        "card2anki: error: nothing was pushed: there is no terminal to ask at; --yes agrees\n"
    )
    phone = new_phone("phone")
    assert phone.sync() == "NO_CHANGES"
    assert phone.collection.note_count() == 0


def test_a_copy_is_the_users_alone(synced: Project, server: SyncServer) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    with mirror_of(Account(server.address, USER, PASSWORD)) as mirror:
        assert mirror.folder.stat().st_mode & 0o077 == 0
        assert USER not in mirror.folder.name


def _emptied(server: SyncServer, phone_of: NewPhone) -> None:
    server.kill()
    for file in (server.folder / USER).glob("collection.anki2*"):
        file.unlink()
    server.start()


def _replaced(server: SyncServer, phone_of: NewPhone) -> None:
    _demand_full_sync(phone_of)


@pytest.mark.parametrize(("becomes", "full_sync"), [(_emptied, None), (_replaced, "upload")])
def test_a_copy_that_was_to_replace_a_collection_outlives_a_failure(
    becomes: Callable[[SyncServer, NewPhone], None],
    full_sync: str | None,
    synced: Project,
    server: SyncServer,
    wire: Wire,
    new_phone: NewPhone,
) -> None:
    synced.build(1_700_000_000)
    _push(synced, wire.address)
    with mirror_of(Account(wire.address, USER, PASSWORD)) as mirror:
        copy = Collection(str(mirror.collection))
        (line,) = copy.find_cards("line")
        copy.sched.set_due_date([line], "50!")
        copy.close()
    becomes(server, new_phone)
    wire.on_request = lambda path: path != "/sync/upload"
    with pytest.raises(UsageError, match="the copy on this machine is not sent: push again"):
        _push(synced, wire.address, full_sync)
    wire.on_request = lambda path: True
    _push(synced, wire.address, full_sync)
    tablet = new_phone("tablet")
    tablet.sync()
    assert tablet.collection.get_card(line).ivl == 50
    assert (tablet.collection.note_count(), len(tablet.media)) == (3, 1)


def test_a_full_sync_up_is_done_only_if_the_plan_said_so(
    synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    _push(synced, server.address)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    account = Account(server.address, USER, PASSWORD)
    with (
        mirror_of(account) as mirror,
        SyncTarget(account, mirror, "upload", _QUICK) as target,
    ):
        plan = target.plan(read_parcels([synced.package]), (), suspends=False)
        assert plan.remarks == ()
        _demand_full_sync(new_phone)
        with pytest.raises(UsageError, match="another device has replaced the collection meanwh"):
            target.deliver(plan)
    assert _push(synced, server.address).fates[Fate.UPDATED] == 1
    tablet = new_phone("tablet")
    tablet.sync()
    (card,) = map(tablet.collection.get_card, tablet.collection.find_cards("line"))
    assert (card.ivl, "Forty" in card.note()["Answer"]) == (40, True)


def test_media_that_are_owed_come_with_a_push_that_has_none(
    synced: Project, wire: Wire, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    wire.on_request = lambda path: not path.startswith("/msync/")
    with pytest.raises(UsageError, match="media are missing"):
        _push(synced, wire.address)
    wire.on_request = lambda path: True
    kites = synced.package.rename(synced.folder / "kites.apkg")
    synced.edit("steadies `Kite<T>`, see ![a kite](kite.png).", "steadies.")
    synced.build(1_700_000_000)
    synced.environment["CARD2ANKI_SYNC_URL"] = wire.address
    report = synced.push("--to", "sync")
    assert (report["media"], report["remarks"]) == (0, ["the last push was broken off"])
    phone = new_phone("phone")
    phone.sync()
    assert tuple(phone.media) == read_parcels([kites])[0].media


def _with_field(collection: Collection) -> None:
    kept = collection.models.by_name("card2anki")
    assert kept is not None
    collection.models.add_field(kept, collection.models.new_field("Mnemonic"))
    collection.models.update_dict(kept)


def _with_template(collection: Collection) -> None:
    kept = collection.models.by_name("card2anki")
    assert kept is not None
    template = collection.models.new_template("Reversed")
    template["qfmt"], template["afmt"] = "{{Answer}}", "{{Question}}"
    collection.models.add_template(kept, template)
    collection.models.update_dict(kept)


@pytest.mark.parametrize("extend", [_with_field, _with_template])
def test_edits_arrive_in_a_note_type_that_a_learner_has_extended(
    extend: Callable[[Collection], None], synced: Project, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    phone = new_phone("phone")
    phone.sync()
    extend(phone.collection)
    (line, *_) = phone.collection.find_cards("line")
    phone.collection.sched.set_due_date([line], "40!")
    phone.sync()
    phone.full_sync(upload=True)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    report = synced.push("--to", "sync", "--full-sync", "download")
    assert _counts(report) == {"new": 0, "updated": 1, "unchanged": 2, "refused": 0}
    assert phone.sync() == "NO_CHANGES"
    card = phone.collection.get_card(line)
    assert (card.ivl, "Forty" in card.note()["Answer"]) == (40, True)
    assert phone.collection.note_count() == 3
    assert phone.collection.models.by_name("card2anki+") is None


def test_a_note_type_that_lacks_a_field_is_named_and_nothing_sent(
    synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    phone = new_phone("phone")
    phone.sync()
    kept = phone.collection.models.by_name("card2anki")
    assert kept is not None
    phone.collection.models.remove_field(kept, kept["flds"][3])
    phone.collection.models.update_dict(kept)
    phone.sync()
    phone.full_sync(upload=True)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    with pytest.raises(UsageError, match="lacks a field or a template of the cards") as caught:
        _push(synced, server.address, "download")
    assert "Nothing was sent. Import a package in Anki itself" in str(caught.value)
    assert phone.sync() == "NO_CHANGES"
    assert "Thirty metres." in "".join(phone.answers)


def _without_heading(collection: Collection) -> None:
    kept = collection.models.by_name("card2anki")
    assert kept is not None
    collection.models.remove_field(kept, kept["flds"][3])
    collection.models.update_dict(kept)


def test_a_type_that_lacks_a_field_is_named_before_anything_is_owed(
    synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    phone = _with_basic_note(synced, new_phone)
    _without_heading(phone.collection)
    phone.full_sync(upload=True)
    synced.edit("Of bamboo.", "Of cane.")
    synced.build(int(time.time()) + 5)
    with pytest.raises(UsageError) as caught:
        _push(synced, server.address, "download")
    assert str(caught.value) == (
        f"the note type card2anki at {server.address} lacks a field or a template of the cards,"
        " which takes a full sync. Nothing was sent. First choose card2anki in Anki for the notes"
        " of another note type (Browse > Notes > Change Note Type): merging would empty your"
        " notes. Import a package in Anki itself, with 'Merge note types', and let it sync;"
        " then push again"
    )
    with mirror_of(Account(server.address, USER, PASSWORD)) as mirror:
        assert mirror.owed() is Owed.NOTHING
        copy = Collection(str(mirror.collection))
        assert state(copy) == state(phone.collection)
        copy.close()


def test_a_copy_that_replaces_the_collection_gets_the_field_that_it_lacks(
    synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    synced.build(1_700_000_000)
    _push(synced, server.address)
    with mirror_of(Account(server.address, USER, PASSWORD)) as mirror:
        copy = Collection(str(mirror.collection))
        _without_heading(copy)
        copy.close()
    _demand_full_sync(new_phone)
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    assert _push(synced, server.address, "upload").fates[Fate.UPDATED] == 1
    tablet = new_phone("tablet")
    tablet.sync()
    kept = tablet.collection.models.by_name("card2anki")
    assert kept is not None
    assert "Heading" in [field["name"] for field in kept["flds"]]
    assert any("Forty metres." in answer for answer in tablet.answers)


def _with_basic_note(project: Project, new_phone: NewPhone) -> Phone:
    """Push, review, and give one of three notes the type Basic on a phone, which replaces all."""
    project.build(1_700_000_000)
    project.push("--to", "sync")
    phone = new_phone("phone")
    phone.sync()
    for days, card in enumerate(phone.collection.find_cards(""), 40):
        phone.collection.sched.set_due_date([card], f"{days}!")
    phone.add_own()
    phone.sync()
    give_type(phone.collection, "metres", "Basic")
    phone.full_sync(upload=True)
    return phone


@pytest.mark.parametrize("extends", [False, True])
def test_notes_of_another_type_are_left_out_and_all_others_updated(
    extends: bool, synced: Project, new_phone: NewPhone
) -> None:
    phone = _with_basic_note(synced, new_phone)
    if extends:
        _with_field(phone.collection)
        phone.full_sync(upload=True)
    before = state(phone.collection)
    synced.edit("Of bamboo.", "Of cane.")
    synced.edit("Thirty metres.", "Forty metres.")
    synced.build(int(time.time()) + 5)
    options = ("--to", "sync", "--yes", "--full-sync", "download", "--output-format", "json")
    result = synced.run("push", *options)
    assert result.returncode == 1, result.stderr
    report = json.loads(result.stdout)
    counts = {"new": 0, "updated": 1, "unchanged": 1, "refused": 1}
    assert _counts(report) == counts
    assert report["packages"] == [{"path": synced.package.as_posix(), **counts}]
    assert phone.sync() == "NO_CHANGES"
    after = state(phone.collection)
    (edited,) = (guid for guid in before if after[guid] != before[guid])
    name, fields, cards = after[edited]
    assert (name, fields[1], cards) == ("card2anki", "Of cane.", before[edited][2])
    assert fields[2:] == before[edited][1][2:]
    assert after.keys() == before.keys()
    assert sorted(kind for kind, *_ in after.values()) == 2 * ["Basic"] + 2 * ["card2anki"]
    assert phone.collection.card_count() == 4
    problems, is_sound = phone.collection.fix_integrity()
    assert is_sound, problems
    again = synced.run("push", "--to", "sync", "--yes")
    assert again.returncode == 1, again.stderr
    assert again.stdout.endswith(
        "  3 notes: 2 unchanged, 1 refused\n  1 media file, and those of the server are fetched\n"
        "  1 note of another note type in Anki: not updated until you choose card2anki there"
        " (Browse > Notes > Change Note Type)\nnothing was pushed\n"
    )


def test_a_full_sync_up_sends_no_ruined_copy_however_often_it_is_asked_for(
    synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    phone = _with_basic_note(synced, new_phone)
    assert synced.run("push", "--to", "sync", "--yes", "--full-sync", "download").returncode == 1
    before = state(phone.collection)
    _with_field(phone.collection)
    phone.full_sync(upload=True)
    synced.edit("Of bamboo.", "Of cane.")
    synced.build(int(time.time()) + 5)
    last = []
    for _ in range(2):
        result = synced.run("push", "--to", "sync", "--yes", "--full-sync", "upload")
        assert result.returncode == 1, result.stderr
        last.append(result.stdout.splitlines()[-1])
    assert last == ["pushed: 1 updated, 1 unchanged, 1 refused", "nothing was pushed"]
    tablet = new_phone("tablet")
    tablet.sync()
    after = state(tablet.collection)
    (edited,) = (guid for guid in before if after[guid] != before[guid])
    assert after.keys() == before.keys()
    assert (after[edited][1][1], after[edited][2]) == ("Of cane.", before[edited][2])


def test_a_new_note_arrives_where_all_others_have_another_type(
    synced: Project, new_phone: NewPhone
) -> None:
    phone = _with_basic_note(synced, new_phone)
    for search in ("bamboo", "steadies"):
        give_type(phone.collection, search, "Basic (and reversed card)")
    phone.full_sync(upload=True)
    before = state(phone.collection)
    synced.edit("Of bamboo.", "Of cane.")
    synced.deck.write_text(synced.deck.read_text("utf-8") + MORE, "utf-8")
    synced.build(int(time.time()) + 5)
    result = synced.run("push", "--to", "sync", "--yes", "--full-sync", "download")
    assert result.returncode == 1, result.stderr
    assert result.stdout.splitlines()[-1] == "pushed: 1 new, 3 refused"
    phone.sync()
    after = state(phone.collection)
    (reel,) = after.keys() - before.keys()
    assert {guid: after[guid] for guid in before} == before
    assert (after[reel][0], after[reel][1][1]) == ("card2anki", "A reel.")


def test_note_types_that_anki_would_make_one_again_are_named_and_nothing_sent(
    synced: Project, server: SyncServer, new_phone: NewPhone
) -> None:
    phone = _with_basic_note(synced, new_phone)
    give_type(phone.collection, "metres", "card2anki")
    _with_field(phone.collection)
    synced.deck.write_text(synced.deck.read_text("utf-8") + MORE, "utf-8")
    synced.build(1_700_001_000)
    phone.collection.import_anki_package(  # which splits the type, for it has another field now
        ImportAnkiPackageRequest(
            package_path=str(synced.package), options=ImportAnkiPackageOptions()
        )
    )
    assert phone.collection.models.by_name("card2anki+") is not None
    phone.full_sync(upload=True)
    before = state(phone.collection)
    for _ in range(2):
        with pytest.raises(UsageError) as caught:
            _push(synced, server.address, "download")
        assert str(caught.value).startswith(
            "the import would change fields or templates of note types at"
            f" {server.address}, which takes a full sync. Nothing was sent. First choose card2anki"
        )
    assert phone.sync() == "NO_CHANGES"
    assert state(phone.collection) == before


def test_a_guid_that_two_notes_have_is_left_out_where_one_has_another_type(
    synced: Project, server: SyncServer
) -> None:
    synced.build(1_700_000_000)
    _push(synced, server.address)
    (parcel,) = read_parcels([synced.package])
    guid = parcel.notes[1].guid
    with mirror_of(Account(server.address, USER, PASSWORD)) as mirror:
        copy = Collection(str(mirror.collection))
        basic = copy.models.by_name("Basic")
        assert basic is not None
        twin = copy.new_note(basic)
        twin["Front"], twin.guid = "a twin", guid
        copy.add_note(twin, copy.decks.get_current_id())
        assert copy.db is not None
        copy.db.execute("UPDATE cards SET nid = 5 WHERE nid = ?", twin.id)
        copy.db.execute("UPDATE notes SET id = 5 WHERE id = ?", twin.id)
        copy.close()
    synced.edit("Of bamboo.", "Of cane.")
    synced.build(int(time.time()) + 5)
    fates = _push(synced, server.address).fates
    assert (fates[Fate.UPDATED], fates[Fate.REFUSED]) == (1, 1)


def test_a_copy_that_a_newer_anki_has_worked_on(synced: Project, server: SyncServer) -> None:
    synced.build(1_700_000_000)
    synced.push("--to", "sync")
    with mirror_of(Account(server.address, USER, PASSWORD)) as mirror:
        file = mirror.collection
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE col SET ver = 99")
    with pytest.raises(UsageError) as caught:
        _push(synced, server.address)
    assert str(caught.value) == (
        f"{file}: a newer Anki has worked on this copy: pip install --upgrade anki"
    )


def test_a_copy_that_is_no_file_is_named(synced: Project, server: SyncServer) -> None:
    synced.build(1_700_000_000)
    with mirror_of(Account(server.address, USER, PASSWORD)) as mirror:
        mirror.collection.mkdir()
    with pytest.raises(UsageError) as caught:
        _push(synced, server.address)
    assert str(caught.value) == (
        f"{mirror.collection}: can't be opened: unable to open database file: {mirror.collection}"
    )


def test_what_is_no_sync_server_is_asked_once_and_named(synced: Project) -> None:
    synced.build(1_700_000_000)
    with website() as address, pytest.raises(UsageError) as caught:
        _push(synced, address)
    assert str(caught.value) == (
        f"{address}: HTTP 400, missing original size; is this the address of a sync server?;"
        " nothing was pushed"
    )

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from anki.collection import Collection
from anki.notes import NoteId
from anki.sync_pb2 import SyncCollectionResponse
from click.testing import CliRunner

from card2anki.cli import commands
from tests.pushing.servers import PASSWORD, USER, SyncServer, Wire

DECK = dedent(
    """\
    # Flashcards: Kites (Part 1)

    **Starting Chapter:** Wind

    ---

    **Rating: 9/10**

    #### Tails
    :p What does a tail do?
    ??x
    It steadies `Kite<T>`, see ![a kite](kite.png).
    x??

    ---

    **Rating: 7/10**

    #### Lines
    :p How long is a line?
    ??x
    Thirty metres.
    x??

    ---

    **Rating: 8/10**

    #### Frames
    :p What is a frame made of?
    ??x
    Of bamboo.
    x??

    ---
    """
)
#: A card to be added at the end.
MORE = dedent(
    """
    **Rating: 7/10**

    #### Reels
    :p What winds the line?
    ??x
    A reel.
    x??

    ---
    """
)
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def next_second() -> None:
    """Wait until the clock shows another second, the unit of a note's time."""
    time.sleep(1.01 - time.time() % 1)


#: By GUID the note type, the fields, and the cards with their intervals.
State = dict[str, tuple[str, list[str], list[tuple[int, int]]]]


def give_type(collection: Collection, search: str, name: str) -> NoteId:
    """Give the note that a search finds another note type, as the browser does; return its id."""
    (number,) = collection.find_notes(search)
    models = collection.models
    before, after = models.get(collection.get_note(number).mid), models.by_name(name)
    assert before is not None
    assert after is not None
    change = models.change_notetype_info(
        old_notetype_id=before["id"], new_notetype_id=after["id"]
    ).input
    change.note_ids.append(number)
    models.change_notetype_of_notes(change)
    return number


def state(collection: Collection) -> State:
    """Return what a push may not change but where a note was edited."""
    found: State = {}
    for number in collection.find_notes(""):
        note = collection.get_note(number)
        kept = note.note_type()
        assert kept is not None
        cards = [(int(card.id), card.ivl) for card in note.cards()]
        found[note.guid] = (kept["name"], note.fields, cards)
    return found


class Project:
    """A folder with decks, and card2anki in it as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment: dict[str, str] = {}
        (folder / "decks").mkdir()
        self.deck = folder / "decks" / "kites.md"
        self.deck.write_text(DECK, "utf-8")
        (folder / "decks" / "kite.png").write_bytes(_PIXEL)

    @property
    def package(self) -> Path:
        return self.folder / "output" / "kites.apkg"

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "card2anki", *arguments],
            cwd=self.folder,
            env=os.environ | self.environment | more | {"PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def build(self, epoch: int) -> None:
        """Build the package, as at a time in seconds since 1970."""
        self._succeed("build", SOURCE_DATE_EPOCH=str(epoch))

    def push(self, *arguments: str) -> dict[str, Any]:
        """Push, and return what JSON says was done; None stands for nothing."""
        printed = self._succeed("push", "--yes", "--output-format", "json", *arguments)
        report: dict[str, Any] = json.loads(printed)
        return report

    def _succeed(self, *arguments: str, **more: str) -> str:
        """Run a command in this process, which takes a quarter of the time."""
        with chdir(self.folder):
            result = CliRunner(env=self.environment | more).invoke(
                commands, arguments, catch_exceptions=False
            )
        assert result.exit_code == 0, result.output
        return result.stdout

    def edit(self, old: str, new: str) -> None:
        text = self.deck.read_text("utf-8")
        assert text.count(old) == 1
        self.deck.write_text(text.replace(old, new), "utf-8")

    def cut(self, heading: str) -> None:
        """Remove the card of a heading."""
        cards = self.deck.read_text("utf-8").split("---\n")
        left = [card for card in cards if f"#### {heading}\n" not in card]
        assert len(left) == len(cards) - 1
        self.deck.write_text("---\n".join(left), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SyncServer]:
    one = SyncServer(tmp_path / "server")
    one.start()
    yield one
    one.kill()


@pytest.fixture
def wire(server: SyncServer) -> Iterator[Wire]:
    one = Wire(server.port)
    yield one
    one.close()


@pytest.fixture
def synced(project: Project, server: SyncServer, tmp_path: Path) -> Project:
    """A project whose pushes go to the server of the test."""
    project.environment |= {
        "CARD2ANKI_SYNC_URL": server.address,
        "CARD2ANKI_SYNC_USER": USER,
        "CARD2ANKI_SYNC_PASSWORD": PASSWORD,
        "CARD2ANKI_DATA_DIR": str(tmp_path / "data"),
    }
    return project


class Phone:
    """Another device of the user: a collection of its own, which syncs as Anki does."""

    def __init__(self, folder: Path, address: str) -> None:
        folder.mkdir()
        self.collection = Collection(str(folder / "collection.anki2"))
        self._auth = self.collection.sync_login(USER, PASSWORD, address)

    def sync(self) -> str:
        """Sync notes and media; return what was required."""
        required = self.collection.sync_collection(self._auth, False).required
        if required in (
            SyncCollectionResponse.FULL_DOWNLOAD,
            SyncCollectionResponse.FULL_UPLOAD,
        ):
            self.full_sync(upload=required == SyncCollectionResponse.FULL_UPLOAD)
        self.collection.sync_media(self._auth)
        while self.collection.media_sync_status().active:
            time.sleep(0.01)
        name: str = SyncCollectionResponse.ChangesRequired.Name(required)
        return name

    def full_sync(self, *, upload: bool) -> None:
        self.collection.close_for_full_sync()
        self.collection.full_upload_or_download(auth=self._auth, server_usn=None, upload=upload)
        self.collection.reopen(after_full_sync=True)

    def add_own(self) -> None:
        """Add a card that no package has."""
        basic, deck = self.collection.models.by_name("Basic"), self.collection.decks.id("Own")
        assert basic is not None and deck is not None
        own = self.collection.new_note(basic)
        own["Front"] = "a card of the learner's"
        self.collection.add_note(own, deck)

    @property
    def answers(self) -> list[str]:
        """The answers of all notes, sorted."""
        notes = map(self.collection.get_note, self.collection.find_notes(""))
        return sorted(note["Answer"] for note in notes)

    @property
    def media(self) -> list[str]:
        return sorted(file.name for file in Path(self.collection.media.dir()).iterdir())


NewPhone = Callable[[str], Phone]


@pytest.fixture
def new_phone(server: SyncServer, tmp_path: Path) -> Iterator[NewPhone]:
    phones = []

    def make(name: str) -> Phone:
        phones.append(Phone(tmp_path / name, server.address))
        return phones[-1]

    yield make
    for phone in phones:
        phone.collection.close()

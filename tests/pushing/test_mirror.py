import errno
import subprocess
import sys
from pathlib import Path

import pytest

from card2anki.errors import UsageError
from card2anki.pushing.credentials import Account
from card2anki.pushing.mirror import Mirror, Owed, mirror_of

_ANN = Account("http://127.0.0.1:8080/", "ann", "pa55")


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARD2ANKI_DATA_DIR", str(tmp_path / "data"))


def test_each_server_and_user_has_a_mirror(tmp_path: Path) -> None:
    folders = set()
    for account in (
        _ANN,
        Account("http://127.0.0.1:8081/", "ann", "pa55"),
        Account("http://127.0.0.1:8080/", "ben", "pa55"),
        Account("https://Sync.Example.org/x/", "ann", "pa55"),
    ):
        with mirror_of(account) as mirror:
            folders.add(mirror.folder)
            assert mirror.folder.parent == tmp_path / "data" / "sync"
    assert len(folders) == 4
    with mirror_of(Account(_ANN.endpoint, "ann", "another")) as mirror:
        assert mirror.folder in folders


def test_a_mirror_is_held_by_one_and_free_afterwards() -> None:
    with mirror_of(_ANN):
        with pytest.raises(
            UsageError, match=r"another push for ann at \S+ is at work: wait for it"
        ):
            mirror_of(_ANN).__enter__()
        with mirror_of(Account(_ANN.endpoint, "ben", "pa55")):
            pass
    with mirror_of(_ANN):
        pass


def test_a_crash_frees_a_mirror() -> None:
    holder = (
        "from card2anki.pushing.credentials import Account\n"
        "from card2anki.pushing.mirror import mirror_of\n"
        f"held = mirror_of(Account({_ANN.endpoint!r}, 'ann', ''))\n"
        "held.__enter__()\n"
        "print('held', flush=True)\n"
        "input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(UsageError, match="another push"):
            mirror_of(_ANN).__enter__()
        process.kill()
    with mirror_of(_ANN) as mirror:
        assert mirror.folder.is_dir()


def test_what_is_owed_is_kept(tmp_path: Path) -> None:
    mirror = Mirror(tmp_path)
    assert mirror.owed() is Owed.NOTHING
    mirror.owe(Owed.NOTES)
    assert mirror.owed() is Owed.NOTES
    mirror.owe(Owed.MEDIA)
    assert mirror.owed() is Owed.MEDIA
    mirror.owe(Owed.NOTHING)
    mirror.owe(Owed.NOTHING)
    assert mirror.owed() is Owed.NOTHING
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mark", [b"", b"nonsense", b"\xff"])
def test_a_mark_that_is_broken_stands_for_notes(tmp_path: Path, mark: bytes) -> None:
    mirror = Mirror(tmp_path)
    (tmp_path / "unsent").write_bytes(mark)
    assert mirror.owed() is Owed.NOTES


def test_clearing_leaves_media(tmp_path: Path) -> None:
    mirror = Mirror(tmp_path)
    media = mirror.folder / "collection.media"
    media.mkdir()
    (media / "kite.png").write_bytes(b"x")
    for name in ("collection.anki2", "collection.anki2-wal", "collection.media.db2"):
        (tmp_path / name).write_bytes(b"x")
    mirror.clear()
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["collection.media", "kite.png"]


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
def test_a_disk_without_locks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(UsageError, match="No locks available: CARD2ANKI_DATA_DIR must name a fol"):
        mirror_of(_ANN).__enter__()

"""The cache: entries appear whole, damage is seen, nothing of another user is run."""

import json
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from card2anki.languages.java.cache import (
    cache_folder,
    distrust,
    is_whole,
    new_entry,
    refusal,
)

posix = pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
ENTRY = "17.0.1-0123456789abcdef"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARD2ANKI_CACHE_DIR", str(tmp_path / "cache"))
    return cache_folder()


def fill(entry: Path, content: str = "pots", *, anew: bool = False) -> Path:
    with new_entry(entry, anew=anew) as folder:
        (folder / "server.jar").write_text(content)
    return entry


def entry_name(number: int) -> str:
    return f"17.0.{number}-{number:016x}"


def used_ago(entry: Path, seconds: float) -> None:
    os.utime(entry, (time.time() - seconds,) * 2)


# -- where


def test_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARD2ANKI_CACHE_DIR", raising=False)
    assert cache_folder() == user_cache_path("card2anki", appauthor=False) / "java"
    monkeypatch.setenv("CARD2ANKI_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path / "java"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CARD2ANKI_CACHE_DIR", "here")
    assert cache_folder() == tmp_path / "here" / "java"


# -- entries


def test_an_entry(cache: Path) -> None:
    entry = cache / ENTRY
    assert not is_whole(entry)
    fill(entry)
    assert is_whole(entry)
    assert sorted(file.name for file in entry.iterdir()) == ["digests.json", "server.jar"]
    assert [file.name for file in cache.iterdir()] == [ENTRY]


def test_an_entry_that_fails_leaves_nothing_behind(cache: Path) -> None:
    def stopped() -> None:
        with new_entry(cache / ENTRY) as folder:
            (folder / "server.jar").touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: (entry / "server.jar").write_text("pats"),
        lambda entry: (entry / "server.jar").write_text(""),
        lambda entry: (entry / "server.jar").unlink(),
        lambda entry: (entry / "digests.json").unlink(),
        lambda entry: (entry / "digests.json").write_text("{"),
        lambda entry: (entry / "digests.json").write_bytes(b"\xff"),
        lambda entry: (entry / "digests.json").write_text("[]"),
        lambda entry: (entry / "digests.json").write_text(json.dumps({"server.jar": None})),
        lambda entry: (entry / "digests.json").write_text("{}"),
    ],
)
def test_damage_is_seen_and_mended(cache: Path, damage: Callable[[Path], object]) -> None:
    entry = fill(cache / ENTRY)
    damage(entry)
    assert not is_whole(entry)
    fill(entry)
    assert is_whole(entry)
    assert [file.name for file in cache.iterdir()] == [ENTRY]


def test_whoever_is_faster_wins(cache: Path) -> None:
    entry = cache / ENTRY
    with new_entry(entry) as folder:
        (folder / "server.jar").write_text("slow")
        fill(entry, "fast")
    assert (entry / "server.jar").read_text() == "fast"
    assert [file.name for file in cache.iterdir()] == [ENTRY]


def test_what_is_whole_is_replaced_only_when_it_is_made_anew(cache: Path) -> None:
    entry = fill(cache / ENTRY, "old")
    assert (fill(entry, "new") / "server.jar").read_text() == "old"
    assert (fill(entry, "new", anew=True) / "server.jar").read_text() == "new"


def test_many_at_once(cache: Path) -> None:
    entry = cache / ENTRY
    ready = threading.Barrier(8)

    def work() -> None:
        with new_entry(entry) as folder:
            (folder / "server.jar").write_text("pots")
            ready.wait(30)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert is_whole(entry)
    assert [file.name for file in cache.iterdir()] == [ENTRY]


def test_the_entries_used_last_are_kept(cache: Path) -> None:
    for number in range(4):
        used_ago(fill(cache / entry_name(number)), 1000 - 100 * number)
    assert is_whole(cache / entry_name(0))  # used again
    fill(cache / ENTRY)
    assert {file.name for file in cache.iterdir()} == {
        ENTRY,
        entry_name(0),
        entry_name(2),
        entry_name(3),
    }


def test_what_was_left_half_done_goes_after_a_day(cache: Path) -> None:
    fill(cache / ENTRY)
    for name, age in ((".new-old", 90_000), (".old-old", 90_000), (".new-fresh", 60)):
        (cache / name).mkdir()
        (cache / name / "server.jar").touch()
        used_ago(cache / name, age)
    fill(cache / entry_name(1))
    assert {file.name for file in cache.iterdir()} == {ENTRY, entry_name(1), ".new-fresh"}


def test_what_is_not_ours_stays(cache: Path) -> None:
    cache.mkdir(0o700, parents=True)
    for number in range(9):
        (cache / f"photos-{number}").mkdir()
        used_ago(cache / f"photos-{number}", 1e8)
    fill(cache / ENTRY)
    assert len(list(cache.iterdir())) == 10


# -- whose


@posix
def test_it_is_the_user_s_own(cache: Path) -> None:
    fill(cache / ENTRY)
    assert cache.stat().st_mode & 0o777 == 0o700
    assert (cache / ENTRY).stat().st_mode & 0o777 == 0o700
    assert distrust(cache) == ""


@posix
@pytest.mark.parametrize("mode", [0o770, 0o720, 0o702, 0o777, 0o1777])
def test_one_that_others_can_write_to_is_refused(cache: Path, mode: int) -> None:
    fill(cache / ENTRY)
    cache.chmod(mode)
    assert distrust(cache) == f"{cache} can be written to by others"
    with pytest.raises(PermissionError, match="can be written to by others"):
        fill(cache / entry_name(1))


@posix
def test_the_folder_above_may_be_that_of_all_where_each_keeps_what_is_his(cache: Path) -> None:
    fill(cache / ENTRY)
    cache.parent.chmod(0o1777)
    assert distrust(cache) == ""
    cache.parent.chmod(0o775)
    assert distrust(cache) == ""
    cache.parent.chmod(0o777)
    assert distrust(cache) == f"{cache.parent} can be written to by others"


@posix
def test_one_of_another_user_is_refused(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(cache / ENTRY)
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    assert distrust(cache) == f"{cache} belongs to another user"


@posix
def test_a_link_is_refused(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(0o700)
    cache.parent.mkdir()
    cache.symlink_to(tmp_path / "elsewhere")
    assert distrust(cache) == f"{cache} is no folder"


@posix
def test_a_file_is_refused(cache: Path) -> None:
    cache.parent.mkdir()
    cache.touch()
    assert distrust(cache) == f"{cache} is no folder"
    with pytest.raises(OSError, match="File exists"):
        fill(cache / ENTRY)


def test_one_that_is_not_there_yet_is_fine(cache: Path) -> None:
    assert (distrust(cache), refusal(cache)) == ("", "")


def test_one_that_can_not_be_written_to(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: False)
    assert refusal(cache) == f"{cache.parent.parent} can't be written to"
    fill(cache / ENTRY)
    assert refusal(cache) == f"{cache} can't be written to"
    assert is_whole(cache / ENTRY)


@pytest.mark.skipif(not Path("/proc/self/fdinfo").exists(), reason="nobody writes to /proc")
def test_writing_where_that_can_not_be_done_is_an_error() -> None:
    with pytest.raises(OSError, match="/proc/self/fdinfo/java"):
        fill(Path("/proc/self/fdinfo/java") / ENTRY)


def test_an_entry_that_goes_away_is_no_error(cache: Path) -> None:
    entry = fill(cache / ENTRY)
    shutil.rmtree(cache)
    assert not is_whole(entry)

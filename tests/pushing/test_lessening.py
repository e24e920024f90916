import sqlite3
import zipfile
from pathlib import Path

import pytest

from card2anki.anki.reading.package import open_package
from card2anki.errors import UsageError
from card2anki.pushing.lessening import without
from tests.pushing.conftest import Project


@pytest.fixture
def package(project: Project) -> Path:
    project.build(1_700_000_000)
    return project.package


def test_a_package_that_loses_nothing_is_itself(package: Path, tmp_path: Path) -> None:
    with without(package, (), tmp_path / "gone") as same:
        assert same == package


def test_a_copy_lacks_the_notes_with_their_cards_and_nothing_else(
    package: Path, tmp_path: Path
) -> None:
    package.chmod(0o604)
    whole = package.read_bytes()
    with open_package(package) as opened:
        before = opened.contents
    first, *rest = before.notes
    folder = tmp_path / "copies"
    folder.mkdir()
    with without(package, {first.guid, "unknown"}, folder) as lesser:
        assert (lesser.parent, lesser.suffix) == (folder, "")
        assert lesser.stat().st_mode & 0o777 == 0o604
        with open_package(lesser) as opened:
            after = opened.contents
            (picture,) = after.media
            assert opened.damage(picture) == ""
        with zipfile.ZipFile(package) as old, zipfile.ZipFile(lesser) as new:
            assert new.namelist() == old.namelist()
            assert new.testzip() is None
    assert list(after.notes) == rest
    assert [card.note_id for card in after.cards] == [note.id for note in rest]
    assert (after.types, after.decks, after.media) == (before.types, before.decks, before.media)
    assert [*folder.iterdir()] == []
    assert package.read_bytes() == whole


def test_a_copy_goes_whatever_happens(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()

    def interrupted() -> None:
        with without(package, {"x"}, folder) as lesser:
            assert lesser.exists()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [*folder.iterdir()] == []


def test_a_folder_that_takes_no_copy_is_named(package: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match=r"gone: can't be written: No such file or directory"),
        without(package, {"x"}, tmp_path / "gone"),
    ):
        pass


def test_notes_that_can_not_be_taken_out_are_named(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    place = tmp_path / "collection"
    place.write_bytes(entries["collection.anki2"])
    with sqlite3.connect(place) as database:
        database.execute("CREATE TRIGGER stay BEFORE DELETE ON notes BEGIN SELECT gone(); END")
    database.close()
    with zipfile.ZipFile(package, "w") as archive:
        for name, data in (entries | {"collection.anki2": place.read_bytes()}).items():
            archive.writestr(name, data)
    with open_package(package) as opened:
        guid = opened.contents.notes[0].guid
    with (
        pytest.raises(UsageError, match=r"kites\.apkg: its notes can't be taken out: .*gone"),
        without(package, {guid}, tmp_path),
    ):
        pass
    assert not [*tmp_path.glob(".c2a-*")]

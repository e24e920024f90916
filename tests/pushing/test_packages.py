from pathlib import Path
from zipfile import ZipFile

import genanki
import pytest

from card2anki.config import Config
from card2anki.errors import UsageError
from card2anki.pushing.packages import find_packages, read_parcels, retired_in
from tests.pushing.conftest import Project


def test_without_names_it_is_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"^output: there is no such file or folder; 'card2anki b"):
        find_packages(())
    Path("output").mkdir()
    with pytest.raises(UsageError, match=r"^output: there is no package in it; 'card2anki build'"):
        find_packages(())
    for name in ("b.apkg", "a.APKG", "c.txt"):
        Path("output", name).write_bytes(b"")
    assert find_packages(()) == [Path("output/a.APKG"), Path("output/b.apkg")]
    assert find_packages(("output/b.apkg", "output")) == [
        Path("output/b.apkg"),
        Path("output/a.APKG"),
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("decks.md", r"decks\.md: not a package \(\.apkg\); 'card2anki build' makes packages"),
        ("gone.apkg", r"gone\.apkg: there is no such file or folder"),
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "decks.md").write_text("# x")
    with pytest.raises(UsageError, match=message):
        find_packages((str(tmp_path / name),))


def test_a_package_of_ours_is_read(project: Project) -> None:
    project.build(1_700_000_000)
    (parcel,) = read_parcels([project.package])
    assert parcel.path == project.package
    assert {note.modified for note in parcel.notes} == {1_700_000_000}
    assert len({note.guid for note in parcel.notes}) == 3
    assert parcel.notes[1].fields.startswith("How long is a line?\x1f")
    (picture,) = parcel.media
    assert picture.startswith("c2a-kite-")
    assert parcel.has_this_look


def test_a_package_of_somebody_else_is_refused(tmp_path: Path) -> None:
    deck = genanki.Deck(1 << 31, "Theirs")
    deck.add_note(genanki.Note(model=genanki.BASIC_MODEL, fields=["a", "b"]))
    genanki.Package(deck).write_to_file(str(tmp_path / "theirs.apkg"))
    with pytest.raises(UsageError, match=r"theirs\.apkg: not a package that card2anki built"):
        read_parcels([tmp_path / "theirs.apkg"])


@pytest.mark.parametrize("content", [b"", b"no zip", None])
def test_a_broken_package_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "broken.apkg"
    if content is None:
        with ZipFile(file, "w") as archive:
            archive.writestr("collection.anki2", b"no database")
            archive.writestr("media", b"{}")
    else:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=r"broken\.apkg"):
        read_parcels([file])


def test_retired_cards_are_those_of_the_lock(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.folder)
    assert retired_in(None, Config()) is None
    project.build(1_700_000_000)
    before = {note.guid for parcel in read_parcels([project.package]) for note in parcel.notes}
    assert retired_in(None, Config()) == []
    project.cut("Frames")
    project.build(1_700_001_000)
    after = {note.guid for parcel in read_parcels([project.package]) for note in parcel.notes}
    retired = retired_in(None, Config())
    assert retired is not None
    assert set(retired) == before - after
    assert len(retired) == 1
    lock = project.folder / "decks" / "card2anki.lock"
    moved = lock.rename(project.folder / "elsewhere.lock")
    assert retired_in(None, Config()) is None
    assert retired_in(None, Config(root=project.folder, lock="gone.lock")) is None
    assert retired_in(moved, Config()) == retired
    assert retired_in(None, Config(root=project.folder, lock="elsewhere.lock")) == retired
    with pytest.raises(UsageError, match=r"card2anki\.lock: there is no such lock file"):
        retired_in(lock, Config())

"""``card2anki build`` as a user runs it."""

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from tests.conftest import Run

_DECK = dedent(
    """\
    # Flashcards: Knots (Part 1)

    ---

    **Rating: 9/10**

    #### Bowline
    :p What does a bowline make?
    ??x
    A loop that does not slip.
    x??

    ---

    **Rating: 6/10**

    #### Reef knot
    :p What is a reef knot for?
    ??x
    Tying two ends of one rope.
    ??x

    ---

    #### Hitch
    :p What holds a hitch?
    ??x
    The standing part.
    x??

    ---

    #### Nothing
    :p What is the answer to this?
    ??x
    x??
    """
)


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "knots.md").write_text(_DECK)
    return folder


def _notes(package: Path) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(package) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        return database.execute("select * from notes order by id").fetchall()


def _built(run: Run, *arguments: str | Path, **options: Any) -> dict[str, Any]:
    result = run("build", *arguments, "--output-format", "json", **options)
    assert result.returncode == 0, result.stderr
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_decks_is_read_and_output_written_without_arguments(card2anki: Run, decks: Path) -> None:
    result = card2anki("build")
    assert result.returncode == 0, result.stderr
    assert (decks.parent / "output" / "knots.apkg").is_file()
    assert (decks / "card2anki.lock").is_file()


def test_json_names_packages_and_what_was_left_out(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    data = _built(card2anki, "decks", "-o", "out")
    size = (tmp_path / "out/knots.apkg").stat().st_size
    lock = data.pop("lock")
    assert {key: len(value) for key, value in lock.items() if key != "path"} == {
        "new": 3,
        "back": 0,
        "retired": 0,
        "changed": 0,
        "moved": 0,
    }
    assert lock["path"] == "decks/card2anki.lock"
    assert {card["question"] for card in lock["new"]} >= {"What does a bowline make?"}
    assert data == {
        "schema": 1,
        "packages": [{"path": "out/knots.apkg", "deck": "Knots::01", "notes": 3, "bytes": size}],
        "left_out": [{"path": "decks/knots.md", "line": 33, "reason": "no answer"}],
    }


def test_the_summary_names_findings_packages_and_cards_left_out(
    card2anki: Run, decks: Path
) -> None:
    out = card2anki("build", decks, "-o", "out").stdout.splitlines()
    assert out[0] == f"{decks}/knots.md:21:1: F001 answer is closed by '??x': write 'x??'"
    assert "left out: 1 card, no answer" in out
    assert f"  {decks}/knots.md:33" in out
    assert out[-1].startswith("4 cards in 1 file; 3 notes in 1 package, ")


def test_an_hour_and_a_folder_apart_the_bytes_are_the_same(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    card2anki("build", decks, "-o", tmp_path / "first", epoch=1_700_000_000)
    elsewhere = tmp_path / "elsewhere" / "deep"
    shutil.copytree(decks, elsewhere / "decks")
    card2anki("build", "-o", "second", cwd=elsewhere, epoch=1_700_003_600)
    first = (tmp_path / "first/knots.apkg").read_bytes()
    assert first == (elsewhere / "second/knots.apkg").read_bytes()
    lock = (decks / "card2anki.lock").read_bytes()
    assert lock == (elsewhere / "decks/card2anki.lock").read_bytes()


def test_an_edited_answer_moves_the_time_of_one_note(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    package = tmp_path / "out/knots.apkg"
    card2anki("build", decks, "-o", "out", epoch=1_700_000_000)
    before = _notes(package)
    (decks / "knots.md").write_text(_DECK.replace("does not slip", "never slips"))
    card2anki("build", decks, "-o", "out", epoch=1_700_003_600)
    after = _notes(package)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    ((old, new),) = changed
    assert (old[3], new[3]) == (1_700_000_000, 1_700_003_600)
    assert [at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b] == [3, 6]
    assert "never slips" in new[6]


@pytest.mark.parametrize(
    "edited",
    [
        _DECK.replace("\n\n---", "\n\n\n---\n\n---"),
        _DECK.replace("slip.\nx??", "slip.   \n\nx??"),
        _DECK.replace("\n", "\r\n"),
        _DECK.replace("**Rating: 9/10**\n\n#### B", "**Rating: 9/10**\n#### B"),
    ],
)
def test_an_edit_of_the_format_changes_nothing(
    card2anki: Run, decks: Path, tmp_path: Path, edited: str
) -> None:
    assert edited != _DECK
    card2anki("build", decks, "-o", "out", epoch=1_700_000_000)
    package, lock = tmp_path / "out/knots.apkg", decks / "card2anki.lock"
    before = package.read_bytes(), lock.read_bytes()
    (decks / "knots.md").write_bytes(edited.encode())
    card2anki("build", decks, "-o", "out", epoch=1_700_003_600)
    assert (package.read_bytes(), lock.read_bytes()) == before


def test_min_rating_leaves_out_what_is_rated_less_or_not_at_all(
    card2anki: Run, decks: Path
) -> None:
    data = _built(card2anki, decks, "--min-rating", "7")
    assert [package["notes"] for package in data["packages"]] == [1]
    reasons = [card["reason"] for card in data["left_out"]]
    assert reasons == [
        "rated 6/10 (asked for 7/10 or more)",
        "rated 6/10 (asked for 7/10 or more)",
        "no answer",
    ]


def test_a_card_without_rating_is_left_out_by_min_rating(card2anki: Run, decks: Path) -> None:
    (decks / "knots.md").write_text(_DECK.replace("**Rating: 6/10**", ""))
    (decks / "plain.md").write_text("#### Rope\n:p What is rope of?\n??x\nHemp.\nx??\n")
    data = _built(card2anki, decks, "--min-rating", "7")
    reasons = [card["reason"] for card in data["left_out"]]
    assert reasons == ["no answer", "no rating (asked for 7/10 or more)"]


def test_tags_are_given_to_every_card(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    _built(card2anki, decks, "-o", "out", "--tag", "my exam::2027", "--tag", "sea")
    tags = {note[5] for note in _notes(tmp_path / "out/knots.apkg")}
    assert " book::knots my-exam::2027 part::01 rating::9 sea " in tags
    assert all(" my-exam::2027 " in given and " sea " in given for given in tags)


def test_a_tag_of_nothing_is_refused(card2anki: Run, decks: Path) -> None:
    result = card2anki("build", decks, "--tag", " :: ")
    assert result.returncode == 2
    assert "is no tag" in result.stderr


def test_a_dry_run_writes_nothing(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    result = card2anki("build", decks, "-o", "out", "--dry-run")
    assert result.returncode == 0
    assert "would be written" in result.stdout
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["decks", "knots.md"]


def test_single_packs_all_books_into_one_file(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    (decks / "sails.md").write_text(
        "# Flashcards: Sails\n\n#### Jib\n:p Where is the jib?\n??x\nForward.\nx??\n"
    )
    packages = _built(card2anki, decks, "-o", "out")["packages"]
    assert [package["path"] for package in packages] == ["out/knots.apkg", "out/sails.apkg"]
    packages = _built(card2anki, decks, "-o", "all.apkg", "--single")["packages"]
    assert [(package["path"], package["notes"]) for package in packages] == [("all.apkg", 4)]
    packages = _built(card2anki, decks, "-o", "out", "--single")["packages"]
    assert [package["path"] for package in packages] == ["out/card2anki.apkg"]
    result = card2anki("build", decks, "-o", "all.apkg")
    assert (result.returncode, result.stdout) == (2, "")
    assert "all.apkg: one file for 2 books: pass --single, or name a folder" in result.stderr


def test_titles_and_templates_come_from_the_configuration(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    (tmp_path / "card2anki.toml").write_text(
        'deck = "Sea::{book}::{file}"\ntags = ["r{rating}", "sea::{book}"]\n'
        '[books]\nKnots = "Knots: A Handbook"\n'
    )
    (package,) = _built(card2anki, decks, "-o", "out")["packages"]
    assert (package["path"], package["deck"]) == (
        "out/knots-a-handbook.apkg",
        "Sea::Knots: A Handbook::knots",
    )
    assert {note[5] for note in _notes(tmp_path / package["path"])} == {
        " r9 sea::knots-a-handbook ",
        " r6 sea::knots-a-handbook ",
    }


def test_two_cards_with_one_question_are_two_notes(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    text = _DECK.replace("What is a reef knot for?", "What does a bowline make?")
    (decks / "knots.md").write_text(text)
    _built(card2anki, decks, "-o", "out")
    before = {note[1]: note[6].split("\x1f")[1] for note in _notes(tmp_path / "out/knots.apkg")}
    assert len(before) == 3
    # the second one edited: the first keeps its identity, and so does the second
    (decks / "knots.md").write_text(text.replace("Tying two ends", "Joining two ends"))
    _built(card2anki, decks, "-o", "out", epoch=1_700_003_600)
    after = {note[1]: note[6].split("\x1f")[1] for note in _notes(tmp_path / "out/knots.apkg")}
    assert after == {
        guid: answer.replace("Tying two ends", "Joining two ends")
        for guid, answer in before.items()
    }


def test_a_path_that_does_not_exist(card2anki: Run, tmp_path: Path) -> None:
    result = card2anki("build", "no/such.md")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "card2anki: error: no/such.md: no such file or folder\n"


def test_no_decks_folder_and_no_paths(card2anki: Run) -> None:
    result = card2anki("build")
    assert result.returncode == 2
    assert result.stderr == (
        "card2anki: error: no folder 'decks' here: name the files or folders to read\n"
    )


def test_a_folder_without_cards(card2anki: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = card2anki("build", "empty")
    assert result.returncode == 2
    assert "no deck in empty: there is no file that ends in .markdown or .md" in result.stderr
    (tmp_path / "empty/notes.md").write_text("Only prose.\n")
    result = card2anki("build", "empty")
    assert result.returncode == 2
    assert "empty/notes.md:1:1: F014 no card in this file" in result.stdout
    assert "there is no card to pack" in result.stderr
    assert not (tmp_path / "output").exists()


def test_an_empty_file_is_named_and_the_others_are_built(card2anki: Run, decks: Path) -> None:
    (decks / "blank.md").write_bytes(b"")
    result = card2anki("build", "decks")
    assert result.returncode == 0
    assert "decks/blank.md:1:1: F014 the file is empty" in result.stdout


def test_bytes_that_are_not_utf_8_are_read_and_named(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    (decks / "knots.md").write_bytes(
        _DECK.replace("slip.", "slip: \x93na\xefve\x94.").encode("latin-1")
    )
    result = card2anki("build", "decks", "-o", "out")
    assert result.returncode == 0
    assert "decks/knots.md:10:28: F013 not valid UTF-8, read as '“'" in result.stdout
    assert "“naïve”" in _notes(tmp_path / "out/knots.apkg")[0][6]


def test_control_characters_are_shown_on_the_card(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    (decks / "knots.md").write_text(_DECK.replace("slip.", "slip\x00 or \x0cray."))
    result = card2anki("build", "decks", "-o", "out")
    assert result.returncode == 0
    assert "M604 control character U+0000" in result.stdout
    assert "slip␀ or ␌ray." in _notes(tmp_path / "out/knots.apkg")[0][6]


def test_an_output_that_is_no_folder(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = card2anki("build", decks, "-o", "file")
    assert result.returncode == 2
    assert "file: not a folder, and its name does not end in .apkg" in result.stderr
    result = card2anki("build", decks, "-o", "file/below")
    assert result.returncode == 2
    assert "error: file/below/knots.apkg: can't be written: " in result.stderr
    assert not (decks / "card2anki.lock").exists()


def test_a_full_disk_leaves_what_was_there(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    card2anki("build", decks, "-o", "out")
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    (decks / "knots.md").write_text(_DECK.replace("does not slip", "never slips"))
    kept[decks / "knots.md"] = (decks / "knots.md").read_bytes()

    def fill_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    result = subprocess.run(
        [sys.executable, "-m", "card2anki", "build", str(decks), "-o", "out"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=fill_disk,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "card2anki: error: out/knots.apkg: can't be written: File too large" in result.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == kept


def test_decks_of_two_locks_are_not_mixed(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    shutil.copytree(decks, tmp_path / "more")
    card2anki("build", "decks")
    card2anki("build", "more")
    result = card2anki("build", "decks", "more")
    assert result.returncode == 2
    assert "decks of several lock files" in result.stderr
    result = card2anki("build", "decks", "more", "--lock", "both.lock")
    assert result.returncode == 0
    assert (tmp_path / "both.lock").is_file()


def test_the_lock_above_a_folder_serves_its_parts(card2anki: Run, decks: Path) -> None:
    card2anki("build", "decks")
    before = (decks / "card2anki.lock").read_bytes()
    (decks / "inner").mkdir()
    (decks / "knots.md").rename(decks / "inner/knots.md")
    card2anki("build", "decks/inner")
    after = (decks / "card2anki.lock").read_bytes()
    assert after == before.replace(b" knots.md", b" inner/knots.md")
    assert not (decks / "inner/card2anki.lock").exists()


def test_a_broken_lock_is_named_with_its_line(card2anki: Run, decks: Path) -> None:
    card2anki("build", "decks")
    lock = decks / "card2anki.lock"
    lock.write_text(lock.read_text() + "<<<<<<< HEAD\n")
    result = card2anki("build", "decks")
    assert result.returncode == 2
    assert f"{lock}:8: not a line of a lock: a merge is unfinished" in result.stderr
    lock.write_text("# card2anki lock 99\n")
    assert "written by a newer card2anki" in card2anki("build", "decks").stderr


@pytest.mark.parametrize("clock", ["yesterday", "", "-1", "999999999999", "9" * 5000])
def test_a_clock_that_is_no_time(decks: Path, tmp_path: Path, clock: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "card2anki", "build", str(decks)],
        cwd=tmp_path,
        env=os.environ | {"SOURCE_DATE_EPOCH": clock},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert f"SOURCE_DATE_EPOCH must be a number of seconds, not {clock!r}" in result.stderr


def test_the_order_of_paths_does_not_matter(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    (decks / "more.md").write_text(_DECK.replace("hitch", "splice"))
    card2anki("build", "decks", "-o", "1.apkg")
    card2anki("build", "decks/more.md", "decks/knots.md", "-o", "2.apkg")
    card2anki("build", "decks/knots.md", decks / "more.md", "decks", "-o", "3.apkg")
    first = (tmp_path / "1.apkg").read_bytes()
    assert first == (tmp_path / "2.apkg").read_bytes() == (tmp_path / "3.apkg").read_bytes()


def test_a_tag_of_one_build_leaves_the_next_as_it_was(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    card2anki("build", "decks", "-o", "1.apkg")
    card2anki("build", "decks", "-o", "tagged.apkg", "--tag", "exam", epoch=1_700_003_600)
    card2anki("build", "decks", "-o", "2.apkg", epoch=1_700_007_200)
    assert (tmp_path / "1.apkg").read_bytes() == (tmp_path / "2.apkg").read_bytes()


def test_a_link_to_a_lock_stays_one(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    (tmp_path / "link.lock").symlink_to(tmp_path / "real.lock")
    assert card2anki("build", "decks", "--lock", "link.lock").returncode == 0
    assert (tmp_path / "link.lock").is_symlink()
    assert (tmp_path / "real.lock").is_file()


def test_an_untitled_file_is_of_one_book_however_it_is_named(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    (decks / "sea").mkdir()
    (decks / "sea" / "ropes.md").write_text("#### Rope\n:p What is rope of?\n??x\nHemp.\nx??\n")
    card2anki("build", "decks", "-o", "1")
    card2anki("build", "decks/sea", "-o", "2")
    card2anki("build", "decks/sea/ropes.md", "-o", "3")
    first = (tmp_path / "1/sea.apkg").read_bytes()
    assert first == (tmp_path / "2/sea.apkg").read_bytes() == (tmp_path / "3/sea.apkg").read_bytes()


def test_a_side_that_shows_nothing_is_left_out(card2anki: Run, decks: Path) -> None:
    (decks / "knots.md").write_text(_DECK.replace("A loop that does not slip.", "&#32;"))
    left_out = _built(card2anki, "decks")["left_out"]
    assert [card["reason"] for card in left_out] == ["the answer shows nothing", "no answer"]


def test_a_folder_in_the_place_of_a_package(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    (tmp_path / "out/knots.apkg").mkdir(parents=True)
    result = card2anki("build", "decks", "-o", "out")
    assert result.returncode == 2
    assert "out/knots.apkg: can't be written: Is a directory" in result.stderr
    assert not (decks / "card2anki.lock").exists()


def test_strict_builds_nothing_while_there_are_errors(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    result = card2anki("build", "--strict")
    assert result.returncode == 1
    assert "F001 answer is closed by '??x': write 'x??'" in result.stderr
    assert "2 errors: nothing is built" in result.stderr
    assert not (tmp_path / "output").exists()
    assert not list(decks.rglob("*.lock"))
    assert card2anki("build").returncode == 0
    (tmp_path / "card2anki.toml").write_text('baseline = "known.json"\n')
    assert card2anki("check", "--write-baseline", "known.json").returncode == 0
    assert card2anki("build", "--strict").returncode == 0

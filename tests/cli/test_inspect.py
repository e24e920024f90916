"""``card2anki inspect`` as a user runs it."""

import json
from pathlib import Path

from tests.anki.reading.packages import note, stock_package, write_package
from tests.conftest import Run


def test_a_package_of_ours(card2anki: Run, tmp_path: Path) -> None:
    (tmp_path / "knots.md").write_text("#### Bowline\n:p What does it make?\n??x\nA loop.\nx??\n")
    assert card2anki("build", "knots.md", "-o", "out").returncode == 0
    result = card2anki("inspect", "out/knots.apkg")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "out/knots.apkg: collection.anki2, 1 note, 1 card",
        "decks, cards:",
        "      1  knots",
        "note types, notes:",
        "      1  card2anki: Question, Answer, Context, Heading, Source, Rating, CardId, Spare1,"
        " Spare2, Spare3",
        "tags, notes:",
        "      1  book::knots",
        "no problem found",
    ]


def test_a_package_of_somebody_else(card2anki: Run, tmp_path: Path) -> None:
    stock_package(tmp_path / "birds.apkg")
    result = card2anki("inspect", "birds.apkg")
    assert (result.returncode, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[:5] == [
        "birds.apkg: collection.anki2, 3 notes, 3 cards",
        "decks, cards:",
        "      3  Birds::Waders",
        "note types, notes:",
        "      2  Cloze (genanki) (cloze): Text, Back Extra",
    ]
    assert "media: 1 file, 0 kB" in lines
    assert lines[-3] == "problem: note without a card:"
    assert lines[-2].endswith(": No gap.")
    assert lines[-1] == "1 problem"


def test_json(card2anki: Run, tmp_path: Path) -> None:
    picture = 'b <img src="gone.png">'
    write_package(tmp_path / "x.apkg", *note(1, "a", picture, tags="t"), media={"egg.png": b"12"})
    result = card2anki("inspect", "x.apkg", "--output-format", "json")
    assert result.returncode == 1
    assert json.loads(result.stdout) == {
        "schema": 1,
        "path": "x.apkg",
        "form": "collection.anki2",
        "notes": 1,
        "cards": 1,
        "decks": [{"name": "Birds", "cards": 1}],
        "note_types": [
            {
                "name": "Basic",
                "fields": ["Front", "Back"],
                "templates": ["Card 1"],
                "cloze": False,
                "notes": 1,
            }
        ],
        "tags": [{"name": "t", "notes": 1}],
        "media": [{"name": "egg.png", "bytes": 2}],
        "unused_media": ["egg.png"],
        "problems": [{"problem": "missing media", "about": "gone.png"}],
    }


def test_what_a_terminal_would_act_upon_is_spelled_out(card2anki: Run, tmp_path: Path) -> None:
    write_package(tmp_path / "x.apkg", *note(1, "a", "b", tags="\x1b]0;title\x07"))
    result = card2anki("inspect", "x.apkg")
    assert "\x1b" not in result.stdout
    assert r"\x1b]0;title\x07" in result.stdout


def test_more_of_a_kind_than_are_listed(card2anki: Run, tmp_path: Path) -> None:
    notes = [s for n in range(30) for s in note(n + 1, "a", "b", tags=f"t{n:02}")]
    write_package(tmp_path / "x.apkg", *notes)
    lines = card2anki("inspect", "x.apkg").stdout.splitlines()
    assert "  ... and 10 more: --output-format json names them all" in lines
    assert "      1  t19" in lines
    assert "      1  t20" not in lines


def test_what_is_no_package(card2anki: Run, tmp_path: Path) -> None:
    result = card2anki("inspect", "no.apkg")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "card2anki: error: no.apkg: can't be read: No such file or directory\n"

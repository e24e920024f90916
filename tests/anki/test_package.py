"""The package: what stands in it, byte for byte the same each time."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from card2anki.anki.identity import assign
from card2anki.anki.notes import Note
from card2anki.anki.notetype import FIELDS, MODIFIED, NOTE_TYPE_ID, note_type
from card2anki.anki.package import Packed, deck_id, package_bytes


def _packed(*questions: str) -> list[Packed]:
    notes = [
        Note(
            question=question,
            fields=(f"<b>{question}</b>", "An answer &amp; more.", "", "", "", "8"),
            tags=("a", "b::c"),
            added_tags=(),
            deck="Metals::01",
            book="Metals",
            path="m.md",
            line=1,
        )
        for question in questions
    ]
    identities = assign([(note, note.path) for note in notes], {}, 1_700_000_000).identities
    return [Packed(note, who) for note, who in zip(notes, identities, strict=True)]


def _rows(data: bytes, query: str) -> list[tuple[Any, ...]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        return database.execute(query).fetchall()


def test_the_same_notes_give_the_same_bytes(tmp_path: Path) -> None:
    image = tmp_path / "x.png"
    image.write_bytes(b"png")
    first = package_bytes(_packed("Tin?", "Zinc?"), {"x.png": image})
    assert package_bytes(_packed("Tin?", "Zinc?"), {"x.png": image}) == first
    assert package_bytes(_packed("Tin?"), {}) != first


def test_no_date_of_the_build_is_in_the_archive(tmp_path: Path) -> None:
    image = tmp_path / "x.png"
    image.write_bytes(b"png" * 100)
    data = package_bytes(_packed("Tin?"), {"b.png": image, "a.png": image})
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}
    assert json.loads(archive.read("media")) == {"0": "a.png", "1": "b.png"}
    assert archive.read("1") == b"png" * 100


def test_a_note_and_its_card() -> None:
    packed = _packed("Tin?", "Zinc?")
    data = package_bytes(packed, {})
    (row, _) = _rows(data, "select * from notes order by id")
    guid = packed[0].identity.guid
    fields = ["<b>Tin?</b>", "An answer &amp; more.", "", "", "", "8", guid, "", "", ""]
    assert row[:7] == (
        1_700_000_000_000,
        guid,
        NOTE_TYPE_ID,
        1_700_000_000,
        -1,
        " a b::c ",
        "\x1f".join(fields),
    )
    assert row[7] == "Tin?"
    cards = _rows(data, "select id, nid, did, due from cards order by id")
    deck = deck_id("Metals::01")
    assert cards == [
        (1_700_000_000_000, 1_700_000_000_000, deck, 0),
        (1_700_000_000_001, 1_700_000_000_001, deck, 1),
    ]


def test_the_note_type_has_the_time_of_its_version() -> None:
    ((models, decks),) = _rows(package_bytes(_packed("Tin?"), {}), "select models, decks from col")
    ((number, model),) = json.loads(models).items()
    assert (int(number), model["mod"]) == (NOTE_TYPE_ID, MODIFIED)
    assert {field["name"]: field["id"] for field in model["flds"]} == FIELDS
    assert {deck["name"] for deck in json.loads(decks).values()} == {"Default", "Metals::01"}


def test_the_front_shows_the_question_without_a_filter() -> None:
    (template,) = note_type().templates
    assert "{{Question}}" in template["qfmt"]
    assert "{{Answer}}" in template["afmt"]
    assert "{{FrontSide}}" not in template["afmt"]


def test_the_note_type_changes_only_with_a_new_version() -> None:
    """Whoever changes a template, the style, a field or an id moves MODIFIED and this hash."""
    import hashlib

    model = note_type().to_json(0, 1)
    text = json.dumps([model["flds"], model["tmpls"], model["css"]], sort_keys=True)
    known = (MODIFIED, hashlib.sha256(text.encode()).hexdigest()[:16])
    assert known == (1_795_305_600, "d9b524e177dc91a0")

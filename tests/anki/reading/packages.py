"""Packages for tests: by stock genanki, by the real engine in every form, and by nobody sane."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import genanki
from anki.collection import Collection, ExportAnkiPackageOptions

#: The tables that packages are read from, as old clients make them.
_SCHEMA = """
    create table col (id integer primary key, models text, decks text);
    create table notes (id integer primary key, guid text, mid integer, mod integer, tags text,
      flds text);
    create table cards (id integer primary key, nid integer, did integer, odid integer,
      ord integer, due integer);
"""
_BASIC = {
    "id": 7,
    "name": "Basic",
    "type": 0,
    "flds": [{"name": "Back", "ord": 1}, {"name": "Front", "ord": 0}],
    "tmpls": [{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}{{Back}}", "ord": 0}],
}
_DECKS = {"1": {"id": 1, "name": "Default"}, "2": {"id": 2, "name": "Birds"}}


def collection_bytes(
    *statements: str, models: object = None, decks: object = None, schema: str = _SCHEMA
) -> bytes:
    """Return a collection with a note type Basic and a deck Birds, after some statements."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema)
    described = [{"7": _BASIC} if models is None else models, _DECKS if decks is None else decks]
    if "create table col" in schema:
        texts = [one if isinstance(one, str) else json.dumps(one) for one in described]
        connection.execute("insert into col values (1, ?, ?)", texts)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def note(number: int, front: str, back: str, *, tags: str = "", guid: str = "") -> list[str]:
    """Return the statements that add a note and its card to the deck Birds."""
    fields = f"'{front}' || char(31) || '{back}'"
    return [
        f"insert into notes values ({number}, '{guid or f'g{number}'}', 7, 9, '{tags}', {fields})",
        f"insert into cards values ({number}, {number}, 2, 0, 0, {number})",
    ]


def zip_bytes(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def write_package(
    file: Path, *statements: str, media: Mapping[str, bytes] | None = None, index: object = None
) -> Path:
    """Write a package in the old form; ``index`` replaces the list of its media."""
    files = media or {}
    listed = {str(n): name for n, name in enumerate(files)} if index is None else index
    entries = {
        "collection.anki2": collection_bytes(*statements),
        "media": json.dumps(listed).encode(),
    }
    held = {str(n): data for n, data in enumerate(files.values())}
    file.write_bytes(zip_bytes({**entries, **held}))
    return file


def stock_package(file: Path) -> Path:
    """Write what stock genanki makes: a basic note, two cloze notes, one of them without a gap."""
    basic = genanki.Model(
        1_607_392_319,
        "Simple",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}{{Back}}"}],
    )
    deck = genanki.Deck(2_059_400_110, "Birds::Waders")
    picture = file.parent / "heron.png"
    picture.write_bytes(b"\x89PNG heron")
    fields = ["Which bird is grey?", 'The heron <img src="heron.png">']
    deck.add_note(genanki.Note(basic, fields, tags=["grey", "bird::wader"]))
    cloze = ["A {{c1::stork}} has {{c2::long::how?}} legs.", ""]
    deck.add_note(genanki.Note(genanki.CLOZE_MODEL, cloze))
    deck.add_note(genanki.Note(genanki.CLOZE_MODEL, ["No gap.", ""]))
    package = genanki.Package(deck)
    package.media_files = [str(picture)]
    package.write_to_file(str(file))
    return file


def engine_package(
    file: Path, fill: Callable[[Collection], object], *, legacy: bool, whole: bool = False
) -> Path:
    """Write what the real engine exports of a collection: a package, or all of the collection."""
    folder = file.parent / f"{file.stem}-collection"
    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    fill(collection)
    if whole:
        collection.export_collection_package(str(file), True, legacy)
    else:
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_media=True, legacy=legacy, with_deck_configs=True
        )
        collection.export_anki_package(out_path=str(file), options=options, limit=None)
        collection.close()
    return file

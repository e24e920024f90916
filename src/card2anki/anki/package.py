"""Notes to an .apkg file: one pass, compressed, and the same bytes for the same notes.

genanki's Package asks the clock for ids, stores the dates of the build, writes row by row and
does not compress; only its model and its schema are used here. Measured against it with 20,000
and 50,000 notes (benchmarks/package.py): a quarter to a sixth of the size, in six to nine tenths
of the time, most of which is zlib's.
"""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from card2anki.anki.lock import Identity
from card2anki.anki.notes import Note, plain_text
from card2anki.anki.notetype import NOTE_TYPE_ID, note_type

#: Rows written by one statement; more gains nothing.
_ROWS = 2000
#: The earliest date a zip file can hold, so that none depends on the clock.
_DATE = (1980, 1, 1, 0, 0, 0)
#: zlib's fastest level: a fifth larger than its default, in half the time (6,000 real cards).
_LEVEL = 1
_TABLES, _, _INDEXES = APKG_SCHEMA.partition("CREATE INDEX")


@dataclass(frozen=True, slots=True)
class Packed:
    """A note with its identity, ready to be written."""

    note: Note
    identity: Identity


def package_bytes(notes: Sequence[Packed], media: Mapping[str, Path]) -> bytes:
    """Return the package of notes, each GUID once, and of media files by their names in it.

    The same notes and media give the same bytes.
    """
    files = dict(sorted(media.items()))
    index = {str(number): name for number, name in enumerate(files)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "collection.anki2", _collection(notes))
        _add(archive, "media", json.dumps(index, ensure_ascii=False).encode())
        for number, path in enumerate(files.values()):
            _add(archive, str(number), path.read_bytes())
    return buffer.getvalue()


def _collection(notes: Sequence[Packed]) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA page_size=16384")
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("BEGIN")
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.execute(APKG_COL)
    names = dict.fromkeys(packed.note.deck for packed in notes)
    _write_decks(connection, [genanki.Deck(deck_id(name), name) for name in names])
    rows = _rows(notes)
    while chunk := list(islice(rows, _ROWS)):
        connection.executemany(_NOTE, [note for note, _ in chunk])
        connection.executemany(_CARD, [card for _, card in chunk])
    for statement in ("CREATE INDEX" + _INDEXES).split(";"):
        connection.execute(statement)
    connection.execute("COMMIT")
    data = connection.serialize()
    connection.close()
    return data


def _write_decks(connection: sqlite3.Connection, decks: Sequence[genanki.Deck]) -> None:
    (known,) = connection.execute("SELECT decks FROM col").fetchone()
    described = json.loads(known) | {str(deck.deck_id): deck.to_json() for deck in decks}
    models = {str(NOTE_TYPE_ID): note_type().to_json(0, 1)}
    connection.execute(
        "UPDATE col SET decks = ?, models = ?", (json.dumps(described), json.dumps(models))
    )


def _rows(notes: Sequence[Packed]) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Yield the rows of each note and of its card, new cards in the order of the notes."""
    for due, packed in enumerate(notes):
        note, who = packed.note, packed.identity
        fields = (*note.fields, who.guid, "", "", "")
        plain = plain_text(note.fields[0])
        checksum = int(hashlib.sha1(plain.encode(), usedforsecurity=False).hexdigest()[:8], 16)
        # Anki knows no case of tags: of two that differ in it, the card's own stays
        tags = {tag.casefold(): tag for tag in (*note.added_tags, *note.tags)}
        tag_list = f" {' '.join(sorted(tags.values()))} " if tags else ""
        joined = "\x1f".join(fields)
        yield (
            (who.note_id, who.guid, NOTE_TYPE_ID, who.modified, tag_list, joined, plain, checksum),
            (who.note_id, who.note_id, deck_id(note.deck), who.modified, due),
        )


_NOTE = "INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,?,0,'')"
_CARD = "INSERT INTO cards VALUES(?,?,?,0,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')"


def deck_id(name: str) -> int:
    """Return an id that a deck's name always gets; collections match decks by name."""
    return 1 << 46 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:5], "big")


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # or the byte would tell Windows from Unix
    archive.writestr(entry, data, compresslevel=_LEVEL)

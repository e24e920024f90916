"""A package as a whole: which of its files is the collection, and what the media are called.

``meta`` says which; packages older than that have a ``collection.anki2``, and one for newer
clients beside it from 2.1 on. In those of ``collection.anki21b`` everything is compressed with
Zstandard, and a ``collection.anki2`` only tells old clients that they are too old.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from card2anki.anki.reading import protobuf
from card2anki.anki.reading.archive import Archive
from card2anki.anki.reading.collection import read_cards, read_decks, read_notes, read_types
from card2anki.anki.reading.contents import Contents, StoredCard, StoredMedia, StoredNote
from card2anki.anki.reading.database import Database
from card2anki.errors import UsageError

_LATEST = "collection.anki21b"
#: By what ``meta`` says, from the first version on.
_FORMS = ("collection.anki2", "collection.anki21", _LATEST)
_ENTRIES = 1  # of MediaEntries
_NAME, _SIZE, _SHA1, _ENTRY = 1, 2, 3, 255  # of MediaEntry


@dataclass(frozen=True, slots=True)
class Package:
    """An open package: what stands in it, and its media. Raises UsageError."""

    contents: Contents
    archive: Archive

    def media(self, file: StoredMedia) -> Iterator[bytes]:
        """Yield the content of a media file in pieces."""
        return self.archive.pieces(file.entry, is_compressed=self.contents.form == _LATEST)

    def damage(self, file: StoredMedia) -> str:
        """Say what is wrong with a media file, "" where it is as the package says."""
        if file.entry not in self.archive:
            return f"{file.name!r}: there is no file {file.entry!r} in the package"
        digest = hashlib.sha1(usedforsecurity=False)
        size = 0
        try:
            for piece in self.media(file):
                digest.update(piece)
                size += len(piece)
        except UsageError as error:
            return f"{file.name!r}: {str(error).removeprefix(f'{self.archive.file}: ')}"
        if file.sha1 and digest.digest() != file.sha1:
            return f"{file.name!r}: {file.entry!r} in the package is not the file it should be"
        return "" if size else f"{file.name!r}: the file is empty"


@contextmanager
def open_package(file: Path) -> Iterator[Package]:
    """Open an .apkg or .colpkg file. Raises UsageError where it can't be read."""
    with Archive(file) as archive:
        form = _form(archive)
        with tempfile.TemporaryDirectory(prefix="card2anki-") as folder:
            place = Path(folder, "collection")
            with place.open("wb") as unpacked:
                unpacked.writelines(archive.pieces(form, is_compressed=form == _LATEST))
            with closing(Database(place, f"{file}: {form}")) as database:
                try:
                    media = tuple(_media(archive, form))
                    contents = _contents(form, database, media)
                except (ValueError, RecursionError) as error:
                    raise UsageError(f"{file}: {form}: damaged: {error}") from error
        yield Package(contents, archive)


def _form(archive: Archive) -> str:
    """Return the name of the collection in a package."""
    there = [form for form in _FORMS if form in archive]
    if not there:
        raise UsageError(f"{archive.file}: not a package: there is no collection in it")
    if "meta" not in archive:
        return there[-1]
    try:
        version = protobuf.number_of(archive.read("meta"), 1)
    except ValueError as error:
        raise UsageError(f"{archive.file}: 'meta' in it is damaged: {error}") from error
    if version > len(_FORMS):
        raise UsageError(
            f"{archive.file}: a package of version {version}, this card2anki reads up to"
            f" {len(_FORMS)}: upgrade with 'pip install -U card2anki'"
        )
    form = _FORMS[version - 1] if version else there[-1]
    if form not in archive:
        raise UsageError(f"{archive.file}: there is no {form!r} in it, which 'meta' promises")
    return form


def _contents(form: str, database: Database, media: tuple[StoredMedia, ...]) -> Contents:
    types, decks = read_types(database), read_decks(database)
    cards = sorted(read_cards(database), key=lambda card: (card.note_id, card.number, card.id))
    notes = _in_order(list(read_notes(database)), cards)
    return Contents(form, types, decks, tuple(notes), tuple(cards), media)


def _in_order(notes: list[StoredNote], cards: list[StoredCard]) -> list[StoredNote]:
    due: dict[int, list[int]] = defaultdict(list)
    for card in cards:
        due[card.note_id].append(card.due)
    return sorted(notes, key=lambda note: (min(due[note.id], default=0), note.id))


def _media(archive: Archive, form: str) -> Iterator[StoredMedia]:
    """Yield the media files that a package lists, in the order of their names."""
    if "media" not in archive:
        return
    data = archive.read("media", is_compressed=form == _LATEST)
    listed = _new_media(data) if form == _LATEST else _old_media(archive, data)
    yield from sorted(listed, key=lambda media: media.name)


def _old_media(archive: Archive, data: bytes) -> Iterator[StoredMedia]:
    named = json.loads(data or b"{}")
    if not isinstance(named, dict):
        raise ValueError("the list of media is no object")
    for entry, name in named.items():
        yield StoredMedia(str(name), entry, archive.size(entry) if entry in archive else 0)


def _new_media(data: bytes) -> Iterator[StoredMedia]:
    number = 0
    for field, message in protobuf.fields_of(data):
        if field == _ENTRIES and isinstance(message, bytes):
            entry = protobuf.number_of(message, _ENTRY) or number
            yield StoredMedia(
                name=protobuf.text_of(message, _NAME),
                entry=str(entry),
                size=protobuf.number_of(message, _SIZE),
                sha1=protobuf.bytes_of(message, _SHA1),
            )
            number += 1

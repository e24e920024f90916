"""A package as a whole: which of its files is the collection, and what the media are called.

``meta`` says which; packages older than that have a ``collection.anki2``, and one for newer
clients beside it from 2.1 on. In those of ``collection.anki21b`` everything is compressed with
Zstandard, and a ``collection.anki2`` only tells old clients that they are too old.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from card2anki.anki.reading import protobuf
from card2anki.anki.reading.archive import Archive, PackageError
from card2anki.anki.reading.collection import read_cards, read_decks, read_notes, read_types
from card2anki.anki.reading.contents import Contents, StoredCard, StoredMedia, StoredNote
from card2anki.anki.reading.database import Database, open_database
from card2anki.anki.reading.values import as_text, json_object
from card2anki.errors import UsageError

_LATEST = "collection.anki21b"
#: By what ``meta`` says, from the first version on.
_FORMS = ("collection.anki2", "collection.anki21", _LATEST)
_ENTRIES = 1  # of MediaEntries
_NAME, _SIZE, _SHA1 = 1, 2, 3  # of MediaEntry


@dataclass(frozen=True, slots=True)
class Package:
    """An open package: what stands in it, and its media. Raises PackageError."""

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
        except PackageError as error:
            return f"{file.name!r}: {error}"
        if file.sha1 and digest.digest() != file.sha1:
            return f"{file.name!r}: {file.entry!r} in the package is not the file it should be"
        return "" if size else f"{file.name!r}: the file is empty"


@contextmanager
def open_package(file: Path) -> Iterator[Package]:
    """Open an .apkg or .colpkg file.

    Raises UsageError, also for what is read of it as long as it is open.
    """
    try:
        with Archive(file) as archive:
            yield Package(_contents(archive), archive)
    except PackageError as error:
        raise UsageError(f"{file}: {error}") from error


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Name the entry of a package that can't be understood."""
    try:
        yield
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{name!r} in it is damaged: {error}") from error


def _contents(archive: Archive) -> Contents:
    form = _form(archive)
    with _reading("media"):
        media = tuple(sorted(_media(archive, form), key=lambda file: file.name))
    with tempfile.TemporaryDirectory(prefix="card2anki-") as folder:
        place = Path(folder, "collection")
        with place.open("wb") as unpacked:
            unpacked.writelines(archive.pieces(form, is_compressed=form == _LATEST))
        with _reading(form), open_database(place) as database:
            return _collection(form, database, media)


def _form(archive: Archive) -> str:
    """Return the name of the collection in a package."""
    there = [form for form in _FORMS if form in archive]
    if not there:
        raise PackageError("not a package: there is no collection in it")
    if "meta" not in archive:
        return there[-1]
    with _reading("meta"):
        version = protobuf.number_of(archive.read("meta"), 1)
    if version > len(_FORMS):
        raise PackageError(
            f"a package of version {version}, this card2anki reads up to {len(_FORMS)}:"
            " upgrade with 'pip install -U card2anki'"
        )
    form = _FORMS[version - 1] if version else there[-1]
    if form not in archive:
        raise PackageError(f"there is no {form!r} in it, which 'meta' promises")
    return form


def _collection(form: str, database: Database, media: tuple[StoredMedia, ...]) -> Contents:
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
    """Yield the media files that a package lists."""
    if "media" not in archive:
        return
    data = archive.read("media", is_compressed=form == _LATEST)
    yield from _new_media(data) if form == _LATEST else _old_media(archive, data)


def _old_media(archive: Archive, data: bytes) -> Iterator[StoredMedia]:
    for entry, name in json_object(data).items():
        yield StoredMedia(as_text(name), entry, archive.size(entry) if entry in archive else 0)


def _new_media(data: bytes) -> Iterator[StoredMedia]:
    """Yield the media files of a list whose every place is the name of an entry."""
    messages = (value for field, value in protobuf.fields_of(data) if field == _ENTRIES)
    for number, message in enumerate(one for one in messages if isinstance(one, bytes)):
        yield StoredMedia(
            name=protobuf.text_of(message, _NAME),
            entry=str(number),
            size=protobuf.number_of(message, _SIZE),
            sha1=protobuf.bytes_of(message, _SHA1),
        )

"""A package without some of its notes: those that a collection has under another note type.

An import that merges note types, the only one that AnkiConnect knows, merges the type of such a
note into ours, whatever the two are like. Measured with Anki 26.9: where they are not copies of
each other, all notes of ours lose their fields, and each gets the other type's cards, too. So
such a note is in nothing that is imported.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from copy import copy
from pathlib import Path

from card2anki.anki.reading.package import open_package
from card2anki.errors import UsageError

#: Where 'card2anki build' puts notes; what Anki exports has them elsewhere.
_COLLECTION = "collection.anki2"


@contextmanager
def without(package: Path, guids: Collection[str], folder: Path) -> Iterator[Path]:
    """Yield a package without the notes of some GUIDs: itself, or a copy of this while.

    The copy is in ``folder``, without the suffix of a package, so that one that a crash leaves
    is never pushed. Raises UsageError where none can be made.
    """
    if not guids:
        yield package
        return
    try:
        handle, name = tempfile.mkstemp(prefix=".c2a-", dir=folder)
    except OSError as error:
        raise UsageError(f"{folder}: can't be written: {error.strerror}") from error
    lesser = Path(name)
    try:
        os.close(handle)
        _write(lesser, package, guids)
        yield lesser
    finally:
        lesser.unlink()


def _write(lesser: Path, package: Path, guids: Collection[str]) -> None:
    with open_package(package) as opened:
        if opened.contents.form != _COLLECTION:
            raise UsageError(
                f"{package}: {len(guids):,} of its notes are of another note type in Anki, and only"
                " a package that 'card2anki build' made can be pushed without them"
            )
        gone = [note.id for note in opened.contents.notes if note.guid in guids]
        collection = b"".join(opened.archive.pieces(_COLLECTION))
    try:
        with zipfile.ZipFile(package) as source, zipfile.ZipFile(lesser, "w") as target:
            for entry in source.infolist():
                if entry.filename == _COLLECTION:
                    target.writestr(copy(entry), _lessened(collection, gone))
                else:
                    with source.open(entry) as old, target.open(copy(entry), "w") as new:
                        shutil.copyfileobj(old, new)
        shutil.copymode(package, lesser)  # who may read the one may read the other
    except OSError as error:
        raise UsageError(f"{lesser}: can't be written: {error.strerror}") from error
    except sqlite3.Error as error:
        raise UsageError(f"{package}: its notes can't be taken out: {error}") from error


def _lessened(collection: bytes, gone: Collection[int]) -> bytes:
    """Return a collection without some notes and their cards."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection)
        numbers = [(number,) for number in gone]
        database.executemany("DELETE FROM cards WHERE nid = ?", numbers)
        database.executemany("DELETE FROM notes WHERE id = ?", numbers)
        database.commit()
        return database.serialize()

"""Which packages are pushed, what is in them, and which cards are retired."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from card2anki.anki.delivery import Look, PackedNote, Parcel
from card2anki.anki.lock import read_lock
from card2anki.anki.notetype import MODIFIED, NOTE_TYPE_ID, note_type
from card2anki.anki.reading.package import open_package
from card2anki.config import Config
from card2anki.errors import UsageError

#: What divides the fields of a note.
SEPARATOR = "\x1f"

_BUILD = "'card2anki build' makes packages"


def find_packages(named: Sequence[str]) -> list[Path]:
    """Return the packages that are named, and those of the folders that are; without any, output/.

    Raises UsageError where there are none, and for what is no package.
    """
    found: dict[Path, None] = {}
    for path in map(Path, named or ("output",)):
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if _is_package(one))
            if not inside:
                raise UsageError(f"{path}: there is no package in it; {_BUILD}")
            found |= dict.fromkeys(inside)
        elif not path.exists():
            raise UsageError(f"{path}: there is no such file or folder; {_BUILD}")
        elif not _is_package(path):
            raise UsageError(f"{path}: not a package (.apkg); {_BUILD}")
        else:
            found[path] = None
    return list(found)


def _is_package(path: Path) -> bool:
    return path.suffix.lower() == ".apkg" and path.is_file()


def read_parcels(paths: Iterable[Path]) -> list[Parcel]:
    """Read packages that card2anki built.

    Raises UsageError for a broken one, and for one of somebody else's: what notes of other
    types a collection has can't be told, so that there is no honest plan.
    """
    return [_read(path) for path in paths]


def _read(path: Path) -> Parcel:
    with open_package(path) as package:
        contents = package.contents
    if any(note.type_id != NOTE_TYPE_ID for note in contents.notes):
        raise UsageError(
            f"{path}: not a package that card2anki built: import it with a double click"
        )
    sides = [(one.front, one.back) for one in contents.types[NOTE_TYPE_ID].templates]
    return Parcel(
        path=path.resolve(),
        notes=tuple(
            PackedNote(note.guid, note.modified, SEPARATOR.join(note.fields), note.id)
            for note in contents.notes
        ),
        media=tuple(sorted(file.name for file in contents.media)),
        has_this_look=sides == [(look().front, look().back)],
    )


def look() -> Look:
    """Return how this version of card2anki shows cards."""
    shown = note_type()
    (template,) = shown.templates
    return Look(shown.css, template["qfmt"], template["afmt"], MODIFIED)


def retired_in(named: Path | None, config: Config) -> list[str] | None:
    """Return the GUIDs of cards that the sources no longer have, by the lock of the decks.

    The lock is the one named, configured, or nearest above decks/; None stands for no lock.
    Raises UsageError where the named one is not there.
    """
    if named and not named.is_file():
        raise UsageError(f"{named}: there is no such lock file")
    file = named or config.lock_for(Path("decks"))
    if file is None or not file.is_file():
        return None
    lock = read_lock(file)
    return [guid for guid, identity in lock.items() if identity.retired is not None]

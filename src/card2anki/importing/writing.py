"""What an import leaves on the disk: source files, images, and the lock that knows the cards."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Container, Iterable
from dataclasses import replace
from pathlib import Path

from card2anki.anki.identity import assign
from card2anki.anki.imported import Imported, Lost
from card2anki.anki.lock import (
    LAST_SECOND,
    Identity,
    Lock,
    lock_bytes,
    read_lock,
    with_unique_ids,
)
from card2anki.anki.notes import Note
from card2anki.anki.reading.contents import StoredNote
from card2anki.anki.reading.package import Package
from card2anki.config import LOCK_NAME, Config
from card2anki.errors import UsageError
from card2anki.identifying import lock_paths, now
from card2anki.importing.card import about, is_same
from card2anki.importing.planning import ImportedFile, ImportPlan, folder_of
from card2anki.staging import Staging

#: What a lock can hold: a GUID on its line, the milliseconds of an id.
_GUID = re.compile(r"(?!#$)(?![<|=>]{7}$)[!-~]+")
_LARGEST_ID = 10**15
_LISTED = 3


def lock_of(output: Path, config: Config) -> Path:
    """Return the lock file that belongs to what is written to a file or a folder."""
    folder = folder_of(output)
    return config.lock_for(folder) or folder / LOCK_NAME


def write_import(
    plan: ImportPlan, package: Package, lock_file: Path, *, force: bool, dry_run: bool
) -> Imported:
    """Write files, images and lock, all or none of them, and say what was written.

    Raises UsageError where something is there already, unless ``force`` says to write over it,
    and where the disk does.
    """
    lock = read_lock(lock_file)
    identities, strangers = _identities(plan.files, lock_file)
    media = {path: held for file in plan.files for path, held in file.media.items()}
    if not force:
        _check_places([*(file.path for file in plan.files), *media])
        _check_cards(identities, lock, lock_file)
    new = {guid: one for guid, one in identities.items() if not _is_elsewhere(one, lock, lock_file)}
    if not dry_run:
        with Staging() as staging:
            for file in plan.files:
                staging.write(file.path, [file.text.encode()])
            for path, held in media.items():
                staging.write(path, package.media(held))
            staging.write(lock_file, [lock_bytes(with_unique_ids({**lock, **new}))])
    return Imported(
        files=tuple((file.path, len(file.cards)) for file in plan.files),
        media=len(media),
        own=plan.own,
        changed=tuple(f"{card.note.guid}: {card.question[0].text}" for card in plan.changed),
        lost=(*plan.lost, *strangers),
        lock=lock_file,
    )


def _identities(
    files: Collection[ImportedFile], lock_file: Path
) -> tuple[dict[str, Identity], list[Lost]]:
    """Return who the cards are: as the package has it, so that a build changes nothing.

    A card that is one of several of its note is a new one. So is one whose GUID no lock can
    hold, or that another card has: these are told, too.
    """
    paths = lock_paths(lock_file, (str(file.path) for file in files))
    cards = [(card, note, paths[str(file.path)]) for file in files for card, note in file.cards]
    taken = {card.note.guid for card, _, _ in cards if card.keeps_guid}
    given = assign([(note, path) for _, note, path in cards], {}, now(), taken=taken)
    identities: dict[str, Identity] = {}
    strangers: list[Lost] = []
    for (card, note, _), identity in zip(cards, given.identities, strict=True):
        guid = card.note.guid
        stranger = _stranger(guid, identities) if card.keeps_guid else ""
        if stranger:
            strangers.append(Lost(stranger, about(card.note)))
        is_kept = card.keeps_guid and not stranger
        one = _kept(card.note, note, identity) if is_kept else identity
        identities[one.guid] = one
    return identities, strangers


def _stranger(guid: str, taken: Container[str]) -> str:
    """Say why a card can't have the GUID of its note, "" where it can."""
    if not _GUID.fullmatch(guid):
        return "GUIDs that no lock can hold: new cards"
    return "GUIDs that another note has: new cards" if guid in taken else ""


def _kept(stored: StoredNote, note: Note, identity: Identity) -> Identity:
    """Return who a card is: the note that it comes from, changed now if it says something else."""
    modified = stored.modified if is_same(stored, note) else max(now(), stored.modified + 1)
    note_id = stored.id if 0 < stored.id < _LARGEST_ID else identity.note_id
    modified = min(max(0, modified), LAST_SECOND)
    return replace(identity, guid=stored.guid, note_id=note_id, modified=modified)


def _check_places(places: Iterable[Path]) -> None:
    there = [path for path in places if os.path.lexists(path)]
    if there:
        more = f" and {len(there) - _LISTED} more" if len(there) > _LISTED else ""
        listed = ", ".join(map(str, there[:_LISTED]))
        raise UsageError(f"{listed}{more}: there already: pass --force to write over it")


def _check_cards(identities: Lock, lock: Lock, lock_file: Path) -> None:
    known = [one for one in identities.values() if _is_elsewhere(one, lock, lock_file)]
    if known:
        first = lock[known[0].guid]
        raise UsageError(
            f"{len(known)} of the cards are in decks here already, as {lock_file} says, the first"
            f" in {first.path}: import them outside of them, or pass --force to have them twice"
        )


def _is_elsewhere(one: Identity, lock: Lock, lock_file: Path) -> bool:
    """Say whether a card is known here, in another file than it is imported to."""
    known = lock.get(one.guid)
    if known is None or known.retired is not None or known.path == one.path:
        return False
    return (lock_file.resolve().parent / known.path).exists()

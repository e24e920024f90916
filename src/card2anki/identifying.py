"""Who each card of a run is: the lock file found, read, brought up to date and written."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from card2anki.anki.identity import assign, content_hash, updated
from card2anki.anki.lock import (
    LAST_SECOND,
    Lock,
    has_conflict,
    lock_bytes,
    lock_text,
    merged,
    parse_lock,
    read_stored,
    text_of,
)
from card2anki.anki.matching import Matched, Reason
from card2anki.anki.notes import Choice, Note, book_of, make_notes
from card2anki.anki.package import Packed
from card2anki.config import LOCK_NAME
from card2anki.errors import UsageError
from card2anki.linting.ids import card_ids
from card2anki.pipeline import Run, load
from card2anki.render.media import find_media
from card2anki.source.discover import is_excluded, relative
from card2anki.staging import Staging


def find_lock(run: Run, named: Path | None) -> Path:
    """Return the lock file of a run: the one named, configured, or nearest above the decks.

    Raises UsageError where the decks of the run have different ones.
    """
    if named:
        return named
    new = run.base / LOCK_NAME
    found = {run.config.lock_for(folder) or new for folder in {file.parent for file in run.files}}
    if len(found) > 1:
        locks = ", ".join(sorted(map(str, found)))
        raise UsageError(
            f"decks of several lock files ({locks}): build one at a time, or pass --lock"
        )
    return found.pop()


@dataclass(frozen=True, slots=True)
class Identified:
    """The notes of a run with their identities, and the lock before and after it.

    ``packed`` holds the notes that are left out of packages, too. ``matched`` says by the
    numbers of the notes how each came by its identity. ``stored`` is the lock file as it is,
    None where there is none.
    """

    packed: tuple[Packed, ...]
    matched: Matched
    lock_before: Lock
    lock_after: Lock
    stored: bytes | None

    @property
    def is_lock_changed(self) -> bool:
        """Say whether the lock file is not as it should be after this run, line ends apart."""
        return self.stored is None or text_of(self.stored) != lock_text(self.lock_after)


def identified(
    notes: Sequence[Note], run: Run, lock_file: Path, *, resolve: bool = False
) -> Identified:
    """Return who each note is; nothing is written. With ``resolve``, a lock may hold a conflict.

    Raises UsageError for a lock that can't be read, and for an id that two cards have.
    """
    _check_ids(notes)
    stored = read_stored(lock_file)
    text = lock_text({}) if stored is None else text_of(stored)
    lock = parse_lock(merged(text) if resolve and has_conflict(text) else text, str(lock_file))
    paths = lock_paths(lock_file, {note.path for note in notes})
    here = _files_of(run, lock_file)
    elsewhere = files_elsewhere(lock, lock_file, run)
    gone = _gone({one.path for one in lock.values()} - here - elsewhere, lock_file, run)
    time_now = now()
    placed = [(note, paths[note.path]) for note in notes]
    given = assign(placed, lock, time_now, elsewhere)
    if copied := _copied_from(given.matched, elsewhere, lock_file, run):
        left = {guid: one for guid, one in lock.items() if guid not in copied}
        given = assign(placed, left, time_now, elsewhere, copied)
    _check_ids_elsewhere(notes, given.matched, elsewhere, lock_file.resolve().parent)
    packed = tuple(map(Packed, notes, given.identities))
    after = updated(lock, given.identities, here | gone, time_now)
    return Identified(packed, given.matched, lock, after, stored)


def _copied_from(
    matched: Matched, elsewhere: Collection[str], lock_file: Path, run: Run
) -> set[str]:
    """Return the GUIDs of cards that a run has copies of: files outside of it still have them.

    What the settings exclude is no deck: a card that is in such a file, too, has left it.
    """
    folder = lock_file.resolve().parent
    exclude, root = run.config.exclude, (run.config.root or run.base).resolve()
    contents = cache(lambda path: _contents_of(folder / path, run))
    found = (match.identity for match in matched.matches.values() if match.reason is Reason.CONTENT)
    return {
        one.guid
        for one in found
        if one.path in elsewhere
        and not is_excluded(folder / one.path, exclude, root)
        and one.content in contents(one.path)
    }


def _contents_of(file: Path, run: Run) -> set[str]:
    deck = load(file)
    made = make_notes(
        deck,
        book_of(deck, run.anchor, run.config),
        run.config,
        Choice(),
        find_media(deck, run.anchor).names,
    )
    return {content_hash(note) for note in made if isinstance(note, Note)}


def _check_ids(notes: Sequence[Note]) -> None:
    first: dict[str, Note] = {}
    for note in notes:
        other = first.setdefault(note.id, note)
        if note.id and other is not note:
            raise _copied(note, f"{other.path}:{other.line}")


def _check_ids_elsewhere(
    notes: Sequence[Note], matched: Matched, elsewhere: Collection[str], folder: Path
) -> None:
    """Look whether ids that came from files outside a run were moved; one that is copied raises."""
    places = cache(lambda path: _places_of_ids(folder / path))
    for number, found in sorted(matched.matches.items()):
        path = found.identity.path
        if found.reason is Reason.ID and path in elsewhere:
            place = places(path).get(found.identity.id)
            if place:
                raise _copied(notes[number], place)


def _places_of_ids(file: Path) -> dict[str, str]:
    deck = load(file)
    starts = card_ids(deck)[0]
    return {name: f"{deck.source.path}:{deck.source.line(at)}" for at, name in starts.items()}


def _copied(note: Note, other: str) -> UsageError:
    return UsageError(
        f"{other} and {note.path}:{note.line}: two cards have the id {note.id!r}: give one of"
        " them another, or none"
    )


def files_elsewhere(lock: Lock, lock_file: Path, run: Run) -> set[str]:
    """Return which files of a lock exist and are not part of a run, as the lock has them."""
    folder = lock_file.resolve().parent
    others = {one.path for one in lock.values()} - _files_of(run, lock_file)
    return {path for path in others if (folder / path).exists()}


def _files_of(run: Run, lock_file: Path) -> set[str]:
    return {*lock_paths(lock_file, map(str, run.files)).values()}


def _gone(missing: Iterable[str], lock_file: Path, run: Run) -> set[str]:
    """Return which missing files are gone: those of folders that a run looks at whole.

    A card of a file that was renamed may be in one that was not named.
    """
    if run.is_partial:
        return set()
    folder = lock_file.resolve().parent
    return {path for path in missing if _is_below(folder / path, run.folders)}


def _is_below(path: Path, folders: Iterable[Path]) -> bool:
    return any(map(Path(os.path.normpath(path)).is_relative_to, folders))


def write_lock_of(who: Identified, lock_file: Path) -> None:
    """Write the lock as it is after a run. Raises UsageError where it can't be written."""
    with Staging() as staging:
        stage_lock(staging, lock_file, who)


def stage_lock(staging: Staging, lock_file: Path, who: Identified) -> None:
    """Write the lock as it is after a run, together with what else is staged.

    Raises UsageError where it can't be written, and where it is not what it was at the start.
    """
    if read_stored(lock_file) != who.stored:
        raise UsageError(f"{lock_file}: something else wrote it meanwhile: run this again")
    try:
        staging.write(lock_file, [lock_bytes(who.lock_after)])
    except UsageError as error:
        raise UsageError(f"{error}; --lock names another place") from error


def now() -> int:
    """Return the time of the build in seconds since 1970: SOURCE_DATE_EPOCH where it is set.

    Raises UsageError where that is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return int(time.time())
    if not re.fullmatch(r"[0-9]{1,12}", given) or int(given) > LAST_SECOND:
        raise UsageError(f"SOURCE_DATE_EPOCH must be a number of seconds, not {given!r}")
    return int(given)


def lock_paths(lock_file: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return paths as the lock has them: from its folder, with slashes, on one line."""
    folder = lock_file.resolve().parent
    return {
        path: " ".join(relative(path, folder).replace("\t", " ").splitlines()) for path in paths
    }

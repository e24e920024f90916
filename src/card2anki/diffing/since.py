"""What changed since a revision: its sources and ours, told apart card by card."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from card2anki.anki.differences import Differences
from card2anki.anki.identity import assign
from card2anki.anki.lock import Lock
from card2anki.anki.notes import Choice
from card2anki.anki.package import Packed
from card2anki.building import draft_file
from card2anki.config import LOCK_NAME
from card2anki.diffing.compare import compare
from card2anki.diffing.git import Revision, extract
from card2anki.diffing.versions import Version, of_lock, of_note
from card2anki.errors import UsageError
from card2anki.identifying import Identified, identified, now
from card2anki.pipeline import Run, each_file, load, prepare
from card2anki.render.media import IMAGES
from card2anki.source.discover import SUFFIXES, named_paths, relative

_NEEDED = SUFFIXES | IMAGES | frozenset({".toml", Path(LOCK_NAME).suffix})
#: What the sources are called.
SOURCES = "the decks"

Advance = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Named:
    """What a call names: files and folders, settings, the lock; nothing for what is usual."""

    paths: Sequence[str] = ()
    config: Path | None = None
    lock: Path | None = None


def identify(run: Run, lock_file: Path, advance: Advance) -> Identified:
    """Return who the cards of a run are. Raises UsageError."""
    drafts = each_file(run, partial(draft_file, Choice()), advance)
    return identified([note for draft in drafts for note in draft.notes], run, lock_file)


def versions_of(packed: Iterable[Packed], path: Callable[[str], str] = str) -> dict[str, Version]:
    """Return the versions of notes by GUID; ``path`` gives what their files go by."""
    return {
        one.identity.guid: of_note(one.note, one.identity, path(one.note.path)) for one in packed
    }


def since_revision(
    revision: Revision, run: Run, named: Named, lock_file: Path, advance: Advance
) -> Differences:
    """Return what became of the cards of a revision in the sources as they are.

    Files that are the same are not looked into. Raises UsageError.
    """
    top = revision.top
    needed = [named.config, lock_file] if named.config else [lock_file]
    with tempfile.TemporaryDirectory(prefix="card2anki-") as temporary:
        folder = Path(temporary).resolve()
        (folder / ".git").mkdir()  # where the search for settings and locks ends
        suffixes = _NEEDED | {file.suffix.lower() for file in needed}
        extract(revision, _above(run, needed, top), suffixes, folder)
        with _naming(revision, folder):
            old_run = _old_run(run, named, top, folder)
        same = _same_files(run, old_run, top, folder)
        cards = sum(each_file(replace(run, files=tuple(same)), _cards))
        old_lock = _old_lock(lock_file, top, folder)
        with _naming(revision, folder):
            before = identify(_without(old_run, set(same.values())), old_lock, lambda: None)
        after = identify(_without(run, set(same)), lock_file, advance)
        old = versions_of(before.packed, lambda path: relative(path, folder))
        paired = _paired(after.packed, before.packed, top, folder)
        new = versions_of(paired, lambda path: relative(path, top))
        beside = Path(relative(lock_file.parent, top))
        _add_moved(old, new, before.lock_after, folder, beside)
        _add_moved(new, old, after.lock_after, top, beside)
    found = compare(old, new, (revision.name, SOURCES))
    return replace(found, same=found.same + cards)


@contextmanager
def _naming(revision: Revision, folder: Path) -> Iterator[None]:
    """Say of what is wrong with a revision that it is there, and not in a folder of ours."""
    try:
        yield
    except UsageError as error:
        raise UsageError(f"{revision.name}: {error}".replace(f"{folder}{os.sep}", "")) from error


def _above(run: Run, needed: Iterable[Path], top: Path) -> Path:
    """Return the folder of a repository that holds all that a run needs of it."""
    places = [run.anchor, run.base, *(file.resolve().parent for file in needed)]
    return Path(os.path.commonpath([place for place in places if place.is_relative_to(top)]))


def _old_run(run: Run, named: Named, top: Path, folder: Path) -> Run:
    """Return the run over the files that a revision has of those that are named."""
    places = named_paths(named.paths) if named.paths else [run.base]
    inside = [place.resolve() for place in places if place.resolve().is_relative_to(top)]
    there = [place for one in inside if (place := folder / one.relative_to(top)).exists()]
    if not any(map(_holds_a_deck, there)):
        return replace(run, files=(), base=folder, anchor=folder)
    config = _old_config(named.config, top, folder) if named.config else None
    return prepare([str(place) for place in there], config)


def _old_config(config: Path, top: Path, folder: Path) -> Path:
    """Return where settings are in a revision; those it does not hold are the same now."""
    place = config.resolve()
    if not place.is_relative_to(top):
        return place
    old = folder / place.relative_to(top)
    if not old.exists():
        old.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place, old)
    return old


def _holds_a_deck(place: Path) -> bool:
    return place.is_file() or any(file.suffix.lower() in SUFFIXES for file in place.rglob("*"))


def _same_files(run: Run, old: Run, top: Path, folder: Path) -> dict[Path, Path]:
    """Return the files of a run that give the same cards as those of the old one beside them.

    Images may have changed under a name, so that a file that shows any is not among them.
    """
    if _settings(run, top) != _settings(old, folder):
        return {}
    held = {relative(file, folder): file for file in old.files}
    same = {}
    for file in run.files:
        other = held.get(relative(file, top))
        data = file.read_bytes() if other else b""
        if other and b"![" not in data and data == other.read_bytes():
            same[file] = other
    return same


def _cards(run: Run, file: Path) -> int:
    """Return how many cards of a file can be studied."""
    return sum(card.defect is None for card in load(file).cards)


def _settings(run: Run, top: Path) -> tuple[object, ...]:
    config = run.config
    return config.deck, config.tags, dict(config.books), relative(run.anchor, top)


def _without(run: Run, files: set[Path]) -> Run:
    """Return a run without some files, whose cards stay who they are."""
    if not files:
        return run
    left = tuple(file for file in run.files if file not in files)
    return replace(run, files=left, is_partial=True)


def _old_lock(lock_file: Path, top: Path, folder: Path) -> Path:
    """Return where the lock is in a revision; one outside of the repository is the same now."""
    lock = lock_file.resolve()
    return folder / lock.relative_to(top) if lock.is_relative_to(top) else lock


def _paired(new: Iterable[Packed], old: Iterable[Packed], top: Path, folder: Path) -> list[Packed]:
    """Give cards that only one side knows the identity of those that they most likely are.

    Where no lock was committed, the question alone says who a card is, and may have changed.
    """
    known = {one.identity.guid: one for one in old}
    alone = [one for one in new if one.identity.guid not in known]
    paired = [one for one in new if one.identity.guid in known]
    taken = {one.identity.guid for one in paired}
    left = {
        guid: replace(one.identity, path=relative(one.note.path, folder))
        for guid, one in known.items()
        if guid not in taken
    }
    if not left or not alone:
        return [*paired, *alone]
    notes = [(one.note, relative(one.note.path, top)) for one in alone]
    given = assign(notes, left, now()).identities
    found = [
        replace(one, identity=identity) if identity.guid in left else one
        for one, identity in zip(alone, given, strict=True)
    ]
    return [*paired, *found]


def _add_moved(
    side: dict[str, Version], other: Mapping[str, Version], lock: Lock, top: Path, beside: Path
) -> None:
    """Add what the lock of one side knows of cards whose files were not looked into there.

    ``beside`` is the folder of the lock from ``top`` on.
    """
    missing = (lock[guid] for guid in other.keys() - side.keys() if guid in lock)
    for guid, version in of_lock(missing).items():
        path = Path(os.path.normpath(beside / version.path))
        if (top / path).exists():
            side[guid] = replace(version, path=path.as_posix())

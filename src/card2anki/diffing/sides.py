"""What is compared: the sources as they are, with a package, a lock, or a revision of git."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from card2anki.anki.differences import Differences
from card2anki.anki.lock import Lock, parse_lock, read_stored, text_of
from card2anki.anki.reading.package import open_package
from card2anki.config import LOCK_NAME
from card2anki.diffing.compare import compare
from card2anki.diffing.git import find_revision
from card2anki.diffing.since import SOURCES, Advance, Named, identify, since_revision, versions_of
from card2anki.diffing.versions import of_lock, of_package
from card2anki.errors import UsageError
from card2anki.identifying import files_elsewhere, find_lock
from card2anki.pipeline import Run
from card2anki.source.discover import relative

_PACKAGES = frozenset({".apkg", ".colpkg"})


@dataclass(frozen=True, slots=True)
class OldPackage:
    """A package to compare with."""

    file: Path


@dataclass(frozen=True, slots=True)
class OldLock:
    """A lock file to compare with."""

    file: Path


@dataclass(frozen=True, slots=True)
class OldRevision:
    """The name of a revision of git to compare with."""

    name: str


OldSide = OldPackage | OldLock | OldRevision


def old_side(name: str) -> OldSide | None:
    """Return the old side that an argument names, None where it is a path to the new one."""
    path = Path(name)
    if path.suffix.lower() in _PACKAGES:
        return OldPackage(path)
    if path.suffix == Path(LOCK_NAME).suffix:
        return OldLock(path)
    is_path = os.path.lexists(name) or any(c in name for c in "*?[")
    return None if is_path else OldRevision(name)


def differences(old: OldSide | None, run: Run, named: Named, advance: Advance) -> Differences:
    """Return what changed between an old side and the sources of a run.

    Without an old side that is the last commit where there is one, and else the lock. Raises
    UsageError for an old side that is none.
    """
    lock_file = find_lock(run, named.lock)
    match old:
        case OldPackage(file):
            return _since_package(file, run, lock_file, advance)
        case OldLock(file):
            return _since_lock(file, run, lock_file, advance)
        case OldRevision(name):
            revision = find_revision(run.base, name)
            if revision is None:
                raise UsageError(
                    f"{name}: no package, no lock, no file, and no revision of git here"
                )
        case None:
            revision = find_revision(run.base, "HEAD")
            if revision is None:
                return _since_lock(lock_file, run, lock_file, advance)
    return since_revision(revision, run, named, lock_file, advance)


def _since_package(file: Path, run: Run, lock_file: Path, advance: Advance) -> Differences:
    with open_package(file) as package:
        before = of_package(package.contents)
    after = identify(run, lock_file, advance)
    lock, elsewhere = after.lock_after, files_elsewhere(after.lock_after, lock_file, run)
    unseen = {one.guid for one in lock.values() if one.path in elsewhere and not one.retired}
    before = {guid: version for guid, version in before.items() if guid not in unseen}
    return compare(before, versions_of(after.packed), (str(file), SOURCES))


def _since_lock(old: Path, run: Run, lock_file: Path, advance: Advance) -> Differences:
    stored = read_stored(old)
    if stored is None:
        raise UsageError(f"{old}: there is no lock, and no git, to tell what changed")
    known = _from_here(parse_lock(text_of(stored), str(old)), old, lock_file)
    after = identify(run, lock_file, advance)
    elsewhere = files_elsewhere(known, lock_file, run)
    before = of_lock(one for one in known.values() if one.path not in elsewhere)
    new = {
        guid: replace(version, path=after.lock_after[guid].path, line=0)
        for guid, version in versions_of(after.packed).items()
    }
    before |= of_lock(known[guid] for guid in new if guid in known)
    return compare(before, new, (str(old), SOURCES))


def _from_here(lock: Lock, file: Path, lock_file: Path) -> Lock:
    """Return a lock with paths from the folder of another one, if the decks are where it says.

    Where they are not, it is a copy of that other one.
    """
    folder = file.resolve().parent
    if not any((folder / one.path).exists() for one in lock.values()):
        return lock
    here = lock_file.resolve().parent
    return {
        guid: replace(one, path=relative(folder / one.path, here)) for guid, one in lock.items()
    }

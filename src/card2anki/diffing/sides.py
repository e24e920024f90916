"""What is compared: the sources as they are, with a package, a lock, or a revision of git."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from card2anki.anki.differences import Differences
from card2anki.anki.lock import Identity, parse_lock, read_stored, text_of
from card2anki.anki.reading.package import open_package
from card2anki.config import LOCK_NAME
from card2anki.diffing.compare import compare
from card2anki.diffing.git import find_revision
from card2anki.diffing.since import SOURCES, Advance, identify, since_revision, versions_of
from card2anki.diffing.versions import of_lock, of_package
from card2anki.errors import UsageError
from card2anki.identifying import find_lock
from card2anki.pipeline import Run

_PACKAGES = frozenset({".apkg", ".colpkg"})


def is_old_side(name: str) -> bool:
    """Say whether an argument names the old side: a package, a lock, or what is no file at all."""
    path = Path(name)
    if path.suffix.lower() in _PACKAGES or path.suffix == Path(LOCK_NAME).suffix:
        return True
    return not os.path.lexists(name) and not any(c in name for c in "*?[")


def differences(
    old: str | None, run: Run, named_lock: Path | None, advance: Advance = lambda: None
) -> Differences:
    """Return what changed between an old side and the sources of a run.

    Without an old side that is the last commit where there is one, and else the lock. Raises
    UsageError for an old side that is none.
    """
    lock_file = find_lock(run, named_lock)
    if old and Path(old).suffix.lower() in _PACKAGES:
        with open_package(Path(old)) as package:
            before = of_package(package.contents)
        after = identify(run, lock_file, advance)
        return compare(before, versions_of(after.packed, _shown), (old, SOURCES))
    is_lock = old is not None and Path(old).suffix == Path(LOCK_NAME).suffix
    revision = None if is_lock else find_revision(run.base, old or "HEAD")
    if revision:
        return since_revision(revision, run, lock_file, advance)
    if old and not is_lock:
        raise UsageError(f"{old}: no package, no lock, no file, and no revision of git here")
    return _since_lock(Path(old) if old else lock_file, run, lock_file, advance)


def _shown(path: str) -> str:
    return path


def _since_lock(old: Path, run: Run, lock_file: Path, advance: Advance) -> Differences:
    stored = read_stored(old)
    if stored is None:
        raise UsageError(f"{old}: there is no lock, and no git, to tell what changed")
    known = parse_lock(text_of(stored), str(old))
    after = identify(run, lock_file, advance)
    here = _here(run, lock_file)
    before = of_lock(one for one in known.values() if one.path in here or not _is_there(one, old))
    new = {
        guid: replace(version, path=after.lock_after[guid].path, line=0)
        for guid, version in versions_of(after.packed, _shown).items()
    }
    before |= of_lock(known[guid] for guid in new if guid in known)
    return compare(before, new, (str(old), SOURCES))


def _here(run: Run, lock_file: Path) -> set[str]:
    folder = lock_file.resolve().parent
    return {Path(os.path.relpath(file.resolve(), folder)).as_posix() for file in run.files}


def _is_there(one: Identity, lock_file: Path) -> bool:
    return (lock_file.resolve().parent / one.path).exists()

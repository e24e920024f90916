"""The user's cache of programs that are compiled once: folders that appear whole or not at all.

What lies here is run later, so the cache has to be the user's own, and an entry has to be what
was written: Java hangs on a damaged archive of classes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from platformdirs import user_cache_path

#: Entries that are kept, those used last: each takes about 15 MB.
_KEPT = 4
#: Seconds after which what a run left half done is removed.
_FORGOTTEN = 24 * 3600.0
_DIGESTS = "digests.json"
_ENTRY = re.compile(r"[\w.+-]+-[0-9a-f]{16}")
_HALF_DONE = re.compile(r"\.(new|old)-\w+")


def cache_folder() -> Path:
    """Return where entries are kept; CARD2ANKI_CACHE_DIR moves the cache."""
    named = os.environ.get("CARD2ANKI_CACHE_DIR")
    root = Path(named).absolute() if named else user_cache_path("card2anki", appauthor=False)
    return root / "java"


def refusal(cache: Path) -> str:
    """Return why nothing can be written to a cache, "" where it can: it need not be there yet."""
    if reason := distrust(cache):
        return reason
    place = next(folder for folder in (cache, *cache.parents) if folder.exists())
    return "" if os.access(place, os.W_OK | os.X_OK) else f"{place} can't be written to"


def distrust(cache: Path) -> str:
    """Return why nothing of a cache may be run, "" where it may: others could write there."""
    if os.name == "nt":
        return ""  # it is in the user's folder, and has its permissions
    for folder in (cache.parent, cache):
        try:
            status = folder.lstat() if folder == cache else folder.stat()
        except FileNotFoundError:
            continue
        except OSError as error:
            return f"{folder}: {error.strerror}"
        if problem := _problem(status, is_shared=folder != cache):
            return f"{folder} {problem}"
    return ""


def is_whole(entry: Path) -> bool:
    """Say whether an entry is there, as it was written; it counts as used then."""
    try:
        digests = json.loads((entry / _DIGESTS).read_bytes())
        whole = bool(digests) and all(_digest(entry / n) == d for n, d in digests.items())
    except (OSError, ValueError, AttributeError):
        return False
    with suppress(OSError):  # of a cache that can only be read
        os.utime(entry)
    return whole


@contextmanager
def new_entry(entry: Path, *, anew: bool = False) -> Iterator[Path]:
    """Yield a folder that becomes an entry when the block ends without error.

    Where another run was faster its entry stays, unless this is done ``anew``. Raises OSError
    where the cache can't be written to.
    """
    cache = entry.parent
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.mkdir(mode=0o700, exist_ok=True)
    if reason := distrust(cache):
        raise PermissionError(reason)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=cache))
    try:
        yield new
        digests = {file.name: _digest(file) for file in sorted(new.iterdir())}
        (new / _DIGESTS).write_text(json.dumps(digests), "utf-8")
        if anew:
            _discard(entry)
        _place(new, entry)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    _sweep(cache)


def _place(new: Path, entry: Path) -> None:
    """Make a folder the entry, unless another run was faster; what is damaged is replaced."""
    try:
        new.rename(entry)
    except OSError:
        if not is_whole(entry):
            _discard(entry)
            new.rename(entry)


def _discard(entry: Path) -> None:
    """Take an entry away in one step, and remove it. Raises OSError where that is not allowed."""
    old = Path(tempfile.mkdtemp(prefix=".old-", dir=entry.parent))
    try:
        with suppress(FileNotFoundError):
            entry.rename(old / entry.name)
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _sweep(cache: Path) -> None:
    """Remove the entries that were not used for the longest time, and what was left half done."""
    with suppress(OSError):  # another run sweeps too, or runs what is to be removed
        aged = sorted(((file.stat().st_mtime, file) for file in cache.iterdir()), reverse=True)
        entries = [file for _, file in aged if _ENTRY.fullmatch(file.name)]
        for entry in entries[_KEPT:]:
            _discard(entry)
        for used, file in aged:
            if _HALF_DONE.fullmatch(file.name) and time.time() - used > _FORGOTTEN:
                shutil.rmtree(file, ignore_errors=True)


def _problem(status: os.stat_result, *, is_shared: bool) -> str:
    """Return why a folder is not to be trusted, "" where it is.

    One that is shared may be the system's, and open to all as ``/tmp`` is, where nobody can
    rename what is another's.
    """
    if not stat.S_ISDIR(status.st_mode):
        return "is no folder"
    if status.st_uid != os.geteuid() and not (is_shared and status.st_uid == 0):
        return "belongs to another user"
    if is_shared and status.st_mode & stat.S_ISVTX:
        return ""
    open_to = stat.S_IWOTH if is_shared else stat.S_IWOTH | stat.S_IWGRP
    return "can be written to by others" if status.st_mode & open_to else ""


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()

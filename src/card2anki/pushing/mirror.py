"""The copy of a server's collection that a push works on: one a server and user, used by one.

A mirror holds nothing that the server does not hold, unless a push was broken off: then a mark
lies beside it, and the next push begins with the server's collection again. A mirror that was to
replace the server's collection may be the last that holds something: it stays as it is.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from card2anki.errors import UsageError
from card2anki.pushing.credentials import Account

#: The variable that moves the folder of all mirrors.
DATA_DIR = "CARD2ANKI_DATA_DIR"
#: Where Anki's engine keeps notes and cards; what SQLite may leave beside it.
_COLLECTION = "collection.anki2"
_PARTS = (_COLLECTION, f"{_COLLECTION}-wal", f"{_COLLECTION}-shm", f"{_COLLECTION}-journal")
_MEDIA_STATES = ("collection.media.db2", "collection.media.db2-wal", "collection.media.db2-shm")


class Owed(StrEnum):
    """What a push that was broken off has not sent."""

    NOTHING = "nothing"
    NOTES = "notes"
    COPY = "copy"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Mirror:
    """The folder of a mirror."""

    folder: Path

    @property
    def collection(self) -> Path:
        """The file to open."""
        return self.folder / _COLLECTION

    def owed(self) -> Owed:
        """Return what the last push has not sent."""
        try:
            return Owed(self._mark.read_text("ascii"))
        except FileNotFoundError:
            return Owed.NOTHING
        except (ValueError, UnicodeDecodeError):  # a mark that a crash cut short
            return Owed.NOTES

    def owe(self, what: Owed) -> None:
        """Note down what is to be sent, so that a crash from now on is known of."""
        if what is Owed.NOTHING:
            self._mark.unlink(missing_ok=True)
            return
        fresh = self.folder / "unsent.new"
        fresh.write_text(what, "ascii")
        os.replace(fresh, self._mark)

    def clear(self) -> None:
        """Remove the collection, to begin with the server's; its media stay."""
        for name in (*_PARTS, *_MEDIA_STATES):
            (self.folder / name).unlink(missing_ok=True)

    @property
    def _mark(self) -> Path:
        return self.folder / "unsent"


@contextmanager
def mirror_of(account: Account) -> Iterator[Mirror]:
    """Hold the mirror of an account: no other push can have it meanwhile.

    Raises UsageError where another push has it.
    """
    folder = _mirrors() / _name(account)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _held(folder / "lock", account):
        yield Mirror(folder)


def _mirrors() -> Path:
    """Return the folder of all mirrors."""
    from platformdirs import user_data_path

    named = os.environ.get(DATA_DIR)
    root = Path(named).absolute() if named else user_data_path("card2anki", appauthor=False)
    return root / "sync"


def _name(account: Account) -> str:
    host = re.sub(r"[^a-z0-9.-]", "-", (urlsplit(account.endpoint).hostname or "").lower())
    digest = hashlib.sha256(f"{account.endpoint}\0{account.user}".encode()).hexdigest()
    return f"{host}-{digest[:12]}"


@contextmanager
def _held(file: Path, account: Account) -> Iterator[None]:
    """Hold a lock of the system's, which ends with the process, however that ends."""
    with file.open("a+b") as handle:
        try:
            is_ours = _try_lock(handle.fileno())
        except OSError as error:  # some disks of a network have no locks
            raise UsageError(
                f"{file}: {error.strerror}: {DATA_DIR} must name a folder whose files can be locked"
            ) from None
        if not is_ours:
            raise UsageError(
                f"another push for {account.user} at {account.endpoint} is at work: wait for it"
            )
        yield


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

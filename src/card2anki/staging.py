"""Files that appear whole, all of them or none, but where the disk fails between two renames."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from card2anki.errors import UsageError


class Staging:
    """Writes files beside their places and renames them when the block ends without error.

    A run that fails while it writes, on a full disk for one, leaves what was there before.
    Raises UsageError.
    """

    def __init__(self) -> None:
        self._staged: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        return self

    def write(self, named: Path, content: Iterable[bytes]) -> None:
        """Stage the content of a file, in pieces; folders on the way to it are made."""
        try:
            path = Path(os.path.realpath(named))  # a link stays one, its target is written
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if path.exists() and not path.is_file():  # a device would be replaced by a file
                raise OSError(errno.EINVAL, "not a regular file")
            handle, name = tempfile.mkstemp(prefix=".c2a-", dir=path.parent)
            self._staged.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.writelines(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        except OSError as error:
            raise UsageError(f"{named}: can't be written: {error.strerror}") from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                while self._staged:
                    self._place(*self._staged[0])
                    del self._staged[0]
        finally:
            for staged, _ in self._staged:
                with suppress(FileNotFoundError):
                    staged.unlink()

    def _place(self, staged: Path, path: Path) -> None:
        try:
            os.replace(staged, path)
        except OSError as error:
            raise UsageError(f"{path}: can't be written: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""The zip archive that a package is, read within limits: anyone may have made it."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from card2anki.anki.reading.zstd import decompressed

#: More files than the largest collections have media.
_MOST_ENTRIES = 500_000
#: No entry may be longer than this when it is unpacked: half a million notes take 2 GB.
_LONGEST_ENTRY = 4 << 30
#: All entries together may be so many times as long as the package, and always as long as does
#: no harm. As the engine exports them, 100,000 notes that differ in a number come to 4 to 8 times
#: their package, notes that have the same 5 kB of HTML each to 80, the same 20 kB to 210; media
#: to less. What is made to fill a disk comes to 1,000 times and more.
_MOST_RATIO = 300
_HARMLESS = 64 << 20
_CHUNK = 1 << 20
_ENCRYPTED = 1
_COLLECTION = b"SQLite format 3\0"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class PackageError(Exception):
    """What is wrong with a package, or with an entry of it, so that it is not read."""


class Archive:
    """An open package: the names of its entries, and their content. Raises PackageError."""

    def __init__(self, file: Path) -> None:
        self.file = file
        if file.exists() and not (file.is_file() or file.is_dir()):  # a pipe may never end
            raise PackageError("not a regular file")
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise PackageError(f"{_not_a_package(file)}: {error}") from error
        except OSError as error:
            raise PackageError(f"can't be read: {error.strerror or error}") from error
        self._most = max(_HARMLESS, _MOST_RATIO * file.stat().st_size)
        self._unpacked = 0
        self._lengths: Counter[str] = Counter()
        listed = self._zip.infolist()
        self._entries = {entry.filename: entry for entry in listed}
        if len(listed) > _MOST_ENTRIES:
            raise PackageError(f"{len(listed):,} files in it: more than {_MOST_ENTRIES:,}")
        if len(listed) > len(self._entries):
            ((twin, _),) = Counter(entry.filename for entry in listed).most_common(1)
            raise PackageError(f"two files in it are named {twin!r}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """Return the length of an entry in bytes, as the archive has it: what it says of it."""
        return self._entries[name].file_size

    def read(self, name: str, *, is_compressed: bool = False) -> bytes:
        """Return the content of an entry that is held in memory, so only a short one."""
        return b"".join(self.pieces(name, is_compressed=is_compressed, most=_HARMLESS))

    def pieces(
        self, name: str, *, is_compressed: bool = False, most: int = _LONGEST_ENTRY
    ) -> Iterator[bytes]:
        """Yield the content of an entry, of ``most`` bytes at most, in pieces.

        ``is_compressed`` says that it is Zstandard's inside.
        """
        entry = self._entries[name]
        if entry.flag_bits & _ENCRYPTED:
            raise PackageError(f"{name!r} in it is encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageError(f"{name!r} in it is compressed in a way that no package is")
        length = 0
        self._count(name, length)  # once too much is unpacked, nothing more is begun
        try:
            with self._zip.open(entry) as stream:
                for piece in decompressed(stream) if is_compressed else _read(stream):
                    length += len(piece)
                    self._count(name, length)
                    if length > most:
                        raise PackageError(f"{name!r} in it is longer than {most >> 20:,} MB")
                    yield piece
        except _DAMAGE as error:
            raise PackageError(f"{name!r} in it is damaged: {error}") from error

    def _count(self, name: str, length: int) -> None:
        """Count what is unpacked of all entries together, of each the longest time it was read."""
        more = max(0, length - self._lengths[name])
        self._lengths[name] += more
        self._unpacked += more
        if self._unpacked > self._most:
            raise PackageError(
                f"{name!r} in it is not read: the package unpacks to more than"
                f" {self._most >> 20:,} MB"
            )


def _read(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_CHUNK):
        yield piece


def _not_a_package(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            head = opened.read(len(_COLLECTION))
    except OSError as error:
        return f"can't be read: {error.strerror}"
    if head == _COLLECTION:
        return "a collection, not a package: export it from Anki"
    return "not a package" if head else "empty, not a package"

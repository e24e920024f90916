"""The zip archive that a package is, read within limits: anyone may have made it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from card2anki.anki.reading.zstd import decompressed
from card2anki.errors import UsageError

#: More files than the largest collections have media.
_MOST_ENTRIES = 500_000
#: No entry may be longer than this when it is unpacked: half a million notes take 2 GB.
_LONGEST_ENTRY = 4 << 30
#: Nor longer than so many times its compressed size, once it is beyond the size that does no
#: harm. An empty database comes to 1:250; what is made to fill a disk comes to 1:1000 and more.
_MOST_RATIO = 300
_HARMLESS = 64 << 20
_CHUNK = 1 << 20
_ENCRYPTED = 1
_COLLECTION = b"SQLite format 3\0"


class Archive:
    """An open package: the names of its entries, and their content.

    Raises UsageError, which names the file and what is wrong with it.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise UsageError(f"{file}: {_not_a_package(file)}: {error}") from error
        except OSError as error:
            raise UsageError(f"{file}: can't be read: {error.strerror or error}") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        with_twins = self._zip.infolist()
        if len(with_twins) > _MOST_ENTRIES:
            self.fail(f"{len(with_twins):,} files in it: more than {_MOST_ENTRIES:,} are not read")
        if len(with_twins) > len(self._entries):
            names = [entry.filename for entry in with_twins]
            twin = next(name for name in self._entries if names.count(name) > 1)
            self.fail(f"two files in it are named {twin!r}")

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

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all entries."""
        return frozenset(self._entries)

    def size(self, name: str) -> int:
        """Return the length of an entry in bytes, as the archive has it: what it says of it."""
        return self._entries[name].file_size

    def fail(self, message: str) -> None:
        """Raise UsageError about this package."""
        raise UsageError(f"{self.file}: {message}")

    def read(self, name: str, *, is_compressed: bool = False) -> bytes:
        """Return the content of an entry; ``is_compressed`` says that it is Zstandard's inside."""
        return b"".join(self.pieces(name, is_compressed=is_compressed))

    def pieces(self, name: str, *, is_compressed: bool = False) -> Iterator[bytes]:
        """Yield the content of an entry in pieces."""
        try:
            yield from self._pieces(name, is_compressed=is_compressed)
        except Damage as error:
            raise UsageError(f"{self.file}: {error}") from error

    def damage(self, name: str, *, is_compressed: bool = False) -> str:
        """Say what is wrong with an entry, "" where it can be unpacked."""
        try:
            for _ in self._pieces(name, is_compressed=is_compressed):
                pass
        except Damage as error:
            return str(error)
        return ""

    def _pieces(self, name: str, *, is_compressed: bool) -> Iterator[bytes]:
        entry = self._entries[name]
        if entry.flag_bits & _ENCRYPTED:
            raise Damage(f"{name!r} in it is encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Damage(f"{name!r} in it is compressed in a way that no package is")
        most = min(_LONGEST_ENTRY, max(_HARMLESS, _MOST_RATIO * entry.compress_size))
        length = 0
        try:
            with self._zip.open(entry) as stream:
                pieces = decompressed(stream) if is_compressed else _read(stream)
                for piece in pieces:
                    length += len(piece)
                    if length > most:
                        raise Damage(
                            f"{name!r} in it unpacks to more than {most >> 20:,} MB"
                            f" from {entry.compress_size:,} bytes: it is not read"
                        )
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
            raise Damage(f"{name!r} in it is damaged: {error}") from error


class Damage(Exception):  # noqa: N818
    """An entry of an archive that can't be read, and why."""


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

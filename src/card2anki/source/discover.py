"""Paths to files: folders are walked for decks, named files are taken as they are."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from card2anki.errors import UsageError

SUFFIXES = frozenset({".md", ".markdown"})


def discover(
    paths: Sequence[str], exclude: Sequence[str] = (), root: Path | None = None
) -> list[Path]:
    """Return the files that paths name, each once, in the order of their names.

    In folders these are the files that end in SUFFIXES, but for hidden ones and those that
    match a pattern of ``exclude`` (by name, or by path from ``root``). Raises UsageError for
    a path that does not exist, and where there is no file at all.
    """
    found: dict[str, Path] = {}
    for named in named_paths(paths):
        for file in _walk(named, exclude, root or named) if named.is_dir() else [named]:
            if not _is_text(str(file)):
                raise UsageError(f"{str(file)!r}: the name is not valid UTF-8: rename the file")
            found.setdefault(os.path.realpath(file), file)
    if not found:
        endings = " or ".join(sorted(SUFFIXES))
        raise UsageError(f"no deck in {', '.join(paths)}: there is no file that ends in {endings}")
    return sorted(found.values(), key=_order)


def _order(file: Path) -> tuple[tuple[bool, str], ...]:
    """Sort a folder's files before its folders, in whatever order they were named."""
    *folders, name = Path(os.path.realpath(file)).parts
    return (*((True, folder) for folder in folders), (False, name))


def named_paths(paths: Iterable[str]) -> Iterator[Path]:
    """Yield the files and folders that exist by some names, or match them as patterns.

    Raises UsageError for a name of nothing.
    """
    for path in paths:
        matches = [path] if os.path.exists(path) else []
        if not matches and glob.has_magic(path):
            matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            raise UsageError(f"{path}: no such file or folder")
        yield from map(Path, matches)


def relative(path: Path | str, folder: Path) -> str:
    """Return a path from a folder, with slashes, links resolved."""
    return Path(os.path.relpath(Path(path).resolve(), folder.resolve())).as_posix()


def _is_text(name: str) -> bool:
    """Say whether a file's name can be printed and stored."""
    return not any("\udc80" <= character <= "\udcff" for character in name)


def _walk(folder: Path, exclude: Sequence[str], root: Path) -> Iterator[Path]:
    """Walk a folder without following links to folders, so that no loop is walked for ever."""

    def fail(error: OSError) -> None:
        raise UsageError(f"{error.filename}: can't be read: {error.strerror}")

    for place, folders, names in os.walk(folder, onerror=fail):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not _excluded(Path(place, name), exclude, root)
        )
        for name in sorted(names):
            file = Path(place, name)
            is_deck = file.suffix.lower() in SUFFIXES and not name.startswith(".")
            if is_deck and file.exists() and not file.is_file():
                raise UsageError(f"{file}: not a file: it can't be read")
            if is_deck and not _excluded(file, exclude, root):
                yield file


def matches(path: Path, pattern: str, root: Path | None) -> bool:
    """Say whether a pattern matches a path, by its name or from ``root`` on."""
    shown = Path(os.path.relpath(path, root)).as_posix() if root else path.as_posix()
    return fnmatch(path.name, pattern) or fnmatch(shown, pattern)


def is_excluded(file: Path, exclude: Sequence[str], root: Path) -> bool:
    """Say whether patterns leave out a file, or a folder on the way to it from ``root``."""
    places = (file, *file.parents)
    return any(_excluded(one, exclude, root) for one in places if one.is_relative_to(root))


def _excluded(path: Path, exclude: Sequence[str], root: Path) -> bool:
    return any(matches(path, pattern, root) for pattern in exclude)

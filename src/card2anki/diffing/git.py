"""The sources of a revision, taken out of git's store: nothing that belongs to them is run.

Only objects are read, by their ids: no filter, hook, attribute or text conversion has a say in
that. Links and submodules are left alone, and no path leads out of the folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO

from card2anki.errors import UsageError

#: What a revision may hold of decks and images, in bytes.
_MOST_BYTES = 2 << 30
#: The ids of files and of those that may be run; links and submodules have others.
_FILES = frozenset({b"100644", b"100755", b"100664"})
#: What git says where no folder above is a repository, unlike one whose store is gone.
_NO_REPOSITORY = b"not a git repository (or any"
#: Of the variables for git, its settings and how far up it looks for a repository.
_KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
_SAFE = ("--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false")


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of a repository: the folder of its working tree, its name, its commit."""

    top: Path
    name: str
    commit: str


def find_revision(folder: Path, name: str) -> Revision | None:
    """Return a revision by its name in the repository that holds a folder, None if there is none.

    Raises UsageError where there is a repository that git refuses to read.
    """
    if shutil.which("git") is None or name.startswith("-"):
        return None
    top = _git(folder, "rev-parse", "--show-toplevel")
    if _NO_REPOSITORY in top.stderr:
        return None
    if top.returncode:
        raise UsageError(f"{folder}: git can't read the repository: {_complaint(top)}")
    if _git(folder, "rev-parse", "--verify", "--quiet", name).returncode:
        return None
    commit = _git(folder, "rev-parse", "--verify", f"{name}^{{commit}}")
    if commit.returncode:
        raise UsageError(f"{name}: git can't read this revision: {_complaint(commit)}")
    return Revision(Path(_said(top)).resolve(), name, _said(commit))


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return os.fsdecode(done.stdout).removesuffix("\n")


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode(errors="replace").strip()


def _git(
    folder: Path, *arguments: str, given: bytes = b"", into: IO[bytes] | int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["git", *_SAFE, "-C", str(folder), *arguments],  # noqa: S607 - the git of whoever calls
        input=given,
        stdout=into,
        stderr=subprocess.PIPE,
        check=False,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    """Return the environment for git, in which the folder alone says what repository is meant.

    In a hook, git names another one, or this one without its tree.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    never = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    return kept | never | {"LC_ALL": "C"}


def extract(revision: Revision, below: Path, suffixes: frozenset[str], into: Path) -> None:
    """Write the files of a revision that have certain endings to a folder, at their paths.

    ``below`` is a folder of the repository: nothing outside of it is taken. Raises UsageError.
    """
    prefix = below.relative_to(revision.top).as_posix()
    where = [] if prefix == "." else ["--", f"{prefix}/"]
    done = _git(revision.top, "ls-tree", "-r", "-z", "-l", "--full-tree", revision.commit, *where)
    if done.returncode:
        raise UsageError(f"{revision.name}: git can't list its files: {_complaint(done)}")
    found = list(_listed(done.stdout, suffixes, revision))
    if sum(size for _, size, _ in found) > _MOST_BYTES:
        raise UsageError(f"{revision.name}: more than {_MOST_BYTES >> 20:,} MB of decks and images")
    _write(revision, found, into)


def _listed(
    output: bytes, suffixes: frozenset[str], revision: Revision
) -> Iterator[tuple[bytes, int, PurePosixPath]]:
    """Yield id, size and path of each file that is wanted."""
    for entry in filter(None, output.split(b"\0")):
        described, _, name = entry.partition(b"\t")
        mode, kind, number, size = described.split()
        path = PurePosixPath(os.fsdecode(name))
        wanted = path.suffix.lower() in suffixes and _is_inside(path)
        if not (wanted and kind == b"blob" and mode in _FILES):
            continue
        if not size.isdigit():  # "BAD"
            raise _unread(revision, path)
        yield number, int(size), path


def _is_inside(path: PurePosixPath) -> bool:
    r"""Say whether a path stays in a folder on every system: ``C:`` and ``\`` lead out on some."""
    if path.is_absolute() or not path.parts:
        return False
    return not any(p in ("..", ".") or "\\" in p or ":" in p or "\0" in p for p in path.parts)


def _write(
    revision: Revision, found: Sequence[tuple[bytes, int, PurePosixPath]], into: Path
) -> None:
    numbers = b"".join(number + b"\n" for number, _, _ in found)
    with TemporaryFile() as objects:
        _git(revision.top, "cat-file", "--batch", given=numbers, into=objects)
        objects.seek(0)
        for _, size, path in found:
            place = into / path
            place.parent.mkdir(parents=True, exist_ok=True)
            header = objects.readline().split()  # id, kind and size
            data = objects.read(size)
            if header[2:] != [b"%d" % size] or objects.read(1) != b"\n":
                raise _unread(revision, path)
            place.write_bytes(data)


def _unread(revision: Revision, path: PurePosixPath) -> UsageError:
    return UsageError(
        f"{revision.name}: git can't read {path}: its store is damaged or has not all files"
        " (git fsck)"
    )

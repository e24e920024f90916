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
from typing import IO

from card2anki.errors import UsageError

#: What a revision may hold of decks and images, in bytes.
_MOST_BYTES = 2 << 30
#: The ids of files and of those that may be run; links and submodules have others.
_FILES = frozenset({b"100644", b"100755", b"100664"})
_SAFE = ("--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false")


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of a repository: the folder of its working tree, its name, its commit."""

    top: Path
    name: str
    commit: str


def find_revision(folder: Path, name: str) -> Revision | None:
    """Return a revision by its name in the repository that holds a folder, None if there is none.

    Raises UsageError where git can't say.
    """
    if shutil.which("git") is None or name.startswith("-"):
        return None
    top = _asked(folder, "rev-parse", "--show-toplevel")
    commit = _asked(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if not top or not commit:
        return None
    return Revision(Path(top), name, commit)


def _asked(folder: Path, *arguments: str) -> str:
    done = _git(folder, *arguments)
    return os.fsdecode(done.stdout).removesuffix("\n") if done.returncode == 0 else ""


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["git", *_SAFE, "-C", str(folder), *arguments],  # noqa: S607 - the git of whoever calls
        capture_output=True,
        check=False,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    never = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    return os.environ | never


def extract(revision: Revision, below: Path, suffixes: frozenset[str], into: Path) -> None:
    """Write the files of a revision that have certain endings to a folder, at their paths.

    ``below`` is a folder of the repository: nothing outside of it is taken. Raises UsageError.
    """
    prefix = below.relative_to(revision.top).as_posix()
    where = [] if prefix == "." else ["--", f"{prefix}/"]
    done = _git(revision.top, "ls-tree", "-r", "-z", "-l", "--full-tree", revision.commit, *where)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise UsageError(f"{revision.name}: git can't list its files: {said}")
    found = list(_listed(done.stdout, suffixes))
    if sum(size for _, size, _ in found) > _MOST_BYTES:
        raise UsageError(f"{revision.name}: more than {_MOST_BYTES >> 20:,} MB of decks and images")
    _write(revision, found, into)


def _listed(output: bytes, suffixes: frozenset[str]) -> Iterator[tuple[bytes, int, PurePosixPath]]:
    """Yield id, size and path of each file that is wanted."""
    for entry in filter(None, output.split(b"\0")):
        described, _, name = entry.partition(b"\t")
        mode, kind, number, size = described.split()
        path = PurePosixPath(os.fsdecode(name))
        wanted = path.suffix.lower() in suffixes and _is_inside(path)
        if wanted and kind == b"blob" and mode in _FILES and size.isdigit():
            yield number, int(size), path


def _is_inside(path: PurePosixPath) -> bool:
    r"""Say whether a path stays in a folder on every system: ``C:`` and ``\`` lead out on some."""
    if path.is_absolute() or not path.parts:
        return False
    return not any(p in ("..", ".") or "\\" in p or ":" in p or "\0" in p for p in path.parts)


def _write(
    revision: Revision, found: Sequence[tuple[bytes, int, PurePosixPath]], into: Path
) -> None:
    with subprocess.Popen(
        ["git", *_SAFE, "-C", str(revision.top), "cat-file", "--batch"],  # noqa: S607
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise UsageError("git can't be run")
        for number, _, path in found:
            process.stdin.write(number + b"\n")
            process.stdin.flush()
            place = into / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(_object(process.stdout, revision))
        process.stdin.close()


def _object(stream: IO[bytes], revision: Revision) -> bytes:
    """Read one object: its id, its kind and its size on a line, its content, a line break."""
    header = stream.readline().split()
    if len(header) != 3 or not header[2].isdigit():
        raise UsageError(f"{revision.name}: git has not all of its files")
    data = stream.read(int(header[2]))
    stream.read(1)
    return data

"""Places as other programs know them: files from the root of the repository, whole lines."""

from __future__ import annotations

import os
from pathlib import Path

from card2anki.model import Place

#: What CI systems call the folder that they check a repository out to.
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def from_root(path: str) -> str:
    """Return a path as seen from the root of the repository, or where none is known, from here.

    It has slashes on every system. A path that leads out of both is absolute.
    """
    file = Path(os.path.abspath(path))
    roots = [Path(os.environ[name]) for name in _ROOTS if os.environ.get(name)]
    for folder in (*roots, Path.cwd()):
        if file.is_relative_to(folder):
            return file.relative_to(folder).as_posix()
    return file.as_posix()


def last_line(place: Place) -> int:
    """Return the last line that a place has a part of; where it ends, the next may begin."""
    if place.end_column == 1 and place.end_line > place.line:
        return place.end_line - 1
    return place.end_line

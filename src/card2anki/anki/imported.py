"""What comes of an import, for whoever reports it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that the source format can't hold, or a note that is no card: why, and which."""

    reason: str
    about: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import writes: each file with its cards, and how many media files beside them.

    ``own`` counts the cards whose notes are of our type, ``changed`` names those of them that
    give another note when they are built again. ``lock`` is the lock file that keeps who they
    are.
    """

    files: tuple[tuple[Path, int], ...]
    media: int
    own: int
    changed: tuple[str, ...]
    lost: tuple[Lost, ...]
    lock: Path

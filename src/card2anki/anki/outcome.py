"""What comes of a build, for whoever reports it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A package: where it is, the deck that holds its decks, its notes, its size in bytes.

    ``deck`` is "" where several decks stand side by side; ``is_first`` says that no package was
    there before.
    """

    path: Path
    deck: str
    notes: int
    size: int
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A card that is in no package, where it stands, and why."""

    path: str
    line: int
    reason: str

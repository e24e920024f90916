"""What comes of a build, for whoever reports it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A package: where it is, its book ("" for all in one), its notes, its size in bytes."""

    path: Path
    book: str
    notes: int
    size: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A card that is in no package, where it stands, and why."""

    path: str
    line: int
    reason: str

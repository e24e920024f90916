"""What differs between two states of the cards, for whoever reports it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What became of a card, the thing that matters most."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    RETAGGED = "retagged"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text that is on both sides (`` ``), on the old one (``-``) or on the new one (``+``)."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a field: words that differ stand in it as pieces, a line of code is one piece.

    A line without pieces stands for lines that are the same and left out.
    """

    pieces: tuple[Piece, ...]
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """A field as it was and as it is, and what differs.

    In markdown, or in HTML where that is the same in markdown.
    """

    name: str
    before: str
    after: str
    lines: tuple[DiffLine, ...]


@dataclass(frozen=True, slots=True)
class CardDiff:
    """What became of a card. ``before`` and ``after`` say where it was and is, "" for nowhere.

    ``fields`` is empty where only hashes are known. Decks are named where they differ.
    """

    kind: Kind
    guid: str
    question: str
    before: str
    after: str
    fields: tuple[FieldDiff, ...] = ()
    tags_added: tuple[str, ...] = ()
    tags_removed: tuple[str, ...] = ()
    deck_before: str = ""
    deck_after: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """All cards that differ, those of a kind together, and how many are the same."""

    old: str
    new: str
    cards: Sequence[CardDiff]
    same: int

"""What becomes of a note on its way to a source file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from card2anki.anki.reading.contents import StoredNote
from card2anki.importing.blocks import Line


@dataclass(frozen=True, slots=True)
class Title:
    """Which file a card belongs to, by what the file says of itself."""

    book: str
    part: int | None = None
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class ImportedCard:
    """A card as it will be written, and the note it is of.

    ``is_own`` says that the note is of our type, so that the card has to give the same note
    again; ``keeps_guid`` that the note becomes this card alone.
    """

    note: StoredNote
    title: Title
    question: Sequence[Line]
    answer: Sequence[Line]
    context: Sequence[Line] = ()
    heading: str = ""
    rating: int | None = None
    is_own: bool = False
    keeps_guid: bool = True

"""What becomes of a note on its way to a source file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from card2anki.anki.notes import Note
from card2anki.anki.reading.contents import StoredNote
from card2anki.unrendering.blocks import Line

_BREAKS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Title:
    """Which file a card belongs to, by what the file says of itself: each text is one line."""

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


def one_line(text: str) -> str:
    """Return a text with its lines joined by blanks."""
    return _BREAKS.sub(" ", text)


def is_same(stored: StoredNote, note: Note) -> bool:
    """Say whether a note of ours comes out as it went in; a learner may have given it more tags."""
    return note.fields == stored.fields[: len(note.fields)] and set(note.tags) <= set(stored.tags)


def about(note: StoredNote) -> str:
    """Return what names a note to people: its GUID, and how it begins."""
    return f"{note.guid}: {' '.join(' '.join(note.fields).split())[:60]}"

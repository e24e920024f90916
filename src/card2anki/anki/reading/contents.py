"""What stands in a package, as Anki calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """A card template: what makes a card's front and back of a note's fields."""

    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class StoredType:
    """A note type; ``is_cloze`` says that its cards are made of the gaps in a text."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[StoredTemplate, ...]
    is_cloze: bool = False


@dataclass(frozen=True, slots=True)
class StoredDeck:
    """A deck, its levels divided by ``::``."""

    name: str
    is_filtered: bool = False


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note; ``modified`` in seconds since 1970. There may be more fields than the type has."""

    id: int
    guid: str
    type_id: int
    modified: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card of a note: the deck it is at home in, the number of its template, or of its gap.

    ``due`` puts new cards in order.
    """

    id: int
    note_id: int
    deck_id: int
    number: int
    due: int


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """A media file: its name in the collection, the entry that holds it, its size in bytes.

    ``sha1`` is what the package says of its content, nothing where it says nothing.
    """

    name: str
    entry: str
    size: int
    sha1: bytes = b""


@dataclass(frozen=True, slots=True)
class Contents:
    """A package, read. ``form`` is the file that holds its collection.

    Note types and decks by id; notes by id in the order of their first new card.
    """

    form: str
    types: Mapping[int, StoredType]
    decks: Mapping[int, StoredDeck]
    notes: tuple[StoredNote, ...]
    cards: tuple[StoredCard, ...]
    media: tuple[StoredMedia, ...]

    def deck_of(self) -> dict[int, str]:
        """Return the name of the deck of each note, by its id: that of the note's first card."""
        decks: dict[int, str] = {}
        for card in self.cards:
            if card.deck_id in self.decks:
                decks.setdefault(card.note_id, self.decks[card.deck_id].name)
        return decks

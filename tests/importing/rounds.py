"""A deck's text to notes, and the notes back to a deck's text, as an import does it."""

from pathlib import Path

from card2anki.anki.notes import Choice, Note, book_of, make_notes
from card2anki.anki.reading.contents import StoredNote
from card2anki.config import Config
from card2anki.importing.decktext import deck_text
from card2anki.importing.own import own_card
from card2anki.source.parser import parse
from card2anki.source.reading import decode

_CONFIG = Config()
_SPARE = ("guid", "", "", "")


def notes_of(text: str) -> list[Note]:
    """Return the notes that a deck gives."""
    deck = parse(decode(text.encode("utf-8", "surrogatepass"), "birds.md"))
    book = book_of(deck, Path.cwd(), _CONFIG)
    made = make_notes(deck, book, _CONFIG, Choice(), {})
    return [note for note in made if isinstance(note, Note)]


def again(notes: list[Note]) -> str:
    """Return the text of the deck that notes are imported to."""
    cards = [
        own_card(
            StoredNote(n, "g", 1, 0, note.tags, (*note.fields, *_SPARE)), note.deck, _CONFIG, {}
        )
        for n, note in enumerate(notes)
    ]
    ordered = sorted(cards, key=lambda card: card.rating is not None)
    return deck_text(cards[0].title, ordered)


def fields_and_tags(notes: list[Note]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return what must come out as it went in."""
    return [(note.fields, note.tags) for note in notes]

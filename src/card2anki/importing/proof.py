"""What the format reads in a file that is to be written, held against what was meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from card2anki.anki.notes import Choice, Note, book_of, make_notes
from card2anki.config import Config
from card2anki.importing.card import ImportedCard, Title
from card2anki.importing.decktext import card_lines, deck_text
from card2anki.model import Card
from card2anki.source.parser import parse
from card2anki.source.reading import decode


@dataclass(frozen=True, slots=True)
class Proof:
    """Reads a file as a build will read it; ``names`` gives the images' names by their paths."""

    path: Path
    title: Title
    config: Config
    names: Mapping[str, str]

    def notes(self, cards: Sequence[ImportedCard]) -> Sequence[Note | None]:
        """Return the note that each card gives, None for one that can't stand beside the others.

        A line that looks like structure, or a side that shows nothing, makes another card of it.
        """
        notes = self._read(cards)
        if notes is not None:
            return notes
        stands = [self._read([card]) is not None for card in cards]
        kept = [card for card, alone in zip(cards, stands, strict=True) if alone]
        beside = iter(self._read(kept) or ())
        return [next(beside, None) if alone else None for alone in stands]

    def _read(self, cards: Sequence[ImportedCard]) -> list[Note] | None:
        """Return the notes of cards in one file, None where other cards are read."""
        source = decode(deck_text(self.title, cards).encode(), str(self.path))
        deck = parse(source)
        if len(deck.cards) != len(cards) or deck.directives:
            return None
        if not all(map(_is_meant, deck.cards, cards)):
            return None
        book = book_of(deck, self.path.parent, self.config)
        made = make_notes(deck, book, self.config, Choice(), self.names)
        notes = [note for note in made if isinstance(note, Note)]
        return notes if len(notes) == len(cards) else None


def _is_meant(read: Card, meant: ImportedCard) -> bool:
    question = read.question.text if read.question else ""
    answer = read.answer.text if read.answer else ""
    found = [":p", *question.split(), "??x", *answer.split(), "x??"]
    return found == " ".join(card_lines(meant)).split()

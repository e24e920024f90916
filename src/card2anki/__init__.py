"""Turn source flashcards into Anki decks that can be trusted."""

__version__ = "0.1.0"

"""Cards to Anki: notes, their identity, the note type, tags, decks and the package."""

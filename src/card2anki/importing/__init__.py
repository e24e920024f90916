"""Packages to decks: notes to cards, cards to source files."""

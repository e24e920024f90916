"""Decks to their canonical layout, proven to hold the same cards."""

"""Packages to decks: the HTML of notes back to markdown, and notes to source files."""

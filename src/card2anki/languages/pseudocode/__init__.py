"""Pseudocode: so far a Pygments lexer, for its colours."""

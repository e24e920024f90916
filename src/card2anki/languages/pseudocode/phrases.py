"""The words of English in pseudocode, and those among them that have the looks of code."""

from __future__ import annotations

from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Kind, Role

#: Constants that are no words of English, as ``this`` and ``void`` are.
_CONSTANTS = frozenset(("true", "false", "null", "nil", "none", "∞", "⊥", "∅"))


def phrase_roles(text: Text, first: int, last: int) -> None:
    """Give roles to the words of a phrase: English, but for what has the looks of code."""
    for n in range(first, last):
        if text.kinds[n] is Kind.WORD:
            text.give(n, _in_phrase(text, n, last))


def _in_phrase(text: Text, n: int, last: int) -> Role:
    word = text.words[n]
    behind = text.words[n + 1] if n + 1 < last and text.is_glued(n + 1) else ""
    before = text.words[n - 1] if text.is_glued(n) else ""
    if before == "." and text.is_glued(n - 1):
        return Role.CALLED if behind == "(" else Role.MEMBER
    if behind == "(":
        return Role.CALLED
    if text.folded[n] in _CONSTANTS:
        return Role.CONSTANT
    if behind == "[" or (behind == "." and n + 2 < last and text.is_glued(n + 2)):
        return Role.NAME
    return Role.NAME if looks_like_code(word) else Role.PHRASE


def looks_like_code(word: str) -> bool:
    """Say whether a word is none of English: ``readyQueue``, ``max_load``, ``p2``, ``x``."""
    if len(word) == 1:
        return word not in "aAI"
    if "_" in word or "'" in word[-1:] or any(letter.isdigit() for letter in word):
        return True
    return word[1:] != word[1:].lower() and not word.isupper()

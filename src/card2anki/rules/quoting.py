"""Words of a card as a message shows them: on one line, and not too many of them."""

from __future__ import annotations

from card2anki.prose import OPAQUE

_LONGEST = 80


def quoted(words: str) -> str:
    """Return words in quotes, without what of them is no prose."""
    return repr(shortened(words.replace(OPAQUE, ""), _LONGEST))


def shortened(text: str, most: int) -> str:
    """Return a text on one line of so many characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 3].rstrip()}..."

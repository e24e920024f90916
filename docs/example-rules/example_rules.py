"""Two rules of one's own: one for each card, one for the cards of all files together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from card2anki.model import Edit, Safety, Severity
from card2anki.rule import CardView, Entry, Hit, all_cards_rule, card_rule, safe

_SHOUT = re.compile(r"!{2,}")


@card_rule("X901", "shouting", Severity.WARNING, fix=Safety.SAFE)
def shouting(view: CardView) -> Iterator[Hit]:
    """An answer shouts.

    Why:
        One exclamation mark is enough.

    Bad:
        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last!!!
        x??

    Good:
        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last!
        x??
    """
    if view.answer:
        for found in _SHOUT.finditer(view.answer.text):
            span = view.answer.span(found)
            yield Hit(span, f"{found[0]!r} shouts: write '!'", safe(Edit(span, "!")))


@all_cards_rule("X902", "worn-opening", Severity.INFO)
def worn_opening(
    entries: tuple[Entry, ...], words: int = 3, most: int = 50
) -> Iterator[tuple[Entry, Hit]]:
    """Too many questions begin with the same words.

    Why:
        Cards that begin alike are told apart late.
    """
    opening = {entry: " ".join(entry.question.lower().split()[:words]) for entry in entries}
    often = Counter(opening.values())
    for entry, said in opening.items():
        if often[said] > most:
            yield entry, Hit(entry.span, f"{often[said]} questions begin with {said!r}")

"""Comments that give a card an id: ``<!-- card2anki: id=tcp-handshake -->``, anywhere on it.

A card that has one is known by it, however much it is edited and wherever it goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from card2anki.linting.suppression import card_at, territories
from card2anki.model import Card, Deck, Directive
from card2anki.rule import Hit

_GOOD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def card_ids(deck: Deck) -> tuple[Mapping[int, str], Sequence[Hit]]:
    """Return the id of each card that has one, by the offset it begins at; the wrong comments.

    Of several comments on a card the first holds.
    """
    named: dict[int, str] = {}
    wrong: list[Hit] = []
    comments = [directive for directive in deck.directives if directive.is_id]
    within = territories(deck) if comments else []
    for directive in comments:
        card, _ = card_at(deck, within, directive.span.start)
        if problem := _problem(directive, card, named):
            wrong.append(Hit(directive.span, f"comment says {directive.text!r}: {problem}"))
        elif card:
            named[card.span.start] = _id_of(directive)
    return named, wrong


def _id_of(directive: Directive) -> str:
    """Return the id that a comment gives."""
    return directive.text.partition("=")[2].strip()


def _problem(directive: Directive, card: Card | None, named: Mapping[int, str]) -> str:
    if not _GOOD.fullmatch(_id_of(directive)):
        return "an id is 1 to 64 letters from a to z, digits, dots, underscores and hyphens"
    if card is None:
        return "there is no card here"
    if card.span.start in named:
        return "the card has an id: write one"
    return ""

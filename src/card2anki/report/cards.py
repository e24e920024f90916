"""What was parsed, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from card2anki.model import Card, Deck
from card2anki.report.counts import count


def card_lines(decks: Sequence[Deck]) -> Iterator[str]:
    """Yield what was parsed: a line a file, then a line a card."""
    for deck in decks:
        told = [deck.title, f"part {deck.part}" if deck.part is not None else "", deck.chapter]
        named = ", ".join(part for part in told if part)
        cards = count(len(deck.cards), "card")
        yield f"{deck.source.path}: {cards}{f' ({named})' if named else ''}"
        for card in deck.cards:
            yield f"  {_card_line(deck, card)}"


def _card_line(deck: Deck, card: Card) -> str:
    line = deck.source.line(card.span.start)
    rating = f"[{card.rating:>2}]" if card.rating is not None else "[--]"
    question = " ".join(card.question.text.split()) if card.question else "(no question)"
    code = Counter(snippet.language or "unlabelled" for snippet in card.snippets)
    told = ", ".join(f"{name} x{n}" if n > 1 else name for name, n in sorted(code.items()))
    return f"{line:>5} {rating} {question}{f'  <{told}>' if told else ''}{_defect(card)}"


def _defect(card: Card) -> str:
    return f"  ({card.defect}: left out)" if card.defect else ""

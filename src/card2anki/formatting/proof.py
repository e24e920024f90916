"""What formatting must not change: cards, what a file says of itself, comments, loose text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from card2anki.linting.suppression import card_at, territories
from card2anki.model import Card, Deck, Irregular, Part
from card2anki.render.markdown import render
from card2anki.source.content import letters, words
from card2anki.source.head import front_matter_end
from card2anki.source.lines import Kind
from card2anki.source.parts import cut

#: What is as irregular afterwards as before; the rest is mended or of no weight.
_KEPT = frozenset(
    {
        Irregular.BAD_RATING,
        Irregular.EMPTY_ANSWER,
        Irregular.EMPTY_QUESTION,
        Irregular.IDLE_RATING,
        Irregular.LOW_RATING,
    }
)
_TO_READ = frozenset({Kind.TEXT, Kind.CODE, Kind.HEADING, Kind.FENCE_OPEN, Kind.FENCE_CLOSE})


@dataclass(frozen=True, slots=True)
class Difference:
    """What two readings of a deck do not share; ``part`` where no more than a part is another."""

    what: str
    part: Part | None = None


def differences(before: Deck, after: Deck) -> Iterator[Difference]:
    """Yield what two readings of a deck do not share, in the order of the text.

    The first one beyond a part is the last.
    """
    for number, old in enumerate(before.cards):
        where = f"card {number + 1}, line {before.source.line(old.span.start)}"
        if number == len(after.cards) or _frame(old) != _frame(after.cards[number]):
            yield Difference(where)
            return
        for part, other in zip(_parts(old), _parts(after.cards[number]), strict=True):
            if not _is_same(part, other):
                yield Difference(where, part)
    if len(after.cards) > len(before.cards):
        yield Difference("the number of cards")
    elif _head(before) != _head(after):
        yield Difference("the head of the file")
    elif _loose(before) != _loose(after):
        yield Difference("text outside the cards")
    elif list(_directives(before)) != list(_directives(after)):
        yield Difference("a comment to this tool")


# -- cards


def _parts(card: Card) -> tuple[Part | None, ...]:
    return card.heading, card.context, card.question, card.answer


def _frame(card: Card) -> tuple[object, ...]:
    """Return what holds a card together; the words of the question are its identity."""
    which = tuple(part is None for part in _parts(card))
    return card.rating, card.asked_by_heading, which, words(card.question)


def _is_same(old: Part | None, new: Part | None) -> bool:
    """Say whether two parts have the same letters and code, and look the same."""
    if old is None or new is None:
        return old is new
    if letters(old) != letters(new):
        return False
    return old.text == new.text or _shown(old) == _shown(new)


def _shown(part: Part) -> str:
    """Render a part; its code, which is compared to the letter, need not be coloured."""
    snippets = tuple(replace(snippet, code="", language="") for snippet in part.snippets)
    return render(replace(part, snippets=snippets), {})


# -- the rest of the file


def _head(deck: Deck) -> tuple[object, ...]:
    return deck.title, deck.part, deck.chapter, deck.threshold


def _loose(deck: Deck) -> tuple[str, Counter[Irregular]]:
    """Return the letters that are of no card, and what stays wrong with the file."""
    text = deck.source.text
    start = front_matter_end(text)
    pieces, _ = cut(text, start)
    inside = {span.start for card in deck.cards for part in card.parts for span in part.lines}
    loose = [
        text[line.body : line.end]
        for line in pieces.lines
        if line.kind in _TO_READ and line.start not in inside and line.body not in inside
    ]
    kinds = Counter(met.kind for met in deck.irregularities if met.kind in _KEPT)
    return "".join("".join([text[:start], *loose]).split()), kinds


def _directives(deck: Deck) -> Iterator[tuple[str, int]]:
    """Yield each comment to this tool with the place of what it is about among the cards."""
    if deck.directives:
        within = territories(deck)
        numbers = {span.start: number for number, span in enumerate(within)}
        for directive in deck.directives:
            _, span = card_at(deck, within, directive.span.start)
            yield directive.text, numbers.get(span.start, 0)

"""Imported cards to the text of a source file, in the canonical layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from card2anki.importing.card import ImportedCard, Title
from card2anki.importing.guard import guarded
from card2anki.unrendering.blocks import Line

#: A context that begins with this word, which the format takes for a label.
_LABEL = re.compile(r"(?:\*\*)?(?:Background )?context\s*:", re.IGNORECASE)


def deck_text(title: Title, cards: Sequence[ImportedCard]) -> str:
    """Return the text of a file that holds some cards, of which those without a rating go first.

    A rating holds for all cards behind it, and nothing takes it back.
    """
    lines = list(_head(title))
    before: ImportedCard | None = None
    for card in cards:
        lines += _card(card, before)
        before = card
    return "\n".join([*lines, "---", ""])


def _head(title: Title) -> Iterator[str]:
    part = "" if title.part is None else f" (Part {title.part})"
    yield _named("# Flashcards: ", f"{title.book}{part}")
    yield ""
    if title.chapter:
        yield _named("**Starting Chapter:** ", title.chapter)
        yield ""


def _named(label: str, name: str) -> str:
    (line,) = guarded([Line(name)], label, strict=True)
    return f"{label}{line.text}"


def _card(card: ImportedCard, before: ImportedCard | None) -> Iterator[str]:
    """Yield the lines of a card; those of one heading and context stand under it together."""
    goes_on = before is not None and (before.heading, before.context, before.rating) == (
        card.heading,
        card.context,
        card.rating,
    )
    if not goes_on or not card.heading:
        yield "---"
        yield ""
        if card.rating is not None and (before is None or before.rating != card.rating):
            yield f"**Rating: {card.rating}/10**"
            yield ""
        if card.heading or (before and _leaves_behind(before, card)):
            yield f"#### {card.heading}".rstrip()
        yield from _context(card)
    yield from card_lines(card)
    yield ""


def _leaves_behind(before: ImportedCard, card: ImportedCard) -> bool:
    """Say whether a heading or a context holds on, unless an empty heading ends it."""
    return bool(before.heading or (before.context and not card.context))


def _context(card: ImportedCard) -> Iterator[str]:
    if not card.context:
        return
    if _LABEL.match(card.context[0].text):
        yield "Context:"
    yield from _texts(guarded(card.context))
    yield ""


def card_lines(card: ImportedCard) -> Iterator[str]:
    """Yield the lines of question and answer."""
    question = list(card.question)
    if question and not question[0].is_code:
        question = guarded(question, ":p ", strict=True)
        yield f":p {question[0].text}"
        question = question[1:]
    else:
        yield ":p"
    yield from _texts(guarded(question, strict=True))
    yield "??x"
    yield from _texts(guarded(card.answer))
    yield "x??"


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    return (line.text for line in lines)

"""Cards to notes: their fields, their tags, the deck they go to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from card2anki.anki.outcome import LeftOut
from card2anki.anki.tags import deck_name, expand_tags, readable_title, slug
from card2anki.config import Config
from card2anki.model import Card, Deck, Part
from card2anki.render.escape import disarm, escape, show_controls
from card2anki.render.markdown import render, render_text

_LABEL = re.compile(r"(?:\*\*)?Background context\s*:(?:\*\*)?:?[ \t]*\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A card as Anki will hold it, but for its identity.

    ``question`` is the question as written, by which the card is known again. ``fields`` are
    those of the note type up to Rating.
    """

    question: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    book: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which cards to take, and the tags that all of them get."""

    min_rating: int | None = None
    tags: tuple[str, ...] = ()


def make_notes(
    deck: Deck, book: str, config: Config, choice: Choice, media: Mapping[str, str]
) -> Iterator[Note | LeftOut]:
    """Yield the note of each card of a deck, or why there is none, in the order of the source."""
    for card in deck.cards:
        line = deck.source.line(card.span.start)
        reason = card.defect or _below(card.rating, choice.min_rating)
        if reason:
            yield LeftOut(deck.source.path, line, reason)
        else:
            yield _note(card, deck, book, config, choice, media, line)


def book_of(deck: Deck, root: Path, config: Config) -> str:
    """Return the title of the book that a deck is of: the configured one, or a readable one.

    A file without a title is of the book its folder is named for, or its own name.
    """
    path = Path(deck.source.path)
    inside = path.resolve().parent != root.resolve()
    name = deck.title or (path.resolve().parent.name if inside else path.stem)
    return (
        config.books.get(name)
        or config.books.get(name.removesuffix("_processed"))
        or (readable_title(name))
    )


def _below(rating: int | None, least: int | None) -> str | None:
    if least is None:
        return None
    if rating is None:
        return f"no rating (asked for {least}/10 or more)"
    return f"rated {rating}/10 (asked for {least}/10 or more)" if rating < least else None


def _note(
    card: Card,
    deck: Deck,
    book: str,
    config: Config,
    choice: Choice,
    media: Mapping[str, str],
    line: int,
) -> Note:
    question, answer = card.question, card.answer
    if question is None or answer is None:
        raise ValueError("a card without question or answer is left out before")
    heading = card.heading if card.heading and not card.asked_by_heading else None
    part = "" if deck.part is None else f"{deck.part:02}"
    fields = (
        render(question, media),
        render(answer, media),
        _context(card.context, media),
        render_text(heading.text, media) if heading else "",
        _source(book, deck),
        "" if card.rating is None else str(card.rating),
    )
    languages = {s.language for s in card.snippets} - {"", "text"}
    values = {
        "rating": [] if card.rating is None else [str(card.rating)],
        "book": _given(slug(book)),
        "part": _given(part),
        "chapter": _given(slug(deck.chapter)),
        "language": sorted(slug(language) for language in languages),
        "file": _given(slug(Path(deck.source.path).stem)),
    }
    named = {
        "book": book,
        "part": part,
        "chapter": deck.chapter,
        "file": Path(deck.source.path).stem,
    }
    tags = expand_tags(config.tags, values)
    return Note(
        question=question.text,
        fields=fields,
        tags=tuple(sorted({*tags, *choice.tags})),
        deck=deck_name(config.deck, named),
        book=book,
        path=deck.source.path,
        line=line,
    )


def _given(value: str) -> Sequence[str]:
    return [value] if value else []


def _context(context: Part | None, media: Mapping[str, str]) -> str:
    """Render a context without the label that six of ten begin with."""
    if context is None:
        return ""
    label = _LABEL.match(context.text)
    if not label or any(s.first_line == 0 for s in context.snippets):
        return render(context, media)
    return render(_without_start(context, label.end()), media)


def _without_start(part: Part, length: int) -> Part:
    """Blank out the start of a part, so that the lines of its snippets stay what they are."""
    start = part.text[:length]
    return Part("\n" * start.count("\n") + part.text[length:], part.lines, part.snippets)


def _source(book: str, deck: Deck) -> str:
    """Say where a card comes from. A title is no markdown, but may hold an Anki command."""
    part = "" if deck.part is None else f", part {deck.part}"
    chapter = f" · {deck.chapter}" if deck.chapter else ""
    return disarm(escape(show_controls(f"{book}{part}{chapter}")))

"""Cards to notes: their fields, their tags, the deck they go to."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from card2anki.anki.outcome import LeftOut
from card2anki.anki.tags import deck_name, expand_tags, readable_title, slug
from card2anki.config import Config
from card2anki.errors import UsageError
from card2anki.linting.ids import card_ids
from card2anki.model import Card, Deck, Part
from card2anki.render.escape import disarm, escape, show_controls
from card2anki.render.markdown import render, render_line

_LABEL = re.compile(r"(?:\*\*)?(?:Background )?context\s*:(?:\*\*)?:?[ \t]*\n?", re.IGNORECASE)

_COLOURS = re.compile(r"</?span[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Note:
    """A card as Anki will hold it, but for its identity.

    ``question`` is the question as written, by which the card is known again. ``fields`` are
    those of the note type up to Rating. ``added_tags`` are asked for by one build and no part
    of the content: without them the next build has the same note. ``id`` is what the source
    calls the card, or "". ``left_out`` says why the note is in no package of this build, or "".
    """

    question: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    added_tags: tuple[str, ...]
    deck: str
    book: str
    path: str
    line: int
    id: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which cards to take, and the tags that all of them get."""

    min_rating: int | None = None
    tags: tuple[str, ...] = ()


def make_notes(
    deck: Deck, book: str, config: Config, choice: Choice, media: Mapping[str, str]
) -> Iterator[Note | LeftOut]:
    """Yield the note of each card of a deck, or why there is none, in the order of the source.

    A note that is not asked for is made nevertheless: who a card is depends on no choice.
    Raises UsageError for a comment that is to give an id and gives none.
    """
    ids = _ids(deck)
    for card in deck.cards:
        line = deck.source.line(card.span.start)
        fields = {} if card.defect else _fields(card, deck, book, media)
        reason = card.defect or _unseen(fields)
        if reason:
            yield LeftOut(deck.source.path, line, reason)
            continue
        yield Note(
            question=card.question.text if card.question else "",
            fields=tuple(fields.values()),
            tags=_tags(card, deck, book, config),
            added_tags=choice.tags,
            deck=deck_name(config.deck, _names(deck, book)),
            book=book,
            path=deck.source.path,
            line=line,
            id=ids.get(card.span.start, ""),
            left_out=_below(card.rating, choice.min_rating),
        )


def _ids(deck: Deck) -> Mapping[int, str]:
    ids, wrong = card_ids(deck)
    if wrong:
        line = deck.source.line(wrong[0].span.start)
        raise UsageError(f"{deck.source.path}:{line}: {wrong[0].message}")
    return ids


def plain_text(field: str) -> str:
    """Return what a field shows, without its markup."""
    return html.unescape(_TAG.sub("", field)).strip()


def what_is_read(field: str) -> str:
    """Return a field with what a learner reads of it.

    That is without colours, which another version of Pygments may change, and with letters
    composed, as Anki stores them whichever way they are written.
    """
    return unicodedata.normalize("NFC", _COLOURS.sub("", field))


def book_of(deck: Deck, root: Path, config: Config) -> str:
    """Return the title of the book that a deck is of: the configured one, or a readable one.

    A file without a title is of the book its folder is named for, or, in ``root`` itself, of
    its own name.
    """
    path = Path(deck.source.path).resolve()
    name = deck.title or (path.stem if path.parent == root.resolve() else path.parent.name)
    configured = config.books.get(name) or config.books.get(name.removesuffix("_processed"))
    return configured or readable_title(name)


def _below(rating: int | None, least: int | None) -> str:
    """Say why a card of a rating is left out, "" if it is not."""
    if least is None:
        return ""
    if rating is None:
        return f"no rating (asked for {least}/10 or more)"
    return f"rated {rating}/10 (asked for {least}/10 or more)" if rating < least else ""


def _fields(card: Card, deck: Deck, book: str, media: Mapping[str, str]) -> dict[str, str]:
    heading = card.heading if card.heading and not card.asked_by_heading else None
    return {
        "Question": render(card.question, media) if card.question else "",
        "Answer": render(card.answer, media) if card.answer else "",
        "Context": _context(card.context, media),
        "Heading": render_line(heading.text) if heading else "",
        "Source": _source(book, deck),
        "Rating": "" if card.rating is None else str(card.rating),
    }


def _unseen(fields: Mapping[str, str]) -> str | None:
    """Say which side of a card would show nothing; Anki makes no card of an empty front."""
    for name in ("Question", "Answer"):
        if "<img" not in fields[name] and not plain_text(fields[name]):
            return f"the {name.lower()} shows nothing"
    return None


def _names(deck: Deck, book: str) -> dict[str, str]:
    return {
        "book": book,
        "part": "" if deck.part is None else f"{deck.part:02}",
        "chapter": deck.chapter,
        "file": Path(deck.source.path).stem,
    }


def _tags(card: Card, deck: Deck, book: str, config: Config) -> tuple[str, ...]:
    values = {name: _given(slug(value)) for name, value in _names(deck, book).items()}
    values["rating"] = [] if card.rating is None else [str(card.rating)]
    languages = {slug(snippet.language) for snippet in card.snippets} - {"", "text"}
    values["language"] = sorted(languages)
    return expand_tags(config.tags, values)


def _given(value: str) -> Sequence[str]:
    return [value] if value else []


def _context(context: Part | None, media: Mapping[str, str]) -> str:
    """Render a context without the label that six of ten begin with."""
    if context is None:
        return ""
    label = _LABEL.match(context.text)
    return render(context, media, skip=label.end() if label else 0)


def _source(book: str, deck: Deck) -> str:
    """Say where a card comes from. A title is no markdown, but may hold an Anki command."""
    part = "" if deck.part is None else f", part {deck.part}"
    chapter = f" · {deck.chapter}" if deck.chapter else ""
    return disarm(escape(show_controls(f"{book}{part}{chapter}")))

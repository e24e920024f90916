"""What a package holds, and what is wrong with it."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from card2anki.anki.reading.contents import Contents, StoredMedia
from card2anki.anki.reading.fronts import filled_fronts
from card2anki.anki.reading.media import is_safe_name, media_in
from card2anki.anki.reading.package import Package

_DEFAULT_DECK = 1


class Problem(StrEnum):
    """A kind of problem."""

    DUPLICATE_GUID = "duplicate GUID"
    EMPTY_CARD = "empty card"
    NO_CARD = "note without a card"
    NO_TYPE = "note without a note type"
    WRONG_FIELDS = "wrong number of fields"
    STRAY_CARD = "card without a note, a deck or a template"
    MISSING_MEDIA = "missing media"
    BROKEN_MEDIA = "broken media"
    UNSAFE_MEDIA = "unsafe media name"
    INVALID_TAG = "invalid tag"
    EMPTY_DECK = "empty deck"


@dataclass(frozen=True, slots=True)
class TypeUse:
    """A note type, and how many notes are of it."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[str, ...]
    is_cloze: bool
    notes: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a package holds. Decks, tags and note types with their numbers, by name.

    ``decks`` counts cards, ``tags`` notes; ``problems`` holds each with what it is about.
    """

    form: str
    notes: int
    cards: int
    decks: tuple[tuple[str, int], ...]
    types: tuple[TypeUse, ...]
    tags: tuple[tuple[str, int], ...]
    media: tuple[StoredMedia, ...]
    unused: tuple[str, ...]
    problems: tuple[tuple[Problem, str], ...]


def inspect_package(package: Package) -> Inspection:
    """Return what a package holds and what is wrong with it. Raises UsageError."""
    contents = package.contents
    named = set(_named_media(contents))
    held = {file.name for file in contents.media}
    problems = [
        *_note_problems(contents),
        *_card_problems(contents),
        *((Problem.EMPTY_DECK, name) for name in _empty_decks(contents)),
        *_tag_problems(contents),
        *((Problem.MISSING_MEDIA, name) for name in sorted(named - held)),
        *_media_problems(package),
    ]
    used = Counter(note.type_id for note in contents.notes)
    in_deck = Counter(card.deck_id for card in contents.cards)
    types = [
        TypeUse(t.name, t.fields, tuple(one.name for one in t.templates), t.is_cloze, used[t.id])
        for t in contents.types.values()
        if used[t.id]
    ]
    decks = [(deck.name, in_deck[number]) for number, deck in contents.decks.items()]
    return Inspection(
        form=contents.form,
        notes=len(contents.notes),
        cards=len(contents.cards),
        decks=tuple(sorted((n, c) for n, c in decks if c or not _is_default(contents, n))),
        types=tuple(sorted(types, key=lambda one: one.name)),
        tags=tuple(sorted(Counter(t for note in contents.notes for t in note.tags).items())),
        media=contents.media,
        unused=tuple(sorted(name for name in held - named if not name.startswith("_"))),
        problems=tuple(problems),
    )


def _is_default(contents: Contents, name: str) -> bool:
    default = contents.decks.get(_DEFAULT_DECK)
    return default is not None and default.name == name


def _note_problems(contents: Contents) -> Iterator[tuple[Problem, str]]:
    guids = Counter(note.guid for note in contents.notes)
    for guid, number in guids.items():
        if number > 1:
            yield Problem.DUPLICATE_GUID, f"{guid} of {number} notes"
    with_card = {card.note_id for card in contents.cards}
    for note in contents.notes:
        note_type = contents.types.get(note.type_id)
        if note_type is None:
            yield Problem.NO_TYPE, f"{note.guid}: {note.type_id}"
        elif len(note.fields) != len(note_type.fields):
            counts = f"{len(note.fields)}, {note_type.name} has {len(note_type.fields)}"
            yield Problem.WRONG_FIELDS, f"{note.guid}: {counts}"
        if note.id not in with_card:
            yield Problem.NO_CARD, f"{note.guid}: {_first_words(note.fields)}"


def _card_problems(contents: Contents) -> Iterator[tuple[Problem, str]]:
    notes = {note.id: note for note in contents.notes}
    filled = {
        note.id: filled_fronts(contents.types[note.type_id], note)
        for note in contents.notes
        if note.type_id in contents.types
    }
    for card in contents.cards:
        note = notes.get(card.note_id)
        note_type = contents.types.get(note.type_id) if note else None
        if note is None or card.deck_id not in contents.decks:
            missing = "note" if note is None else "deck"
            yield Problem.STRAY_CARD, f"card {card.id}: there is no such {missing}"
        elif note_type is None:
            continue  # the note is named for it
        elif not note_type.is_cloze and card.number >= len(note_type.templates):
            yield Problem.STRAY_CARD, f"card {card.id}: there is no such template"
        elif card.number not in filled[note.id]:
            about = f"card {card.number + 1}: {_first_words(note.fields)}"
            yield Problem.EMPTY_CARD, f"{note.guid}, {about}"


def _empty_decks(contents: Contents) -> Iterator[str]:
    """Yield the decks that hold no card, and no deck that holds one; filtered ones only lend."""
    filled: set[str] = set()
    for number in {card.deck_id for card in contents.cards} & contents.decks.keys():
        levels = contents.decks[number].name.split("::")
        filled |= {"::".join(levels[: depth + 1]) for depth in range(len(levels))}
    for number, deck in sorted(contents.decks.items(), key=lambda item: item[1].name):
        if deck.name not in filled and number != _DEFAULT_DECK and not deck.is_filtered:
            yield deck.name


def _tag_problems(contents: Contents) -> Iterator[tuple[Problem, str]]:
    spelt: dict[str, set[str]] = defaultdict(set)
    for tag in sorted({tag for note in contents.notes for tag in note.tags}):
        spelt[tag.casefold()].add(tag)
        if reason := _wrong_tag(tag):
            yield Problem.INVALID_TAG, f"{tag!r}: {reason}"
    for tags in spelt.values():
        if len(tags) > 1:
            yield Problem.INVALID_TAG, f"{', '.join(sorted(tags))}: Anki takes them for one"


def _wrong_tag(tag: str) -> str:
    """Say what Anki would change in a tag, "" for one that it takes as it is."""
    if "" in tag.split("::"):
        return "a level is empty"
    if any(c.isspace() or unicodedata.category(c) == "Cc" for c in tag):
        return "a blank or a control character in it"
    if '"' in tag:
        return "a quotation mark in it"
    return "" if unicodedata.is_normalized("NFC", tag) else "its letters are decomposed"


def _media_problems(package: Package) -> Iterator[tuple[Problem, str]]:
    names: set[str] = set()
    for file in package.contents.media:
        if not is_safe_name(file.name):
            yield Problem.UNSAFE_MEDIA, repr(file.name)
        if file.name in names:
            yield Problem.BROKEN_MEDIA, f"{file.name!r} is listed twice"
        names.add(file.name)
        if damage := package.damage(file):
            yield Problem.BROKEN_MEDIA, damage


def _named_media(contents: Contents) -> Iterator[str]:
    """Yield the names of the media that notes and templates in use show."""
    used = {note.type_id for note in contents.notes}
    templates = (
        text
        for number in used & contents.types.keys()
        for template in contents.types[number].templates
        for text in (template.front, template.back)
    )
    for text in templates:
        yield from (name for name in media_in([text]) if "{{" not in name)
    for note in contents.notes:
        yield from media_in(note.fields)


def _first_words(fields: Iterable[str]) -> str:
    """Return the beginning of what a note says, on one line."""
    text = " ".join(" ".join(fields).split())
    return f"{text[:60]}..." if len(text) > 60 else text

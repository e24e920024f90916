"""Whether the front of a card shows anything, by the rules of Anki's templates.

Anki makes no card where none of the fields on the front is filled, and calls a card empty
whose front has become so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable
from functools import cache

from card2anki.anki.reading.contents import StoredNote, StoredType

_PLACE = re.compile(r"\{\{([^{}]*+)\}\}")
_CLOZE = re.compile(r"\{\{c(\d{1,4})::")
#: What shows something though a field has no letter in it.
_SHOWS = re.compile(r"<(?:img|audio|video|object|svg|iframe)\b|\[sound:", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")
#: What Anki fills in itself: it counts as filled on every front, tags where there are some.
_SPECIAL = frozenset({"Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"})
_NO_FIELDS = _SPECIAL | {"Tags", "FrontSide"}


def is_filled(field: str) -> bool:
    """Say whether a field shows anything."""
    if not field:
        return False
    if _SHOWS.search(field):
        return True
    return bool(html.unescape(_TAG.sub("", field)).strip())


def gaps(fields: Iterable[str]) -> set[int]:
    """Return the numbers of the gaps in some fields, from 1."""
    return {int(number) for field in fields for number in _CLOZE.findall(field)}


def filled_fronts(note_type: StoredType, note: StoredNote) -> set[int]:
    """Return the numbers of the cards of a note that have a front: of templates, or of gaps."""
    values = {"Tags": " ".join(note.tags)} | dict(zip(note_type.fields, note.fields, strict=False))
    if note_type.is_cloze:
        names = cloze_fields(note_type)
        return {number - 1 for number in gaps(values.get(name, "") for name in names)}
    fronts = [template.front for template in note_type.templates]
    named = {name for front in fronts for _, name in _tokens(front)}
    filled = {name for name in named if is_filled(values.get(name, ""))}
    filled |= _SPECIAL - values.keys()
    return {number for number, front in enumerate(fronts) if _shows(front, filled)}


def _shows(template: str, filled: Collection[str]) -> bool:
    """Say whether a template shows one of some fields, in a part of it that is shown."""
    left_out: list[bool] = []  # of each section that is open
    hidden = 0  # how many of them are left out
    for mark, name in _tokens(template):
        if mark in ("#", "^"):
            left_out.append((name in filled) is (mark == "^"))
            hidden += left_out[-1]
        elif mark == "/":
            hidden -= left_out.pop() if left_out else 0
        elif name in filled and not hidden:
            return True
    return False


@cache
def _tokens(template: str) -> tuple[tuple[str, str], ...]:
    """Return the places of a template: what opens or closes a section, and the field's name."""
    tokens = []
    for found in _PLACE.finditer(template):
        said = found[1].strip()
        mark = said[:1] if said[:1] in ("#", "^", "/") else ""
        tokens.append((mark, said[len(mark) :].rpartition(":")[2].strip()))
    return tuple(tokens)


def shown_fields(template: str) -> tuple[str, ...]:
    """Return the names of the fields that a template shows, in order, each once.

    A field that the learner types is not shown.
    """
    names: dict[str, None] = {}
    for found in _PLACE.finditer(template):
        filters, _, name = found[1].strip().rpartition(":")
        name = name.strip()
        if name[:1] not in ("#", "^", "/", "") and "type" not in filters.lower().split(":"):
            names[name] = None
    return tuple(name for name in names if name not in _NO_FIELDS)


def cloze_fields(note_type: StoredType) -> tuple[str, ...]:
    """Return the names of the fields whose gaps a note type makes cards of."""
    fronts = (template.front for template in note_type.templates[:1])
    places = (found[1].strip() for front in fronts for found in _PLACE.finditer(front))
    return tuple(place.rpartition(":")[2].strip() for place in places if "cloze:" in place.lower())

"""Whether the front of a card shows anything, by the rules of Anki's templates.

Anki makes no card where none of the fields on the front is filled, and calls a card empty
whose front has become so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
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


def gaps(fields: Iterator[str]) -> set[int]:
    """Return the numbers of the gaps in some fields, from 1."""
    return {int(number) for field in fields for number in _CLOZE.findall(field)}


def shows(note_type: StoredType, note: StoredNote, number: int) -> bool:
    """Say whether a card of a note has a front: by the number of its template, or of its gap."""
    values = {"Tags": " ".join(note.tags)} | dict(zip(note_type.fields, note.fields, strict=False))
    if note_type.is_cloze:
        fronts = [template.front for template in note_type.templates[:1]]
        names = [name for front in fronts for name in cloze_fields(front)]
        return number + 1 in gaps(values.get(name, "") for name in names)
    if number >= len(note_type.templates):
        return False
    return _is_filled(note_type.templates[number].front, values)


def _is_filled(template: str, values: Mapping[str, str]) -> bool:
    """Say whether a field that a template shows is filled, in a part of it that is shown."""
    hidden: list[bool] = []  # of each section that is open, whether it is left out
    for mark, name in _tokens(template):
        is_special = name not in values and name in _SPECIAL
        filled = is_special or is_filled(values.get(name, ""))
        if mark == "#":
            hidden.append(not filled)
        elif mark == "^":
            hidden.append(filled)
        elif mark == "/":
            del hidden[-1:]
        elif filled and not any(hidden):
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


def cloze_fields(template: str) -> tuple[str, ...]:
    """Return the names of the fields whose gaps a template makes cards of."""
    places = (found[1].strip() for found in _PLACE.finditer(template))
    return tuple(place.rpartition(":")[2].strip() for place in places if "cloze:" in place.lower())

"""The rows of a collection to note types, decks, notes and cards, whichever version wrote them.

Up to schema 14 the note types and decks are JSON in the one row of ``col``; from 15 on they are
tables, with the rest of each in protobuf.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from card2anki.anki.reading import protobuf
from card2anki.anki.reading.contents import (
    StoredCard,
    StoredDeck,
    StoredNote,
    StoredTemplate,
    StoredType,
)
from card2anki.anki.reading.database import Database
from card2anki.anki.reading.values import as_bytes, as_number, as_text, json_object

#: Of Notetype.Config, Template.Config and Deck.KindContainer in Anki's proto files.
_KIND, _FRONT, _BACK, _FILTERED = 1, 1, 2, 2
_IS_CLOZE = 1
_SEPARATOR = "\x1f"

_Value = TypeVar("_Value")


def read_types(database: Database) -> dict[int, StoredType]:
    """Return the note types by id. Raises ValueError where they can't be read."""
    if "notetypes" not in database.tables:
        models = _described(database, "models")
        return {note_type.id: note_type for note_type in map(_type_of_json, models)}
    fields: dict[int, dict[int, str]] = defaultdict(dict)
    for type_id, number, name in database.rows("fields", ("ntid", "ord", "name")):
        fields[as_number(type_id)][as_number(number)] = as_text(name)
    templates: dict[int, dict[int, StoredTemplate]] = defaultdict(dict)
    for type_id, number, name, config in database.rows(
        "templates", ("ntid", "ord", "name", "config")
    ):
        message = as_bytes(config)
        front, back = protobuf.text_of(message, _FRONT), protobuf.text_of(message, _BACK)
        templates[as_number(type_id)][as_number(number)] = StoredTemplate(
            as_text(name), front, back
        )
    types = {}
    for type_id, name, config in database.rows("notetypes", ("id", "name", "config")):
        number = as_number(type_id)
        types[number] = StoredType(
            id=number,
            name=as_text(name),
            fields=_in_order(fields[number]),
            templates=_in_order(templates[number]),
            is_cloze=protobuf.number_of(as_bytes(config), _KIND) == _IS_CLOZE,
        )
    return types


def read_decks(database: Database) -> dict[int, StoredDeck]:
    """Return the decks by id. Raises ValueError where they can't be read."""
    if "decks" not in database.tables:
        return {
            as_number(deck.get("id")): StoredDeck(as_text(deck.get("name")), bool(deck.get("dyn")))
            for deck in _described(database, "decks")
        }
    return {
        as_number(number): StoredDeck(
            as_text(name).replace(_SEPARATOR, "::"),
            any(field == _FILTERED for field, _ in protobuf.fields_of(as_bytes(kind))),
        )
        for number, name, kind in database.rows("decks", ("id", "name", "kind"))
    }


def read_notes(database: Database) -> Iterator[StoredNote]:
    """Yield the notes. Raises ValueError."""
    columns = ("id", "guid", "mid", "mod", "tags", "flds")
    for number, guid, type_id, modified, tags, fields in database.rows("notes", columns):
        yield StoredNote(
            id=as_number(number),
            guid=as_text(guid),
            type_id=as_number(type_id),
            modified=as_number(modified),
            tags=tuple(tag for tag in as_text(tags).split(" ") if tag),
            fields=tuple(as_text(fields).split(_SEPARATOR)),
        )


def read_cards(database: Database) -> Iterator[StoredCard]:
    """Yield the cards; one in a filtered deck is at home in the deck it came from."""
    columns = ("id", "nid", "did", "odid", "ord", "due")
    for values in database.rows("cards", columns):
        number, note, deck, home, order, due = map(as_number, values)
        yield StoredCard(number, note, home or deck, order, due)


def _described(database: Database, column: str) -> list[Mapping[str, Any]]:
    """Return the values of an object in JSON that the row of ``col`` holds."""
    found: list[Mapping[str, Any]] = []
    for (text,) in database.rows("col", (column,)):
        described = json_object(as_text(text)).values()
        found += [value for value in described if isinstance(value, dict)]
    return found


def _type_of_json(model: Mapping[str, Any]) -> StoredType:
    return StoredType(
        id=as_number(model.get("id")),
        name=as_text(model.get("name")),
        fields=tuple(as_text(field.get("name")) for field in _listed(model, "flds")),
        templates=tuple(
            StoredTemplate(*(as_text(one.get(key)) for key in ("name", "qfmt", "afmt")))
            for one in _listed(model, "tmpls")
        ),
        is_cloze=model.get("type") == _IS_CLOZE,
    )


def _listed(model: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return the fields or templates of a note type in order."""
    listed = model.get(key)
    if not isinstance(listed, list):
        return []
    told = [one for one in listed if isinstance(one, dict)]
    return sorted(told, key=lambda one: as_number(one.get("ord")))


def _in_order(numbered: Mapping[int, _Value]) -> tuple[_Value, ...]:
    return tuple(numbered[number] for number in sorted(numbered))

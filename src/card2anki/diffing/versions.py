"""A card as one side of a comparison knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from card2anki.anki.lock import Identity
from card2anki.anki.notes import Note, plain_text, what_is_read
from card2anki.anki.notetype import GUID_FIELD, READ
from card2anki.anki.reading.contents import Contents


@dataclass(frozen=True, slots=True)
class Version:
    """A card on one side: ``fields`` in HTML by name, None where only a hash is known.

    ``path`` and ``line`` say where it stands, "" and 0 in a package. ``deck`` is "" where it is
    not known.
    """

    guid: str
    question: str
    fields: Mapping[str, str] | None = None
    tags: tuple[str, ...] = ()
    deck: str = ""
    path: str = ""
    line: int = 0
    content: str = ""

    @property
    def place(self) -> str:
        """Return where the card stands, for people."""
        if not self.path:
            return self.deck
        return f"{self.path}:{self.line}" if self.line else self.path


def of_note(note: Note, identity: Identity, path: str) -> Version:
    """Return the version of a note that a source gives; ``path`` is what it goes by."""
    return Version(
        guid=identity.guid,
        question=note.question,
        fields=dict(zip(READ, map(what_is_read, note.fields), strict=True)),
        tags=note.tags,
        deck=note.deck,
        path=path,
        line=note.line,
        content=identity.content,
    )


def of_lock(identities: Iterable[Identity]) -> dict[str, Version]:
    """Return what a lock knows of the cards that are not retired."""
    return {
        one.guid: Version(one.guid, one.text, path=one.path, content=one.content)
        for one in identities
        if one.retired is None
    }


def of_package(contents: Contents) -> dict[str, Version]:
    """Return the notes of a package; of two with one GUID the first."""
    decks = contents.deck_of()
    versions: dict[str, Version] = {}
    for note in contents.notes:
        note_type = contents.types.get(note.type_id)
        names = note_type.fields if note_type else ()
        fields = {
            name: what_is_read(value)
            for name, value in zip(names, note.fields, strict=False)
            if name != GUID_FIELD and (value or name in READ)
        }
        question = plain_text(note.fields[0])
        version = Version(note.guid, question, fields, note.tags, decks.get(note.id, ""))
        versions.setdefault(note.guid, version)
    return versions

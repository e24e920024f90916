"""Who a card is: its GUID, and the time its content last changed, from one build to the next.

Anki knows a note by its GUID. The GUID of a card is made of its book and question when it is
first seen and written to ``card2anki.lock``; from then on the lock has it, whatever becomes
of the card. Beside it stand the time at which the note's content last changed, which tells
Anki whether to update it, and what the card is known again by.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from card2anki.anki.comparing import Seen
from card2anki.anki.likeness import beginning
from card2anki.anki.lock import Identity, Lock
from card2anki.anki.matching import Matched, match
from card2anki.anki.notes import Note, plain_text, what_is_read

#: Part of every content hash: raise it when all learners should get a new rendering.
RENDERING = 1

_QUOTES = str.maketrans("‘’‚“”„", "'''\"\"\"")


@dataclass(frozen=True, slots=True)
class Assigned:
    """The identity of each note of a run, and how it came by it: in the order of the notes."""

    identities: tuple[Identity, ...]
    matched: Matched


def assign(
    notes: Sequence[tuple[Note, str]],
    lock: Lock,
    now: int,
    elsewhere: Collection[str] = (),
    taken: Collection[str] = (),
) -> Assigned:
    """Return the identity of each note; the lock's where it knows the card, else a new one.

    ``notes`` come with their paths as the lock has them. ``now`` is in seconds since 1970.
    ``elsewhere`` names files that exist and are not part of this run: an identity last seen
    there is only taken by a note whose content or id shows that it is the same card. No new card
    gets a GUID that is ``taken``.
    """
    seen = [_seen(note, path) for note, path in notes]
    matched = match(seen, lock.values(), frozenset(elsewhere))
    guids = _Guids([*lock, *taken])
    ids = {identity.note_id for identity in lock.values()}
    next_id = now * 1000 or 1  # Anki has no note 0
    identities = []
    for number, (card, (note, _)) in enumerate(zip(seen, notes, strict=True)):
        if known := matched.matches.get(number):
            identities.append(_kept(known.identity, card, now))
            continue
        while next_id in ids:
            next_id += 1
        ids.add(next_id)
        identities.append(_identity(card, guids.new(note), next_id, now))
    return Assigned(tuple(identities), matched)


def _seen(note: Note, path: str) -> Seen:
    return Seen(
        content=content_hash(note),
        question=_hash("question", _normalised(note.question)),
        path=path,
        answer=plain_text(what_is_read(note.fields[1])),
        id=note.id,
        text=beginning(unicodedata.normalize("NFC", note.question)),
    )


def _kept(known: Identity, card: Seen, now: int) -> Identity:
    """Return an identity after a card was seen; of a card that says the same only the place."""
    if known.content == card.content and known.sketch:
        return replace(known, path=card.path, id=card.id, retired=None)
    is_changed = known.content != card.content
    modified = max(now, known.modified + 1) if is_changed else known.modified
    return _identity(card, known.guid, known.note_id, modified)


def _identity(card: Seen, guid: str, note_id: int, modified: int) -> Identity:
    return Identity(
        guid=guid,
        note_id=note_id,
        modified=modified,
        content=card.content,
        question=card.question,
        path=card.path,
        sketch=card.sketch,
        id=card.id,
        text=card.text,
    )


def updated(
    lock: Lock, identities: Iterable[Identity], covered: Collection[str], now: int
) -> dict[str, Identity]:
    """Return a lock after a run; cards it did not see keep their identities.

    ``covered`` names the files whose cards the run would have seen, be it that they are gone:
    those it did not see are retired at ``now``.
    """
    seen = {identity.guid: identity for identity in identities}
    kept = {
        guid: replace(one, retired=now) if one.path in covered and one.retired is None else one
        for guid, one in lock.items()
        if guid not in seen
    }
    return kept | seen


class _Guids:
    """Makes GUIDs of books and questions; the second card of one question gets another.

    The book keeps apart the cards of two projects whose locks know nothing of each other. A
    card that has an id gets a GUID of that, so that not even a lost lock loses it.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._asked: dict[tuple[str, ...], int] = defaultdict(int)

    def new(self, note: Note) -> str:
        book = _normalised(note.book)
        of = ("id", book, note.id) if note.id else ("guid", book, _normalised(note.question))
        while True:
            self._asked[of] += 1
            guid = _hash(*of, *([str(self._asked[of])] if self._asked[of] > 1 else []))
            if guid not in self._taken:
                self._taken.add(guid)
                return guid


def content_hash(note: Note) -> str:
    """Hash what the learner reads. Colours are left out: another Pygments changes no content."""
    fields = map(what_is_read, note.fields)
    return _hash("content", str(RENDERING), *fields, *note.tags)


def _hash(*texts: str) -> str:
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "replace")).hexdigest()[:16]


def _normalised(question: str) -> str:
    folded = unicodedata.normalize("NFKC", question).translate(_QUOTES).casefold()
    return " ".join(folded.split())


class Change(Enum):
    """What became of a card between two locks, the one that matters most."""

    NEW = "new"
    BACK = "back"
    RETIRED = "retired"
    CHANGED = "changed"
    MOVED = "moved"


def changes(before: Lock, after: Lock) -> Mapping[Change, Sequence[Identity]]:
    """Return what became of which cards, by file and note id, but for the unchanged."""
    found: dict[Change, list[Identity]] = {change: [] for change in Change}
    for guid, one in after.items():
        if change := _change(before.get(guid), one):
            found[change].append(one)
    for identities in found.values():
        identities.sort(key=lambda one: (one.path, one.note_id, one.guid))
    return found


def _change(before: Identity | None, after: Identity) -> Change | None:
    if before is None:
        return Change.NEW
    if before.retired != after.retired:
        return Change.BACK if after.retired is None else Change.RETIRED
    if before.content != after.content:
        return Change.CHANGED
    return Change.MOVED if before.path != after.path else None

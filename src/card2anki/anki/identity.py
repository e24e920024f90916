"""Who a card is: the lock file that keeps its identity, and so the learner's history.

Anki knows a note by its GUID. The GUID of a card is made of its book and question when it is
first seen and written to ``card2anki.lock``; from then on the lock has it, whatever becomes
of the card. Beside it stand the time at which the note's content last changed, which tells
Anki whether to update it, and the hashes by which card and content are known again.

The file has one line a card, sorted by GUID, so that two branches that add cards merge.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from card2anki.anki.notes import Note
from card2anki.errors import UsageError

VERSION = 1
#: Part of every content hash: raise it when all learners should get a new rendering.
RENDERING = 1

_HEADER = re.compile(r"# card2anki lock (\d+)")
_ENTRY = re.compile(
    r"(?P<guid>[!-~]+) (?P<id>\d{1,15}) (?P<modified>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"
    r" (?P<content>[0-9a-f]{16}) (?P<question>[0-9a-f]{16}) (?P<path>.+)"
)
_INTRODUCTION = """\
# card2anki lock {version}
# Commit this file with the decks: without it, learners lose their review history.
# guid, note id, content changed, content hash, question hash, file
"""
_COLOURS = re.compile(r"</?span[^>]*>")
_QUOTES = str.maketrans("‘’‚“”„", "'''\"\"\"")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the lock knows of a card.

    ``note_id`` is the note's id, by Anki's custom the milliseconds since 1970 at which it was
    made; ``modified`` is in seconds since 1970. ``path`` is where the card was last seen,
    from the folder of the lock.
    """

    guid: str
    note_id: int
    modified: int
    content: str
    question: str
    path: str


Lock = Mapping[str, Identity]


def read_lock(file: Path) -> dict[str, Identity]:
    """Return what a lock file knows, by GUID; nothing if there is no file yet.

    Raises UsageError for a file that can't be read or that this version does not understand.
    """
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: can't be read: {error}") from error
    header = _HEADER.fullmatch(lines[0]) if lines else None
    if header is None:
        raise UsageError(f"{file}:1: not the beginning of a lock file; is a merge unfinished?")
    if int(header[1]) > VERSION:
        raise UsageError(
            f"{file}:1: written by a newer card2anki: upgrade with 'pip install -U card2anki'"
        )
    entries: dict[str, Identity] = {}
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            entry = _entry(line, file, number)
            entries[entry.guid] = _merged(entry, entries.get(entry.guid))
    return _with_unique_ids(entries)


def _entry(line: str, file: Path, number: int) -> Identity:
    found = _ENTRY.fullmatch(line)
    if found is None:
        raise UsageError(f"{file}:{number}: not a line of a lock; is a merge unfinished?")
    try:
        modified = int(datetime.fromisoformat(found["modified"]).timestamp())
    except ValueError as error:
        raise UsageError(f"{file}:{number}: {error}") from error
    return Identity(
        guid=found["guid"],
        note_id=int(found["id"]),
        modified=modified,
        content=found["content"],
        question=found["question"],
        path=found["path"],
    )


def _merged(entry: Identity, other: Identity | None) -> Identity:
    """Join the lines of one card that two branches have added: the later content, the older id."""
    if other is None:
        return entry
    later = max(entry, other, key=lambda identity: (identity.modified, identity.content))
    return replace(later, note_id=min(entry.note_id, other.note_id))


def _with_unique_ids(entries: Mapping[str, Identity]) -> dict[str, Identity]:
    """Move the ids that two branches gave to different cards in one second."""
    ids: set[int] = set()
    unique = {}
    for guid, entry in entries.items():
        note_id = entry.note_id
        while note_id in ids:
            note_id += 1
        ids.add(note_id)
        unique[guid] = replace(entry, note_id=note_id)
    return unique


def write_lock(lock: Lock) -> str:
    """Return the text of a lock file."""
    lines = [
        f"{i.guid} {i.note_id} {datetime.fromtimestamp(i.modified, UTC):%Y-%m-%dT%H:%M:%SZ}"
        f" {i.content} {i.question} {i.path}\n"
        for i in sorted(lock.values(), key=lambda identity: identity.guid)
    ]
    return _INTRODUCTION.format(version=VERSION) + "".join(lines)


def assign(
    notes: Sequence[tuple[Note, str]], lock: Lock, now: int, elsewhere: Collection[str] = ()
) -> list[Identity]:
    """Return the identity of each note; the lock's where it knows the card, else a new one.

    ``notes`` come with their paths as the lock has them. ``now`` is in seconds since 1970.
    ``elsewhere`` names files that exist and are not part of this run: an identity last seen
    there is only taken by a note whose content shows that it is the same card.
    """
    seen = [
        _Seen(_content_hash(note), _hash("question", _normalised(note.question)), path)
        for note, path in notes
    ]
    matched = _match(seen, lock, frozenset(elsewhere))
    guids = _Guids(lock)
    ids = {identity.note_id for identity in lock.values()}
    next_id = now * 1000 or 1  # Anki has no note 0
    identities = []
    for index, (card, (note, _)) in enumerate(zip(seen, notes, strict=True)):
        known = matched.get(index)
        if known is None:
            while next_id in ids:
                next_id += 1
            ids.add(next_id)
            guid, note_id, modified = guids.new(note), next_id, now
        else:
            guid, note_id, modified = known.guid, known.note_id, known.modified
            if known.content != card.content:
                modified = max(now, modified + 1)
        identities.append(Identity(guid, note_id, modified, card.content, card.question, card.path))
    return identities


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a run knows of a card: the hashes of its content and question, and its file."""

    content: str
    question: str
    path: str


#: What an identity and a card must share to be one, from the surest to the least sure. The
#: question is the same anyway.
_STAGES: tuple[Callable[[Identity | _Seen], object], ...] = (
    lambda card: (card.content, card.path),
    lambda card: card.content,
    lambda card: card.path,
    lambda card: True,
)


def _match(seen: Sequence[_Seen], lock: Lock, elsewhere: Collection[str]) -> dict[int, Identity]:
    """Pair cards with the identities of the same question, in stages, each in linear time."""
    left = sorted(lock.values(), key=lambda identity: identity.note_id)
    matched: dict[int, Identity] = {}
    for stage in _STAGES:
        waiting: dict[object, deque[Identity]] = defaultdict(deque)
        for identity in left:
            if stage is not _STAGES[-1] or identity.path not in elsewhere:
                waiting[identity.question, stage(identity)].append(identity)
        for index, card in enumerate(seen):
            if index not in matched and (queue := waiting.get((card.question, stage(card)))):
                matched[index] = queue.popleft()
        used = {identity.guid for identity in matched.values()}
        left = [identity for identity in left if identity.guid not in used]
    return _in_order(seen, matched)


def _in_order(seen: Sequence[_Seen], matched: Mapping[int, Identity]) -> dict[int, Identity]:
    """Give the identities of cards that are the same in all to them in order.

    The next build can't tell such cards apart and pairs them in order, too.
    """
    twins: dict[_Seen, list[int]] = defaultdict(list)
    for index, card in enumerate(seen):
        twins[card].append(index)
    ordered: dict[int, Identity] = {}
    for indexes in twins.values():
        known = [matched[index] for index in indexes if index in matched]
        known.sort(key=lambda identity: identity.note_id)
        ordered.update(zip(indexes, known, strict=False))
    return ordered


class _Guids:
    """Makes GUIDs of books and questions; the second card of one question gets another.

    The book keeps apart the cards of two projects whose locks know nothing of each other.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._asked: dict[tuple[str, str], int] = defaultdict(int)

    def new(self, note: Note) -> str:
        of = _normalised(note.book), _normalised(note.question)
        while True:
            self._asked[of] += 1
            guid = _hash("guid", *of, *([str(self._asked[of])] if self._asked[of] > 1 else []))
            if guid not in self._taken:
                self._taken.add(guid)
                return guid


def _content_hash(note: Note) -> str:
    """Hash what the learner reads. Colours are left out: another Pygments changes no content."""
    fields = [_COLOURS.sub("", field) for field in note.fields]
    return _hash("content", str(RENDERING), *fields, *note.tags)


def _hash(*texts: str) -> str:
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "replace")).hexdigest()[:16]


def _normalised(question: str) -> str:
    folded = unicodedata.normalize("NFKC", question).translate(_QUOTES).casefold()
    return " ".join(folded.split())


def updated(lock: Lock, identities: Iterable[Identity]) -> dict[str, Identity]:
    """Return a lock with the identities of a run; cards it did not see keep theirs."""
    return {**lock, **{identity.guid: identity for identity in identities}}

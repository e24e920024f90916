"""The lock file: its text to what is known of each card, and back.

One line a card, sorted by GUID, so that an edit changes the line of its card alone and git
merges what two branches add. Where it can't, ``merged`` joins both sides of the conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from card2anki.errors import UsageError

VERSION = 2
#: The last moment that a lock is given: the end of the year 9998, as a later change needs one more.
LAST_SECOND = 253_370_764_799

_HEADER = re.compile(r"# card2anki lock ([1-9]\d{0,8})")
_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})( .*)?")
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
_FIRST = rf"(?P<guid>[!-~]+) (?P<note_id>\d{{1,15}}) (?P<modified>{_TIME})"
_HASHES = r"(?P<content>[0-9a-f]{16}) (?P<question>[0-9a-f]{16})"
_LINES = {
    1: re.compile(rf"{_FIRST} {_HASHES} (?P<path>[^\t]+)"),
    2: re.compile(
        rf"{_FIRST} {_HASHES} (?P<sketch>-|[\w-]{{43}}) (?P<retired>-|{_TIME})"
        r" (?P<id>[!-~]+) (?P<path>[^\t]+)\t(?P<text>.*)",
        re.ASCII,
    ),
}
_INTRODUCTION = f"""\
# card2anki lock {VERSION}
# Commit this file with the decks: without it, learners lose their review history.
# A merge conflict in it is resolved by: card2anki lock
# guid, note id, content changed, hash of content, of question, sketch of answer, retired, id, file
"""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the lock knows of a card.

    ``note_id`` is the note's id, by Anki's custom the milliseconds since 1970 at which it was
    made; ``modified`` and ``retired`` are in seconds since 1970, ``retired`` is None while the
    card is there. ``path`` is where it was last seen, from the folder of the lock; ``text`` the
    beginning of its question, ``sketch`` what its answer is known again by; both are "" in a
    line of version 1. ``id`` is the one the source gives it, if any.
    """

    guid: str
    note_id: int
    modified: int
    content: str
    question: str
    path: str
    sketch: str = ""
    retired: int | None = None
    id: str = ""
    text: str = ""


#: What is known, by GUID.
Lock = Mapping[str, Identity]


def read_lock(file: Path) -> dict[str, Identity]:
    """Return what a lock file knows; nothing if there is no file yet.

    Raises UsageError for a file that can't be read, that this version does not understand, or
    that holds a conflict of a merge.
    """
    stored = read_stored(file)
    return {} if stored is None else parse_lock(text_of(stored), str(file))


def read_stored(file: Path) -> bytes | None:
    """Return a lock file as it is, None if there is none. Raises UsageError."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{file}: can't be read: {error.strerror}") from error


def text_of(stored: bytes) -> str:
    """Return the text of a lock file, with the line ends it was written with, whatever git did."""
    return stored.decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n")


def parse_lock(text: str, name: str) -> dict[str, Identity]:
    """Return what the text of a lock knows; ``name`` is for messages.

    Lines of one card that two branches added are joined. Raises UsageError.
    """
    lines = text.split("\n")
    version = _version(lines[0])
    if version is None:
        raise UsageError(f"{name}:1: not the beginning of a lock file{_advice(lines[0])}")
    if version > VERSION:
        raise UsageError(
            f"{name}:1: written by a newer card2anki: upgrade with 'pip install -U card2anki'"
        )
    return _joined(
        _entry(line, version, f"{name}:{number}")
        for number, line in enumerate(lines, 1)
        if line and not _is_comment(line)
    )


def merged(text: str) -> str:
    """Return the text of a lock without the markers of a merge, with the lines of both sides.

    What both sides had before, which some settings of git show too, is left out. Nothing is
    ever taken out of a lock, so that the lines of both sides are all there is.
    """
    kept = []
    in_base = False
    for line in text.split("\n"):
        marker = _MARKER.fullmatch(line)
        if marker is None and not in_base:
            kept.append(line)
        elif marker:
            in_base = marker[1].startswith("|")
    newest = max((version for line in kept if (version := _version(line))), default=VERSION)
    entries = (_in_new_form(line) for line in kept if line and not _is_comment(line))
    return "\n".join([f"# card2anki lock {max(newest, VERSION)}", *entries, ""])


def has_conflict(text: str) -> bool:
    """Say whether a text holds markers of a merge."""
    return any(_MARKER.fullmatch(line) for line in text.split("\n"))


def lock_text(lock: Lock) -> str:
    """Return the text of a lock file."""
    lines = [_line(lock[guid]) for guid in sorted(lock)]
    return _INTRODUCTION + "".join(lines)


def lock_bytes(lock: Lock) -> bytes:
    """Return a lock file as it is stored; names of files that are no UTF-8 stay as they are."""
    return lock_text(lock).encode("utf-8", "surrogateescape")


def _line(one: Identity) -> str:
    retired = "-" if one.retired is None else _written(one.retired)
    return (
        f"{one.guid} {one.note_id} {_written(one.modified)} {one.content} {one.question}"
        f" {one.sketch or '-'} {retired} {one.id or '-'} {one.path}\t{one.text}\n"
    )


def _written(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _is_comment(line: str) -> bool:
    """Say whether a line is for people; Anki's own GUIDs may begin with the same character."""
    return line.startswith("# ")


def _version(line: str) -> int | None:
    header = _HEADER.fullmatch(line)
    return int(header[1]) if header else None


def _in_new_form(line: str) -> str:
    """Return a line of version 1 in the form of version 2, any other as it is."""
    old = None if _LINES[2].fullmatch(line) else _LINES[1].fullmatch(line)
    return f"{line.removesuffix(old['path'])}- - - {old['path']}\t" if old else line


def _entry(line: str, version: int, place: str) -> Identity:
    found = _LINES[version].fullmatch(line)
    if found is None:
        raise UsageError(f"{place}: not a line of a lock{_advice(line)}")
    given = {
        name: "" if name in ("sketch", "id") and value == "-" else value
        for name, value in found.groupdict().items()
        if name not in ("note_id", "modified", "retired")
    }
    try:
        modified = _seconds(found["modified"])
        gone = found["retired"] if version > 1 else "-"
        retired = None if gone == "-" else _seconds(gone)
    except ValueError as error:
        raise UsageError(f"{place}: {error}{_advice(line)}") from error
    return Identity(note_id=int(found["note_id"]), modified=modified, retired=retired, **given)


def _seconds(written: str) -> int:
    return int(datetime.fromisoformat(written).timestamp())


def _advice(line: str) -> str:
    if _MARKER.fullmatch(line):
        return ": a merge is unfinished, 'card2anki lock' resolves it"
    return "; git has its last good version"


def _joined(found: Iterable[Identity]) -> dict[str, Identity]:
    """Join the lines of one card that two branches have: the later content, the older id.

    A card that one of them has retired is there if it is there for the other.
    """
    entries: dict[str, Identity] = {}
    for entry in found:
        other = entries.get(entry.guid)
        if other:
            first, later = sorted((entry, other), key=_age)
            gone = None if None in (first.retired, later.retired) else later.retired
            note_id = min(first.note_id, later.note_id)
            entry = replace(later, note_id=note_id, retired=gone, id=later.id or first.id)
        entries[entry.guid] = entry
    return with_unique_ids(entries)


def _age(one: Identity) -> tuple[object, ...]:
    """Return by what lines of one card are put in order, the same whichever is read first."""
    return one.modified, one.content, one.sketch, one.path, one.text, one.id, one.retired or 0


def with_unique_ids(entries: Lock) -> dict[str, Identity]:
    """Raise note ids until no two cards have one, as two branches may have given in one second."""
    ids: set[int] = set()
    unique = {}
    for guid in sorted(entries):
        note_id = entries[guid].note_id
        while note_id in ids:
            note_id += 1
        ids.add(note_id)
        unique[guid] = replace(entries[guid], note_id=note_id)
    return unique

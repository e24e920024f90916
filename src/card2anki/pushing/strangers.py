"""Notes of the packages that Anki has under another note type, though AnkiConnect tells no GUID.

A note keeps its id when a learner gives it another type, and its GUID where that type has a
field for it. The id is the package's, or, where that was taken, the next free one in steps of
999. A lock that was lost and begun anew has other ids: where notes of our type show that, the
question has to tell, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from card2anki.anki.delivery import Known, PackedNote
from card2anki.anki.notetype import GUID_FIELD, NOTE_TYPE_ID
from card2anki.pushing.packages import SEPARATOR

#: A note as AnkiConnect tells of it, and what tells of all that a search finds.
Told = Mapping[str, Any]
Ask = Callable[[str], Iterable[Told]]
#: Ids in one request: the add-on reads a request by the kilobyte, 40 times a second.
AT_ONCE = 1_000
#: The search for notes of our type, whatever its name, and for all others.
OURS = f"mid:{NOTE_TYPE_ID}"
_OTHERS = f"-{OURS}"
#: How far Anki goes for an id that is free.
_STEP = 999


def find_strangers(packed: Mapping[str, PackedNote], ours: Known, ask: Ask) -> dict[str, Told]:
    """Return what Anki has of packed notes under other note types, by their GUIDs.

    Both ``packed`` and ``ours``, the notes of our type, are by GUID. A note that is here is
    perhaps a learner's own with the id, or the question, of one of ours.
    """
    found: dict[str, Told] = {}
    places = _places(packed.values(), ours)
    for ids in chunks(sorted(places)):
        for told in ask(f"nid:{','.join(map(str, ids))} {_OTHERS}"):
            found |= dict.fromkeys(places[told["noteId"]], told)
    for told in ask(f"{GUID_FIELD}:_* {_OTHERS}"):
        guid = told["fields"].get(GUID_FIELD, {}).get("value")
        if guid in packed:
            found[guid] = told
    if any(_is_elsewhere(note, ours) for note in packed.values()):
        asked = {
            note.fields.partition(SEPARATOR)[0]: guid
            for guid, note in packed.items()
            if guid not in ours
        }
        for told in ask(_OTHERS) if asked else ():
            values = (field["value"] for field in told["fields"].values())
            found |= {asked[value]: told for value in values if value in asked}
    return found


def _is_elsewhere(note: PackedNote, ours: Known) -> bool:
    """Say whether a note of our type has an id that an import of this package never gave it."""
    return note.guid in ours and (ours[note.guid].note_id - note.note_id) % _STEP != 0


def _places(packed: Iterable[PackedNote], ours: Known) -> dict[int, list[str]]:
    """Return the ids under which packed notes can be that are not where ours are."""
    taken = {note.note_id: guid for guid, note in ours.items()}
    places: dict[int, list[str]] = defaultdict(list)
    for note in packed:
        if note.guid in ours and not _is_elsewhere(note, ours):
            continue
        place = note.note_id
        while place in taken:
            place += _STEP
        places[place].append(note.guid)
    return places


def chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    """Yield ids in portions for a request."""
    rest = iter(ids)
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk

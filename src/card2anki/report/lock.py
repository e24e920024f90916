"""What became of the lock: for people, for programs, and why each card is who it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from card2anki.anki.identity import Change, changes
from card2anki.anki.lock import Identity, Lock
from card2anki.anki.matching import Match, Matched
from card2anki.anki.outcome import BuiltPackage
from card2anki.anki.package import Packed
from card2anki.report.characters import json_text, legible
from card2anki.report.counts import count

SCHEMA = 1
#: Cards that are listed before the rest is only counted.
_SHOWN = 10


def lock_lines(file: Path, before: Lock, after: Lock) -> Iterator[str]:
    """Yield what became of the cards of a lock, and which are retired; nothing if none changed."""
    found = changes(before, after)
    told = [f"{len(cards):,} {change.value}" for change, cards in found.items() if cards]
    if told:
        yield f"{shown(file)}  {', '.join(told)}"
    if gone := found[Change.RETIRED]:
        yield f"retired: {count(len(gone), 'card')}, kept in the lock and in every collection"
        yield from _listed(gone)


def stale_lines(file: Path, before: Lock, after: Lock) -> Iterator[str]:
    """Yield what would become of which cards, and what to do about it."""
    found = changes(before, after)
    for change, cards in found.items():
        if cards:
            yield f"{change.value}: {count(len(cards), 'card')}"
            yield from _listed(cards)
    if not any(found.values()):
        yield f"{shown(file)}: the file would be written anew, no card would change"
    yield f"{shown(file)} is not up to date: run 'card2anki lock' and commit it"


def lost_lines(
    file: Path, packages: Sequence[BuiltPackage], *, is_new: bool, dry_run: bool
) -> Iterator[str]:
    """Yield what it means that a lock knew no card; louder where there are packages already."""
    older = next((package.path for package in packages if not package.is_first), None)
    if older:
        lock, state = shown(file), "gone" if is_new else "empty"
        yield (
            f"card2anki: warning: {older} was built before, and its lock is {state}: if {lock} can"
            " be had back, restore it and build again before you import. Else cards whose question"
            " was never edited have their GUIDs again, the others are new cards without reviews,"
            " and tags that learners gave are lost"
        )
    elif packages and is_new and not dry_run:
        yield new_line(file)


def new_line(file: Path) -> str:
    """Return what to do with a lock that there was not before."""
    return f"{shown(file)} is new: commit it with the decks, learners' reviews depend on it"


def shown(file: Path) -> str:
    """Return where a lock is, from here if it is below."""
    here = Path.cwd()
    return legible((file.relative_to(here) if file.is_relative_to(here) else file).as_posix())


def lock_json(file: Path, before: Lock, after: Lock) -> str:
    """Return what became of which cards of a lock."""
    return json_text({"schema": SCHEMA, "lock": lock_data(file, before, after)})


def lock_data(file: Path, before: Lock, after: Lock) -> dict[str, Any]:
    """Return what became of which cards of a lock, as a part of a report."""
    found = changes(before, after)
    return {
        "path": shown(file),
        **{
            change.value: [
                {"guid": one.guid, "path": one.path, "question": one.text} for one in cards
            ]
            for change, cards in found.items()
        },
    }


@dataclass(frozen=True, slots=True)
class Explained:
    """Who a card is, and why; ``match`` is the card it was known as, if any, else ``nearest``."""

    card: Packed
    match: Match | None
    nearest: Match | None

    @property
    def why(self) -> str:
        """What makes the card who it is."""
        if self.match is None:
            if self.nearest is None:
                return "new: no known card is like it"
            likeness, text = self.nearest.likeness, self.nearest.identity.text
            return f"new: the likest known card is {likeness:.0%} alike: {text!r}"
        was, told = self.match.identity, self.match.reason.value
        if self.match.likeness < 1:
            told += f", {self.match.likeness:.0%} alike"
        if was.path != self.card.identity.path:
            told += f", moved from {was.path}"
        return f"{told}, was retired" if was.retired is not None else told


def explained(packed: Sequence[Packed], matched: Matched) -> list[Explained]:
    """Return of each card who it is and why."""
    return [
        Explained(one, matched.matches.get(number), matched.nearest.get(number))
        for number, one in enumerate(packed)
    ]


def explained_at(cards: Sequence[Explained], file: Path, line: int) -> list[Explained]:
    """Return the last card that begins at or above a line of a file, none if none does."""
    place = file.resolve()
    here = {path for path in {one.card.note.path for one in cards} if Path(path).resolve() == place}
    above = [one for one in cards if one.card.note.path in here and one.card.note.line <= line]
    return above[-1:]


def explained_lines(cards: Sequence[Explained]) -> Iterator[str]:
    """Yield a line a card: where it is, its GUID, why it has it."""
    for one in cards:
        note, guid = one.card.note, one.card.identity.guid
        yield legible(f"{note.path}:{note.line}: {guid} {one.why}")


def explained_json(cards: Sequence[Explained]) -> str:
    """Return who each card is and why."""
    return json_text({"schema": SCHEMA, "cards": [_card(one) for one in cards]})


def _card(one: Explained) -> dict[str, Any]:
    note, identity, known = one.card.note, one.card.identity, one.match or one.nearest
    return {
        "path": note.path,
        "line": note.line,
        "guid": identity.guid,
        "id": identity.id,
        "question": identity.text,
        "reason": one.match.reason.name.lower() if one.match else "new",
        "likeness": round(known.likeness, 3) if known else None,
        "known_as": known and {"path": known.identity.path, "question": known.identity.text},
        "why": one.why,
    }


def _listed(cards: Sequence[Identity]) -> Iterator[str]:
    for one in cards[:_SHOWN]:
        yield legible(f"  {one.path}: {one.text or one.guid}")
    if len(cards) > _SHOWN:
        yield f"  ... and {len(cards) - _SHOWN:,} more"

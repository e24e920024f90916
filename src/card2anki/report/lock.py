"""What became of the lock: for people, for programs, and why each card is who it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from card2anki.anki.identity import Change, changes
from card2anki.anki.lock import Identity, Lock
from card2anki.anki.matching import Match, Matched
from card2anki.anki.outcome import BuiltPackage
from card2anki.anki.package import Packed
from card2anki.report.characters import json_text, legible
from card2anki.report.counts import count

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
    file: Path, packages: Sequence[BuiltPackage], *, dry_run: bool = False
) -> Iterator[str]:
    """Yield what it means that there was no lock; louder where there are packages already."""
    older = next((package.path for package in packages if not package.is_first), None)
    if older:
        lock = shown(file)
        yield (
            f"card2anki: warning: {older} was built before, and its lock is gone: if {lock} can"
            " be had back, restore it and build again before you import. Else cards whose question"
            " was never edited have their GUIDs again, the others are new cards without reviews,"
            " and tags that learners gave are lost"
        )
    elif packages and not dry_run:
        yield new_line(file)


def new_line(file: Path) -> str:
    """Return what to do with a lock that there was not before."""
    return f"{shown(file)} is new: commit it with the decks, learners' reviews depend on it"


def shown(file: Path) -> str:
    """Return where a lock is, from here if it is below."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


def lock_json(file: Path, before: Lock, after: Lock) -> dict[str, Any]:
    """Return what became of which cards of a lock."""
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


def explained(
    packed: Sequence[Packed], matched: Matched, wanted: tuple[str, int] | None
) -> list[dict[str, Any]]:
    """Return of each card, or of the one at a line, who it is and why."""
    cards = [
        _explained(number, one, matched)
        for number, one in enumerate(packed)
        if wanted is None or wanted[0] == one.note.path
    ]
    if wanted is None:
        return cards
    above = [card for card in cards if card["line"] <= wanted[1]]
    return above[-1:]


def _explained(number: int, one: Packed, matched: Matched) -> dict[str, Any]:
    match, nearest = matched.matches.get(number), matched.nearest.get(number)
    known = match or nearest
    return {
        "path": one.note.path,
        "line": one.note.line,
        "guid": one.identity.guid,
        "id": one.identity.id,
        "question": one.identity.text,
        "is_new": match is None,
        "reason": match.reason.name.lower() if match else "new",
        "likeness": round(known.likeness, 3) if known else None,
        "known_as": known and {"path": known.identity.path, "question": known.identity.text},
        "why": why(match, nearest, one.identity.path),
    }


def why(card: Match | None, nearest: Match | None, path: str) -> str:
    """Say why a card has its identity; ``path`` is where it is now."""
    if card is None:
        if nearest is None:
            return "new: no known card is like it"
        likeness = f"{nearest.likeness:.0%}"
        return f"new: the likest known card is {likeness} alike: {nearest.identity.text!r}"
    was = card.identity
    told = card.reason.value
    if card.likeness < 1:
        told += f", {card.likeness:.0%} alike"
    if was.path != path:
        told += f", moved from {was.path}"
    return f"{told}, was retired" if was.retired is not None else told


def explained_lines(cards: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield a line a card: where it is, its GUID, why it has it."""
    for card in cards:
        yield legible(f"{card['path']}:{card['line']}: {card['guid']} {card['why']}")


def explained_json(cards: Sequence[dict[str, Any]]) -> str:
    """Return who each card is and why."""
    return json_text({"schema": 1, "cards": list(cards)})


def _listed(cards: Sequence[Identity]) -> Iterator[str]:
    for one in cards[:_SHOWN]:
        yield legible(f"  {one.path}: {one.text or one.guid}")
    if len(cards) > _SHOWN:
        yield f"  ... and {len(cards) - _SHOWN:,} more"

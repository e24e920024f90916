"""What an import would do, from what a package has and what the collection knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from card2anki.anki.delivery import (
    Fate,
    Fates,
    Known,
    KnownNote,
    PackagePlan,
    PackedNote,
    Parcel,
    Retirement,
)


def fate_of(note: PackedNote, known: KnownNote | None) -> Fate:
    """Return what Anki does with a note, by its default options."""
    if known is None:
        return Fate.NEW
    if not known.is_ours:
        return Fate.REFUSED
    if known.modified is None:
        is_newer = note.fields != known.fields
    else:
        is_newer = note.modified > known.modified
    return Fate.UPDATED if is_newer else Fate.UNCHANGED


def plan_packages(parcels: Sequence[Parcel], known: Known) -> tuple[PackagePlan, ...]:
    """Count what becomes of the notes of each package, those of a later one after an earlier."""
    fates = _fates(parcels, known)
    return tuple(
        PackagePlan(parcel.path, Counter(of_package))
        for parcel, of_package in zip(parcels, fates, strict=True)
    )


def arrived(parcels: Sequence[Parcel], before: Known, after: Known) -> Fates:
    """Count what an import has made of the notes: what is still to be done was refused."""
    wanted, left = (
        [fate for of_package in _fates(parcels, known) for fate in of_package]
        for known in (before, after)
    )
    news = (Fate.NEW, Fate.UPDATED)
    return Counter(
        Fate.REFUSED if fate in news and rest in news else fate
        for fate, rest in zip(wanted, left, strict=True)
    )


def _fates(parcels: Iterable[Parcel], known: Known) -> list[list[Fate]]:
    """Return what becomes of each note of each package."""
    pushed: dict[str, int] = {}
    found: list[list[Fate]] = []
    for parcel in parcels:
        fates: list[Fate] = []
        for note in parcel.notes:
            there, before = known.get(note.guid), pushed.get(note.guid)
            if before is None or (there and not there.is_ours):
                fates.append(fate_of(note, there))
            else:
                fates.append(Fate.UPDATED if note.modified > before else Fate.UNCHANGED)
            has = there.modified if there else None
            pushed[note.guid] = max(note.modified, before or 0, has or 0)
        found.append(fates)
    return found


def of_another_type(parcel: Parcel, known: Known) -> frozenset[str]:
    """Return the GUIDs of a package's notes that a collection has under another note type."""
    guids = (note.guid for note in parcel.notes)
    return frozenset(guid for guid in guids if guid in known and not known[guid].is_ours)


def plan_retirement(
    parcels: Sequence[Parcel], known: Known, retired: Collection[str]
) -> Retirement:
    """Find retired cards that the collection shows, and suspended ones that are back.

    A card that stands in a package that is pushed is not retired, whatever a lock says. Of notes
    that a learner has suspended nothing is touched.
    """
    pushed = {note.guid for parcel in parcels for note in parcel.notes}
    leaving = (guid for guid in {*retired} - pushed if guid in known and known[guid].active)
    returning = (guid for guid in pushed if guid in known and known[guid].is_retired)
    return Retirement(
        tuple(sorted(guid for guid in leaving if known[guid].is_ours)), tuple(sorted(returning))
    )


def stale(parcels: Iterable[Parcel], retired: Collection[str]) -> Iterator[str]:
    """Say which packages have cards that the lock knows as retired: builds of old."""
    for parcel in parcels:
        gone = {note.guid for note in parcel.notes}.intersection(retired)
        if gone:
            yield (
                f"{parcel.path.name}: {len(gone):,} of its notes the lock has as retired: if no"
                " deck makes it any more, remove it"
            )

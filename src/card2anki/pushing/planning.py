"""What an import would do, from what a package has and what the collection knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from card2anki.anki.delivery import (
    Fate,
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


def plan_packages(parcels: Iterable[Parcel], known: Known) -> tuple[PackagePlan, ...]:
    """Count what becomes of the notes of each package, those of a later one after an earlier."""
    pushed: dict[str, int] = {}
    plans = []
    for parcel in parcels:
        fates: Counter[Fate] = Counter()
        for note in parcel.notes:
            before = pushed.get(note.guid)
            if before is None:
                fates[fate_of(note, known.get(note.guid))] += 1
            else:
                fates[Fate.UPDATED if note.modified > before else Fate.UNCHANGED] += 1
            pushed[note.guid] = max(note.modified, before or 0)
        plans.append(PackagePlan(parcel.path, fates))
    return tuple(plans)


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

"""What a push would do and has done, for whoever plans it and whoever reports it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

#: The tag of notes whose cards were suspended because the sources no longer have them.
RETIRED_TAG = "card2anki::retired"


class Fate(StrEnum):
    """What an import does with a note."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


Fates = Mapping[Fate, int]


@dataclass(frozen=True, slots=True)
class PackedNote:
    """A note as a package has it; ``modified`` is in seconds since 1970.

    ``note_id`` is the id that a collection gives it, too, unless another note has it there.
    """

    guid: str
    modified: int
    fields: str
    note_id: int


@dataclass(frozen=True, slots=True)
class Look:
    """How cards are shown; ``modified`` is in seconds since 1970."""

    style: str
    front: str
    back: str
    modified: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package that is to be pushed: its notes, its media by name.

    ``has_this_look`` says that its cards look as this version of card2anki shows them.
    """

    path: Path
    notes: tuple[PackedNote, ...]
    media: tuple[str, ...]
    has_this_look: bool


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A note as a collection has it.

    ``modified`` is None where it can't be asked for. ``is_ours`` says that it has our note
    type: under another one it is not updated. ``active`` and ``suspended`` are its cards.
    """

    note_id: int
    modified: int | None
    fields: str
    is_ours: bool
    is_retired: bool
    active: tuple[int, ...]
    suspended: tuple[int, ...]


Known = Mapping[str, KnownNote]


@dataclass(frozen=True, slots=True)
class PackagePlan:
    """A package and how many of its notes have which fate."""

    path: Path
    fates: Fates


@dataclass(frozen=True, slots=True)
class Retirement:
    """Retired cards that a collection still shows, and cards that are back in the sources.

    All are GUIDs. Only notes that bear RETIRED_TAG come back: what learners suspend
    themselves stays suspended.
    """

    leaving: tuple[str, ...] = ()
    returning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push would do: into which collection, at which address, what of it is news.

    ``suspends`` says that retired cards are to be suspended and tagged; those that are back
    are shown again in any case. ``is_owed`` says that something is left to be sent even where
    no note changes. ``remarks`` are sentences to read before one agrees.
    """

    target: str
    address: str
    collection: str
    packages: tuple[PackagePlan, ...]
    media: int
    has_new_look: bool
    retirement: Retirement
    suspends: bool
    is_owed: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def fates(self) -> Fates:
        """The fates of the notes of all packages."""
        return total(package.fates for package in self.packages)

    @property
    def is_empty(self) -> bool:
        """Whether all is there already."""
        retirement = self.retirement.returning or (self.suspends and self.retirement.leaving)
        news = self.fates.get(Fate.NEW, 0) + self.fates.get(Fate.UPDATED, 0)
        return not (news or retirement or self.has_new_look or self.is_owed)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a push has done: the fates of the notes, cards suspended and brought back."""

    fates: Fates
    suspended: int = 0
    returned: int = 0
    remarks: tuple[str, ...] = ()


def refused(fates: Fates) -> int:
    """Return how many notes Anki does not take, or is not given."""
    return fates.get(Fate.REFUSED, 0)


def total(many: Iterable[Fates]) -> Fates:
    """Add up fates."""
    counted: Counter[Fate] = Counter()
    for fates in many:
        counted.update(fates)
    return counted

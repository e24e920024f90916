"""A push into the Anki that runs on this machine, by its add-on AnkiConnect."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from card2anki.anki.delivery import (
    RETIRED_TAG,
    Delivery,
    Fate,
    Known,
    KnownNote,
    Parcel,
    Plan,
    total,
)
from card2anki.anki.notetype import GUID_FIELD, NAME, NOTE_TYPE_ID
from card2anki.errors import UsageError
from card2anki.pushing.connect import SLOW, AnkiConnect, UnknownActionError
from card2anki.pushing.packages import SEPARATOR, look
from card2anki.pushing.planning import plan_packages, plan_retirement, stale

#: Ids in one request: the add-on reads a request by the kilobyte, 40 times a second.
_AT_ONCE = 1_000
#: The search for notes of our type, whatever its name.
_OURS = f"mid:{NOTE_TYPE_ID}"


class DesktopTarget:
    """The collection that is open in Anki. Raises UsageError for all that can go wrong there."""

    def __init__(self, anki: AnkiConnect, *, then_sync: bool = False) -> None:
        self._anki = anki
        self._then_sync = then_sync
        self._parcels: Sequence[Parcel] = ()

    def plan(self, parcels: Sequence[Parcel], retired: Collection[str], *, suspends: bool) -> Plan:
        """Return what a push would do to the collection as it is now."""
        self._anki.greet()
        self._parcels = parcels
        known = self._known()
        remarks = ["Anki syncs afterwards"] if self._then_sync else []
        return Plan(
            target="desktop",
            address=self._anki.address,
            collection=self._profile(),
            packages=plan_packages(parcels, known),
            media=len({name for parcel in parcels for name in parcel.media}),
            has_new_look=any(parcel.has_this_look for parcel in parcels) and self._is_old(known),
            retirement=plan_retirement(parcels, known, retired),
            suspends=suspends,
            is_owed=self._then_sync,
            remarks=(*remarks, *stale(parcels, retired)),
        )

    def deliver(self, plan: Plan) -> Delivery:
        """Import the packages of a plan, see to retired cards, and have Anki sync if asked."""
        if self._profile() != plan.collection:
            raise UsageError("another profile is open in Anki now: nothing was pushed")
        known = self._known()
        returned = self._show_again(plan, known)
        for package in plan.packages:
            if self._anki.call("importPackage", SLOW, path=str(package.path)) is not True:
                raise UsageError(
                    f"{package.path}: Anki did not import it; Anki must run on this machine and be"
                    " allowed to read the file"
                )
        after = self._known()
        suspended = self._retire(plan, after)
        if self._then_sync:
            self._sync()
        left = total(one.fates for one in plan_packages(self._parcels, after))
        before = plan.fates
        fates = {fate: before.get(fate, 0) - left.get(fate, 0) for fate in (Fate.NEW, Fate.UPDATED)}
        fates[Fate.UNCHANGED] = before.get(Fate.UNCHANGED, 0)
        fates[Fate.REFUSED] = sum(before.values()) - sum(fates.values())
        return Delivery(fates, suspended, returned)

    def _sync(self) -> None:
        try:
            self._anki.call("sync", SLOW)
        except UsageError as error:
            raise UsageError(
                f"all is imported, but not synced: log in and sync in Anki itself: {error}"
            ) from None

    def _profile(self) -> str:
        try:
            return f"profile {self._anki.call('getActiveProfile')!r}"
        except UnknownActionError:
            return "the profile that is open"

    def _is_old(self, known: Known) -> bool:
        """Say whether cards of our note type look otherwise than this version shows them."""
        if not known:
            return False
        name = self._name()
        style = self._anki.call("modelStyling", modelName=name)["css"]
        templates = self._anki.call("modelTemplates", modelName=name).values()
        sides = [(one["Front"], one["Back"]) for one in templates]  # learners may add some
        ours = look()
        return style != ours.style or (ours.front, ours.back) not in sides

    def _name(self) -> str:
        """Return the name of our note type, which learners may change."""
        numbers: dict[str, int] = self._anki.call("modelNamesAndIds")
        return next(name for name, number in numbers.items() if number == NOTE_TYPE_ID)

    def _known(self) -> dict[str, KnownNote]:
        """Return the notes of our type by their GUIDs, which they hold in a field, too."""
        notes = self._anki.call("findNotes", query=_OURS)
        suspended = frozenset(self._anki.call("findCards", query=f"{_OURS} is:suspended"))
        known: dict[str, KnownNote] = {}
        for ids in _chunks(sorted(notes)):
            for told in self._anki.call("notesInfo", notes=ids):
                if told:  # {} stands for a note that has gone since
                    # of a note and a copy that the learner made of it the older is ours
                    known.setdefault(_guid(told), _note(told, suspended))
        return known

    def _show_again(self, plan: Plan, known: Known) -> int:
        back = [known[guid] for guid in plan.retirement.returning if guid in known]
        # only cards: a note touched now would be newer than the package's
        cards = [card for note in back for card in note.suspended]
        for ids in _chunks(cards):
            self._anki.call("unsuspend", cards=ids)
        return len(cards)

    def _retire(self, plan: Plan, known: Known) -> int:
        """Suspend what leaves, if asked to, and untag what is back; return how many cards left."""
        gone = plan.retirement.leaving if plan.suspends else ()
        leaving = [known[guid] for guid in gone if guid in known]
        back = [known[guid] for guid in plan.retirement.returning if guid in known]
        cards = [card for note in leaving for card in note.active]
        for ids in _chunks(cards):
            self._anki.call("suspend", cards=ids)
        for ids in _chunks([note.note_id for note in leaving]):
            self._anki.call("addTags", notes=ids, tags=RETIRED_TAG)
        for ids in _chunks([note.note_id for note in back]):
            self._anki.call("removeTags", notes=ids, tags=RETIRED_TAG)
        return len(cards)


def _guid(told: dict[str, Any]) -> str:
    try:
        return str(told["fields"][GUID_FIELD]["value"])
    except KeyError:
        raise UsageError(
            f"the note type {NAME} in Anki has no field {GUID_FIELD}: give it its name again"
            " (Tools > Manage Note Types > Fields)"
        ) from None


def _note(told: dict[str, Any], suspended: frozenset[int]) -> KnownNote:
    fields = sorted(told["fields"].values(), key=lambda field: field["order"])
    cards = told["cards"]
    return KnownNote(
        note_id=told["noteId"],
        modified=told.get("mod"),  # add-ons before 2024 don't tell
        fields=SEPARATOR.join(field["value"] for field in fields),
        is_ours=True,
        is_retired=any(tag.casefold() == RETIRED_TAG for tag in told["tags"]),
        active=tuple(card for card in cards if card not in suspended),
        suspended=tuple(card for card in cards if card in suspended),
    )


def _chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk

"""A push into the Anki that runs on this machine, by its add-on AnkiConnect."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from card2anki.anki.delivery import (
    RETIRED_TAG,
    Delivery,
    Known,
    KnownNote,
    Parcel,
    Plan,
)
from card2anki.anki.notetype import GUID_FIELD, NAME, NOTE_TYPE_ID
from card2anki.errors import UsageError
from card2anki.pushing.connect import SLOW, AnkiConnect, UnknownActionError
from card2anki.pushing.lessening import without
from card2anki.pushing.packages import SEPARATOR, look
from card2anki.pushing.planning import (
    arrived,
    of_another_type,
    plan_packages,
    plan_retirement,
    stale,
)
from card2anki.pushing.strangers import OURS, Told, chunks, find_strangers


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
        for parcel in self._parcels:
            self._import(parcel, of_another_type(parcel, known))
        after = self._known()
        suspended = self._retire(plan, after)
        if self._then_sync:
            self._sync()
        return Delivery(arrived(self._parcels, known, after), suspended, returned)

    def _import(self, parcel: Parcel, left_out: Collection[str]) -> None:
        # beside the package, for Anki may be kept from reading anywhere else
        with without(parcel.path, left_out, parcel.path.parent) as path:
            if self._anki.call("importPackage", SLOW, path=str(path)) is not True:
                raise UsageError(
                    f"{parcel.path}: Anki did not import it; Anki must run on this machine and be"
                    " allowed to read the file"
                )

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
        if not any(note.is_ours for note in known.values()):
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
        """Return by their GUIDs the notes of our type, and those of the packages of any other."""
        packed = {note.guid: note for parcel in self._parcels for note in parcel.notes}
        ours = self._ours({note.note_id: note.guid for note in packed.values()})
        strangers = find_strangers(packed, ours, self._told)
        cards = [card for told in strangers.values() for card in told["cards"]]
        suspended = self._suspended(cards)
        return ours | {
            guid: _note(told, suspended, is_ours=False) for guid, told in strangers.items()
        }

    def _ours(self, guids: Mapping[int, str]) -> dict[str, KnownNote]:
        """Return the notes of our type by their GUIDs, which they hold in a field, too.

        That of a note that a learner gave our type, after another one, is empty until its next
        update: ``guids`` has those of the packages by note id.
        """
        suspended = frozenset(self._anki.call("findCards", query=f"{OURS} is:suspended"))
        known: dict[str, KnownNote] = {}
        for told in self._told(OURS):
            # of a note and a copy that the learner made of it the older is ours
            guid = _guid(told) or guids.get(told["noteId"], "")
            known.setdefault(guid, _note(told, suspended, is_ours=True))
        return known

    def _told(self, query: str) -> Iterator[Told]:
        """Yield what Anki tells of the notes that a search finds, the oldest first."""
        for ids in chunks(sorted(self._anki.call("findNotes", query=query))):
            for told in self._anki.call("notesInfo", notes=ids):
                if told:  # {} stands for a note that has gone since
                    yield told

    def _suspended(self, cards: Sequence[int]) -> frozenset[int]:
        """Return those of some cards that are suspended."""
        found: set[int] = set()
        for ids in chunks(cards):
            query = f"cid:{','.join(map(str, ids))} is:suspended"
            found.update(self._anki.call("findCards", query=query))
        return frozenset(found)

    def _show_again(self, plan: Plan, known: Known) -> int:
        back = [known[guid] for guid in plan.retirement.returning if guid in known]
        # only cards: a note touched now would be newer than the package's
        cards = [card for note in back for card in note.suspended]
        for ids in chunks(cards):
            self._anki.call("unsuspend", cards=ids)
        return len(cards)

    def _retire(self, plan: Plan, known: Known) -> int:
        """Suspend what leaves, if asked to, and untag what is back; return how many cards left."""
        gone = plan.retirement.leaving if plan.suspends else ()
        leaving = [known[guid] for guid in gone if guid in known]
        back = [known[guid] for guid in plan.retirement.returning if guid in known]
        cards = [card for note in leaving for card in note.active]
        for ids in chunks(cards):
            self._anki.call("suspend", cards=ids)
        for ids in chunks([note.note_id for note in leaving]):
            self._anki.call("addTags", notes=ids, tags=RETIRED_TAG)
        for ids in chunks([note.note_id for note in back]):
            self._anki.call("removeTags", notes=ids, tags=RETIRED_TAG)
        return len(cards)


def _guid(told: Told) -> str:
    try:
        return str(told["fields"][GUID_FIELD]["value"])
    except KeyError:
        raise UsageError(
            f"the note type {NAME} in Anki has no field {GUID_FIELD}: give it its name again"
            " (Tools > Manage Note Types > Fields)"
        ) from None


def _note(told: Told, suspended: frozenset[int], *, is_ours: bool) -> KnownNote:
    fields = sorted(told["fields"].values(), key=lambda field: field["order"])
    cards = told["cards"]
    return KnownNote(
        note_id=told["noteId"],
        modified=told.get("mod"),  # add-ons before 2024 don't tell
        fields=SEPARATOR.join(field["value"] for field in fields),
        is_ours=is_ours,
        is_retired=any(tag.casefold() == RETIRED_TAG for tag in told["tags"]),
        active=tuple(card for card in cards if card not in suspended),
        suspended=tuple(card for card in cards if card in suspended),
    )

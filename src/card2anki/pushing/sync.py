"""A push as a sync client: the server's collection comes down, packages go in, it goes up again.

What is pushed are changes, merged by the server with those of phones and other machines. A
full sync, where one whole collection replaces the other, is never decided here unless one of
the two holds no card.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

import anki.collection  # before its parts, which need it
from anki.cards import CardId
from anki.errors import BackendError, DBError, NetworkError, SyncError, SyncErrorKind
from anki.models import NotetypeId
from anki.notes import NoteId
from anki.sync_pb2 import SyncAuth, SyncCollectionResponse

from card2anki.anki.delivery import (
    RETIRED_TAG,
    Delivery,
    Fate,
    Fates,
    Known,
    KnownNote,
    Parcel,
    Plan,
    total,
)
from card2anki.anki.notetype import NOTE_TYPE_ID
from card2anki.errors import UsageError
from card2anki.pushing.credentials import Account
from card2anki.pushing.failures import closed, is_final, told
from card2anki.pushing.lessening import without
from card2anki.pushing.mirror import Mirror, Owed
from card2anki.pushing.packages import look
from card2anki.pushing.planning import of_another_type, plan_packages, plan_retirement, stale
from card2anki.pushing.retry import PAUSES, persistently
from card2anki.pushing.schema import check_type, has_changed

Result = TypeVar("Result")

#: What SQLite says of a file that holds no sound database, in the words of Anki's engine.
_BROKEN = ("NotADatabase", "DatabaseCorrupt")
_SUSPENDED = -1
#: Seconds between two looks at whether the media are through.
_MEDIA_PAUSE = 0.1
_UNSENT = {
    Owed.NOTES: "; what was imported is not sent: push again, which begins with the server's"
    " collection",
    Owed.COPY: "; the copy on this machine is not sent: push again, in the same way",
}
_UNTOUCHED = "; nothing was pushed"
_FULL_SYNC = """\
{endpoint} asks for a full sync: its collection and the copy on this machine can't be merged. \
Nothing was sent.
  --full-sync download  takes the server's collection and pushes into that: no review is lost
  --full-sync upload    replaces the server's collection by the copy: sync all devices before"""


class SyncTarget:
    """An account's collection, in a mirror: enter to fetch it, plan, then deliver.

    Raises UsageError for all that a server, a network or a mirror can do wrong.
    """

    def __init__(
        self,
        account: Account,
        mirror: Mirror,
        full_sync: str | None = None,
        pauses: tuple[float, ...] = PAUSES,
        waiting: Callable[[float], None] = lambda pause: None,
    ) -> None:
        self._account = account
        self._mirror = mirror
        self._full_sync = full_sync
        self._pauses = pauses
        self._waiting = waiting
        self._remarks: list[str] = []
        self._parcels: Sequence[Parcel] = ()
        self._has_to_upload = False
        self._may_replace = False

    def __enter__(self) -> Self:
        if self._mirror.owed() is Owed.NOTES:
            self._mirror.clear()
            self._mirror.owe(Owed.MEDIA)  # the notes may have got through, and they alone
        self._collection = _open(self._mirror)
        try:
            with self._explained(_UNTOUCHED):
                self._auth = self._retried(self._log_in)
                self._fetch()
        except BaseException:
            self._collection.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._collection.close()

    def plan(self, parcels: Sequence[Parcel], retired: Collection[str], *, suspends: bool) -> Plan:
        """Return what a push would do to the collection as the server has it now."""
        self._parcels = parcels
        known = self._known({*retired, *self._packed})
        shown = self._collection.models.get(NotetypeId(NOTE_TYPE_ID))
        is_old = shown is not None and shown["mod"] < look().modified
        return Plan(
            target="sync",
            address=self._account.endpoint,
            collection=f"{self._account.user}, by the copy in {self._mirror.folder}",
            packages=plan_packages(parcels, known),
            media=len({name for parcel in parcels for name in parcel.media}),
            has_new_look=is_old and any(parcel.has_this_look for parcel in parcels),
            retirement=plan_retirement(parcels, known, retired),
            suspends=suspends,
            is_owed=self._has_to_upload or self._mirror.owed() is not Owed.NOTHING,
            remarks=(*self._warnings(), *self._remarks, *stale(parcels, retired)),
        )

    def deliver(self, plan: Plan) -> Delivery:
        """Import the packages of a plan, see to retired cards, send it all, media too."""
        self._remarks.clear()
        has_media = plan.media > 0 or plan.is_owed
        known = self._known(self._packed)
        self._check_type(known)
        with self._explained(_UNSENT[self._unsent]):
            self._mirror.owe(self._unsent)
            returned = self._show_again(plan)
            fates = self._import_all(known)
            suspended = self._retire(plan)
            self._send()
        self._mirror.owe(Owed.MEDIA if has_media else Owed.NOTHING)
        if has_media:
            with self._explained("; all notes are there, media are missing: push again"):
                self._retried(self._sync_media)
            self._mirror.owe(Owed.NOTHING)
        return Delivery(fates, suspended, returned, tuple(self._remarks))

    @property
    def _unsent(self) -> Owed:
        return Owed.COPY if self._has_to_upload else Owed.NOTES

    @property
    def _packed(self) -> frozenset[str]:
        """The GUIDs of all notes that are pushed."""
        return frozenset(note.guid for parcel in self._parcels for note in parcel.notes)

    def _check_type(self, known: Known) -> None:
        """See, before anything is changed, that our note type has what the cards need.

        A collection that replaces the server's gets it on the way.
        """
        if not self._has_to_upload:
            shown = self._collection.models.get(NotetypeId(NOTE_TYPE_ID))
            check_type(shown, self._account.endpoint, has_strangers=self._has_strangers(known))

    def _has_strangers(self, known: Known) -> bool:
        return any(of_another_type(parcel, known) for parcel in self._parcels)

    def _log_in(self) -> SyncAuth:
        account = self._account
        return self._collection.sync_login(account.user, account.password, account.endpoint)

    def _warnings(self) -> Iterator[str]:
        if self._account.is_exposed:
            yield "this server is asked without encryption: who listens on the way can read it"
        if self._mirror.owed() is not Owed.NOTHING:
            yield "the last push was broken off"

    def _fetch(self) -> None:
        required = self._sync()
        if required == SyncCollectionResponse.FULL_DOWNLOAD:
            self._replace(upload=False)
        elif required == SyncCollectionResponse.FULL_UPLOAD:
            self._has_to_upload = True
            cards = self._collection.card_count()
            self._remarks.append(
                f"the server's collection is empty: all {cards:,} cards of the copy on this"
                " machine are sent to it, too"
            )
        elif required == SyncCollectionResponse.FULL_SYNC:
            self._decide()
        elif not self._collection.card_count():
            self._remarks.append(
                "the server's collection is empty: devices that have cards of their own will ask"
                " which side to keep"
            )

    def _decide(self) -> None:
        """Do the full sync that was asked for."""
        if self._full_sync == "download":
            self._replace(upload=False)
        elif self._full_sync == "upload":
            self._has_to_upload = self._may_replace = True
            self._remarks.append(
                "the server's whole collection is replaced by the copy on this machine: reviews"
                " that the copy does not have are lost"
            )
        else:
            raise UsageError(_FULL_SYNC.format(endpoint=self._account.endpoint))

    def _send(self) -> None:
        required = self._sync()
        if required == SyncCollectionResponse.FULL_UPLOAD or (
            required == SyncCollectionResponse.FULL_SYNC and self._may_replace
        ):
            self._replace(upload=True)
        elif required != SyncCollectionResponse.NO_CHANGES:
            raise UsageError(
                f"{self._account.endpoint}: another device has replaced the collection"
                f" meanwhile{_UNSENT[self._unsent]}"
            )

    def _sync(self) -> SyncCollectionResponse.ChangesRequired.ValueType:
        out = self._retried(lambda: self._collection.sync_collection(self._auth, False))
        if out.new_endpoint:  # AnkiWeb names the server that has the account
            self._auth.endpoint = out.new_endpoint
        if out.server_message:
            self._remarks.append(f"the server says: {out.server_message}")
        return out.required

    def _replace(self, *, upload: bool) -> None:
        """Replace the server's collection by the mirror, or the mirror by the server's."""

        def work() -> None:
            self._collection.close_for_full_sync()
            try:
                self._collection.full_upload_or_download(
                    auth=self._auth, server_usn=None, upload=upload
                )
            finally:
                self._collection.reopen(after_full_sync=True)

        self._retried(work)

    def _sync_media(self) -> None:
        self._collection.sync_media(self._auth)
        while self._collection.media_sync_status().active:
            time.sleep(_MEDIA_PAUSE)

    def _import_all(self, known: Known) -> Fates:
        """Import the packages, without the notes that are there under another note type."""
        needs_full_sync = self._has_to_upload or self._collection.schema_changed()
        fates = total([self._import_one(parcel, known) for parcel in self._parcels])
        if self._collection.schema_changed() and not needs_full_sync:
            raise has_changed(self._account.endpoint, has_strangers=self._has_strangers(known))
        return fates

    def _import_one(self, parcel: Parcel, known: Known) -> Fates:
        left_out = of_another_type(parcel, known)
        with without(parcel.path, left_out, self._mirror.folder) as path:
            return total([self._import(path.as_posix()), {Fate.REFUSED: len(left_out)}])

    def _import(self, path: str) -> Fates:
        log = self._collection.import_anki_package(
            anki.collection.ImportAnkiPackageRequest(
                package_path=path,
                # else one field that a learner added to the note type ends all updates
                options=anki.collection.ImportAnkiPackageOptions(merge_notetypes=True),
            )
        ).log
        refused = (log.conflicting, log.missing_notetype, log.missing_deck, log.empty_first_field)
        return Counter(
            {
                Fate.NEW: len(log.new),
                Fate.UPDATED: len(log.updated),
                Fate.UNCHANGED: len(log.duplicate) + len(log.first_field_match),
                Fate.REFUSED: sum(map(len, refused)),
            }
        )

    def _show_again(self, plan: Plan) -> int:
        back = self._known(plan.retirement.returning)
        # only cards: a note touched now would be newer than the package's
        cards = [CardId(card) for note in back.values() for card in note.suspended]
        self._collection.sched.unsuspend_cards(cards)
        return len(cards)

    def _retire(self, plan: Plan) -> int:
        """Suspend what leaves, if asked to, and untag what is back; return how many cards left."""
        leaving = self._known(plan.retirement.leaving if plan.suspends else ())
        back = self._known(plan.retirement.returning)
        cards = [CardId(card) for note in leaving.values() for card in note.active]
        self._collection.sched.suspend_cards(cards)
        self._collection.tags.bulk_add(_ids(leaving), RETIRED_TAG)
        self._collection.tags.bulk_remove(_ids(back), RETIRED_TAG)
        return len(cards)

    def _known(self, guids: Collection[str]) -> dict[str, KnownNote]:
        """Return the collection's notes of some GUIDs."""
        wanted = frozenset(guids)
        database = self._collection.db
        assert database is not None
        # of two notes that have a GUID one under another type would be merged
        ours_first = "SELECT id, guid, mod, mid, tags FROM notes ORDER BY mid != ?, id"
        rows = database.all(ours_first, NOTE_TYPE_ID)
        found = {row[0]: row for row in rows if row[1] in wanted}
        cards: dict[int, tuple[list[int], list[int]]] = {one: ([], []) for one in found}
        for note_id, card, queue in database.all("SELECT nid, id, queue FROM cards"):
            if note_id in cards:
                cards[note_id][queue == _SUSPENDED].append(card)
        return {
            guid: KnownNote(
                note_id=note_id,
                modified=modified,
                fields="",
                is_ours=note_type == NOTE_TYPE_ID,
                is_retired=RETIRED_TAG in tags.casefold().split(),
                active=tuple(cards[note_id][False]),
                suspended=tuple(cards[note_id][True]),
            )
            for note_id, guid, modified, note_type, tags in found.values()
        }

    def _retried(self, work: Callable[[], Result]) -> Result:
        """Do what needs the network, again where that may help; Ctrl-C ends it at once."""

        def stoppable() -> Result:
            with ThreadPoolExecutor(1) as beside:  # the engine would not hear of Ctrl-C
                doing = beside.submit(work)
                try:
                    return doing.result()
                except KeyboardInterrupt:
                    self._collection.abort_sync()
                    self._collection.abort_media_sync()
                    raise

        return persistently(stoppable, BackendError, self._is_passing, self._pauses, self._waiting)

    def _is_passing(self, error: Exception) -> bool:
        """Say whether an error may be gone in a moment: the network, a server that is busy."""
        if isinstance(error, NetworkError):
            return not is_final(error)
        words = self._collection.tr
        return str(error) in (words.sync_server_error(), words.sync_conflict())

    @contextmanager
    def _explained(self, state: str) -> Iterator[None]:
        """Say of what goes wrong what it is, and what has become of the push."""
        try:
            yield
        except SyncError as error:
            if error.kind is SyncErrorKind.AUTH:
                who = f"{self._account.user} at {self._account.endpoint}"
                raise UsageError(f"the user or the password is wrong: {who}{state}") from None
            raise UsageError(f"{self._account.endpoint}: {told(error)}{state}") from None
        except NetworkError as error:
            raise UsageError(
                f"{self._account.endpoint}: no sync server answers: {told(error)}{state}"
            ) from None
        except DBError as error:
            raise UsageError(
                f"{self._mirror.collection}: this copy can't be used: {told(error)}{state}"
            ) from None
        except BackendError as error:
            raise UsageError(f"Anki's engine: {told(error)}{state}") from None


def _open(mirror: Mirror) -> anki.collection.Collection:
    """Open a mirror; one that is broken is begun anew."""
    try:
        collection = anki.collection.Collection(str(mirror.collection))
    except DBError as error:
        if not any(word in str(error) for word in _BROKEN):
            raise UsageError(f"{mirror.collection}: {closed(error)}") from None
    else:
        if _is_sound(collection):
            return collection
        collection.close()
    mirror.clear()
    return anki.collection.Collection(str(mirror.collection))


def _is_sound(collection: anki.collection.Collection) -> bool:
    assert collection.db is not None
    try:
        return bool(collection.db.scalar("PRAGMA quick_check") == "ok")
    except DBError:
        return False


def _ids(notes: Known) -> list[NoteId]:
    return [NoteId(note.note_id) for note in notes.values()]

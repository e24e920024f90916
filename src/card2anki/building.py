"""The main job: decks to packages, with the lock file that keeps who each card is."""

from __future__ import annotations

import itertools
import os
import re
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from card2anki.anki.identity import Change, assign, changes, updated
from card2anki.anki.lock import (
    Identity,
    Lock,
    has_conflict,
    lock_bytes,
    lock_text,
    merged,
    parse_lock,
    read_stored,
    text_of,
)
from card2anki.anki.matching import Matched, Reason
from card2anki.anki.notes import Choice, Note, book_of, make_notes
from card2anki.anki.outcome import BuiltPackage, LeftOut
from card2anki.anki.package import Packed, package_bytes
from card2anki.anki.tags import slug
from card2anki.config import LOCK_NAME, lock_above
from card2anki.errors import UsageError
from card2anki.linting.ids import card_ids
from card2anki.linting.linter import LintedFile
from card2anki.model import Deck
from card2anki.pipeline import Run, lint_deck, load
from card2anki.render.media import Media, find_media
from card2anki.staging import Staging

#: The end of the year 9999.
_LAST_SECOND = 253_402_300_799
#: The most bytes of a package's name before its ending; file systems take 255 in all.
_LONGEST_NAME = 100
_SHOWN = re.compile(r'src="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Output:
    """Where packages go: a folder, or one file; ``single`` packs all books into one."""

    path: Path
    single: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file gives to a build: its notes without identity, and the images they show.

    ``left_out`` lists the cards that are in no package, with those that have a note.
    """

    notes: tuple[Note, ...]
    left_out: tuple[LeftOut, ...]
    media: Mapping[str, Path]


def draft_file(choice: Choice, run: Run, file: Path) -> Draft:
    """Read a file and make the notes of its cards."""
    deck = load(file)
    return _draft(choice, run, deck, find_media(deck, run.anchor))


def draft_and_lint(choice: Choice, run: Run, file: Path) -> tuple[Draft, LintedFile]:
    """Read a file, make the notes of its cards and say what the rules say of them."""
    deck = load(file)
    media = find_media(deck, run.anchor)
    return _draft(choice, run, deck, media), lint_deck(run, deck, media)


def _draft(choice: Choice, run: Run, deck: Deck, media: Media) -> Draft:
    book = book_of(deck, run.anchor, run.config)
    made = list(make_notes(deck, book, run.config, choice, media.names))
    return Draft(
        notes=tuple(one for one in made if isinstance(one, Note)),
        left_out=tuple(
            LeftOut(one.path, one.line, one.left_out) if isinstance(one, Note) else one
            for one in made
            if isinstance(one, LeftOut) or one.left_out
        ),
        media=media.files,
    )


def find_lock(run: Run, named: Path | None) -> Path:
    """Return the lock file of a run: the one named, configured, or nearest above the decks.

    Raises UsageError where the decks of the run have different ones.
    """
    if named:
        return named
    if run.config.lock and run.config.root:
        return run.config.root / run.config.lock
    new = run.base / LOCK_NAME
    found = {lock_above(folder) or new for folder in {file.parent for file in run.files}}
    if len(found) > 1:
        locks = ", ".join(sorted(map(str, found)))
        raise UsageError(
            f"decks of several lock files ({locks}): build one at a time, or pass --lock"
        )
    return found.pop()


@dataclass(frozen=True, slots=True)
class Identified:
    """The notes of a run with their identities, and the lock before and after it.

    ``packed`` holds the notes that are left out of packages, too. ``matched`` says by the
    numbers of the notes how each came by its identity. ``stored`` is the lock file as it is,
    None where there is none.
    """

    packed: tuple[Packed, ...]
    matched: Matched
    lock_before: Lock
    lock_after: Lock
    stored: bytes | None

    @property
    def retired(self) -> tuple[Identity, ...]:
        """Return the identities whose cards this run found gone, by file."""
        return tuple(changes(self.lock_before, self.lock_after)[Change.RETIRED])

    @property
    def is_lock_changed(self) -> bool:
        """Say whether the lock file is not as it should be after this run, line ends apart."""
        return self.stored is None or text_of(self.stored) != lock_text(self.lock_after)


def identified(
    drafts: Sequence[Draft], run: Run, lock_file: Path, *, resolve: bool = False
) -> Identified:
    """Return who each note is; nothing is written. With ``resolve``, a lock may hold a conflict.

    Raises UsageError for a lock that can't be read, and for an id that two cards have.
    """
    notes = [note for draft in drafts for note in draft.notes]
    _check_ids(notes)
    stored = read_stored(lock_file)
    text = lock_text({}) if stored is None else text_of(stored)
    lock = parse_lock(merged(text) if resolve and has_conflict(text) else text, str(lock_file))
    paths = _paths_from(lock_file, {note.path for note in notes})
    here = {*_paths_from(lock_file, map(str, run.files)).values()}
    gone, elsewhere = _not_here(lock, lock_file, here, run)
    time_now = now()
    given = assign([(note, paths[note.path]) for note in notes], lock, time_now, elsewhere)
    _check_ids_elsewhere(notes, given.matched, elsewhere, lock_file.resolve().parent)
    packed = tuple(map(Packed, notes, given.identities))
    after = updated(lock, given.identities, here | gone, time_now)
    return Identified(packed, given.matched, lock, after, stored)


def _check_ids(notes: Sequence[Note]) -> None:
    first: dict[str, Note] = {}
    for note in notes:
        other = first.setdefault(note.id, note)
        if note.id and other is not note:
            raise _copied(note, f"{other.path}:{other.line}")


def _check_ids_elsewhere(
    notes: Sequence[Note], matched: Matched, elsewhere: Collection[str], folder: Path
) -> None:
    """Look whether ids that came from files outside a run were moved; one that is copied raises."""
    for number, found in sorted(matched.matches.items()):
        if found.reason is not Reason.ID or found.identity.path not in elsewhere:
            continue
        deck = load(folder / found.identity.path)
        for start, name in card_ids(deck)[0].items():
            if name == found.identity.id:
                raise _copied(notes[number], f"{deck.source.path}:{deck.source.line(start)}")


def _copied(note: Note, other: str) -> UsageError:
    return UsageError(
        f"{other} and {note.path}:{note.line}: two cards have the id {note.id!r}: give one of"
        " them another, or none"
    )


def _not_here(lock: Lock, lock_file: Path, here: set[str], run: Run) -> tuple[set[str], set[str]]:
    """Return which files of a lock are gone, and which exist and are not part of a run.

    What is gone counts only where a run looks at the whole folder that it was in: a card of a
    file that was renamed may be in one that was not named.
    """
    folder = lock_file.resolve().parent
    others = {identity.path for identity in lock.values()} - here
    elsewhere = {path for path in others if (folder / path).exists()}
    if run.is_partial:
        return set(), elsewhere
    inside = {path for path in others - elsewhere if _is_below(folder / path, run.base)}
    return inside, elsewhere


def _is_below(path: Path, folder: Path) -> bool:
    return Path(os.path.normpath(path)).is_relative_to(folder)


def write_packages(
    drafts: Sequence[Draft], who: Identified, output: Output, lock_file: Path, *, dry_run: bool
) -> list[BuiltPackage]:
    """Write packages and lock, all or none of them; nothing if there is no note to pack.

    Raises UsageError where the place can't be written or the disk is full.
    """
    media = {name: path for draft in drafts for name, path in draft.media.items()}
    books: dict[str, list[Packed]] = defaultdict(list)
    for one in who.packed:
        if not one.note.left_out:
            books["" if output.single else one.note.book].append(one)
    if not books:
        return []
    places = _places(output, books)
    built = []
    with Staging() as staging:
        for book, packed in books.items():
            data = package_bytes(packed, _shown(packed, media))
            deck = _common_deck([one.note.deck for one in packed])
            is_first = not places[book].exists()
            built.append(BuiltPackage(places[book], deck, len(packed), len(data), is_first))
            if not dry_run:
                staging.write(places[book], data)
        if not dry_run and who.is_lock_changed:
            _stage_lock(staging, lock_file, who)
    return built


def write_lock_of(who: Identified, lock_file: Path) -> None:
    """Write the lock as it is after a run. Raises UsageError where it can't be written."""
    with Staging() as staging:
        _stage_lock(staging, lock_file, who)


def _stage_lock(staging: Staging, lock_file: Path, who: Identified) -> None:
    if read_stored(lock_file) != who.stored:
        raise UsageError(f"{lock_file}: something else wrote it meanwhile: run this again")
    try:
        staging.write(lock_file, lock_bytes(who.lock_after))
    except UsageError as error:
        raise UsageError(f"{error}; --lock names another place") from error


def now() -> int:
    """Return the time of the build in seconds since 1970: SOURCE_DATE_EPOCH where it is set."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return int(time.time())
    if not re.fullmatch(r"[0-9]{1,12}", given) or int(given) > _LAST_SECOND:
        raise UsageError(f"SOURCE_DATE_EPOCH must be a number of seconds, not {given!r}")
    return int(given)


def _paths_from(lock_file: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return paths as the lock has them: from its folder, with slashes, on one line."""
    folder = lock_file.resolve().parent
    return {
        path: " ".join(
            Path(os.path.relpath(Path(path).resolve(), folder))
            .as_posix()
            .replace("\t", " ")
            .splitlines()
        )
        for path in paths
    }


def _places(output: Output, books: Mapping[str, Sequence[Packed]]) -> dict[str, Path]:
    """Return the file of each book's package."""
    if output.path.suffix.lower() == ".apkg":
        if len(books) > 1:
            raise UsageError(
                f"{output.path}: one file for {len(books)} books: pass --single, or name a folder"
            )
        return dict.fromkeys(books, output.path)
    if output.path.exists() and not output.path.is_dir():
        raise UsageError(f"{output.path}: not a folder, and its name does not end in .apkg")
    places: dict[str, Path] = {}
    names: set[str] = set()
    for book in sorted(books):
        stem = slug(book).encode()[:_LONGEST_NAME].decode(errors="ignore")
        stem = stem or ("card2anki" if output.single else "deck")
        name, number = stem, 1
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names.add(name)
        places[book] = output.path / f"{name}.apkg"
    return places


def _common_deck(names: Iterable[str]) -> str:
    """Return the deck that holds all decks of some names, "" if there is none."""
    levels = [name.split("::") for name in set(names)]
    common = itertools.takewhile(lambda level: len(set(level)) == 1, zip(*levels, strict=False))
    return "::".join(level[0] for level in common)


def _shown(notes: Sequence[Packed], media: Mapping[str, Path]) -> dict[str, Path]:
    if not media:
        return {}
    fields = (field for packed in notes for field in packed.note.fields)
    shown = {name for field in fields for name in _SHOWN.findall(field)}
    return {name: path for name, path in media.items() if name in shown}

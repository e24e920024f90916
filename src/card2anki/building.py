"""The main job: decks to packages, with the lock file that keeps who each card is."""

from __future__ import annotations

import itertools
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from card2anki.anki.identity import (
    Identity,
    assign,
    read_lock,
    updated,
    write_lock,
)
from card2anki.anki.notes import Choice, Note, book_of, make_notes
from card2anki.anki.outcome import BuiltPackage, LeftOut
from card2anki.anki.package import Packed, package_bytes
from card2anki.anki.tags import slug
from card2anki.config import LOCK_NAME, lock_above
from card2anki.errors import UsageError
from card2anki.linting.linter import LintedFile
from card2anki.pipeline import Run, lint_deck, load
from card2anki.render.media import find_media
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
    """What a file gives to a build: its notes without identity, and the images they show."""

    linted: LintedFile
    notes: tuple[Note, ...]
    left_out: tuple[LeftOut, ...]
    media: Mapping[str, Path]


def draft_file(choice: Choice, run: Run, file: Path) -> Draft:
    """Read a file, check it and make the notes of its cards."""
    deck = load(file)
    media = find_media(deck, run.anchor)
    book = book_of(deck, run.anchor, run.config)
    made = list(make_notes(deck, book, run.config, choice, media.names))
    return Draft(
        linted=lint_deck(run, deck, media),
        notes=tuple(note for note in made if isinstance(note, Note)),
        left_out=tuple(card for card in made if isinstance(card, LeftOut)),
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


def write_packages(
    drafts: Sequence[Draft], run: Run, output: Output, lock_file: Path, *, dry_run: bool
) -> list[BuiltPackage]:
    """Give each note its identity and write packages and lock; nothing if there is no note.

    Raises UsageError where the place can't be written or the disk is full.
    """
    notes = [note for draft in drafts for note in draft.notes]
    media = {name: path for draft in drafts for name, path in draft.media.items()}
    if not notes:
        return []
    lock = read_lock(lock_file)
    paths = _paths_from(lock_file, {note.path for note in notes})
    elsewhere = _elsewhere(lock, lock_file, {*_paths_from(lock_file, map(str, run.files)).values()})
    identities = assign([(note, paths[note.path]) for note in notes], lock, now(), elsewhere)
    books: dict[str, list[Packed]] = defaultdict(list)
    for note, identity in zip(notes, identities, strict=True):
        books["" if output.single else note.book].append(Packed(note, identity))
    places = _places(output, books)
    built = []
    with Staging() as staging:
        for book, packed in books.items():
            data = package_bytes(packed, _shown(packed, media))
            deck = _common_deck([one.note.deck for one in packed])
            built.append(BuiltPackage(places[book], deck, len(packed), len(data)))
            if not dry_run:
                staging.write(places[book], data)
        text = write_lock(updated(lock, identities)).encode()
        if not dry_run and not (lock_file.is_file() and lock_file.read_bytes() == text):
            _write_lock(staging, lock_file, text)
    return built


def _write_lock(staging: Staging, lock_file: Path, text: bytes) -> None:
    try:
        staging.write(lock_file, text)
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
        path: " ".join(Path(os.path.relpath(Path(path).resolve(), folder)).as_posix().splitlines())
        for path in paths
    }


def _elsewhere(lock: Mapping[str, Identity], lock_file: Path, here: set[str]) -> set[str]:
    known = {identity.path for identity in lock.values()} - here
    folder = lock_file.resolve().parent
    return {path for path in known if (folder / path).exists()}


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

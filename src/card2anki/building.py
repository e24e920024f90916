"""The main job: decks to packages."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from card2anki.anki.notes import Choice, Note, book_of, make_notes
from card2anki.anki.outcome import BuiltPackage, LeftOut
from card2anki.anki.package import Packed, package_bytes
from card2anki.anki.tags import slug
from card2anki.errors import UsageError
from card2anki.identifying import Identified, stage_lock
from card2anki.linting.linter import LintedFile
from card2anki.model import Deck
from card2anki.pipeline import Run, lint_deck, load
from card2anki.render.media import Media, find_media
from card2anki.rules.layout import unfinished_merges
from card2anki.staging import Staging

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
    for span in unfinished_merges(deck):
        place = f"{deck.source.path}:{deck.source.line(span.start)}"
        raise UsageError(f"{place}: a merge is unfinished: resolve it, and run this again")
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
                staging.write(places[book], [data])
        if not dry_run and who.is_lock_changed:
            stage_lock(staging, lock_file, who)
    return built


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

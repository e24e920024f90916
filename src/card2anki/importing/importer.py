"""A package to source files: which cards go where, and whether they say what the notes said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from card2anki.anki.notes import Choice, Note, book_of, make_notes
from card2anki.anki.reading.contents import Contents, StoredMedia
from card2anki.anki.reading.inspection import is_safe_name, media_in
from card2anki.anki.reading.outcome import Lost
from card2anki.anki.reading.package import Package
from card2anki.anki.tags import slug
from card2anki.config import Config
from card2anki.errors import UsageError
from card2anki.importing.decktext import deck_text
from card2anki.importing.foreign import foreign_cards
from card2anki.importing.imported import ImportedCard, Title
from card2anki.importing.media import paths_of
from card2anki.importing.own import file_stem, is_own, own_card
from card2anki.source.parser import parse
from card2anki.source.reading import decode

#: The fields that a card decides; those behind them hold the GUID, or nothing.
_OWN_FIELDS = 6
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A source file that is to be written: its cards, the notes they give when read again.

    ``media`` gives the package's files by where they are to be written.
    """

    path: Path
    text: str
    cards: tuple[ImportedCard, ...]
    notes: tuple[Note, ...]
    media: Mapping[Path, StoredMedia]


@dataclass(frozen=True, slots=True)
class Import:
    """What becomes of a package: files, what they can't hold, the cards that came out changed.

    ``own`` counts the cards of our type; of the others nothing is promised.
    """

    files: tuple[ImportedFile, ...]
    lost: tuple[Lost, ...] = ()
    changed: tuple[ImportedCard, ...] = ()
    own: int = 0


def read_import(package: Package, output: Path, config: Config) -> Import:
    """Return what becomes of a package when it is written to a file or a folder.

    Raises UsageError where there is nothing to write, or more than one file for one.
    """
    contents = package.contents
    images = paths_of(file.name for file in contents.media)
    groups: dict[Title, list[ImportedCard]] = defaultdict(list)
    lost: list[Lost] = []
    for one in _cards(contents, config, images):
        if isinstance(one, Lost):
            lost.append(one)
        else:
            groups[one.title].append(one)
    if not groups:
        raise UsageError(f"{package.archive.file}: there is no note in it that becomes a card")
    held = {file.name: file for file in contents.media}
    files = []
    changed: list[ImportedCard] = []
    for title, path in _places(groups, output).items():
        file, others = _file(path, title, groups[title], config, images, held)
        files.append(file)
        changed += others
        lost += [Lost("images that are not in the package", n) for n in _missing(file, held)]
    own = sum(card.is_own for file in files for card in file.cards)
    return Import(tuple(files), tuple(lost), tuple(changed), own)


def _cards(
    contents: Contents, config: Config, images: Mapping[str, str]
) -> Iterator[ImportedCard | Lost]:
    decks: dict[int, str] = {}
    counts = Counter(card.note_id for card in contents.cards)
    for card in contents.cards:
        if card.deck_id in contents.decks:
            decks.setdefault(card.note_id, contents.decks[card.deck_id].name)
    for note in contents.notes:
        note_type = contents.types.get(note.type_id)
        deck = decks.get(note.id, "Default")
        if note_type is None:
            yield Lost("notes without a note type", note.guid)
        elif is_own(note_type) and len(note.fields) >= len(note_type.fields):
            yield own_card(note, deck, config, images)
        else:
            yield from foreign_cards(note, note_type, deck, counts[note.id], images)


def _places(groups: Mapping[Title, Sequence[ImportedCard]], output: Path) -> dict[Title, Path]:
    """Return the file of each title: a folder for each book where there are several."""
    if output.suffix.lower() in (".md", ".markdown"):
        if len(groups) > 1:
            raise UsageError(
                f"{output}: one file for {len(groups)} decks: name a folder, without .md"
            )
        return dict.fromkeys(groups, output)
    books = {title.book for title in groups}
    places: dict[Title, Path] = {}
    taken: set[str] = set()
    for title in groups:
        folder, stem = _safe(slug(title.book)), _safe(file_stem(title))
        place, number = (output / folder if len(books) > 1 else output), 1
        path = place / f"{stem}.md"
        while str(path).casefold() in taken:
            number += 1
            path = place / f"{stem}-{number}.md"
        taken.add(str(path).casefold())
        places[title] = path
    return places


def _safe(name: str) -> str:
    """Return a name that every system takes for a file or a folder."""
    short = name.encode()[:_LONGEST_NAME].decode(errors="ignore").strip("-._ ")
    return short if is_safe_name(short) else f"deck-{short}".strip("-")


def _file(
    path: Path,
    title: Title,
    cards: Sequence[ImportedCard],
    config: Config,
    images: Mapping[str, str],
    held: Mapping[str, StoredMedia],
) -> tuple[ImportedFile, list[ImportedCard]]:
    """Return a file, and the cards of our type that do not give their notes again."""
    ordered = sorted(cards, key=lambda card: card.rating is not None)
    text = deck_text(title, ordered)
    notes = _notes(path, text, config, {path: name for name, path in images.items()})
    shown = {name for card in cards for name in media_in(card.note.fields)} & held.keys()
    media = {path.parent / images[name]: held[name] for name in sorted(shown)}
    same = _same(ordered, notes)
    changed = [card for card, is_same in zip(ordered, same, strict=True) if not is_same]
    return ImportedFile(path, text, tuple(ordered), tuple(notes), media), changed


def _notes(path: Path, text: str, config: Config, names: Mapping[str, str]) -> list[Note]:
    deck = parse(decode(text.encode(), str(path)))
    book = book_of(deck, path.parent, config)
    made = make_notes(deck, book, config, Choice(), names)
    return [note for note in made if isinstance(note, Note)]


def _same(cards: Sequence[ImportedCard], notes: Sequence[Note]) -> list[bool]:
    """Say of each card whether its note comes out as it went in; of others' notes nothing."""
    if len(cards) != len(notes):
        return [not card.is_own for card in cards]
    return [
        not card.is_own
        or (note.fields == card.note.fields[:_OWN_FIELDS] and set(note.tags) <= set(card.note.tags))
        for card, note in zip(cards, notes, strict=True)
    ]


def _missing(file: ImportedFile, held: Mapping[str, StoredMedia]) -> Iterator[str]:
    for card in file.cards:
        yield from (name for name in media_in(card.note.fields) if name not in held)

"""A package to source files: which cards go where, and whether they say what the notes said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from card2anki.anki.imported import Lost
from card2anki.anki.notes import Note
from card2anki.anki.reading.contents import Contents, StoredMedia
from card2anki.anki.reading.media import is_safe_name, shown_in
from card2anki.anki.reading.package import Package
from card2anki.anki.tags import slug
from card2anki.config import Config
from card2anki.errors import UsageError
from card2anki.importing.card import ImportedCard, Title, about, is_same
from card2anki.importing.decktext import deck_text
from card2anki.importing.foreign import foreign_cards
from card2anki.importing.media import paths_of
from card2anki.importing.own import file_stem, is_own, own_card
from card2anki.importing.proof import Proof
from card2anki.render.media import media_name
from card2anki.source.discover import SUFFIXES

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A source file that is to be written: its cards, each with the note it gives when read.

    ``media`` gives the package's files by where they are to be written.
    """

    path: Path
    text: str
    cards: tuple[tuple[ImportedCard, Note], ...]
    media: Mapping[Path, StoredMedia]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What becomes of a package: files, what they can't hold, the cards that came out changed.

    ``own`` counts the cards of our type; of the others nothing is promised.
    """

    files: tuple[ImportedFile, ...]
    lost: tuple[Lost, ...] = ()
    changed: tuple[ImportedCard, ...] = ()
    own: int = 0


def plan_import(package: Package, output: Path, config: Config) -> ImportPlan:
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
    held = {file.name: file for file in contents.media}
    built = _built_names(package, images, held)
    files: list[ImportedFile] = []
    for title, path in _places(groups, output).items():
        proof = Proof(path, title, config, built)
        ordered = sorted(groups[title], key=lambda card: card.rating is not None)
        pairs = list(zip(ordered, proof.notes(ordered), strict=True))
        lost += [Lost("cards that the format can't hold", about(c.note)) for c, n in pairs if not n]
        if kept := [(card, note) for card, note in pairs if note]:
            files.append(_file(proof, kept, images, held))
            lost += _unshown(files[-1], held)
    if not files:
        reasons = "; ".join(sorted({one.reason for one in lost}))
        none = f"{package.archive.file}: there is no note in it that becomes a card"
        raise UsageError(f"{none}: {reasons}" if reasons else none)
    own = [one for file in files for one in file.cards if one[0].is_own]
    changed = tuple(card for card, note in own if not is_same(card.note, note))
    return ImportPlan(tuple(files), tuple(lost), changed, len(own))


def _built_names(
    package: Package, images: Mapping[str, str], held: Mapping[str, StoredMedia]
) -> dict[str, str]:
    """Return the names that a build will give to the images that notes show, by their paths."""
    shown = {name for note in package.contents.notes for name in shown_in(note.fields)}
    return {
        images[name]: media_name(PurePosixPath(images[name]), package.media(held[name]))
        for name in shown & images.keys()
    }


def _cards(
    contents: Contents, config: Config, images: Mapping[str, str]
) -> Iterator[ImportedCard | Lost]:
    decks = contents.deck_of()
    numbers: dict[int, list[int]] = defaultdict(list)
    for card in contents.cards:
        numbers[card.note_id].append(card.number)
    for note in contents.notes:
        note_type = contents.types.get(note.type_id)
        shown = {name: images[name] for name in shown_in(note.fields) if name in images}
        deck = decks.get(note.id, "Default")
        if note_type is None:
            yield Lost("notes without a note type", note.guid)
        elif is_own(note_type) and len(note.fields) >= len(note_type.fields):
            yield own_card(note, deck, config, shown)
        else:
            yield from foreign_cards(note, note_type, deck, numbers[note.id], shown)


def _places(groups: Mapping[Title, Sequence[ImportedCard]], output: Path) -> dict[Title, Path]:
    """Return the file of each title: a folder for each book where there are several."""
    if folder_of(output) != output:
        if len(groups) > 1:
            raise UsageError(
                f"{output}: one file for {len(groups)} decks: name a folder, without .md"
            )
        return dict.fromkeys(groups, output)
    books = {title.book for title in groups}
    places: dict[Title, Path] = {}
    taken: set[str] = set()
    numbers: dict[Path, int] = defaultdict(lambda: 1)
    for title in groups:
        folder, stem = _safe(slug(title.book)), _safe(file_stem(title))
        place = output / folder if len(books) > 1 else output
        path = first = place / f"{stem}.md"
        while str(path).casefold() in taken:
            numbers[first] += 1
            path = place / f"{stem}-{numbers[first]}.md"
        taken.add(str(path).casefold())
        places[title] = path
    return places


def folder_of(output: Path) -> Path:
    """Return the folder that an import writes to: that of a file, or the one that is named."""
    return output.parent if output.suffix.lower() in SUFFIXES else output


def _safe(name: str) -> str:
    """Return a name that every system takes for a file or a folder."""
    short = name.encode()[:_LONGEST_NAME].decode(errors="ignore").strip("-._ ")
    return short if is_safe_name(short) else f"deck-{short}".strip("-")


def _file(
    proof: Proof,
    cards: Sequence[tuple[ImportedCard, Note]],
    images: Mapping[str, str],
    held: Mapping[str, StoredMedia],
) -> ImportedFile:
    return ImportedFile(
        path=proof.path,
        text=deck_text(proof.title, [card for card, _ in cards]),
        cards=tuple(cards),
        media={
            proof.path.parent / images[name]: held[name]
            for card, note in cards
            for name in _shown_again(card, note, images, proof.names)
        },
    )


def _shown_again(
    card: ImportedCard, note: Note, images: Mapping[str, str], built: Mapping[str, str]
) -> Iterator[str]:
    """Yield the images of the note that a card is of which the note it gives shows, too."""
    shown = set(shown_in(note.fields))
    for name in shown_in(card.note.fields):
        if name in images and built[images[name]] in shown:
            yield name


def _unshown(file: ImportedFile, held: Mapping[str, StoredMedia]) -> Iterator[Lost]:
    """Yield the media files that notes show and the cards that are made of them do not."""
    written = {media.name for media in file.media.values()}
    for card, _ in file.cards:
        for name in shown_in(card.note.fields):
            if name not in held:
                yield Lost("media that are not in the package", name)
            elif name not in written:
                yield Lost("media that the format can't hold", name)

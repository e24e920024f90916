"""Local images: found beside the deck, named so that no two of them collide."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from urllib.parse import unquote

from card2anki.model import Deck, MissingMedia, Part, Span
from card2anki.render.markdown import image_sources, is_remote

#: The endings of image files.
IMAGES = frozenset(
    {".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
)
#: A name with blanks outside of <>, and the way of Obsidian.
_LIKE_IMAGE = re.compile(
    r"!\[[^\]\n]*\]\(([^\s()<>\"]+[ \t][^()<>\"\n]*\.[A-Za-z]{3,4})\)|!\[\[([^\]\n]+)\]\]"
)
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Media:
    """The images of a deck: the name of each in the package, the files, what is missing."""

    names: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    missing: tuple[MissingMedia, ...] = ()


def find_media(deck: Deck, root: Path) -> Media:
    """Find the images that a deck shows; none is taken from outside the folder ``root``.

    An image that is spelt so that markdown sees none counts as missing.

    A name holds a hash of the image, so that two images of one name keep apart and an image
    that changes gets another name, which makes the note change, too.
    """
    names: dict[str, str] = {}
    files: dict[str, Path] = {}
    missing: list[MissingMedia] = []
    for part in _parts(deck):
        at = 0
        for source in image_sources(part):
            at = max(at, part.text.find(f"]({source}", at))
            if is_remote(source) or source in names:
                continue
            found = _find(source, Path(deck.source.path).parent, root)
            if isinstance(found, Path):
                names[source] = media_name(found, [found.read_bytes()])
                files[names[source]] = found
            else:
                missing.append(MissingMedia(_place(part, source, at), found))
                at += 1
        missing += _misspelt(part)
    return Media(names, files, tuple(missing))


def media_name(path: PurePath, content: Iterable[bytes]) -> str:
    """Return the name that an image gets in packages, by its own name and its content."""
    digest = hashlib.sha256()
    for piece in content:
        digest.update(piece)
    stem = _UNSAFE.sub("-", path.stem).strip("-")[:40]
    return "-".join(filter(None, ("c2a", stem, digest.hexdigest()[:12]))) + path.suffix.lower()


def _misspelt(part: Part) -> Iterator[MissingMedia]:
    code = {n for s in part.snippets for n in range(s.first_line, s.last_line + 1)}
    for found in _LIKE_IMAGE.finditer(part.text):
        if part.text.count("\n", 0, found.start()) not in code:
            name = found[1] or found[2]
            reason = f"image {name!r} is not written as one: write ![](<{name}>)"
            yield MissingMedia(part.locate(*found.span()), reason)


def _parts(deck: Deck) -> Iterator[Part]:
    """Yield each part that may show an image once, though cards share headings and contexts."""
    seen: set[Span] = set()
    for card in deck.cards:
        for part in card.parts:
            if "![" in part.text and part.span not in seen:
                seen.add(part.span)
                yield part


def _find(source: str, folder: Path, root: Path) -> Path | str:
    """Return the file of an image, or say why there is none."""
    named = unquote(source)
    if "\0" in named:
        return f"image {source!r} is no file name"
    path = folder / named
    if path.suffix.lower() not in IMAGES:
        endings = ", ".join(sorted(IMAGES))
        return f"image {named!r} is no image file: its name ends in none of {endings}"
    try:
        if not path.is_file():
            return f"image {named!r} not found beside the deck"
        if not os.access(path, os.R_OK):
            return f"image {named!r} can't be read"
        if not path.resolve().is_relative_to(root.resolve()):
            return f"image {named!r} lies outside of {root}: copy it beside the deck"
    except OSError as error:
        return f"image {named!r} can't be read: {error.strerror}"
    return path


def _place(part: Part, source: str, at: int) -> Span:
    """Return where an image is named, which is the whole part if it is spelt with escapes."""
    if not part.text.startswith(f"]({source}", at):
        return part.span
    return part.locate(at + 2, at + 2 + len(source))

"""The images of a package: the names that their files get beside the decks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from card2anki.anki.reading.media import is_safe_name
from card2anki.render.media import IMAGES

FOLDER = "media"
#: The name that a build gives to an image: with its own name, and a hash of what it shows.
_OWN = re.compile(r"c2a-(?:(?P<stem>[A-Za-z0-9_-]+)-)?[0-9a-f]{12}(?P<ending>\.[a-z]{3,4})")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80


def paths_of(names: Iterable[str]) -> dict[str, str]:
    """Return the path of each image from the folder of its deck, by its name in Anki.

    What its name does not say to be an image is none: a build would take it for something else.
    An image that a build of ours named gets the name it had before, so that the next build
    gives it the same one. Names are safe on every system, and no two are one but for their case.
    """
    paths: dict[str, str] = {}
    asked: Counter[str] = Counter()
    for name in sorted(names):
        wanted = _file_name(name)
        if PurePosixPath(wanted).suffix not in IMAGES:
            continue
        asked[wanted.casefold()] += 1
        number = asked[wanted.casefold()]
        paths[name] = f"{FOLDER}/{wanted}" if number == 1 else f"{FOLDER}/{number}/{wanted}"
    return paths


def _file_name(name: str) -> str:
    if own := _OWN.fullmatch(name):
        return (own["stem"] or "+") + own["ending"]  # "+" is no part of the name a build gives
    path = PurePosixPath(name.replace("\\", "/"))
    ending = _UNSAFE.sub("", path.suffix.lower())[:8]
    stem = _UNSAFE.sub("-", path.name.removesuffix(path.suffix)).strip("-. ")[:_LONGEST]
    return f"{stem}{ending}" if is_safe_name(stem) else f"image-{stem or 'without-name'}{ending}"

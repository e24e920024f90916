"""Tags and deck names that Anki takes as they are.

Anki's importer mangles what it does not like: a tag with a blank falls in two, an empty part
becomes "blank", ``Rating::8`` and ``rating::8`` are one tag. So everything goes through
``valid_tag``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from card2anki.config import PLACEHOLDER

_NO_TAG = re.compile(r'[\s\x00-\x1f\x7f"<>&\[\]]+')
_COLONS = re.compile(r":{2,}")
_CATALOGUE = re.compile(r"(?=[0-9A-Z]*\d)[0-9A-Z]{2,8}---")


def slug(text: str) -> str:
    """Return text as one part of a tag: lower case, words joined by hyphens."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(c if _is_kept(c) else " " for c in folded if c not in "'’")
    return "-".join(kept.split()).strip("-._")


def _is_kept(character: str) -> bool:
    """Keep letters and digits, the marks that some scripts write on letters, and C++, C#, 1.2."""
    return character.isalnum() or character in "+#._" or unicodedata.category(character)[0] == "M"


def valid_tag(text: str) -> str:
    """Return text as a tag that Anki keeps to the letter, "" if nothing of it can be kept."""
    readable = text.encode("utf-8", "ignore").decode()
    parts = unicodedata.normalize("NFC", readable).split("::")
    kept = [_NO_TAG.sub("-", part.strip()).strip("-:") for part in parts]
    return "::".join(part for part in kept if part)


def expand_tags(templates: Sequence[str], values: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Fill templates in, one tag for each value; a tag whose placeholder has none is dropped."""
    tags = {valid_tag(filled) for template in templates for filled in _fill(template, dict(values))}
    return tuple(sorted(tags - {""}))


def _fill(template: str, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    found = PLACEHOLDER.search(template)
    if found is None:
        yield template
        return
    for value in values[found[1]]:
        yield from _fill(
            template.replace(found[0], value.replace("{", "").replace("}", "")), values
        )


def deck_name(template: str, values: Mapping[str, str]) -> str:
    """Fill in the template of a deck's name; a level that comes out empty is dropped."""
    clean = {name: " ".join(value.replace("::", ":").split()) for name, value in values.items()}
    levels = (PLACEHOLDER.sub(lambda found: clean[found[1]], part) for part in template.split("::"))
    named = [_COLONS.sub(":", " ".join(level.replace('"', "'").split())) for level in levels]
    named = [level.strip(": ") for level in named]
    return "::".join(level for level in named if level) or "Default"


def readable_title(name: str) -> str:
    """Make a title of a book's file name; a title that has blanks is left as it is.

    ``2B005---Streaming-Systems_processed`` becomes ``Streaming Systems``: the catalogue
    prefix, ``_processed`` and the separators go, ``_-`` was a colon.
    """
    name = name.strip()
    if " " in name:
        return name
    prefix = _CATALOGUE.match(name)
    bare = name[prefix.end() :] if prefix else name
    bare = bare.removesuffix("_processed").strip("-_ ")
    bare = bare.replace("---", ", ").replace("_-", ": ").replace("-", " ").replace("_", " ")
    return " ".join(bare.split()) or name

"""The names of media files: which ones fields show or play, and which are safe everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

#: A media file that a field or a template shows, and one that it plays.
_SHOWN = re.compile(
    r"""<(?:img|audio|source|object|video)\b[^<>]*?\b(?:src|data)\s*=\s*"""
    r"""(?:"([^"<>]+)"|'([^'<>]+)'|([^"'\s<>]+))""",
    re.IGNORECASE,
)
_PLAYED = re.compile(r"\[sound:([^\[\]]+)\]", re.IGNORECASE)
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
#: What Windows keeps for itself.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def is_safe_name(name: str) -> bool:
    """Say whether a media file's name is one: a name in a folder, on every system."""
    if not name or name != name.strip(" ") or name.endswith(".") or _RESERVED.match(name):
        return False
    return not any(c in '/\\:*?"<>|' or unicodedata.category(c) == "Cc" for c in name)


def media_in(fields: Iterable[str]) -> Iterator[str]:
    """Yield the names of the media files that fields show or play."""
    for field in fields:
        yield from shown_in([field])
        for found in _PLAYED.finditer(field) if "[" in field else ():
            yield unescape(found[1])


def shown_in(fields: Iterable[str]) -> Iterator[str]:
    """Yield the names of the media files that the HTML of fields shows."""
    for field in fields:
        for found in _SHOWN.finditer(field) if "<" in field else ():
            name = unescape(found[1] or found[2] or found[3])
            if not _REMOTE.match(name):
                yield unquote(name)

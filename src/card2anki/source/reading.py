"""Bytes to text. No byte is dropped: what the encoding does not provide for is marked."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from card2anki.model import Source, Span
from card2anki.source.lines import line_bounds

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UNDECODABLE = re.compile("[\udc80-\udcff]+")
#: The character each undecodable byte most likely stood for: files that are not UTF-8 are
#: mostly Windows-1252, whose five holes become U+FFFD.
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def read(path: Path, shown: str | None = None) -> Source:
    """Read a file, ``shown`` being the name it goes by in messages.

    Raises OSError where the disk does.
    """
    return decode(path.read_bytes(), shown or str(path))


def decode(data: bytes, path: str) -> Source:
    """Decode bytes as UTF-8, or as UTF-16 where a byte order mark says so."""
    encoding = _UTF16.get(data[:2], "utf-8")
    if encoding == "utf-8":
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    else:
        text = data[2:].decode(encoding, "replace")
    bad = tuple(Span(*found.span()) for found in _UNDECODABLE.finditer(text))
    if encoding != "utf-8":
        bad = tuple(Span(*found.span()) for found in re.finditer("\ufffd+", text))
    elif bad:
        text = text.translate(_WINDOWS)
    starts = tuple(start for start, _ in line_bounds(text))
    return Source(path, text, starts, encoding, bad)

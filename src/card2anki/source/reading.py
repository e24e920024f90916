"""Bytes to text. No byte is dropped: what the encoding does not provide for is marked."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from pathlib import Path

from card2anki.model import Source, Span
from card2anki.source.lines import line_bounds

#: The byte order marks; that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REPLACED = re.compile("\ufffd+")
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
    """Decode bytes as UTF-8, or as what a byte order mark says."""
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    if encoding == "utf-8":
        text = data.removeprefix(mark).decode(encoding, "surrogateescape")
        bad = _UNDECODABLE.finditer(text)
    else:
        text = data.removeprefix(mark).decode(encoding, "replace")
        bad = _REPLACED.finditer(text)
    undecodable = tuple(Span(*found.span()) for found in bad)
    if undecodable:
        text = text.translate(_WINDOWS)
    return Source(path, text, _line_starts(text), encoding, mark, undecodable)


def encode(source: Source) -> bytes:
    """Return the bytes that a source is read from. It must have nothing undecodable."""
    return source.mark + source.text.encode(source.encoding)


def with_text(source: Source, text: str) -> Source:
    """Return a source with another text, otherwise the same."""
    return replace(source, text=text, line_starts=_line_starts(text), undecodable=())


def _line_starts(text: str) -> tuple[int, ...]:
    return tuple(start for start, _ in line_bounds(text))

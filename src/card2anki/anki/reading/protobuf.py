"""The little of protobuf that packages need: a message to its fields, by number.

https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

from collections.abc import Iterator

Value = int | bytes

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_WIDTHS = {_FIXED64: 8, _FIXED32: 4}
_LONGEST_VARINT = 10


def fields_of(message: bytes) -> Iterator[tuple[int, Value]]:
    """Yield number and value of each field of a message, in order.

    Raises ValueError for what is no message.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield number, value
            continue
        if kind == _BYTES:
            width, at = _varint(message, at)
        elif kind in _WIDTHS:
            width = _WIDTHS[kind]
        else:
            raise ValueError(f"no protobuf: wire type {kind}")
        if at + width > len(message):
            raise ValueError("no protobuf: it ends too early")
        yield number, message[at : at + width]
        at += width


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at an offset, and where it ends."""
    value = 0
    for index, byte in enumerate(message[at : at + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            return value, at + index + 1
    raise ValueError("no protobuf: a number that does not end")


def number_of(message: bytes, field: int) -> int:
    """Return a field that is a number, 0 where it is not there."""
    return next((v for n, v in fields_of(message) if n == field and isinstance(v, int)), 0)


def bytes_of(message: bytes, field: int) -> bytes:
    """Return a field that is bytes, a text or a message; nothing where it is not there."""
    return next((v for n, v in fields_of(message) if n == field and isinstance(v, bytes)), b"")


def text_of(message: bytes, field: int) -> str:
    """Return a field that is a text."""
    return bytes_of(message, field).decode("utf-8", "replace")

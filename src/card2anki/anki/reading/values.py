"""What SQLite and JSON may hold anything of, as what belongs there."""

from __future__ import annotations

import json
from typing import Any


def as_number(value: object) -> int:
    """Return a whole number, 0 for what is none."""
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 20 else 0


def as_text(value: object) -> str:
    """Return a text that can be written to a file: JSON may hold half a character."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    text = "" if value is None else str(value)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def as_bytes(value: object) -> bytes:
    """Return bytes, those of a text in UTF-8."""
    return value if isinstance(value, bytes) else as_text(value).encode()


def json_object(text: str | bytes) -> dict[str, Any]:
    """Return an object in JSON, an empty one for no text.

    Raises ValueError where it is none, RecursionError where it is nested too deeply.
    """
    value = json.loads(text or "{}")
    if not isinstance(value, dict):
        raise ValueError("JSON that is no object")
    return value

"""The codes of javac: words that go from the general to the special, ``cant.apply.symbol``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Value = TypeVar("Value")


def by_code(table: Mapping[str, Value], code: str) -> Value | None:
    """Return what a table has for the longest beginning of a code, without ``compiler.err.``."""
    words = code.removeprefix("compiler.err.").split(".")
    beginnings = (".".join(words[:count]) for count in range(len(words), 0, -1))
    return next((table[one] for one in beginnings if one in table), None)

"""Numbers with their things."""

from __future__ import annotations


def count(number: int, thing: str) -> str:
    """Return a number with its thing in singular or plural."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"

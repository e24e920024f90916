"""What other packages add by entry points; one that is broken is named."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points

from card2anki.errors import UsageError


def plugins(group: str, what: str) -> Iterator[tuple[EntryPoint, object]]:
    """Yield the entry points of a group, by name, and what they name.

    Raises UsageError where one can't be loaded; ``what`` says what it would be.
    """
    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        try:
            loaded = entry.load()
        except Exception as error:  # a module of somebody else may raise anything
            told = f"{type(error).__name__}: {error}"
            raise UsageError(f"{what} of {entry.value!r} can't be loaded: {told}") from error
        yield entry, loaded

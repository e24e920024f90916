"""What fixing or formatting would change, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

import click

from card2anki.model import Source

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def render(before: Source, after: Source, *, colour: bool) -> str:
    """Return the diff of a file, "" where nothing changed."""
    return "".join(_style(line, colour) for line in _lines(before, after))


def _lines(before: Source, after: Source) -> Iterator[str]:
    if before.text == after.text:
        return
    old, new = before.text.splitlines(keepends=True), after.text.splitlines(keepends=True)
    for line in unified_diff(old, new, before.path, after.path):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _style(line: str, colour: bool) -> str:
    return click.style(line, fg=_COLOURS.get(line[0])) if colour else line

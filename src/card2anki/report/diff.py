"""What fixing or formatting would change, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

import click

from card2anki.model import Source
from card2anki.report.characters import legible, legible_tabbed

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_HEADER = 2


def render(before: Source, after: Source, *, colour: bool) -> str:
    """Return the diff of a file, "" where nothing changed.

    Without colour it is what ``patch`` takes; with it, what can't be seen is spelled out.
    """
    lines = _lines(before, after)
    if colour:
        lines = (_coloured(line, number) for number, line in enumerate(lines))
    return "".join(f"{line}\n" for line in lines)


def _lines(before: Source, after: Source) -> Iterator[str]:
    if before.text == after.text:
        return
    old, new = (source.text.split("\n") for source in (before, after))
    names = legible(before.path), legible(after.path)
    yield from unified_diff(_ended(old), _ended(new), *names, lineterm="")


def _ended(lines: list[str]) -> list[str]:
    r"""Return lines as a diff has them: only a last one without a line break says so.

    Lines end with ``\n`` and nothing else, as they do for ``patch``.
    """
    *ended, last = lines
    return [*ended, f"{last}\n\\ No newline at end of file"] if last else ended


def _coloured(line: str, number: int) -> str:
    """Return a line as a terminal shows it, without what a terminal would act upon."""
    shown = "\n".join(legible_tabbed(part.removesuffix("\r")) for part in line.split("\n"))
    if number < _HEADER:
        return click.style(shown, bold=True)
    fg = _COLOURS.get(line[0])
    return click.style(shown, fg=fg) if fg else shown

"""What several commands share: the paths, the configuration, the progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

#: A progress bar is drawn for this many files or more.
_MANY_FILES = 20

paths_argument = click.argument("paths", nargs=-1, metavar="[PATHS]...")
config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take the settings from this file, not from the nearest pyproject.toml or card2anki.toml.",
)
format_option = click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs.",
)


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Draw a progress bar on long work if the terminal is watched; yield what advances it."""
    if total < _MANY_FILES or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    # No thread that refreshes: worker processes are forked while the bar is drawn.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(label, total=total)

        def advance() -> None:
            bar.advance(task)
            bar.refresh()

        yield advance

"""What several commands share: the paths, the configuration, the progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from card2anki.model import Severity

if TYPE_CHECKING:
    from card2anki.linting.repair import Repair

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])
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
lock_option = click.option(
    "--lock",
    "lock_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The lock file, which keeps who each card is.  [default: card2anki.lock beside the decks]",
)
SEVERITIES = tuple(severity.value for severity in Severity)
stdin_option = click.option(
    "--stdin-filename",
    metavar="NAME",
    help="Read the deck from the standard input, under this name.",
)
require_option = click.option(
    "--require",
    metavar="TOOL",
    multiple=True,
    help="Exit with 2 where there is code for this tool and it is missing: javac. Can be repeated.",
)


def selectors_option(name: str, text: str) -> Callable[[_Decorated], _Decorated]:
    """Return an option for rules, which takes a list with commas and can be repeated."""

    def split(
        context: click.Context, option: click.Parameter, values: tuple[str, ...]
    ) -> tuple[str, ...]:
        rules = tuple(s for value in values for one in value.split(",") if (s := one.strip()))
        if values and not rules:
            raise click.BadParameter("it names no rule")
        return rules

    return click.option(name, metavar="RULES", multiple=True, callback=split, help=text)


def wants_colour() -> bool:
    """Say whether what is printed should be coloured: NO_COLOR, FORCE_COLOR, a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def wants_github() -> bool:
    """Say whether this runs in GitHub Actions, where findings become annotations."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def echo_diffs(repairs: Iterable[Repair]) -> None:
    """Print what would change, coloured where that is wanted."""
    from card2anki.report.diff import render

    colour = wants_colour()
    for repair in repairs:
        click.echo(render(repair.before, repair.after, colour=colour), nl=False, color=colour)


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

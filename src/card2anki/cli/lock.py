"""``card2anki lock``: who each card is, without a build."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from card2anki.cli.options import (
    config_option,
    format_option,
    lock_option,
    paths_argument,
    progress,
)
from card2anki.errors import UsageError

if TYPE_CHECKING:
    from card2anki.identifying import Identified

#: What --explain means without a place: all cards.
_ALL = "all"


@click.command()
@paths_argument
@click.option("--check", is_flag=True, help="Write nothing and exit with 1 if the lock is stale.")
@click.option(
    "--explain",
    is_flag=False,
    flag_value=_ALL,
    metavar="[FILE:LINE]",
    help="Say why each card, or the one there, has its identity; write nothing.",
)
@lock_option
@format_option
@config_option
@click.pass_context
def lock(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    check: bool,
    explain: str | None,
    lock_file: Path | None,
    output_format: str,
    config_file: Path | None,
) -> None:
    """Bring card2anki.lock up to date, and resolve a merge conflict in it.

    PATHS are files and folders; without any, decks/. 'build' does the same and builds packages;
    only this command reads a lock with a conflict, so that nothing is built of half a merge.
    """
    from card2anki.anki.notes import Choice
    from card2anki.building import draft_file
    from card2anki.identifying import find_lock, identified, write_lock_of
    from card2anki.pipeline import each_file, prepare
    from card2anki.report.lock import new_line, stale_lines

    if check and explain:
        raise click.UsageError("--check and --explain are two things: ask for one")
    place = _place(explain)
    run = prepare(paths, config_file)
    file = find_lock(run, lock_file)
    with progress("reading", len(run.files)) as advance:
        drafts = each_file(run, partial(draft_file, Choice()), advance)
        notes = [note for draft in drafts for note in draft.notes]
    who = identified(notes, run, file, resolve=True)
    if not who.packed:
        raise UsageError("there is no card")
    if explain:
        _explain(who, place, output_format)
        return
    if check and who.is_lock_changed:
        for line in stale_lines(file, who.lock_before, who.lock_after):
            click.echo(line, err=True)
        if output_format == "json":
            _tell(who, file, output_format)
        context.exit(1)
    if not check and who.is_lock_changed:
        write_lock_of(who, file)
    _tell(who, file, output_format)
    if who.stored is None and not check:
        click.echo(f"{new_line(file)}; if there was one before, restore that instead", err=True)


def _place(explain: str | None) -> tuple[Path, int] | None:
    """Read ``FILE:LINE``; None where all cards are meant."""
    if explain is None or explain == _ALL:
        return None
    found = re.fullmatch(r"(.+?):(\d+)(?::\d+)?", explain)
    if not found:
        raise UsageError(f"--explain: {explain!r} is not FILE:LINE; write PATHS before --explain")
    return Path(found[1]), int(found[2])


def _explain(who: Identified, place: tuple[Path, int] | None, output_format: str) -> None:
    from card2anki.report.lock import explained, explained_at, explained_json, explained_lines

    cards = explained(who.packed, who.matched)
    if place:
        cards = explained_at(cards, *place)
        if not cards:
            raise UsageError(f"{place[0]}:{place[1]}: no card of this run begins there or above")
    if output_format == "json":
        click.echo(explained_json(cards), nl=False)
        return
    for line in explained_lines(cards):
        click.echo(line)


def _tell(who: Identified, file: Path, output_format: str) -> None:
    from card2anki.report.counts import count
    from card2anki.report.lock import lock_json, lock_lines, shown

    if output_format == "json":
        click.echo(lock_json(file, who.lock_before, who.lock_after), nl=False)
        return
    for line in lock_lines(file, who.lock_before, who.lock_after):
        click.echo(line)
    state = "brought up to date" if who.is_lock_changed else "up to date"
    retired = sum(one.retired is not None for one in who.lock_after.values())
    there = count(len(who.lock_after) - retired, "card")
    click.echo(f"{shown(file)}: {there}, {retired:,} retired; {state}", err=True)

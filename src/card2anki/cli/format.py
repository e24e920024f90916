"""``card2anki format``: one canonical layout of the decks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from card2anki.cli.options import (
    config_option,
    echo_diffs,
    paths_argument,
    progress,
    stdin_option,
)

if TYPE_CHECKING:
    from card2anki.formatting.formatter import Formatted
    from card2anki.linting.repair import Repair


@click.command("format")
@paths_argument
@click.option("--check", is_flag=True, help="Say which files would change, and change nothing.")
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
@stdin_option
@config_option
@click.pass_context
def format_decks(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    check: bool,
    diff: bool,
    quiet: bool,
    stdin_filename: str | None,
    config_file: Path | None,
) -> None:
    """Give the decks one layout, without a change to any card.

    PATHS are files and folders; without any, decks/. With --check and --diff, exits with 1
    where something would change; with 2 where a file had to be left alone.
    """
    if stdin_filename is None:
        done = _format_files(paths, config_file)
    else:
        done = _format_stdin(stdin_filename, paths, config_file)
    changed = [one.repair for one in done if one.repair.is_changed]
    problems = {one.repair.before.path: one.problem for one in done if one.problem}
    if diff:
        echo_diffs(changed)
    elif check:
        for repair in changed:
            click.echo(f"would reformat: {repair.before.path}")
    elif stdin_filename is None:
        problems |= _write(changed)
    else:
        _print(done[0])
    for path, problem in problems.items():
        click.echo(f"card2anki: error: {path}: {problem}", err=True)
    only_said = check or diff
    if not quiet and (stdin_filename is None or only_said):
        click.echo(_summary(done, problems, only_said=only_said), err=True)
    context.exit(2 if problems else int(only_said and bool(changed)))


def _format_files(paths: Sequence[str], config_file: Path | None) -> list[Formatted]:
    from card2anki.formatting.formatter import format_file
    from card2anki.pipeline import each_file, prepare

    run = prepare(paths, config_file)
    with progress("formatting", len(run.files)) as advance:
        return list(each_file(run, format_file, advance))


def _format_stdin(name: str, paths: Sequence[str], config_file: Path | None) -> list[Formatted]:
    from card2anki.formatting.formatter import format_source
    from card2anki.pipeline import prepare_stdin

    _, source = prepare_stdin(name, paths, config_file, sys.stdin.buffer.read())
    return [format_source(source)]


def _write(changed: Sequence[Repair]) -> dict[str, str]:
    """Write the files that changed; return why others were not written, by path."""
    from card2anki.checking import write_repairs

    return write_repairs(changed)


def _print(formatted: Formatted) -> None:
    """Print a deck in its own encoding, its line ends as they are."""
    from card2anki.source.reading import encode

    if not formatted.problem:
        sys.stdout.buffer.write(encode(formatted.repair.after))


def _summary(done: Sequence[Formatted], problems: dict[str, str], *, only_said: bool) -> str:
    """Say what became of how many files: ``1 file reformatted, 5 files left unchanged``."""
    from card2anki.report.counts import count

    settled = [one.repair for one in done if one.repair.before.path not in problems]
    changed = sum(repair.is_changed for repair in settled)
    verb = "would be reformatted" if only_said else "reformatted"
    kept = "would be left unchanged" if only_said else "left unchanged"
    parts = (
        (changed, verb),
        (len(settled) - changed, kept),
        (len(problems), "could not be formatted"),
    )
    return ", ".join(f"{count(number, 'file')} {what}" for number, what in parts if number)

"""``card2anki build``: packages for Anki."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
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
    require_option,
)
from card2anki.errors import UsageError

if TYPE_CHECKING:
    from card2anki.anki.outcome import BuiltPackage, LeftOut
    from card2anki.identifying import Identified
    from card2anki.report.check import CheckReport


@click.command()
@paths_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="The folder for the packages, or one .apkg file.",
)
@click.option("--single", is_flag=True, help="Pack all books into one file.")
@click.option(
    "--min-rating",
    type=click.IntRange(1, 10),
    metavar="N",
    help="Leave out cards rated below N/10, and cards without a rating.",
)
@click.option("--tag", "tags", multiple=True, metavar="T", help="Give every card this tag, too.")
@click.option("--strict", is_flag=True, help="Build nothing if 'card2anki check' finds an error.")
@click.option("--dry-run", is_flag=True, help="Do everything, but write nothing.")
@click.option("--locked", is_flag=True, help="Write nothing and exit with 1 if the lock is stale.")
@lock_option
@require_option
@format_option
@config_option
def build(
    paths: tuple[str, ...],
    output: Path,
    single: bool,
    min_rating: int | None,
    tags: tuple[str, ...],
    strict: bool,
    dry_run: bool,
    locked: bool,
    lock_file: Path | None,
    require: tuple[str, ...],
    output_format: str,
    config_file: Path | None,
) -> None:
    """Build Anki packages: one .apkg for each book.

    PATHS are files and folders; without any, decks/. Import the packages with a double click;
    import a newer build the same way: cards that changed are updated, no review is lost. Commit
    card2anki.lock, which appears beside the decks: it is what makes that so.
    """
    from card2anki.anki.notes import Choice
    from card2anki.anki.tags import valid_tag
    from card2anki.building import Output, draft_and_lint, write_packages
    from card2anki.checking import conclude, report_of
    from card2anki.identifying import find_lock, identified
    from card2anki.pipeline import each_file, prepare
    from card2anki.report.build import error_lines, totals
    from card2anki.report.lock import lost_lines, stale_lines

    start = time.perf_counter()
    wanted = [valid_tag(tag) for tag in tags]
    if "" in wanted:
        raise click.BadParameter(f"{tags[wanted.index('')]!r} is no tag", param_hint="--tag")
    run = prepare(paths, config_file).requiring(require)
    lock = find_lock(run, lock_file)
    work = partial(draft_and_lint, Choice(min_rating, tuple(wanted)))
    with progress("building", len(run.files)) as advance:
        done = list(each_file(run, work, advance))
    drafts = [draft for draft, _ in done]
    report = report_of(run, conclude(run, [linted for _, linted in done]))
    if strict:
        _refuse(error_lines(report))
    who = identified([note for draft in drafts for note in draft.notes], run, lock)
    left_out = [card for draft in drafts for card in draft.left_out]
    if locked and who.is_lock_changed:
        if output_format == "json":
            _tell_json([], left_out, lock, who)
        _refuse(stale_lines(lock, who.lock_before, who.lock_after))
    packages = write_packages(drafts, who, Output(output, single), lock, dry_run=dry_run)
    if not who.lock_before:
        for line in lost_lines(lock, packages, is_new=who.stored is None, dry_run=dry_run):
            click.echo(line, err=True)
    if output_format == "json":
        _tell_json(packages, left_out, lock, who)
    else:
        _tell_text(report, packages, left_out, lock, who)
        verb = "would be written" if dry_run else "written"
        click.echo(totals(report, packages, verb, time.perf_counter() - start))
    if not packages:
        raise UsageError("there is no card to pack")


def _tell_text(
    report: CheckReport,
    packages: Sequence[BuiltPackage],
    left_out: Sequence[LeftOut],
    lock: Path,
    who: Identified,
) -> None:
    from card2anki.report.build import build_lines
    from card2anki.report.lock import lock_lines

    for line in build_lines(report, left_out, packages):
        click.echo(line)
    for line in lock_lines(lock, who.lock_before, who.lock_after):
        click.echo(line)


def _tell_json(
    packages: Iterable[BuiltPackage], left_out: Iterable[LeftOut], lock: Path, who: Identified
) -> None:
    from card2anki.report.json import build_json
    from card2anki.report.lock import lock_data

    data = lock_data(lock, who.lock_before, who.lock_after)
    click.echo(build_json(packages, left_out, data), nl=False)


def _refuse(reasons: Iterable[str]) -> None:
    """Print why nothing is built and end with 1; go on where there is no reason."""
    told = list(reasons)
    for line in told:
        click.echo(line, err=True)
    if told:
        raise SystemExit(1)

"""``card2anki check``: what is wrong with the cards, and the mending of it."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from card2anki.cli.options import (
    SEVERITIES,
    config_option,
    paths_argument,
    progress,
    selectors_option,
    stdin_option,
    wants_colour,
    wants_github,
)

if TYPE_CHECKING:
    from card2anki.checking import Checked
    from card2anki.model import Safety, Source
    from card2anki.pipeline import Run
    from card2anki.report.check import CheckReport

#: As in card2anki.report.check, which is not imported for --help.
FORMATS = ("text", "concise", "json", "github", "sarif", "junit", "gitlab", "rdjson")
_file = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class _Options:
    """The options of a check, as click gives them."""

    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    output_format: str | None
    output_file: Path | None
    reports: tuple[tuple[str, Path], ...]
    statistics: bool
    show: str | None
    fail_on: str | None
    exit_zero: bool
    quiet: bool
    baseline: Path | None
    write_baseline: Path | None

    @property
    def wanted(self) -> Safety:
        """Return which fixes are wanted."""
        from card2anki.model import Safety

        return Safety.UNSAFE if self.unsafe_fixes else Safety.SAFE


def _reports(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, Path], ...]:
    """Read ``FORMAT=FILE``."""
    read = []
    for value in values:
        name, _, file = value.partition("=")
        if name not in FORMATS or not file:
            forms = ", ".join(FORMATS)
            raise click.BadParameter(f"{value!r} is not FORMAT=FILE; the formats are {forms}")
        read.append((name, Path(file)))
    return tuple(read)


@click.command()
@paths_argument
@selectors_option("--select", "Only these rules: codes, prefixes of codes, or names.")
@selectors_option("--extend-select", "These rules, too.")
@selectors_option("--ignore", "Not these rules.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, then check.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix, --diff: what may be wrong, too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    help="The form of the findings.  [default: text; github in GitHub Actions]",
)
@click.option("-o", "--output-file", type=_file, help="Write the findings to this file.")
@click.option(
    "--report",
    "reports",
    metavar="FORMAT=FILE",
    multiple=True,
    callback=_reports,
    help="Also write the findings to a file, in this form; can be repeated.",
)
@click.option("--statistics", is_flag=True, help="Count what each rule finds, instead.")
@click.option(
    "--show", type=click.Choice(SEVERITIES), help="The least that is printed.  [default: warning]"
)
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="The least that fails.  [default: warning]"
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("-q", "--quiet", is_flag=True, help="Print the findings and nothing else.")
@click.option("--baseline", type=_file, help="Say nothing of the findings this file lists.")
@click.option("--write-baseline", type=_file, help="List today's findings in this file.")
@stdin_option
@config_option
@click.pass_context
def check(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    config_file: Path | None,
    **given: Any,
) -> None:
    """Say what is wrong with the cards, and mend it with --fix.

    PATHS are files and folders; without any, decks/. Exits with 1 where there is a finding
    as heavy as --fail-on or heavier, with 2 where something could not be done.
    """
    from card2anki.linting.selection import select
    from card2anki.pipeline import prepare, prepare_stdin

    options = _Options(**given)
    sources: list[Source] | None = None
    if stdin_filename is None:
        run = prepare(paths, config_file)
    else:
        run, source = prepare_stdin(stdin_filename, paths, config_file, sys.stdin.buffer.read())
        sources = [source]
    run = run.with_lint(options.select, options.extend_select, options.ignore)
    select(run.config.lint)  # a name that nothing goes by is said before any work
    checked = _check(run, sources, options)
    if options.diff:
        context.exit(_show_diff(checked) and not options.exit_zero)
    context.exit(_conclude(run, checked, options, from_stdin=sources is not None))


def _check(run: Run, sources: list[Source] | None, options: _Options) -> Checked:
    from card2anki import checking

    with progress("checking", len(run.files)) as advance:
        if not (options.fix or options.diff):
            return checking.check(run, sources, advance)
        return checking.check_and_mend(run, sources, options.wanted, advance)


def _show_diff(checked: Checked) -> bool:
    from card2anki.report.diff import render

    for repair in checked.repairs:
        text = render(repair.before, repair.after, colour=wants_colour())
        click.echo(text, nl=False, color=wants_colour())
    return any(repair.is_changed for repair in checked.repairs)


def _conclude(run: Run, checked: Checked, options: _Options, *, from_stdin: bool) -> int:
    """Write what is to be written, say what was found; return the exit code."""
    from card2anki.checking import failures, report_of, write_baseline_of, write_repairs

    unwritten: dict[str, str] = {}
    if options.fix and from_stdin:
        click.echo(checked.repairs[0].after.text, nl=False)
    elif options.fix:
        unwritten = write_repairs(checked.repairs)
    report = report_of(run, checked, options.baseline, options.show, options.fail_on)
    if options.write_baseline:
        listed = write_baseline_of(checked, options.write_baseline, report.fail_on)
        if not options.quiet:
            click.echo(f"{options.write_baseline}: findings listed: {listed:,}", err=True)
        return 0
    _write(report, options, to_stderr=options.fix and from_stdin)
    if not options.quiet:
        _sum_up(checked, report, unwritten, options.wanted if options.fix else None)
    for path, reason in unwritten.items():
        click.echo(f"card2anki: error: {path}: {reason}", err=True)
    if unwritten or failures(checked.files):
        return 2
    return int(report.fails and not options.exit_zero)


def _write(report: CheckReport, options: _Options, *, to_stderr: bool) -> None:
    from card2anki.report.check import renderer
    from card2anki.staging import Staging

    name = options.output_format or ("github" if wants_github() else "text")
    name = "statistics" if options.statistics else name
    files = [*options.reports, *([(name, options.output_file)] if options.output_file else [])]
    with Staging() as staging:
        for form, file in files:
            staging.write(file, renderer(form)(report).encode())
    if not options.output_file:
        coloured = replace(report, colour=wants_colour() and not to_stderr)
        text = renderer(name)(coloured)
        click.echo(text, nl=False, err=to_stderr, color=coloured.colour)


def _sum_up(
    checked: Checked, report: CheckReport, unwritten: Collection[str], tried: Safety | None
) -> None:
    from card2anki.report.summary import mending, total

    written = [repair for repair in checked.repairs if repair.before.path not in unwritten]
    for line in (*mending(written), *total(report, tried)):
        click.echo(line, err=True)

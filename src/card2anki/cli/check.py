"""``card2anki check``: what is wrong with the cards, and the mending of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from card2anki.cli.options import (
    SEVERITIES,
    config_option,
    echo_diffs,
    paths_argument,
    progress,
    require_option,
    selectors_option,
    stdin_option,
    wants_colour,
    wants_github,
)
from card2anki.errors import UsageError
from card2anki.report import FORMATS

if TYPE_CHECKING:
    from card2anki.checking import Checked
    from card2anki.model import Safety, Source
    from card2anki.pipeline import Run
    from card2anki.report.check import CheckReport

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
    require: tuple[str, ...]

    @property
    def outputs(self) -> list[Path]:
        """Return the files that are to be written."""
        named = [self.output_file, self.write_baseline]
        return [*(file for _, file in self.reports), *(file for file in named if file)]

    def check(self) -> None:
        """Raise UsageError for options that exclude each other."""
        asks = {
            "--diff": self.diff,
            "--write-baseline": self.write_baseline,
            "--statistics": self.statistics,
        }
        reports = {
            "--output-format": self.output_format,
            "--output-file": self.output_file,
            "--report": self.reports,
        }
        asked = [name for name, value in asks.items() if value]
        reported = [name for name, value in reports.items() if value]
        if asked == ["--statistics"]:
            reported = [name for name in reported if name == "--output-format"]
        if len(asked) > 1 or (asked and reported):
            raise UsageError(f"{asked[0]} and {[*asked[1:], *reported][0]} exclude each other")

    def check_outputs(self, run: Run) -> None:
        """Raise UsageError for a report in the place of a deck, or of another report."""
        taken = {file.resolve() for file in run.files}
        for file in self.outputs:
            if file.resolve() in taken:
                raise UsageError(f"{file}: a deck, or another report, is written there")
            taken.add(file.resolve())

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


def _place(
    context: click.Context, option: click.Parameter, value: str | None
) -> tuple[str, int] | None:
    """Read ``FILE:LINE``; a column behind it, as findings have one, is ignored."""
    if value is None:
        return None
    found = re.fullmatch(r"(.+?):(\d+)(?::\d+)?", value)
    if not found:
        raise click.BadParameter(f"{value!r} is not FILE:LINE")
    return found[1], int(found[2])


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
@click.option(
    "--explain-java",
    metavar="FILE:LINE",
    callback=_place,
    help="Say why Java at that line is found right or wrong, and nothing else.",
)
@require_option
@stdin_option
@config_option
@click.pass_context
def check(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    config_file: Path | None,
    explain_java: tuple[str, int] | None,
    **given: Any,
) -> None:
    """Say what is wrong with the cards, and mend it with --fix.

    PATHS are files and folders; without any, decks/. Exits with 1 where there is a finding
    as heavy as --fail-on or heavier, with 2 where something could not be done.
    """
    from card2anki.linting.selection import select
    from card2anki.pipeline import prepare, prepare_stdin

    if explain_java:
        _check_alone(context)
        _explain_java(*explain_java, config_file)
        return
    options = _Options(**given)
    options.check()
    data: bytes | None = None
    sources: list[Source] | None = None
    if stdin_filename is None:
        run = prepare(paths, config_file)
    else:
        data = sys.stdin.buffer.read()
        run, source = prepare_stdin(stdin_filename, paths, config_file, data)
        sources = [source]
    run = run.with_lint(options.select, options.extend_select, options.ignore)
    run = run.requiring(options.require)
    options.check_outputs(run)
    select(run.config.lint)  # a name that nothing goes by is said before any work
    checked = _check(run, sources, options)
    if options.diff:
        echo_diffs(checked.repairs)
        changes = any(repair.is_changed for repair in checked.repairs)
        context.exit(int(changes and not options.exit_zero))
    context.exit(_conclude(run, checked, options, data))


def _check_alone(context: click.Context) -> None:
    """Raise UsageError for what is given beside --explain-java and has no effect then."""
    for option in context.command.params:
        name = option.name or ""
        is_given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if is_given and name not in ("explain_java", "config_file"):
            told = "other files" if name == "paths" else option.opts[0]
            raise UsageError(f"--explain-java takes no {told}")


def _explain_java(file: str, line: int, config_file: Path | None) -> None:
    from card2anki.explaining import explain_java
    from card2anki.pipeline import prepare
    from card2anki.report.characters import legible

    for told in explain_java(prepare([file], config_file), line):
        click.echo(legible(told))


def _check(run: Run, sources: list[Source] | None, options: _Options) -> Checked:
    from card2anki import checking

    with progress("checking", len(run.files)) as advance:
        if not (options.fix or options.diff):
            return checking.check(run, sources, advance)
        return checking.check_and_mend(run, sources, options.wanted, advance)


def _conclude(run: Run, checked: Checked, options: _Options, data: bytes | None) -> int:
    """Write what is to be written, say what was found; return the exit code.

    ``data`` is what the standard input held, if the deck came from there.
    """
    from card2anki.checking import failures, report_of, write_repairs
    from card2anki.source.reading import encode

    unwritten = write_repairs(checked.repairs) if options.fix and data is None else {}
    is_broken = bool(unwritten or failures(checked.files))
    if options.write_baseline and not is_broken:
        return _write_baseline(run, checked, options.write_baseline, options)
    report = report_of(run, checked, options.baseline, options.show, options.fail_on)
    report = replace(report, tried=options.wanted if options.fix else None)
    if options.fix and data is not None:
        (repair,) = checked.repairs
        sys.stdout.buffer.write(encode(repair.after) if repair.is_changed else data)
        sys.stdout.buffer.flush()
    _write(report, options, to_stderr=options.fix and data is not None)
    if not options.quiet:
        _sum_up(checked, report, unwritten)
    for path, reason in unwritten.items():
        click.echo(f"card2anki: error: {path}: {reason}", err=True)
    if is_broken:
        return 2
    return int(report.fails and not options.exit_zero)


def _write_baseline(run: Run, checked: Checked, file: Path, options: _Options) -> int:
    from card2anki.checking import write_baseline_of

    listed = write_baseline_of(run, checked, file, options.fail_on)
    if not options.quiet:
        click.echo(f"{file}: findings listed: {listed:,}", err=True)
    return 0


def _write(report: CheckReport, options: _Options, *, to_stderr: bool) -> None:
    from card2anki.report.check import renderer
    from card2anki.staging import Staging

    name = options.output_format or ("github" if wants_github() else "text")
    name = "statistics" if options.statistics else name
    files = [*options.reports, *([(name, options.output_file)] if options.output_file else [])]
    with Staging() as staging:
        for form, file in files:
            staging.write(file, [renderer(form)(report).encode()])
    if not options.output_file:
        coloured = replace(report, colour=wants_colour() and not to_stderr)
        text = renderer(name)(coloured)
        click.echo(text, nl=False, err=to_stderr, color=coloured.colour)


def _sum_up(checked: Checked, report: CheckReport, unwritten: Collection[str]) -> None:
    from card2anki.report.summary import mending, total

    written = [repair for repair in checked.repairs if repair.before.path not in unwritten]
    for line in (*mending(written), *total(report)):
        click.echo(line, err=True)

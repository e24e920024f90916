"""``card2anki check``: what is wrong with the cards."""

from __future__ import annotations

from pathlib import Path

import click

from card2anki.cli.options import config_option, format_option, paths_argument, progress


@click.command()
@paths_argument
@format_option
@config_option
@click.pass_context
def check(
    context: click.Context, paths: tuple[str, ...], output_format: str, config_file: Path | None
) -> None:
    """Say what is wrong with the cards.

    PATHS are files and folders; without any, decks/. Prints a line for each finding:
    path:line:column: CODE message. Exits with 1 where there is an error or a warning;
    infos never fail.
    """
    from card2anki.model import Severity
    from card2anki.pipeline import check_file, each_file, prepare

    run = prepare(paths, config_file)
    with progress("checking", len(run.files)) as advance:
        checked = list(each_file(run, check_file, advance))
    if output_format == "json":
        from card2anki.report.json import findings_json

        click.echo(findings_json(checked))
    else:
        from card2anki.report.text import check_lines, check_total

        for line in check_lines(checked):
            click.echo(line)
        click.echo(check_total(checked), err=True)
    severities = {finding.severity for file in checked for _, finding in file.findings}
    context.exit(int(bool(severities - {Severity.INFO})))

"""``card2anki diff``: what a learner would see change."""

from __future__ import annotations

from pathlib import Path

import click

from card2anki.cli.options import config_option, lock_option, progress, wants_colour


@click.command()
@click.argument("arguments", nargs=-1, metavar="[OLD] [PATHS]...")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, markdown for a pull request.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where a card differs.")
@lock_option
@config_option
@click.pass_context
def diff(
    context: click.Context,
    /,
    arguments: tuple[str, ...],
    output_format: str,
    exit_code: bool,
    lock_file: Path | None,
    config_file: Path | None,
) -> None:
    """Show which cards are new, changed, moved, retagged and retired.

    OLD is a package, a lock file or a revision of git: HEAD where it is left out and there is a
    repository, else card2anki.lock. PATHS are files and folders; without any, decks/. Compared is
    what a learner reads, card by card: neither layout nor order counts.
    """
    from card2anki.diffing.sides import differences, old_side
    from card2anki.diffing.since import Named
    from card2anki.pipeline import prepare
    from card2anki.report.differences import diff_json, diff_lines, diff_markdown

    old = old_side(arguments[0]) if arguments else None
    paths = arguments[1:] if old else arguments
    run = prepare(paths, config_file)
    with progress("comparing", len(run.files)) as advance:
        found = differences(old, run, Named(paths, config_file, lock_file), advance)
    if output_format == "json":
        click.echo(diff_json(found), nl=False)
    elif output_format == "markdown":
        click.echo(diff_markdown(found), nl=False)
    else:
        colour = wants_colour()
        for line in diff_lines(found, colour=colour):
            click.echo(line, color=colour)
    context.exit(int(exit_code and bool(found.cards)))

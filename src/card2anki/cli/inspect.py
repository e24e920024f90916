"""``card2anki inspect``: what a package holds."""

from __future__ import annotations

from pathlib import Path

import click

from card2anki.cli.options import format_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.apkg")
@format_option
@click.pass_context
def inspect(context: click.Context, /, file: Path, output_format: str) -> None:
    """Show what an .apkg or .colpkg file holds, and what is wrong with it.

    Decks, note types, tags and media with their numbers; notes with one GUID, cards that show
    nothing, media that are missing or damaged, tags that Anki would change, empty decks. The
    package may be anyone's. Exits with 1 where there is a problem.
    """
    from card2anki.anki.reading.inspection import inspect_package
    from card2anki.anki.reading.package import open_package
    from card2anki.report.inspect import inspect_json, inspect_lines

    with open_package(file) as package:
        found = inspect_package(package)
    if output_format == "json":
        click.echo(inspect_json(str(file), found), nl=False)
    else:
        for line in inspect_lines(str(file), found):
            click.echo(line)
    context.exit(int(bool(found.problems)))

"""``card2anki import``: a package back to source files."""

from __future__ import annotations

from pathlib import Path

import click

from card2anki.cli.options import config_option, format_option


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.apkg")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The .md file to write, or the folder for a file from each deck.",
)
@click.option("--force", is_flag=True, help="Write over files that are there.")
@click.option("--dry-run", is_flag=True, help="Do everything, but write nothing.")
@format_option
@config_option
def import_package(
    file: Path,
    output: Path,
    force: bool,
    dry_run: bool,
    output_format: str,
    config_file: Path | None,
) -> None:
    """Write the notes of a package as source files.

    Notes that card2anki built become the cards they were built from; card2anki.lock gets who
    they are, so that the next build updates them and doubles none. Basic and cloze notes of
    other people come as well as they go: what the format can't hold is named.
    """
    from card2anki.anki.reading.package import open_package
    from card2anki.config import find_config, read_config
    from card2anki.importing.planning import folder_of, plan_import
    from card2anki.importing.writing import lock_of, write_import
    from card2anki.report.imported import import_json, import_lines

    config = read_config(config_file) if config_file else find_config(folder_of(output))
    with open_package(file) as package:
        plan = plan_import(package, output, config)
        lock = lock_of(output, config)
        done = write_import(plan, package, lock, force=force, dry_run=dry_run)
    if output_format == "json":
        click.echo(import_json(done), nl=False)
    else:
        for line in import_lines(done, dry_run=dry_run):
            click.echo(line)

"""``card2anki doctor``: what is installed, and what is missing."""

from __future__ import annotations

from pathlib import Path

import click

from card2anki.cli.options import config_option, format_option, wants_colour


@click.command()
@format_option
@config_option
def doctor(output_format: str, config_file: Path | None) -> None:
    """Say what is installed, and the commands that bring the rest.

    Exits with 0 whatever is missing: all of it can be done without.
    """
    from card2anki.doctor import examine
    from card2anki.report.doctor import doctor_json, doctor_text

    health = examine(Path.cwd(), config_file)
    if output_format == "json":
        click.echo(doctor_json(health), nl=False)
    else:
        colour = wants_colour()
        click.echo(doctor_text(health, colour=colour), nl=False, color=colour)

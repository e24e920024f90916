"""``card2anki cards``: what was parsed."""

from __future__ import annotations

from pathlib import Path

import click

from card2anki.cli.options import config_option, format_option, paths_argument, progress


@click.command()
@paths_argument
@format_option
@config_option
def cards(paths: tuple[str, ...], output_format: str, config_file: Path | None) -> None:
    """Show the cards that were read, with their lines.

    PATHS are files and folders; without any, decks/.
    """
    from card2anki.pipeline import load, prepare

    run = prepare(paths, config_file)
    decks = []
    with progress("reading", len(run.files)) as advance:
        for file in run.files:
            decks.append(load(file))
            advance()
    if output_format == "json":
        from card2anki.report.json import cards_json

        click.echo(cards_json(decks), nl=False)
    else:
        from card2anki.report.cards import card_lines
        from card2anki.report.counts import count

        for line in card_lines(decks):
            click.echo(line)
        total = sum(len(deck.cards) for deck in decks)
        click.echo(f"{count(total, 'card')} in {count(len(decks), 'file')}", err=True)

"""``card2anki cards``: what was parsed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from card2anki.cli.options import config_option, format_option, paths_argument, progress

if TYPE_CHECKING:
    from card2anki.model import Deck


@click.command()
@paths_argument
@format_option
@click.option(
    "--ast",
    "with_trees",
    is_flag=True,
    help="Show how each snippet of pseudocode was read: its statements, line by line.",
)
@config_option
def cards(
    paths: tuple[str, ...], output_format: str, with_trees: bool, config_file: Path | None
) -> None:
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

        click.echo(cards_json(decks, with_trees), nl=False)
    elif with_trees:
        _show_trees(decks)
    else:
        _show_cards(decks)


def _show_cards(decks: Sequence[Deck]) -> None:
    from card2anki.report.cards import card_lines
    from card2anki.report.counts import count

    for line in card_lines(decks):
        click.echo(line)
    total = sum(len(deck.cards) for deck in decks)
    click.echo(f"{count(total, 'card')} in {count(len(decks), 'file')}", err=True)


def _show_trees(decks: Sequence[Deck]) -> None:
    from card2anki.report.counts import count
    from card2anki.report.trees import LANGUAGE, tree_lines

    for line in tree_lines(decks):
        click.echo(line)
    snippets = [one for deck in decks for card in deck.cards for one in card.snippets]
    total = sum(one.language == LANGUAGE for one in snippets)
    told = f"{count(total, 'snippet')} of {LANGUAGE} in {count(len(decks), 'file')}"
    click.echo(told, err=True)

"""``card2anki rule``: what the rules are, and why."""

from __future__ import annotations

import click

from card2anki.cli.options import format_option


@click.command()
@click.argument("names", nargs=-1, metavar="[RULES]...")
@format_option
def rule(names: tuple[str, ...], output_format: str) -> None:
    """Explain rules: why, a bad and a good card, the fix, the options.

    RULES are codes, beginnings of codes, or names; without any, all rules are listed.
    """
    from card2anki.errors import UsageError
    from card2anki.linting.registry import registry
    from card2anki.linting.selection import nearest, resolve
    from card2anki.report.rules import page, rules_json, rules_text

    chosen = set() if names else set(registry())
    for name in names:
        codes = resolve(name)
        if not codes:
            raise UsageError(f"no rule goes by {name!r}{nearest(name)}")
        chosen |= codes
    rules = [one for code, one in registry().items() if code in chosen]
    if output_format == "json":
        click.echo(rules_json(rules), nl=False)
    elif names:
        click.echo("\n\n".join(page(one) for one in rules), nl=False)
    else:
        click.echo(rules_text(rules), nl=False)

"""``card2anki push``: packages into a collection, without a click in Anki."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from card2anki.cli.options import config_option, format_option
from card2anki.errors import UsageError

if TYPE_CHECKING:
    from card2anki.anki.delivery import Delivery, Plan
    from card2anki.pushing.desktop import DesktopTarget
    from card2anki.pushing.sync import SyncTarget


@click.command()
@click.argument("packages", nargs=-1, metavar="[PACKAGES]...")
@click.option(
    "--to",
    "target",
    type=click.Choice(["desktop", "sync"]),
    default="desktop",
    show_default=True,
    help="The Anki that runs on this machine, by its add-on AnkiConnect; or a sync server.",
)
@click.option("-y", "--yes", is_flag=True, help="Push without asking.")
@click.option("--dry-run", is_flag=True, help="Print the plan, and push nothing.")
@click.option(
    "--retired",
    type=click.Choice(["keep", "suspend"]),
    default="keep",
    show_default=True,
    help="What becomes of cards that the sources no longer have. Suspended ones come back with"
    " their card.",
)
@click.option(
    "--lock",
    "lock_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The lock file, which knows the retired cards.  [default: that of decks/]",
)
@click.option("--connect", metavar="URL", help="desktop: where AnkiConnect listens.")
@click.option("--then-sync", is_flag=True, help="desktop: let Anki sync afterwards.")
@click.option(
    "--full-sync",
    type=click.Choice(["download", "upload"]),
    help="sync: which way to go where the server asks for a full sync.",
)
@format_option
@config_option
@click.pass_context
def push(
    context: click.Context,
    /,
    packages: tuple[str, ...],
    target: str,
    yes: bool,
    dry_run: bool,
    retired: str,
    lock_file: Path | None,
    connect: str | None,
    then_sync: bool,
    full_sync: str | None,
    output_format: str,
    config_file: Path | None,
) -> None:
    """Push packages that 'card2anki build' made into a collection.

    PACKAGES are .apkg files and folders of them; without any, output/. First the plan is shown:
    what is new, what is updated. No review is lost.

    The desktop needs Anki to run, with the add-on AnkiConnect (code 2055492159); if it has a key,
    set CARD2ANKI_CONNECT_KEY.

    A sync needs pip install 'card2anki[anki]', and in the environment or the system's keyring
    CARD2ANKI_SYNC_USER and CARD2ANKI_SYNC_PASSWORD; for another server than AnkiWeb set
    CARD2ANKI_SYNC_URL.
    """
    from card2anki.anki.delivery import refused
    from card2anki.config import find_config, read_config
    from card2anki.pushing.packages import find_packages, read_parcels, retired_in

    _check_options(target, connect, full_sync, then_sync=then_sync)
    config = read_config(config_file) if config_file else find_config(Path.cwd())
    gone = retired_in(lock_file, config)
    if gone is None and retired == "suspend":
        raise UsageError("no lock file says which cards are retired: name it with --lock")
    parcels = read_parcels(find_packages(packages))
    pushing = _desktop(connect, then_sync=then_sync) if target == "desktop" else _sync(full_sync)
    with pushing as collection:
        plan = collection.plan(parcels, gone or (), suspends=retired == "suspend")
        is_text = output_format == "text"
        if is_text:
            _print_plan(plan)
        agreed = not dry_run and not plan.is_empty and _agrees(plan, yes=yes, is_text=is_text)
        delivery = collection.deliver(plan) if agreed else None
    _print_delivery(plan, delivery, is_text=is_text)
    context.exit(int(refused((delivery or plan).fates) > 0))


def _check_options(
    target: str, connect: str | None, full_sync: str | None, *, then_sync: bool
) -> None:
    if target == "sync" and (connect or then_sync):
        raise click.UsageError("--connect and --then-sync are for --to desktop")
    if target == "desktop" and full_sync:
        raise click.UsageError("--full-sync is for --to sync")


@contextmanager
def _desktop(address: str | None, *, then_sync: bool) -> Iterator[DesktopTarget]:
    from card2anki.pushing.connect import ADDRESS, connect
    from card2anki.pushing.desktop import DesktopTarget

    yield DesktopTarget(connect(address or ADDRESS), then_sync=then_sync)


@contextmanager
def _sync(full_sync: str | None) -> Iterator[SyncTarget]:
    from card2anki.pushing.credentials import find_account
    from card2anki.pushing.mirror import mirror_of

    try:
        from card2anki.pushing.sync import SyncTarget
    except ModuleNotFoundError as error:
        raise UsageError("--to sync needs Anki's engine: pip install 'card2anki[anki]'") from error
    account = find_account()
    with (
        mirror_of(account) as mirror,
        SyncTarget(account, mirror, full_sync, waiting=_say_waiting) as target,
    ):
        yield target


def _say_waiting(pause: float) -> None:
    click.echo(f"the server does not answer; once more in {pause:g} s", err=True)


def _print_plan(plan: Plan) -> None:
    from card2anki.report.push import plan_lines

    for line in plan_lines(plan):
        click.echo(line)


def _agrees(plan: Plan, *, yes: bool, is_text: bool) -> bool:
    """Ask whether to push. Raises UsageError where nobody is there to answer."""
    if yes:
        return True
    if not sys.stdin.isatty():
        if not is_text:
            _print_delivery(plan, None, is_text=False)
        raise UsageError("nothing was pushed: there is no terminal to ask at; --yes agrees")
    return click.confirm("push?", err=not is_text)


def _print_delivery(plan: Plan, delivery: Delivery | None, *, is_text: bool) -> None:
    from card2anki.anki.delivery import refused
    from card2anki.report.push import delivery_lines, push_json

    if not is_text:
        click.echo(push_json(plan, delivery), nl=False)
    elif delivery:
        for line in delivery_lines(delivery):
            click.echo(line)
    else:
        is_there = plan.is_empty and not refused(plan.fates)
        click.echo("all is there already" if is_there else "nothing was pushed")

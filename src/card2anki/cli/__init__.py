"""The command line: options in, pipeline, report out. One short file a command.

What a command needs is imported when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import io
import sys

import click

from card2anki import __version__
from card2anki.cli.build import build
from card2anki.cli.cards import cards
from card2anki.cli.check import check
from card2anki.cli.diff import diff
from card2anki.cli.doctor import doctor
from card2anki.cli.format import format_decks
from card2anki.cli.import_ import import_package
from card2anki.cli.inspect import inspect
from card2anki.cli.lock import lock
from card2anki.cli.push import push
from card2anki.cli.rule import rule
from card2anki.errors import UsageError

#: What shells say of a program that Ctrl-C ended.
_STOPPED = 130
_EPILOG = "Exit codes: 0 clean, 1 findings, 2 misuse or failure."


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EPILOG)
@click.version_option(__version__, prog_name="card2anki")
def commands() -> None:
    """Turn source flashcards into Anki decks that can be trusted.

    'card2anki build' reads decks/ and writes packages for Anki to output/.
    """


for _command in (
    build,
    check,
    cards,
    format_decks,
    lock,
    push,
    rule,
    doctor,
    inspect,
    import_package,
    diff,
):
    commands.add_command(_command)


def main() -> None:
    """Run the command line; the one place where errors end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # JSON is UTF-8, whatever the terminal is
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(commands.main(prog_name="card2anki", standalone_mode=False) or 0)
    except click.Abort:
        click.echo("\ncard2anki: stopped", err=True)
        sys.exit(_STOPPED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except UsageError as error:
        _fail(str(error))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{error.strerror or error}")


def _fail(message: str) -> None:
    from card2anki.report.characters import legible

    shown = "\n".join(map(legible, message.split("\n")))
    click.echo(f"card2anki: error: {shown}", err=True)
    sys.exit(2)

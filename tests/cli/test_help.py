"""The surface: every command explains itself, and nothing heavy is imported for it."""

import subprocess
import sys

import pytest

from card2anki import __version__
from card2anki.cli import commands
from tests.conftest import Run


@pytest.mark.parametrize("name", ["", *commands.commands])
def test_every_command_and_option_has_help(card2anki: Run, name: str) -> None:
    result = card2anki(*name.split(), "--help")
    assert result.returncode == 0
    assert result.stdout.startswith("Usage: ")
    command = commands.commands[name] if name else commands
    assert command.help
    for option in command.params:
        if option.param_type_name == "option" and option.name not in ("help", "version"):
            assert getattr(option, "help", None), option.name


def test_version(card2anki: Run) -> None:
    assert card2anki("--version").stdout == f"card2anki, version {__version__}\n"


def test_an_unknown_option_is_misuse(card2anki: Run) -> None:
    result = card2anki("build", "--frobnicate")
    assert result.returncode == 2
    assert "No such option" in result.stderr


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, card2anki.cli; print(*sorted(m.split('.')[0] for m in sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(result.stdout.split())
    assert loaded.isdisjoint({"pygments", "genanki", "markdown_it", "rich", "sqlite3", "anki"})


def test_an_error_holds_nothing_that_a_terminal_acts_upon(card2anki: Run) -> None:
    result = card2anki("check", "no\x1b]0;x\x07.md")
    assert result.returncode == 2
    assert r"no\x1b]0;x\x07.md" in result.stderr
    assert not set(result.stderr) & {"\x1b", "\x07"}

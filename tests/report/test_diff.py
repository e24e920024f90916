"""Diffs: what git applies, and what people see."""

import subprocess
from pathlib import Path

import click
import pytest

from card2anki.report.diff import render
from tests.report.reports import source_of

_CHANGES = [
    ("a\nb\nc\n", "a\nB\nc\n"),
    ("a\nb", "a\nc"),
    ("a\nb", "a\nb\n"),
    ("a\nb\n", "a\nb"),
    ("a\r\nb\r\n", "a\r\nc\r\n"),
    ("a\x0bb\nc\u2028d\x85\n", "a\x0bb\nc\u2028e\x85\n"),
    ("a\rb\rc\r", "a\rB\rc\r"),
    ("a\x0c", "a\x0cb"),
    ("a\n" * 30 + "b\n", "A\n" + "a\n" * 29 + "B\n"),
]


@pytest.mark.parametrize(("before", "after"), _CHANGES)
def test_git_applies_it(before: str, after: str, tmp_path: Path) -> None:
    file = tmp_path / "pots.md"
    file.write_bytes(before.encode())
    diff = render(source_of(before), source_of(after), colour=False)
    command = ["git", "apply", "-p0", "-"]
    subprocess.run(command, cwd=tmp_path, input=diff.encode(), check=True)
    assert file.read_bytes() == after.encode()


def test_a_diff() -> None:
    assert render(source_of("a\nb\nc"), source_of("a\nB\nc"), colour=False) == (
        "--- pots.md\n+++ pots.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n\\ No newline at end of file\n"
    )


def test_nothing_changed() -> None:
    assert render(source_of("a"), source_of("a"), colour=False) == ""


def test_colours() -> None:
    coloured = render(source_of("a\nb\n"), source_of("a\nB\n"), colour=True)
    assert click.unstyle(coloured) == render(source_of("a\nb\n"), source_of("a\nB\n"), colour=False)
    assert coloured.split("\n") == [
        "\x1b[1m--- pots.md\x1b[0m",
        "\x1b[1m+++ pots.md\x1b[0m",
        "\x1b[36m@@ -1,2 +1,2 @@\x1b[0m",
        " a",
        "\x1b[31m-b\x1b[0m",
        "\x1b[32m+B\x1b[0m",
        "",
    ]


def test_people_see_what_can_not_be_seen() -> None:
    coloured = render(source_of("a\xa0b\tc\r\n"), source_of("a b\x1b[2J\tc\r\n"), colour=True)
    assert click.unstyle(coloured).split("\n")[3:] == ["-a\\xa0b\tc", "+a b\\x1b[2J\tc", ""]

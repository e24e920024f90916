"""Ruff on all snippets of a run: one process over one temporary directory.

A process for each snippet would cost a hundred times as much. Nothing that stands in a snippet
silences it, and no configuration of the machine is read.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from card2anki.errors import UsageError

#: What ruff is asked for. Prefixes, so that a rule that another version lacks is no mistake.
SELECTED = ("F50", "F52", "F541", "F6", "F7", "F823", "PLE", "W605", "B020", "SIM222", "E712")
#: The newest Python that all supported versions of ruff know.
_TARGET = "py314"
#: The code of what does not parse.
SYNTAX = "invalid-syntax"
#: Characters of a line of formatted code.
LINE_LENGTH = 100
#: Seconds that a process may take; ten thousand snippets take less than one.
_SECONDS = 120.0
#: Neither settings of the machine nor the names of folders have a say.
_COMMON = (
    *("--isolated", "--no-cache", "--no-respect-gitignore", "--config", "exclude=[]"),
    *("--target-version", _TARGET),
)
_CODE = re.compile(rf"{SYNTAX}|[A-Z]+[0-9]+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remark:
    """What ruff says of a text. Rows and columns count from 0, columns are code points.

    ``edits`` are places and texts; ``is_safe`` says whether ruff calls them so.
    """

    code: str
    message: str
    start: tuple[int, int]
    end: tuple[int, int]
    edits: tuple[tuple[tuple[int, int], tuple[int, int], str], ...] = ()
    is_safe: bool = False

    @property
    def is_syntax(self) -> bool:
        """Say whether it is that the text does not parse, or will not compile."""
        return self.code == SYNTAX


class Ruff:
    """Ruff, as it is installed: its program and its version."""

    def __init__(self, program: Path, version: str) -> None:
        self.program = program
        self.version = version

    def check(self, texts: Sequence[str]) -> list[list[Remark] | None]:
        """Return what is said of each text, in its order; None for a text that ruff dies of.

        Raises UsageError where ruff can't be run at all, or does not end.
        """
        return self._halved(texts, self._checked)

    def formatted(self, texts: Sequence[str]) -> list[str | None]:
        """Return texts as ruff lays them out; None for a text that it dies of, or can't parse.

        Raises UsageError where ruff can't be run at all, or does not end.
        """
        return self._halved(texts, self._laid_out)

    def _halved(
        self, texts: Sequence[str], work: Callable[[Path, int], list[T | None]]
    ) -> list[T | None]:
        """Work on files that hold the texts; if the process dies, on each half by itself."""
        if not texts:
            return []
        try:
            with TemporaryDirectory(prefix="card2anki-") as folder:
                for number, text in enumerate(texts):
                    Path(folder, f"{number}.py").write_bytes(text.encode())
                return work(Path(folder), len(texts))
        except _DiedError:
            if len(texts) == 1:
                return [None]
            half = len(texts) // 2
            return [*self._halved(texts[:half], work), *self._halved(texts[half:], work)]

    def _checked(self, folder: Path, count: int) -> list[list[Remark] | None]:
        arguments = ["--output-format", "json", "--ignore-noqa", "--exit-zero"]
        said = self._run(folder, "check", *arguments, "--select", ",".join(SELECTED))
        found: list[list[Remark] | None] = [[] for _ in range(count)]
        for one in json.loads(said):
            number = int(Path(one["filename"]).stem)
            remarks = found[number]
            if not _CODE.fullmatch(one["code"] or ""):  # such as that of a panic
                found[number] = None
            elif remarks is not None:
                remarks.append(_remark(one))
        return found

    def _laid_out(self, folder: Path, count: int) -> list[str | None]:
        settings = ["--config", "format.quote-style='preserve'", "--line-length", str(LINE_LENGTH)]
        self._run(folder, "format", *settings)
        return [(folder / f"{number}.py").read_text("utf-8") for number in range(count)]

    def _run(self, folder: Path, command: str, *arguments: str) -> str:
        """Return what ruff says of all files of a folder. Raises _DiedError and UsageError."""
        try:
            done = subprocess.run(
                [self.program, command, *arguments, *_COMMON, "."],
                cwd=folder,
                env={k: v for k, v in os.environ.items() if not k.startswith("RUFF_")},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise UsageError(f"ruff did not end within {_SECONDS:g} s") from None
        except OSError as error:
            raise UsageError(f"ruff can't be run: {error}") from error
        if done.returncode == 2:  # it says of itself that it is used in a wrong way
            last = done.stderr.strip().rpartition("\n")[2]
            raise UsageError(f"ruff {self.version} failed: {last}")
        if done.returncode not in (0, 1):
            raise _DiedError
        return done.stdout


class _DiedError(Exception):
    """The process came to an end that it did not choose, as one whose stack is full."""


def _remark(said: Mapping[str, Any]) -> Remark:
    fix = said["fix"] or {"edits": (), "applicability": ""}
    return Remark(
        said["code"],
        said["message"],
        _place(said["location"]),
        _place(said["end_location"]),
        tuple(
            (_place(edit["location"]), _place(edit["end_location"]), edit["content"])
            for edit in fix["edits"]
        ),
        fix["applicability"] == "safe",
    )


def _place(said: Mapping[str, int]) -> tuple[int, int]:
    return said["row"] - 1, said["column"] - 1


@cache
def installed_ruff() -> Ruff:
    """Return ruff as it came with this package. Raises UsageError where it is missing."""
    from importlib.metadata import PackageNotFoundError, version

    program = _program()
    try:
        return Ruff(program, version("ruff"))
    except PackageNotFoundError:  # a program that another installer brought
        return Ruff(program, _version_of(program))


def _program() -> Path:
    try:
        from ruff import find_ruff_bin  # type: ignore[import-untyped]

        return Path(find_ruff_bin())
    except (ImportError, FileNotFoundError):
        beside = shutil.which("ruff", path=str(Path(sys.executable).parent))
        found = beside or shutil.which("ruff")
        if found is None:
            raise UsageError("ruff is missing, which Python code is checked with") from None
        return Path(found)


def _version_of(program: Path) -> str:
    try:
        said = subprocess.run(
            [program, "--version"], capture_output=True, encoding="utf-8", timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise UsageError(f"ruff can't be run: {error}") from error
    return said.stdout.strip().rpartition(" ")[2]

"""What the tests share: the command line as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def card2anki(tmp_path: Path) -> Run:
    """Run card2anki in a folder, as a process of its own; ``epoch`` is the time of the build."""

    def run(
        *arguments: str | Path, cwd: Path = tmp_path, epoch: int = 1_700_000_000
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "card2anki", *map(str, arguments)],
            cwd=cwd,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run

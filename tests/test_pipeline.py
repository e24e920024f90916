"""The work on many files among the cores, seen from outside."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

_SECONDS = 30.0
_PROGRAM = """
import sys, time
from pathlib import Path
from card2anki.pipeline import each_file, prepare

def work(run, file):
    time.sleep(600)

if __name__ == "__main__":
    list(each_file(prepare(["decks"]), work))
"""


def _children(pid: int) -> list[int]:
    try:
        return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    except FileNotFoundError:
        return []


def _is_alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def _wait_until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + _SECONDS
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


@pytest.mark.skipif(
    not Path(f"/proc/self/task/{os.getpid()}/children").exists() or os.cpu_count() == 1,
    reason="it looks into /proc for processes that share the work",
)
def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    for number in range(20):
        (tmp_path / "decks" / f"{number}.md").write_text(":p What is a pot?\n??x\nA pot.\nx??\n")
    (tmp_path / "program.py").write_text(_PROGRAM)
    with subprocess.Popen([sys.executable, "program.py"], cwd=tmp_path) as parent:
        assert _wait_until(lambda: len(_children(parent.pid)) > 1)
        workers = _children(parent.pid)
        parent.send_signal(signal.SIGKILL)
    assert _wait_until(lambda: not any(map(_is_alive, workers)))

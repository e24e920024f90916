"""What the tests share: the command line as a user runs it, and the JDK where there is one."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from card2anki.languages.java.jdk import find_jdk, install_command

Run = Callable[..., subprocess.CompletedProcess[str]]

settings.register_profile("card2anki", deadline=None)  # a timing is never a test
settings.load_profile("card2anki")

# A shell starts what runs behind it with Ctrl+C ignored, and a program hands that on to all that
# it starts: the tests that stop one would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_NO_JDK = "there is no JDK"
#: The command line on a machine that has no JDK.
_WITHOUT_JDK = (
    "from card2anki.languages.java import jdk; jdk.find_jdks = lambda *_: [];"
    " from card2anki.cli import main; main()"
)


def _run(folder: Path, *program: str) -> Run:
    def run(
        *arguments: str | Path, cwd: Path = folder, epoch: int = 1_700_000_000
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *program, *map(str, arguments)],
            cwd=cwd,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,  # a hang, not a busy machine
        )

    return run


@pytest.fixture
def card2anki(tmp_path: Path) -> Run:
    """Run card2anki in a folder, as a process of its own; ``epoch`` is the time of the build."""
    return _run(tmp_path, "-m", "card2anki")


@pytest.fixture
def card2anki_without_jdk(tmp_path: Path) -> Run:
    """Run card2anki as on a machine that has no JDK."""
    return _run(tmp_path, "-c", _WITHOUT_JDK)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compile the compile server once for all tests, not into the cache of who runs them."""
    with pytest.MonkeyPatch.context() as patched:
        if "CARD2ANKI_CACHE_DIR" not in os.environ:
            patched.setenv("CARD2ANKI_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@cache
def _has_jdk() -> bool:
    return find_jdk() is not None


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("javac") and not _has_jdk():
        if os.environ.get("CARD2ANKI_REQUIRE_JAVAC") == "1":
            pytest.fail(f"{_NO_JDK}, and CARD2ANKI_REQUIRE_JAVAC=1 requires one", pytrace=False)
        pytest.skip(_NO_JDK)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        one for one in terminalreporter.stats.get("skipped", ()) if _NO_JDK in one.longreprtext
    ]
    if skipped:
        advice = f"; this brings one: {install_command()}" if install_command() else ""
        terminalreporter.write_line(f"skipped {len(skipped)} tests: {_NO_JDK}{advice}")

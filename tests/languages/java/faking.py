"""A CompileServer whose process is the fake one."""

import sys
from pathlib import Path

from card2anki.languages.java.jdk import Jdk
from card2anki.languages.java.process import LineProcess
from card2anki.languages.java.server import CompileServer

FAKE_SERVER = Path(__file__).with_name("fake_server.py")


def fake_command(start: str = "well") -> list[str]:
    return [sys.executable, "-I", str(FAKE_SERVER), start]


class FakeCompileServer(CompileServer):
    """Starts fake servers, the first ones as they are listed, all others well."""

    def __init__(self, folder: Path, *starts: str, threads: int = 2) -> None:
        jdk = Jdk(Path("/nowhere"), "17.0.1", "a test")
        super().__init__(jdk, threads=threads, wall_limit_ms=100)
        self._folder = folder
        self._starts = list(starts)
        self.launched: list[LineProcess] = []
        self.anew: list[bool] = []

    def _launch(self, *, anew: bool) -> LineProcess:
        start = self._starts.pop(0) if self._starts else "well"
        self.anew.append(anew)
        self.launched.append(LineProcess(fake_command(start), self._folder))
        return self.launched[-1]

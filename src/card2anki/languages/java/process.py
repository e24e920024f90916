"""A program that is spoken to in lines; whatever it does, nobody waits for it without an end."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

#: What would change how Java works, or make it say more than the protocol.
_CLEARED = (
    "CLASSPATH",
    "JAVA_TOOL_OPTIONS",
    "JDK_JAVA_OPTIONS",
    "JDK_JAVAC_OPTIONS",
    "_JAVA_OPTIONS",
)
#: Bytes of a line; what is longer is no message.
_LONGEST_LINE = 1 << 24
#: Bytes of what a program says about itself that are kept for a message.
_KEPT = 8192
#: Seconds for threads to read what a program left behind.
_LEFT_BEHIND = 5.0


def environment() -> dict[str, str]:
    """Return the environment for a program of a JDK."""
    cleared = {name: value for name, value in os.environ.items() if name not in _CLEARED}
    if cleared.get("LC_ALL") in ("C", "POSIX"):  # in which Java finds no path that is not ASCII
        cleared["LC_ALL"] = "C.UTF-8"
    return cleared


class LineProcess:
    """A program, its input and its output as lines of bytes.

    Threads write, read and drain, so that neither side ever waits for the other to take what it
    says. A signal to the terminal's processes does not reach the program: whoever started it ends
    it, and if that can't be done the end of its input tells it.
    """

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        """Start a program in a folder. Raises OSError where that can't be done."""
        self._unsent: SimpleQueue[bytes | None] = SimpleQueue()
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        self._words = bytearray()
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # on Windows
        )
        work = (self._write, self._read, self._drain)
        self._threads = [Thread(target=one, daemon=True) for one in work]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    def send(self, line: str) -> None:
        """Hand over a line; what can't be delivered is dropped."""
        self._unsent.put(line.encode() + b"\n")

    def receive(self, seconds: float) -> bytes | None:
        """Return the next line, None where there will be no more. Raises TimeoutError."""
        try:
            line = self._lines.get(timeout=seconds)
        except Empty as error:
            raise TimeoutError(f"no answer within {seconds:g} s") from error
        if line is None:
            self._lines.put(None)  # for whoever asks again
        return line

    def finish(self, seconds: float) -> int:
        """Tell the program that there is no more, and return its exit code.

        Raises TimeoutError where it does not end by then; it is to be killed in any case.
        """
        self._unsent.put(None)
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise TimeoutError(f"no end within {seconds:g} s") from error

    def kill(self) -> None:
        """End the program, whatever it is doing, and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        self._unsent.put(None)
        for thread in self._threads:
            thread.join(_LEFT_BEHIND)

    def last_words(self) -> str:
        """Return what the program still said once it was killed, and how it ended."""
        with suppress(Empty):
            while line := self._lines.get_nowait():  # a JVM complains on its output, too
                self._keep(line)
        words = self._words.decode(errors="replace").strip()
        return f"{words}\n{self._end()}".strip()

    def _end(self) -> str:
        code = self._process.returncode
        return f"killed by signal {-code}" if code < 0 else f"exit code {code}"

    def _write(self) -> None:
        stream = _stream(self._process.stdin)
        with suppress(OSError):  # it is gone; the end of its output says so
            while (line := self._unsent.get()) is not None:
                stream.write(line)
                stream.flush()
        with suppress(OSError):
            stream.close()

    def _read(self) -> None:
        with _stream(self._process.stdout) as stream:
            while line := stream.readline(_LONGEST_LINE):
                self._lines.put(line)
        self._lines.put(None)

    def _drain(self) -> None:
        with _stream(self._process.stderr) as stream:
            while said := stream.read(_KEPT):
                self._keep(said)

    def _keep(self, said: bytes) -> None:
        self._words += said[: max(0, _KEPT - len(self._words))]


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream

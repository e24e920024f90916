"""The compile server as a process that is looked after: it may hang or die, each request is
answered.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from card2anki.errors import UsageError
from card2anki.languages.java.archive import Archive, open_archive
from card2anki.languages.java.jdk import Jdk
from card2anki.languages.java.process import LineProcess
from card2anki.languages.java.protocol import (
    Answer,
    ProtocolError,
    Request,
    read_answer,
    read_memory,
    read_ready,
)

#: Code points of a source; a longer one is not sent.
LARGEST = 64_000
#: Requests on their way for each thread, so that none waits for the next.
_WINDOW = 8
#: Seconds for a server to be ready; it takes 0.2, and several on a busy machine.
_START = 60.0
#: Seconds that a server has beyond its own limit: it ends by itself before that.
_GRACE = 5.0
#: A server is started so often before it is given up.
_STARTS = 3
#: After so many deaths in a row it is asked what no server dies of.
_DEATHS = 5
_HARMLESS = Request("harmless", "int one = 1;")


class CompileServer:
    """Answers requests to judge Java snippets, as long as it is open.

    It is started when it is first asked and kept for later. ``cpu_limit_ms`` is what a request
    may take, ``wall_limit_ms`` what it may take on a machine that is busy with other things.
    As long as it runs, this program is not to be forked: the other half would keep it alive.
    """

    def __init__(
        self,
        jdk: Jdk,
        *,
        threads: int | None = None,
        cpu_limit_ms: int = 2000,
        wall_limit_ms: int = 10_000,
    ) -> None:
        self._jdk = jdk
        self._threads = threads or min(2, os.cpu_count() or 1)
        self._limits = (cpu_limit_ms, wall_limit_ms)
        self._archive: Archive | None = None
        self._process: LineProcess | None = None
        self._answered = 0
        self._deaths = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the server; whoever asks again starts another one."""
        self._stop()
        if self._archive:
            self._archive.close()
            self._archive = None

    def ask(self, requests: Iterable[Request]) -> Iterator[Answer]:
        """Yield an answer to each request, in any order, each as soon as it is there.

        Many are on their way at once, so their ids have to differ. Where a server dies, those are
        sent to another one by one, so that only the one it dies of has no verdict. To stop taking
        answers ends the server. Raises UsageError where none can be started.
        """
        open_ones = _Open(requests, _WINDOW * self._threads)
        try:
            while (request := open_ones.next()) or open_ones.sent:
                if request is None:
                    if answer := self._settle(open_ones):
                        yield answer
                elif (size := len(request.source)) > LARGEST:
                    detail = f"{size:,} characters, more than {LARGEST:,}"
                    yield Answer(request.id, failure="size", detail=detail)
                else:
                    self._running().send(request.to_json())
                    open_ones.sent[request.id] = request
        finally:
            if open_ones.sent:
                self._stop()

    def memory(self) -> tuple[int, int]:
        """Return how many bytes of its heap the server uses, and how many it has.

        Not while it is asked. Raises ProtocolError and TimeoutError.
        """
        process = self._running()
        process.send('{"id": "memory", "command": "memory"}')
        return read_memory(process.receive(self._patience) or b"")

    @property
    def _patience(self) -> float:
        """Return for how many seconds a server that works may say nothing."""
        return self._limits[1] / 1000 + _GRACE

    def _settle(self, open_ones: _Open) -> Answer | None:
        """Wait for an answer and return it; None where the server died, of whatever it was.

        A request is blamed if the server said so itself, which measures the work for each, or if
        it was alone on a server that had done nothing before: else others may have used up the
        memory.
        """
        sent = open_ones.sent
        try:
            answer = self._next_answer(sent)
        except _DeathError as death:
            words = self._stop()
            culprit = death.culprit
            if not culprit and len(sent) == 1 and not self._answered:
                culprit = next(iter(sent))
            sent.pop(culprit, None)
            open_ones.suspect()
            return self._blame(culprit, death, words) if culprit else None
        del sent[answer.id]
        self._answered += 1
        self._deaths = 0
        return answer

    def _next_answer(self, sent: Collection[str]) -> Answer:
        """Return the next answer to what was sent. Raises _DeathError where there will be none."""
        try:
            line = self._running().receive(self._patience)
        except TimeoutError as error:
            raise _DeathError("time", str(error)) from error
        if line is None:
            raise _DeathError("crash")
        try:
            answer = read_answer(line)
        except ProtocolError as error:  # the JVM tells of its end where the answers go
            failure = "memory" if b"OutOfMemoryError" in line else "crash"
            raise _DeathError(failure, line.decode(errors="replace").strip()) from error
        if answer.id not in sent:
            raise _DeathError("crash", f"an answer to {answer.id!r}, which was not asked")
        if answer.failure == "time":
            raise _DeathError("time", answer.detail, answer.id)
        if answer.failure == "late":  # on a busy machine, so it is to be asked again
            raise _DeathError("time", answer.detail)
        return answer

    def _blame(self, culprit: str, death: _DeathError, words: str) -> Answer:
        """Return the answer for a request that a server died of."""
        self._deaths += 1
        if self._deaths % _DEATHS == 0:
            self._prove()
        told = (death.detail, words) if death.failure == "crash" else (death.detail,)
        return Answer(culprit, failure=death.failure, detail="\n".join(filter(None, told)))

    def _prove(self) -> None:
        """Raise UsageError where a server dies of anything, so that no request is to blame."""
        self._running().send(_HARMLESS.to_json())
        try:
            self._next_answer([_HARMLESS.id])
        except _DeathError as death:
            words = "\n".join(filter(None, (death.detail, self._stop())))
            raise UsageError(
                f"the Java compile server of {self._jdk.home} dies of anything: {words}"
            ) from death
        self._answered += 1

    def _running(self) -> LineProcess:
        if self._process is None:
            self._process = self._start()
            self._answered = 0
        return self._process

    def _start(self) -> LineProcess:
        """Return a server that is ready; one that is damaged in the cache is compiled anew.

        Raises UsageError where it does not come up.
        """
        words = ""
        for attempt in range(_STARTS):
            try:
                process = self._launch(anew=attempt == 1)
            except OSError as error:
                words = str(error)
                continue
            with ExitStack() as ending:
                ending.callback(process.kill)
                try:
                    read_ready(process.receive(_START) or b"")
                except (TimeoutError, ProtocolError) as error:
                    ending.close()
                    words = f"{error}\n{process.last_words()}"
                else:
                    ending.pop_all()
                    return process
        raise UsageError(f"the Java compile server does not start with {self._jdk.java}: {words}")

    def _launch(self, *, anew: bool) -> LineProcess:
        if self._archive is None or anew:
            if self._archive:
                self._archive.close()
            self._archive = open_archive(self._jdk, anew=anew)
        command = self._archive.command(self._jdk, self._threads, *self._limits)
        return LineProcess(command, self._archive.folder)

    def _stop(self) -> str:
        """End the server, if there is one; return its last words."""
        process, self._process = self._process, None
        if process is None:
            return ""
        process.kill()
        return process.last_words()


class _DeathError(Exception):
    """A server ended, or has to. ``culprit`` is the request that it said it ends because of."""

    def __init__(self, failure: str, detail: str = "", culprit: str = "") -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail
        self.culprit = culprit


class _Open:
    """Requests that are not answered: to be sent, sent by id, and under suspicion.

    What was on its way when a server died is suspected, and sent alone.
    """

    def __init__(self, requests: Iterable[Request], window: int) -> None:
        self.sent: dict[str, Request] = {}
        self._unsent = iter(requests)
        self._suspects: deque[Request] = deque()
        self._window = window

    def next(self) -> Request | None:
        """Take what is to be sent now; None where that is nothing."""
        if self._suspects:
            return None if self.sent else self._suspects.popleft()
        return next(self._unsent, None) if len(self.sent) < self._window else None

    def suspect(self) -> None:
        """Suspect what is on its way."""
        self._suspects.extend(self.sent.values())
        self.sent.clear()

"""A real sync server on loopback, and a wire to it that can be cut at a given request."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

USER, PASSWORD = "ann", "a-wind-of-8"
_ASKED = re.compile(rb"POST (/\S+) HTTP")


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class SyncServer:
    """Anki's own sync server, with one user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "anki.syncserver"],
            env=os.environ
            | {
                "SYNC_USER1": f"{USER}:{PASSWORD}",
                "SYNC_BASE": str(self.folder),
                "SYNC_HOST": "127.0.0.1",
                "SYNC_PORT": str(self.port),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(400):
            with (
                suppress(ConnectionRefusedError),
                closing(socket.create_connection(("127.0.0.1", self.port))),
            ):
                return
            time.sleep(0.05)
        raise AssertionError("the sync server does not start")

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def website() -> Iterator[str]:
    """Serve a page whatever is asked; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "8")
            self.end_headers()
            self.wfile.write(b"Welcome!")
            while self.rfile.read1(65536):  # else the answer is lost with the connection
                pass

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class Wire:
    """Passes on what is sent to a server.

    ``on_request`` sees each path and cuts the wire by False. The answers to the paths in
    ``lost`` are lost, each once.
    """

    def __init__(self, port: int) -> None:
        self.asked: list[str] = []
        self.on_request: Callable[[str], bool] = lambda path: True
        self.lost: set[str] = set()
        self._loses_answer = False
        self._to = port
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for one in self._open:
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(near)
            try:
                far = socket.create_connection(("127.0.0.1", self._to))
            except ConnectionRefusedError:
                near.shutdown(socket.SHUT_RDWR)
                continue
            self._open.append(far)
            for source, sink, looks in ((near, far, True), (far, near, False)):
                thread = threading.Thread(target=self._pass_on, args=(source, sink, looks))
                self._threads.append(thread)
                thread.start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, looks: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                paths = [path.decode() for path in _ASKED.findall(data)] if looks else []
                self.asked += paths
                if not all(self.on_request(path) for path in paths):
                    break
                if looks and self.lost.intersection(paths):
                    self.lost -= {*paths}
                    self._loses_answer = True
                elif not looks and self._loses_answer:
                    self._loses_answer = False
                    break
                sink.sendall(data)
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

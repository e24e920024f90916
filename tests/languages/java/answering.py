"""The compile server, asked for many snippets at once."""

from collections.abc import Sequence

from card2anki.languages.java.jdk import Jdk, find_jdks
from card2anki.languages.java.protocol import Answer, Request
from card2anki.languages.java.server import CompileServer


def jdks() -> list[Jdk | None]:
    """Return the JDKs to test with: the oldest and the newest; None for a test to miss."""
    usable = {jdk.feature: jdk for jdk in find_jdks() if jdk.is_usable}
    return [usable[feature] for feature in sorted(usable)[:1] + sorted(usable)[1:][-1:]] or [None]


def version(jdk: Jdk | None) -> str:
    return jdk.version if jdk else "none"


def answers(jdk: Jdk, sources: Sequence[str], threads: int = 2) -> list[Answer]:
    """Return what a server of its own says of each source."""
    requests = [Request(str(number), source) for number, source in enumerate(sources)]
    with CompileServer(jdk, threads=threads) as server:
        found = {answer.id: answer for answer in server.ask(requests)}
    return [found[request.id] for request in requests]

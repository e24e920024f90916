"""What is said to the compile server and what it answers; see docs/compile-server.md.

Each message is one line of JSON. Offsets count code points of the request's source.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from card2anki.languages.problem import Replacement

#: The server says which protocol it speaks; this is ours.
VERSION = 1
_VERDICTS = frozenset({"clean", "context", "doubtful", "wrong"})


class ProtocolError(Exception):
    """A line of the server that is no message: most likely the last words of its JVM."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Code that may declare what a snippet lacks: of the same card (``near``), or of its file."""

    source: str
    near: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A snippet to judge.

    ``mode`` forces a wrapping ("" lets the server choose). ``explain`` asks for what the server
    made of the source, and for the diagnostics that it dropped.
    """

    id: str
    source: str
    context: tuple[Neighbour, ...] = ()
    mode: str = ""
    explain: bool = False

    def to_json(self) -> str:
        """Return the request as one line, without its line break."""
        message: dict[str, Any] = {"id": self.id, "source": self.source}
        if self.context:
            message["context"] = [{"source": c.source, "near": c.near} for c in self.context]
        if self.mode:
            message["mode"] = self.mode
        if self.explain:
            message["explain"] = True
        return json.dumps(message)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What javac says of a place in a snippet.

    ``code`` is javac's own, ``kind`` what the server holds of it, ``reason`` why. ``fix`` mends
    it; ``certain`` says that the fix is safe.
    """

    code: str
    kind: str
    start: int
    end: int
    message: str
    reason: str = ""
    fix: tuple[Replacement, ...] = ()
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """A wrapping that was tried, whether it parsed, and how many errors it had."""

    mode: str
    parses: bool
    errors: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says of a snippet.

    ``failure`` says why there is no verdict: "size", "time", "memory", "depth" or "crash";
    ``detail`` says more. ``generated`` and ``attempts`` are there where an explanation was
    asked for.
    """

    id: str
    verdict: str = ""
    parses: bool = False
    mode: str = ""
    imports: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: str = ""
    detail: str = ""
    generated: str = ""
    attempts: tuple[Attempt, ...] = ()


def read_ready(line: bytes) -> str:
    """Return the version of Java that a server names when it is ready. Raises ProtocolError."""
    try:
        ready = _message(line)["ready"]
        version, java = ready["protocol"], ready["java"]
    except (KeyError, TypeError) as error:
        raise ProtocolError("it is not ready") from error
    if version != VERSION:
        raise ProtocolError(f"it speaks protocol {version}, not {VERSION}")
    return str(java)


def read_answer(line: bytes) -> Answer:
    """Return the answer that a line holds. Raises ProtocolError."""
    message = _message(line)
    try:
        if "failure" in message:
            return Answer(
                _text(message["id"]),
                failure=_text(message["failure"]),
                detail=_text(message.get("detail", "")),
            )
        return _answer(message)
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError("it is no answer") from error


def read_memory(line: bytes) -> tuple[int, int]:
    """Return how many bytes of the heap are used, and how many there are. Raises ProtocolError."""
    message = _message(line)
    try:
        return int(message["used"]), int(message["total"])
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError("it is no answer") from error


def _message(line: bytes) -> Mapping[str, Any]:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("it is no JSON") from error
    if not isinstance(message, dict):
        raise ProtocolError("it is no message")
    return message


def _answer(message: Mapping[str, Any]) -> Answer:
    if message["verdict"] not in _VERDICTS:
        raise ValueError(message["verdict"])
    return Answer(
        _text(message["id"]),
        verdict=message["verdict"],
        parses=bool(message["parses"]),
        mode=_text(message["mode"]),
        imports=tuple(map(_text, message["imports"])),
        diagnostics=tuple(map(_diagnostic, message["diagnostics"])),
        generated=_text(message.get("generated", "")),
        attempts=tuple(
            Attempt(_text(one["mode"]), bool(one["parses"]), int(one["errors"]))
            for one in message.get("attempts", ())
        ),
    )


def _diagnostic(message: Mapping[str, Any]) -> Diagnostic:
    return Diagnostic(
        code=_text(message["code"]),
        kind=_text(message["kind"]),
        start=int(message["start"]),
        end=int(message["end"]),
        message=_text(message["message"]),
        reason=_text(message.get("reason", "")),
        fix=tuple(map(_replacement, message.get("fix", ()))),
        certain=bool(message.get("certain", False)),
    )


def _replacement(message: Mapping[str, Any]) -> Replacement:
    return Replacement(int(message["start"]), int(message["end"]), _text(message["text"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value

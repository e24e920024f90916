"""A compile server that knows no Java, and misbehaves as the sources it is sent tell it.

``python fake_server.py START``: how it starts is ``well``, or one of the functions below.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

_DEATH = "Terminating due to java.lang.OutOfMemoryError: Java heap space"


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _say(message: object) -> None:
    _write(json.dumps(message) + "\n")


def _answer(request: dict[str, Any], **more: object) -> None:
    clean = {"verdict": "clean", "parses": True, "mode": "unit", "imports": [], "diagnostics": []}
    _say({"id": request["id"], **clean, **more})


def _ready(protocol: int = 1) -> None:
    _say({"ready": {"protocol": protocol, "java": "17.0.1"}})


def _hang(request: dict[str, Any]) -> None:
    time.sleep(600)


def _die(request: dict[str, Any]) -> NoReturn:
    os._exit(7)


def _kill(request: dict[str, Any]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _explain_and_die(request: dict[str, Any]) -> NoReturn:
    sys.stderr.write("SIGSEGV (0xb)\n")
    sys.stderr.flush()
    os._exit(6)


def _take_memory(request: dict[str, Any]) -> NoReturn:
    _write(_DEATH + "\n")
    os._exit(3)


def _take_memory_amid_an_answer(request: dict[str, Any]) -> NoReturn:
    _write('{"id": "' + _DEATH + "\n")
    os._exit(3)


def _take_long(request: dict[str, Any]) -> NoReturn:
    _say({"id": request["id"], "failure": "time", "detail": "2000 ms"})
    os._exit(3)


def _be_late(request: dict[str, Any]) -> NoReturn:
    _say({"id": request["id"], "failure": "late", "detail": "10000 ms"})
    os._exit(3)


def _be_late_once(request: dict[str, Any]) -> None:
    """Be late unless another was before."""
    if os.path.exists("late"):
        _answer(request)
        return
    Path("late").touch()
    _be_late(request)


def _too_deep(request: dict[str, Any]) -> None:
    _say({"id": request["id"], "failure": "depth", "detail": "nested too deeply"})


def _half_a_line(request: dict[str, Any]) -> NoReturn:
    _write('{"id": "')
    os._exit(0)


def _garbage(request: dict[str, Any]) -> None:
    _write("[warning] something\n\x00\xff\n")


def _another_id(request: dict[str, Any]) -> None:
    _say({"id": "nobody's", "failure": "depth"})


def _another_shape(request: dict[str, Any]) -> None:
    _say({"id": request["id"], "verdict": "splendid"})


def _shout(request: dict[str, Any]) -> None:
    sys.stderr.write("x" * 5_000_000)
    _answer(request)


def _die_once(request: dict[str, Any]) -> None:
    """Die unless another did before; that one leaves a file behind."""
    if os.path.exists("died"):
        _answer(request)
        return
    Path("died").touch()
    os._exit(7)


def _die_second(request: dict[str, Any]) -> None:
    """Die unless this is all that was asked: of what others left behind."""
    if _ANSWERED:
        os._exit(7)
    _answer(request)


_DEEDS: dict[str, Callable[[dict[str, Any]], None]] = {
    name.lstrip("_").replace("_", " "): deed
    for name, deed in globals().items()
    if name.startswith("_")
    and callable(deed)
    and name not in ("_write", "_say", "_answer", "_ready")
}
_ANSWERED: list[str] = []
_LATER: list[dict[str, Any]] = []


def well() -> None:
    _ready()
    for line in sys.stdin:
        request = json.loads(line)
        deed = request.get("source", "")
        if request.get("command") == "memory":
            _say({"id": request["id"], "used": 1000, "total": 2000})
        elif deed == "later":
            _LATER.append(request)
        else:
            _DEEDS.get(deed, _answer)(request)
            while _LATER:
                _answer(_LATER.pop())
        _ANSWERED.append(request["id"])


def never_ready() -> None:
    time.sleep(600)


def dead() -> None:
    sys.exit("Error: Could not create the Java Virtual Machine.")


def complaining() -> None:
    _write("Error occurred during initialization of VM\nCould not reserve enough space\n")
    sys.exit(1)


def of_another_protocol() -> None:
    _ready(2)
    time.sleep(600)


def deaf() -> None:
    """Be ready, and never listen."""
    _ready()
    time.sleep(600)


def fragile() -> None:
    """Be ready, and die of the first request."""
    _ready()
    sys.stdin.readline()
    sys.exit(7)


def ended() -> None:
    """Be ready, and gone."""
    _ready()


if __name__ == "__main__":
    globals()[sys.argv[1]]()

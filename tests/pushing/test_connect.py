"""What goes wrong between us and AnkiConnect, in plain words."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from card2anki.errors import UsageError
from card2anki.pushing.connect import AnkiConnect, UnknownActionError, connect
from tests.pushing.servers import free_port
from tests.pushing.stub import Stub, stub


@pytest.fixture
def anki() -> Iterator[Stub]:
    with stub() as one:
        yield one


def _message(address: str, key: str | None = None) -> str:
    with pytest.raises(UsageError) as caught:
        AnkiConnect(address, key).greet()
    return str(caught.value)


def test_a_request_has_version_6_and_no_key_unless_there_is_one(anki: Stub) -> None:
    AnkiConnect(anki.address, None).greet()
    AnkiConnect(anki.address, "s3cret").greet()
    assert anki.actions == ["requestPermission", "version"] * 2
    assert anki.asked[0] == {"action": "requestPermission", "version": 6, "params": {}}
    assert anki.asked[3]["key"] == "s3cret"


def test_a_key_is_not_shown() -> None:
    assert "s3cret" not in repr(AnkiConnect("http://127.0.0.1:8765", "s3cret"))


def test_a_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARD2ANKI_CONNECT_KEY", "s3cret")
    assert connect("http://127.0.0.1:8765").key == "s3cret"
    monkeypatch.setenv("CARD2ANKI_CONNECT_KEY", "s3cret\n")
    assert connect("http://127.0.0.1:8765").key == "s3cret"
    monkeypatch.setenv("CARD2ANKI_CONNECT_KEY", "")
    assert connect("http://127.0.0.1:8765").key is None


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1:8765",
        "file:///etc/passwd",
        "http://",
        "http://a:b@c",
        "http://[::1",
        "http://127.0.0.1:99999",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match=r"--connect wants an address such as http://127\.0\.0\.1"):
        connect(address)


def test_anki_does_not_run() -> None:
    address = f"http://127.0.0.1:{free_port()}"
    assert _message(address) == (
        f"{address}: nothing answers: start Anki with the add-on AnkiConnect (Tools > Add-ons >"
        " Get Add-ons, code 2055492159, then restart Anki)"
    )


def test_no_proxy_sees_a_key(anki: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.delenv("no_proxy", raising=False)
    AnkiConnect(anki.address, "s3cret").greet()
    assert anki.actions == ["requestPermission", "version"]


@pytest.mark.parametrize("raw", [b"<html>", b"7", b"null", b'{"result": 1}', b"", b"[" * 100_000])
def test_something_else_listens_there(anki: Stub, raw: bytes) -> None:
    anki.raw = lambda: raw
    assert _message(anki.address).startswith(f"{anki.address}: what answers is not AnkiConnect: ")


@pytest.mark.parametrize("status", [404, 500])
def test_a_web_server_listens_there(anki: Stub, status: int) -> None:
    anki.status = status
    assert _message(anki.address).startswith(f"{anki.address}: what answers is not AnkiConnect: ")


def test_permission_is_denied(anki: Stub) -> None:
    anki.answers["requestPermission"] = {"permission": "denied"}
    assert _message(anki.address) == (
        f"{anki.address}: AnkiConnect denies access; see the add-on's settings in Anki,"
        " 'webCorsOriginList' and 'ignoreOriginList'"
    )
    anki.status = 403
    assert _message(anki.address) == f"{anki.address}: AnkiConnect denies access"


def test_a_key_is_wanted_or_wrong(anki: Stub) -> None:
    anki.answers["requestPermission"] = {"permission": "granted", "requireApikey": True}
    assert _message(anki.address) == (
        f"{anki.address}: AnkiConnect wants its key: set CARD2ANKI_CONNECT_KEY"
    )

    def refuse() -> None:
        raise LookupError("valid api key must be provided")

    anki.answers["version"] = refuse
    message = _message(anki.address, "s3cret")
    assert message == (
        f"{anki.address}: AnkiConnect does not take the key: see CARD2ANKI_CONNECT_KEY"
    )


def test_an_old_add_on(anki: Stub) -> None:
    del anki.answers["requestPermission"]
    AnkiConnect(anki.address, None).greet()
    anki.answers["version"] = 5
    assert _message(anki.address) == (
        f"{anki.address}: AnkiConnect speaks version 5, not 6: update the add-on (Tools >"
        " Add-ons > Check for Updates)"
    )
    with pytest.raises(UnknownActionError, match="AnkiConnect can't 'levitate': update"):
        AnkiConnect(anki.address, None).call("levitate")


def test_no_profile_is_open(anki: Stub) -> None:
    def refuse(query: str) -> None:
        raise LookupError("collection is not available")

    anki.answers["findNotes"] = refuse
    with pytest.raises(UsageError, match="no profile is open in Anki: open one"):
        AnkiConnect(anki.address, None).call("findNotes", query="x")


def test_another_error_is_passed_on_in_one_line(anki: Stub) -> None:
    def refuse(path: str) -> None:
        raise LookupError("no such\n  file")

    anki.answers["importPackage"] = refuse
    with pytest.raises(UsageError) as caught:
        AnkiConnect(anki.address, None).call("importPackage", path="x")
    assert str(caught.value) == f"{anki.address}: Anki can't 'importPackage': no such file"


def test_a_dialog_is_open(anki: Stub) -> None:
    anki.answers["version"] = lambda: time.sleep(0.5)
    with pytest.raises(UsageError) as caught:
        AnkiConnect(anki.address, None).call("version", 0.05)
    assert str(caught.value) == (
        f"{anki.address}: Anki does not answer: close its dialogs, wait until it has finished"
        " syncing or importing, and push again"
    )


def _message_after(answer: bytes) -> str:
    """Return what is said of a listener that answers once and hangs up."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def hang_up() -> None:
            accepted, _ = listener.accept()
            accepted.recv(65_536)
            accepted.sendall(answer)
            accepted.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        message = _message(address)
        thread.join()
    return message.removeprefix(f"{address}: ")


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"])
def test_anki_is_closed_meanwhile(answer: bytes) -> None:
    assert _message_after(answer) == "Anki broke off; was it closed?"


def test_what_speaks_no_http_is_not_anki() -> None:
    message = _message_after(b"SSH-2.0-kites\r\n")
    assert message.startswith("what answers is not AnkiConnect: ")

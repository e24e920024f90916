import sys
from types import ModuleType, SimpleNamespace

import pytest

from card2anki.errors import UsageError
from card2anki.pushing.credentials import ANKIWEB, Account, find_account, service


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CARD2ANKI_SYNC_USER", "CARD2ANKI_SYNC_PASSWORD", "CARD2ANKI_SYNC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "keyring", None)


def _give(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"CARD2ANKI_SYNC_{name}", value)


class _KeyringError(Exception):
    pass


def _keyring(
    monkeypatch: pytest.MonkeyPatch, *entries: tuple[str, str, str], is_locked: bool = False
) -> None:
    def get_credential(wanted: str, user: str | None) -> object:
        if is_locked:
            raise _KeyringError("locked: pa55")
        for name, who, password in entries:
            if name == wanted and user in (None, who):
                return SimpleNamespace(username=who, password=password)
        return None

    errors = ModuleType("keyring.errors")
    errors.KeyringError = _KeyringError  # type: ignore[attr-defined]
    keyring = ModuleType("keyring")
    keyring.get_credential = get_credential  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)


def test_the_environment_names_user_and_password(monkeypatch: pytest.MonkeyPatch) -> None:
    _give(monkeypatch, USER="ann", PASSWORD="pa55")
    assert find_account() == Account(ANKIWEB, "ann", "pa55")
    _give(monkeypatch, URL="http://127.0.0.1:8080")
    assert find_account() == Account("http://127.0.0.1:8080/", "ann", "pa55")


def test_a_password_is_in_no_representation() -> None:
    assert "pa55" not in repr(Account(ANKIWEB, "ann", "pa55"))


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=f"^no user for {ANKIWEB}: set CARD2ANKI_SYNC_USER and"):
        find_account()
    _give(monkeypatch, USER="ann")
    with pytest.raises(UsageError, match=f"^no password for ann at {ANKIWEB}: set CARD2ANKI_SYNC_"):
        find_account()


def test_the_keyring_has_the_password_of_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    _keyring(monkeypatch, (service(ANKIWEB), "ann", "pa55"))
    assert find_account() == Account(ANKIWEB, "ann", "pa55")
    _give(monkeypatch, USER="ann")
    assert find_account() == Account(ANKIWEB, "ann", "pa55")
    _give(monkeypatch, USER="ben")
    with pytest.raises(UsageError, match="no password for ben"):
        find_account()


def test_another_server_does_not_get_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    _keyring(monkeypatch, (service(ANKIWEB), "ann", "pa55"))
    _give(monkeypatch, USER="ann", URL="https://example.org/")
    with pytest.raises(UsageError, match=r"no password for ann at https://example\.org/"):
        find_account()


def test_a_keyring_that_is_locked_says_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    _keyring(monkeypatch, is_locked=True)
    with pytest.raises(UsageError) as caught:
        find_account()
    assert str(caught.value) == "the keyring can't be read: _KeyringError"


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/", "http://", "http://[::1", "http://a:99999/", "x"]
)
def test_what_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    _give(monkeypatch, USER="ann", PASSWORD="pa55", URL=url)
    with pytest.raises(UsageError, match=r"^CARD2ANKI_SYNC_URL must be an address such as https:"):
        find_account()


@pytest.mark.parametrize(
    "url", ["https://ann:s3cret@example.org/", "https://example.org/?p=s3cret"]
)
def test_an_address_with_a_secret_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    _give(monkeypatch, USER="ann", PASSWORD="pa55", URL=url)
    with pytest.raises(UsageError, match="must hold no user and no password") as caught:
        find_account()
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("endpoint", "is_exposed"),
    [
        (ANKIWEB, False),
        ("http://127.0.0.1:8080/", False),
        ("http://localhost/", False),
        ("http://[::1]:8080/", False),
        ("http://192.168.1.9:8080/", True),
        ("http://example.org/", True),
    ],
)
def test_a_way_without_encryption_is_known(endpoint: str, is_exposed: bool) -> None:
    assert Account(endpoint, "ann", "pa55").is_exposed is is_exposed


def test_the_end_of_line_of_a_file_is_no_part_of_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    _give(monkeypatch, USER="ann\n", PASSWORD=" pa55 \r\n")
    assert find_account() == Account(ANKIWEB, "ann", " pa55 ")


def test_a_user_that_would_drive_the_terminal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _give(monkeypatch, USER="\x1b[2Jann", PASSWORD="pa55")
    with pytest.raises(UsageError) as caught:
        find_account()
    assert str(caught.value) == (
        f"the user for {ANKIWEB} has characters that no user has: see CARD2ANKI_SYNC_USER"
    )


@pytest.mark.parametrize("url", ["http://127.0.0.1:1\n/", "http://a b/", "http://a/\x1b[2J"])
def test_an_address_has_no_spaces_and_no_controls(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give(monkeypatch, USER="ann", PASSWORD="pa55", URL=url)
    with pytest.raises(UsageError, match="CARD2ANKI_SYNC_URL must be an address such as"):
        find_account()

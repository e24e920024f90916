"""Who pushes to which sync server: from the environment or the system's keyring.

Never from the command line, which other users of the machine can read, and never from a
project's settings: decks that somebody sends could name a server that gets the password.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from importlib import import_module
from ipaddress import ip_address
from urllib.parse import urlsplit

from card2anki.errors import UsageError
from card2anki.pushing.address import parts_of

ANKIWEB = "https://sync.ankiweb.net/"
USER = "CARD2ANKI_SYNC_USER"
PASSWORD = "CARD2ANKI_SYNC_PASSWORD"  # noqa: S105 - the name of a variable
URL = "CARD2ANKI_SYNC_URL"


@dataclass(frozen=True, slots=True)
class Account:
    """A user of a sync server; the password is in no representation of it."""

    endpoint: str
    user: str
    password: str = field(repr=False)

    @property
    def is_exposed(self) -> bool:
        """Whether the password crosses a network unencrypted."""
        url = urlsplit(self.endpoint)
        return url.scheme == "http" and not _is_loopback(url.hostname or "")


def find_account() -> Account:
    """Return the account of the environment, or of the keyring for its server.

    Raises UsageError that says what is missing and how to give it.
    """
    endpoint = _endpoint(os.environ.get(URL, "").strip() or ANKIWEB)
    user, password = from_environment(USER), from_environment(PASSWORD)
    if not (user and password):
        user, password = _from_keyring(endpoint, user) or (user, password)
    if not user:
        raise UsageError(f"no user for {endpoint}: set {USER} and {PASSWORD}, or {_keyring(user)}")
    if not password:
        raise UsageError(
            f"no password for {user} at {endpoint}: set {PASSWORD}, or {_keyring(user)}"
        )
    if not user.isprintable():
        raise UsageError(f"the user for {endpoint} has characters that no user has: see {USER}")
    return Account(endpoint, user, password)


def service(endpoint: str) -> str:
    """Return the name under which a keyring has the password for a server."""
    return f"card2anki {endpoint}"


def from_environment(name: str) -> str:
    """Return what a variable holds, without the end of line of the file it was read from."""
    return os.environ.get(name, "").strip("\r\n")


def _keyring(user: str) -> str:
    return (
        "keep it in the system's keyring: 'pip install keyring', then"
        f" 'keyring set \"card2anki ADDRESS\" {user or 'USER'}' with the server's address"
    )


def _from_keyring(endpoint: str, user: str) -> tuple[str, str] | None:
    try:
        keyring = import_module("keyring")
    except ModuleNotFoundError:
        return None
    errors = import_module("keyring.errors")
    try:
        found = keyring.get_credential(service(endpoint), user or None)
    except errors.KeyringError as error:
        raise UsageError(f"the keyring can't be read: {type(error).__name__}") from None
    return (found.username, found.password) if found else None


def _endpoint(url: str) -> str:
    parts = parts_of(url)
    if parts is None:
        raise UsageError(f"{URL} must be an address such as {ANKIWEB}")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(f"{URL} must hold no user and no password: set {USER} and {PASSWORD}")
    return url if url.endswith("/") else f"{url}/"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

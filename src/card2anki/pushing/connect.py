"""AnkiConnect: the add-on by which desktop Anki does what it is asked over HTTP."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from card2anki.errors import UsageError
from card2anki.pushing.address import parts_of
from card2anki.pushing.credentials import from_environment

ADDRESS = "http://127.0.0.1:8765"
KEY = "CARD2ANKI_CONNECT_KEY"
ADD_ON = "2055492159"
VERSION = 6
#: Seconds for what Anki answers at once, and for an import: 100,000 notes took 10.
QUICK = 15.0
SLOW = 900.0
_INSTALL = (
    "start Anki with the add-on AnkiConnect (Tools > Add-ons > Get Add-ons, code"
    f" {ADD_ON}, then restart Anki)"
)
_BUSY = (
    "Anki does not answer: close its dialogs, wait until it has finished syncing or importing,"
    " and push again"
)


@dataclass(frozen=True, slots=True)
class AnkiConnect:
    """A running Anki. Every call raises UsageError that says in plain words what is wrong."""

    address: str
    key: str | None = field(repr=False)

    def greet(self) -> None:
        """See that the add-on is there, lets us in and understands us."""
        try:
            granted = self.call("requestPermission")
        except UnknownActionError:  # an old add-on, which lets in everybody with the key
            granted = {"permission": "granted"}
        if not isinstance(granted, dict) or granted.get("permission") != "granted":
            raise UsageError(
                f"{self.address}: AnkiConnect denies access; see the add-on's settings in Anki,"
                " 'webCorsOriginList' and 'ignoreOriginList'"
            )
        if granted.get("requireApikey") and not self.key:
            raise UsageError(f"{self.address}: AnkiConnect wants its key: set {KEY}")
        version = self.call("version")
        if not isinstance(version, int):
            raise self._stranger()
        if version < VERSION:
            raise UsageError(
                f"{self.address}: AnkiConnect speaks version {version}, not {VERSION}: update the"
                " add-on (Tools > Add-ons > Check for Updates)"
            )

    def call(self, action: str, timeout: float = QUICK, **params: Any) -> Any:
        """Return the result of an action."""
        asked: dict[str, Any] = {"action": action, "version": VERSION, "params": params}
        if self.key:
            asked["key"] = self.key
        reply = self._reply(json.dumps(asked).encode(), timeout)
        if not isinstance(reply, dict) or not {"result", "error"} <= reply.keys():
            raise self._stranger()
        if reply["error"] is not None:
            raise self._refusal(action, str(reply["error"]))
        return reply["result"]

    def _reply(self, data: bytes, timeout: float) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked
            self.address, data, {"Content-Type": "application/json"}
        )
        # never through a proxy of the environment, which would see the key
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=timeout) as response:
                return json.loads(response.read())
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == http.client.FORBIDDEN:
                raise UsageError(f"{self.address}: AnkiConnect denies access") from None
            raise self._stranger() from None
        except urllib.error.URLError as error:
            raise self._silence(error.reason) from None
        except (OSError, http.client.HTTPException) as error:
            raise self._silence(error) from None
        except (ValueError, RecursionError):  # no JSON, or none of an add-on's
            raise self._stranger() from None

    def _silence(self, reason: object) -> UsageError:
        """Return why there is no answer."""
        if isinstance(reason, TimeoutError):
            return UsageError(f"{self.address}: {_BUSY}")
        broke_off = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)
        if isinstance(reason, (*broke_off, http.client.IncompleteRead)):
            return UsageError(f"{self.address}: Anki broke off; was it closed?")
        if isinstance(reason, http.client.HTTPException):  # no HTTP
            return self._stranger()
        return UsageError(f"{self.address}: nothing answers: {_INSTALL}")

    def _stranger(self) -> UsageError:
        return UsageError(
            f"{self.address}: what answers is not AnkiConnect: {_INSTALL}, or name its address"
            " with --connect"
        )

    def _refusal(self, action: str, error: str) -> UsageError:
        if "api key" in error:
            return UsageError(f"{self.address}: AnkiConnect does not take the key: see {KEY}")
        if "unsupported action" in error:
            return UnknownActionError(
                f"{self.address}: AnkiConnect can't '{action}': update the add-on"
            )
        if "collection is not available" in error:
            return UsageError(f"{self.address}: no profile is open in Anki: open one")
        return UsageError(f"{self.address}: Anki can't '{action}': {' '.join(error.split())}")


class UnknownActionError(UsageError):
    """An action that the add-on does not know."""


def connect(address: str) -> AnkiConnect:
    """Return the Anki at an address, with the key of the environment.

    Raises UsageError for what is no address.
    """
    parts = parts_of(address)
    if parts is None or parts.username:
        raise UsageError(f"--connect wants an address such as {ADDRESS}")
    return AnkiConnect(address, from_environment(KEY) or None)

"""What Anki's engine says of what went wrong, in words that say what to do."""

from __future__ import annotations

import re

from anki.errors import BackendError, DBError, NetworkError

_NETWORK = "A network error occurred. Error details: "
#: Errors that the engine has no words for, as it shows them.
_SQLITE = re.compile(r'DbError { info: "SqliteFailure\(.*, Some\(\\"(.+)\\"\)\)", kind: \w+ }')
_HTTP = re.compile(r'HttpError { code: (\d+), context: "(.*)", source: .* }')


def told(error: BackendError) -> str:
    """Return what an error says, on one line, without the marks of bidirectional text."""
    words = " ".join(str(error).replace("\u2068", "").replace("\u2069", "").split())
    words = words.replace(" for url ()", "").removeprefix(_NETWORK)
    words = _HTTP.sub(r"HTTP \1, \2; is this the address of a sync server?", words)
    return _SQLITE.sub(r"\1", words)


def closed(error: DBError) -> str:
    """Return why a mirror can't be opened, and what to do."""
    if "FileTooNew" in str(error):
        return "a newer Anki has worked on this copy: pip install --upgrade anki"
    if "Anki already open" in str(error):
        return (
            f"can't be opened: {told(error)} Close what else has it open: it is the copy that"
            " 'card2anki push' works on"
        )
    return f"can't be opened: {told(error)}"


def is_final(error: NetworkError) -> bool:
    """Say whether the answer was a refusal, which will be the same next time."""
    return "HTTP status client error" in str(error) and not any(
        status in str(error) for status in ("(408 ", "(429 ")
    )

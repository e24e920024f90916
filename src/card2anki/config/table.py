"""A table of a TOML file whose every mistake is named by file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from card2anki.errors import UsageError

_HEADER = re.compile(r"\s*\[{1,2}([^\]]++)\]")
_PART = r"""(?:"[^"]*+"|'[^']*+'|[\w-]++)"""
_KEY = re.compile(rf"\s*+({_PART}(?:\s*+\.\s*+{_PART})*+)\s*+=")
_INNER_KEY = re.compile(rf"(?<=[{{,]){_KEY.pattern}")
_NAME = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")


@dataclass(frozen=True, slots=True)
class Table:
    """The values of a table, the file they stand in, and the names that lead to the table."""

    file: Path
    text: str
    names: tuple[str, ...]
    values: Mapping[str, Any]

    def where(self, *keys: str) -> str:
        """Return the file, and the line of a key where it can be found."""
        line = _line_of(self.text, (*self.names, *keys))
        return f"{self.file}:{line}: " if line else f"{self.file}: "

    def fail(self, message: str, *keys: str) -> UsageError:
        """Return the error to raise about a key."""
        return UsageError(f"{self.where(*keys)}{message}")

    def check_keys(self, known: Collection[str]) -> None:
        """Raise UsageError for a key that nothing is known of."""
        for key in self.values:
            if key not in known:
                near = get_close_matches(key, known, 1)
                if key == "tool":
                    raise self.fail("no [tool.card2anki] here: its keys stand by themselves", key)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {_listed(known)}"
                raise self.fail(f"unknown key {key!r}; {hint}", key)

    def text_of(self, key: str) -> str | None:
        """Return a text. Raises UsageError for anything else, and for an empty one."""
        value = self.values.get(key)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.fail(f"{key!r} must be a text that is not empty, not {value!r}", key)
        return value

    def texts_of(self, key: str) -> tuple[str, ...] | None:
        """Return a list of texts. Raises UsageError for anything else."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(f"{key!r} must be a list of texts, not {value!r}", key)
        return tuple(value)

    def choice_of(self, key: str, choices: Collection[str]) -> str | None:
        """Return one of some texts. Raises UsageError for anything else."""
        value = self.text_of(key)
        if value is not None and value not in choices:
            raise self.fail(f"{key!r} must be one of {_listed(choices)}, not {value!r}", key)
        return value

    def table_of(self, key: str) -> Table:
        """Return a table, an empty one where there is none. Raises UsageError for other values."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(f"{key!r} must be a table, not {value!r}", key)
        return Table(self.file, self.text, (*self.names, key), value)


def read_table(file: Path) -> Table | None:
    """Return the settings of a file, None for a pyproject.toml that has none of ours.

    Raises UsageError where the file can't be read or is not TOML.
    """
    try:
        text = file.read_text("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{file}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: not valid UTF-8: {error.reason}") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: not valid TOML: {error}") from error
    whole = Table(file, text, (), data)
    if file.name != "pyproject.toml":
        return whole
    table = whole.table_of("tool").table_of("card2anki")
    return table if table.values else None


def _listed(known: Collection[str]) -> str:
    return ", ".join(sorted(known))


def _line_of(text: str, names: tuple[str, ...]) -> int | None:
    """Return the line, from 1, on which a key is set or its table begins."""
    for number, path in _keys(text):
        if path[: len(names)] == names:
            return number
    return None


def _keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the keys of a TOML text with their lines. For messages: long strings may fool it."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if found := _HEADER.match(line):
            table = _names(found[1])
            yield number, table
        elif found := _KEY.match(line):
            key = (*table, *_names(found[1]))
            yield number, key
            inline = line[found.end() :].lstrip()
            if inline.startswith("{"):
                yield from ((number, (*key, *_names(k))) for k in _INNER_KEY.findall(inline))


def _names(dotted: str) -> tuple[str, ...]:
    return tuple("".join(found) for found in _NAME.findall(dotted))

"""``[tool.card2anki]`` of ``pyproject.toml``, or ``card2anki.toml``, as one frozen Config."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from card2anki.errors import UsageError

#: The lock file that stands beside decks.
LOCK_NAME = "card2anki.lock"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: What the templates of deck names and tags may name.
PLACEHOLDERS = frozenset({"book", "part", "chapter", "rating", "language", "file"})
_DECK_PLACEHOLDERS = PLACEHOLDERS - {"rating", "language"}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a project.

    ``deck`` and ``tags`` are templates with PLACEHOLDERS in braces; a tag whose placeholder
    has no value is left out, and one with ``{language}`` is made for each language of a card.
    ``books`` gives titles as they should be read, by the title that stands in the files.
    """

    root: Path | None = None
    deck: str = "{book}::{part} {chapter}"
    tags: tuple[str, ...] = (
        "rating::{rating}",
        "book::{book}",
        "part::{part}",
        "chapter::{chapter}",
        "lang::{language}",
    )
    books: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    lock: str | None = None


def find_config(start: Path) -> Config:
    """Return the settings that hold for a path: those of the nearest folder that has any.

    The search ends at a folder with ``.git``. Raises UsageError for a broken file.
    """
    start = start.resolve()
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        for name in ("card2anki.toml", "pyproject.toml"):
            file = folder / name
            if file.is_file() and (table := _table(file)) is not None:
                return _config(table, file)
        if (folder / ".git").exists():
            break
    return Config()


def read_config(file: Path) -> Config:
    """Return the settings of one file. Raises UsageError if it has none or is broken."""
    table = _table(file)
    if table is None:
        raise UsageError(f"{file}: no [tool.card2anki] table")
    return _config(table, file)


def _table(file: Path) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: can't be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: not valid TOML: {error}") from error
    if file.name != "pyproject.toml":
        return data
    tool = data.get("tool", {})
    table = tool.get("card2anki", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        raise UsageError(f"{file}: 'tool.card2anki' must be a table, not {table!r}")
    return table or None


def _config(table: Mapping[str, Any], file: Path) -> Config:
    known = {setting.name for setting in fields(Config)} - {"root"}
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"
            raise UsageError(f"{file}: unknown key {key!r}; {hint}")
    deck = _text(table, "deck", file)
    tags = _texts(table, "tags", file)
    _check_template(deck or "", _DECK_PLACEHOLDERS, "deck", file)
    for tag in tags or ():
        _check_template(tag, PLACEHOLDERS, "tags", file)
    default = Config()
    return Config(
        root=file.resolve().parent,
        deck=default.deck if deck is None else deck,
        tags=default.tags if tags is None else tags,
        books=_books(table, file),
        exclude=_texts(table, "exclude", file) or (),
        lock=_text(table, "lock", file),
    )


def _text(table: Mapping[str, Any], key: str, file: Path) -> str | None:
    value = table.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise UsageError(f"{file}: {key!r} must be a text that is not empty, not {value!r}")
    return value


def _texts(table: Mapping[str, Any], key: str, file: Path) -> tuple[str, ...] | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{file}: {key!r} must be a list of texts, not {value!r}")
    return tuple(value)


def _books(table: Mapping[str, Any], file: Path) -> dict[str, str]:
    value = table.get("books", {})
    if not isinstance(value, dict):
        raise UsageError(f"{file}: 'books' must be a table of titles, not {value!r}")
    for name, title in value.items():
        if not isinstance(title, str) or not title.strip():
            raise UsageError(f"{file}: the title of the book {name!r} must be a text")
    return value


def _check_template(template: str, allowed: Collection[str], key: str, file: Path) -> None:
    for name in PLACEHOLDER.findall(template):
        if name not in allowed:
            raise UsageError(
                f"{file}: {key!r}: no placeholder {{{name}}} in {template!r}; "
                f"there are {', '.join(sorted(allowed))}"
            )
    if set("{}") & set(PLACEHOLDER.sub("", template)):
        raise UsageError(f"{file}: {key!r}: a brace without a placeholder in {template!r}")


def lock_above(folder: Path) -> Path | None:
    """Return the nearest lock file in a folder or above it, within the repository."""
    start = folder.resolve()
    for place in (start, *start.parents):
        if (place / LOCK_NAME).is_file():
            return place / LOCK_NAME
        if (place / ".git").exists():
            break
    return None

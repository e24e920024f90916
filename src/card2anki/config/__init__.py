"""``[tool.card2anki]`` of ``pyproject.toml``, or ``card2anki.toml``, as one frozen Config."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from card2anki.config.table import Table, read_table
from card2anki.model import Severity

#: The lock file that stands beside decks.
LOCK_NAME = "card2anki.lock"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: What the templates of deck names and tags may name.
PLACEHOLDERS = frozenset({"book", "part", "chapter", "rating", "language", "file"})
_DECK_PLACEHOLDERS = PLACEHOLDERS - {"rating", "language"}

Option = int | str | bool


@dataclass(frozen=True, slots=True)
class LintSettings:
    """Which rules are in force, and how: selectors as they were written.

    ``select`` is None where the rules decide themselves; ``call_select`` and ``call_ignore``
    are what the call adds. ``places`` says where the selectors and options of each key stand,
    for messages.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    options: tuple[tuple[str, tuple[tuple[str, Option], ...]], ...] = ()
    root: Path | None = None
    places: tuple[tuple[str, str, str], ...] = ()
    call_select: tuple[str, ...] = ()
    call_ignore: tuple[str, ...] = ()

    def where(self, key: str, value: str) -> str:
        """Return where a selector of a key was written, "" for the command line."""
        return next((place for k, v, place in self.places if (k, v) == (key, value)), "")


@dataclass(frozen=True, slots=True)
class CodeSettings:
    """With what code is checked.

    ``java_home`` is the folder of a JDK; None looks for one. ``require`` names tools without
    which a run fails, ``place`` says where it stands, for messages.
    """

    java_home: Path | None = None
    require: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a project.

    ``deck`` and ``tags`` are templates with PLACEHOLDERS in braces; a tag whose placeholder
    has no value is left out, and one with ``{language}`` is made for each language of a card.
    ``books`` gives titles as they should be read, by the title that stands in the files.
    ``fail_on`` is the least severity that fails a check, ``show`` the least that is printed.
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
    lint: LintSettings = field(default_factory=LintSettings)
    code: CodeSettings = field(default_factory=CodeSettings)
    fail_on: Severity = Severity.WARNING
    show: Severity = Severity.WARNING
    baseline: str | None = None

    def lock_for(self, folder: Path) -> Path | None:
        """Return the lock file of the decks in a folder: the configured one, or the nearest above.

        The search ends at a folder with ``.git``; None where there is no lock yet.
        """
        if self.lock and self.root:
            return self.root / self.lock
        start = folder.resolve()
        for place in (start, *start.parents):
            if (place / LOCK_NAME).is_file():
                return place / LOCK_NAME
            if (place / ".git").exists():
                break
        return None


def find_config(start: Path) -> Config:
    """Return the settings that hold for a path: those of the nearest folder that has any.

    The search ends at a folder with ``.git``. Raises UsageError for a broken file.
    """
    start = start.resolve()
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        for name in ("card2anki.toml", "pyproject.toml"):
            file = folder / name
            if file.is_file() and (table := read_table(file)) is not None:
                return _config(table)
        if (folder / ".git").exists():
            break
    return Config()


def read_config(file: Path) -> Config:
    """Return the settings of one file. Raises UsageError if it has none or is broken."""
    table = read_table(file)
    if table is None:
        raise Table(file, "", (), {}).fail("no [tool.card2anki] table")
    return _config(table)


def _config(table: Table) -> Config:
    settings = {*fields(Config), *fields(LintSettings), *fields(CodeSettings)}
    inner = {"root", "lint", "code", "places", "place", "call_select", "call_ignore"}
    table.check_keys({s.name.replace("_", "-") for s in settings if s.name not in inner})
    deck = table.text_of("deck")
    tags = table.texts_of("tags")
    _check_template(deck or "", _DECK_PLACEHOLDERS, "deck", table)
    for tag in tags or ():
        _check_template(tag, PLACEHOLDERS, "tags", table)
    default = Config()
    return Config(
        root=table.file.resolve().parent,
        deck=default.deck if deck is None else deck,
        tags=default.tags if tags is None else tags,
        books=_books(table),
        exclude=table.texts_of("exclude") or (),
        lock=table.text_of("lock"),
        lint=_lint_settings(table),
        code=CodeSettings(
            java_home=_java_home(table),
            require=table.texts_of("require") or (),
            place=table.where("require"),
        ),
        fail_on=Severity(table.choice_of("fail-on", _SEVERITIES) or default.fail_on),
        show=Severity(table.choice_of("show", _SEVERITIES) or default.show),
        baseline=table.text_of("baseline"),
    )


_SEVERITIES = tuple(severity.value for severity in Severity)


def _lint_settings(table: Table) -> LintSettings:
    ignores, severities, options = (
        table.table_of(key) for key in ("per-file-ignores", "severity", "options")
    )
    return LintSettings(
        select=table.texts_of("select"),
        extend_select=table.texts_of("extend-select") or (),
        ignore=table.texts_of("ignore") or (),
        per_file_ignores=tuple((p, ignores.texts_of(p) or ()) for p in ignores.values),
        severity=tuple(
            (selector, Severity(severities.choice_of(selector, _SEVERITIES) or ""))
            for selector in severities.values
        ),
        options=tuple((rule, _options(options.table_of(rule))) for rule in options.values),
        root=table.file.resolve().parent,
        places=tuple(_places(table)),
    )


def _java_home(table: Table) -> Path | None:
    """Return the folder of a JDK: never one of the project, whose decks may be anybody's."""
    named = table.text_of("java-home")
    if named is None:
        return None
    home = Path(named)
    if not home.is_absolute():
        raise table.fail(f"'java-home' must be an absolute path, not {named!r}", "java-home")
    if home.resolve().is_relative_to(_project(table.file.resolve().parent)):
        raise table.fail(
            f"'java-home' must be outside of the project, not {named!r}: what belongs to decks is"
            " never run",
            "java-home",
        )
    return home


def _project(folder: Path) -> Path:
    """Return the repository that holds a folder, or the folder where none does."""
    return next((p for p in (folder, *folder.parents) if (p / ".git").exists()), folder)


def _options(table: Table) -> tuple[tuple[str, Option], ...]:
    for name, value in table.values.items():
        if not isinstance(value, int | str | bool):
            raise table.fail(f"{name!r} must be a number, a text or true or false", name)
    return tuple((name.replace("-", "_"), value) for name, value in table.values.items())


def _places(table: Table) -> list[tuple[str, str, str]]:
    """Return where each selector and option stands: key, value, place."""
    places = []
    for key in ("select", "extend-select", "ignore"):
        places += [(key, value, table.where(key)) for value in table.texts_of(key) or ()]
    ignores = table.table_of("per-file-ignores")
    for pattern in ignores.values:
        selectors = ignores.texts_of(pattern) or ()
        places += [("per-file-ignores", s, ignores.where(pattern)) for s in selectors]
    for key in ("severity", "options"):
        inner = table.table_of(key)
        places += [(key, selector, inner.where(selector)) for selector in inner.values]
    options = table.table_of("options")
    for rule in options.values:
        inner = options.table_of(rule)
        for name in inner.values:
            places.append(("options", f"{rule}.{name.replace('-', '_')}", inner.where(name)))
    return places


def _books(table: Table) -> dict[str, str]:
    books = table.table_of("books")
    for name, title in books.values.items():
        if not isinstance(title, str) or not title.strip():
            raise books.fail(f"the title of the book {name!r} must be a text", name)
    return dict(books.values)


def _check_template(template: str, allowed: Collection[str], key: str, table: Table) -> None:
    for name in PLACEHOLDER.findall(template):
        if name not in allowed:
            raise table.fail(
                f"{key!r}: no placeholder {{{name}}} in {template!r}; "
                f"there are {', '.join(sorted(allowed))}",
                key,
            )
    if set("{}") & set(PLACEHOLDER.sub("", template)):
        raise table.fail(f"{key!r}: a brace without a placeholder in {template!r}", key)

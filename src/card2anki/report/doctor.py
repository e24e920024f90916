"""What is installed, what is missing, and the command that brings it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from card2anki.languages.java.archive import Archive
from card2anki.languages.java.jdk import OLDEST, Jdk
from card2anki.report.characters import json_text, legible
from card2anki.report.counts import count

SCHEMA = 1
_GRAMMAR = "tree-sitter-"


@dataclass(frozen=True, slots=True)
class Health:
    """What was found on a machine.

    ``settings`` is the file that holds the settings, ``jdk`` the one that is used, and
    ``install_command`` what brings one where there is none. ``archive`` is the compile server as
    it lies in ``cache``, ``refusal`` why nothing can. ``packages`` has the versions of packages of
    Python, "" for what is not installed.
    """

    version: str
    python: str
    settings: Path | None
    jdk: Jdk | None
    other_jdks: tuple[Jdk, ...]
    install_command: str
    cache: Path
    refusal: str
    archive: Archive | None
    packages: Mapping[str, str]


class _State(StrEnum):
    OK = "ok"
    MISSING = "missing"
    SLOW = "slow"
    LATER = "later"


_COLOURS = {
    _State.OK: "green",
    _State.MISSING: "yellow",
    _State.SLOW: "yellow",
    _State.LATER: "cyan",
}
#: A state, what it is the state of, and lines that say more.
_Item = tuple[_State, str, list[str]]


def doctor_text(health: Health, *, colour: bool) -> str:
    """Return a line an item, aligned, and more lines where there is more to say."""
    lines = [f"card2anki {health.version} with Python {health.python}", ""]
    items = list(_items(health))
    width = max(len(name) for _, name, _ in items)
    for state, name, said in items:
        mark = click.style(f"{state:<7}", fg=_COLOURS[state]) if colour else f"{state:<7}"
        label = click.style(f"{name:<{width}}", bold=True) if colour else f"{name:<{width}}"
        lines.append(f"{mark}  {label}  {legible(said[0])}")
        lines += [f"{' ' * (width + 11)}{legible(line)}" for line in said[1:]]
    return "\n".join(lines) + "\n"


def doctor_json(health: Health) -> str:
    """Return the same for programs."""
    archive = health.archive
    return json_text(
        {
            "schema": SCHEMA,
            "card2anki": health.version,
            "python": health.python,
            "settings": str(health.settings or ""),
            "java": {
                "jdk": _jdk(health.jdk) if health.jdk else None,
                "others": [_jdk(jdk) for jdk in health.other_jdks],
                "install": health.install_command,
            },
            "compile_server": {
                "cache": str(health.cache),
                "refusal": health.refusal,
                "compiled": archive is not None,
                "starts_fast": archive is not None and archive.has_classes,
                "bytes": archive.size if archive else 0,
            },
            "packages": dict(health.packages),
        }
    )


def _jdk(jdk: Jdk) -> dict[str, Any]:
    return {
        "version": jdk.version,
        "home": str(jdk.home),
        "origin": jdk.origin,
        "usable": jdk.is_usable,
    }


def _items(health: Health) -> Iterator[_Item]:
    yield _State.OK, "settings", [str(health.settings or "no file: the defaults hold")]
    yield _java(health)
    if health.jdk:
        yield _compile_server(health)
    yield from _packages(health.packages)


def _java(health: Health) -> _Item:
    others = [
        f"also {jdk.version} in {jdk.home}" + ("" if jdk.is_usable else ": too old")
        for jdk in health.other_jdks
    ]
    if health.jdk:
        used = f"javac {health.jdk.version} in {health.jdk.home}"
        return _State.OK, "Java", [used, *others]
    brings = health.install_command or f"install a JDK, {OLDEST} or later"
    return _State.MISSING, "Java", [f"only its syntax is checked; to compile: {brings}", *others]


def _compile_server(health: Health) -> _Item:
    name, archive = "compile server", health.archive
    if archive:
        compiled = f"{archive.size / 1e6:.1f} MB in {archive.folder}"
        if archive.has_classes:
            return _State.OK, name, [compiled]
        return _State.SLOW, name, [compiled, "Java could not archive its classes"]
    if health.refusal:
        advice = "CARD2ANKI_CACHE_DIR=FOLDER names another place"
        return _State.SLOW, name, [f"compiled anew each time: {health.refusal}", advice]
    return _State.LATER, name, [f"will be compiled when it is needed, into {health.cache}"]


def _packages(packages: Mapping[str, str]) -> Iterator[_Item]:
    parsers = {name: version for name, version in packages.items() if name != "anki"}
    if missing := [name for name, version in parsers.items() if not version]:
        yield _State.MISSING, "parsers", [f"pip install {' '.join(missing)}"]
    else:
        named = {name: one for name, one in parsers.items() if not name.startswith(_GRAMMAR)}
        listed = ", ".join(map(" ".join, named.items()))
        grammars = count(len(parsers) - len(named), "grammar")
        yield _State.OK, "parsers", [f"{listed} with {grammars}"]
    if packages["anki"]:
        yield _State.OK, "Anki engine", [f"anki {packages['anki']}"]
    else:
        told = "only tests need it; to install it: pip install 'card2anki[anki]'"
        yield _State.MISSING, "Anki engine", [told]

"""The house: a room knows the rooms below it and none above; modules stay small."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

_PACKAGE = Path(__file__).parents[1] / "src" / "card2anki"
#: From the ground up; a room may import itself and what stands before it.
_ROOMS = (
    "model",
    "errors",
    "plugins",
    "prose",
    "rule",
    "config",
    "checker",
    "languages",
    "source",
    "render",
    "unrendering",
    "rules",
    "linting",
    "anki",
    "staging",
    "report",
    "pipeline",
    "checking",
    "explaining",
    "formatting",
    "identifying",
    "building",
    "importing",
    "diffing",
    "pushing",
    "doctor",
    "cli",
)
_MODULES = sorted(_PACKAGE.rglob("*.py"))


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("file", _MODULES, ids=lambda file: str(file.relative_to(_PACKAGE)))
def test_no_room_imports_a_higher_one(file: Path) -> None:
    room = file.relative_to(_PACKAGE).parts[0].removesuffix(".py")
    if room in ("__init__", "__main__"):
        return
    for module in _imports(file):
        if module.startswith("card2anki."):
            assert _ROOMS.index(_room(module)) <= _ROOMS.index(room), module


def test_the_rooms_are_those_of_the_document() -> None:
    document = (_PACKAGE.parents[1] / "docs" / "architecture.md").read_text("utf-8")
    places = [document.find(f"| `{room}") for room in _ROOMS]
    assert -1 not in places
    assert places == sorted(places)
    found = {file.relative_to(_PACKAGE).parts[0].removesuffix(".py") for file in _MODULES}
    assert found - {"__init__", "__main__"} == set(_ROOMS)


@pytest.mark.parametrize("file", _MODULES, ids=lambda file: str(file.relative_to(_PACKAGE)))
def test_modules_stay_small_and_have_a_purpose(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("\n") <= 400
    assert ast.get_docstring(ast.parse(text))
    assert file.stem not in ("util", "utils", "helper", "helpers", "common", "misc")

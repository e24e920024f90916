"""Pieces of right programs, cut as cards cut them; none of them has anything wrong with it."""

import ast
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

PROGRAMS = sorted(Path(__file__).with_name("programs").glob("*.py.txt"))


class Cut(NamedTuple):
    """A piece of a program: where it is from, how it was cut, and its text."""

    origin: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.origin} {self.kind}\n{self.text}"


@cache
def cuts() -> tuple[Cut, ...]:
    """Return all pieces."""
    return tuple(cut for path in PROGRAMS for cut in _of_program(path))


def _of_program(path: Path) -> Iterator[Cut]:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    lines = text.split("\n")
    yield Cut(path.name, "program", text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.stmt):
            shown = _shown(lines, node)
            name = f"{path.name}:{node.lineno}"
            yield Cut(name, "statement", textwrap.dedent(shown))
            yield Cut(name, "indented", shown)
            yield Cut(name, "with tabs", textwrap.dedent(shown).replace("    ", "\t"))
        if isinstance(body, list) and not isinstance(node, ast.Module | ast.match_case):
            yield Cut(f"{path.name}:{body[0].lineno}", "body", _run(lines, body))
            yield from _heads(lines, node, path.name)
    for first, last in zip(tree.body, tree.body[1:], strict=False):
        cut = _run(lines, [first, last])
        yield Cut(f"{path.name}:{first.lineno}", "neighbours", cut)
        yield Cut(f"{path.name}:{first.lineno}", "doctest", _doctest([_shown(lines, first)]))
        typed = [_shown(lines, first), _shown(lines, last)]
        yield Cut(f"{path.name}:{first.lineno}", "session", _doctest(typed))
        yield Cut(f"{path.name}:{first.lineno}", "notebook", _notebook(typed))


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])


def _shown(lines: list[str], node: ast.stmt) -> str:
    return "\n".join(lines[_first_line(node) - 1 : node.end_lineno])


def _run(lines: list[str], body: list[ast.stmt]) -> str:
    return "\n".join(lines[_first_line(body[0]) - 1 : body[-1].end_lineno])


def _heads(lines: list[str], node: ast.AST, name: str) -> Iterator[Cut]:
    """Yield functions and classes whose body is left out."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    head = textwrap.dedent("\n".join(lines[_first_line(node) - 1 : node.body[0].lineno - 1]))
    head = head.rstrip()
    if not head.endswith(":"):
        return
    place = f"{name}:{node.lineno}"
    yield Cut(place, "comment for a body", f"{head}\n    # the work is done here")
    yield Cut(place, "comments and more", f"{head}\n    # first this\n    # then that\n\nrun()")
    yield Cut(place, "dots for a body", f"{head}\n    ...")
    yield Cut(place, "head alone", head)


def _doctest(statements: list[str]) -> str:
    shown = []
    for statement in statements:
        first, *others = statement.split("\n")
        shown += [f">>> {first}", *(f"... {line}".rstrip() for line in others)]
        shown += ["<Tree of 6>", "'printed: ('"]
    return "\n".join(shown)


def _notebook(statements: list[str]) -> str:
    shown = ["%matplotlib inline", "!pip install orchards"]
    for number, statement in enumerate(statements, start=3):
        first, *others = statement.split("\n")
        shown += [f"In [{number}]: {first}", *(f"   ...: {line}" for line in others), ""]
        shown += [f"Out[{number}]: <Tree of 6>", "and more ("]
    return "\n".join(shown)

"""Pieces of right programs with one mistake of which it is certain that it is one."""

import ast
from collections.abc import Iterator
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from card2anki.languages.python.scanner import CLOSERS, OPENERS, logical_lines, scanned
from tests.languages.python.cutting import Cut, cuts


class Fault(Enum):
    """What is done to a piece."""

    COLON = "colon dropped"
    BRACKET = "bracket dropped"
    QUOTE = "quote dropped"
    INDENTED = "line indented"
    DEDENTED = "body dedented"


class Mutant(NamedTuple):
    """A piece with a mistake, and where it was made."""

    cut: Cut
    fault: Fault
    at: int
    text: str

    def __str__(self) -> str:
        return f"{self.fault.value} at {self.at}: {self.cut.origin} {self.cut.kind}\n{self.text}"


@cache
def mutants(fault: Fault) -> tuple[Mutant, ...]:
    """Return all pieces with a fault, each place of each statement once."""
    make = _MAKERS[fault]
    found = {
        text: Mutant(cut, fault, at, text)
        for cut in cuts()
        if cut.kind == "statement" and "\n" in cut.text
        if not cut.text.startswith("elif")
        for at, text in make(cut.text)
    }
    return tuple(found.values())


Made = Iterator[tuple[int, str]]


def _colons(text: str) -> Made:
    for line in logical_lines(text, scanned(text)):
        if line.opens_block:
            yield line.end - 1, text[: line.end - 1] + text[line.end :]


def _brackets(text: str) -> Made:
    for token in scanned(text):
        if token.kind == "sign" and (token.text in OPENERS or token.text in CLOSERS):
            yield token.start, text[: token.start] + text[token.end :]


def _quotes(text: str) -> Made:
    for token in scanned(text):
        if token.kind == "string" and '"""' not in token.text:
            first = token.start + len(token.text) - len(token.text.lstrip("frb"))
            yield first, text[:first] + text[first + 1 :]
            yield token.end - 1, text[: token.end - 1] + text[token.end :]


def _indented(text: str) -> Made:
    """Indent statements that follow another in their block."""
    for body in _bodies(text):
        for before, node in pairwise(body):
            if isinstance(before, ast.Expr | ast.Assign | ast.AugAssign | ast.Return):
                yield _moved(text, node, "  ")


def _dedented(text: str) -> Made:
    """Take the indentation from the first statement of a block."""
    for body in _bodies(text):
        if body[0].col_offset:
            yield _moved(text, body[0], "")


def _bodies(text: str) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(ast.parse(text)):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                yield body


def _moved(text: str, node: ast.stmt, indent: str) -> tuple[int, str]:
    lines = text.split("\n")
    decorators = getattr(node, "decorator_list", [])
    number = min([node.lineno, *(one.lineno for one in decorators)]) - 1
    shown = lines[number]
    lines[number] = indent + (shown if indent else shown.lstrip())
    return len("\n".join(lines[:number])), "\n".join(lines)


_MAKERS = {
    Fault.COLON: _colons,
    Fault.BRACKET: _brackets,
    Fault.QUOTE: _quotes,
    Fault.INDENTED: _indented,
    Fault.DEDENTED: _dedented,
}

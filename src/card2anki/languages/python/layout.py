"""Code as ``ruff format`` lays it out; nothing but the layout may change."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from card2anki.languages.problem import Problem, Replacement
from card2anki.languages.python.parsing import parsed
from card2anki.languages.python.ruff import Ruff
from card2anki.languages.python.rules import unformatted
from card2anki.languages.python.scanner import scanned


def layout_problems(codes: Sequence[str], ruff: Ruff) -> list[tuple[Problem, ...]]:
    """Return what is to be said of the layout of each code, which parses. Raises UsageError."""
    texts = [f"{code}\n" for code in codes]
    return [
        _problem(code, text.rstrip("\n")) if text is not None else ()
        for code, text in zip(codes, ruff.formatted(texts), strict=True)
    ]


def _problem(code: str, formatted: str) -> tuple[Problem, ...]:
    start = len(code) - len(code.lstrip("\n"))
    end = len(code.rstrip())
    shown = code[start:end]
    if formatted == shown or not formatted or not _is_same(shown, formatted):
        return ()
    first = next(
        n for n, (a, b) in enumerate(zip(f"{shown}\0", f"{formatted}\0", strict=False)) if a != b
    )
    line = shown.count("\n", 0, first)
    at = start + len("\n".join(shown.split("\n")[:line])) + (line > 0)
    told = f"not laid out as 'ruff format' would: {formatted.split(chr(10))[line].strip()!r}"
    fix = (Replacement(start, end, formatted),)
    return (Problem(unformatted, at, max(at, code.find("\n", at)), told, fix),)


def _is_same(code: str, formatted: str) -> bool:
    """Say whether two texts have the same tree and the same comments."""
    before, after = parsed(code), parsed(formatted)
    if isinstance(before, SyntaxError) or isinstance(after, SyntaxError):
        return False
    return _dump(before) == _dump(after) and _comments(code) == _comments(formatted)


def _dump(tree: ast.Module) -> str:
    """Return a tree in words, without the blanks in docstrings that a layout may change."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node, clean=False)
            if text is not None:
                node.body[0] = ast.Expr(ast.Constant(" ".join(text.split())))
    return ast.dump(tree)


def _comments(text: str) -> list[str]:
    """Return the comments of a text, without the blanks that a layout may change."""
    return ["".join(one.text.split()) for one in scanned(text) if one.kind == "comment"]

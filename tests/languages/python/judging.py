"""What is said of Python snippets, for tests: by the real ruff, many at once."""

from collections.abc import Iterable, Sequence
from functools import cache

from card2anki.languages.problem import Problem
from card2anki.languages.python.checker import examine
from card2anki.languages.python.ruff import installed_ruff

Found = Sequence[tuple[Problem, ...]]


@cache
def found_in(codes: tuple[str, ...], *, lays_out: bool = False) -> Found:
    """Return what is said of each code."""
    found = examine(codes, installed_ruff(), lays_out=lays_out)
    return [tuple(one for one in problems if not one.is_meant) for problems in found]


def told(code: str, problems: Iterable[Problem]) -> list[str]:
    """Return what is said of a code: the rule, what is shown of the code, and the message."""
    return [f"{p.rule.code} {code[p.start : p.end]!r} {p.message}" for p in problems]


def mended(code: str, problems: Iterable[Problem]) -> str:
    """Return a code after all fixes."""
    edits = [edit for problem in problems for edit in problem.fix]
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        code = code[: edit.start] + edit.text + code[edit.end :]
    return code

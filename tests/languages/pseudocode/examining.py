"""What the checker of pseudocode says of code."""

from __future__ import annotations

from collections.abc import Sequence

from card2anki.languages.problem import Problem
from card2anki.languages.pseudocode.checker import examine
from card2anki.model import Severity


def problems(code: str) -> Sequence[Problem]:
    """Return all that is said of code."""
    return [one for one in examine([code])[0] if not one.is_meant]


def mistakes(code: str) -> list[Problem]:
    """Return what is wrong at an error or a warning."""
    return [one for one in problems(code) if one.weight is not Severity.INFO]


def told(code: str, problem: Problem) -> str:
    """Return a problem as a test compares it: its rule, its text, its message."""
    return f"{problem.rule.code} {code[problem.start : problem.end]!r} {problem.message}"

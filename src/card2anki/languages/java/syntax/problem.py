"""What is found wrong with a token of a snippet."""

from __future__ import annotations

from card2anki.languages.java.syntax.tokens import Token
from card2anki.languages.problem import Problem, Replacement
from card2anki.rule import Rule


def problem_at(rule: Rule, token: Token, message: str, *fix: Replacement) -> Problem:
    """Return a problem with a token."""
    return Problem(rule, token.start, token.end, message, fix)

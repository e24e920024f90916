"""What is found wrong with the syntax of a snippet."""

from __future__ import annotations

from dataclasses import dataclass

from card2anki.languages.java.protocol import Replacement
from card2anki.languages.java.syntax.tokens import Token
from card2anki.rule import Rule


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """What is wrong with a snippet, and where; offsets are code points.

    ``fix`` is there where the code parses after it, and nothing else is as likely.
    """

    rule: Rule
    start: int
    end: int
    message: str
    fix: tuple[Replacement, ...] = ()


def problem_at(rule: Rule, token: Token, message: str, *fix: Replacement) -> SyntaxProblem:
    """Return a problem with a token."""
    return SyntaxProblem(rule, token.start, token.end, message, fix)

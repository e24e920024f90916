"""A snippet as the checks of its syntax read it: its tokens, its brackets, and its parse."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, Self

from card2anki.languages.problem import Problem, Replacement, TooHardError, replaced
from card2anki.languages.syntax.brackets import Brackets, match
from card2anki.languages.syntax.tokens import Token
from card2anki.rule import Rule

#: Brackets nested deeper are not parsed.
DEEPEST = 200


class Flaw(NamedTuple):
    """What is wrong with a text: where, and what to say.

    ``kind`` is "missing" where a token is, named by ``message``; "error" where the parser gave
    up; else "rule", where a rule is broken that the parser does not know.
    """

    start: int
    end: int
    kind: str
    message: str = ""


class Mistake(NamedTuple):
    """What is wrong with a piece of a token: its offsets in the token, and what to say."""

    start: int
    end: int
    message: str


class Listing(ABC):
    """The code of a snippet. ``tokens`` are those of its code, without its ``comments``."""

    def __init__(self, code: str, tokens: Sequence[Token]) -> None:
        self.code = code
        self.all = tokens
        self.tokens = [token for token in tokens if token.kind != "comment"]
        self.comments = [token for token in tokens if token.kind == "comment"]

    @cached_property
    def brackets(self) -> Brackets:
        """Return how the brackets match. Raises TooHardError where they nest too deeply."""
        brackets = match(self.tokens)
        if brackets.depth > DEEPEST:
            raise TooHardError("nested too deeply to be checked")
        return brackets

    @property
    @abstractmethod
    def flaw(self) -> Flaw | None:
        """Return what the parser has against the code. Raises TooHardError."""

    @property
    @abstractmethod
    def mistake(self) -> tuple[Token, Mistake] | None:
        """Return the first token that is wrong in itself, and what is wrong with it."""

    @property
    @abstractmethod
    def is_long(self) -> bool:
        """Say whether the code is too long for edits to be tried on it."""

    @abstractmethod
    def _with(self, code: str) -> Self:
        """Return a listing of other code."""

    def last_before(self, offset: int) -> int:
        """Return the number of the last token that ends at an offset or before it, or -1."""
        return bisect_right(self.tokens, offset, key=lambda token: token.end) - 1

    def after(self, edits: Sequence[Replacement]) -> Self:
        """Return the snippet after some edits, which are in order."""
        return self._with(replaced(self.code, edits))

    def is_right_after(self, *edits: Replacement) -> bool:
        """Say whether nothing is wrong any more after some edits. Raises TooHardError."""
        if self.is_long:
            return False
        after = self.after(edits)
        is_matched = not after.brackets.unclosed and not after.brackets.stray
        return is_matched and after.mistake is None and after.flaw is None


def problem_at(rule: Rule, token: Token, message: str, *fix: Replacement) -> Problem:
    """Return a problem with a token."""
    return Problem(rule, token.start, token.end, message, fix)

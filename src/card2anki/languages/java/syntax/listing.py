"""A snippet as the checks of its syntax read it: its tokens, its brackets, and its parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from card2anki.languages.java.syntax.brackets import Brackets, match
from card2anki.languages.java.syntax.elision import elided
from card2anki.languages.java.syntax.grammar import Flaw, TooHardError, flaw_in
from card2anki.languages.java.syntax.literals import Mistake, mistake_in
from card2anki.languages.java.syntax.tokens import Token, tokens_of
from card2anki.languages.problem import Replacement

#: Brackets nested deeper are not parsed, nor longer texts: where the parser meets one mistake
#: after the other, its time is not linear in either. Real snippets are shorter than 3,000.
_DEEPEST = 200
_LONGEST = 8000
_NOT_ASCII = re.compile(r"[^\t\n\f -~]")


class Listing:
    """The code of a snippet. ``tokens`` are those of its code, without its ``comments``.

    The parser may work on it as long as the thread has worked for less than ``until`` seconds.
    """

    def __init__(self, code: str, until: float) -> None:
        self.code = code
        self._until = until
        self._all = tokens_of(code)
        self.tokens = [token for token in self._all if token.kind != "comment"]
        self.comments = [token for token in self._all if token.kind == "comment"]

    @cached_property
    def brackets(self) -> Brackets:
        """Return how the brackets match. Raises TooHardError where they nest too deeply."""
        brackets = match(self.tokens)
        if brackets.depth > _DEEPEST:
            raise TooHardError("nested too deeply to be checked")
        return brackets

    @cached_property
    def flaw(self) -> Flaw | None:
        """Return what the parser has against code whose brackets match. Raises TooHardError."""
        if len(self.code) > _LONGEST:
            raise TooHardError("too long to be checked without a JDK")
        plain = _NOT_ASCII.sub(lambda found: "\n" if found[0] == "\r" else "u", self.code)
        first = self.tokens[0].text if self.tokens else ""
        return flaw_in(elided(plain, self._all), first, self._until)

    @cached_property
    def mistake(self) -> tuple[Token, Mistake] | None:
        """Return the first token that is wrong in itself, and what is wrong with it."""
        before = ""
        for token in self._all:
            if mistake := mistake_in(token, is_negative=before == "-"):
                return token, mistake
            before = token.text
        return None

    def last_before(self, offset: int) -> int:
        """Return the number of the last token that ends at an offset or before it, or -1."""
        return bisect_right(self.tokens, offset, key=lambda token: token.end) - 1

    def after(self, edits: Sequence[Replacement]) -> Listing:
        """Return the snippet after some edits, which are in order."""
        code = self.code
        for edit in reversed(edits):
            code = code[: edit.start] + edit.text + code[edit.end :]
        return Listing(code, self._until)

    def is_right_after(self, *edits: Replacement) -> bool:
        """Say whether nothing is wrong any more after some edits. Raises TooHardError."""
        if len(self.code) > _LONGEST:
            return False
        after = self.after(edits)
        is_matched = not after.brackets.unclosed and not after.brackets.stray
        return is_matched and after.mistake is None and after.flaw is None

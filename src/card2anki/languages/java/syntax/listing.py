"""A snippet of Java as the checks of its syntax read it."""

from __future__ import annotations

import re
from functools import cached_property

from card2anki.languages.java.syntax.elision import elided
from card2anki.languages.java.syntax.grammar import flaw_in
from card2anki.languages.java.syntax.literals import mistake_in
from card2anki.languages.java.syntax.tokens import tokens_of
from card2anki.languages.problem import TooHardError
from card2anki.languages.syntax.listing import Flaw, Mistake
from card2anki.languages.syntax.listing import Listing as AnyListing
from card2anki.languages.syntax.tokens import Token

#: Longer texts are not parsed: where the parser meets one mistake after the other, its time is not
#: linear. Real snippets are shorter than 3,000.
_LONGEST = 8000
_NOT_ASCII = re.compile(r"[^\t\n\f -~]")


class Listing(AnyListing):
    """The code of a snippet of Java.

    The parser may work on it as long as the thread has worked for less than ``until`` seconds.
    """

    def __init__(self, code: str, until: float) -> None:
        super().__init__(code, tokens_of(code))
        self._until = until

    @cached_property
    def flaw(self) -> Flaw | None:
        """Return what the parser has against code whose brackets match. Raises TooHardError."""
        if self.is_long:
            raise TooHardError("too long to be checked without a JDK")
        plain = _NOT_ASCII.sub(lambda found: "\n" if found[0] == "\r" else "u", self.code)
        first = self.tokens[0].text if self.tokens else ""
        return flaw_in(elided(plain, self.all), first, self._until)

    @cached_property
    def mistake(self) -> tuple[Token, Mistake] | None:
        """Return the first token that is wrong in itself, and what is wrong with it."""
        before = ""
        for token in self.all:
            if mistake := mistake_in(token, is_negative=before == "-"):
                return token, mistake
            before = token.text
        return None

    @property
    def is_long(self) -> bool:
        """Say whether the code is too long for the parser."""
        return len(self.code) > _LONGEST

    def _with(self, code: str) -> Listing:
        return Listing(code, self._until)

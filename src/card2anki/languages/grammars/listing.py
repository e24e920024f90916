"""A snippet of some language as the checks of its syntax read it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from card2anki.languages.grammars.dialects import Dialect
from card2anki.languages.grammars.grammar import Effort, Graded, flaw_in
from card2anki.languages.grammars.lexing import tokens_of, unclosed
from card2anki.languages.problem import Replacement
from card2anki.languages.syntax.listing import Flaw, Mistake
from card2anki.languages.syntax.listing import Listing as AnyListing
from card2anki.languages.syntax.tokens import Token

#: In longer texts no mending is tried.
_LONG = 8_000


class Listing(AnyListing):
    """The code of a snippet in a dialect; the parsers may take so much effort for it."""

    def __init__(self, code: str, dialect: Dialect, effort: Effort) -> None:
        super().__init__(code, tokens_of(code, dialect.tokens))
        self.dialect = dialect
        self._effort = effort

    @cached_property
    def flaw(self) -> Flaw | None:
        """Return what the parser has against the code however it is read. Raises TooHardError."""
        first = self.tokens[0].text if self.tokens else ""
        flaws: list[Graded] = []
        for text in self._readings():
            flaw = flaw_in(text, first, self.dialect.grammar, self._effort)
            if flaw is None:
                return None
            flaws.append(flaw)
        return min(flaws, key=lambda flaw: flaw.number).flaw

    def _readings(self) -> Iterator[str]:
        text = self.code
        yield text
        elisions = self.dialect.elisions
        fill = [lambda text: elisions.filled(text, self.all)] if elisions else []
        for reading in (*fill, *self.dialect.readings):
            other = reading(text)
            if other != text:
                yield other
            text = other

    @cached_property
    def mistake(self) -> tuple[Token, Mistake] | None:
        """Return the first token that does not end, and what to say of it."""
        for token in self.all:
            if told := unclosed(token):
                return token, Mistake(0, len(token.text), told)
        return None

    @property
    def is_long(self) -> bool:
        """Say whether the code is too long for edits to be tried on it."""
        return len(self.code) > _LONG

    def is_right_after(self, *edits: Replacement) -> bool:
        """Say whether the code parses after some edits. Raises TooHardError."""
        return not self.is_long and self.after(edits).flaw is None

    def of(self, code: str) -> Listing:
        """Return a listing of other code, for which the same effort is made."""
        return Listing(code, self.dialect, self._effort)

    def _with(self, code: str) -> Listing:
        return self.of(code)

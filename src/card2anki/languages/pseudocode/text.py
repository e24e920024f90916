"""The tokens of a snippet that say something, with what every stage of the parser asks of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from card2anki.languages.pseudocode.tokens import tokens_of
from card2anki.languages.pseudocode.tree import Expression, Kind, Node, Role, Token

_LINE_START = re.compile(r"^[ \t]*+", re.MULTILINE)
#: To how many columns a tab goes on.
_TAB = 4


class Text:
    """Code without its comments and markers; ``n`` is the n-th of the tokens that are left.

    ``words`` holds what they say, ``folded`` the same in small letters, ``lines`` their line from
    0 and ``begins`` whether they are the first of it. ``places`` says where a token is among all
    tokens, and ``roles`` what each of all has come to be.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        scan = tokens_of(code)
        self.tokens, self.unended = scan.tokens, scan.unended
        self.roles = [Role.NONE] * len(self.tokens)
        self.indents = [_width(found[0]) for found in _LINE_START.finditer(code)]
        self.places: list[int] = []
        self.kinds: list[Kind] = []
        self.words: list[str] = []
        self.lines: list[int] = []
        self.begins: list[bool] = []
        self.markers: dict[int, int] = {}
        #: Lines that end with a backslash, and go on in the next one.
        self.continued: set[int] = set()
        self._read(code)
        if scan.is_listing and self.words:
            self._number_lines()
        self.folded = [word.casefold() for word in self.words]
        self.size = len(self.words)
        #: The partner of a bracket, -1 where it has none.
        self.pairs: Sequence[int] = [-1] * self.size

    def _read(self, code: str) -> None:
        line, at, above = 0, 0, -1
        for place, token in enumerate(self.tokens):
            line += code.count("\n", at, token.start)
            at = token.start
            if token.kind is Kind.MARKER:
                self.markers[line] = place
            elif _is_continuation(code, token):
                self.continued.add(line)
            elif token.kind is not Kind.COMMENT:
                self.places.append(place)
                self.kinds.append(token.kind)
                self.words.append(code[token.start : token.end])
                self.lines.append(line)
                self.begins.append(line != above)
                above = line

    def token(self, n: int) -> Token:
        """Return a token itself."""
        return self.tokens[self.places[n]]

    def start(self, n: int) -> int:
        """Return where a token begins in the code."""
        return self.tokens[self.places[n]].start

    def end(self, n: int) -> int:
        """Return where a token ends in the code."""
        return self.tokens[self.places[n]].end

    def is_glued(self, n: int) -> bool:
        """Say whether nothing stands between a token and the one before."""
        return 0 < n < self.size and self.end(n - 1) == self.start(n)

    def _number_lines(self) -> None:
        """Take the numbers of a listing as if they were no part of its lines.

        Where a number is longer than the first ones, its line may begin behind it as far as
        theirs do, or in their column.
        """
        found: dict[int, tuple[int, int]] = {}
        for n, line in enumerate(self.lines):
            if self.begins[n] and line in self.markers:
                marker, start = self.tokens[self.markers[line]], self.start(n)
                column = _width(self.code[self.code.rfind("\n", 0, start) + 1 : start])
                found[line] = marker.end - marker.start, column
        shortest = min(length for length, _ in found.values())
        columns = {column for length, column in found.values() if length == shortest}
        for line, (length, column) in found.items():
            shifted = column - (length - shortest)
            self.indents[line] = column if column in columns or shifted not in columns else shifted

    def indent(self, n: int) -> int:
        """Return how far the line of a token is indented."""
        return self.indents[self.lines[n]]

    def give(self, n: int, role: Role) -> None:
        """Say what a token is."""
        self.roles[self.places[n]] = role

    def give_words(self, first: int, last: int, role: Role) -> None:
        """Say what the words of a range are."""
        for n in range(first, last):
            if self.kinds[n] is Kind.WORD:
                self.give(n, role)

    def node(
        self,
        node: Node,
        first: int,
        last: int,
        parts: tuple[Expression, ...] = (),
        operator: int | None = None,
    ) -> Expression:
        """Return an expression of the tokens from ``first`` to before ``last``."""
        places = self.places
        return Expression(
            node,
            places[first],
            places[last - 1] + 1 if last > first else places[first],
            parts,
            None if operator is None else places[operator],
            1 + max([part.height for part in parts], default=0),
        )


def _is_continuation(code: str, token: Token) -> bool:
    """Say whether a token is the backslash with which a line goes on in the next one."""
    if token.end - token.start > 1 or code[token.start] != "\\":
        return False
    return code[token.end : token.end + 1] in ("\n", "\r", "")


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(_TAB)) if "\t" in blanks else len(blanks)

"""What a snippet leaves out: ``...``, comments for an expression, a placeholder.

What is there instead is replaced by as many characters that parse, so that all offsets hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from card2anki.languages.syntax.tokens import NOTHING, Token


class Patch(NamedTuple):
    """A text in the place of as many characters from an offset on."""

    start: int
    text: str


#: No list of parameters has more tokens.
_LONGEST_LIST = 200


class Place:
    """A place in code: what stands before it and behind it, comments aside."""

    def __init__(self, text: str, code: Sequence[Token], number: int) -> None:
        self._text = text
        self._code = code
        self._number = number

    def token(self, distance: int) -> Token:
        """Return a neighbour of the token at the place; beyond the ends there are empty ones."""
        number = self._number + distance
        return self._code[number] if 0 <= number < len(self._code) else NOTHING

    def __call__(self, distance: int) -> str:
        """Return the text of a neighbour."""
        return self.token(distance).text

    def opens_body(self) -> bool:
        """Say whether a block follows the parentheses behind the place."""
        depth = 0
        for token in islice(self._code, self._number + 1, self._number + _LONGEST_LIST):
            depth += (token.text == "(") - (token.text == ")")
            if not depth and token.text in ("{", ";", "="):
                return token.text == "{"
        return False

    def is_one_line(self, first: int, last: int) -> bool:
        """Say whether the text from one neighbour to another is on one line."""
        start, end = self.token(first).end, self.token(last).start
        return self._text.find("\n", start, end) < 0


def _nothing(_at: Place, _token: Token, _depth: int) -> Patch | None:
    return None


@dataclass(frozen=True, slots=True)
class Elisions:
    """What may be left out in a language, and what to write instead.

    A name made of ``stand_in`` stands for an expression. ``reserved`` words are no names.
    ``means_code`` says of dots that the language has a use for them there. ``is_typed`` says that
    a parameter has a type before it. ``word`` returns a patch for a word at a depth of braces.
    """

    reserved: AbstractSet[str]
    stand_in: str
    means_code: Callable[[Place], bool]
    is_typed: bool = True
    word: Callable[[Place, Token, int], Patch | None] = _nothing

    def filled(self, text: str, tokens: Sequence[Token]) -> str:
        """Return a text with stand-ins for what is left out. ``tokens`` are those of the text."""
        pieces: list[str] = []
        done = 0
        for patch in self._patches(text, tokens):
            pieces += (text[done : patch.start], patch.text)
            done = patch.start + len(patch.text)
        return "".join((*pieces, text[done:]))

    def _patches(self, text: str, tokens: Sequence[Token]) -> Iterator[Patch]:
        code = [token for token in tokens if token.kind != "comment"]
        patches = []
        number = 0
        depth = 0
        for token in tokens:
            if token.kind == "comment":
                patches.append(self._hole(Place(text, code, number), token))
            else:
                if token.kind == "dots":
                    patches.append(self._dots(Place(text, code, number), token))
                elif token.kind == "word":
                    patches.append(self.word(Place(text, code, number), token, depth))
                depth += (token.text == "{") - (token.text == "}")
                number += 1
        done = 0
        for patch in sorted(patch for patch in patches if patch):
            if patch.start >= done:  # of two that take the comma between them, the first has it
                yield patch
                done = patch.start + len(patch.text)

    def _hole(self, at: Place, comment: Token) -> Patch | None:
        """Replace a comment that stands where only an expression can: ``size = /* size */;``."""
        text = self.stand_in.ljust(len(comment.text))
        return Patch(comment.start, text) if _is_hole(at) else None

    def _dots(self, at: Place, dots: Token) -> Patch | None:
        before, after = at(-1), at(1)
        size = len(dots.text)
        if self.means_code(at):
            return None
        last = _closing_dots(at)
        if last:
            return Patch(dots.start, " " * (last.end - dots.start))
        prose = _prose(at)
        if prose:
            return Patch(prose.start, " " * (dots.end - prose.start))
        if before == "(":
            return self._behind_parenthesis(at, dots)
        if before == ",":
            return _behind_comma(at, dots)
        if before in ("", "{", "}", ";"):
            text = ""
        elif before in (")", "else", "do"):
            text = self._behind_statement(at, size)
        elif before in (*_ARROWS, "try", "finally"):
            text = self.stand_in * size if after in _ENDS and after != "}" else "{}"
        elif before in _OPERATORS or before in _HEADS or (before in (":", ">") and after in _ENDS):
            text = self._expression(at, size)
        else:
            text = f".{self.stand_in * (size - 2)}." if _is_chain(at) else ""
        return Patch(dots.start, text.ljust(size)) if len(text) <= size else None

    def _expression(self, at: Place, size: int) -> str:
        """Return a name, with the semicolon behind it where that is left out, too."""
        after = at(1)
        is_ended = after in _ENDS - {"}"} or (at.token(1).kind == "sign" and after not in "{}@")
        return self.stand_in * size if is_ended or size < 2 else f"{self.stand_in * (size - 1)};"

    def _behind_statement(self, at: Place, size: int) -> str:
        """Return a statement, or nothing where one goes on: ``if (ok) ...``, ``a() ... .b()``."""
        if _is_chain(at):
            return f".{self.stand_in * (size - 2)}."
        is_sign = at.token(1).kind == "sign" and at(1) not in "}@("
        return "" if is_sign or at(1) in ("throws", "instanceof") else ";"

    def _behind_parenthesis(self, at: Place, dots: Token) -> Patch | None:
        head, after, size = at(-2), at(1), len(dots.text)
        if head == "for":
            text = ";;"
        elif head == "catch":
            text = f"E {'e' * max(size - 2, 1)}" if self.is_typed else self.stand_in * size
        elif after == ")":
            is_list = at.token(-2).kind == "word" and head not in self.reserved - {"this", "super"}
            is_list |= head == ">" or at(2) in _ARROWS
            text = "" if is_list else self.stand_in * size
        elif after == ",":
            return Patch(dots.start, " " * (at.token(1).end - dots.start))
        else:
            text = f"{self.stand_in * (size - 1)},"
        return Patch(dots.start, text.ljust(size)) if len(text) <= size else None


# -- comments

_ARROWS = ("->", "=>")
_CONDITIONS = frozenset({"if", "while", "switch", "synchronized", "until"})
_ENDS = frozenset(";),]}:")


def _is_hole(at: Place) -> bool:
    """Say whether a comment stands where an expression is missing."""
    earlier, before, after = at(-2), at(-1), at(0)
    if before == "=":
        return after in ("", ";", ",")
    if before == "(":
        return after == ")" and (earlier in _CONDITIONS or at.token(-2).kind == "string")
    if before in (*_ARROWS, "?", "/", "%", "&", "|"):
        return after in (";", ")", ",")
    if before in ("+", "-"):
        return after in (";", ")", ",") and earlier != before
    return False


# -- dots

_OPERATORS = frozenset({*"=<+-*/%&|^!~?[", "::"})
#: What an expression or a name stands behind.
_HEADS = frozenset({
    *("return", "throw", "case", "new", "yield", "assert", "instanceof", "import", "package"),
    *("extends", "implements", "throws", "permits"),
})  # fmt: skip
#: Fewer words before dots may be code.
_FEWEST_WORDS = 3
#: More words are not read.
_MOST_WORDS = 12


def _prose(at: Place) -> Token | None:
    """Return the first of the words of a line that only say what dots at its end stand for."""
    words = 0
    while at.token(-1 - words).kind == "word" and at.is_one_line(-1 - words, 0):
        words += 1
    starts = not at.is_one_line(-1 - words, -words) or at.token(-1 - words) is NOTHING
    ends = not at.is_one_line(0, 1) or at.token(1) is NOTHING
    return at.token(-words) if words >= _FEWEST_WORDS and starts and ends else None


def _closing_dots(at: Place) -> Token | None:
    """Return the dots behind words that fill a line with those at the place: ``... more ...``."""
    words = 1
    while at.token(words).kind == "word" and words <= _MOST_WORDS:
        words += 1
    is_filled = words > 1 and at.token(words).kind == "dots" and at.is_one_line(0, words)
    starts = not at.is_one_line(-1, 0) or at.token(-1) is NOTHING
    ends = not at.is_one_line(words, words + 1) or at.token(words + 1) is NOTHING
    return at.token(words) if is_filled and starts and ends else None


def _is_chain(at: Place) -> bool:
    """Say whether dots stand for links of a chain of calls: ``a()....b()``."""
    before, dots, after = at.token(-1), at.token(0), at.token(1)
    is_tight = before.end == dots.start and dots.end == after.start
    return is_tight and after.kind == "word" and len(dots.text) >= 3


def _behind_comma(at: Place, dots: Token) -> Patch:
    comma = at.token(-1)
    is_last = at(1) in _ENDS or at(1) == ">"
    return (
        Patch(comma.start, " " * (dots.end - comma.start))
        if is_last
        else Patch(dots.start, " " * len(dots.text))
    )

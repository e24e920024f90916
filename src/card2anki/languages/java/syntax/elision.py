"""What a snippet leaves out: ``...``, comments for an expression, the class of a constructor.

What is there instead is replaced by as many characters that parse, so that all offsets hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from card2anki.languages.java.syntax.tokens import RESERVED, Token

#: A name made of it stands for an expression that is left out.
STAND_IN = "$"


class Patch(NamedTuple):
    """A text in the place of as many characters from an offset on."""

    start: int
    text: str


def elided(text: str, tokens: Sequence[Token]) -> str:
    """Return a text with stand-ins for what is left out. ``tokens`` are those of the text."""
    pieces: list[str] = []
    done = 0
    for patch in _patches(text, tokens):
        pieces += (text[done : patch.start], patch.text)
        done = patch.start + len(patch.text)
    return "".join((*pieces, text[done:]))


def _patches(text: str, tokens: Sequence[Token]) -> Iterator[Patch]:
    code = [token for token in tokens if token.kind != "comment"]
    patches = []
    number = 0
    depth = 0
    for token in tokens:
        if token.kind == "comment":
            patches.append(_hole(_Place(text, code, number), token))
        else:
            if token.kind == "dots":
                patches.append(_dots(_Place(text, code, number), token))
            elif token.kind == "word":
                patches.append(_constructor(_Place(text, code, number), token, depth))
            depth += (token.text == "{") - (token.text == "}")
            number += 1
    done = 0
    for patch in sorted(patch for patch in patches if patch):
        if patch.start >= done:  # of two that take the comma between them, the first has it
            yield patch
            done = patch.start + len(patch.text)


_NONE = Token("none", "", 0)
#: No list of parameters has more tokens.
_LONGEST_LIST = 200


class _Place:
    """A place in code: what stands before it and behind it, comments aside."""

    def __init__(self, text: str, code: Sequence[Token], number: int) -> None:
        self._text = text
        self._code = code
        self._number = number

    def token(self, distance: int) -> Token:
        """Return a neighbour of the token at the place; beyond the ends there are empty ones."""
        number = self._number + distance
        return self._code[number] if 0 <= number < len(self._code) else _NONE

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


# -- constructors

_MODIFIERS = frozenset({"public", "protected", "private"})


def _constructor(at: _Place, name: Token, depth: int) -> Patch | None:
    """Make a method of a constructor without its class, and a call of ``super(...)``.

    The parser knows constructors in a class only, and what they call at their beginning only.
    """
    before, after = at(-1), at(1)
    if name.text in ("this", "super"):
        return Patch(name.start, STAND_IN) if after == "(" else None
    starts = before in _MODIFIERS or before in ("", "}", ";")
    if depth or not starts or name.text in RESERVED or len(name.text) < 3:
        return None
    if after == "{" and name.text[0].isupper():  # one of a record, without parameters
        start = at.token(-1).start if before in _MODIFIERS else name.start
        return Patch(start, " " * (name.end - start))
    is_constructor = after == "(" and at.opens_body()
    return Patch(name.start, f"A {STAND_IN * (len(name.text) - 2)}") if is_constructor else None


# -- comments

_CONDITIONS = frozenset({"if", "while", "switch", "synchronized"})
_ENDS = frozenset(";),]}:")


def _hole(at: _Place, comment: Token) -> Patch | None:
    """Replace a comment that stands where only an expression can: ``int size = /* size */;``."""
    earlier, before, after = at(-2), at(-1), at(0)
    if before == "=":
        is_hole = after in ("", ";", ",")
    elif before == "(":
        is_hole = after == ")" and earlier in _CONDITIONS
    elif before in ("->", "?", "/", "%", "&", "|"):
        is_hole = after in (";", ")", ",")
    elif before in ("+", "-"):
        is_hole = after in (";", ")", ",") and earlier != before
    else:
        is_hole = False
    return Patch(comment.start, STAND_IN.ljust(len(comment.text))) if is_hole else None


# -- dots

_OPERATORS = frozenset({*"=<+-*/%&|^!~?[", "::"})
#: What an expression or a name stands behind.
_HEADS = frozenset({
    *("return", "throw", "case", "new", "yield", "assert", "instanceof", "import", "package"),
    *("extends", "implements", "throws", "permits"),
})  # fmt: skip
_PRIMITIVES = frozenset({"boolean", "byte", "char", "short", "int", "long", "float", "double"})


def _dots(at: _Place, dots: Token) -> Patch | None:
    before, after = at(-1), at(1)
    size = len(dots.text)
    if _is_varargs(at):
        return None
    prose = _prose(at)
    if prose:
        return Patch(prose.start, " " * (dots.end - prose.start))
    if before == "(":
        return _behind_parenthesis(at, dots)
    if before == ",":
        return _behind_comma(at, dots)
    if before in ("", "{", "}", ";"):
        text = ""
    elif before in (")", "else", "do"):
        text = _behind_statement(at, size)
    elif before in ("->", "try", "finally"):
        text = STAND_IN * size if after in _ENDS and after != "}" else "{}"
    elif before in _OPERATORS or before in _HEADS or (before in (":", ">") and after in _ENDS):
        text = _expression(at, size)
    else:
        text = f".{STAND_IN * (size - 2)}." if _is_chain(at) else ""
    return Patch(dots.start, text.ljust(size)) if len(text) <= size else None


def _prose(at: _Place) -> Token | None:
    """Return the first of the words of a line that only say what dots at its end stand for."""
    words = 0
    while at.token(-1 - words).kind == "word" and at.is_one_line(-1 - words, 0):
        words += 1
    starts = not at.is_one_line(-1 - words, -words) or at.token(-1 - words) is _NONE
    ends = not at.is_one_line(0, 1) or at.token(1) is _NONE
    return at.token(-words) if words >= _FEWEST_WORDS and starts and ends else None


#: Fewer words before dots may be code.
_FEWEST_WORDS = 3


def _is_varargs(at: _Place) -> bool:
    kind, before = at.token(-1).kind, at(-1)
    is_type = before in (">", "]") or before in _PRIMITIVES
    is_type |= kind == "word" and before not in RESERVED
    is_name = at.token(1).kind == "word" and at(1) not in RESERVED
    return is_type and is_name and len(at(0)) == 3 and at.is_one_line(-1, 1)


def _is_chain(at: _Place) -> bool:
    """Say whether dots stand for links of a chain of calls: ``a()....b()``."""
    before, dots, after = at.token(-1), at.token(0), at.token(1)
    is_tight = before.end == dots.start and dots.end == after.start
    return is_tight and after.kind == "word" and len(dots.text) >= 3


def _expression(at: _Place, size: int) -> str:
    """Return a name, with the semicolon behind it where that is left out, too."""
    after = at(1)
    is_ended = after in _ENDS - {"}"} or (at.token(1).kind == "sign" and after not in "{}@")
    return STAND_IN * size if is_ended or size < 2 else f"{STAND_IN * (size - 1)};"


def _behind_statement(at: _Place, size: int) -> str:
    """Return a statement, or nothing where one goes on: ``if (isReady) ...``, ``a() ... .b()``."""
    if _is_chain(at):
        return f".{STAND_IN * (size - 2)}."
    is_sign = at.token(1).kind == "sign" and at(1) not in "}@("
    return "" if is_sign or at(1) in ("throws", "instanceof") else ";"


def _behind_parenthesis(at: _Place, dots: Token) -> Patch | None:
    head, after, size = at(-2), at(1), len(dots.text)
    if head == "for":
        text = ";;"
    elif head == "catch":
        text = f"E {'e' * (size - 2)}" if size > 2 else "E e"
    elif after == ")":
        is_list = at.token(-2).kind == "word" and head not in RESERVED - {"this", "super"}
        is_list |= head == ">" or at(2) == "->"
        text = "" if is_list else STAND_IN * size
    elif after == ",":
        return Patch(dots.start, " " * (at.token(1).end - dots.start))
    else:
        text = f"{STAND_IN * (size - 1)},"
    return Patch(dots.start, text.ljust(size)) if len(text) <= size else None


def _behind_comma(at: _Place, dots: Token) -> Patch:
    comma = at.token(-1)
    is_last = at(1) in _ENDS or at(1) == ">"
    return (
        Patch(comma.start, " " * (dots.end - comma.start))
        if is_last
        else Patch(dots.start, " " * len(dots.text))
    )

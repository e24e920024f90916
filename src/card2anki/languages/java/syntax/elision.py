"""What a snippet of Java leaves out: ``...``, the class of a constructor, what varargs are not."""

from __future__ import annotations

from collections.abc import Sequence

from card2anki.languages.java.syntax.tokens import RESERVED
from card2anki.languages.syntax.elision import Elisions, Patch, Place
from card2anki.languages.syntax.tokens import Token

#: A name made of it stands for an expression that is left out.
STAND_IN = "$"


def elided(text: str, tokens: Sequence[Token]) -> str:
    """Return a text with stand-ins for what is left out. ``tokens`` are those of the text."""
    return _ELISIONS.filled(text, tokens)


_MODIFIERS = frozenset({"public", "protected", "private"})
_PRIMITIVES = frozenset({"boolean", "byte", "char", "short", "int", "long", "float", "double"})


def _constructor(at: Place, name: Token, depth: int) -> Patch | None:
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


def _is_varargs(at: Place) -> bool:
    kind, before = at.token(-1).kind, at(-1)
    is_type = before in (">", "]") or before in _PRIMITIVES
    is_type |= kind == "word" and before not in RESERVED
    is_name = at.token(1).kind == "word" and at(1) not in RESERVED
    return is_type and is_name and len(at(0)) == 3 and at.is_one_line(-1, 1)


_ELISIONS = Elisions(RESERVED, STAND_IN, _is_varargs, word=_constructor)

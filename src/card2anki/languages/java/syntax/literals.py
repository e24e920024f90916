"""What is wrong with a string, a character or a number, as javac sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from card2anki.languages.syntax.listing import Mistake
from card2anki.languages.syntax.tokens import Token


def mistake_in(token: Token, *, is_negative: bool = False) -> Mistake | None:
    """Return what is wrong with a token. ``is_negative`` says that a minus sign precedes it."""
    check = _CHECKS.get(token.kind)
    found = check(token.text) if check else None
    is_smallest = is_negative and token.text.replace("_", "").rstrip("lL") in _SMALLEST
    return None if is_smallest else found


#: Without the minus sign they are one more than the largest number.
_SMALLEST = frozenset({"2147483648", "9223372036854775808"})


def _whole(text: str, message: str) -> Mistake:
    return Mistake(0, len(text), message)


# -- characters and strings

_ESCAPED = r"[btnfrs\"'\\]|[0-3]?[0-7]{1,2}|u+[0-9a-fA-F]{4}"
_CHARACTER = re.compile(rf"'(?:[^\\'\r\n]|\\(?:{_ESCAPED}))'")
_NO_ESCAPE = re.compile(rf"(?:[^\\]|\\(?:{_ESCAPED}))*+(\\[^\r\n]?)")
_NO_ESCAPE_IN_BLOCK = re.compile(rf"(?:[^\\]|\\(?:{_ESCAPED}|\r?\n))*+(\\[^\r\n]?)")


_CLOSED = re.compile(r"""(["'])(?:(?!\1)[^\\]|\\.)*+\1""")
_CLOSED_BLOCK = re.compile(r'"{3}(?:[^"\\]|\\.|"(?!""))*+"{3}', re.DOTALL)


def _character(text: str) -> Mistake | None:
    if _CHARACTER.fullmatch(text) and ord(text[1]) <= 0xFFFF:
        return None
    if not _CLOSED.fullmatch(text):
        return _whole(text, "unclosed character literal: end it with a single quote")
    if text == "''":
        return _whole(text, "empty character literal: a char holds one character")
    escape = _escape(text, _NO_ESCAPE)
    if escape and escape.end == len(text) - 1:
        return escape
    return _whole(text, "several characters in single quotes: a string stands in double quotes")


def _string(text: str) -> Mistake | None:
    if not _CLOSED.fullmatch(text):
        return _whole(text, "unclosed string literal: end it with a double quote")
    return _escape(text, _NO_ESCAPE)


def _block(text: str) -> Mistake | None:
    if not re.match(r'"""[ \t\f]*[\r\n]', text):
        return Mistake(0, 3, 'text block without a line break behind its opening """')
    if not _CLOSED_BLOCK.fullmatch(text):
        return Mistake(0, 3, 'unclosed text block: end it with """')
    return _escape(text, _NO_ESCAPE_IN_BLOCK)


def _escape(text: str, no_escape: re.Pattern[str]) -> Mistake | None:
    found = no_escape.match(text)
    if not found:
        return None
    message = f"illegal escape character: write a backslash as {_BACKSLASH}"
    return Mistake(found.start(1), found.end(1), message)


_BACKSLASH = r"\\"

# -- numbers

_DIGITS = r"[0-9](?:_*[0-9])*"
_HEX = r"[0-9a-fA-F](?:_*[0-9a-fA-F])*"
_EXPONENT = rf"[eE][+-]?{_DIGITS}"
_INTEGER = re.compile(
    rf"(?:0[xX](?P<hex>{_HEX})|0[bB](?P<binary>[01](?:_*[01])*)|0_*(?P<octal>[0-7](?:_*[0-7])*)"
    r"|(?P<decimal>0|[1-9](?:_*[0-9])*))(?P<long>[lL]?)"
)
_REAL = re.compile(
    rf"(?:{_DIGITS}\.(?:{_DIGITS})?|\.{_DIGITS})(?:{_EXPONENT})?[fFdD]?"
    rf"|{_DIGITS}(?:{_EXPONENT}[fFdD]?|[fFdD])"
    rf"|0[xX](?:{_HEX}(?:\.(?:{_HEX})?)?|\.{_HEX})[pP][+-]?{_DIGITS}[fFdD]?"
)
#: The base of each way of writing a number, and the largest numbers: an int, and a long.
_RANGES = {
    "hex": (16, 2**32 - 1, 2**64 - 1),
    "binary": (2, 2**32 - 1, 2**64 - 1),
    "octal": (8, 2**32 - 1, 2**64 - 1),
    "decimal": (10, 2**31 - 1, 2**63 - 1),
}
#: No literal that fits is longer: a long in binary, without its underscores.
_LONGEST = 70


def _number(text: str) -> Mistake | None:
    if _REAL.fullmatch(text):
        return None
    found = _INTEGER.fullmatch(text)
    if not found:
        return _whole(text, f"{_shown(text)} is no number in Java")
    kind = next(name for name in _RANGES if found[name])
    base, largest_int, largest_long = _RANGES[kind]
    digits = found[kind].replace("_", "").lstrip("0") or "0"
    value = int(digits, base) if len(digits) < _LONGEST else largest_long + 1
    if value > largest_long:
        return _whole(text, f"integer number too large: {_shown(text)}")
    if value > largest_int and not found["long"]:
        return _whole(text, f"integer number too large: {_shown(text)}: end it with L")
    return None


def _shown(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


# -- the rest


def _comment(text: str) -> Mistake | None:
    if text.startswith("/*") and (len(text) < 4 or not text.endswith("*/")):
        return Mistake(0, 2, "unclosed comment: end it with */")
    return None


def _alien(text: str) -> Mistake:
    shown = repr(text) if text.isprintable() else f"U+{ord(text):04X}"
    return _whole(text, f"illegal character {shown}")


_CHECKS: Mapping[str, Callable[[str], Mistake | None]] = {
    "alien": _alien,
    "block": _block,
    "character": _character,
    "comment": _comment,
    "number": _number,
    "string": _string,
}

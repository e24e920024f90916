"""The tokens of Java code. Any text has some: what is none in Java is a token of a kind of its own.

Offsets are code points.
"""

from __future__ import annotations

import re

from card2anki.languages.syntax.tokens import Token

_TOKEN = re.compile(
    r"""
    (?P<comment>   //[^\r\n]* | /\*(?s:.*?)(?:\*/|\Z) )
  | (?P<block>     "{3}(?s:[^"\\]|\\.|"(?!""))*+(?:"{3}|\Z) )
  | (?P<string>    "(?:[^"\\\r\n]|\\[^\r\n])*+"? )
  | (?P<character> '(?:[^'\\\r\n]|\\[^\r\n])*+'? )
  | (?P<number>    0[xX](?:[pP][+-]|\w|\.(?!\.))*+ | \.?[0-9](?:[eE][+-]|\w|\.(?!\.))*+ )
  | (?P<word>      (?:[^\W\d]|\$|\\u+[0-9a-fA-F]{4})(?:[\w$]|\\u+[0-9a-fA-F]{4})*+ )
  | (?P<dots>      \.{3,} | … )
  | (?P<sign>      -> | :: | [-()\[\]{};,.@=<>!~?:+*/&|^%] )
  | (?P<alien>     [^ \t\r\n\f] )
    """,
    re.VERBOSE,
)


def tokens_of(code: str) -> list[Token]:
    """Return the tokens of a text, comments among them, in order."""
    return [
        Token(found.lastgroup or "", found[0], found.start()) for found in _TOKEN.finditer(code)
    ]


_RESERVED = """
    abstract assert boolean break byte case catch char class const continue default do double else
    enum extends final finally float for goto if implements import instanceof int interface long
    native new package private protected public return short static strictfp super switch
    synchronized this throw throws transient try void volatile while true false null
"""
#: Words that can't be names.
RESERVED = frozenset(_RESERVED.split())

"""The tokens of code in many languages, good enough to see what is wrong where it does not parse.

Any text has some: what is none is a token of a kind of its own. Offsets are code points.
"""

from __future__ import annotations

import re

from card2anki.languages.syntax.tokens import Token

_SLASHES = r"//[^\r\n]* | /\*(?s:.*?)(?:\*/|\Z)"
_HASHES = r"(?:(?<=[\s;()|&])|(?<![\s\S]))\#[^\r\n]*"
_STRING = r'"(?:[^"\\\r\n]|\\(?:\r?\n|[^\r\n]))*+"?'
_CHARACTER = r"'(?:[^'\\\r\n]|\\(?:\r?\n|[^\r\n]))*+'?"
#: Such strings may go on for several lines.
_LONG_STRING = r'"(?s:[^"\\]|\\.)*+"?'
_LONG_QUOTE = r"'(?s:[^'\\]|\\.)*+'?"
_NUMBER = r"0[xX](?:[pP][+-]|'(?=\w)|\w|\.(?!\.))*+ | \.?[0-9](?:[eE][+-]|'(?=\w)|\w|\.(?!\.))*+"
_WORD = r"[@\#]?(?:[^\W\d]|\$)[\w$]*+"
#: A pattern of JavaScript, behind what no divisor stands.
_PATTERN = r"""(?<=[(,=:\[!&|?{};>])[ \t]*/(?![*/\s])
    (?:[^\\/\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n]){0,100}+\]){1,300}+/[a-z]*"""
_HEREDOC = r"""<<[-~]?(?P<quote>['"]?)(?P<tag>[A-Z_]\w*)(?P=quote)[^\r\n]*\r?\n
    (?s:.*?)(?:^[ \t]*(?P=tag)\b|\Z)"""
_REST = r"""
  | (?P<dots>  \.{3,} | … )
  | (?P<sign>  -> | => | :: | [-()\[\]{};,.@=<>!~?:+*/&|^%#$\\] )
  | (?P<alien> \S )
"""


def _tokens(**kinds: str) -> re.Pattern[str]:
    """Return a pattern for tokens of some kinds, in order, and of all the others."""
    named = " | ".join(f"(?P<{kind}> {pattern} )" for kind, pattern in kinds.items())
    return re.compile(named + _REST, re.VERBOSE | re.MULTILINE)


#: What stands behind such a directive is text, or a path.
_DIRECTIVE = r"^[ \t]*\#[ \t]*(?:error|warning|pragma|include|import|region|endregion)\b[^\r\n]*"
C_TOKENS = _tokens(
    comment=f"{_SLASHES} | {_DIRECTIVE}",
    block=r'\b(?:u8|[uUL])?R"(?P<fence>[^()\\\s]{0,16})\((?s:.*?)(?:\)(?P=fence)"|\Z)',
    string=_STRING,
    character=_CHARACTER,
    number=_NUMBER,
    word=_WORD.replace(r"[@\#]?", ""),
)
CSHARP_TOKENS = _tokens(
    comment=f"{_SLASHES} | {_DIRECTIVE}",
    block=r'\$*"{3}(?s:.*?)(?:"{3}|\Z) | (?:\$@|@\$?)"(?:[^"]|"")*+"?',
    string=rf"\$?{_STRING}",
    character=_CHARACTER,
    number=_NUMBER,
    word=_WORD,
)
JAVASCRIPT_TOKENS = _tokens(
    comment=_SLASHES,
    block=r"`(?s:[^`\\]|\\.)*+`?",
    string=f"{_STRING} | {_PATTERN}",
    character=_CHARACTER,
    number=_NUMBER,
    word=_WORD,
)
GO_TOKENS = _tokens(
    comment=_SLASHES,
    block=r"`[^`]*+`?",
    string=_STRING,
    character=_CHARACTER,
    number=_NUMBER,
    word=_WORD,
)
HCL_TOKENS = _tokens(
    comment=f"{_SLASHES} | {_HASHES}",
    block=_HEREDOC,
    string=_STRING,
    number=_NUMBER,
    word=r"(?:[^\W\d]|\$)[\w-]*+",
)
RUBY_TOKENS = _tokens(
    comment=_HASHES,
    block=_HEREDOC,
    string=_LONG_STRING,
    character=_LONG_QUOTE,
    number=_NUMBER,
    word=r"[@$:]{0,2}[^\W\d]\w*+[?!]?",
)
SHELL_TOKENS = _tokens(
    comment=_HASHES,
    block=_HEREDOC,
    string=_LONG_STRING,
    character=_LONG_QUOTE,
    word=r"\$?\w[\w./-]*+ | \$[\#?@*!$-] | \\[^\r\n]",
)
HTML_TOKENS = _tokens(
    comment=r"<!--(?s:.*?)(?:-->|\Z)",
    string=r'(?<==)"[^"]*+"?',
    character=r"(?<==)'[^']*+'?",
    word=r"</?[\w:-]*+ | /?> | [^\W\d][\w:-]*+",
)


def tokens_of(code: str, pattern: re.Pattern[str]) -> list[Token]:
    """Return the tokens of a text by one of these patterns, comments among them, in order."""
    return [
        Token(found.lastgroup or "", found[0].lstrip(" \t"), _start(found))
        for found in pattern.finditer(code)
    ]


def _start(found: re.Match[str]) -> int:
    return found.end() - len(found[0].lstrip(" \t"))


#: What each kind of token ends with where it is closed; the opening is one character as a rule.
_CLOSED = {
    "string": re.compile(r'\$?"(?s:[^"\\]|\\.)*+"|/.*'),
    "character": re.compile(r"'(?s:[^'\\]|\\.)*+'"),
    "block": re.compile(r"`(?s:[^`\\]|\\.)*+`|[^`\"]*\"(?s:.*)\"|<<(?s:.*)"),
}
#: What to say of a string without its end, by its kind.
UNCLOSED = {
    "string": "unclosed string: end it with a double quote",
    "character": "unclosed quote: end it with a single quote",
    "block": "unclosed string: end it as it begins",
}


def unclosed(token: Token) -> str:
    """Return what to say of a string or a comment that does not end, "" of any other token."""
    if token.kind == "comment" and token.text.startswith("/*"):
        is_closed = len(token.text) >= 4 and token.text.endswith("*/")
        return "" if is_closed else "unclosed comment: end it with */"
    pattern = _CLOSED.get(token.kind)
    return "" if not pattern or pattern.fullmatch(token.text) else UNCLOSED[token.kind]

"""A Pygments lexer for pseudocode in its many styles: braces, indentation, BEGIN/END, CLRS.

It colours what the parser found, so that a word is a keyword where it acts as one, and English
is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pygments.lexer import Lexer
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

from card2anki.languages.pseudocode.parser import parse
from card2anki.languages.pseudocode.tree import Kind, Role

if TYPE_CHECKING:
    from pygments.token import _TokenType

__all__ = ["PseudocodeLexer"]

_ROLES: Mapping[Role, _TokenType] = {
    Role.KEYWORD: Keyword,
    Role.DECLARATION: Keyword.Declaration,
    Role.OPERATOR_WORD: Operator.Word,
    Role.CONSTANT: Keyword.Constant,
    Role.TYPE: Keyword.Type,
    Role.FUNCTION: Name.Function,
    Role.CLASS: Name.Class,
    Role.PARAMETER: Name,
    Role.CALLED: Name.Function,
    Role.COMMAND: Name.Builtin,
    Role.MEMBER: Name.Attribute,
    Role.NAME: Name,
    Role.PHRASE: Text,
    Role.HEADING: Generic.Subheading,
}
_KINDS: Mapping[Kind, _TokenType] = {
    Kind.WORD: Name,
    Kind.NUMBER: Number.Integer,
    Kind.STRING: String.Double,
    Kind.COMMENT: Comment.Single,
    Kind.OPERATOR: Operator,
    Kind.BRACKET: Punctuation,
    Kind.PUNCTUATION: Punctuation,
    Kind.MATH: Literal,
    Kind.PLACEHOLDER: Generic.Emph,
    Kind.MARKER: Generic.Prompt,
    Kind.OTHER: Text,
}
#: What the first characters of a token say of it; the first that fits.
_FINER: Mapping[Kind, tuple[tuple[re.Pattern[str], _TokenType], ...]] = {
    Kind.WORD: ((re.compile(r"@"), Name.Decorator),),
    Kind.NUMBER: (
        (re.compile(r"0[xX]"), Number.Hex),
        (re.compile(r"0[bB][01]"), Number.Bin),
        (re.compile(r"[$\d_]+(?:\.\d|[eE][+-]?\d)"), Number.Float),
    ),
    Kind.STRING: (
        (re.compile(r'"""|\'\'\''), String.Doc),
        (re.compile(r"[rbfRBF]{0,2}['‘]"), String.Single),
        (re.compile(r"`"), String.Backtick),
    ),
    Kind.COMMENT: ((re.compile(r"/\*|\(\*|<!--"), Comment.Multiline),),
    Kind.MATH: ((re.compile(r"\\[A-Za-z]"), Name.Builtin.Pseudo),),
}
_ASSIGNS = re.compile(r"(?m)^[^\S\n]{0,40}[A-Za-z][\w.\[\]]{0,40} ?(?:←|<-|:=)")
_LOOPS = re.compile(
    r"(?mi)^[^\S\n]{0,40}(?:for|while|if)\b[^\n]{1,80}\b(?:do|then)$|^[^\S\n]{0,40}end ?(?:if|for)$"
)


class PseudocodeLexer(Lexer):
    """Tokens of pseudocode. Total: there is no text it has an error token for."""

    name = "Pseudocode"
    url = "https://en.wikipedia.org/wiki/Pseudocode"
    aliases = ["pseudocode", "pseudo", "algorithm"]
    filenames = ["*.pseudocode", "*.pseudo", "*.algo"]
    mimetypes = ["text/x-pseudocode"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield offset, kind and text of each token, and of what is between them."""
        tree = parse(text)
        at = 0
        for token, role in zip(tree.tokens, tree.roles, strict=True):
            if at < token.start:
                yield at, Whitespace, text[at : token.start]
            at = token.end
            shown = text[token.start : at]
            yield token.start, _kind(token.kind, role, shown), shown
        if at < len(text):
            yield at, Whitespace, text[at:]

    @staticmethod
    def analyse_text(text: str) -> float:
        """Return how likely a text is pseudocode: never much, many languages look like it."""
        return 0.05 if _ASSIGNS.search(text) and _LOOPS.search(text) else 0.0


def _kind(kind: Kind, role: Role, text: str) -> _TokenType:
    if role in _ROLES and not text.startswith("@"):
        return _ROLES[role]
    for pattern, finer in _FINER.get(kind, ()):
        if pattern.match(text):
            return finer
    return _KINDS[kind]

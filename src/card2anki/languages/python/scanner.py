"""The tokens of any text that may be Python, and its logical lines.

It is total and linear: what is no Python is a token as well. The standard tokenizer gives up on
what is broken, and knows the syntax of one version only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

OPENERS = {"(": ")", "[": "]", "{": "}"}
CLOSERS = {closer: opener for opener, closer in OPENERS.items()}
#: What a block begins with; the last two are no keywords anywhere else.
COMPOUND = frozenset({
    *("if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class"),
    *("async", "match", "case"),
})  # fmt: skip
#: No expression goes on with one of these on a new line.
STATEMENTS = frozenset({
    *("def", "class", "return", "import", "while", "with", "try", "except", "finally", "elif"),
    *("raise", "pass", "break", "continue", "del", "assert", "global", "nonlocal"),
})  # fmt: skip

_TOKEN = re.compile(
    r"""
    (?P<blank>[ \t\f]++|\\\n)
    |(?P<comment>\#[^\n]*+)
    |(?P<newline>\n)
    |(?P<string>(?P<prefix>[rbftuRBFTU]{0,2}+)
        (?:\"\"\"(?:[^"\\]|\\(?:.|\Z)|"(?!""))*+(?P<end1>\"\"\")?
        |'''(?:[^'\\]|\\(?:.|\Z)|'(?!''))*+(?P<end2>''')?
        |"(?:[^"\\\n]|\\(?:.|\Z))*+(?P<end3>")?
        |'(?:[^'\\\n]|\\(?:.|\Z))*+(?P<end4>')?))
    |(?P<number>0[xXoObB][0-9a-fA-F_]++[lL]?
        |(?:[0-9][0-9_]*+(?:\.(?!\.)[0-9_]*+)?|\.[0-9][0-9_]*+)(?:[eE][+-]?[0-9]++)?[jJlL]?)
    |(?P<word>[^\W\d]\w*+)
    |(?P<sign>\.\.\.|…|->|:=|<>|[-+*/%@&|^=<>!]=|\*\*=?|//=?|<<=?|>>=?|&&|\|\||.)
    """,
    re.VERBOSE | re.DOTALL,
)
#: An f-string on one line whose fields hold strings in the same quotes.
_NESTED = {
    quote: re.compile(
        rf"""{quote}(?:[^{quote}\\\n{{]|\\.|\{{\{{|\{{
        (?:[^{{}}"'\n]|"[^"\n]*+"|'[^'\n]*+'|\{{[^{{}}\n]*+\}})*+\}})*+{quote}""",
        re.VERBOSE,
    )
    for quote in "\"'"
}


class Token(NamedTuple):
    """A piece of text; ``kind`` is comment, newline, string, unclosed, number, word or sign."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: what is a statement, or the head of a block, if the text is right.

    ``tokens`` has no comments and no line breaks; ``depth`` says how many brackets are open
    behind it.
    """

    indent: str
    tokens: tuple[Token, ...]
    comment: Token | None
    depth: int

    @property
    def start(self) -> int:
        """Return where its first token begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Return where its last token ends."""
        return self.tokens[-1].end

    @property
    def word(self) -> str:
        """Return the text of its first token."""
        return self.tokens[0].text

    @property
    def opens_block(self) -> bool:
        """Say whether it is a head whose block is to follow on other lines."""
        return self.tokens[-1].text == ":" and self.word in COMPOUND


def scanned(text: str) -> list[Token]:
    """Return the tokens of a text, without blanks."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        assert found
        kind, end = found.lastgroup or "", found.end()
        if kind == "string":
            kind, end = _string(found)
        if kind != "blank":
            yield Token(kind, at, end, text[at:end])
        at = end


def _string(found: re.Match[str]) -> tuple[str, int]:
    """Return whether a string is closed, and where it ends."""
    text, quotes = found.string, found.end("prefix")
    if set(found["prefix"].lower()) & {"f", "t"} and not text.startswith(text[quotes] * 3, quotes):
        nested = _NESTED[text[quotes]].match(text, quotes)
        if nested:
            return "string", nested.end()
    is_closed = any(found.group("end1", "end2", "end3", "end4"))
    return "string" if is_closed else "unclosed", found.end()


def rows_in_strings(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the numbers of the rows, from 0, that begin within a string."""
    inside: set[int] = set()
    row = 0
    for token in tokens:
        breaks = token.text.count("\n")
        if token.kind != "newline":
            inside.update(range(row + 1, row + breaks + 1))
        row += breaks
    return frozenset(inside)


def rows_outside(tokens: Sequence[Token]) -> list[int]:
    """Return the numbers of the rows, from 0, that begin within neither a string nor brackets."""
    outside = [0]
    row = depth = 0
    for token in tokens:
        row += token.text.count("\n")
        if token.kind == "newline" and depth == 0:
            outside.append(row)
        elif token.kind == "sign":
            depth = max(0, depth + (token.text in OPENERS) - (token.text in CLOSERS))
    return outside


def logical_lines(text: str, tokens: Sequence[Token]) -> list[Line]:
    """Return the logical lines of a text; a statement's keyword begins one inside brackets, too."""
    lines: list[Line] = []
    held: list[Token] = []
    depth = 0
    for number, token in enumerate(tokens):
        if token.kind == "comment":
            continue
        if token.kind != "newline":
            held.append(token)
            depth = max(0, depth + (token.text in OPENERS) - (token.text in CLOSERS))
        elif held and (depth == 0 or _begins_statement(tokens, number + 1)):
            lines.append(_line(text, held, _comment_before(tokens, number), depth))
            held, depth = [], 0
    if held:
        last = tokens[-1]
        comment = last if last.kind == "comment" else None
        lines.append(_line(text, held, comment, depth))
    return lines


def _begins_statement(tokens: Sequence[Token], number: int) -> bool:
    return number < len(tokens) and tokens[number].text in STATEMENTS


def _comment_before(tokens: Sequence[Token], number: int) -> Token | None:
    before = tokens[number - 1]
    return before if before.kind == "comment" else None


def _line(text: str, tokens: list[Token], comment: Token | None, depth: int) -> Line:
    start = text.rfind("\n", 0, tokens[0].start) + 1
    return Line(text[start : tokens[0].start], tuple(tokens), comment, depth)

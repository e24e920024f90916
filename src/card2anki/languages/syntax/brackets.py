"""Which brackets of code do not match, and which ones a comment hides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from card2anki.languages.syntax.tokens import Token

CLOSER = {"(": ")", "[": "]", "{": "}"}
_OPENER = {closer: opener for opener, closer in CLOSER.items()}


@dataclass(frozen=True, slots=True)
class Brackets:
    """How the brackets of code match.

    ``pairs`` are openers with their closers, ``unclosed`` the openers without one, ``stray`` the
    closers of nothing; ``depth`` is how deep they nest.
    """

    pairs: tuple[tuple[Token, Token], ...]
    unclosed: tuple[Token, ...]
    stray: tuple[Token, ...]
    depth: int


def match(tokens: Sequence[Token]) -> Brackets:
    """Match the brackets of code. A ``}`` closes what was left open within its block."""
    pairs: list[tuple[Token, Token]] = []
    unclosed: list[Token] = []
    stray: list[Token] = []
    depth = 0
    stack: list[Token] = []
    places: dict[str, list[int]] = {opener: [] for opener in CLOSER}
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in CLOSER:
            places[token.text].append(len(stack))
            stack.append(token)
            depth = max(depth, len(stack))
        elif token.text in _OPENER:
            if not _closes(token.text, places):
                stray.append(token)
                continue
            while stack[-1].text != _OPENER[token.text]:
                unclosed.append(stack.pop())
                places[unclosed[-1].text].pop()
            pairs.append((stack.pop(), token))
            places[pairs[-1][0].text].pop()
    return Brackets(tuple(pairs), (*unclosed, *stack), tuple(stray), depth)


def _closes(closer: str, places: dict[str, list[int]]) -> bool:
    """Say whether a closer has an opener: for all but a ``}`` it has to be in the same block."""
    own = places[_OPENER[closer]]
    block = places["{"]
    return bool(own) and (closer == "}" or not block or block[-1] < own[-1])


def culprit(code: str, brackets: Brackets) -> Token:
    """Return the opener that lacks its closer, as far as the indentation tells.

    A block whose closer stands further to the left than its line has most likely got the closer
    of a block around it.
    """
    braces = [token for token in brackets.unclosed if token.text == "{"]
    if len(braces) < len(brackets.unclosed):
        return next(token for token in brackets.unclosed if token.text != "{")
    for opener, closer in brackets.pairs:
        is_block = opener.text == "{" and "\n" in code[opener.start : closer.start]
        closing = line_before(code, closer)
        if is_block and not closing.strip() and len(closing) < len(indent_of(code, opener)):
            return opener
    return braces[-1]


def stray(code: str, brackets: Brackets) -> Token:
    """Return the closer of nothing, as far as the indentation tells.

    A block whose closer stands further to the right than its line has most likely got the closer
    of a block within it, whose opener is missing.
    """
    last = brackets.stray[0]
    if last.text != "}":
        return last
    for opener, closer in brackets.pairs:
        is_block = opener.text == "{" and "\n" in code[opener.start : closer.start]
        is_first = not line_before(code, closer).strip("} \t")
        if is_block and is_first and len(indent_of(code, closer)) > len(indent_of(code, opener)):
            return closer
    return last


def line_before(code: str, token: Token) -> str:
    """Return what stands before a token on its line."""
    return code[code.rfind("\n", 0, token.start) + 1 : token.start]


def indent_of(code: str, token: Token) -> str:
    """Return the blanks that the line of a token begins with."""
    before = line_before(code, token)
    return before[: len(before) - len(before.lstrip())]


def hidden_in(comment: Token) -> tuple[str, str] | None:
    """Return what a comment to the end of the line says, and the closers at its end.

    None where it does not hide a ``}``.
    """
    text = comment.text.lstrip("/").strip()
    if not comment.text.startswith("//") or text.count("}") <= text.count("{"):
        return None
    end = len(text.rstrip("})]; \t"))
    brace = text.find("}", end)
    return None if brace < 0 or "*/" in text else (text[:brace].strip(), text[brace:])

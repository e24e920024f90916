"""Text given to the parser of the Python that runs, within bounds; nothing is executed."""

from __future__ import annotations

import ast
import re
import warnings

from card2anki.languages.problem import TooHardError
from card2anki.languages.python.scanner import CLOSERS, OPENERS, Line, Token, logical_lines, scanned
from card2anki.languages.standalone import LONGEST

#: Brackets, and blocks, within each other; the parser's own bounds are 200 and 100.
_DEEPEST = 90
#: Tokens between two commas or statements: the tree of ``a.b.c`` or ``a + b + c`` is as deep as it
#: is long, and some parsers recurse into it until their stack is full.
_LONGEST_CHAIN = 500
#: There are at least as many of these as there are tokens; to count them costs next to nothing.
_ROUGHLY = re.compile(r"\w+|[^\w\s]")


def parsed(text: str) -> ast.Module | SyntaxError:
    """Return the tree of a text, or what is wrong with it. Raises TooHardError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as those about escapes in strings
        try:
            return ast.parse(text)
        except SyntaxError as error:
            return error
        except (RecursionError, MemoryError):
            raise TooHardError("nested too deeply to be checked") from None


def parses(text: str) -> bool:
    """Say whether a text is right for this Python. Raises TooHardError."""
    return isinstance(parsed(text), ast.Module)


def check_bounds(code: str) -> None:
    """Raise TooHardError where a parser could take too long over code, or recurse too deeply."""
    if len(code) > LONGEST:
        raise TooHardError(f"longer than {LONGEST:,} characters, too long to be checked")
    if len(_ROUGHLY.findall(code)) <= _LONGEST_CHAIN:
        return
    tokens = scanned(code)
    depth = _depth_of_blocks(logical_lines(code, tokens))
    if depth > _DEEPEST or _is_nested_deeply(tokens):
        raise TooHardError("nested too deeply to be checked")


def _depth_of_blocks(lines: list[Line]) -> int:
    """Return how many blocks are within each other at most."""
    deepest = 0
    widths: list[int] = [0]
    for line in lines:
        width = len(line.indent)
        while widths[-1] > width:
            widths.pop()
        if width > widths[-1]:
            widths.append(width)
        deepest = max(deepest, len(widths))
    return deepest


def _is_nested_deeply(tokens: list[Token]) -> bool:
    chain = depth = 0
    for token in tokens:
        if token.kind in ("newline", "comment") or token.text in (",", ";"):
            chain = chain if depth and token.kind == "newline" else 0
        else:
            chain += 1 + _size_of_fields(token)
        depth = max(0, depth + (token.text in OPENERS) - (token.text in CLOSERS))
        if chain > _LONGEST_CHAIN or depth > _DEEPEST:
            return True
    return False


def _size_of_fields(token: Token) -> int:
    """Return how many characters the fields of an f-string have, or more."""
    head = token.text[:2].partition('"')[0].partition("'")[0].lower()
    if token.kind not in ("string", "unclosed") or not {"f", "t"} & set(head):
        return 0
    size = depth = 0
    for character in token.text:
        depth = max(0, depth + (character == "{") - (character == "}"))
        size += depth > 0
    return size

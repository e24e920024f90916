"""Logical lines: what belongs to one statement, and where braces open and close blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Kind
from card2anki.languages.pseudocode.words import CONDITIONS, ELSE, ELSE_IF, HEADS, word_set


class Does(Enum):
    """What a piece of the text does."""

    SAYS = "says"
    OPENS = "opens"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens from ``first`` to before ``last``, or a brace around a block.

    ``begins`` says that it begins a line of the text, ``is_block`` that a brace opens behind it.
    """

    does: Does
    first: int
    last: int
    indent: int
    begins: bool
    is_block: bool = False


#: What lets a line go on in the next one.
_UNFINISHED = word_set(
    "= <- ← := + - * / == != <= >= < > ≤ ≥ ≠ && || and or not | & , += -= *= ⟵ ∧ ∨ ⇒ \\ xor"
)
#: What goes on with the line above.
_GOES_ON = word_set(". && || and or ∧ ∨ + ? ?. = <- ← := == * / |> | >= <= ) ] : throws × · ∪ ∩")
_MINUS = frozenset({"-", "−"})
_BEFORE_SET = word_set(
    "in of from to return returns and or set yield import export let const var print ∈ ⊆ each"
    " is equals case with"
)
#: How many tokens a remark in braces has at most.
_LONGEST_ASIDE = 30
_CONDITIONAL = CONDITIONS | ELSE_IF | ELSE
_BEFORE_BLOCK = word_set("else do try then finally loop repeat begin forever")


def lines_of(text: Text) -> Iterator[Line]:
    """Return the logical lines of a text with the braces of its blocks, in order."""
    blocks = _blocks(text)
    asides = {n for n in blocks if _is_aside(text, n)}
    inside: list[int] = []
    n = 0
    while n < text.size:
        word = text.words[n]
        if n in asides:
            n = text.pairs[n] + 1
        elif n in blocks:
            inside.append(-1)
            yield Line(Does.OPENS, n, n + 1, text.indent(n), text.begins[n])
            n += 1
        elif word == "}" and (text.pairs[n] < 0 or text.pairs[n] in blocks):
            while inside and inside.pop() != -1:
                pass
            yield Line(Does.CLOSES, n, n + 1, text.indent(n), text.begins[n])
            n += 1
        elif word == ";" and not text.begins[n]:
            n += 1
        else:
            last = _end(text, n, inside, blocks)
            yield Line(Does.SAYS, n, last, text.indent(n), text.begins[n], last in blocks)
            n = last


def _end(text: Text, first: int, inside: list[int], blocks: set[int]) -> int:
    """Return behind which token a logical line ends."""
    words, pairs = text.words, text.pairs
    counts = text.folded[first] == "for" and _is_counting(text, first)
    n = first
    while n < text.size:
        word = words[n]
        if n in blocks or (word == "}" and (pairs[n] < 0 or pairs[n] in blocks)):
            return n
        is_inside = bool(inside) and inside[-1] >= 0
        if n > first and text.begins[n] and not is_inside and not _goes_on(text, first, n):
            return n
        if word == ";" and not is_inside and not counts and not _is_before_then(text, n):
            return n + 1
        if is_inside and n == inside[-1]:
            inside.pop()
        elif word in ("(", "[", "{") and pairs[n] > n:
            inside.append(pairs[n])
        n += 1
    return n


def _is_before_then(text: Text, n: int) -> bool:
    """Say whether a semicolon stands before the ``do`` or ``then`` of its line, as in a shell."""
    behind = n + 1
    return behind < text.size and text.folded[behind] in ("do", "then") and not text.begins[behind]


def _is_counting(text: Text, first: int) -> bool:
    """Say whether a line is the header of a loop such as ``for i = 0; i < n; i++ {``."""
    line = text.lines[first]
    same = [
        text.words[n] for n in range(first + 1, min(first + 60, text.size)) if text.lines[n] == line
    ]
    return same.count(";") == 2 and same[0] != "("


def _goes_on(text: Text, first: int, n: int) -> bool:
    if text.folded[n] == "then":
        return text.folded[first] in _CONDITIONAL and text.lines[n] not in text.markers
    if text.folded[n] in HEADS or text.lines[n] in text.markers:
        return False
    if text.lines[n - 1] in text.continued:
        return True
    before = text.folded[n - 1]
    is_closing = before in ("|", "*", "&") and text.is_glued(n - 1)  # |S|, v*
    if before in _UNFINISHED and not is_closing and text.kinds[n - 1] is not Kind.STRING:
        return text.indent(n) > text.indent(first) or before in (",", "=", "+", "&&", "||", "\\")
    if text.words[n] == "{":  # what holds values
        return True
    is_sign = text.folded[n] in _GOES_ON or (text.words[n] in _MINUS and not text.is_glued(n + 1))
    return is_sign and text.indent(n) > text.indent(first)


# -- braces


def _blocks(text: Text) -> set[int]:
    """Return the braces that open blocks; others hold a set, a record or an argument."""
    found: set[int] = set()
    around: list[int] = []
    for n, word in enumerate(text.words):
        if word == "{":
            is_value = bool(around) and around[-1] not in found
            if _is_block(text, n, is_value=is_value):
                found.add(n)
            if text.pairs[n] > n:
                around.append(n)
        elif word == "}" and around and text.pairs[n] == around[-1]:
            around.pop()
    return found


def _is_block(text: Text, n: int, *, is_value: bool) -> bool:
    if text.kinds[n] is not Kind.BRACKET:
        return False
    if n == 0:
        return not _is_record(text, n)
    before = text.folded[n - 1]
    if text.is_glued(n) and (before.endswith(("_", "^")) or text.kinds[n - 1] is Kind.MATH):
        return False
    if before in (")", "->", "=>") or before in _BEFORE_BLOCK:
        return before != "->" or not _is_record(text, n)
    if before in ("{", "}", ";") and not is_value:
        return True
    if text.begins[n] and text.kinds[n - 1] is Kind.WORD and not is_value:
        return True
    if before in ("++", "--"):
        return True
    if before in (">", ">>", ">>>"):  # of a type
        return not _is_record(text, n)
    if text.kinds[n - 1] is Kind.OPERATOR or before in ("(", "[", ",", "{", ":"):
        return before == ":" and not is_value and not _is_record(text, n)
    if before in _BEFORE_SET or before == "]" or _is_unpacked(text, n):
        return not _is_record(text, n)
    return not is_value or not _is_record(text, n)


def _is_aside(text: Text, n: int) -> bool:
    """Say whether braces hold a remark behind a header, as in ``else {n is odd}``."""
    closer = text.pairs[n]
    if text.begins[n] or not n + 2 < closer < n + _LONGEST_ASIDE or closer + 1 >= text.size:
        return False
    if not text.begins[closer + 1] or text.lines[closer] != text.lines[n]:
        return False
    is_told = all(text.kinds[at] in (Kind.WORD, Kind.NUMBER) for at in range(n + 1, closer))
    return is_told and text.indent(closer + 1) > text.indent(n)


def _is_unpacked(text: Text, n: int) -> bool:
    behind = text.pairs[n] + 1
    return 0 < behind < text.size and text.words[behind] == "="


def _is_record(text: Text, n: int) -> bool:
    """Say whether braces hold values: ``{}``, ``{a, b}``, ``{1..n}`` or ``{key: value}``."""
    closer = text.pairs[n]
    if closer < 0:
        return False
    if closer <= n + 2:
        return True
    if text.folded[n + 1] in HEADS:
        return False
    behind = text.words[n + 2]
    if behind in (",", ":", "..", "|", "...") or text.words[n + 1] in ("...", "…", "[", "{"):
        return True
    return text.lines[n] == text.lines[closer] and ";" not in text.words[n : min(closer, n + 200)]

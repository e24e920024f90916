"""Which bracket closes which, and the one to blame where that does not come out even."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Kind

_CLOSERS: Mapping[str, str] = {"(": ")", "[": "]", "{": "}"}
_OPENERS: Mapping[str, str] = {closer: opener for opener, closer in _CLOSERS.items()}
#: Signs of mathematics are paired where they come in pairs, and otherwise left alone.
_LENIENT: Mapping[str, str] = {"⌊": "⌋", "⌈": "⌉", "⟨": "⟩"}
#: What stands before the cases of a function, between a case and its condition, and how many
#: tokens all of them have at most.
_DEFINES = frozenset({"=", ":=", "←", "<-"})
_WHEN = frozenset({"if", "otherwise", "when"})
_LONGEST_CASES = 200


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A bracket without a partner; ``wanted`` is what it lacks."""

    token: int
    wanted: str
    is_opener: bool


@dataclass(slots=True)
class _Matching:
    text: Text
    pairs: list[int]
    listed: set[str]
    stack: list[int] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    unpaired: list[Unpaired] = field(default_factory=list)

    def push(self, n: int) -> None:
        self.stack.append(n)
        self.open[self.text.words[n]] += 1

    def pop(self) -> int:
        n = self.stack.pop()
        self.open[self.text.words[n]] -= 1
        return n

    def pair(self, opener: int, closer: int) -> None:
        self.pairs[opener], self.pairs[closer] = closer, opener

    def blame(self, n: int) -> None:
        word = self.text.words[n]
        is_opener = word in _CLOSERS
        self.unpaired.append(Unpaired(n, (_CLOSERS if is_opener else _OPENERS)[word], is_opener))


def match_brackets(text: Text) -> tuple[list[int], list[Unpaired]]:
    """Return the partner of each bracket, and those that have none, in order.

    Of a pair that does not fit, as in ``(a[i)``, the inner one is to blame, and of braces that
    are one too many the one whose indentation is not that of its partner.
    """
    pairs, unpaired = _match(text)
    if len(unpaired) == 1 and text.words[unpaired[0].token] == "}":
        odd = _odd_closer(text, pairs)
        again, lacking = _match(text, odd)
        if odd is not None and not lacking:
            return again, [Unpaired(odd, "{", is_opener=False)]
    return pairs, unpaired


def _odd_closer(text: Text, pairs: Sequence[int]) -> int | None:
    """Return the first brace that closes, at the begin of its line, what stands less deep."""
    for n, opener in enumerate(pairs):
        is_closer = text.words[n] == "}" and 0 <= opener < n and text.begins[n]
        if is_closer and text.indents[text.lines[n]] > text.indents[text.lines[opener]]:
            return n
    return None


def _match(text: Text, left_out: int | None = None) -> tuple[list[int], list[Unpaired]]:
    """Match all brackets but one."""
    found = _Matching(text, [-1] * text.size, _listed(text))
    for n, kind in enumerate(text.kinds):
        if kind is not Kind.BRACKET or n == left_out:
            continue
        word = text.words[n]
        if word == "{" and _is_piecewise(text, n):
            text.kinds[n] = Kind.OTHER
        elif word in _CLOSERS:
            found.push(n)
        elif word in _OPENERS:
            _close(found, n, _OPENERS[word])
    for n in _unclosed(found):
        found.blame(n)
    _pair_leniently(found)
    return found.pairs, sorted(found.unpaired, key=lambda one: one.token)


def _is_piecewise(text: Text, n: int) -> bool:
    """Say whether a brace stands before the cases of a function and is never closed, as in books.

    ``f(n) = { 1 if n = 0`` and below it ``{ n * f(n - 1) otherwise``, with or without a brace.
    """
    if not (text.begins[n] or (n and text.words[n - 1] in _DEFINES)) or n + 2 >= text.size:
        return False
    line, is_case, cases, depth = text.lines[n], False, 0, 1
    for at in range(n + 2, min(n + _LONGEST_CASES, text.size)):
        if text.lines[at] != line:
            if not is_case:
                break
            line, is_case = text.lines[at], False
        depth += {"{": 1, "}": -1}.get(text.words[at], 0)
        if not depth:
            return False
        if text.folded[at] in _WHEN and not (is_case or text.begins[at]):
            is_case, cases = True, cases + 1
    return cases > 0 and text.lines[n + 1] == text.lines[n]


def _close(found: _Matching, n: int, opener: str) -> None:
    text = found.text
    top = found.stack[-1] if found.stack else -1
    if (top >= 0 and text.words[top] == opener) or (top >= 0 and _is_interval(text, top, n)):
        found.pair(found.pop(), n)
    elif _is_marker(found, n):
        pass
    elif found.open[opener] and _may_leave(found, opener, n):
        while text.words[found.stack[-1]] != opener:
            found.blame(found.pop())
        found.pair(found.pop(), n)
    else:
        found.blame(n)


def _may_leave(found: _Matching, opener: str, n: int) -> bool:
    """Say whether a closer may reach beyond what is open: ``)`` never out of a block of lines."""
    if opener == "{":
        return True
    text = found.text
    for back in range(1, min(len(found.stack), 8) + 1):
        one = found.stack[-back]
        if text.words[one] == opener:
            return True
        if text.words[one] == "{" and text.lines[one] != text.lines[n]:
            return False
    return False


def _is_interval(text: Text, opener: int, closer: int) -> bool:
    """Say whether two brackets bound an interval that is open at one end: ``[0, n)``."""
    if {text.words[opener], text.words[closer]} not in ({"(", "]"}, {"[", ")"}):
        return False
    inside = range(opener + 1, closer)
    if text.lines[opener] != text.lines[closer] or not 3 <= len(inside) <= 24:
        return False
    depth, signs = 0, Counter[str]()
    for n in inside:
        word = text.words[n]
        if text.kinds[n] is Kind.BRACKET:
            depth += 1 if word in _CLOSERS else -1
        elif depth == 0:
            signs[word] += 1
    called = text.kinds[opener - 1] is Kind.WORD and text.is_glued(opener) if opener else False
    divided = signs[","] or signs[".."] or signs["..."] or signs[";"] or signs[":"]
    return divided == 1 and not called


def _is_marker(found: _Matching, n: int) -> bool:
    """Say whether a closing parenthesis belongs to a letter that lists: ``a) this or b) that``."""
    text = found.text
    if text.words[n] != ")" or not text.is_glued(n):
        return False
    if text.words[n - 1] in (":", ";") and not text.is_glued(n - 1):
        return True  # a smiley
    if len(text.words[n - 1]) > 1 or text.kinds[n - 1] not in (Kind.WORD, Kind.NUMBER):
        return False
    if n + 1 >= text.size or text.kinds[n + 1] is not Kind.WORD:
        return False
    if text.folded[n + 1] in ("do", "then"):
        return False
    if text.words[n - 1] in found.listed:
        return True
    return text.begins[n - 1] or (
        text.kinds[n - 2] is Kind.WORD
        and text.folded[n + 1] not in ("and", "or")
        and (text.words[n - 1] in "a1i" or _is_listed_before(text, n))
    )


def _listed(text: Text) -> set[str]:
    """Return the letters and numbers that lines begin with."""
    markers = (text.tokens[place] for place in text.markers.values())
    return {text.code[one.start : one.end].strip("().") for one in markers}


def _is_listed_before(text: Text, n: int) -> bool:
    """Say whether the first of a list stands before a token, near and in its line."""
    return any(
        text.words[other] == ")" and text.words[other - 1] in "a1i"
        for other in range(max(1, n - 40), n)
        if text.lines[other] == text.lines[n]
    )


def _unclosed(found: _Matching) -> list[int]:
    """Return what is open at the end of the text.

    Of braces that one is to blame whose partner stands at the indentation of another: the end
    that it was given belongs to that one.
    """
    braces = [n for n in found.stack if found.text.words[n] == "{"]
    if len(braces) != 1:
        return found.stack
    lacking = _lacking(found, braces[0])
    return [lacking if n == braces[0] else n for n in found.stack]


def _lacking(found: _Matching, outer: int) -> int:
    text = found.text
    indent = text.indents[text.lines[outer]]
    for n in range(outer + 1, text.size):
        closer = found.pairs[n]
        if text.words[n] == "{" and closer > n and text.begins[closer]:
            below = text.indents[text.lines[closer]]
            if indent <= below < text.indents[text.lines[n]]:
                found.pair(outer, closer)
                found.pairs[n] = -1
                outer = n
                indent = text.indents[text.lines[outer]]
    return outer


def _pair_leniently(found: _Matching) -> None:
    text, stack = found.text, list[int]()
    for n, kind in enumerate(text.kinds):
        if kind is not Kind.BRACKET:
            continue
        if text.words[n] in _LENIENT:
            stack.append(n)
        elif stack and text.words[n] in "⌋⌉⟩" and text.lines[stack[-1]] == text.lines[n]:
            found.pair(stack.pop(), n)

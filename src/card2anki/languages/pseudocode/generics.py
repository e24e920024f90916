"""Types of other languages in pseudocode: ``List<String>``, ``char *name``, ``int[] counts``."""

from __future__ import annotations

from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Kind
from card2anki.languages.pseudocode.words import QUALIFIERS, TYPES, word_set

_IN_TYPE = word_set(", . ? [ ] & * :: | extends super ( ) - ->")
#: How many tokens a type in angles has at most.
_LONGEST, _LONGEST_CAST = 24, 8


def after_angles(text: Text, n: int, last: int) -> int:
    """Return what stands behind ``<...>`` if types stand in it; ``n`` itself otherwise."""
    if n >= last or text.words[n] != "<":
        return n
    depth = 0
    for at in range(n, min(last, n + _LONGEST)):
        word = text.words[at]
        depth += {"<": 1, ">": -1, ">>": -2, ">>>": -3}.get(word, 0)
        if depth <= 0:
            return at + 1
        is_name = text.kinds[at] in (Kind.WORD, Kind.NUMBER, Kind.PLACEHOLDER)
        if word != "<" and not is_name and word not in _IN_TYPE:
            return n
    return n


def after_type(text: Text, n: int, last: int) -> int:
    """Return what stands behind the angles that a name may have, ``n`` where it has none.

    What follows tells a type from two comparisons.
    """
    if n >= last or text.words[n] not in ("<", "<>") or not text.is_glued(n):
        return n
    if text.words[n] == "<>":
        return n + 1
    behind = after_angles(text, n, last)
    if behind == n or behind >= last:
        return behind
    follows = text.words[behind]
    is_name = text.kinds[behind] is Kind.WORD
    return behind if is_name or follows in ("(", ")", "::", "[", ",", ">", "*", "&", "{") else n


def declared(text: Text, first: int, last: int) -> int:
    """Return the token that is the name in ``List<String> names``, -1 where it is none.

    A type is one or more words, with angles, brackets, stars; the name is the last word.
    """
    n, name = first, -1
    words = 0
    while n < last and text.kinds[n] is Kind.WORD:
        name, words = n, words + 1
        n = _behind_word(text, n + 1, last)
    if words < 2 or (n < last and name != n - 1):
        return -1
    return name


def _behind_word(text: Text, n: int, last: int) -> int:
    """Return what stands behind the signs that go on with a type."""
    n = after_angles(text, n, last)
    while n < last:
        word = text.words[n]
        if word == "[" and text.pairs[n] == n + 1:
            n += 2
        elif word in ("*", "&", "**", "&&", "..."):
            n += 1
        elif word in ("::", ".") and n + 1 < last and text.kinds[n + 1] is Kind.WORD:
            n = after_angles(text, n + 2, last)
        else:
            break
    return n


def is_type_like(text: Text, first: int, name: int) -> bool:
    """Say whether what stands before a name is a type for sure: ``int``, ``Node*``, ``List<T>``."""
    signs = range(first + 1, min(name, first + _LONGEST))
    if any(text.words[n] in ("*", "&", "<", "[", "::") for n in signs):
        return True
    word = text.folded[first]
    return word in TYPES or word in QUALIFIERS or word.endswith("_t")


def next_comma(text: Text, n: int, last: int) -> int:
    """Return the next comma or semicolon outside of brackets and of types, else ``last``."""
    while n < last and text.words[n] not in (",", ";"):
        pair = text.pairs[n]
        n = pair if n < pair < last else n
        if text.words[n] == "<" and text.is_glued(n):
            n = max(n, after_angles(text, n, last) - 1)
        n += 1
    return min(n, last)


def is_typed(text: Text, first: int, last: int) -> bool:
    """Say whether tokens are a type and a name for sure: ``String key``."""
    if last < first + 2 or text.kinds[first + 1] is Kind.OPERATOR:
        return False
    if declared(text, first, last) != last - 1:
        return False
    is_class = last == first + 2 and text.words[first][:1].isupper()
    return is_class or is_type_like(text, first, last - 1)


def is_type(text: Text, opener: int, closer: int) -> bool:
    """Say whether parentheses hold a type, as in ``(char *) area``."""
    if closer - opener > _LONGEST_CAST or text.kinds[opener + 1] is not Kind.WORD:
        return False
    if text.words[closer + 1] == "(" and closer - opener > 2 and text.words[closer - 1] != "*":
        return False
    inside = range(opener + 1, closer)
    return all(text.kinds[n] is Kind.WORD or text.words[n] in "*&[]<>::." for n in inside)

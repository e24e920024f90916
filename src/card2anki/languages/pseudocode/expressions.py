"""Expressions, by the powers of their operators (Pratt). What is no code is left as a phrase."""

from __future__ import annotations

from collections.abc import Mapping

from card2anki.languages.pseudocode.generics import after_type, is_type, is_typed, next_comma
from card2anki.languages.pseudocode.operators import (
    ARROW,
    ASSIGNS,
    CHOICE,
    IS,
    NOT,
    POWERS,
    PREFIX,
    PREFIXES,
    RIGHT,
    TWO_WORDS,
    WORD_OPERATORS,
    WORD_PREFIXES,
)
from card2anki.languages.pseudocode.phrases import phrase_roles
from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Expression, Kind, Node, Role
from card2anki.languages.pseudocode.words import CONSTANTS, TYPES

#: How deep expressions are read, how high their trees grow, how long a chain of operators gets.
_DEEPEST, _HIGHEST = 40, 100

_OPENERS: Mapping[str, Node] = {
    "(": Node.TUPLE,
    "[": Node.LIST,
    "{": Node.BRACES,
    "⟨": Node.TUPLE,
    "⌊": Node.GROUP,
    "⌈": Node.GROUP,
}
_CALLABLE = frozenset({Node.NAME, Node.MEMBER, Node.CALL, Node.INDEX, Node.GROUP, Node.NEW})
_INDEXED = _CALLABLE | {Node.LIST, Node.LITERAL, Node.TUPLE}
_DOTS = frozenset({".", "::", "?.", "->"})
_ATOMS: Mapping[Kind, Node] = {
    Kind.NUMBER: Node.LITERAL,
    Kind.STRING: Node.LITERAL,
    Kind.MATH: Node.LITERAL,
    Kind.PLACEHOLDER: Node.ELISION,
}
_ENDS_OF_PHRASE = frozenset({".", ";", ","})


class Expressions:
    """Reads ranges of tokens as expressions, and gives their words roles."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._is_formal = True

    def read(self, first: int, last: int) -> tuple[Expression, bool]:
        """Return the tokens from ``first`` to before ``last`` as one expression.

        Says too whether all of it is code; what is not is a phrase.
        """
        words = self._text.words
        while last - 1 > first and words[last - 1] in _ENDS_OF_PHRASE:
            last -= 1
        self._is_formal, self._depth = True, 0
        return self._item(first, last), self._is_formal and last > first

    def read_list(self, first: int, last: int) -> tuple[tuple[Expression, ...], bool]:
        """Return what stands between commas, and whether all of it is code."""
        words = self._text.words
        while last - 1 > first and words[last - 1] in _ENDS_OF_PHRASE:
            last -= 1
        self._is_formal, self._depth = True, 0
        return self._items(first, last), self._is_formal

    # -- parts

    def _items(self, first: int, last: int) -> tuple[Expression, ...]:
        found = []
        while first < last:
            end = next_comma(self._text, first, last)
            if end > first:
                found.append(self._declared(first, end) or self._item(first, end))
            first = end + 1
        return tuple(found)

    def _item(self, first: int, last: int) -> Expression:
        self._at = first
        found = self._expression(0, last) if first < last else None
        if found and self._at < last and self._text.folded[self._at] in ("for", "if", ":", "|"):
            found = self._comprehension(found, first, last)
        if found and self._at >= last:
            return found
        self._at = last
        return self._phrase(first, last)

    def _declared(self, first: int, last: int) -> Expression | None:
        """Read a parameter with its type, as in ``(String key, int n) -> key``."""
        text = self._text
        if not self._depth or not is_typed(text, first, last):
            return None
        text.give_words(first, last - 1, Role.TYPE)
        text.give(last - 1, Role.PARAMETER)
        return text.node(Node.NAME, first, last)

    def _phrase(self, first: int, last: int) -> Expression:
        self._is_formal = False
        phrase_roles(self._text, first, last)
        return self._text.node(Node.PHRASE, first, last)

    def _comprehension(self, left: Expression, first: int, last: int) -> Expression | None:
        """Read ``key: value``, a slice, or what stands behind ``x for`` or ``x |``."""
        parts, operator = [left], self._at
        word = self._text.folded[operator]
        while self._at < last and self._text.folded[self._at] in ("for", "if", ":", "|", ",", "in"):
            if self._text.kinds[self._at] is Kind.WORD:
                self._text.give(self._at, Role.KEYWORD)
            self._at += 1
            if self._at < last and self._text.folded[self._at] != ":":
                right = self._expression(0, last)
                if right is None:
                    return None
                parts.append(right)
        node = Node.NAMED if word == ":" else Node.BINARY
        return self._text.node(node, first, self._at, tuple(parts), operator)

    # -- expressions

    def _expression(self, power: int, last: int) -> Expression | None:
        """Read on as long as operators bind more than ``power``; None where it is no code."""
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        first = self._at
        found = self._prefix(last)
        while found is not None and self._at < last:
            more = self._behind(found, first, power, last)
            if more is found:
                break
            found = more if more is None or more.height <= _HIGHEST else None
        self._depth -= 1
        return found

    def _behind(self, left: Expression, first: int, power: int, last: int) -> Expression | None:
        """Return ``left`` with the operator behind it, itself where none belongs to it."""
        text, n = self._text, self._at
        word = text.words[n]
        if word in ("(", "[", "{"):
            return self._bracket(left, first, last)
        if word in _DOTS and (word != "->" or text.is_glued(n)) and n + 1 < last:
            return self._member(left, first, last)
        if word in ("++", "--", "!", "'", "′") and not self._is_operand(n + 1, last):
            self._at += 1
            return text.node(Node.UNARY, first, self._at, (left,), n)
        binding = POWERS.get(text.folded[n], 0)
        if text.kinds[n] is Kind.WORD and text.folded[n] == "if" and power < CHOICE:
            return self._conditional(left, first, last)
        if not binding and text.folded[n] == "not":
            binding = IS
        if not binding or (binding <= power and not (binding == power and binding in RIGHT)):
            return left
        return (
            self._choice(left, first, last)
            if word == "?"
            else self._binary(left, first, binding, last)
        )

    def _is_operand(self, n: int, last: int) -> bool:
        text = self._text
        if n >= last or text.folded[n] in WORD_OPERATORS:
            return False
        return text.kinds[n] in (Kind.WORD, Kind.NUMBER, Kind.STRING) or text.words[n] == "("

    def _binary(self, left: Expression, first: int, binding: int, last: int) -> Expression | None:
        text, operator = self._text, self._at
        self._at += 1
        if text.kinds[operator] is Kind.WORD:
            text.give(operator, Role.OPERATOR_WORD)
            if self._at < last and (text.folded[operator], text.folded[self._at]) in TWO_WORDS:
                text.give(self._at, Role.OPERATOR_WORD)
                self._at += 1
            elif text.folded[operator] == "not":
                return None
        is_adjective = text.folded[operator] == "is" and not self._is_value(last)
        if is_adjective or self._at >= last:
            return self._open_end(left, first, operator, last)
        right = self._expression(binding - 1 if binding in RIGHT else binding, last)
        if right is None:
            return None
        node = Node.ASSIGNMENT if binding == ASSIGNS else Node.BINARY
        node = Node.LAMBDA if binding == ARROW else node
        return text.node(node, first, self._at, (left, right), operator)

    def _open_end(
        self, left: Expression, first: int, operator: int, last: int
    ) -> Expression | None:
        """Return a range without an end, ``a[i..]``; any other operator needs two operands."""
        text = self._text
        if self._at >= last and text.words[operator] in ("..", "...", "…", "->", "=>", "*", "&"):
            return text.node(Node.UNARY, first, self._at, (left,), operator)
        return None

    def _is_value(self, last: int) -> bool:
        """Say whether what stands behind ``is`` is a value, and no adjective of English."""
        text, n = self._text, self._at
        if n >= last:
            return False
        word = text.words[n]
        if text.kinds[n] is not Kind.WORD or text.folded[n] in CONSTANTS:
            return True
        return (
            not word.islower() or "_" in word or text.words[n + 1 : n + 2] in (["("], ["."], ["["])
        )

    def _choice(self, left: Expression, first: int, last: int) -> Expression | None:
        text, operator = self._text, self._at
        self._at += 1
        if self._at >= last:
            return text.node(Node.UNARY, first, self._at, (left,), operator)
        middle = self._expression(0, last)
        if middle is None or self._at >= last or text.words[self._at] != ":":
            return None
        self._at += 1
        right = self._expression(ASSIGNS, last)
        if right is None:
            return None
        return text.node(Node.CHOICE, first, self._at, (left, middle, right), operator)

    def _conditional(self, left: Expression, first: int, last: int) -> Expression | None:
        """Read ``left if condition else right``."""
        text, operator = self._text, self._at
        self._at += 1
        condition = self._expression(CHOICE, last)
        if condition is None:
            return None
        text.give(operator, Role.KEYWORD)
        parts: tuple[Expression, ...] = (left, condition)
        if self._at < last and text.folded[self._at] in ("else", "otherwise"):
            text.give(self._at, Role.KEYWORD)
            self._at += 1
            right = self._expression(ASSIGNS, last)
            if right is None:
                return None
            parts = (left, condition, right)
        return text.node(Node.CHOICE, first, self._at, parts, operator)

    def _member(self, left: Expression, first: int, last: int) -> Expression | None:
        text, dot = self._text, self._at
        if text.kinds[dot + 1] not in (Kind.WORD, Kind.NUMBER) and text.words[dot + 1] != "*":
            return None
        if text.kinds[dot + 1] is Kind.WORD:
            text.give(dot + 1, Role.MEMBER)
        name = text.node(Node.NAME, dot + 1, dot + 2)
        self._at = after_type(text, dot + 2, last)
        return text.node(Node.MEMBER, first, self._at, (left, name), dot)

    def _bracket(self, left: Expression, first: int, last: int) -> Expression | None:
        """Read a call or an index; ``left`` alone can have neither where it is no name."""
        text, opener = self._text, self._at
        word = text.words[opener]
        wanted = _CALLABLE if word == "(" else _INDEXED
        is_script = word == "{" and text.is_glued(opener)
        if not (is_script or (word != "{" and left.node in wanted)):
            return None if word == "(" else left
        closer = self._closer(opener, last)
        if word == "(":
            self._call(opener)
        parts = (left, *self._items(opener + 1, closer))
        self._at = min(closer + 1, last)
        return text.node(Node.CALL if word == "(" else Node.INDEX, first, self._at, parts, opener)

    def _call(self, opener: int) -> None:
        text = self._text
        n = opener - 1
        if text.kinds[n] is Kind.WORD and text.roles[text.places[n]] in (Role.NAME, Role.MEMBER):
            text.give(n, Role.CALLED)

    def _closer(self, opener: int, last: int) -> int:
        closer = self._text.pairs[opener]
        return closer if opener < closer < last else last

    # -- operands

    def _prefix(self, last: int) -> Expression | None:
        text, n = self._text, self._at
        if n >= last:
            return None
        word, kind = text.words[n], text.kinds[n]
        if kind is Kind.WORD:
            return self._word(last)
        self._at += 1
        if node := _ATOMS.get(kind):
            return text.node(node, n, n + 1)
        if word in _OPENERS:
            return self._group(n, last)
        if word in ("|", "∥") and (found := self._between_bars(n, last)):
            return found
        if word in PREFIXES:
            return self._unary(n, last)
        return text.node(Node.LITERAL, n, n + 1) if kind is Kind.OTHER else None

    def _unary(self, operator: int, last: int) -> Expression | None:
        right = self._expression(PREFIX, last)
        if right is None:
            return None
        return self._text.node(Node.UNARY, operator, self._at, (right,), operator)

    def _word(self, last: int) -> Expression | None:
        text, n = self._text, self._at
        folded = text.folded[n]
        self._at += 1
        if folded in WORD_PREFIXES and self._is_prefix(folded, last):
            text.give(n, Role.OPERATOR_WORD)
            right = self._expression(NOT if folded == "not" else PREFIX, last)
            return right and text.node(Node.UNARY, n, self._at, (right,), n)
        if folded == "new" and self._at < last and text.kinds[self._at] is Kind.WORD:
            return self._new(n, last)
        if folded in ("function", "func", "fn") and self._at < last and text.words[self._at] == "(":
            return self._anonymous(n, last)
        if folded in WORD_OPERATORS and n + 1 < last and text.words[n + 1] != "(":
            return None
        text.give(n, Role.CONSTANT if folded in CONSTANTS else Role.NAME)
        self._at = after_type(text, n + 1, last)
        if self._at > n + 1 or (folded in TYPES and text.words[n + 1 : n + 2] == ["["]):
            text.give(n, Role.TYPE)
        return text.node(Node.NAME, n, self._at)

    def _is_prefix(self, word: str, last: int) -> bool:
        """Say whether an operand is behind a word; ``not`` may stand before any sign."""
        n = self._at
        return n < last and (
            word == "not" or self._is_operand(n, last) or self._text.words[n] == "*"
        )

    def _new(self, n: int, last: int) -> Expression | None:
        text = self._text
        text.give(n, Role.KEYWORD)
        kind = self._expression(PREFIX, last)
        if kind is None:
            return None
        text.give(n + 1, Role.TYPE)
        if self._at < last and text.words[self._at] == "{":
            self._at = min(self._closer(self._at, last) + 1, last)
        return text.node(Node.NEW, n, self._at, (kind,), n)

    def _anonymous(self, n: int, last: int) -> Expression | None:
        """Read ``function(a, b)``, whose block is none of the expression."""
        text = self._text
        text.give(n, Role.DECLARATION)
        closer = self._closer(n + 1, last)
        parts = self._items(n + 2, closer)
        self._at = min(closer + 1, last)
        if self._at < last and text.words[self._at] == ":":
            self._at += 1
        if self._at < last and text.kinds[self._at] is not Kind.OPERATOR:
            body = self._expression(0, last)
            return body and text.node(Node.LAMBDA, n, self._at, (*parts, body), n)
        return text.node(Node.LAMBDA, n, self._at, parts, n)

    def _group(self, opener: int, last: int) -> Expression | None:
        text = self._text
        closer = self._closer(opener, last)
        word = text.words[opener]
        is_cast = word == "(" and self._is_operand(closer + 1, last)
        if is_cast and is_type(text, opener, closer):
            text.give_words(opener + 1, closer, Role.TYPE)
            self._at = closer + 1
            return self._unary(opener, last)
        parts = self._items(opener + 1, closer)
        self._at = min(closer + 1, last)
        is_group = word == "(" and len(parts) == 1
        return text.node(Node.GROUP if is_group else _OPENERS[word], opener, self._at, parts)

    def _between_bars(self, opener: int, last: int) -> Expression | None:
        """Read ``|S|``; the closing bar is looked for nearby only."""
        text = self._text
        for closer in range(opener + 2, min(opener + 14, last)):
            if text.words[closer] == text.words[opener]:
                inner = self._expression(8, closer)
                if inner is None or self._at < closer:
                    return None
                self._at = closer + 1
                return text.node(Node.GROUP, opener, self._at, (inner,), opener)
        return None

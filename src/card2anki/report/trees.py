"""The trees of snippets of pseudocode, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from card2anki.languages.pseudocode.parser import parse
from card2anki.languages.pseudocode.tree import Expression, Formality, Node, Statement, Tree
from card2anki.model import Deck, Snippet
from card2anki.report.counts import count

#: The language whose trees are shown.
LANGUAGE = "pseudocode"
#: What is left of a text that is longer, in characters.
_LONGEST = 100


def tree_lines(decks: Sequence[Deck]) -> Iterator[str]:
    """Yield the tree of each snippet: where it stands, then a line a statement."""
    for deck in decks:
        for card in deck.cards:
            for snippet in card.snippets:
                if snippet.language == LANGUAGE:
                    yield from _View(deck, snippet, parse(snippet.code)).lines()


def tree_json(deck: Deck, snippet: Snippet) -> list[dict[str, Any]]:
    """Return the statements of a snippet; lines are those of its file."""
    view = _View(deck, snippet, parse(snippet.code))
    return [view.statement(one) for one in view.tree.statements]


@dataclass(frozen=True, slots=True)
class _View:
    """A tree, and where its code stands."""

    deck: Deck
    snippet: Snippet
    tree: Tree

    def lines(self) -> Iterator[str]:
        source = self.deck.source
        kinds = Counter(one.formality for one in self.tree.walk())
        told = ", ".join(f"{kinds[kind]} {kind.value}" for kind in Formality if kinds[kind])
        total = count(kinds.total(), "statement")
        place = f"{source.path}:{source.line(self.snippet.fence.start)}"
        yield f"{place}: {total}{f' ({told})' if told else ''}"
        waiting = [(0, one) for one in reversed(self.tree.statements)]
        while waiting:
            depth, one = waiting.pop()
            yield f"{self._line(one.start):>5}  {'  ' * depth}{self._told(one)}"
            waiting.extend((depth + 1, inner) for inner in reversed(one.body))

    def statement(self, one: Statement) -> dict[str, Any]:
        return {
            "form": one.form.value,
            "formality": one.formality.value,
            "line": self._line(one.start),
            "end_line": self._line(max(one.start, one.end - 1)),
            "text": self._text(one.first, one.last),
            "name": None if one.name is None else self.tree.text(one.name),
            "parameters": None if one.parameters is None else self._parameters(one),
            "expressions": [self._expression(each) for each in one.expressions],
            "body": [self.statement(inner) for inner in one.body],
        }

    def _expression(self, one: Expression) -> dict[str, Any]:
        return {
            "node": one.node.value,
            "text": self._text(one.first, one.last),
            "operator": None if one.operator is None else self.tree.text(one.operator),
            "parts": [self._expression(part) for part in one.parts],
        }

    def _parameters(self, one: Statement) -> list[str]:
        return [self.tree.text(parameter.name) for parameter in one.parameters or ()]

    def _told(self, one: Statement) -> str:
        """Return a statement as a line: what it is, and what it is made of."""
        formality = "" if one.formality is Formality.FORMAL else f" [{one.formality.value}]"
        shown = one.form.value if one.form.value != one.formality.value else ""
        name = "" if one.name is None else f" {self.tree.text(one.name)}"
        parameters = "" if one.parameters is None else f"({', '.join(self._parameters(one))})"
        parts = [self._lisp(each) for each in one.expressions]
        if not parts and one.formality is not Formality.FORMAL:
            parts = [_quoted(self._text(one.first, one.last))]
        return f"{shown}{formality}{name}{parameters} {' '.join(parts)}".strip()

    def _lisp(self, one: Expression) -> str:
        """Return an expression with its operator in front: ``a + f(b)`` is ``(+ a (f b))``."""
        if one.node is Node.PHRASE:
            return _quoted(self._text(one.first, one.last))
        if not one.parts:
            return self._text(one.first, one.last)
        parts = [self._lisp(part) for part in one.parts]
        if one.node is Node.CALL:
            return f"({' '.join(parts)})"
        if one.node is Node.GROUP:
            return parts[0]
        if one.node in _NAMED or one.operator is None:
            return f"({one.node.value} {' '.join(parts)})"
        return f"({self.tree.text(one.operator)} {' '.join(parts)})"

    def _text(self, first: int, last: int) -> str:
        """Return tokens as they are written, on one line, cut where they are long."""
        if first >= last:
            return ""
        tokens = self.tree.tokens
        text = " ".join(self.tree.code[tokens[first].start : tokens[last - 1].end].split())
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

    def _line(self, offset: int) -> int:
        return self.deck.source.line(self.snippet.locate(offset, offset).start)


#: What is told by its name, not by its operator.
_NAMED = {Node.INDEX, Node.LIST, Node.TUPLE, Node.BRACES, Node.NEW, Node.CHOICE, Node.LAMBDA}


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""

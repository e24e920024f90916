"""Trees of pseudocode in the shape that tests compare."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.languages.pseudocode.parser import parse
from card2anki.languages.pseudocode.tree import Expression, Formality, Node, Statement, Tree


def outline(code: str) -> list[str]:
    """Return a line for each statement: how deep it is, what it is, how formal if it is less."""
    tree = parse(code)
    return [
        f"{'  ' * depth}{one.form}"
        + ("" if one.formality is Formality.FORMAL else f" ({one.formality})")
        for depth, one in _with_depth(tree)
    ]


def _with_depth(tree: Tree) -> Iterator[tuple[int, Statement]]:
    waiting = [(0, one) for one in reversed(tree.statements)]
    while waiting:
        depth, one = waiting.pop()
        yield depth, one
        waiting.extend((depth + 1, inner) for inner in reversed(one.body))


def only(code: str) -> tuple[Tree, Statement]:
    """Return the tree of code that is one statement, and the statement."""
    tree = parse(code)
    assert len(tree.statements) == 1, outline(code)
    return tree, tree.statements[0]


def shape(code: str) -> str:
    """Return the first expression of code that is one statement, with all its parentheses."""
    tree, one = only(code)
    return shape_of(tree, one.expressions[0])


def shape_of(tree: Tree, one: Expression) -> str:
    if not one.parts:
        words = " ".join(tree.text(n) for n in range(one.first, one.last))
        return f"<{words}>" if one.node is Node.PHRASE else words
    told = one.node.value if one.operator is None else tree.text(one.operator)
    return f"({told} {' '.join(shape_of(tree, part) for part in one.parts)})"

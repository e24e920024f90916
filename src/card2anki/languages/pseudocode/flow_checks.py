"""S201 and S202: statements that are never reached, and conditions that assign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from card2anki.languages.problem import Problem
from card2anki.languages.pseudocode.meaning_rules import (
    assignment_in_condition,
    unreachable_statement,
)
from card2anki.languages.pseudocode.tree import (
    Expression,
    Form,
    Formality,
    Kind,
    Node,
    Statement,
    Tree,
)
from card2anki.languages.pseudocode.words import word_set
from card2anki.rule import Rule

_LEAVES = frozenset({Form.RETURN, Form.THROW, Form.BREAK, Form.CONTINUE, Form.STOP, Form.GOTO})
#: What may stand behind a statement that leaves the block.
_REACHED = frozenset(
    {
        Form.CASE,
        Form.LABEL,
        Form.ELSE,
        Form.ELSE_IF,
        Form.CATCH,
        Form.FINALLY,
        Form.FUNCTION,
        Form.CLASS,
        Form.ELISION,
        Form.UNTIL,
        Form.PROSE,
    }
)
_HOLDS = frozenset(
    {
        Form.FUNCTION,
        Form.IF,
        Form.ELSE_IF,
        Form.ELSE,
        Form.FOR,
        Form.WHILE,
        Form.LOOP,
        Form.REPEAT,
        Form.CASE,
        Form.TRY,
        Form.CATCH,
        Form.FINALLY,
    }
)
_CONDITIONAL = word_set("if when unless until once otherwise or while")
_ALTERNATIVES = frozenset({"or", "otherwise", "alternatively"})
_ASKS = frozenset({Form.IF, Form.ELSE_IF, Form.WHILE, Form.UNTIL})
_JOINS = word_set("and or && || ∧ ∨ not ! ¬")


def unreachable(tree: Tree) -> Iterator[Problem]:
    """Return the first statement of each block that is never reached."""
    for statement in tree.walk():
        if statement.is_header and statement.form in _HOLDS:
            yield from _unreachable_in(tree, statement)


def _unreachable_in(tree: Tree, block: Statement) -> Iterator[Problem]:
    for one, other in zip(block.body, block.body[1:], strict=False):
        if one.form not in _LEAVES or one.body or _is_conditional(tree, one):
            continue
        is_case = block.form is Form.CASE and other.form is Form.BREAK
        if tree.text(other.first).casefold() in _ALTERNATIVES:
            return
        if other.form not in _REACHED and not is_case and other.formality is not Formality.PROSE:
            word = tree.text(one.first if one.keyword is None else one.keyword)
            told = f"never reached: {word!r} leaves the block before it"
            yield _on_line(tree, unreachable_statement, other, told)
        return


def _is_conditional(tree: Tree, statement: Statement) -> bool:
    words = (tree.text(n).casefold() for n in range(statement.first, statement.last))
    if any(word in _CONDITIONAL for word in words):
        return any(_says_when(tree, statement))
    return False


def _says_when(tree: Tree, statement: Statement) -> Iterator[bool]:
    """Return for each part if it depends on something: ``return x if ready``."""
    if not statement.expressions:
        yield True
    for one in statement.expressions:
        yield one.node is Node.PHRASE or (one.node is Node.CHOICE and len(one.parts) == 2)


def _on_line(tree: Tree, rule: Rule, statement: Statement, told: str) -> Problem:
    start = statement.start
    end = tree.code.find("\n", start)
    last = tree.tokens[statement.last - 1].end
    return Problem(rule, start, min(last, end) if end >= 0 else last, told)


# -- conditions


def assigning_conditions(tree: Tree) -> Iterator[Problem]:
    """Return conditions with ``=``, where the same snippet compares with ``==``."""
    compares = any(
        token.kind is Kind.OPERATOR and tree.code[token.start : token.end] == "=="
        for token in tree.tokens
    )
    if not compares:
        return
    for statement in tree.walk():
        if statement.form in _ASKS and statement.formality is Formality.FORMAL:
            for one in _assigned(tree, statement.expressions):
                token = tree.tokens[one]
                told = "'=' in a condition: other comparisons here have '=='"
                yield Problem(assignment_in_condition, token.start, token.end, told)


def _assigned(tree: Tree, expressions: Sequence[Expression]) -> Iterator[int]:
    waiting = list(expressions)
    while waiting:
        one = waiting.pop()
        operator = None if one.operator is None else tree.text(one.operator).casefold()
        if one.node is Node.ASSIGNMENT and operator == "=" and one.operator is not None:
            if one.parts[-1].node not in (Node.CALL, Node.NEW, Node.UNARY):
                yield one.operator
        elif one.node is Node.GROUP or operator in _JOINS:
            waiting.extend(one.parts)

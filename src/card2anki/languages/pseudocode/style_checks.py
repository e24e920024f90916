"""S3 and S4: more than one style in a snippet, and prose that is labelled pseudocode."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.languages.problem import Problem
from card2anki.languages.pseudocode.style_rules import (
    mixed_assignment,
    mixed_blocks,
    mostly_prose,
    top_level_return,
)
from card2anki.languages.pseudocode.tree import Form, Formality, Kind, Statement, Tree
from card2anki.rule import Rule

_SIGNS = {"=": "=", "<-": "<-", "←": "<-", "⟵": "<-", ":=": ":="}
#: How many statements a text has at least before it is told to be prose.
_FEWEST = 3


def prose(tree: Tree) -> Iterator[Problem]:
    """Return the first line of what is prose for more than its half."""
    statements = [one for one in tree.walk() if one.form is not Form.END]
    told = [one for one in statements if one.formality is Formality.PROSE]
    if len(statements) >= _FEWEST and 2 * len(told) > len(statements):
        message = "prose for the most part: label it 'text', or write it outside of the code"
        yield _on_head(tree, mostly_prose, told[0], message)


def mixtures(tree: Tree) -> Iterator[Problem]:
    """Return the first place where a snippet changes its style, for each style."""
    yield from _mixed_signs(tree)
    yield from _mixed_blocks(tree)
    yield from _loose_returns(tree)


def _mixed_signs(tree: Tree) -> Iterator[Problem]:
    first = None
    for one in tree.walk():
        if one.form is not Form.ASSIGNMENT or one.keyword is None:
            continue
        sign = _SIGNS.get(tree.text(one.keyword))
        first = first or sign
        if sign and sign != first:
            token = tree.tokens[one.keyword]
            message = f"{tree.text(one.keyword)!r} where {first!r} assigns above: use one of them"
            yield Problem(mixed_assignment, token.start, token.end, message)
            return


def _mixed_blocks(tree: Tree) -> Iterator[Problem]:
    first = None
    for one in tree.walk():
        if not (one.is_header and one.body) or one.form in (Form.CASE, Form.LABEL):
            continue
        style = _style(tree, one)
        first = first or style
        if style and style != first:
            message = f"a block by {style}, where others here are by {first}"
            yield _on_head(tree, mixed_blocks, one, message)
            return


def _style(tree: Tree, one: Statement) -> str:
    """Return how a block is bounded for sure, "" where it may be either."""
    behind = one.last
    while behind < len(tree.tokens) and tree.tokens[behind].kind is Kind.COMMENT:
        behind += 1
    if behind < len(tree.tokens) and tree.text(behind) == "{":
        return "braces"
    is_below = "\n" in tree.code[tree.tokens[one.last - 1].end : one.body[0].start]
    return "indentation" if is_below and tree.text(one.last - 1) == ":" else ""


def _loose_returns(tree: Tree) -> Iterator[Problem]:
    if any(one.form is Form.FUNCTION and one.body for one in tree.statements):
        for one in tree.statements:
            if one.form is Form.RETURN:
                message = "returns from no function: indent it, if it belongs to the one above"
                yield _on_head(tree, top_level_return, one, message)


def _on_head(tree: Tree, rule: Rule, one: Statement, message: str) -> Problem:
    """Return a problem with the first line of a statement's head."""
    start, end = one.start, tree.tokens[one.last - 1].end
    line_end = tree.code.find("\n", start, end)
    return Problem(rule, start, line_end if line_end > 0 else end, message)

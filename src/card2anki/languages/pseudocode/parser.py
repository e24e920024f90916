"""What a snippet of pseudocode says: tokens, brackets, lines, blocks, statements, expressions."""

from __future__ import annotations

from card2anki.languages.problem import Problem
from card2anki.languages.pseudocode.blocks import Builder
from card2anki.languages.pseudocode.brackets import match_brackets
from card2anki.languages.pseudocode.lines import lines_of
from card2anki.languages.pseudocode.structure import structural_problems
from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Tree
from card2anki.languages.standalone import not_checked


def parse(code: str) -> Tree:
    """Return the tree of any text. Total: no text is refused."""
    text = Text(code)
    text.pairs, unpaired = match_brackets(text)
    blocks = Builder(text, lines_of(text)).build()
    problems = tuple(structural_problems(text, unpaired, blocks))
    if blocks.is_too_deep:
        problems = (Problem(not_checked, 0, len(code), "nested too deeply: not checked"),)
    return Tree(code, text.tokens, tuple(text.roles), blocks.statements, problems)

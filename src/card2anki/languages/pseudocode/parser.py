"""What a snippet of pseudocode says: tokens, brackets, lines, blocks, statements, expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from card2anki.languages.pseudocode.blocks import Builder
from card2anki.languages.pseudocode.brackets import Unpaired, match_brackets
from card2anki.languages.pseudocode.drafts import Blocks
from card2anki.languages.pseudocode.lines import lines_of
from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Tree


@dataclass(frozen=True, slots=True)
class Reading:
    """The tree of a snippet, and what the stages before it met that does not come out even."""

    tree: Tree
    text: Text
    unpaired: Sequence[Unpaired]
    blocks: Blocks


def read(code: str) -> Reading:
    """Return how any text is read. Total: no text is refused."""
    text = Text(code)
    text.pairs, unpaired = match_brackets(text)
    blocks = Builder(text, lines_of(text)).build()
    tree = Tree(code, text.tokens, tuple(text.roles), blocks.statements)
    return Reading(tree, text, unpaired, blocks)


def parse(code: str) -> Tree:
    """Return the tree of any text."""
    return read(code).tree

"""Snippets as cards show them: pieces of complete programs, each alone and moved to the left.

The programs are those of the folder ``programs``. javac accepts them whole, so that whatever it
says about a piece is due to what was cut off.
"""

import textwrap
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import cycle
from pathlib import Path

import tree_sitter_java
from tree_sitter import Language, Node, Parser

_JAVA = Language(tree_sitter_java.language())
#: The words of the grammar; those that stand for a node of their own are the last few.
KEYWORDS = frozenset(
    kind
    for number in range(_JAVA.node_kind_count)
    if (kind := _JAVA.node_kind_for_id(number) or "").isalpha()
    and not _JAVA.node_kind_is_named(number)
) | {"false", "null", "super", "this", "true"}
TYPES = {
    "annotation_type_declaration",
    "class_declaration",
    "enum_declaration",
    "interface_declaration",
    "record_declaration",
}
COMMENTS = {"block_comment", "line_comment"}
_METHODS = {"compact_constructor_declaration", "constructor_declaration", "method_declaration"}
_BLOCKS = {"block", "constructor_body", "switch_block_statement_group"}
#: How many statements the runs of a block have, in turn.
_RUNS = (2, 3, 4, 5, 6)


class Kind(StrEnum):
    TYPE = "type"
    METHOD = "method"
    RUN = "run of statements"
    EXPRESSION = "expression statement"


@dataclass(frozen=True)
class Program:
    """A complete program; ``nodes`` are those of its tree in the order of the text."""

    name: str
    source: bytes

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        return tuple(below(Parser(_JAVA).parse(self.source).root_node))

    @cached_property
    def _starts(self) -> list[int]:
        return [node.start_byte for node in self.nodes]

    def within(self, start: int, end: int) -> list[Node]:
        """Return the nodes that lie between two places, in bytes."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [node for node in self.nodes[first:last] if node.end_byte <= end]


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a program, from ``start`` to ``end`` in its bytes, moved to the left."""

    program: Program
    kind: Kind
    start: int
    end: int

    @property
    def text(self) -> str:
        return textwrap.dedent(self.indented(self.program.source[self.start : self.end]))

    def indented(self, code: bytes) -> str:
        """Return code as it stands in the program: with the blanks before its first line."""
        before = self.program.source[: self.start].rpartition(b"\n")[2]
        return " " * len(before) + code.decode()

    def __str__(self) -> str:
        line = self.program.source.count(b"\n", 0, self.start) + 1
        return f"{self.program.name}:{line} ({self.kind})"


def below(node: Node) -> Iterator[Node]:
    """Yield a node and all under it, in the order of the text."""
    yield node
    for child in node.children:
        yield from below(child)


@cache
def programs() -> tuple[Program, ...]:
    files = sorted(Path(__file__).with_name("programs").glob("*.java"))
    return tuple(Program(file.stem, file.read_text("utf-8").encode()) for file in files)


@cache
def cuts() -> tuple[Cut, ...]:
    """Return the pieces of all programs, no text twice."""
    found: dict[str, Cut] = {}
    for program in programs():
        for cut in _pieces(program):
            found.setdefault(cut.text, cut)
    return tuple(found.values())


def _pieces(program: Program) -> Iterator[Cut]:
    lengths = cycle(_RUNS)

    def cut(first: Node, last: Node, kind: Kind) -> Cut:
        return Cut(program, kind, first.start_byte, last.end_byte)

    for node in program.nodes:
        if node.type in TYPES:
            yield cut(node, node, Kind.TYPE)
        elif node.type in _METHODS:
            yield cut(_commented(node), node, Kind.METHOD)
        elif node.type in _BLOCKS:
            for run in _runs(statements(node), lengths):
                yield cut(run[0], run[-1], Kind.RUN)
        elif node.type == "expression_statement" and _stands_alone(node, program.source):
            yield cut(node, node, Kind.EXPRESSION)


def _commented(node: Node) -> Node:
    """Return the first of the comments before a method, or the method itself."""
    while node.prev_sibling is not None and node.prev_sibling.type in COMMENTS:
        node = node.prev_sibling
    return node


def statements(block: Node) -> list[Node]:
    return [node for node in block.named_children if node.type not in {*COMMENTS, "switch_label"}]


def _runs(block: list[Node], lengths: Iterator[int]) -> Iterator[list[Node]]:
    """Yield runs one after another, each of another length, until too few statements are left."""
    start = 0
    while len(block) - start >= _RUNS[0]:
        run = block[start : start + next(lengths)]
        yield run
        start += len(run)


def _stands_alone(statement: Node, source: bytes) -> bool:
    """Tell whether nothing else stands on the lines of a statement."""
    before = source[: statement.start_byte].rpartition(b"\n")[2]
    after = source[statement.end_byte :].partition(b"\n")[0]
    return not before.strip() and not after.strip()

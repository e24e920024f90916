"""Faults put into snippets, one each, of the kinds that authors of cards make.

A fault is an edit of the complete program in the part that the snippet shows, so that javac can
tell of the program whether it is one (``test_mutants`` asks). None is valid Java by accident:

* a syntax fault leaves brackets or quotes unbalanced, or puts a name, a comma or an `else` where
  the grammar has none; passed over is what could continue the broken statement, and a keyword in
  whose place a name makes another statement (`retrn total;` declares a variable);
* a literal of the wrong type is one that no assignment converts to the declared type;
* a misspelt member or variable is a name that stands nowhere else in the program;
* a dropped `return` could be reached, so the statement before it can complete normally: now the
  method can end without a value.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from string import ascii_letters
from textwrap import dedent

from tree_sitter import Node

from tests.languages.java.cutting import KEYWORDS, TYPES, Cut, Program, cuts, statements
from tests.languages.java.naming import Scopes, is_use, known_receiver, text_of

#: How many mutants of each kind the tests take.
_KEPT = 400


class Fault(StrEnum):
    SYNTAX = "syntax"
    LITERAL = "literal of the wrong type"
    MEMBER = "misspelt JDK member"
    LOCAL = "misspelt local variable"
    RETURN = "dropped return"


@dataclass(frozen=True, slots=True)
class Edit:
    """Text in place of the bytes from ``start`` to ``end``; ``what`` is for people."""

    start: int
    end: int
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Mutant:
    cut: Cut
    fault: Fault
    edit: Edit

    @property
    def text(self) -> str:
        return dedent(self._raw)

    @property
    def program(self) -> str:
        """Return the complete program with the fault in it."""
        return self._edited(0, len(self.cut.program.source)).decode()

    @property
    def span(self) -> tuple[int, int]:
        """Return where the new text of the edit stands in the snippet, in code points."""
        raw, text = self._raw, self.text
        before = self.cut.program.source[self.cut.start : self.edit.start]
        offset = len(self.cut.indented(before))
        line = raw.count("\n", 0, offset)
        start = sum(len(shown) + 1 for shown in text.split("\n")[:line])
        margin = len(raw.split("\n")[line]) - len(text.split("\n")[line])
        start += offset - (raw.rfind("\n", 0, offset) + 1) - margin
        return start, start + len(self.edit.text)

    @property
    def _raw(self) -> str:
        return self.cut.indented(self._edited(self.cut.start, self.cut.end))

    def _edited(self, start: int, end: int) -> bytes:
        source, edit = self.cut.program.source, self.edit
        return source[start : edit.start] + edit.text.encode() + source[edit.end : end]

    def __str__(self) -> str:
        return f"{self.cut}: {self.edit.what}"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cut with the nodes of the tree that lie in it."""

    cut: Cut
    nodes: list[Node]

    @property
    def program(self) -> Program:
        return self.cut.program


_Mutator = Callable[[_Piece, random.Random], Iterator[Edit]]


@cache
def mutants(fault: Fault) -> tuple[Mutant, ...]:
    """Return some mutants of one kind: always the same, drawn by lot from all of them."""
    found = all_mutants(fault)
    return tuple(random.Random(fault).sample(found, min(_KEPT, len(found))))


def all_mutants(fault: Fault) -> list[Mutant]:
    """Return one mutant of each snippet and each way to make the fault, no text twice."""
    found: dict[str, Mutant] = {}
    for cut in cuts():
        piece = _Piece(cut, cut.program.within(cut.start, cut.end))
        for mutate in _MUTATORS[fault]:
            chance = random.Random(f"{mutate.__name__} of {cut}")
            edits = list(mutate(piece, chance))
            if edits:
                mutant = Mutant(cut, fault, chance.choice(edits))
                found.setdefault(mutant.text, mutant)
    return list(found.values())


# -- syntax

#: Statements that end in a semicolon, without those whose beginning is one too (`return` alone).
_ENDED = {
    "expression_statement",
    "field_declaration",
    "local_variable_declaration",
    "throw_statement",
}
_BODY_AFTER = {"catch", "for", "if", "switch", "synchronized", "while"}
_BRACE_AFTER = {"do", "else", "finally", "try"}
_NAME_AFTER = {"class", "enum", "extends", "implements", "interface", "new", "throws"}
_MODIFIERS = {"abstract", "final", "private", "protected", "public", "static"}
_DECLARED = {"field_declaration", "method_declaration"} | TYPES


def _dropped(node: Node) -> Edit:
    return Edit(node.start_byte, node.end_byte, "", f"dropped {node.type} in {_line(node)}")


def _line(node: Node) -> str:
    return f"line {node.start_point.row + 1} of the program"


def _semicolon(piece: _Piece, _chance: random.Random) -> Iterator[Edit]:
    for node in piece.nodes:
        if node.type not in _ENDED or node.children[-1].type != ";":
            continue
        after = piece.program.source[node.end_byte : piece.cut.end].lstrip()
        # What starts with a name, a keyword or a brace cannot continue an expression.
        if re.match(rb"[A-Za-z}]", after) and node.parent and node.parent.type != "for_statement":
            yield _dropped(node.children[-1])


def _bracket(piece: _Piece, _chance: random.Random) -> Iterator[Edit]:
    yield from (_dropped(node) for node in piece.nodes if node.type in (")", "]"))


def _brace(piece: _Piece, _chance: random.Random) -> Iterator[Edit]:
    yield from (_dropped(node) for node in piece.nodes if node.type == "}")


def _extra_bracket(piece: _Piece, _chance: random.Random) -> Iterator[Edit]:
    for node in piece.nodes:
        if node.type in ("(", ")"):
            yield Edit(
                node.end_byte, node.end_byte, node.type, f"doubled {node.type} in {_line(node)}"
            )


def _quote(piece: _Piece, _chance: random.Random) -> Iterator[Edit]:
    for node in piece.nodes:
        if node.type == "string_literal" and node.start_point.row == node.end_point.row:
            line = piece.program.source.split(b"\n")[node.start_point.row]
            # An odd number of quotes on a line, and nothing else that could hold one.
            if not re.search(rb"'|//|/\*|\\", line):
                yield _dropped(node.children[-1])


def _comma(piece: _Piece, _chance: random.Random) -> Iterator[Edit]:
    for node in piece.nodes:
        if node.type == "," and node.parent and node.parent.type == "argument_list":
            yield Edit(node.end_byte, node.end_byte, ",", f"doubled , in {_line(node)}")


def _lone_else(piece: _Piece, _chance: random.Random) -> Iterator[Edit]:
    for node in piece.nodes:
        if node.type == "if_statement" and node.child_by_field_name("alternative"):
            consequence = node.child_by_field_name("consequence")
            if consequence and consequence.type == "block":
                what = f"lone else in {_line(node)}"
                yield Edit(node.start_byte, consequence.start_byte, "", what)


def _keyword(piece: _Piece, chance: random.Random) -> Iterator[Edit]:
    for node in piece.nodes:
        if node.type in KEYWORDS and not node.is_named and _is_needed(node):
            yield _misspelt(node, _typos(node.type, KEYWORDS), chance)


def _is_needed(keyword: Node) -> bool:
    """Tell whether a name in place of a keyword breaks the grammar, whatever the name."""
    parent, after = keyword.parent, keyword.next_sibling
    if parent is None or after is None:
        return False
    if parent.type == "modifiers":
        return keyword.type in _MODIFIERS and parent.parent is not None and _is_typed(parent.parent)
    return (
        keyword.type in _BODY_AFTER | _NAME_AFTER
        or (keyword.type in _BRACE_AFTER and after.type == "block")
        or (keyword.type == "return" and after.type in ("binary_expression", "ternary_expression"))
    ) and parent.type != "method_reference"


def _is_typed(declaration: Node) -> bool:
    """Tell whether a type, or a word for one, stands between the modifiers and the name."""
    return declaration.type in _DECLARED


# -- literals

#: What no assignment converts, by declared type (JLS 5.2); `int` takes a `char`, `double` an `int`.
_WRONG = {
    "boolean": ("0", "1", '"yes"', "'t'"),
    "char": ('"c"', "true", "1.5"),
    "double": ('"0.5"', "true"),
    "float": ('"0.5"', "false", "2.5"),
    "int": ('"7"', "true", "2.5", "3L"),
    "long": ('"7"', "false", "2.5"),
    "String": ("5", "'s'", "true", "0.5"),
}


def _literal(piece: _Piece, _chance: random.Random) -> Iterator[Edit]:
    for node in piece.nodes:
        if node.type not in ("field_declaration", "local_variable_declaration"):
            continue
        kind = node.child_by_field_name("type")
        declarator = node.child_by_field_name("declarator")
        value = declarator and declarator.child_by_field_name("value")
        if kind is None or value is None:
            continue
        declared = text_of(kind)
        for wrong in _WRONG.get(declared, ()):
            yield Edit(value.start_byte, value.end_byte, wrong, f"wrong {declared} = {wrong}")


# -- names


def _typos(word: str, taken: frozenset[str]) -> list[str]:
    """Return what one slip makes of a word: a letter dropped, doubled, swapped or replaced."""
    found = set()
    for i, letter in enumerate(word):
        found.add(word[:i] + word[i + 1 :])
        found.add(word[:i] + letter + word[i:])
        found.add(word[:i] + word[i + 1 : i + 2] + letter + word[i + 2 :])
        if letter in ascii_letters[:-1]:
            found.add(word[:i] + ascii_letters[ascii_letters.index(letter) + 1] + word[i + 1 :])
    return sorted(typo for typo in found - taken - KEYWORDS if typo and not typo[0].isdigit())


def _misspelt(node: Node, typos: list[str], chance: random.Random) -> Edit:
    typo = chance.choice(typos)
    written = (node.text or b"").decode()
    return Edit(
        node.start_byte, node.end_byte, typo, f"misspelt {written} as {typo} in {_line(node)}"
    )


@cache
def _names(program: Program) -> frozenset[str]:
    """Return all names of a program."""
    return frozenset(re.findall(r"\w+", program.source.decode()))


def _member(piece: _Piece, chance: random.Random) -> Iterator[Edit]:
    scopes = Scopes(piece.program, piece.nodes)
    for node in piece.nodes:
        name = node.child_by_field_name("name" if node.type == "method_invocation" else "field")
        if name is not None and known_receiver(node, scopes):
            yield _misspelt(
                name, _typos((name.text or b"").decode(), _names(piece.program)), chance
            )


def _local(piece: _Piece, chance: random.Random) -> Iterator[Edit]:
    scopes = Scopes(piece.program, piece.nodes)
    for node in piece.nodes:
        name = text_of(node)
        if len(name) > 2 and is_use(node) and scopes.local(node):
            yield _misspelt(node, _typos(name, _names(piece.program)), chance)


# -- returns


def _return(piece: _Piece, _chance: random.Random) -> Iterator[Edit]:
    for node in piece.nodes:
        body = node.child_by_field_name("body") if node.type == "method_declaration" else None
        block = statements(body) if body else []
        if len(block) > 2 and block[-1].type == "return_statement" and block[-1].named_child_count:
            yield Edit(
                block[-2].end_byte, block[-1].end_byte, "", f"dropped return in {_line(block[-1])}"
            )


_MUTATORS: dict[Fault, tuple[_Mutator, ...]] = {
    Fault.SYNTAX: (
        _semicolon,
        _bracket,
        _brace,
        _extra_bracket,
        _quote,
        _comma,
        _lone_else,
        _keyword,
    ),
    Fault.LITERAL: (_literal,),
    Fault.MEMBER: (_member,),
    Fault.LOCAL: (_local,),
    Fault.RETURN: (_return,),
}

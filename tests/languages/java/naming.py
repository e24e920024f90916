"""What the names in a snippet stand for: its variables, where they hold, types of the JDK."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from tests.languages.java.cutting import TYPES, Program

#: Of java.lang, what the programs use.
_LANG = """
    Boolean Byte Character Class Double Exception Float Integer Iterable Long Math Object Runnable
    Short String StringBuilder System Thread Throwable
"""
_PRIMITIVES = {"boolean_type", "floating_point_type", "integral_type"}
#: How far up from its declaration a name holds.
_SCOPES = TYPES | {
    "block",
    "catch_clause",
    "constructor_body",
    "constructor_declaration",
    "enhanced_for_statement",
    "for_statement",
    "lambda_expression",
    "method_declaration",
    "switch_block",
    "try_with_resources_statement",
}
_DECLARING = {
    "catch_formal_parameter",
    "enhanced_for_statement",
    "formal_parameter",
    "instanceof_expression",
    "resource",
    "variable_declarator",
}


def text_of(node: Node) -> str:
    return (node.text or b"").decode()


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable or parameter; ``kind`` is its type as declared, where one is written."""

    name: Node
    kind: Node | None
    scope: Node

    @property
    def is_local(self) -> bool:
        return self.scope.type not in TYPES

    def holds_at(self, use: Node) -> bool:
        inside = self.scope.start_byte <= use.start_byte and use.end_byte <= self.scope.end_byte
        return inside and (not self.is_local or self.name.start_byte < use.start_byte)


class Scopes:
    """The variables that the nodes of a snippet declare."""

    def __init__(self, program: Program, nodes: list[Node]) -> None:
        self.jdk = _jdk_types(program)
        self._declared: dict[bytes, list[Variable]] = {}
        for node in nodes:
            for variable in _declared(node):
                self._declared.setdefault(variable.name.text or b"", []).append(variable)

    def find(self, use: Node) -> Variable | None:
        """Return the variable that a name stands for; the innermost of several."""
        holding = [v for v in self._declared.get(use.text or b"", ()) if v.holds_at(use)]
        return max(holding, key=lambda variable: variable.scope.start_byte, default=None)

    def local(self, use: Node) -> bool:
        variable = self.find(use)
        return variable is not None and variable.is_local and variable.name.id != use.id


def _declared(node: Node) -> Iterator[Variable]:
    scope = _scope(node)
    if scope is None:
        return
    if node.type in _DECLARING:
        name = node.child_by_field_name("name")
        holder = node.parent if node.type == "variable_declarator" else node
        kind = holder and holder.child_by_field_name("type")
        if name is not None:
            yield Variable(name, kind, scope)
    elif node.type == "lambda_expression":
        parameters = node.child_by_field_name("parameters")
        if parameters is not None and parameters.type == "identifier":
            yield Variable(parameters, None, scope)
        elif parameters is not None and parameters.type == "inferred_parameters":
            yield from (Variable(name, None, scope) for name in parameters.named_children)


def _scope(node: Node) -> Node | None:
    above: Node | None = node
    while above is not None and above.type not in _SCOPES:
        above = above.parent
    return above


def _jdk_types(program: Program) -> frozenset[str]:
    """Return the JDK's types that a program knows by their simple names."""
    source = program.source.decode()
    imported = re.findall(r"^import java[\w.]*\.(\w+);", source, re.MULTILINE)
    own = re.findall(r"\b(?:class|enum|interface|record) (\w+)", source)
    return frozenset({*_LANG.split(), *imported} - set(own))


def is_use(node: Node) -> bool:
    """Tell whether an identifier is an expression: no declaration, member, label or type."""
    parent = node.parent
    if node.type != "identifier" or parent is None:
        return False
    named = {
        "field_access": ("field",),
        "method_invocation": ("name",),
        "lambda_expression": ("parameters",),
    }.get(parent.type, ("name",) if parent.type in _DECLARING else ())
    fields = [parent.child_by_field_name(name) for name in named]
    return node.id not in [field.id for field in fields if field] and parent.type not in {
        "annotation",
        "break_statement",
        "continue_statement",
        "element_value_pair",
        "enum_constant",
        "inferred_parameters",
        "labeled_statement",
        "marker_annotation",
        "method_declaration",
        "method_reference",
        "scoped_type_identifier",
        "switch_label",
    } | TYPES | {"constructor_declaration", "compact_constructor_declaration"}


def known_receiver(node: Node, scopes: Scopes) -> bool:
    """Tell whether a call or a field is of a JDK type that the snippet itself shows."""
    if node.type not in ("field_access", "method_invocation"):
        return False
    receiver = node.child_by_field_name("object")
    if receiver is None:
        return False
    if receiver.type == "string_literal" or receiver.text in (b"System.out", b"System.err"):
        return True
    if receiver.type != "identifier":
        return False
    variable = scopes.find(receiver)
    if variable is not None:
        return variable.kind is not None and _is_jdk(variable.kind, scopes)
    return text_of(receiver) in scopes.jdk


def _is_jdk(kind: Node, scopes: Scopes) -> bool:
    while kind.type in ("array_type", "generic_type"):
        kind = kind.children[0]
        if kind.type in _PRIMITIVES:
            return True
    return kind.type == "type_identifier" and text_of(kind) in scopes.jdk

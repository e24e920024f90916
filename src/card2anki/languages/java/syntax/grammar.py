"""Java code as tree-sitter's parser sees it: in which wrapping it parses, and what is wrong.

The parser lets pass what no compiler does; what of that is met in practice is looked for in its
tree. Texts are ASCII, so that offsets are bytes as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from time import thread_time
from typing import TYPE_CHECKING, NamedTuple

from card2anki.languages.java.syntax.elision import STAND_IN
from card2anki.languages.java.syntax.tokens import RESERVED
from card2anki.languages.problem import TooHardError
from card2anki.languages.syntax.listing import Flaw

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Query


class Mode(NamedTuple):
    """What is put around a snippet to make a file of it."""

    before: str = ""
    after: str = ""


_SWITCH = Mode("class A{void a(){switch(a){", "\n}}}")
#: As it is; members of a class; an expression; the cases of a switch.
_MODES = (
    Mode(),
    Mode("class A{", "\n}"),
    Mode("class A{Object a=", "\n;}"),
    _SWITCH,
)
#: What a snippet that begins with such a token goes on with.
_LEADING = {
    ".": (Mode("a", "\n;"), Mode("class A{Object a=a", "\n;}")),
    "@": (Mode("", "\nclass A{}"),),
    "else": (Mode("if(a);"),),
    "catch": (Mode("try{}"),),
    "finally": (Mode("try{}"),),
    "case": (_SWITCH,),
    "default": (_SWITCH,),
}
_HEADER = re.compile(
    r"^[ \t]*+(?:import(?:[ \t]+(?:static|module))?|package)[ \t]+\w+(?:\.\w+)*+(?:\.\*)?[ \t]*;",
    re.MULTILINE,
)


def flaw_in(text: str, first: str, until: float) -> Flaw | None:
    """Return the first flaw of a text, in the wrapping that fits best; None without one.

    Best is where it parses, or else where it does so the furthest. ``first`` is the text of the
    first token. Raises TooHardError where the thread has worked for ``until`` seconds before all
    wrappings are tried.
    """
    flaws: list[Flaw] = []
    for mode in (*_LEADING.get(first, ()), *_MODES):
        if thread_time() > until:
            raise TooHardError("takes too long to be checked")
        flaw = _flaw(text, mode)
        if flaw is None:
            return None
        flaws.append(flaw)
    return max(flaws, key=lambda flaw: (flaw.kind == "rule", flaw.start))


def _flaw(text: str, mode: Mode) -> Flaw | None:
    if mode.before:
        text = _HEADER.sub(lambda header: " " * len(header[0]), text)
    root = _parsed(f"{mode.before}{text}{mode.after}")
    shift = len(mode.before)
    if root.has_error:
        node = _first_error(root)
        kind, message = ("missing", node.type) if node.is_missing else ("error", "")
        return Flaw(*_range(node, shift, len(text)), kind, message)
    broken = (
        Flaw(*_range(node, shift, len(text)), _kind(name, node, shift), _BROKEN[name])
        for name, node in _broken_rules(root, shift)
        if shift <= node.start_byte < shift + len(text)
    )
    return min(broken, default=None)


def _kind(rule: str, node: Node, shift: int) -> str:
    """Return the kind of a flaw: a declaration with type arguments is no comparison."""
    return "error" if rule == "assignment" and node.start_byte == shift else "rule"


def _range(node: Node, shift: int, size: int) -> tuple[int, int]:
    start = min(max(node.start_byte - shift, 0), size)
    return start, min(max(node.end_byte - shift, start), size)


def _first_error(root: Node) -> Node:
    node = root
    while True:
        wrong = (child for child in node.children if child.has_error or child.is_missing)
        child = next(wrong, None)
        if child is None:
            return node
        node = child


# -- what the parser does not know

#: What may stand before a semicolon as a statement.
_STATEMENTS = frozenset({
    *("assignment_expression", "update_expression", "method_invocation"),
    *("object_creation_expression", "switch_expression", "line_comment", "block_comment"),
})  # fmt: skip
#: Where ``_`` names a variable that is not used.
_UNUSED = frozenset({
    *("variable_declarator", "catch_formal_parameter", "inferred_parameters", "formal_parameter"),
    *("lambda_expression", "resource", "enhanced_for_statement", "underscore_pattern"),
    *("type_pattern", "record_pattern_component"),
})  # fmt: skip
_MODIFIERS = (
    '(modifiers ["public" "private" "protected" "static" "volatile" "transient"] @modifier)'
)
_DECLARED = "(local_variable_declaration) @declaration"
_QUERY = f"""
    (expression_statement (_) @statement)
    (block (local_variable_declaration {_MODIFIERS}))
    (constructor_body (local_variable_declaration {_MODIFIERS}))
    (switch_block_statement_group (local_variable_declaration {_MODIFIERS}))
    (if_statement consequence: {_DECLARED})
    (if_statement alternative: {_DECLARED})
    (while_statement body: {_DECLARED})
    (do_statement body: {_DECLARED})
    (for_statement body: {_DECLARED})
    (enhanced_for_statement body: {_DECLARED})
    (labeled_statement {_DECLARED})
    (constructor_declaration name: (identifier) @constructor)
    (binary_expression right: (assignment_expression)) @assignment
    (compact_constructor_declaration) @compact
    (record_declaration body: (class_body (field_declaration) @component))
    (interface_body (constant_declaration declarator: (variable_declarator !value) @constant))
    (local_variable_declaration type: (type_identifier) @compound (#eq? @compound "var")
     declarator: (_) . declarator: (_))
    (generic_type (type_arguments) @diamond)
    (formal_parameters (spread_parameter) @varargs . (_))
    (field_declaration type: (type_identifier) @var (#eq? @var "var"))
    (method_declaration type: (type_identifier) @var (#eq? @var "var"))
    ((identifier) @underscore (#eq? @underscore "_"))
    ([(identifier) (type_identifier)] @reserved
     (#any-of? @reserved {" ".join(f'"{word}"' for word in sorted(RESERVED - {"super", "this"}))}))
"""
_BROKEN = {
    "assignment": "only a variable can be assigned to: '==' compares",
    "statement": "not a statement: assign it, or call a method",
    "modifier": "a local variable has no such modifier: remove it",
    "declaration": "variable declaration not allowed here: put it into braces",
    "constructor": "return type required: write it before the name",
    "component": "a field of a record has to be static",
    "compound": "'var' declares one variable: write a statement for each",
    "constant": "a field of an interface is a constant: give it a value",
    "compact": "a name or a parameter list is missing here",
    "diamond": "'<>' belongs behind 'new': write the types",
    "varargs": "varargs parameter must be the last parameter",
    "var": "'var' is not allowed here: write the type",
    "underscore": "'_' is a keyword and no name",
    "reserved": "a keyword is no name: choose another one",
}


def _broken_rules(root: Node, shift: int) -> Iterator[tuple[str, Node]]:
    import tree_sitter

    captures = tree_sitter.QueryCursor(_query()).captures(root)
    for name, nodes in captures.items():
        for node in nodes:
            if not _is_excused(name, node, shift):
                yield name, node


def _is_excused(rule: str, node: Node, shift: int) -> bool:
    """Say whether a node breaks no rule after all. What stands before ``shift`` is ours."""
    if rule == "statement":
        is_result = _owner_type(node) == "switch_rule"
        return node.type in _STATEMENTS or is_result or not (node.text or b"").strip(_STAND_IN)
    if rule == "underscore":
        return node.parent is not None and node.parent.type in _UNUSED
    if rule == "reserved":
        return (
            node.text == b"default"
            and node.parent is not None
            and node.parent.type == "switch_label"
        )
    if rule == "component":
        return b"static" in (node.children[0].text or b"").split()
    if rule == "compact":
        return _owner_type(node) == "record_declaration"
    if rule == "diamond":
        return node.named_child_count > 0 or _owner_type(node) in _CREATIONS
    return rule == "constructor" and _is_called_as_its_class(node, shift)


_STAND_IN = STAND_IN.encode("ascii")
_CREATIONS = frozenset({"object_creation_expression", "method_reference"})


def _owner_type(node: Node) -> str:
    """Return the type of what a node's parent is a part of."""
    owner = node.parent.parent if node.parent else None
    return owner.type if owner else ""


def _is_called_as_its_class(name: Node, shift: int) -> bool:
    constructor = name.parent
    owner = constructor.parent if constructor else None
    while owner and owner.type in ("class_body", "enum_body", "enum_body_declarations"):
        owner = owner.parent
    own = owner.child_by_field_name("name") if owner else None
    return own is not None and (own.text == name.text or own.start_byte < shift)


@cache
def _language() -> Language:
    import tree_sitter
    import tree_sitter_java

    return tree_sitter.Language(tree_sitter_java.language())


def _parsed(text: str) -> Node:
    """Return the tree of a text; each has a parser of its own, since a parser has a state."""
    import tree_sitter

    return tree_sitter.Parser(_language()).parse(text.encode("ascii")).root_node


@cache
def _query() -> Query:
    import tree_sitter

    return tree_sitter.Query(_language(), _QUERY)

"""A language of one's own: Lua, by its tree-sitter grammar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from card2anki.checker import CheckedLanguage, Checker, Toolchain
from card2anki.config import Config
from card2anki.languages import standalone
from card2anki.languages.problem import Problem
from card2anki.languages.standalone import StandaloneChecker
from card2anki.model import Severity
from card2anki.rule import Hit, code_rule

if TYPE_CHECKING:
    from tree_sitter import Node, Parser


@code_rule("X911", "lua-syntax-error", Severity.ERROR)
def lua_syntax_error() -> Iterator[Hit]:
    """Lua code breaks the grammar of the language.

    Why:
        It can't be run as it stands on the card.

    Bad:
        #### Length
        :p How is the length of a text told in Lua?
        ??x
        ```lua
        local text = "pot"
        print(#text
        ```
        x??

    Good:
        #### Length
        :p How is the length of a text told in Lua?
        ??x
        ```lua
        local text = "pot"
        print(#text)
        ```
        x??
    """
    yield from ()


RULES = (lua_syntax_error, *standalone.RULES)


def problems(parser: Parser, code: str) -> Iterator[Problem]:
    """Yield the first place where code does not parse. Offsets count characters, not bytes."""
    if len(code) > standalone.LONGEST:
        yield standalone.unchecked(code)
        return
    data = code.encode()
    node = _first_error(parser.parse(data).root_node)
    if node is not None:
        start, end = (len(data[:at].decode(errors="ignore")) for at in node.byte_range)
        told = f"{node.type!r} is missing" if node.is_missing else "this is no valid Lua"
        yield Problem(lua_syntax_error, start, end, told)


def _first_error(root: Node) -> Node | None:
    waiting = [root] if root.has_error else []
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            return node
        waiting += (child for child in reversed(node.children) if child.has_error)
    return None


def _examine(parser: Parser, codes: Sequence[str]) -> list[list[Problem]]:
    return [list(problems(parser, code)) for code in codes]


def make(config: Config) -> Checker:
    """Return the checker; what is heavy is imported when the first Lua snippet turns up."""
    import tree_sitter_lua
    from tree_sitter import Language, Parser

    parser = Parser(Language(tree_sitter_lua.language()))
    tool = f"tree-sitter-lua {version('tree-sitter-lua')}"
    judged = frozenset(rule.code for rule in RULES)
    return StandaloneChecker(Toolchain("Lua", tool, judged), partial(_examine, parser))


LUA = CheckedLanguage(
    rules=RULES,
    make=make,
    syntax=frozenset({lua_syntax_error.code}),
    marks=standalone.MARKS,
)

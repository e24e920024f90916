"""Code as tree-sitter's parsers see it: in which wrapping it parses, and where it stops to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from card2anki.languages.problem import TooHardError
from card2anki.languages.syntax.listing import Flaw

if TYPE_CHECKING:
    from tree_sitter import Language, Node


class Mode(NamedTuple):
    """What is put around a snippet to make a file of it.

    In one ``of_members`` a snippet does not stand that begins with a statement: a parser takes
    ``for (each cup) {}`` for a method of that name.
    """

    before: str = ""
    after: str = "\n"
    of_members: bool = False


class Parser(NamedTuple):
    """Where the parser of a language is found: a module, and its function."""

    module: str
    function: str = "language"


class Grammar(NamedTuple):
    """The parsers of a language, and the wrappings in which its snippets are shown.

    ``leading`` holds more of them by the text of the first token of a snippet. ``slowness`` says
    how much more time than most the parsers take for a text that is full of mistakes.
    """

    parsers: tuple[Parser, ...]
    modes: tuple[Mode, ...] = (Mode(),)
    leading: Mapping[str, tuple[Mode, ...]] = {}
    slowness: int = 1


class Effort:
    """How much may still be parsed for a snippet, in an estimate of the work that it takes.

    Where a parser meets one mistake after the other, its time is not linear. The work is counted
    rather than the time, so that what is said of a snippet is always the same. A parser asks now
    and then whether to go on; how often says little of its work, so the size of a text counts, too.
    """

    def __init__(self) -> None:
        self._left = 300_000

    def spend(self, size: int, slowness: int) -> None:
        """Take from it what a text of a size costs. Raises TooHardError when it is used up."""
        self._left -= 100 + slowness * size * size // 2_000
        if self._left < 0:
            raise TooHardError("takes too long to be checked")

    def is_spent(self) -> bool:
        """Take from it what a parser does between two questions, and say whether it is used up."""
        self._left -= 20
        return self._left < 0


_STATEMENTS = frozenset(
    {"if", "for", "foreach", "while", "do", "switch", "try", "return", "throw", "break", "continue"}
)


class Graded(NamedTuple):
    """The first flaw of a text, and how many there are in all."""

    number: int
    flaw: Flaw


def flaw_in(text: str, first: str, grammar: Grammar, effort: Effort) -> Graded | None:
    """Return the first flaw of a text, in the wrapping that fits best; None without one.

    Best is where it parses, or else where it has the fewest flaws. ``first`` is the text of the
    first token. Raises TooHardError.
    """
    flaws: list[Graded] = []
    modes = (mode for mode in grammar.modes if not mode.of_members or first not in _STATEMENTS)
    for mode in (*modes, *grammar.leading.get(first, ())):
        for parser in grammar.parsers:
            effort.spend(len(text), grammar.slowness)
            flaw = _flaw(text, mode, parser, effort)
            if flaw is None:
                return None
            flaws.append(flaw)
    return min(flaws, key=lambda flaw: flaw.number)


def _flaw(text: str, mode: Mode, parser: Parser, effort: Effort) -> Graded | None:
    whole = f"{mode.before}{text}{mode.after}".encode()
    root = _parsed(whole, parser, effort)
    if not root.has_error:
        return None
    wrong = list(_wrong(root))
    node = wrong[0]
    start, end = _range(node, parser)

    def offset(byte: int) -> int:
        characters = len(whole[:byte].decode(errors="ignore")) - len(mode.before)
        return min(max(characters, 0), len(text))

    kind, message = ("missing", node.type) if node.is_missing else ("error", "")
    return Graded(len(wrong), Flaw(offset(start), offset(end), kind, message))


def _wrong(root: Node) -> Iterator[Node]:
    """Yield what the parser has met that is wrong, the innermost of it."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        inner = [child for child in node.children if child.has_error or child.is_missing]
        if inner:
            waiting += reversed(inner)
        else:
            yield node


#: So many tokens are looked at.
_MOST_TOKENS = 100


def _range(node: Node, parser: Parser) -> tuple[int, int]:
    """Return the bytes of the first token that the parser can't take, as far as that is known.

    A node for an error holds all that was dropped so that the parser could go on.
    """
    if node.is_missing:
        return node.start_byte, node.end_byte
    leaf: Node | None = node
    while leaf and leaf.children:
        leaf = leaf.children[0]
    for _ in range(_MOST_TOKENS):
        if leaf is None or leaf.start_byte > node.end_byte:
            break
        if not leaf.is_extra and not _can_follow(leaf, parser):
            return leaf.start_byte, leaf.end_byte
        leaf = _next(leaf)
    return node.start_byte, node.end_byte


def _can_follow(leaf: Node, parser: Parser) -> bool:
    """Say whether the parser had a use for a token in the state in which it met it."""
    if not leaf.parse_state:
        return False
    following = _language(parser).lookahead_iterator(leaf.parse_state)
    return following is not None and leaf.grammar_id in {symbol for symbol, _ in following}


def _next(leaf: Node) -> Node | None:
    """Return the token behind another one."""
    node: Node | None = leaf
    while node and not node.next_sibling:
        node = node.parent
    node = node.next_sibling if node else None
    while node and node.children:
        node = node.children[0]
    return node


@cache
def _language(parser: Parser) -> Language:
    import tree_sitter

    return tree_sitter.Language(getattr(import_module(parser.module), parser.function)())


#: So much of a text is handed to a parser at once.
_CHUNK = 4_096


def _parsed(text: bytes, parser: Parser, effort: Effort) -> Node:
    """Return the tree of a text. Raises TooHardError.

    Each text has a parser of its own, since a parser has a state.
    """
    import tree_sitter

    try:
        tree = tree_sitter.Parser(_language(parser)).parse(
            lambda offset, _: text[offset : offset + _CHUNK],
            progress_callback=lambda _offset, _has_error: effort.is_spent(),
        )
    except ValueError as error:  # the parser's word for having been stopped
        raise TooHardError("takes too long to be checked") from error
    return tree.root_node

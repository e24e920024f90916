"""Whatever is done to a program, it is read: to the last character, without an error token."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.token import Error

from card2anki.languages.pseudocode.lexer import PseudocodeLexer
from card2anki.languages.pseudocode.parser import parse
from card2anki.languages.pseudocode.tree import Statement, Tree
from tests.languages.pseudocode.examining import problems
from tests.languages.pseudocode.mutating import PIECES, mutants

#: How many are tried here; benchmarks/pseudocode.py tries 20,000.
_NUMBER = 2_000
_SHARES = 20
#: Deeper than any code is nested.
_DEEP = 5_000


def check(code: str) -> None:
    tree = parse(code)
    check_tokens(tree)
    for statement in tree.statements:
        check_statement(tree, statement)
    for problem in problems(code):
        assert 0 <= problem.start < problem.end <= len(code), problem
        assert problem.message


def check_tokens(tree: Tree) -> None:
    """Check that the tokens cover all but blanks, in order, and have nothing around them."""
    at = 0
    assert len(tree.tokens) == len(tree.roles)
    for token in tree.tokens:
        assert at <= token.start < token.end
        assert not tree.code[at : token.start].strip()
        assert tree.code[token.start : token.end].strip()
        at = token.end
    assert not tree.code[at:].strip()


def check_statement(tree: Tree, root: Statement) -> None:
    for one in root.walk():
        assert 0 <= one.start <= one.end <= len(tree.code)
        assert 0 <= one.first <= one.last <= len(tree.tokens)
        for inner in one.body:
            assert one.start <= inner.start <= inner.end <= one.end


@pytest.mark.parametrize("share", range(_SHARES))
def test_mutants_are_read(share: int) -> None:
    for code in mutants(_NUMBER // _SHARES, seed=share):
        check(code)


@pytest.mark.parametrize("share", range(_SHARES))
def test_mutants_are_coloured(share: int) -> None:
    lexer = PseudocodeLexer(stripnl=False, ensurenl=False)
    for code in mutants(_NUMBER // _SHARES, seed=share):
        found = list(lexer.get_tokens_unprocessed(code))
        assert "".join(text for _, _, text in found) == code
        assert Error not in {kind for _, kind, _ in found}


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_read(code: str) -> None:
    check(code)


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_alone_and_many_of_it(piece: str) -> None:
    check(piece)
    check(piece * 500)
    check(f"{piece} " * 500)
    check(f"{piece}\n" * 500)


@pytest.mark.parametrize(
    "opener", ["(", "[", "{", "if a:\n", "if a then ", "a(", "begin\n", "-", "not "]
)
def test_what_is_nested_too_deeply_is_read(opener: str) -> None:
    check(opener * _DEEP)
    check("\n".join(" " * depth + "if a:" for depth in range(_DEEP // 10)))

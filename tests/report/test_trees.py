"""Trees of pseudocode: a line a statement, operators in front."""

from __future__ import annotations

from textwrap import dedent

import pytest

from card2anki.report.trees import tree_json, tree_lines
from tests.linted import deck_of

_CARD = ":p Which?\n??x\n```pseudocode\n{code}\n```\nx??\n"


def lines(code: str) -> list[str]:
    """Return the lines below the header, without the numbers of lines."""
    deck = deck_of(_CARD.format(code=code))
    return [line[7:] for line in list(tree_lines([deck]))[1:]]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("x = a + b * 2", "assignment x (+ a (* b 2))"),
        ("x = -(a - b)", "assignment x (- (- a b))"),
        ("cups[i].lid = null", "assignment (. (index cups i) lid) null"),
        ("x = a > b ? a : b", "assignment x (choice (> a b) a b)"),
        ("pour(cup, tea.get(3))", "call (pour cup ((. tea get) 3))"),
        ("x = [1, 2]", "assignment x (list 1 2)"),
        ("x = new Cup(3)", "assignment x (new (Cup 3))"),
        ("return", "return"),
        ("return x and not y", "return (and x (not y))"),
        ("...", "elision ..."),
        ("swap the cups", "[action] “swap the cups”"),
        (
            "The kettle is an invention of some age.",
            "[prose] “The kettle is an invention of some age”",
        ),
    ],
)
def test_statement(code: str, line: str) -> None:
    assert lines(code) == [line]


def test_depth() -> None:
    code = dedent(
        """\
        procedure fill(cup)
            while cup is not full do
                pour(cup)
            end while
        end procedure"""
    )
    assert lines(code) == [
        "function fill(cup)",
        "  while [phrase] “cup is not full”",
        "    call (pour cup)",
    ]


def test_where_a_snippet_stands_and_what_is_in_it() -> None:
    deck = deck_of(_CARD.format(code="x = 1\nstir the tea slowly\nif tea is hot: wait()"))
    assert next(tree_lines([deck])).partition(":")[2] == (
        "3: 4 statements (2 formal, 1 phrase, 1 action)"
    )


def test_nothing_in_it() -> None:
    deck = deck_of(_CARD.format(code=""))
    assert [line.partition(":")[2] for line in tree_lines([deck])] == ["3: 0 statements"]


def test_a_long_text_is_cut() -> None:
    (line,) = lines("pour " + "very " * 40 + "slowly")
    assert len(line) < 120
    assert line.endswith("…”")


def test_json_has_the_lines_of_the_file() -> None:
    deck = deck_of(_CARD.format(code="// filled\nif a then\n    b = 1\n    c = 2\nend if"))
    (branch,) = tree_json(deck, deck.cards[0].snippets[0])
    assert (branch["form"], branch["line"], branch["end_line"]) == ("if", 5, 8)
    assert [(one["form"], one["line"]) for one in branch["body"]] == [
        ("assignment", 6),
        ("assignment", 7),
    ]

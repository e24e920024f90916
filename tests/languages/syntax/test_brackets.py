import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.java.syntax.tokens import tokens_of
from card2anki.languages.syntax.brackets import culprit, hidden_in, match, stray
from card2anki.languages.syntax.tokens import Token


@pytest.mark.parametrize(
    ("code", "pairs", "unclosed", "stray", "depth"),
    [
        ("", [], [], [], 0),
        ("f(a[0])", [(3, 5), (1, 6)], [], [], 2),
        ("f(a;", [], [1], [], 1),
        ("{ f(a; }", [(0, 7)], [3], [], 2),
        ("f(a))", [(1, 3)], [], [4], 1),
        ("{ f(a)); }", [(3, 5), (0, 9)], [], [6], 2),
        ("run(() -> { f()); })", [(4, 5), (13, 14), (10, 18), (3, 19)], [], [15], 3),
        ("}{", [], [1], [0], 1),
        ("(]", [], [0], [1], 1),
        ("'(' \"{\" [", [], [8], [], 1),
    ],
)
def test_brackets_match(
    code: str, pairs: list[tuple[int, int]], unclosed: list[int], stray: list[int], depth: int
) -> None:
    found = match(tokens_of(code))
    assert [(opener.start, closer.start) for opener, closer in found.pairs] == pairs
    assert [token.start for token in found.unclosed] == unclosed
    assert [token.start for token in found.stray] == stray
    assert found.depth == depth


@given(st.text("(){}[]a"))
def test_each_bracket_is_somewhere(code: str) -> None:
    found = match(tokens_of(code))
    placed = [token for pair in found.pairs for token in pair]
    assert len(placed) + len(found.unclosed) + len(found.stray) == len(code.replace("a", ""))


@pytest.mark.parametrize(
    ("code", "opener"),
    [
        ("class A {\n    void f() {\n", 23),
        ("class A {\n    void f() {\n        g();\n}\n", 23),
        ("class A {\n    void f() {\n        g(;\n    }\n}\n", 34),
        ("class A {\n    void f() { }\n", 8),
    ],
)
def test_the_opener_that_lacks_its_closer(code: str, opener: int) -> None:
    assert culprit(code, match(tokens_of(code))).start == opener


@pytest.mark.parametrize(
    ("comment", "hidden"),
    [
        ("// nothing }", ("nothing", "}")),
        ("//}", ("", "}")),
        ("// fill it });", ("fill it", "});")),
        ("// calls f() }", ("calls f()", "}")),
        ("// } }", ("", "} }")),
        ("// nothing", None),
        ("// see {@link Cup}", None),
        ("// a set {a, b}", None),
        ("// } is the end", None),
        ("// f(a)", None),
        ("/* nothing } */", None),
        ("// ends with */ }", None),
    ],
)
def test_what_a_comment_hides(comment: str, hidden: tuple[str, str] | None) -> None:
    assert hidden_in(Token("comment", comment, 0)) == hidden


@pytest.mark.parametrize(
    "marked",
    [
        "f();\n«}",
        "void f() {\n    if (a)\n        b();\n    «}\n    c();\n}",
        "void f() {\n    if (a) {\n        b();\n    }«}\n    c();\n}",
        "void f() {\n    a();\n}«}",
        "if (a)«) {\n    b();\n}",
    ],
)
def test_the_closer_of_nothing_is_found_by_the_indentation(marked: str) -> None:
    code = marked.replace("«", "")
    assert stray(code, match(tokens_of(code))).start == marked.index("«")

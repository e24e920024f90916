"""What kind of statement a line of pseudocode is, and how much of it is code."""

import pytest

from card2anki.languages.pseudocode.tree import Role
from tests.languages.pseudocode.outlining import only, outline


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("x <- 1", "assignment"),
        ("x := y := 2", "assignment"),
        ("x, y = y, x", "assignment"),
        ("a[i].b += 1", "assignment"),
        ("set total to 0", "assignment"),
        ("let S be a stack", "assignment (phrase)"),
        ("u ← vertex in Q with the least cost", "assignment (phrase)"),
        ("int n = 3;", "declaration"),
        ("List<Map<String, Cup>> cups = new ArrayList<>();", "declaration"),
        ("Node* head;", "declaration"),
        ("DECLARE n : INTEGER", "declaration"),
        ("const max = 10", "declaration"),
        ("private final int size;", "declaration"),
        ("print x, y", "input or output"),
        ("INPUT name", "input or output"),
        ("output the sum", "input or output (phrase)"),
        ("print(x)", "call"),
        ("CALL greet(name)", "call"),
        ("cups.fill(3)", "call"),
        ("return a, b", "return"),
        ("return the larger one", "return (phrase)"),
        ("throw new Error()", "throw"),
        ("continue", "continue"),
        ("exit loop", "break"),
        ("goto 3", "goto"),
        ("Input: a list of cups", "label (phrase)"),
        ("assert n > 0", "assert"),
        ("import java.util.List", "import"),
        ("...", "elision"),
        ("i++", "expression"),
        ("swap a and b", "action (action)"),
        ("The cups are full.", "prose (prose)"),
        ("This is what is done when a cup breaks.", "prose (prose)"),
        ("end = 5", "assignment"),
        ("next = node.next", "assignment"),
        ("for.x = 3", "assignment"),
        ("select(a, b)", "call"),
        ("repeat step 2", "action (action)"),
    ],
)
def test_form(code: str, told: str) -> None:
    assert outline(code) == [told]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("if a > b then", "if"),
        ("if (a > b)", "if"),
        ("if the pot is empty:", "if (phrase)"),
        ("unless done", "if"),
        ("for i = 1 to n do", "for"),
        ("for i from n downto 1 step 2:", "for"),
        ("for (int i = 0; i < n; i++)", "for"),
        ("for (String s : names)", "for"),
        ("for each v ∈ V", "for"),
        ("for all u, v in E do", "for"),
        ("foreach cup of cups", "for"),
        ("For each cup in the cupboard:", "for (phrase)"),
        ("Loop for each step of episode:", "for"),
        ("while Q ≠ ∅ do", "while"),
        ("while the queue is not empty", "while (phrase)"),
        ("while queue is not empty", "while (phrase)"),
        ("loop forever", "loop"),
        ("repeat 3 times", "repeat"),
        ("Repeat (for each episode):", "repeat (phrase)"),
        ("repeat until it boils:", "while (phrase)"),
        ("switch (x):", "switch"),
        ("upon receiving m from p do", "with (phrase)"),
        ("class Cup extends Vessel", "class"),
        ("struct Point:", "class"),
        ("EM algorithm:", "label (phrase)"),
    ],
)
def test_header(head: str, told: str) -> None:
    assert outline(f"{head}\n    f()") == [told, "  call"]


@pytest.mark.parametrize(
    ("head", "name", "parameters"),
    [
        ("function f(a, b)", "f", ["a", "b"]),
        ("def f(self, a=1, *rest) -> int:", "f", ["self", "a", "rest"]),
        ("PROCEDURE Sort(ARRAY cups, INTEGER n)", "Sort", ["cups", "n"]),
        ("FUNCTION f(n: INTEGER) RETURNS INTEGER", "f", ["n"]),
        ("MAX-HEAPIFY(A, i):", "MAX-HEAPIFY", ["A", "i"]),
        ("int f(int a[], char *b) {", "f", ["a", "b"]),
        ("public List<Cup> f(Map<String, Cup> all) {", "f", ["all"]),
        ("switch.handle(packet) {", "handle", ["packet"]),
        ("partition(A[1..n], p) {", "partition", ["A", "p"]),
        ("function y = f(x)", "f", ["x"]),
        ("fn f(a: i32, b: i32) -> i32 {", "f", ["a", "b"]),
    ],
)
def test_function(head: str, name: str, parameters: list[str]) -> None:
    tree, one = only(f"{head}\n    g()" + ("\n}" if head.endswith("{") else ""))
    assert one.form == "function"
    assert one.name is not None
    assert tree.text(one.name) == name
    assert [tree.text(p.name) for p in one.parameters or ()] == parameters


def roles(code: str) -> dict[str, Role]:
    tree, _ = only(code)
    return {tree.text(n): role for n, role in enumerate(tree.roles)}


def test_words_are_what_they_do() -> None:
    found = roles("for each node in graph.nodes do visit(node, 3)")
    assert found == {
        "for": Role.KEYWORD,
        "each": Role.KEYWORD,
        "node": Role.NAME,
        "in": Role.KEYWORD,
        "graph": Role.NAME,
        ".": Role.NONE,
        "nodes": Role.MEMBER,
        "do": Role.KEYWORD,
        "visit": Role.CALLED,
        "(": Role.NONE,
        ",": Role.NONE,
        "3": Role.NONE,
        ")": Role.NONE,
    }


def test_words_of_english_are_no_keywords() -> None:
    found = roles("wait for the end of the loop in f(x) or return to readyQueue")
    assert {word for word, role in found.items() if role is Role.PHRASE} == {
        *("wait", "for", "the", "end", "of", "loop", "in", "or", "return", "to"),
    }
    assert found["f"] is Role.CALLED
    assert found["readyQueue"] is Role.NAME

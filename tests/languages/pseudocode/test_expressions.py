"""How expressions of pseudocode are read."""

import pytest

from card2anki.languages.pseudocode.parser import parse
from tests.languages.pseudocode.outlining import shape


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("return a + b * c", "(+ a (* b c))"),
        ("return (a + b) * -c ** 2", "(* (group (+ a b)) (- (** c 2)))"),
        ("return a and not b or c", "(or (and a (not b)) c)"),
        ("return a[i].b(c, d)", "(( (. ([ a i) b) c d)"),
        ("return x mod 2 == 0", "(== (mod x 2) 0)"),
        ("return x is not null", "(is x null)"),
        ("return x not in S", "(not x S)"),
        ("return a ? b : c", "(? a b c)"),
        ("return a if b else c", "(if a b c)"),
        ("return |S| + 1", "(+ (| S) 1)"),
        ("return ⌊n / 2⌋", "(group (/ n 2))"),
        ("return A ∪ {x, y}", "(∪ A (braces x y))"),
        ("return x -> x + 1", "(-> x (+ x 1))"),
        ("return [f(x) for x in xs if x > 0]", "(list (for (( f x) (if (in x xs) (> x 0))))"),
        ('return {"a": 1, b: 2}', '(braces (: "a" 1) (: b 2))'),
        ("return a[1..n]", "([ a (.. 1 n))"),
        ("return new Map<String, Cup>()", "(new (( Map < String , Cup >))"),
        ("return (char *) p", "(( p)"),
        ("return *p + &q", "(+ (* p) (& q))"),
        ("return n!", "(! n)"),
        ("return f(the first cup, 3)", "(( f <the first cup> 3)"),
        ("return the first cup", "<the first cup>"),
        ("return a < b and c > d", "(and (< a b) (> c d))"),
    ],
)
def test_shape(code: str, told: str) -> None:
    assert shape(code) == told


@pytest.mark.parametrize(
    "unit", ["(", "- ", "a + ", "f(", "a.", "[", "not ", "a ? ", "{a: ", "x -> "]
)
def test_nesting_is_bounded(unit: str) -> None:
    tree = parse("return " + unit * 3000 + "x")
    heights = [part.height for one in tree.walk() for part in one.expressions]
    assert max(heights) <= 101

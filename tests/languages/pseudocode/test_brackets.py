"""Which bracket closes which, and which one is to blame."""

import pytest

from card2anki.languages.pseudocode.brackets import match_brackets
from card2anki.languages.pseudocode.text import Text


def blamed(code: str) -> list[int]:
    """Return where the brackets stand that have no partner."""
    text = Text(code)
    return [text.start(one.token) for one in match_brackets(text)[1]]


@pytest.mark.parametrize(
    "code",
    [
        "f(a[i], {b: (c)})",
        "x in [0, n)",
        "x in (0, 1]",
        "t in [12:00, 12:05)",
        "for i in [0..n):",
        "a) fill\nb) stir",
        "either a) fill it or b) stir it",
        "a) boil\nb) fill\nrepeat a) and b) again",
        "smile :)",
        "⌊x / 2⌋ + ⌈y⌉",
        "⌊x⌉",
        "print(')') // (",
    ],
)
def test_even(code: str) -> None:
    assert blamed(code) == []


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("f(a", [1]),
        ("f(a, g(b)", [1]),
        ("f(a[i)", [3]),
        ("f a)", [3]),
        ("f(a]", [1, 3]),
        ("if (a {\n  b()\n}", [3]),
        ("f(a))\ng(b)", [4]),
        ("while a {\n  if b {\n    c\n}", [17]),
        ("f {\n}\n}", [6]),
        ("f(0, n]", [1, 6]),
    ],
)
def test_uneven(code: str, places: list[int]) -> None:
    assert blamed(code) == places


def test_partners_name_each_other() -> None:
    pairs, _ = match_brackets(Text("f(a[0])"))
    assert pairs == [-1, 6, -1, 5, -1, 3, 1]

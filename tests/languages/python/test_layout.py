"""Code as ruff lays it out: asked for, and nothing but the layout changes."""

import pytest

from card2anki.checker import Block
from card2anki.config import Config, LintSettings
from card2anki.languages.checkers import Checkers
from tests.languages.python.cutting import cuts
from tests.languages.python.judging import found_in, mended, told
from tests.linted import deck_of

_CARD = "#### Tea\n:p How many?\n??x\n```python\nm = f( n )\n```\nx??\n"
#: Code with the code after the fix.
_LAID_OUT = {
    "n = f( 3,4 )": "n = f(3, 4)",
    "n = 'tea'\nm  = 3": "n = 'tea'\nm = 3",
    "\n\nn=3\n\n": "\n\nn = 3\n\n",
    "def f( a ):\n  return a  # é": "def f(a):\n    return a  # é",
    "class A:\n    '''  Pots.  '''\n    n=3": "class A:\n    '''Pots.'''\n\n    n = 3",
    "a = 1; b = 2": "a = 1\nb = 2",
    f"f({'a' * 60},   {'b' * 30})": f"f({'a' * 60}, {'b' * 30})",
}


@pytest.mark.parametrize("code", _LAID_OUT)
def test_the_layout_is_mended(code: str) -> None:
    found = dict(zip(_LAID_OUT, found_in(tuple(_LAID_OUT), lays_out=True), strict=True))[code]
    assert [one.rule.code for one in found] == ["P401"]
    assert mended(code, found) == _LAID_OUT[code]


def test_what_is_laid_out_stays() -> None:
    assert found_in(tuple(_LAID_OUT.values()), lays_out=True) == [()] * len(_LAID_OUT)


def test_where_the_layout_differs_is_told() -> None:
    code = "n = 3\nm = f( n )\n"
    (found,) = found_in((code,), lays_out=True)
    assert told(code, found) == [
        "P401 'm = f( n )' not laid out as 'ruff format' would: 'm = f(n)'"
    ]


def test_nothing_is_said_unless_it_is_asked_for() -> None:
    assert found_in(tuple(_LAID_OUT)) == [()] * len(_LAID_OUT)


#: What was made whole, or is wrong, is left as it is.
_LEFT = ("    n = f( 3 )", ">>> n = f( 3 )", "def f( n ):\n    # pour", "n = f( 3", "f( ...", "")


def test_what_is_no_whole_program_is_left_alone() -> None:
    found = found_in(_LEFT, lays_out=True)
    assert [one.rule.code for some in found for one in some if one.rule.code == "P401"] == []


def test_pieces_of_programs_are_laid_out_once() -> None:
    codes = tuple(cut.text for cut in cuts() if cut.kind in ("statement", "program", "with tabs"))
    laid_out = tuple(
        mended(code, found)
        for code, found in zip(codes, found_in(codes, lays_out=True), strict=True)
    )
    assert sum(before != after for before, after in zip(codes, laid_out, strict=True)) > 60
    assert [some for some in found_in(laid_out, lays_out=True) if some] == []


@pytest.mark.parametrize(
    ("selector", "is_laid_out"),
    [("P401", True), ("p4", True), ("Unformatted", True), ("all", True), ("P5", False)],
)
def test_the_layout_is_asked_for_by_whatever_names_it(selector: str, *, is_laid_out: bool) -> None:
    (snippet,) = deck_of(_CARD).cards[0].snippets
    with Checkers(Config(lint=LintSettings(extend_select=(selector,)))) as checkers:
        (judgement,), _ = checkers.judge("python", [Block("tea.md", 0, snippet)])
    assert [rule.code for rule, _ in judgement.hits] == ["P401"] * is_laid_out

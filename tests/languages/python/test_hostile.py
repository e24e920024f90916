"""Texts that are made to take long, or to break something."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.languages.problem import Problem, TooHardError
from card2anki.languages.python.normalise import normalised
from card2anki.languages.python.repair import repair
from card2anki.languages.standalone import LONGEST
from tests.languages.python.judging import found_in, mended

_WORDS = (
    *("def ", "class ", "if ", "else", "for ", " in ", "return ", "print ", "lambda ", "await "),
    *("x", "(", ")", "[", "]", "{", "}", ":", ",", ".", "...", "=", "+", "-", "*", "@", "`", ";"),
    *("'", '"', '"""', 'f"{', "\\", "#", "\n", "\n    ", "\t", " ", "1", "0x", "é", "😀", "!", "?"),
    *(">>> ", "In [1]: ", "%a", "<a b>", "…", "\u2028", "\x00", "\r", "\f", "\ud800", "\ufeff"),
)


def _is_sound(code: str, problem: Problem) -> bool:
    edits = [(edit.start, edit.end) for edit in problem.fix]
    return (
        0 <= problem.start <= problem.end <= len(code)
        and problem.message.isprintable()
        and len(problem.message) < 160
        and edits == sorted(edits)
        and all(0 <= start <= end <= len(code) for start, end in edits)
    )


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from(_WORDS), max_size=25).map("".join), max_size=40))
def test_any_tokens_are_judged(codes: list[str]) -> None:
    found = found_in(tuple(codes), lays_out=True)
    assert len(found) == len(codes)
    for code, problems in zip(codes, found, strict=True):
        assert all(_is_sound(code, one) for one in problems)
        assert sum(one.rule.code[:2] == "P1" for one in problems) <= 1


@settings(max_examples=10)
@given(st.lists(st.text(st.characters(exclude_categories=())), max_size=40))
def test_any_text_is_judged(codes: list[str]) -> None:
    for code, problems in zip(codes, found_in(tuple(codes), lays_out=True), strict=True):
        assert all(_is_sound(code, one) for one in problems)


@settings(max_examples=10)
@given(st.lists(st.lists(st.sampled_from(_WORDS), max_size=20).map("".join), max_size=40))
def test_a_fix_leaves_nothing_of_its_rule(codes: list[str]) -> None:
    found = found_in(tuple(codes))
    fixed = [
        (one.rule.code, mended(code, [one]))
        for code, some in zip(codes, found, strict=True)
        for one in some
        if one.fix
    ]
    again = found_in(tuple(after for _, after in fixed))
    for (rule, _), problems in zip(fixed, again, strict=True):
        assert rule not in [one.rule.code for one in problems]


_UNITS = (
    *("(", "a(", "a.b", "-", "not ", "lambda:", "if a:", "if a:\n", "else:\n", "x=", "\n", "(\n"),
    *(" ", "\t", '"', "'", '"""', "f'{", 'f"{a', "# \n", ">>> ", ">>> a\n", "...\n", "In [1]: a\n"),
    *(
        "%a\n",
        "?",
        "a?\n",
        "<",
        "<a",
        "<a b>",
        "x=<a>,",
        "print a\n",
        "except A, e:\n",
        "`a`",
        "<>",
    ),
    *("def f(...): ...\n", "def f():\n# c\n", "@a\n", "case a:\n", "a;", "\\\n", "…", "f(1)\n"),
    *("x = = 1\n", "a b\n", "'a\n", "(\n)", "(]", "})", "if a\n b\n", "  a\n a\n", "try:\n", "$"),
)


def _work(code: str) -> int:
    """Count the lines of Python that run while a text is read, which no clock disturbs."""
    lines = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        repair(normalised(code).script.text)
    except TooHardError:
        pass
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("unit", _UNITS)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    count = 3000 // len(unit)
    once, twice = _work(f"{unit * count};\n}}"), _work(f"{unit * 2 * count};\n}}")
    assert twice <= 2.2 * once + 300


@pytest.mark.parametrize("unit", _UNITS)
def test_a_text_that_is_too_long_is_not_read(unit: str) -> None:
    with pytest.raises(TooHardError):
        normalised(unit * (LONGEST // len(unit) + 1))

"""What the checker of pseudocode does with any text, and where in a file it finds things."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.config import Config
from card2anki.languages.checkers import Checkers
from card2anki.languages.pseudocode.checker import problems_of
from card2anki.languages.pseudocode.rules import RULES
from card2anki.languages.standalone import LONGEST, not_checked
from tests.languages.pseudocode.examining import problems, told
from tests.linted import findings, said

_WORDS = [
    *(
        "if ",
        "then ",
        "else",
        "for ",
        "each ",
        "while ",
        "do ",
        "end",
        "repeat\n",
        "until ",
        "case ",
    ),
    *(
        "function ",
        "f(",
        "class ",
        "return ",
        "try",
        "catch",
        "begin\n",
        "x",
        "Cup",
        "the ",
        "1",
        ":",
    ),
    *(
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "<",
        ">",
        ",",
        ".",
        ";",
        "=",
        "==",
        "<-",
        "+",
        "|",
        "->",
        "...",
    ),
    *(
        "'",
        '"',
        "`",
        "//",
        "#",
        "/*",
        "*/",
        "\n",
        "\n    ",
        "\t",
        " ",
        "$",
        "\\",
        "é",
        "😀",
        "\x00",
    ),
]


def _is_sound(code: str) -> bool:
    return all(
        0 <= one.start <= one.end <= len(code)
        and one.rule in (*RULES, not_checked)
        and "\n" not in one.message
        for one in problems_of(code)
    )


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_read(code: str) -> None:
    assert _is_sound(code)


@given(st.lists(st.sampled_from(_WORDS), max_size=40).map("".join))
def test_any_words_are_read(code: str) -> None:
    assert _is_sound(code)


# -- hostile texts


def test_what_is_too_long_is_not_checked() -> None:
    code = "f()\n" * LONGEST
    assert [told(code, one)[:4] for one in problems(code)] == ["G901"]


def test_what_is_nested_too_deeply_is_not_checked() -> None:
    code = "if (a) {\n" * 300 + "}\n" * 300
    assert [one.message for one in problems(code)] == ["nested too deeply: not checked"]


def test_a_line_of_too_many_statements_is_not_checked() -> None:
    code = "if a then f() " + "else f() " * 50
    assert [one.message for one in problems(code)] == ["nested too deeply: not checked"]


_UNITS = [
    *(
        "(",
        "[",
        "{",
        "<",
        "a(",
        "a.b<",
        "if(",
        "{}",
        "}",
        ")",
        "a ",
        "a;",
        "->",
        "x?",
        "...",
        "|a| ",
    ),
    *(
        "'",
        '"',
        '"""',
        "/*",
        "*/",
        "// }\n",
        "{ // x }\n",
        "\\",
        "#",
        "--",
        "$",
        "`",
        "“",
        "a)",
        "[0,",
    ),
    *(
        "if x then ",
        "else ",
        "end\n",
        "if x\n",
        "for x in y:\n ",
        "while ",
        "repeat\n",
        "until ",
        "a:\n",
    ),
    *(
        "1. ",
        "- ",
        "a,",
        "x = ",
        "not ",
        "new ",
        "function f(",
        "class A {",
        "case 1: ",
        "try:\n",
        "a+",
    ),
    *(
        "begin\n",
        "end if\n",
        "if a:\n  b\nelse:\n  c\n",
        " x\n",
        "f(1)\n",
        "x ? ",
        "List<",
        "\n",
        "😀",
        "else x ",
        "when a, ",
        "1. x a) b c\n",
    ),
]


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
        problems_of(code)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("unit", _UNITS)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    count = 4000 // len(unit)
    once, twice = _work(unit * count + "\nx"), _work(unit * 2 * count + "\nx")
    assert twice <= 2.2 * once + 300


# -- what is meant


@pytest.mark.parametrize(
    "code",
    [
        "f(a  // error\ng()",
        "// Wrong:\nf(a\ng()",
        "function f()\n    return 1\n    g()  // never reached",
        "# BUG: the bracket\nf(a",
    ],
)
def test_a_mistake_that_is_announced_is_none(code: str) -> None:
    assert problems(code) == []


def test_a_comment_on_errors_announces_none() -> None:
    code = "// Log errors\nlog(e"
    assert [told(code, one) for one in problems(code)] == ["S101 '(' '(' is not closed: write ')'"]


# -- in a file

_CARD = """\
#### Tête-à-tête
:p What is wrong — "café"?
??x
  ```pseudocode
  if ready():
  \tpoured = "té" ; serve(cup
  ```
x??
"""


def test_a_finding_points_at_its_token_in_the_file() -> None:
    with Checkers(Config()) as checkers:
        assert said("S101", _CARD, checkers) == [((6, 25), (6, 26), "'(' is not closed: write ')'")]


def test_what_is_left_to_choice_is_not_said_unasked() -> None:
    text = "#### A\n:p What?\n??x\n```pseudocode\na <- 1\nb = 2\n```\nx??\n"
    with Checkers(Config()) as checkers:
        assert [one.code for one in findings(text, checkers=checkers) if one.code[0] == "S"] == []
        assert [one.code for one in findings(text, "S302", checkers=checkers)] == ["S302"]

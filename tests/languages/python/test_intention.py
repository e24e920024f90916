"""Comments that announce a mistake, and comments that only speak of one."""

import pytest

from card2anki.languages.python.intention import is_announced


@pytest.mark.parametrize(
    "comment",
    [
        *("SyntaxError", "raises a SyntaxError", "Wrong!", "❌", "invalid", "Error: no colon"),
        *("this doesn't work", "not allowed in Python", "illegal", "an indentation error"),
    ],
)
def test_code_that_does_not_parse_is_announced(comment: str) -> None:
    assert is_announced(f"n = 1\nn = = 3  # {comment}", 10, of_syntax=True)
    assert is_announced(f"n = 1\n# {comment}\nn = = 3", len(comment) + 13, of_syntax=True)
    assert not is_announced("n = = 3", 4, of_syntax=True)


@pytest.mark.parametrize(
    "comment",
    [
        *("raise an error if the cup is empty", "ValueError", "invalid input", "bad cups"),
        *("handles errors", "fails later", "no error", "fix the bug"),
    ],
)
def test_an_error_that_is_raised_is_no_mistake_in_the_syntax(comment: str) -> None:
    assert not is_announced(f"n = = 3  # {comment}", 4, of_syntax=True)


@pytest.mark.parametrize(
    "comment",
    [
        "TypeError",
        "Raises TypeError",
        "fails",
        "a bug",
        "# UnboundLocalError",
        "wrong",
        "always true",
    ],
)
def test_code_that_fails_is_announced(comment: str) -> None:
    assert is_announced(f"area()  # {comment}", 0, of_syntax=False)


@pytest.mark.parametrize("comment", ["the area", "no errors", "error handling", "on error"])
def test_a_word_about_errors_announces_nothing(comment: str) -> None:
    assert not is_announced(f"area()  # {comment}", 0, of_syntax=False)


def test_what_stands_elsewhere_announces_nothing() -> None:
    assert not is_announced("# wrong\nn = 3\nn = = 3", 18, of_syntax=True)
    assert not is_announced("f()  # wrong\nn = = 3", 17, of_syntax=True)


def test_an_error_by_its_name_announces_wherever_it_stands() -> None:
    assert is_announced("# SyntaxError:\nm = 1\nn = = 3", 25, of_syntax=True)
    assert is_announced("area()\n\n# a TypeError", 0, of_syntax=False)
    assert not is_announced("area()\n\n# a TypeError", 0, of_syntax=True)


def test_an_error_that_python_answers_at_the_prompt() -> None:
    code = ">>> n = = 3\n  File '<stdin>'\nSyntaxError: invalid syntax\n>>> m = = 4\n5"
    assert is_announced(code, 8, of_syntax=True)
    assert not is_announced(code, code.index("= 4"), of_syntax=True)
    assert is_announced(">>> for n in a:\n... n\nIndentationError: expected", 20, of_syntax=True)
    assert is_announced("In [1]: area()\n\nTypeError: area() missing", 8, of_syntax=False)
    assert not is_announced(">>> area()\nTypeError: missing", 4, of_syntax=True)
    assert not is_announced("area()\nTypeError: missing", 0, of_syntax=False)

"""P1: what is no Python 3 at all."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Safety, Severity
from card2anki.rule import Hit, code_rule


@code_rule("P101", "python-syntax-error", Severity.ERROR, fix=Safety.SAFE)
def python_syntax_error() -> Iterator[Hit]:
    """Python code does not parse.

    Why:
        It can't be run, by any version of Python. What is learnt from the card does not work when
        it is typed in.

    Bad:
        #### Leap years
        :p How does a Python function tell leap years?
        ??x
        ```python
        def is_leap(year)
            return year % 4 == 0
        ```
        x??

    Good:
        #### Leap years
        :p How does a Python function tell leap years?
        ??x
        ```python
        def is_leap(year):
            return year % 4 == 0
        ```
        x??
    """
    yield from ()


@code_rule("P102", "python-2", Severity.WARNING, fix=Safety.SAFE)
def python_2() -> Iterator[Hit]:
    """Code is Python 2: `print` without parentheses, `except A, e`, `<>`.

    Why:
        Python 3 can't run it, and nothing else has been supported since 2020.

    Bad:
        #### Greeting
        :p How does Python print a name behind a greeting?
        ??x
        ```python
        name = "Ada"
        print "good morning,", name
        ```
        x??

    Good:
        #### Greeting
        :p How does Python print a name behind a greeting?
        ??x
        ```python
        name = "Ada"
        print("good morning,", name)
        ```
        x??
    """
    yield from ()


@code_rule("P103", "python-indentation", Severity.ERROR)
def python_indentation() -> Iterator[Hit]:
    """The indentation of Python code makes no blocks.

    Why:
        Indentation is what Python knows blocks by: code that is indented otherwise does something
        else, or can't be run at all.

    Bad:
        #### Countdown
        :p How does Python count down to zero?
        ??x
        ```python
        while left > 0:
        print(left)
        left -= 1
        ```
        x??

    Good:
        #### Countdown
        :p How does Python count down to zero?
        ??x
        ```python
        while left > 0:
            print(left)
            left -= 1
        ```
        x??
    """
    yield from ()

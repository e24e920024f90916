"""P2: strings that parse, and fail or mislead all the same."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Safety, Severity
from card2anki.rule import Hit, code_rule


@code_rule("P201", "format-string", Severity.WARNING)
def format_string() -> Iterator[Hit]:
    """The values for a format do not fit its places.

    Why:
        The line fails when it is run, or leaves a value out.

    Bad:
        #### Formats
        :p How does the `%` operator of Python put two numbers into a text?
        ??x
        ```python
        text = "%d of %d pots" % (3,)
        ```
        x??

    Good:
        #### Formats
        :p How does the `%` operator of Python put two numbers into a text?
        ??x
        ```python
        text = "%d of %d pots" % (3, 5)
        ```
        x??
    """
    yield from ()


@code_rule("P202", "idle-f-string", Severity.INFO, fix=Safety.SAFE)
def idle_f_string() -> Iterator[Hit]:
    """An f-string has no field in braces.

    Why:
        The `f` does nothing: either it is left over, or the field was forgotten.

    Bad:
        #### Formats
        :p How does Python print a fixed text?
        ??x
        ```python
        print(f"good morning")
        ```
        x??

    Good:
        #### Formats
        :p How does Python print a fixed text?
        ??x
        ```python
        print("good morning")
        ```
        x??
    """
    yield from ()


@code_rule("P203", "invalid-escape", Severity.WARNING, fix=Safety.SAFE)
def invalid_escape() -> Iterator[Hit]:
    r"""A backslash in a string begins nothing that Python knows.

    Why:
        It is a warning since Python 3.12, and is to become an error. Regular expressions are
        written as raw strings.

    Bad:
        #### Digits
        :p How does Python find all digits of a text?
        ??x
        ```python
        import re

        digits = re.findall("\d", text)
        ```
        x??

    Good:
        #### Digits
        :p How does Python find all digits of a text?
        ??x
        ```python
        import re

        digits = re.findall(r"\d", text)
        ```
        x??
    """
    yield from ()

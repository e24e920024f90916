"""P2: code that parses, and fails or misleads all the same."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Safety, Severity
from card2anki.rule import Hit, code_rule


@code_rule("P204", "comparison-with-true", Severity.INFO, fix=Safety.UNSAFE)
def comparison_with_true() -> Iterator[Hit]:
    """A value is compared with `True` or `False`.

    Why:
        The value itself is the condition. Where a library gives the comparison another meaning, as
        those for tables do, it is right.

    Bad:
        #### Conditions
        :p How does Python test a flag?
        ??x
        ```python
        if is_ready == True:
            start()
        ```
        x??

    Good:
        #### Conditions
        :p How does Python test a flag?
        ??x
        ```python
        if is_ready:
            start()
        ```
        x??
    """
    yield from ()


@code_rule("P205", "reused-loop-variable", Severity.INFO)
def reused_loop_variable() -> Iterator[Hit]:
    """The variable of a loop is what the loop goes over.

    Why:
        It works, and the name means two things: after the loop, what was gone over has none.

    Bad:
        #### Loops
        :p How does Python print every pot of a list?
        ??x
        ```python
        for pots in pots:
            print(pots)
        ```
        x??

    Good:
        #### Loops
        :p How does Python print every pot of a list?
        ??x
        ```python
        for pot in pots:
            print(pot)
        ```
        x??
    """
    yield from ()


@code_rule("P206", "always-true", Severity.WARNING)
def always_true() -> Iterator[Hit]:
    """A condition is true whatever the values are.

    Why:
        `x == 1 or 2` compares once, and 2 is true. So is every tuple that holds something.

    Bad:
        #### Conditions
        :p How does Python test for one of two numbers?
        ??x
        ```python
        if number == 1 or 2:
            print("few")
        ```
        x??

    Good:
        #### Conditions
        :p How does Python test for one of two numbers?
        ??x
        ```python
        if number in (1, 2):
            print("few")
        ```
        x??
    """
    yield from ()


@code_rule("P207", "identity-of-literal", Severity.WARNING, fix=Safety.UNSAFE)
def identity_of_literal() -> Iterator[Hit]:
    """`is` compares with a literal.

    Why:
        Whether two equal strings or numbers are one object is chance. Python itself warns of it.

    Bad:
        #### Comparison
        :p How does Python compare a word with another?
        ??x
        ```python
        if word is "tea":
            pour()
        ```
        x??

    Good:
        #### Comparison
        :p How does Python compare a word with another?
        ??x
        ```python
        if word == "tea":
            pour()
        ```
        x??
    """
    yield from ()


@code_rule("P208", "unassigned-local", Severity.WARNING)
def unassigned_local() -> Iterator[Hit]:
    """A variable is used in a function before the function assigns it.

    Why:
        It is local, since the function assigns it, and has no value yet: the call fails with an
        UnboundLocalError.

    Bad:
        #### Counters
        :p How does a Python function count its calls in a variable of the module?
        ??x
        ```python
        calls = 0


        def call():
            calls += 1
        ```
        x??

    Good:
        #### Counters
        :p How does a Python function count its calls in a variable of the module?
        ??x
        ```python
        calls = 0


        def call():
            global calls
            calls += 1
        ```
        x??
    """
    yield from ()


@code_rule("P209", "repeated-key", Severity.WARNING)
def repeated_key() -> Iterator[Hit]:
    """A dictionary is written with the same key twice.

    Why:
        The first value is lost without a word.

    Bad:
        #### Dictionaries
        :p How does Python map cities to countries?
        ??x
        ```python
        countries = {"Lyon": "France", "Porto": "Portugal", "Lyon": "Spain"}
        ```
        x??

    Good:
        #### Dictionaries
        :p How does Python map cities to countries?
        ??x
        ```python
        countries = {"Lyon": "France", "Porto": "Portugal", "Vigo": "Spain"}
        ```
        x??
    """
    yield from ()


@code_rule("P210", "misplaced-statement", Severity.WARNING)
def misplaced_statement() -> Iterator[Hit]:
    """A statement stands where Python does not take it.

    Why:
        `break` without a loop, or `await` in a plain function: it parses, and does not compile.
        Code whose function or loop is not shown is not meant: only what stands in a function on
        the card is looked at.

    Bad:
        #### Coroutines
        :p How does a Python coroutine wait for another?
        ??x
        ```python
        def load(url):
            return await fetch(url)
        ```
        x??

    Good:
        #### Coroutines
        :p How does a Python coroutine wait for another?
        ??x
        ```python
        async def load(url):
            return await fetch(url)
        ```
        x??
    """
    yield from ()


@code_rule("P211", "special-method", Severity.WARNING)
def special_method() -> Iterator[Hit]:
    """A special method does not take or return what Python wants of it.

    Why:
        Python calls it by itself, with a fixed number of arguments, and fails with a TypeError.

    Bad:
        #### Length
        :p How does a Python class answer `len`?
        ??x
        ```python
        class Shelf:
            def __len__(self):
                return "many"
        ```
        x??

    Good:
        #### Length
        :p How does a Python class answer `len`?
        ??x
        ```python
        class Shelf:
            def __len__(self):
                return len(self.books)
        ```
        x??
    """
    yield from ()


@code_rule("P212", "wrong-number-of-arguments", Severity.WARNING)
def wrong_number_of_arguments() -> Iterator[Hit]:
    """A function is called with other arguments than it takes.

    Why:
        The call fails with a TypeError. Only definitions in the same snippet count; functions that
        are decorated, assigned or defined twice are left out.

    Bad:
        #### Areas
        :p How is a Python function for areas called?
        ??x
        ```python
        def area(width, height):
            return width * height


        print(area(3))
        ```
        x??

    Good:
        #### Areas
        :p How is a Python function for areas called?
        ??x
        ```python
        def area(width, height):
            return width * height


        print(area(3, 4))
        ```
        x??
    """
    yield from ()


@code_rule("P213", "python-mistake", Severity.WARNING)
def python_mistake() -> Iterator[Hit]:
    """Code fails when it is run, or can not do what it says.

    Why:
        It is one of the mistakes that ruff proves; its code stands at the end of the message.

    Bad:
        #### Names
        :p How does Python remove the ending of a name?
        ??x
        ```python
        name = "report.text".strip(".text")
        ```
        x??

    Good:
        #### Names
        :p How does Python remove the ending of a name?
        ??x
        ```python
        name = "report.text".removesuffix(".text")
        ```
        x??
    """
    yield from ()

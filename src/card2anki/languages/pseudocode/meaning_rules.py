"""S2: pseudocode that can be read, and hardly says what was meant."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Severity
from card2anki.rule import Hit, code_rule


@code_rule("S201", "unreachable-statement", Severity.WARNING)
def unreachable_statement() -> Iterator[Hit]:
    """A statement of pseudocode is never reached: the one above it leaves the block.

    Why:
        What stands behind a `return`, a `break` or a `throw` in the same block is never done.
        Often it was meant to come first, or to stand outside of the block.

    Bad:
        #### Library
        :p What does lending a book do?
        ??x
        ```pseudocode
        function lend(book, reader)
            reader.books.add(book)
            return reader
            book.isLent = true
        ```
        x??

    Good:
        #### Library
        :p What does lending a book do?
        ??x
        ```pseudocode
        function lend(book, reader)
            reader.books.add(book)
            book.isLent = true
            return reader
        ```
        x??
    """
    yield from ()


@code_rule("S202", "assignment-in-condition", Severity.WARNING)
def assignment_in_condition() -> Iterator[Hit]:
    """A condition of pseudocode has `=`, where the same snippet compares with `==`.

    Why:
        A reader takes it for a comparison, a compiler of most languages for an assignment.

    Bad:
        #### Kettle
        :p When is a kettle switched off?
        ??x
        ```pseudocode
        if (water = boiling) {
            switchOff()
        } else if (water == cold) {
            heat()
        }
        ```
        x??

    Good:
        #### Kettle
        :p When is a kettle switched off?
        ??x
        ```pseudocode
        if (water == boiling) {
            switchOff()
        } else if (water == cold) {
            heat()
        }
        ```
        x??
    """
    yield from ()


@code_rule("S203", "call-arity", Severity.WARNING)
def call_arity() -> Iterator[Hit]:
    """A function of pseudocode is called with another number of arguments than it takes.

    Why:
        The definition and the call stand in one snippet and contradict each other. Parameters
        with a default value and those for any number of values are taken into account.

    Bad:
        #### Powers
        :p How is a power computed by halving its exponent?
        ??x
        ```pseudocode
        function power(base, exponent)
            if exponent == 0 then return 1
            half = power(exponent / 2)
            return half * half
        ```
        x??

    Good:
        #### Powers
        :p How is a power computed by halving its exponent?
        ??x
        ```pseudocode
        function power(base, exponent)
            if exponent == 0 then return 1
            half = power(base, exponent / 2)
            return half * half
        ```
        x??
    """
    yield from ()


@code_rule("S204", "repeated-parameter", Severity.WARNING)
def repeated_parameter() -> Iterator[Hit]:
    """Two parameters of one function of pseudocode have the same name.

    Why:
        One of them can't be reached.

    Bad:
        #### Distance
        :p How is the distance of two floors computed?
        ??x
        ```pseudocode
        function distance(floor, floor)
            return abs(floor - floor)
        ```
        x??

    Good:
        #### Distance
        :p How is the distance of two floors computed?
        ??x
        ```pseudocode
        function distance(floor, other)
            return abs(floor - other)
        ```
        x??
    """
    yield from ()


@code_rule("S205", "misspelt-variable", Severity.WARNING)
def misspelt_variable() -> Iterator[Hit]:
    """A name in pseudocode is nearly, and not quite, one that is assigned.

    Why:
        It is read and never given a value, and differs from a name that is by a letter. Whoever
        learns the code stumbles over a variable that does not exist.

    Bad:
        #### Parcels
        :p How is the weight of all parcels added up?
        ??x
        ```pseudocode
        totalWeight = 0
        for each parcel in parcels do
            totalWeight = totalWeigth + parcel.weight
        return totalWeight
        ```
        x??

    Good:
        #### Parcels
        :p How is the weight of all parcels added up?
        ??x
        ```pseudocode
        totalWeight = 0
        for each parcel in parcels do
            totalWeight = totalWeight + parcel.weight
        return totalWeight
        ```
        x??
    """
    yield from ()


@code_rule("S206", "uneven-dedent", Severity.WARNING)
def uneven_dedent() -> Iterator[Hit]:
    """A line of pseudocode goes back to an indentation that no line above it has.

    Why:
        Where blocks are told by indentation, it belongs to none of them.

    Bad:
        #### Stairs
        :p How does a robot climb stairs?
        ??x
        ```pseudocode
        for each step in stairs:
            lift(leg)
            if blocked():
                back()
              rest()
        ```
        x??

    Good:
        #### Stairs
        :p How does a robot climb stairs?
        ??x
        ```pseudocode
        for each step in stairs:
            lift(leg)
            if blocked():
                back()
            rest()
        ```
        x??
    """
    yield from ()

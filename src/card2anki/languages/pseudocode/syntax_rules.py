"""S1: pseudocode whose structure does not come out even."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Safety, Severity
from card2anki.rule import Hit, code_rule


@code_rule("S101", "unpaired-bracket", Severity.ERROR)
def unpaired_bracket() -> Iterator[Hit]:
    """A bracket or brace of pseudocode is not closed, or closes what was never opened.

    Why:
        Where the call, the condition or the block ends is then a guess. Half-open intervals
        such as `[0, n)` are even, and so is the list marker in `a) first`.

    Bad:
        #### Balance of a scale
        :p How is the heavier side of a scale found?
        ??x
        ```pseudocode
        function heavier(left, right)
            if weigh(left > weigh(right) then
                return left
            return right
        ```
        x??

    Good:
        #### Balance of a scale
        :p How is the heavier side of a scale found?
        ??x
        ```pseudocode
        function heavier(left, right)
            if weigh(left) > weigh(right) then
                return left
            return right
        ```
        x??
    """
    yield from ()


@code_rule("S102", "unended-text", Severity.ERROR)
def unended_text() -> Iterator[Hit]:
    """A string or a comment in pseudocode has no end.

    Why:
        A reader can't tell what is shown and what is done.

    Bad:
        #### Greeting
        :p How does a greeter welcome each guest?
        ??x
        ```pseudocode
        for each guest in guests do
            print("Welcome, )
            print(guest.name)
        end for
        ```
        x??

    Good:
        #### Greeting
        :p How does a greeter welcome each guest?
        ??x
        ```pseudocode
        for each guest in guests do
            print("Welcome, ")
            print(guest.name)
        end for
        ```
        x??
    """
    yield from ()


@code_rule("S103", "unmatched-end", Severity.ERROR)
def unmatched_end() -> Iterator[Hit]:
    """An `END` of pseudocode ends nothing or another kind of block, or a block lacks its own.

    Why:
        Which statements are repeated, and which come after, is the point of most algorithms.
        Where some blocks end with a word, each has to. A `repeat` needs its `until`, unless
        something leaves it.

    Bad:
        #### Watering
        :p In what order are plants watered and turned?
        ??x
        ```pseudocode
        for each plant in garden do
            if dry(plant) then
                water(plant)
            end if
            turn(plant)
        end while
        ```
        x??

    Good:
        #### Watering
        :p In what order are plants watered and turned?
        ??x
        ```pseudocode
        for each plant in garden do
            if dry(plant) then
                water(plant)
            end if
            turn(plant)
        end for
        ```
        x??
    """
    yield from ()


@code_rule("S104", "orphan-branch", Severity.ERROR)
def orphan_branch() -> Iterator[Hit]:
    """An `else` or a `catch` of pseudocode has nothing that it belongs to.

    Why:
        When it is taken can't be told. Most often a statement stands between it and the `if`,
        or its line is indented like another block.

    Bad:
        #### Toll gate
        :p When does a toll gate open?
        ??x
        ```pseudocode
        if paid(car):
            open()
        count(car)
        else:
            refuse(car)
        ```
        x??

    Good:
        #### Toll gate
        :p When does a toll gate open?
        ??x
        ```pseudocode
        if paid(car):
            open()
        else:
            refuse(car)
        count(car)
        ```
        x??
    """
    yield from ()


@code_rule("S105", "empty-header", Severity.WARNING)
def empty_header() -> Iterator[Hit]:
    """A header of pseudocode, such as an `if` or a loop, has no body.

    Why:
        The lines below it are indented as it is, so nothing belongs to it. Indent them, or say
        with a comment or with `...` that the body was left out.

    Bad:
        #### Oven
        :p How is an oven brought to its temperature?
        ??x
        ```pseudocode
        while temperature < wanted:
        heat()
        measure()
        ```
        x??

    Good:
        #### Oven
        :p How is an oven brought to its temperature?
        ??x
        ```pseudocode
        while temperature < wanted:
            heat()
            measure()
        ```
        x??
    """
    yield from ()


@code_rule("S106", "commented-brace", Severity.ERROR, fix=Safety.SAFE)
def commented_brace() -> Iterator[Hit]:
    """A `}` of pseudocode stands in a comment that goes on to the end of the line.

    Why:
        `{ // comment }` opens a block that never ends. Either the brace goes to the next line,
        or the comment is written `/* comment */`.

    Bad:
        #### Cleaning
        :p What happens to a cup that is clean?
        ??x
        ```pseudocode
        function tidy(cup) {
            if (clean(cup)) { // nothing to do }
            store(cup)
        }
        ```
        x??

    Good:
        #### Cleaning
        :p What happens to a cup that is clean?
        ??x
        ```pseudocode
        function tidy(cup) {
            if (clean(cup)) { /* nothing to do */ }
            store(cup)
        }
        ```
        x??
    """
    yield from ()

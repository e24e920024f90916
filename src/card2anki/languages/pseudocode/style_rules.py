"""S3 and S4: pseudocode in more than one style, and what is no pseudocode."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Severity
from card2anki.rule import Hit, code_rule


@code_rule("S301", "mixed-blocks", Severity.INFO, default=False)
def mixed_blocks() -> Iterator[Hit]:
    """Pseudocode bounds some blocks by braces or by `END`, and others by indentation alone.

    Why:
        Any of these is fine; one of them is easier to read.

    Bad:
        #### Postbox
        :p When is a postbox emptied?
        ??x
        ```pseudocode
        function serve(box) {
            if full(box):
                empty(box)
        }
        ```
        x??

    Good:
        #### Postbox
        :p When is a postbox emptied?
        ??x
        ```pseudocode
        function serve(box) {
            if (full(box)) {
                empty(box)
            }
        }
        ```
        x??
    """
    yield from ()


@code_rule("S302", "mixed-assignment", Severity.INFO, default=False)
def mixed_assignment() -> Iterator[Hit]:
    """Pseudocode assigns with more than one sign.

    Why:
        Where `<-` assigns, `=` is taken for a comparison.

    Bad:
        #### Counting
        :p How are the visitors of a day counted?
        ??x
        ```pseudocode
        count <- 0
        while open():
            if visitorEnters():
                count = count + 1
        print(count)
        ```
        x??

    Good:
        #### Counting
        :p How are the visitors of a day counted?
        ??x
        ```pseudocode
        count <- 0
        while open():
            if visitorEnters():
                count <- count + 1
        print(count)
        ```
        x??
    """
    yield from ()


@code_rule("S303", "top-level-return", Severity.INFO, default=False)
def top_level_return() -> Iterator[Hit]:
    """Pseudocode returns outside of any function, beside functions.

    Why:
        What it returns from is not said; most often the line is indented too little.

    Bad:
        #### Area
        :p How is the area of a carpet computed?
        ??x
        ```pseudocode
        function area(carpet)
            width = carpet.width
        return width * carpet.length
        ```
        x??

    Good:
        #### Area
        :p How is the area of a carpet computed?
        ??x
        ```pseudocode
        function area(carpet)
            width = carpet.width
            return width * carpet.length
        ```
        x??
    """
    yield from ()


@code_rule("S304", "unexplained-indentation", Severity.INFO, default=False)
def unexplained_indentation() -> Iterator[Hit]:
    """A line of pseudocode is indented more than the one above, which opens no block.

    Why:
        It looks as if it depended on that line.

    Bad:
        #### Tea
        :p In what order is tea made?
        ??x
        ```pseudocode
        boil(water)
            warm(pot)
        pour(water, pot)
        ```
        x??

    Good:
        #### Tea
        :p In what order is tea made?
        ??x
        ```pseudocode
        boil(water)
        warm(pot)
        pour(water, pot)
        ```
        x??
    """
    yield from ()


@code_rule("S401", "mostly-prose", Severity.INFO)
def mostly_prose() -> Iterator[Hit]:
    """What is labelled pseudocode is prose for the most part.

    Why:
        It is coloured and checked as code, and it is none. Label it `text`, or write it as part
        of the answer.

    Bad:
        #### Rain
        :p What happens to rain?
        ??x
        ```pseudocode
        The rain falls on the hills.
        It is collected by many brooks.
        All of them lead to the river.
        ```
        x??

    Good:
        #### Rain
        :p What happens to rain?
        ??x
        ```pseudocode
        for each drop in rain do
            flow(drop, nearestBrook(drop))
        ```
        x??
    """
    yield from ()

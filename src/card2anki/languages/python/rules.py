"""P: what is said of Python code."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.languages.python import mistake_rules, string_rules, syntax_rules
from card2anki.model import Safety, Severity
from card2anki.rule import Hit, Rule, code_rule, rules_in


@code_rule("P401", "unformatted", Severity.INFO, fix=Safety.SAFE, default=False)
def unformatted() -> Iterator[Hit]:
    """Python code is not laid out as `ruff format` would.

    Why:
        One layout is easier to read than several. Off unless it is selected: authors break lines
        for the width of a card. Quotes stay as they are, and lines may have 100 characters.

    Bad:
        #### Sums
        :p How does Python add two numbers?
        ??x
        ```ipython
        total = add( 3,4 )
        ```
        x??

    Good:
        #### Sums
        :p How does Python add two numbers?
        ??x
        ```ipython
        total = add(3, 4)
        ```
        x??
    """
    yield from ()


#: Those which say that code does not parse as Python 3 at all.
SYNTAX: tuple[Rule, ...] = (syntax_rules.python_syntax_error, syntax_rules.python_indentation)
#: The rules for Python, by code.
RULES: tuple[Rule, ...] = (
    *rules_in(syntax_rules, string_rules, mistake_rules),
    unformatted,
)

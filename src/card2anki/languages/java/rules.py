"""J: what is said of Java code. Here are J4, the hints that are off by default, and J9, what
could not be judged; J1, J2 and J3 are families of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.languages.java import flow_rules, syntax_rules, type_rules
from card2anki.languages.java.flow_rules import (
    captured_variable,
    exception_never_thrown,
    missing_return,
    reassigned_final,
    uninitialised_variable,
    unreachable_code,
    unreported_exception,
)
from card2anki.languages.java.syntax_rules import (
    bad_literal,
    hidden_brace,
    java_syntax_error,
    missing_semicolon,
    unbalanced_brackets,
)
from card2anki.languages.java.type_rules import (
    misspelt_name,
    no_access,
    no_such_member,
    other_type_error,
    static_context,
    wrong_arguments,
    wrong_operand,
    wrong_override,
    wrong_type,
)
from card2anki.model import Severity
from card2anki.rule import Hit, Rule, code_rule, rules_in

__all__ = [
    "RULES",
    "bad_literal",
    "captured_variable",
    "compiles_after_all",
    "doubtful_error",
    "exception_never_thrown",
    "hidden_brace",
    "java_syntax_error",
    "missing_return",
    "missing_semicolon",
    "misspelt_name",
    "newer_java",
    "no_access",
    "no_such_member",
    "not_compiled",
    "other_type_error",
    "reassigned_final",
    "repeated_declaration",
    "static_context",
    "unbalanced_brackets",
    "uninitialised_variable",
    "unreachable_code",
    "unreported_exception",
    "wrong_arguments",
    "wrong_operand",
    "wrong_override",
    "wrong_type",
]


@code_rule("J401", "doubtful-error", Severity.INFO, default=False)
def doubtful_error() -> Iterator[Hit]:
    """The compiler finds a mistake that may be due to what the snippet leaves out.

    Why:
        The rest of a class may be shown elsewhere, and where a statement uses something unknown
        the compiler may have to guess. Worth a look before a deck is published.

    Bad:
        #### Coins
        :p How does a Java class keep a value that never changes?
        ??x
        ```java
        class Coin {
            private final int value;
        }
        ```
        x??

    Good:
        #### Coins
        :p How does a Java class keep a value that never changes?
        ??x
        ```java
        class Coin {
            private final int value;

            Coin(int value) {
                this.value = value;
            }
        }
        ```
        x??
    """
    yield from ()


@code_rule("J402", "repeated-declaration", Severity.INFO, default=False)
def repeated_declaration() -> Iterator[Hit]:
    """A snippet declares the same thing twice, mostly to show two ways of writing it.

    Why:
        It does not compile as it stands. A block for each way would, and would be clearer.

    Bad:
        #### Lists
        :p How is a list of words made in Java?
        ??x
        ```java
        List<String> words = List.of("salt", "pepper");
        List<String> words = new ArrayList<>();
        ```
        x??

    Good:
        #### Lists
        :p How is a list of words made in Java?
        ??x
        ```java
        List<String> fixed = List.of("salt", "pepper");
        List<String> growing = new ArrayList<>();
        ```
        x??
    """
    yield from ()


@code_rule("J403", "newer-java", Severity.INFO, default=False)
def newer_java() -> Iterator[Hit]:
    r"""Code needs a newer Java than the JDK it was checked with, or one of its previews.

    Why:
        It may well be right; a newer JDK would tell. The summary names the one that was used.

    Bad:
        #### Text with values
        :p How does Java put a value into a text?
        ??x
        ```java
        int total = 12;
        String text = STR."total: \{total}";
        ```
        x??

    Good:
        #### Text with values
        :p How does Java put a value into a text?
        ??x
        ```java
        int total = 12;
        String text = "total: " + total;
        ```
        x??
    """
    yield from ()


@code_rule("J901", "not-compiled", Severity.WARNING)
def not_compiled() -> Iterator[Hit]:
    """Code could not be checked: it is too long, nested too deeply, or takes too much of time.

    Why:
        Whether it compiles is not known. Code that keeps a compiler busy for seconds is hardly
        anything that can be learnt from a card.
    """
    yield from ()


@code_rule("J902", "compiles-after-all", Severity.WARNING)
def compiles_after_all() -> Iterator[Hit]:
    """Code that is marked with `java=fails` compiles.

    Why:
        The mark says that the card shows a mistake. Either the mistake is gone, or it never
        was one; the mark would hide the next real one.

    Bad:
        #### Constants
        :p What does the Java compiler say of this?
        <!-- card2anki: java=fails -->
        ```java
        int limit = 10;
        limit = 20;
        ```
        ??x
        Nothing: the variable is not final.
        x??

    Good:
        #### Constants
        :p What does the Java compiler say of this?
        <!-- card2anki: java=fails -->
        ```java
        final int limit = 10;
        limit = 20;
        ```
        ??x
        That a final variable is assigned a second time.
        x??
    """
    yield from ()


_HERE = (doubtful_error, repeated_declaration, newer_java, not_compiled, compiles_after_all)
#: All rules for Java, by code.
RULES: tuple[Rule, ...] = (*rules_in(syntax_rules, type_rules, flow_rules), *_HERE)

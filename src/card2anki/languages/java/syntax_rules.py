"""J1: what is no Java at all, or nearly Java."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Safety, Severity
from card2anki.rule import Hit, code_rule


@code_rule("J101", "java-syntax-error", Severity.ERROR)
def java_syntax_error() -> Iterator[Hit]:
    """Java code breaks the grammar of the language.

    Why:
        It can't be compiled, whatever stands around it. What is learnt from the card does not
        work when it is typed in.

    Bad:
        #### Arrays
        :p How does a Java array variable get new elements?
        ??x
        ```java
        String[] suits = {"hearts", "spades"};
        suits = {"clubs", "diamonds"};
        ```
        x??

    Good:
        #### Arrays
        :p How does a Java array variable get new elements?
        ??x
        ```java
        String[] suits = {"hearts", "spades"};
        suits = new String[] {"clubs", "diamonds"};
        ```
        x??
    """
    yield from ()


@code_rule("J102", "missing-semicolon", Severity.ERROR, fix=Safety.SAFE)
def missing_semicolon() -> Iterator[Hit]:
    """A statement of Java code does not end with a `;`.

    Why:
        The compiler takes the next line for a part of the statement.

    Bad:
        #### Remainder
        :p How is the remainder of a division computed in Java?
        ??x
        ```java
        int rest = 17 % 5
        System.out.println(rest);
        ```
        x??

    Good:
        #### Remainder
        :p How is the remainder of a division computed in Java?
        ??x
        ```java
        int rest = 17 % 5;
        System.out.println(rest);
        ```
        x??
    """
    yield from ()


@code_rule("J103", "unbalanced-brackets", Severity.ERROR, fix=Safety.SAFE)
def unbalanced_brackets() -> Iterator[Hit]:
    """A bracket, parenthesis or brace is not closed, or closes what was never opened.

    Why:
        Where the block or the call ends is then a guess, for the compiler and for the reader.

    Bad:
        #### Pots
        :p How does a Java class say how much a pot holds?
        ??x
        ```java
        class Pot {
            int litres() {
                return 3;
            }
        ```
        x??

    Good:
        #### Pots
        :p How does a Java class say how much a pot holds?
        ??x
        ```java
        class Pot {
            int litres() {
                return 3;
            }
        }
        ```
        x??
    """
    yield from ()


@code_rule("J104", "hidden-brace", Severity.ERROR, fix=Safety.SAFE)
def hidden_brace() -> Iterator[Hit]:
    """A `}` stands in a comment that goes on to the end of the line, so it closes nothing.

    Why:
        `{ // comment }` opens a block that never ends. Either the brace goes to the next line,
        or the comment is written `/* comment */`.

    Bad:
        #### Listener
        :p How does a Java class ignore an event it has to handle?
        ??x
        ```java
        class Quiet implements Runnable {
            public void run() { // nothing to do }
        }
        ```
        x??

    Good:
        #### Listener
        :p How does a Java class ignore an event it has to handle?
        ??x
        ```java
        class Quiet implements Runnable {
            public void run() { /* nothing to do */ }
        }
        ```
        x??
    """
    yield from ()


@code_rule("J105", "bad-literal", Severity.ERROR)
def bad_literal() -> Iterator[Hit]:
    """A string, a character or a number is not written as Java wants it.

    Why:
        A string stands in double quotes and a single character in single ones, a backslash in
        a string is written twice, and a number beyond 2147483647 ends with an `L`.

    Bad:
        #### Strings
        :p How is a string declared in Java?
        ??x
        ```java
        String title = 'Dune';
        ```
        x??

    Good:
        #### Strings
        :p How is a string declared in Java?
        ??x
        ```java
        String title = "Dune";
        ```
        x??
    """
    yield from ()

"""J3: what happens in an order, or on a path, that Java does not allow."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Severity
from card2anki.rule import Hit, code_rule


@code_rule("J301", "missing-return", Severity.ERROR)
def missing_return() -> Iterator[Hit]:
    """A method that has to return a value can end without one.

    Why:
        The path that was forgotten is mostly the one that makes the task hard: no match, the
        empty list, the case that is left.

    Bad:
        #### Sign
        :p How does a Java method tell the sign of a number?
        ??x
        ```java
        int sign(int number) {
            if (number > 0) {
                return 1;
            } else if (number < 0) {
                return -1;
            }
        }
        ```
        x??

    Good:
        #### Sign
        :p How does a Java method tell the sign of a number?
        ??x
        ```java
        int sign(int number) {
            if (number > 0) {
                return 1;
            } else if (number < 0) {
                return -1;
            }
            return 0;
        }
        ```
        x??
    """
    yield from ()


@code_rule("J302", "unreachable-code", Severity.ERROR)
def unreachable_code() -> Iterator[Hit]:
    """A statement can never be reached.

    Why:
        It stands behind a `return`, a `break`, a `throw` or an endless loop. Java refuses it,
        and the reader is told of something that does not happen.

    Bad:
        #### Clock
        :p How does a Java loop go on for ever?
        ??x
        ```java
        while (true) {
            System.out.println("tick");
        }
        System.out.println("done");
        ```
        x??

    Good:
        #### Clock
        :p How does a Java loop go on for ever?
        ??x
        ```java
        while (true) {
            System.out.println("tick");
        }
        ```
        x??
    """
    yield from ()


@code_rule("J303", "uninitialised-variable", Severity.ERROR)
def uninitialised_variable() -> Iterator[Hit]:
    """A variable is read, and it has not been given a value on every path to there.

    Why:
        A local variable has no value of its own in Java, not even 0 or null.

    Bad:
        #### Sums
        :p How is an array summed up in Java?
        ??x
        ```java
        int[] prices = {3, 4, 8};
        int total;
        for (int price : prices) {
            total += price;
        }
        ```
        x??

    Good:
        #### Sums
        :p How is an array summed up in Java?
        ??x
        ```java
        int[] prices = {3, 4, 8};
        int total = 0;
        for (int price : prices) {
            total += price;
        }
        ```
        x??
    """
    yield from ()


@code_rule("J304", "unreported-exception", Severity.ERROR)
def unreported_exception() -> Iterator[Hit]:
    """A checked exception is neither caught nor declared.

    Why:
        Statements that are shown without a method may throw what they like. A method, a
        constructor or a lambda that is shown has to catch the exception, or declare it.

    Bad:
        #### Pauses
        :p How does a Java thread pause for a second?
        ??x
        ```java
        void pause() {
            Thread.sleep(1000);
        }
        ```
        x??

    Good:
        #### Pauses
        :p How does a Java thread pause for a second?
        ??x
        ```java
        void pause() throws InterruptedException {
            Thread.sleep(1000);
        }
        ```
        x??
    """
    yield from ()


@code_rule("J305", "exception-never-thrown", Severity.ERROR)
def exception_never_thrown() -> Iterator[Hit]:
    """A `catch` names a checked exception that its `try` can't throw, or was caught before.

    Why:
        Java refuses it, and it hides which exception the code really throws.

    Bad:
        #### Parsing
        :p How does Java handle text that is no number?
        ??x
        ```java
        try {
            int number = Integer.parseInt("seven");
        } catch (IOException e) {
            System.out.println("no number");
        }
        ```
        x??

    Good:
        #### Parsing
        :p How does Java handle text that is no number?
        ??x
        ```java
        try {
            int number = Integer.parseInt("seven");
        } catch (NumberFormatException e) {
            System.out.println("no number");
        }
        ```
        x??
    """
    yield from ()


@code_rule("J306", "captured-variable", Severity.ERROR)
def captured_variable() -> Iterator[Hit]:
    """A lambda or an inner class uses a local variable that changes.

    Why:
        It takes the value along, so the variable has to be final, or has to be as good as
        final: assigned once. The counter of a loop is not; a copy of it made in the loop is.

    Bad:
        #### Threads in a loop
        :p How does Java start three threads that print their number?
        ??x
        ```java
        for (int i = 0; i < 3; i++) {
            new Thread(() -> System.out.println(i)).start();
        }
        ```
        x??

    Good:
        #### Threads in a loop
        :p How does Java start three threads that print their number?
        ??x
        ```java
        for (int i = 0; i < 3; i++) {
            int number = i;
            new Thread(() -> System.out.println(number)).start();
        }
        ```
        x??
    """
    yield from ()


@code_rule("J307", "reassigned-final", Severity.ERROR)
def reassigned_final() -> Iterator[Hit]:
    """A final variable is assigned a second time.

    Why:
        That it keeps its value is all that `final` says.

    Bad:
        #### Constants
        :p What does final mean for a local variable in Java?
        ??x
        ```java
        final int limit = 10;
        limit = 20;
        ```
        x??

    Good:
        #### Constants
        :p What does final mean for a local variable in Java?
        ??x
        It is assigned once:
        ```java
        final int limit = 10;
        ```
        x??
    """
    yield from ()

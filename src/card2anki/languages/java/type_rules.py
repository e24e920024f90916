"""J2: types and names that do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Safety, Severity
from card2anki.rule import Hit, code_rule


@code_rule("J201", "wrong-type", Severity.ERROR)
def wrong_type() -> Iterator[Hit]:
    """A value does not have the type that is needed where it stands.

    Why:
        Java does not turn a `double` into an `int`, or text into a number, by itself. Code on
        a card that does teaches a language that does not exist.

    Bad:
        #### Roots
        :p How is a whole square root computed in Java?
        ??x
        ```java
        int root = Math.sqrt(49);
        ```
        x??

    Good:
        #### Roots
        :p How is a whole square root computed in Java?
        ??x
        ```java
        int root = (int) Math.sqrt(49);
        ```
        x??
    """
    yield from ()


@code_rule("J202", "no-such-member", Severity.ERROR)
def no_such_member() -> Iterator[Hit]:
    """Code uses a method, a field or a class that the JDK does not have.

    Why:
        Most of them exist in another language or library, or sound as if they ought to exist.
        Members of classes that the card does not show are not judged.

    Bad:
        #### Logarithms
        :p How is the binary logarithm computed in Java?
        ??x
        ```java
        double bits = Math.log2(1024);
        ```
        x??

    Good:
        #### Logarithms
        :p How is the binary logarithm computed in Java?
        ??x
        ```java
        double bits = Math.log(1024) / Math.log(2);
        ```
        x??
    """
    yield from ()


@code_rule("J203", "wrong-arguments", Severity.ERROR)
def wrong_arguments() -> Iterator[Hit]:
    """A method or a constructor is called with arguments that it does not take.

    Why:
        Their number, their order or a type is wrong, so there is nothing that could be called.

    Bad:
        #### Largest
        :p How is the largest of three numbers found in Java?
        ??x
        ```java
        int largest = Math.max(4, 9, 2);
        ```
        x??

    Good:
        #### Largest
        :p How is the largest of three numbers found in Java?
        ??x
        ```java
        int largest = Math.max(4, Math.max(9, 2));
        ```
        x??
    """
    yield from ()


@code_rule("J204", "wrong-operand", Severity.ERROR)
def wrong_operand() -> Iterator[Hit]:
    """An operator is used on values that it does not work with.

    Why:
        Java's operators work on numbers and booleans, and `+` on strings; two types that can
        never be equal can't be compared.

    Bad:
        #### Prices
        :p How does Java compute with a number that was read as text?
        ??x
        ```java
        String price = "12";
        int total = price * 3;
        ```
        x??

    Good:
        #### Prices
        :p How does Java compute with a number that was read as text?
        ??x
        ```java
        String price = "12";
        int total = Integer.parseInt(price) * 3;
        ```
        x??
    """
    yield from ()


@code_rule("J205", "static-context", Severity.ERROR)
def static_context() -> Iterator[Hit]:
    """A static method uses a field or a method that belongs to an object.

    Why:
        A static method has no object, so there is nothing whose member it could use: either it
        makes one, or the member becomes static.

    Bad:
        #### Visits
        :p How does a Java program count visits?
        ??x
        ```java
        class Visits {
            private int count;

            public static void main(String[] args) {
                count++;
            }
        }
        ```
        x??

    Good:
        #### Visits
        :p How does a Java program count visits?
        ??x
        ```java
        class Visits {
            private static int count;

            public static void main(String[] args) {
                count++;
            }
        }
        ```
        x??
    """
    yield from ()


@code_rule("J206", "wrong-override", Severity.ERROR)
def wrong_override() -> Iterator[Hit]:
    """A class does not override, implement or extend what it says it does.

    Why:
        `@Override` stands on a method that overrides none, an abstract method is left out, or
        the overriding method returns another type or may be called by fewer.

    Bad:
        #### Equality
        :p How does a Java class define which of its objects are equal?
        ??x
        ```java
        class Coin {
            int value;

            @Override
            public boolean equals(Coin other) {
                return value == other.value;
            }
        }
        ```
        x??

    Good:
        #### Equality
        :p How does a Java class define which of its objects are equal?
        ??x
        ```java
        class Coin {
            int value;

            @Override
            public boolean equals(Object other) {
                return other instanceof Coin && value == ((Coin) other).value;
            }
        }
        ```
        x??
    """
    yield from ()


@code_rule("J207", "misspelt-name", Severity.WARNING, fix=Safety.UNSAFE)
def misspelt_name() -> Iterator[Hit]:
    """A name is declared nowhere, and one letter away from a name that is.

    Why:
        What a snippet does not declare may stand elsewhere, so a name that is not known is no
        mistake. One that is almost the same as a known name most likely is.

    Bad:
        #### Sums
        :p How is an array summed up in Java?
        ??x
        ```java
        int[] prices = {3, 4, 8};
        int total = 0;
        for (int price : prices) {
            totl += price;
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


@code_rule("J208", "no-access", Severity.ERROR)
def no_access() -> Iterator[Hit]:
    """Code uses or extends what is closed to it, or combines modifiers that exclude each other.

    Why:
        A private member is seen in its own class only, a final class has no subclasses.

    Bad:
        #### Private fields
        :p Who can read a private field in Java?
        ??x
        ```java
        class Account {
            private int balance;
        }

        class Bank {
            int worth(Account account) {
                return account.balance;
            }
        }
        ```
        x??

    Good:
        #### Private fields
        :p Who can read a private field in Java?
        ??x
        ```java
        class Account {
            private int balance;

            int worth() {
                return balance;
            }
        }
        ```
        x??
    """
    yield from ()


@code_rule("J209", "other-type-error", Severity.ERROR)
def other_type_error() -> Iterator[Hit]:
    """Code breaks a rule of Java's types or names that has no rule of its own here.

    Why:
        The compiler refuses it for certain; its message says why.

    Bad:
        #### Generic arrays
        :p How does a generic Java class keep its elements?
        ??x
        ```java
        class Shelf<T> {
            private T[] items = new T[10];
        }
        ```
        x??

    Good:
        #### Generic arrays
        :p How does a generic Java class keep its elements?
        ??x
        ```java
        class Shelf<T> {
            private List<T> items = new ArrayList<>();
        }
        ```
        x??
    """
    yield from ()

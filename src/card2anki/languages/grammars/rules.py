"""G1: code in the languages that a grammar checks does not parse."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.languages import standalone
from card2anki.model import Safety, Severity
from card2anki.rule import Hit, Rule, code_rule


@code_rule("G101", "syntax-error", Severity.ERROR)
def syntax_error() -> Iterator[Hit]:
    """Code breaks the grammar of its language, whatever stands around it.

    Why:
        What is learnt from the card does not work when it is typed in. What a card leaves out is
        no mistake: `...`, a comment for an expression, the function or the class around it, a
        placeholder in angle brackets, the prompt of a shell and what a command prints.

    Bad:
        #### Cup
        :p How does a TypeScript program write an object?
        ??x
        ```typescript
        const cup = { name: "mint", litres 2 };
        ```
        x??

    Good:
        #### Cup
        :p How does a TypeScript program write an object?
        ??x
        ```typescript
        const cup = { name: "mint", litres: 2 };
        ```
        x??
    """
    yield from ()


@code_rule("G102", "unmatched-bracket", Severity.ERROR, fix=Safety.SAFE)
def unmatched_bracket() -> Iterator[Hit]:
    """A bracket or a block is not closed, or closes what was never opened.

    Why:
        Where the block or the call ends is then a guess, for the machine and for the reader. What
        needs no guess is fixed.

    Bad:
        #### Cups
        :p How does C count the cups on a tray?
        ??x
        ```c
        int cups = 0;
        for (int i = 0; i < rows; i++) {
            cups += tray[i];
        printf("%d", cups);
        ```
        x??

    Good:
        #### Cups
        :p How does C count the cups on a tray?
        ??x
        ```c
        int cups = 0;
        for (int i = 0; i < rows; i++) {
            cups += tray[i];
        }
        printf("%d", cups);
        ```
        x??
    """
    yield from ()


@code_rule("G103", "brace-in-comment", Severity.ERROR, fix=Safety.SAFE)
def brace_in_comment() -> Iterator[Hit]:
    """A `}` stands in a comment that goes on to the end of the line, so it closes nothing.

    Why:
        `{ // comment }` opens a block that never ends. Either the brace goes to the next line,
        or the comment is written `/* comment */`.

    Bad:
        #### Waiting
        :p How does a C++ program wait until a flag is set?
        ??x
        ```cpp
        while (!ready) { // wait }
        pour();
        ```
        x??

    Good:
        #### Waiting
        :p How does a C++ program wait until a flag is set?
        ??x
        ```cpp
        while (!ready) { /* wait */ }
        pour();
        ```
        x??
    """
    yield from ()


@code_rule("G104", "unclosed-string", Severity.ERROR)
def unclosed_string() -> Iterator[Hit]:
    """A string, a character or a comment has no end.

    Why:
        All that follows is taken for a part of it. Where it was to end is for the author to say.

    Bad:
        #### Greeting
        :p How does Go print a line?
        ??x
        ```go
        fmt.Println("tea is ready)
        ```
        x??

    Good:
        #### Greeting
        :p How does Go print a line?
        ??x
        ```go
        fmt.Println("tea is ready")
        ```
        x??
    """
    yield from ()


@code_rule("G105", "statement-not-ended", Severity.ERROR, fix=Safety.SAFE)
def statement_not_ended() -> Iterator[Hit]:
    """A statement does not end with a `;` in a language that needs one.

    Why:
        The compiler takes the next line for a part of the statement.

    Bad:
        #### Area
        :p How does C compute an area?
        ??x
        ```c
        int area = width * height
        print_area(area);
        ```
        x??

    Good:
        #### Area
        :p How does C compute an area?
        ??x
        ```c
        int area = width * height;
        print_area(area);
        ```
        x??
    """
    yield from ()


@code_rule("G106", "foreign-comment", Severity.WARNING, fix=Safety.SAFE)
def foreign_comment() -> Iterator[Hit]:
    """A comment begins with `//` in a language whose comments begin with `#` or `--`.

    Why:
        A shell takes it for a command and complains that `//` is a directory.

    Bad:
        #### Build
        :p How is a program compiled with gcc?
        ??x
        ```bash
        // compile the kettle
        gcc -o kettle kettle.c
        ```
        x??

    Good:
        #### Build
        :p How is a program compiled with gcc?
        ??x
        ```bash
        # compile the kettle
        gcc -o kettle kettle.c
        ```
        x??
    """
    yield from ()


#: Those which say that code does not parse.
SYNTAX: tuple[Rule, ...] = (
    syntax_error,
    unmatched_bracket,
    brace_in_comment,
    unclosed_string,
    statement_not_ended,
)
_WITHOUT_SLASHES = frozenset({"bash", "ruby"})
#: The languages with a grammar.
LANGUAGES = (
    *("bash", "c", "cpp", "csharp", "go", "hcl", "html", "javascript", "ruby", "tsx"),
    "typescript",
)


def of(language: str) -> tuple[Rule, ...]:
    """Return the rules that a language may break."""
    more = (foreign_comment,) if language in _WITHOUT_SLASHES else ()
    return (*SYNTAX, *more, *standalone.RULES)

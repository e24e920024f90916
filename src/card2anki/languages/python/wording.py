"""What Python's parser and ruff say, in words for the author of a card."""

from __future__ import annotations

import re
from collections.abc import Sequence

from card2anki.languages.python.scanner import Token

#: How ruff begins what it says of indentation, in small letters.
INDENTATION = (
    "unexpected indentation",
    "unindent does not match",
    "expected an indented block",
    "expected dedent",
)

#: What Python says that is clearer than ruff, and how we say it; ``{token}`` is the token there.
_PYTHON: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(said), told)
    for said, told in (
        (
            r"invalid syntax\. Maybe you meant '==' or ':=' instead of '='\?",
            "'=' assigns: write '==' to compare",
        ),
        (
            r"cannot assign to (.+?) here\. Maybe you meant '==' instead of '='\?",
            r"can't assign to this \1: write '==' to compare",
        ),
        (r"cannot assign to ([a-z][a-z -]+)", r"can't assign to this \1"),
        (r"cannot assign to (.+)", r"can't assign to \1"),
        (r"cannot delete ([a-z][a-z -]+)", r"can't delete this \1"),
        (r"invalid syntax\. Perhaps you forgot a comma\?", ""),
        (
            r"'(.)' was never closed",
            r"'\1' is not closed",
        ),
        (
            r"closing parenthesis '(.)' does not match opening parenthesis '(.)'.*",
            r"'\2' is closed by '\1'",
        ),
        (r"unmatched '(.)'", r"'\1' closes nothing: remove it, or write what it closes"),
        (r"unterminated triple-quoted .*string literal.*", "the string is not closed"),
        (r"unterminated .*string literal.*", "the string is not closed on its line"),
        (
            r"leading zeros in decimal integer literals.*",
            "no number begins with '0': an octal one is written with '0o'",
        ),
        (
            r"invalid (?:decimal|hexadecimal|octal|binary) literal",
            "a number ends in letters: no name begins with a digit",
        ),
        (
            r"invalid digit '(.)' in (\w+) literal",
            r"'\1' is no \2 digit",
        ),
        (
            r"expected 'except' or 'finally' block",
            "the 'try' above has no 'except' and no 'finally'",
        ),
        (r"expected 'else' after 'if' expression", "an 'if' within an expression needs an 'else'"),
        (r"Generator expression must be parenthesized", "put the generator in parentheses"),
        (
            r"positional argument follows keyword argument.*",
            "an argument without a name follows one with a name",
        ),
        (
            r"(?:non-default argument follows default|parameter without a default follows).*",
            "a parameter without a default follows one with a default",
        ),
        (r"':' expected after dictionary key", "':' and a value are missing behind the key"),
        (
            r"'(.+)' is an illegal expression for augmented assignment",
            r"can't assign to a \1 this way",
        ),
        (
            r"invalid (?:non-printable )?character .*?\(?(U\+[0-9A-F]+)\)?",
            r"\1 is no character of code",
        ),
        (r"f-string: expecting '}'.*", "'{' in the f-string is not closed"),
        (r"f-string: single '}' is not allowed", "'}' in an f-string closes nothing: write '}}'"),
        (
            r"f-string: (?:empty expression not allowed|valid expression required before '}')",
            "a field of the f-string is empty",
        ),
        (
            r"unexpected character after line continuation character",
            "'\\\\' is not at the line's end",
        ),
        (r"arguments cannot follow var-keyword argument", "nothing follows '**' in the parameters"),
        (
            r"(?:iterable|positional) argument (?:unpacking )?follows keyword argument unpacking",
            "an argument follows '**'",
        ),
        (r"assignment to yield expression not possible", "can't assign to a 'yield'"),
        (r"\(unicode error\) .*", "an escape sequence in the string is incomplete, or unknown"),
    )
)


def of_python(said: str) -> str | None:
    """Return what Python says in our words; None where ruff says it better."""
    for pattern, told in _PYTHON:
        if found := pattern.fullmatch(said):
            return found.expand(told) or None
    return None


#: Tokens of other languages, and what Python has for them.
_FOREIGN: tuple[tuple[tuple[str, ...], str], ...] = (
    (("&", "&"), "Python has no '&&': write 'and'"),
    (("&&",), "Python has no '&&': write 'and'"),
    (("||",), "Python has no '||': write 'or'"),
    (("|", "|"), "Python has no '||': write 'or'"),
    (("+", "+"), "Python has no '++': write '+= 1'"),
    (("-", "-"), "Python has no '--': write '-= 1'"),
    (("else", "if"), "Python has no 'else if': write 'elif'"),
    (("?",), "Python has no '?': write 'a if condition else b'"),
    (("new",), "Python has no 'new': call the class"),
    (("…",), "'…' is one character: write '...'"),
    (("!",), "Python has no '!': write 'not'"),
    (("==", "="), "Python has no '===': write '=='"),
    (("!=", "="), "Python has no '!==': write '!='"),
)


def of_tokens(texts: Sequence[str]) -> str | None:
    """Return what is to be said of neighbours that are another language's."""
    for pattern, told in _FOREIGN:
        size = len(pattern)
        if any(tuple(texts[n : n + size]) == pattern for n in range(len(texts))):
            return told
    return None


_EXPECTED = re.compile("Expected [`']([^`']+)[`'], found .*")
_KEYWORD = re.compile("Expected .*, but found a keyword [`'](.+?)[`'].*", re.DOTALL)


#: What ruff says, by its beginning, and how we say it.
_RUFF: tuple[tuple[str, str], ...] = (
    ("Expected class, function definition", "a decorator stands before a function or a class"),
    ("Expected `def`, `with` or `for`", "'async' stands before 'def', 'with' or 'for'"),
    ("Expected symbol after", "a name is missing behind 'as'"),
    ("Expected one or more symbol names", "a name is missing behind 'import'"),
    ("Invalid assignment target", "can't assign to this"),
    ("Duplicate keyword argument", "an argument is given twice by its name"),
)


def of_place(said: str, token: str, before: Token | None, *, is_end: bool) -> str:
    """Return what ruff says of a place, with the token there, or that before it at a line's end."""
    behind = f" behind {before.text!r}" if before and before.kind != "newline" else ""
    if found := _KEYWORD.fullmatch(said):
        return f"{found[1]!r} is a keyword and can't stand{behind or ' here'}"
    if (told := _beginning(said)) is not None:
        return told
    if found := _EXPECTED.fullmatch(said):
        if (found[1], token) == (":", "{"):
            return "Python has no braces for blocks: write ':' and indent"
        wanted = "',' or an operator" if found[1] == "," else repr(found[1])
        return f"{wanted} is missing{behind}"
    if said.startswith("Expected an identifier"):
        return f"a name is missing{behind}"
    if said.startswith("Expected an expression"):
        return f"an expression is missing{behind}"
    if said.startswith("Got unexpected token"):
        return f"{token!r} (U+{ord(token[0]):04X}) is no character of code"
    if said.startswith(("Expected a statement", "Simple statements", "Expected newline")):
        return f"unexpected {token!r}{behind}" if not is_end else f"the statement ends{behind}"
    return of_ruff(said)


def _beginning(said: str) -> str | None:
    return next((told for start, told in _RUFF if said.startswith(start)), None)


def of_ruff(said: str) -> str:
    """Return what ruff says as the other messages are written."""
    if (told := _beginning(said)) is not None:
        return told
    plain = " ".join(said.split()).replace("`", "'").replace('"', "'").rstrip(".")
    is_word = plain[1:2].islower()
    return plain[:1].lower() + plain[1:] if is_word else plain

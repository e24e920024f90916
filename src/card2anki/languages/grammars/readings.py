"""What snippets hold besides code of their language, and what its parser does not know.

Each function returns a text in which that is blank or a name, and in which all offsets hold: what
is added stands at its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable

#: Returns a text in the place of another one.
Reading = Callable[[str], str]


def blanked(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Reading:
    """Return a reading with blanks for what matches a pattern."""
    compiled = re.compile(pattern, flags)
    return lambda text: compiled.sub(lambda found: " " * len(found[0]), text)


def named(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Reading:
    """Return a reading with a name for what matches a pattern."""
    compiled = re.compile(pattern, flags)
    return lambda text: compiled.sub(lambda found: "_" * len(found[0]), text)


def written(pattern: str, text: str, flags: re.RegexFlag = re.NOFLAG) -> Reading:
    """Return a reading with a text for what matches a pattern, which is at least as long."""
    compiled = re.compile(pattern, flags)
    return lambda code: compiled.sub(lambda found: text.ljust(len(found[0])), code)


def all_of(*readings: Reading) -> Reading:
    """Return a reading that is each of these, one after the other."""

    def read(text: str) -> str:
        for reading in readings:
            text = reading(text)
        return text

    return read


_NUMBERED = re.compile(r"^[ \t]*+\d{1,4}[:.|]?(?=[ \t]|$)", re.MULTILINE)


def without_numbers(text: str) -> str:
    """Return a listing of at least two lines, all of them numbered, without the numbers."""
    lines = [line for line in text.split("\n") if line.strip()]
    is_numbered = len(lines) > 1 and all(map(_NUMBERED.match, lines))
    return _NUMBERED.sub(lambda found: " " * len(found[0]), text) if is_numbered else text


#: Numbers of lines, words that say of whom the code below is, ``Thread 1:``, and words for what is
#: to be put there.
without_context = all_of(
    without_numbers,
    blanked(
        r"^[ \t]*+[A-Z][a-z]\w{0,30}(?: (?:[A-Z0-9]|[a-z]\w)\w{0,30}){0,3}:[ \t]*$", re.MULTILINE
    ),
    named(r"<[a-z]+(?:[_ -][a-z]+)+>"),
)
#: Words for what is to be put there, which are a statement alone on a line, or a ``{ body }``;
#: ``<b>`` may be a tag or a type in other languages.
with_placeholders = all_of(
    blanked(
        r"(?<=\{)[ \t]*+(?!return|throw)(?:[a-z]{2,30} ){0,3}(?:body|code|statements?)(?= ?\})"
    ),
    written(r"^[ \t]*+<[a-z]{3,40}(?:[_ -][a-z]{1,40}){0,9}>[ \t]*$", ";", re.MULTILINE),
    named(r"(?<=[ \t(])<[a-z]{3,40}>"),
)

# -- C

#: A name in capitals beside another word is a macro: ``WINAPI``, ``__global__``, ``JNIEXPORT``.
without_macros = all_of(
    blanked(
        r"\b__(?:attribute__|declspec)[ \t]{0,8}\([^()\n]{0,60}(?:\([^()\n]{0,60}\))?[^()\n]{0,9}\)"
    ),
    blanked(
        r"\b(?:[A-Z][A-Z0-9_]{2,40}|__[a-z]\w{1,40}|vector|_Thread_local)(?=[ \t]{1,8}[A-Za-z_])"
    ),
    blanked(r"(?<=[\w)])[ \t]{1,8}(?:[A-Z][A-Z0-9_]{2,40}|__\w{1,40})(?=[ \t]{0,8}[;{])"),
    blanked(
        r"^[ \t]*+(?:[A-Z][A-Z0-9_]{2,40}\([^()\n]{0,80}\)|[A-Z]{1,20}_[A-Z0-9_]{2,40})[ \t]*$",
        re.MULTILINE,
    ),
    written(r"^main(?=[ \t]?\()", "m a", re.MULTILINE),  # of type int, in the C of old
    written(r"^[A-Z][A-Z0-9_]{5,40}\([^()\n]{0,80}\)(?=\s{0,80}\{)", "void a()", re.MULTILINE),
    written(r"\b(?:\w{1,40}_)?(?:for_?each|FOREACH)\w{0,40}(?=[ \t]?\()", "if"),
    named(r"(?<=case )[\w']{1,40}[ \t]?\.\.\.[ \t]?[\w']{1,40}(?=:)"),
    blanked(r"<<<[^<>;\n]{0,80}>>>"),
    blanked(r"(?<=public|signal)[ \t]slots(?=:)"),
    written(r"^[ \t]*+(?:signals|Q_SIGNALS)(?=:)", "public", re.MULTILINE),
    blanked(r"^[ \t]*+(?:export[ \t]+)?(?:module|import)\b[^;\n]{0,80};", re.MULTILINE),
    blanked(r"^[ \t]*+(?:extern[ \t]+)?template(?=[ \t]+(?:class|struct)\b)", re.MULTILINE),
    blanked(r"^[ \t]*+export(?=[ \t]+[a-z{])", re.MULTILINE),
    blanked(r"(?<=\()this(?=[ \t]+\w)"),
    written(r"\bif[ \t]+!?[ \t]?consteval(?=\s{0,80}\{)", "if(a)"),
    written(r"\bauto(?=[ \t]+\w{1,80}[ \t]*=)", "int"),
)

_BRANCH = re.compile(
    r"^[ \t]*+\#[ \t]*(?:if|el(?:se|if)|endif)[^\n]*+(?:\n(?![ \t]*+\#)[^\n]*+)*+", re.MULTILINE
)
_ELSE = re.compile(r"[ \t]*\#[ \t]*el")


def first_branches(text: str) -> str:
    """Return C without the lines of its preprocessor for conditions, and without what is else."""
    return _BRANCH.sub(lambda found: _without_branch(found[0]), text)


def _without_branch(text: str) -> str:
    if _ELSE.match(text):
        return re.sub(r"[^\n]", " ", text)
    line, newline, rest = text.partition("\n")
    return f"{' ' * len(line)}{newline}{rest}"


# -- TypeScript

#: What the parsers do not know of the language yet, and an ``&`` in text between tags.
newer_typescript = all_of(
    named(r"\bimport\((?:'[^'\n]{0,80}'|\"[^\"\n]{0,80}\")\)"),
    blanked(r"(?<=\bexport )type(?= \*)"),
    blanked(r"(?<=[<,])[ \t]?(?:in|out|in out)(?= [A-Z])"),
)
_AMPERSAND = blanked(r"(?<=[\w>}] )&(?= [\w{])")


def text_of_tags(text: str) -> str:
    """Return code in which no ``&`` stands alone between tags."""
    return _AMPERSAND(text) if "</" in text else text

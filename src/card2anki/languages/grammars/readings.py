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


#: Words that say of whom the code below is, ``Thread 1:``, and words for what is to be put there.
without_context = all_of(
    blanked(
        r"^[ \t]*+[A-Z][a-z]\w{0,30}(?: (?:[A-Z0-9]|[a-z]\w)\w{0,30}){0,3}:[ \t]*$", re.MULTILINE
    ),
    named(r"<[a-z]+(?:[_ -][a-z]+)+>"),
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
    written(r"^[A-Z][A-Z0-9_]{5,40}\([^()\n]{0,80}\)(?=\s{0,80}\{)", "void a()", re.MULTILINE),
    written(r"\b(?:\w{1,40}_)?(?:for_?each|FOREACH)\w{0,40}(?=[ \t]?\()", "if"),
    named(r"(?<=case )[\w']{1,40}[ \t]?\.\.\.[ \t]?[\w']{1,40}(?=:)"),
    blanked(r"<<<[^<>;\n]{0,80}>>>"),
    blanked(r"(?<=public|signal)[ \t]slots(?=:)"),
    blanked(r"^[ \t]*+(?:export[ \t]+)?(?:module|import)\b[^;\n]{0,80};", re.MULTILINE),
)

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

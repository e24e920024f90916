"""Mistakes that a card shows on purpose: a comment announces them."""

from __future__ import annotations

import re

#: Comments that announce code that does not parse. An error that is raised is another matter.
_SYNTAX = (
    r"(?i)syntax|(?:indentation|tab)error\b|[❌✗✘]"
    r"|^\W*(?:error|invalid|bad|not python)\s*(?:[:!.,-]|$)"
    r"|\b(?:wrong|illegal|incorrect|forbidden|not (?:allowed|valid|legal)|invalid\W*$)"
    r"|\b(?:doesn't|does not|won't|will not|can't|cannot) (?:work|run|parse|compile)\b"
)
#: Comments that announce code that fails when it is run, or does not do what it should.
_FAILURE = (
    r"|\b(?:raises?|invalid|fails?|rejected|mistake|bug|buggy|bad|broken|oops|don't)\b"
    r"|\w{0,40}(?:error|exception)\b"
)
_ANNOUNCES = {True: re.compile(_SYNTAX), False: re.compile(_SYNTAX + _FAILURE)}
#: Comments that do, wherever they stand.
_ANYWHERE = {
    True: re.compile(r"(?i)\b(?:syntax|indentation|tab) ?error\b|\bpython ?2(?:\.\d)?\b"),
    False: re.compile(r"(?i)\b(?:type|unboundlocal)error\b"),
}
_NEITHER = re.compile(r"(?i)error[- ]handling|on error|log(?:s|ged)? (?:the )?error|no errors?\b")


def is_announced(code: str, offset: int, *, of_syntax: bool) -> bool:
    """Say whether a comment announces that something is wrong at a place.

    It stands on the same line, or alone on the line before.
    """
    start = code.rfind("\n", 0, offset) + 1
    above = code[code.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    near = [_comment(code[start:].partition("\n")[0])]
    if above.lstrip().startswith("#"):
        near.append(_comment(above))
    announces, anywhere = _ANNOUNCES[of_syntax], _ANYWHERE[of_syntax]
    return any(announces.search(_NEITHER.sub("", one)) for one in near) or any(
        anywhere.search(_comment(one)) for one in code.split("\n")
    )


def _comment(line: str) -> str:
    """Return what stands behind the first ``#`` of a line, which may be in a string."""
    return line.partition("#")[2].strip()

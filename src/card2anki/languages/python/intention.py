"""Mistakes that a card shows on purpose: a comment announces them, or Python's answer is shown."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, takewhile

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
    r"|\balways (?:true|false|passes|succeeds|fails)\b"
    r"|\w{0,40}(?:error|exception)\b"
)
_ANNOUNCES = {True: re.compile(_SYNTAX), False: re.compile(_SYNTAX + _FAILURE)}
#: Comments that do, wherever they stand.
_ANYWHERE = {
    True: re.compile(r"(?i)\b(?:syntax|indentation|tab) ?error\b|\bpython ?2(?:\.\d)?\b"),
    False: re.compile(r"(?i)\b(?:type|unboundlocal)error\b"),
}
#: What Python answers, below a prompt.
_ANSWERS = {
    True: re.compile(r"[ \t]*+(?:Syntax|Indentation|Tab)Error\b"),
    False: re.compile(r"[ \t]*+[\w.]{0,80}(?:Error|Exception)\b"),
}
_PROMPT = re.compile(r"[ \t]*+(?:>>>|In ?\[)")
_GOES_ON = re.compile(r"[ \t]*+\.{3}")
_LINE = re.compile(r"[^\n]++")
_NEITHER = re.compile(r"(?i)error[- ]handling|on error|log(?:s|ged)? (?:the )?error|no errors?\b")


def is_announced(code: str, offset: int, *, of_syntax: bool) -> bool:
    """Say whether a comment announces that something is wrong at a place.

    It stands on the same line, or alone on the line before. Behind a prompt, an error that Python
    answers says so, too.
    """
    start = code.rfind("\n", 0, offset) + 1
    above = code[code.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    near = [_comment(code[start:].partition("\n")[0])]
    if above.lstrip().startswith("#"):
        near.append(_comment(above))
    announces = _ANNOUNCES[of_syntax]
    is_near = any(announces.search(_NEITHER.sub("", one)) for one in near)
    is_told = is_near or _is_answered(code, start, _ANSWERS[of_syntax])
    return is_told or _is_announced_anywhere(code, of_syntax=of_syntax)


@lru_cache(maxsize=2)  # a snippet is asked about once for each of its problems
def _is_announced_anywhere(code: str, *, of_syntax: bool) -> bool:
    return any(_ANYWHERE[of_syntax].search(_comment(one)) for one in code.split("\n"))


def _is_answered(code: str, start: int, answer: re.Pattern[str]) -> bool:
    """Say whether below a line typed at a prompt, up to the next prompt, an error is printed."""
    if not (_PROMPT.match(code, start) or _GOES_ON.match(code, start)):
        return False
    lines = (found[0] for found in _LINE.finditer(code, start))
    printed = takewhile(lambda line: not _PROMPT.match(line), islice(lines, 1, None))
    return any(answer.match(line) for line in printed)


def _comment(line: str) -> str:
    """Return what stands behind the first ``#`` of a line, which may be in a string."""
    return line.partition("#")[2].strip()

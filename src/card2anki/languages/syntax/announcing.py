"""Mistakes that a comment in the code announces: they are shown on purpose."""

from __future__ import annotations

import re

from card2anki.languages.syntax.brackets import line_before
from card2anki.languages.syntax.listing import Listing

#: Comments that announce a mistake: on its line, or alone on the line before.
_ANNOUNCES = re.compile(
    r"(?i)not allowed|compile[- ]time|[❌✗✘]"
    r"|\b(?:error|illegal|invalid|incorrect|wrong|fails?|bad|rejects?|too (?:large|big)|cast)\b"
    r"|\b(?:no access|private|might not|unreachable|never reached|cannot|can't|missing)\b"
    r"|\b(?:uninitiali[sz]ed|not initiali[sz]ed|mismatch|ambiguous)\b"
)
#: Comments that do, wherever they stand.
_ANNOUNCES_ANYWHERE = re.compile(
    r"(?i)compil\w{0,9}[- ](?:time )?error|won'?t compile|not compile|n't compile"
)


def is_announced(listing: Listing, offset: int) -> bool:
    """Say whether a comment announces that something is wrong at an offset."""
    code = listing.code
    line = code.rfind("\n", 0, offset) + 1
    above = code.rfind("\n", 0, max(line - 1, 0)) + 1
    end = line + len(line_at(code, offset))
    near = (
        one.text
        for one in listing.comments
        if above <= one.start <= end and (one.start >= line or not line_before(code, one).strip())
    )
    anywhere = (one.text for one in listing.comments)
    return any(map(_ANNOUNCES_ANYWHERE.search, anywhere)) or any(map(_ANNOUNCES.search, near))


def line_at(code: str, offset: int) -> str:
    """Return the line of an offset."""
    start = code.rfind("\n", 0, offset) + 1
    return code[start:].partition("\n")[0]

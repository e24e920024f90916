"""What is wrong where code whose brackets match stops to be Java, and what would mend it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from card2anki.languages.java import rules
from card2anki.languages.java.syntax.listing import Listing
from card2anki.languages.java.syntax.tokens import RESERVED
from card2anki.languages.problem import Problem, TooHardError
from card2anki.languages.syntax.listing import Flaw
from card2anki.languages.syntax.mending import Semicolons, misspelt
from card2anki.languages.syntax.tokens import NOTHING, Token

#: What needs a statement behind it.
_CLAUSES = frozenset(
    {"if", "else", "for", "while", "do", "switch", "synchronized", "try", "catch", "finally"}
)
_SEMICOLONS = Semicolons(rules.missing_semicolon, _CLAUSES)


def grammar_problem(listing: Listing) -> Problem | None:
    """Return what is wrong with code whose brackets match. Raises TooHardError."""
    flaw = listing.flaw
    if flaw is None:
        return None
    try:
        mended = _SEMICOLONS.missing(listing, flaw)
        mended = mended or misspelt(listing, flaw, rules.java_syntax_error, RESERVED)
        return mended or _unexpected(listing, flaw)
    except TooHardError:
        return _unexpected(listing, flaw)  # no time to find out what would mend it


def _unexpected(listing: Listing, flaw: Flaw) -> Problem:
    start, end = flaw.start, flaw.end
    if flaw.kind == "missing":
        number = listing.last_before(start)
        start = end = listing.tokens[number].end if number >= 0 else 0
        if flaw.message == ";" and _SEMICOLONS.ends_line(listing, number):
            return _SEMICOLONS.missing_at(start)
    return Problem(rules.java_syntax_error, start, end, _told(listing, flaw))


_HEADS = frozenset({"if", "while", "switch", "for", "catch", "synchronized"})
_WITHOUT = {
    "else": "'else' without 'if'",
    "catch": "'catch' without 'try'",
    "finally": "'finally' without 'try'",
    "try": "'try' without 'catch' or 'finally'",
    "case": "'case' outside of a switch",
}
_TYPES = frozenset({"class", "interface", "enum", "record"})
_OPERATORS = frozenset("=+-*/%<>&|^!~?")
_ENDS = frozenset(";,)]}")
#: The parser's names for what is missing, where they are not signs.
_NAMED: Mapping[str, str] = {
    "identifier": "a name or a value is missing here",
    "type_identifier": "a type is missing here",
}
#: A longer text is not shown.
_SHOWN = 24


def _told(listing: Listing, flaw: Flaw) -> str:
    """Return what to say of a flaw, as far as the tokens there tell."""
    tokens = listing.tokens
    if flaw.kind == "missing" and flaw.message == ";":
        number = bisect_left(tokens, flaw.start, key=lambda token: token.start)
        before, first = (*tokens[max(number - 1, 0) : number + 1], NOTHING, NOTHING)[:2]
        return _WITHOUT.get(before.text) or _generally(first.text)
    if flaw.kind == "missing":
        return _NAMED.get(flaw.message, f"missing {flaw.message!r}")
    if flaw.message:
        return _WITHOUT.get(listing.code[flaw.start : flaw.end], flaw.message)
    number = bisect_right(tokens, flaw.start, key=lambda token: token.start) - 1
    before, first, second = (
        tokens[one] if 0 <= one < len(tokens) else NOTHING
        for one in (number - 1, number, number + 1)
    )
    text = listing.code[flaw.start : flaw.end]
    is_value = before.kind in ("number", "string") or before.text == ")"
    if (first.text == "=" and is_value) or (text.endswith("=") and len(text) > 1):
        return "only a variable can be assigned to: '==' compares"
    if _EMPTY_ARRAY.search(text):
        return "array dimension missing: write the number of elements"
    return _by_tokens(before.text, first.text, second) or _generally(text)


def _by_tokens(before: str, first: str, second: Token) -> str:
    if first in _HEADS and second.text != "(":
        return f"{first!r} needs parentheses around what follows"
    if first in _TYPES and second.kind != "word":
        return f"{first!r} without a name"
    if first == "{" and before == "=":
        return "an array constant is for declarations: write 'new' and the type before it"
    if first == ":" and before != ")":
        return _COLON
    if first == "," and second.kind == "word":
        return "unexpected ',': parameters need their types"
    if first in _OPERATORS and second.text in _ENDS:
        return f"an expression is missing behind {first!r}"
    return _WITHOUT.get(first, "")


#: Two possessive loops and one bound: the time is linear.
_EMPTY_ARRAY = re.compile(r"\bnew\s++[\w.]++\s*+\[\s*+\]\W{0,9}\Z")
_COLON = "unexpected ':': the variable of a for loop needs its type"


def _generally(text: str) -> str:
    shown = text.strip()
    is_shown = 0 < len(shown) <= _SHOWN and len(shown.split()) == 1 and shown.isprintable()
    return f"unexpected {shown!r}" if is_shown else "not valid Java here"

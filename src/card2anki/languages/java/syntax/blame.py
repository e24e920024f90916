"""What is wrong where code whose brackets match stops to be Java, and what would mend it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import islice

from card2anki.languages.java import rules
from card2anki.languages.java.syntax.grammar import Flaw, TooHardError
from card2anki.languages.java.syntax.listing import Listing
from card2anki.languages.java.syntax.problem import problem_at
from card2anki.languages.java.syntax.tokens import RESERVED, Token
from card2anki.languages.problem import Problem, Replacement

#: Code that lacks more semicolons is written in another language.
_MOST_SEMICOLONS = 3
#: So many places are tried for a semicolon.
_MOST_PLACES = 4
#: Keywords long enough to be told from other words, misspelt; and how much they are alike.
_LONG = [word for word in sorted(RESERVED) if len(word) > 3]
_NEAR = 0.75


def grammar_problem(listing: Listing) -> Problem | None:
    """Return what is wrong with code whose brackets match. Raises TooHardError."""
    flaw = listing.flaw
    if flaw is None:
        return None
    try:
        return _semicolons(listing, flaw) or _misspelt(listing, flaw) or _unexpected(listing, flaw)
    except TooHardError:
        return _unexpected(listing, flaw)  # no time to find out what would mend it


# -- semicolons


def _semicolons(listing: Listing, first: Flaw) -> Problem | None:
    """See whether all is well with a few semicolons more, each where the parser stumbles."""
    edits: list[Replacement] = []
    now = listing
    while now.flaw and len(edits) < _MOST_SEMICOLONS:
        tried = ((place, now.after([_semicolon(place)])) for place in _ends(now, now.flaw))
        mended = next((one for one in tried if _is_mended(*one)), None)
        if mended is None:
            break
        place, now = mended
        edits.append(_semicolon(place - len(edits)))
    if not edits:
        return None
    return _missing_semicolon(edits[0].start, *(() if now.flaw else edits))


def _semicolon(place: int) -> Replacement:
    return Replacement(place, place, ";")


def _missing_semicolon(place: int, *fix: Replacement) -> Problem:
    return Problem(rules.missing_semicolon, place, place, "missing ';'", fix)


def _is_mended(place: int, listing: Listing) -> bool:
    """Say whether a semicolon at a place let the parser come further than that."""
    return listing.flaw is None or listing.flaw.start > place


def _ends(listing: Listing, flaw: Flaw) -> list[int]:
    """Return where a statement may end: at the ends of the lines of what is wrong."""
    first = max(listing.last_before(flaw.start), 0)
    last = listing.last_before(flaw.end) + 1
    numbers = range(first, min(last + 1, len(listing.tokens)))
    ends = (listing.tokens[number].end for number in numbers if _ends_line(listing, number))
    return list(islice(ends, _MOST_PLACES))


#: The signs that a statement may end with, but for its semicolon.
_LAST = frozenset({")", "]", "}", "+", "-", ">"})
#: What needs a statement behind it.
_CLAUSES = frozenset(
    {"if", "else", "for", "while", "do", "switch", "synchronized", "try", "catch", "finally"}
)


def _ends_line(listing: Listing, number: int) -> bool:
    """Say whether a statement may end with a token: it stands last on its line or block."""
    token = listing.tokens[number]
    following = listing.tokens[number + 1 : number + 2]
    until = following[0].start if following else len(listing.code)
    breaks = not following or "\n" in listing.code[token.end : until]
    if not breaks and following[0].text != "}":
        return False
    if token.kind == "sign":
        return token.text in _LAST and not _ends_header(listing, number)
    return token.text not in _CLAUSES


def _ends_header(listing: Listing, number: int) -> bool:
    """Say whether a token closes the parentheses of an ``if (...)`` and the like."""
    pairs = listing.brackets.pairs
    token = listing.tokens[number]
    opener = next((opener for opener, closer in pairs if closer.start == token.start), None)
    before = listing.last_before(opener.start) if opener else -1
    word = listing.tokens[before].text if before >= 0 else ""
    ends_loop = word == "while" and before > 0 and listing.tokens[before - 1].text == "}"
    return word in _CLAUSES and not ends_loop


# -- words


def _misspelt(listing: Listing, flaw: Flaw) -> Problem | None:
    """Look for a word that is almost a keyword, and see whether all is well with it."""
    first = max(listing.last_before(flaw.start) - 2, 0)
    words = [one for one in listing.tokens[first : first + 6] if one.kind == "word"]
    for word in words:
        near = [] if word.text in RESERVED else get_close_matches(word.text, _LONG, 1, _NEAR)
        if near and listing.is_right_after(Replacement(word.start, word.end, near[0])):
            told = f"{word.text!r} is no keyword: write {near[0]!r}"
            return problem_at(rules.java_syntax_error, word, told)
    return None


# -- the rest


def _unexpected(listing: Listing, flaw: Flaw) -> Problem:
    start, end = flaw.start, flaw.end
    if flaw.kind == "missing":
        number = listing.last_before(start)
        start = end = listing.tokens[number].end if number >= 0 else 0
        if flaw.message == ";" and _ends_line(listing, number):
            return _missing_semicolon(start)
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
_NOTHING = Token("none", "", 0)
#: A longer text is not shown.
_SHOWN = 24


def _told(listing: Listing, flaw: Flaw) -> str:
    """Return what to say of a flaw, as far as the tokens there tell."""
    tokens = listing.tokens
    if flaw.kind == "missing" and flaw.message == ";":
        number = bisect_left(tokens, flaw.start, key=lambda token: token.start)
        before, first = (*tokens[max(number - 1, 0) : number + 1], _NOTHING, _NOTHING)[:2]
        return _WITHOUT.get(before.text) or _generally(first.text)
    if flaw.kind == "missing":
        return _NAMED.get(flaw.message, f"missing {flaw.message!r}")
    if flaw.message:
        return _WITHOUT.get(listing.code[flaw.start : flaw.end], flaw.message)
    number = bisect_right(tokens, flaw.start, key=lambda token: token.start) - 1
    before, first, second = (
        tokens[one] if 0 <= one < len(tokens) else _NOTHING
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

"""What little would mend code that does not parse: a few semicolons, a keyword spelt right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from card2anki.languages.problem import Problem, Replacement
from card2anki.languages.syntax.listing import Flaw, Listing, problem_at
from card2anki.rule import Rule

#: Code that lacks more semicolons is written in another language.
_MOST_SEMICOLONS = 3
#: So many places are tried for a semicolon.
_MOST_PLACES = 4
#: The signs that a statement may end with, but for its semicolon.
_LAST = frozenset({")", "]", "}", "+", "-", ">"})
#: Shorter keywords can't be told from other words, misspelt; and how much those are alike.
_SHORTEST = 4
_NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Semicolons:
    """Finds semicolons that are missing, for a rule.

    ``clauses`` are the keywords that need a statement behind them.
    """

    rule: Rule
    clauses: Collection[str]

    def missing(self, listing: Listing, first: Flaw) -> Problem | None:
        """See whether all is well with a few semicolons more, each where the parser stumbles.

        Raises TooHardError.
        """
        edits: list[Replacement] = []
        now = listing
        while now.flaw and len(edits) < _MOST_SEMICOLONS:
            tried = ((place, now.after([_semicolon(place)])) for place in self._ends(now, now.flaw))
            mended = next((one for one in tried if _is_mended(*one)), None)
            if mended is None:
                break
            place, now = mended
            edits.append(_semicolon(place - len(edits)))
        if not edits:
            return None
        return self.missing_at(edits[0].start, *(() if now.flaw else edits))

    def missing_at(self, place: int, *fix: Replacement) -> Problem:
        """Return the problem of a semicolon that is missing at a place."""
        return Problem(self.rule, place, place, "missing ';'", fix)

    def _ends(self, listing: Listing, flaw: Flaw) -> list[int]:
        """Return where a statement may end: at the ends of the lines of what is wrong."""
        first = max(listing.last_before(flaw.start), 0)
        last = listing.last_before(flaw.end) + 1
        numbers = range(first, min(last + 1, len(listing.tokens)))
        ends = (listing.tokens[one].end for one in numbers if self.ends_line(listing, one))
        return list(islice(ends, _MOST_PLACES))

    def ends_line(self, listing: Listing, number: int) -> bool:
        """Say whether a statement may end with a token: it stands last on its line or block."""
        token = listing.tokens[number]
        following = listing.tokens[number + 1 : number + 2]
        until = following[0].start if following else len(listing.code)
        breaks = not following or "\n" in listing.code[token.end : until]
        if not breaks and following[0].text != "}":
            return False
        if token.kind == "sign":
            return token.text in _LAST and not self._ends_header(listing, number)
        return token.text not in self.clauses

    def _ends_header(self, listing: Listing, number: int) -> bool:
        """Say whether a token closes the parentheses of an ``if (...)`` and the like."""
        pairs = listing.brackets.pairs
        token = listing.tokens[number]
        opener = next((opener for opener, closer in pairs if closer.start == token.start), None)
        before = listing.last_before(opener.start) if opener else -1
        word = listing.tokens[before].text if before >= 0 else ""
        ends_loop = word == "while" and before > 0 and listing.tokens[before - 1].text == "}"
        return word in self.clauses and not ends_loop


def _semicolon(place: int) -> Replacement:
    return Replacement(place, place, ";")


def _is_mended(place: int, listing: Listing) -> bool:
    """Say whether a semicolon at a place let the parser come further than that."""
    return listing.flaw is None or listing.flaw.start > place


def misspelt(listing: Listing, flaw: Flaw, rule: Rule, keywords: Collection[str]) -> Problem | None:
    """Look for a word that is almost a keyword, and see whether all is well with it.

    Raises TooHardError.
    """
    likely = sorted(word for word in keywords if len(word) >= _SHORTEST)
    first = max(listing.last_before(flaw.start) - 2, 0)
    words = [one for one in listing.tokens[first : first + 6] if one.kind == "word"]
    for word in words:
        near = [] if word.text in keywords else get_close_matches(word.text, likely, 1, _NEAR)
        if near and listing.is_right_after(Replacement(word.start, word.end, near[0])):
            told = f"{word.text!r} is no keyword: write {near[0]!r}"
            return problem_at(rule, word, told)
    return None

"""What is wrong with the brackets of a snippet, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from card2anki.languages.problem import Problem, Replacement
from card2anki.languages.syntax.brackets import (
    CLOSER,
    culprit,
    hidden_in,
    indent_of,
    line_before,
    stray,
)
from card2anki.languages.syntax.listing import Listing, problem_at
from card2anki.languages.syntax.tokens import Token
from card2anki.rule import Rule

#: So many places are tried for a closer.
_MOST_PLACES = 4


def bracket_problem(listing: Listing, unbalanced: Rule, hidden: Rule) -> Problem | None:
    """Return what is wrong with the brackets, by one of two rules. Raises TooHardError."""
    brackets = listing.brackets
    if brackets.unclosed:
        return _hidden(listing, hidden) or _unclosed(listing, unbalanced)
    if brackets.stray:
        token = stray(listing.code, brackets)
        told = f"{token.text!r} closes nothing: remove it, or write what it closes"
        return problem_at(unbalanced, token, told)
    return None


def _hidden(listing: Listing, rule: Rule) -> Problem | None:
    """Look for comments that hide brackets, and see whether all is well without them."""
    edits = list(_uncovered(listing))
    if not edits or not listing.is_right_after(*edits):
        return None
    told = "the comment hides the bracket at its end: put it on a line of its own"
    return Problem(rule, edits[0].start, edits[0].end, told, tuple(edits))


def _uncovered(listing: Listing) -> Iterator[Replacement]:
    for comment in listing.comments:
        hidden = hidden_in(comment)
        if hidden and line_before(listing.code, comment).strip():
            said, closers = hidden
            text = f"/* {said} */ {closers}" if said else closers
            yield Replacement(comment.start, comment.end, text)


def _unclosed(listing: Listing, rule: Rule) -> Problem:
    opener = culprit(listing.code, listing.brackets)
    told = f"{opener.text!r} is not closed: write {CLOSER[opener.text]!r}"
    edits = _block_ends(listing, opener) if opener.text == "{" else _list_ends(listing, opener)
    is_only = len(listing.brackets.unclosed) == 1
    mends = [edit for edit in edits if is_only and listing.is_right_after(edit)]
    fix = mends[:1] if opener.text == "{" or len(mends) == 1 else []
    return problem_at(rule, opener, told, *fix)


def _list_ends(listing: Listing, opener: Token) -> Iterator[Replacement]:
    """Yield where a parenthesis or a bracket may be closed: before the end of a statement."""
    following = pairwise(listing.tokens[listing.tokens.index(opener) :])
    ends = (before.end for before, token in following if token.text in (";", "{", "}"))
    for end in islice(ends, _MOST_PLACES):
        yield Replacement(end, end, CLOSER[opener.text])


def _block_ends(listing: Listing, opener: Token) -> Iterator[Replacement]:
    """Yield where a block may end: before a line that is indented no further, at the end."""
    code = listing.code
    indent = indent_of(code, opener)
    end = len(code.rstrip())
    start = opener.end
    for line in code[start:end].split("\n"):
        if start > opener.end and line.strip() and len(line) - len(line.lstrip()) <= len(indent):
            yield Replacement(start, start, f"{indent}}}\n")
            break
        start += len(line) + 1
    yield Replacement(end, end, f"\n{indent}}}")

"""What is wrong with code that does not parse, in plain words, and what would mend it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from card2anki.languages.grammars import rules
from card2anki.languages.grammars.hypertext import tag_problem
from card2anki.languages.grammars.lexing import UNCLOSED, unclosed
from card2anki.languages.grammars.listing import Listing
from card2anki.languages.problem import Problem, Replacement, TooHardError
from card2anki.languages.syntax.balance import bracket_problem
from card2anki.languages.syntax.brackets import indent_of, line_before
from card2anki.languages.syntax.listing import Flaw, Mistake, problem_at
from card2anki.languages.syntax.mending import Semicolons, misspelt
from card2anki.languages.syntax.tokens import NOTHING, Token


def blamed(listing: Listing) -> Problem | None:
    """Return what is wrong with code, one thing, or None where it parses. Raises TooHardError."""
    if listing.dialect.has_tags and (problem := tag_problem(listing.code)):
        return problem
    flaw = listing.flaw
    swapped = next(_swapped(listing), None)
    if flaw is None or swapped:
        return swapped
    for blame in (_unclosed_text, _brackets, _blocks, _semicolons, _misspelt):
        try:
            problem = blame(listing, flaw)
        except TooHardError:
            break  # no effort left to find out what would mend it
        if problem:
            return problem
    return _unexpected(listing, flaw)


# -- strings and comments

#: What stands behind the end of a string, as a rule.
_BEHIND = re.compile(r"[ \t]*(?:[)\];,}>]|\]\]|; then|; do)*[ \t]*\Z")
#: Between tags, an apostrophe is text.
_HAS_TAGS = re.compile(r"</\w|/>")
#: So many strings are tried.
_MOST_STRINGS = 4


def _unclosed_text(listing: Listing, _flaw: Flaw) -> Problem | None:
    if listing.dialect.has_sure_quotes and not _HAS_TAGS.search(listing.code):
        return _unclosed(*listing.mistake) if listing.mistake else None
    quoted = (
        token
        for token in listing.all
        if token.kind in ("string", "character") and (unclosed(token) or "\n" in token.text)
    )
    for token in islice(quoted, _MOST_STRINGS):
        line = token.text.partition("\n")[0].rstrip()
        quote = token.text.lstrip("$@")[:1]
        behind = _BEHIND.search(line)
        places = {len(line), behind.start() if behind else len(line)}
        edits = (Replacement(token.start + one, token.start + one, quote) for one in places)
        if any(listing.is_right_after(edit) for edit in edits):
            return _unclosed(token, Mistake(0, len(token.text), UNCLOSED[token.kind]))
    return None


def _unclosed(token: Token, mistake: Mistake) -> Problem:
    end = token.start + len(token.text.partition("\n")[0].rstrip())
    return Problem(rules.unclosed_string, token.start, end, mistake.message)


# -- brackets and blocks


def _brackets(listing: Listing, _flaw: Flaw) -> Problem | None:
    if not listing.dialect.is_bracketed:
        return None
    return bracket_problem(listing, rules.unmatched_bracket, rules.brace_in_comment)


def _blocks(listing: Listing, _flaw: Flaw) -> Problem | None:
    """Look for a block that a word begins, and that lacks the word which ends it."""
    closers = listing.dialect.closers or {}
    end = len(listing.code.rstrip())
    for closer in dict.fromkeys(closers.values()):
        if listing.is_right_after(Replacement(end, end, f"\n{closer}")):
            opener = _opener(listing, closers, closer)
            if opener is None:
                continue
            told = f"{opener.text!r} is not closed: write {closer!r}"
            return problem_at(rules.unmatched_bracket, opener, told)
    return None


def _opener(listing: Listing, closers: Mapping[str, str], closer: str) -> Token | None:
    """Return the word that begins the block without its end, as far as the indentation tells."""
    code = listing.code
    openers: list[Token] = []
    for token in listing.tokens:
        if token.text == closer and openers:
            opener = openers.pop()
            if len(indent_of(code, token)) < len(indent_of(code, opener)):
                return opener
        elif closers.get(token.text) == closer and _begins(listing, token):
            openers.append(token)
    return openers[-1] if openers else None


def _begins(listing: Listing, token: Token) -> bool:
    """Say whether a word begins a block rather than ends a line, as an ``if`` in Ruby may."""
    if not listing.dialect.has_modifiers or token.text == "do":
        return True
    before = line_before(listing.code, token).strip()
    return not before or before[-1] in "=(;&|"


# -- statements and words

#: So many ends of lines before a flaw, and behind it, are tried for a semicolon.
_MOST_PLACES = 3


def _semicolons(listing: Listing, flaw: Flaw) -> Problem | None:
    if not listing.dialect.clauses:
        return None
    semicolons = Semicolons(rules.statement_not_ended, listing.dialect.clauses)
    number = listing.last_before(flaw.start)
    before = (one for one in range(number, -1, -1) if semicolons.ends_line(listing, one))
    behind = range(number + 1, len(listing.tokens))
    after = (one for one in behind if semicolons.ends_line(listing, one))
    for one in (*islice(before, _MOST_PLACES), *islice(after, _MOST_PLACES)):
        place = listing.tokens[one].end
        edit = Replacement(place, place, ";")
        if listing.is_right_after(edit):
            return semicolons.missing_at(place, edit)
    return semicolons.missing(listing, flaw)


def _misspelt(listing: Listing, flaw: Flaw) -> Problem | None:
    return misspelt(listing, flaw, rules.syntax_error, listing.dialect.reserved)


#: Shorter words may be other ones, but for these.
_LONG = 5
_SHORT = frozenset({"case", "done", "else", "esac", "then"})


def _swapped(listing: Listing) -> Iterator[Problem]:
    """Yield words that are a keyword with two letters in the wrong order, used only once.

    Such code often parses: a parser takes ``rteurn x;`` for a declaration.
    """
    keywords = _swaps(listing.dialect.reserved)
    words = [token for token in listing.tokens if token.kind == "word"]
    times = Counter(token.text for token in words)
    for token in words:
        keyword = keywords.get(token.text)
        if keyword and times[token.text] == 1:
            yield problem_at(
                rules.syntax_error, token, f"{token.text!r} is no keyword: write {keyword!r}"
            )


@cache
def _swaps(keywords: frozenset[str]) -> Mapping[str, str]:
    """Return keywords by what they are with two neighbouring letters swapped."""
    return {
        f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}": word
        for word in keywords
        if len(word) >= _LONG or word in _SHORT
        for place in range(len(word) - 1)
        if word[place] != word[place + 1]
    }


# -- the rest

_OPERATORS = frozenset("=+-*/%<>&|^!~?")
_ENDS = frozenset(";,)]}")
#: A longer text is not shown.
_SHOWN = 24


def _unexpected(listing: Listing, flaw: Flaw) -> Problem:
    tokens = listing.tokens
    if flaw.kind == "missing" and (flaw.message != ";" or listing.dialect.clauses):
        return _missing(listing, flaw)
    number = bisect_right(tokens, flaw.start, key=lambda token: token.end)
    first, second = (*tokens[number : number + 2], NOTHING, NOTHING)[:2]
    if first is NOTHING:
        return Problem(
            rules.syntax_error, flaw.start, flaw.end, f"not valid {listing.dialect.name}"
        )
    if first.text in _OPERATORS and second.text in _ENDS:
        return problem_at(
            rules.syntax_error, first, f"an expression is missing behind {first.text!r}"
        )
    return problem_at(rules.syntax_error, first, _told(listing, first))


def _missing(listing: Listing, flaw: Flaw) -> Problem:
    """Say what is missing, at the end of what stands before it."""
    number = listing.last_before(flaw.start)
    place = listing.tokens[number].end if number >= 0 else 0
    is_sign = not flaw.message.replace("_", "").isalpha()  # else the parser's name for a node
    told = f"missing {flaw.message!r}" if is_sign else "a name or a value is missing here"
    return Problem(rules.syntax_error, place, place, told)


def _told(listing: Listing, token: Token) -> str:
    text = token.text.partition("\n")[0]
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return f"unexpected {shown!r}: {listing.dialect.name} does not allow it here"

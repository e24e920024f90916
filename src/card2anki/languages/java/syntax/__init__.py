"""What is wrong with the syntax of Java code, as far as that can be told without a JDK."""

from __future__ import annotations

import re
from time import thread_time

from card2anki.languages.java import rules
from card2anki.languages.java.syntax.balance import bracket_problem
from card2anki.languages.java.syntax.blame import grammar_problem
from card2anki.languages.java.syntax.brackets import line_before
from card2anki.languages.java.syntax.foreign import language_of
from card2anki.languages.java.syntax.grammar import TooHardError
from card2anki.languages.java.syntax.listing import Listing
from card2anki.languages.java.syntax.problem import SyntaxProblem

__all__ = ["SyntaxProblem", "check"]

#: For so many seconds of work a snippet is looked at; a real one takes less than 0.02.
_SECONDS = 0.5


def check(code: str) -> SyntaxProblem | None:
    """Return what is wrong with the syntax of a snippet, one thing, or None.

    What a snippet leaves out is no mistake: a class around it, ``...``, comments for code. Nor is
    what a comment announces.
    """
    listing = Listing(code, thread_time() + _SECONDS)
    try:
        problem = _token_problem(listing) or bracket_problem(listing) or grammar_problem(listing)
    except TooHardError as error:
        return SyntaxProblem(rules.not_compiled, 0, len(code), str(error))
    if problem is None or _is_meant(listing, problem.start):
        return None
    language = language_of(code)
    if language:
        told = f"reads like {language}: give it the label of its language"
        return SyntaxProblem(rules.not_java, problem.start, problem.end, told)
    return problem


def _token_problem(listing: Listing) -> SyntaxProblem | None:
    if listing.mistake is None:
        return None
    token, mistake = listing.mistake
    is_literal = token.kind not in ("alien", "comment")
    rule = rules.bad_literal if is_literal else rules.java_syntax_error
    start, end = token.start + mistake.start, token.start + mistake.end
    return SyntaxProblem(rule, start, end, mistake.message)


#: Comments that announce a mistake: on its line, or alone on the line before.
_ANNOUNCES = re.compile(
    r"(?i)not allowed|compile[- ]time|[❌✗✘]"
    r"|\b(?:error|illegal|invalid|incorrect|wrong|fails?|bad)\b"
)
#: Comments that do, wherever they stand.
_ANNOUNCES_ANYWHERE = re.compile(
    r"(?i)compil\w*[- ](?:time )?error|won'?t compile|not compile|n't compile"
)
#: A word for something that is to be put there.
_PLACEHOLDER = re.compile(r"<[a-z]+(?:[_ -][a-z]+)+>")


def _is_meant(listing: Listing, offset: int) -> bool:
    """Say whether a comment announces a mistake at an offset, or a placeholder stands there."""
    code = listing.code
    line = code.rfind("\n", 0, offset) + 1
    above = code.rfind("\n", 0, max(line - 1, 0)) + 1
    stop = code.find("\n", offset)
    end = stop if stop >= 0 else len(code)
    near = (
        one.text
        for one in listing.comments
        if above <= one.start <= end and (one.start >= line or not line_before(code, one).strip())
    )
    return (
        any(_ANNOUNCES_ANYWHERE.search(comment.text) for comment in listing.comments)
        or any(map(_ANNOUNCES.search, near))
        or _PLACEHOLDER.search(code, line, end) is not None
    )

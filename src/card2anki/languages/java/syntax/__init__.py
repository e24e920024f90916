"""What is wrong with the syntax of Java code, as far as that can be told without a JDK."""

from __future__ import annotations

import re
from time import thread_time

from card2anki.languages.java import rules
from card2anki.languages.java.syntax.blame import grammar_problem
from card2anki.languages.java.syntax.listing import Listing
from card2anki.languages.problem import Problem, TooHardError
from card2anki.languages.syntax.announcing import is_announced, line_at
from card2anki.languages.syntax.balance import bracket_problem

__all__ = ["check"]

#: For so many seconds of work a snippet is looked at; a real one takes less than 0.02.
_SECONDS = 0.5


def check(code: str) -> Problem | None:
    """Return what is wrong with the syntax of a snippet, one thing, or None.

    What a snippet leaves out is no mistake: a class around it, ``...``, comments for code. Nor is
    what a comment announces, a head without its body, a list of expressions, or a transcript.
    """
    problem = _problem(_OMITTED.sub(_filled, code))
    return None if problem and _is_excerpt(code) else problem


#: What else may be left out: a supertype, and a statement in brackets.
_OMITTED = re.compile(
    r"\b(?:extends|implements|throws)[ \t]+\.\.\.|^[ \t]*\[\.\.\.\][ \t]*$", re.MULTILINE
)
#: What jshell prints, and lines with numbers.
_TRANSCRIPT = re.compile(
    r"^\s*(?:jshell>|\|  |\w+ ==> )|\A\s*0?1[.:|)]?\s[^\n]*\n\s*0?2[.:|)]?\s", re.MULTILINE
)
#: A comment that tells the value of what stands before it.
_RESULT = re.compile(r"//\s*[=-]*[>→⇒]")
_HEAD = re.compile(
    r"\s*(?:(?:for|while|if)\s*\(|(?!return|throw|new|else|assert|yield)[^;{}=().\"]*[\w>\]]\s+\w+\s*\()"
    r"[^;{}]*\)\s*(?:throws[^;{}=()]*)?\Z"
)
_TYPE_HEAD = re.compile(r"[^;{}=()]*\b(?:class|interface|enum|record)\s+\w[^;{}=]*\Z")
#: A longer list is no list.
_MOST_LINES = 30


def _filled(omitted: re.Match[str]) -> str:
    """Return a text as long as what is left out."""
    return omitted[0].replace("...", "E$0") if omitted[0][-1] == "." else " " * len(omitted[0])


def _is_excerpt(code: str) -> bool:
    """Say whether code is right that does not parse: a transcript, a head alone, a list."""
    if _TRANSCRIPT.search(code) or _is_head(code):
        return True
    lines = [line for line in code.split("\n") if line.strip()]
    if not 1 < len(lines) <= _MOST_LINES or ";" in code:
        return False
    if not all(_problem(line) is None or _is_head(line) for line in lines):
        return False
    is_of_statements = all(_problem(f"{line}\n;") is None for line in lines if not _is_head(line))
    return not is_of_statements or bool(_RESULT.search(code)) or any(map(_is_head, lines))


def _is_head(code: str) -> bool:
    """Say whether code is the head of a method, a loop or a type, and nothing else."""
    if _HEAD.match(code):
        return _problem(code + ";") is None
    return bool(_TYPE_HEAD.match(code)) and _problem(code + " {}") is None


def _problem(code: str) -> Problem | None:
    """Return what is wrong with code, all of which is shown."""
    listing = Listing(code, thread_time() + _SECONDS)
    try:
        problem = (
            _token_problem(listing)
            or bracket_problem(listing, rules.unbalanced_brackets, rules.hidden_brace)
            or grammar_problem(listing)
        )
    except TooHardError as error:
        return Problem(rules.not_compiled, 0, len(code), str(error))
    if problem is None:
        return None
    if problem.rule is not rules.hidden_brace and is_announced(listing, problem.start):
        return None
    return None if _PLACEHOLDER.search(line_at(code, problem.start)) else problem


def _token_problem(listing: Listing) -> Problem | None:
    if listing.mistake is None:
        return None
    token, mistake = listing.mistake
    is_literal = token.kind not in ("alien", "comment")
    rule = rules.bad_literal if is_literal else rules.java_syntax_error
    start, end = token.start + mistake.start, token.start + mistake.end
    return Problem(rule, start, end, mistake.message)


#: A word for something that is to be put there.
_PLACEHOLDER = re.compile(r"<[a-z]+(?:[_ -][a-z]+)+>")

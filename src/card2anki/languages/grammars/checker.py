"""The checkers of languages that a grammar knows: does a snippet parse, and if not, why?"""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.metadata import version

from card2anki.checker import Toolchain
from card2anki.languages.grammars import rules
from card2anki.languages.grammars.blame import blamed
from card2anki.languages.grammars.dialects import DIALECTS, Dialect
from card2anki.languages.grammars.grammar import Effort
from card2anki.languages.grammars.lexing import tokens_of
from card2anki.languages.grammars.listing import Listing
from card2anki.languages.problem import Problem, Replacement, TooHardError
from card2anki.languages.standalone import LONGEST, StandaloneChecker, unchecked
from card2anki.languages.syntax.announcing import is_announced
from card2anki.languages.syntax.tokens import slash_comments


def checker_of(language: str) -> StandaloneChecker:
    """Return a checker of one of the languages with a grammar."""
    dialect = DIALECTS[language]
    judged = frozenset(rule.code for rule in rules.of(language))
    toolchain = Toolchain(dialect.name, f"tree-sitter {version('tree-sitter')}", judged)
    return StandaloneChecker(toolchain, lambda codes: [check(code, dialect) for code in codes])


def check(code: str, dialect: Dialect) -> list[Problem]:
    """Return what is wrong with a snippet: comments of other languages, and one mistake at most.

    What a snippet leaves out is no mistake.
    """
    if len(code) > LONGEST:
        return [unchecked(code)]
    comments = [] if dialect.has_slash_comments else _foreign_comments(code, dialect)
    for problem in comments:
        code = f"{code[: problem.start]}# {code[problem.end :]}"
    mistake = _mistake(code, dialect)
    return [*comments, mistake] if mistake else comments


def _mistake(code: str, dialect: Dialect) -> Problem | None:
    listing = Listing(code, dialect, Effort())
    try:
        problem = blamed(listing)
        if problem is None or _is_excerpt(listing):
            return None
    except TooHardError as error:
        return unchecked(code, str(error))
    is_meant = problem.rule is not rules.brace_in_comment and is_announced(listing, problem.start)
    return replace(problem, is_meant=is_meant)


# -- comments


def _foreign_comments(code: str, dialect: Dialect) -> list[Problem]:
    told = f"'//' begins no comment in {dialect.name} code: write '#'"
    return [
        Problem(rules.foreign_comment, start, end, told, (Replacement(start, end, "#"),))
        for start, end in slash_comments(code, tokens_of(code, dialect.tokens))
    ]


# -- excerpts

#: Bounded, so that the time is linear.
_HEAD = re.compile(
    r"\s{0,200}(?:for|while|if|switch|foreach)\s{0,9}\([^{}]{0,600}\)\s{0,200}\Z"
    r"|\s{0,200}(?!return|throw|new|else)[^;{}=().\"]{0,200}[\w>\]*&]\s{0,9}\w{1,80}\s{0,9}"
    r"\([^;{}]{0,600}\)\s{0,9}(?:const|noexcept|override|final)?\s{0,200}\Z"
)
_TYPE_HEAD = re.compile(
    r"[^;{}=()]{0,400}\b(?:class|interface|enum|struct|record|union)\s{1,9}\w[^;{}=]{0,400}\Z"
)
#: What makes a line a statement, which lacks its semicolon.
_ASSIGNS = re.compile(r"(?<![=!<>\[])=(?!=)")
#: A longer list is no list.
_MOST_LINES = 30


def _is_excerpt(listing: Listing) -> bool:
    """Say whether code is right that does not parse: a head alone, or a list of such lines."""
    if not listing.dialect.clauses:
        return False
    code = listing.code
    for comment in listing.comments:
        code = f"{code[: comment.start]}{' ' * len(comment.text)}{code[comment.end :]}"
    if _is_head(listing, code):
        return True
    if ";" in code or "{" in code or _ASSIGNS.search(code):
        return False
    lines = [line for line in code.split("\n") if line.strip()]
    return 1 < len(lines) <= _MOST_LINES and all(
        _is_head(listing, line) or listing.of(line).flaw is None for line in lines
    )


def _is_head(listing: Listing, code: str) -> bool:
    """Say whether code is the head of a function, a loop or a type, and nothing else."""
    if _HEAD.match(code):
        return listing.of(code + ";").flaw is None
    return bool(_TYPE_HEAD.match(code)) and listing.of(code + " {};").flaw is None

"""S1 and S206: what of the brackets, strings and blocks of a snippet does not come out even.

One cause is one finding: where a bracket is missing, nothing more is said of the structure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

from card2anki.languages.problem import Problem, Replacement
from card2anki.languages.pseudocode import meaning_rules, syntax_rules
from card2anki.languages.pseudocode.brackets import Unpaired
from card2anki.languages.pseudocode.drafts import Blocks, Draft
from card2anki.languages.pseudocode.style_rules import unexplained_indentation
from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Form, Kind, Statement
from card2anki.languages.standalone import not_checked
from card2anki.model import Severity
from card2anki.rule import Rule

_HIDDEN = re.compile(r"(?P<opener>//|#)[ \t]*(?P<says>[^{}\n]*?)[ \t]*\}(?P<rest>[;)]{0,3})\Z")
_LEFT_OUT = re.compile(r"(?://|#|/\*)\s*(?:\.\.\.|…)\s*(?:\*/)?\Z")
#: What ends what begins with ``BEGIN``, and is no ``END``.
_COMMITS = frozenset({"commit", "rollback"})
_CONTROLS = frozenset({"if", "for", "while", "loop", "switch"})
_LEAVES = frozenset({Form.BREAK, Form.RETURN, Form.STOP, Form.GOTO, Form.THROW})
_NEEDS_BODY = frozenset(
    {Form.IF, Form.ELSE_IF, Form.ELSE, Form.FOR, Form.WHILE, Form.LOOP, Form.TRY}
)


def structural_problems(
    text: Text, unpaired: Sequence[Unpaired], blocks: Blocks
) -> Iterator[Problem]:
    """Return what is wrong with the structure; the first stage with an error has the last word."""
    if blocks.is_too_deep:
        yield Problem(not_checked, 0, len(text.code), "nested too deeply: not checked")
        return
    stages: tuple[Iterator[Problem], ...] = (
        _hidden_braces(text, unpaired),
        islice(_unended_texts(text), 1),
        _brackets(text, unpaired),
        (_orphan(text, one) for one in blocks.orphans[:1]),
        islice(_ends(text, blocks), 1),
    )
    for stage in stages:
        if found := list(stage):
            yield from found
            return
    yield from (_empty(text, one) for one in blocks.empty if _lacks_body(text, one))
    yield from (_dedent(text, one) for one in blocks.dedents[:1] if _is_even(text))
    yield from (_unexplained(text, one) for one in blocks.unexplained[:1] if _is_even(text))


# -- brackets and texts


def _hidden_braces(text: Text, unpaired: Sequence[Unpaired]) -> Iterator[Problem]:
    missing = sum(1 for one in unpaired if one.wanted == "}")
    for before, token in zip(text.tokens, text.tokens[1:], strict=False):
        if missing and token.kind is Kind.COMMENT and text.code[before.start : before.end] == "{":
            says = text.code[token.start : token.end]
            if found := _HIDDEN.match(says):
                missing -= 1
                told = "the comment hides the brace: end the comment before it"
                mended = _shown(text, before.start, found)
                yield Problem(
                    syntax_rules.commented_brace,
                    token.start,
                    token.end,
                    told,
                    (Replacement(token.start, token.end, mended),),
                )


def _shown(text: Text, opener: int, found: re.Match[str]) -> str:
    """Return a comment with the brace behind it, so that the brace is none of the comment."""
    says, rest = found["says"], found["rest"]
    if not says:
        return "}" + rest
    if found["opener"] == "//" and "*/" not in says:
        return f"/* {says} */ }}{rest}"
    line = text.code[text.code.rfind("\n", 0, opener) + 1 :]
    return f"{found['opener']} {says}\n{line[: len(line) - len(line.lstrip())]}}}{rest}"


def _unended_texts(text: Text) -> Iterator[Problem]:
    for one in text.unended:
        what = "comment" if one.opener in ("/*", "<!--") else "string"
        closer = {"/*": "*/", "<!--": "-->"}.get(one.opener, one.opener)
        told = f"this {what} has no end: write {closer!r}" if what == "comment" else ""
        told = told or f"this string has no end: write the second {one.opener}"
        yield Problem(syntax_rules.unended_text, one.start, one.end, told)


def _brackets(text: Text, unpaired: Sequence[Unpaired]) -> Iterator[Problem]:
    """Return the first bracket to blame; of an opener and a wrong closer, the closer."""
    unpaired = [one for one in unpaired if not _is_left_out(text, one)]
    for one, other in zip_longest(unpaired[:1], unpaired[1:2]):
        if one.is_opener and other and not other.is_opener and _is_near(text, one, other):
            word, wrong = text.words[one.token], text.words[other.token]
            told = f"{wrong!r} does not close {word!r}: write {one.wanted!r}"
            start, end = text.start(other.token), text.end(other.token)
            yield Problem(syntax_rules.unpaired_bracket, start, end, told)
        else:
            yield _unpaired(text, one)


def _is_left_out(text: Text, one: Unpaired) -> bool:
    """Say whether a block is opened only to be left out: ``{ // ...``, ``{`` at the very end."""
    behind = text.places[one.token] + 1
    if text.words[one.token] != "{" or behind == len(text.tokens):
        return text.words[one.token] == "{"
    token = text.tokens[behind]
    return token.kind is Kind.COMMENT and bool(_LEFT_OUT.match(text.code, token.start, token.end))


def _is_near(text: Text, opener: Unpaired, closer: Unpaired) -> bool:
    return text.lines[opener.token] == text.lines[closer.token]


def _unpaired(text: Text, one: Unpaired) -> Problem:
    word = text.words[one.token]
    told = (
        f"{word!r} is not closed: write {one.wanted!r}"
        if one.is_opener
        else f"{word!r} closes nothing: remove it, or write {one.wanted!r} before it"
    )
    return Problem(syntax_rules.unpaired_bracket, text.start(one.token), text.end(one.token), told)


# -- ends and branches


def _ends(text: Text, blocks: Blocks) -> Iterator[Problem]:
    for ended, met in blocks.stray:
        yield _stray(text, ended, met)
    yield from _unended(text, blocks)
    for one in blocks.repeats:
        is_endless = one.expressions or _ends_with_colon(text, one)
        if not (one.is_ended or is_endless or _is_left(one.body)):
            told = f"{_keyword(text, one)!r} without 'until': say when it ends"
            yield _at(text, syntax_rules.unmatched_end, one, told)


def _stray(text: Text, ended: Draft, met: Draft | None) -> Problem:
    word = text.code[text.start(ended.first) : text.end(ended.last - 1)].rstrip(";. ")
    told = f"{word!r} ends nothing: remove it, or write what it ends"
    if met and met.expects_end and met.keyword is not None:
        told = f"{word!r} ends no {_keyword(text, met)!r}, which is the block that is open"
    start = text.start(ended.first)
    return Problem(syntax_rules.unmatched_end, start, start + len(word), told)


def _unended(text: Text, blocks: Blocks) -> Iterator[Problem]:
    """Return blocks without an ``END``, where those like them have one.

    Like one are those of its kind, else all conditions and loops. One alone that has an end is
    enough where one of the two holds the other, and then it is less sure.
    """
    ended = Counter((_ends_with_colon(text, one), one.closes) for one in blocks.ended)
    lacking = Counter((_ends_with_colon(text, one), one.closes) for one in blocks.unended)
    is_alone = sum(lacking[False, kind] for kind in _CONTROLS) == 1
    others = [one for one in blocks.ended if one.closes in _CONTROLS]
    others = [one for one in others if not _ends_with_colon(text, one)]
    is_transaction, has_end = not _COMMITS.isdisjoint(text.folded), "end" in text.folded
    for one in blocks.unended:
        is_begun = one.form is Form.BLOCK or (one.is_begun and not has_end)
        if is_begun and is_transaction:
            continue
        if blocks.has_begin and not one.expects_end:
            continue
        style = _ends_with_colon(text, one)
        same = ended[style, one.closes]
        is_like = 0 < lacking[style, one.closes] <= same
        is_odd = is_alone and one.closes in _CONTROLS and not (same or style)
        why = "the other blocks here have one" if blocks.ended else "write 'end' for its 'begin'"
        told = f"{_keyword(text, one)!r} lacks its end: {why}"
        problem = _at(text, syntax_rules.unmatched_end, one, told)
        if is_begun or is_like or (is_odd and len(others) > 1):
            yield problem
        elif is_odd and any(_holds(text, one, other) for other in others):
            yield replace(problem, severity=Severity.WARNING)


def _holds(text: Text, one: Draft, other: Draft) -> bool:
    """Say whether one of two blocks is within the other."""
    outer, inner = (one, other) if one.first < other.first else (other, one)
    return bool(outer.body) and text.start(inner.first) <= outer.body[-1].end


def _ends_with_colon(text: Text, one: Draft) -> bool:
    return text.words[one.last - 1] == ":"


def _is_left(body: Sequence[Statement]) -> bool:
    return any(one.form in _LEAVES for statement in body for one in statement.walk())


def _orphan(text: Text, one: Draft) -> Problem:
    word = _keyword(text, one)
    wanted = "if" if one.closes == "if" else "try"
    told = f"{word!r} without an {wanted!r}" if wanted == "if" else f"{word!r} without a {wanted!r}"
    return _at(text, syntax_rules.orphan_branch, one, f"{told} right before it")


# -- bodies and indentation


def _lacks_body(text: Text, one: Draft) -> bool:
    """Say whether a header is one for sure, and nothing stands in for its body."""
    if one.form not in _NEEDS_BODY or not one.is_explicit or one.last <= one.first:
        return False
    behind = text.places[one.last] if one.last < text.size else len(text.tokens)
    between = text.tokens[text.places[one.last - 1] + 1 : behind]
    return not any(token.kind is Kind.COMMENT for token in between)


def _empty(text: Text, one: Draft) -> Problem:
    told = f"{_keyword(text, one)!r} has no body: indent what belongs to it, or write '...'"
    return _at(text, syntax_rules.empty_header, one, told)


def _is_even(text: Text) -> bool:
    """Say whether indentation can be compared: not where tabs and blanks are mixed."""
    return "\n\t" not in text.code or "\n " not in text.code


def _dedent(text: Text, one: Draft) -> Problem:
    told = "no line above is indented like this one: say what block it belongs to"
    return Problem(meaning_rules.uneven_dedent, text.start(one.first), text.end(one.first), told)


def _unexplained(text: Text, one: Draft) -> Problem:
    told = "indented, and the line above opens no block"
    return Problem(unexplained_indentation, text.start(one.first), text.end(one.first), told)


def _keyword(text: Text, one: Draft) -> str:
    return text.words[one.first if one.keyword is None else one.keyword]


def _at(text: Text, rule: Rule, one: Draft, told: str) -> Problem:
    n = one.first if one.keyword is None else one.keyword
    return Problem(rule, text.start(n), text.end(n), told)

"""Comments before a fence that say how its code is to be read: ``<!-- card2anki: java=skip -->``.

A mark stands on a line of its own, with nothing between it and the fence but blank lines and
other comments to this tool.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from card2anki.languages import language_of
from card2anki.languages.checkers import checked_languages
from card2anki.model import Deck, Directive, Snippet
from card2anki.rule import Hit

_MARK = re.compile(r"([^\s=\[\]]+)[ \t]*=[ \t]*(\S+)")


def is_mark(directive: Directive) -> bool:
    """Say whether a comment looks like a mark, right or wrong."""
    return not directive.is_id and _MARK.fullmatch(directive.text) is not None


def marks(deck: Deck) -> tuple[Mapping[int, str], Sequence[Hit]]:
    """Return the mark of each fence that has one, by where the fence begins; the wrong marks.

    Of several marks the nearest to the fence holds.
    """
    found: dict[int, str] = {}
    wrong: list[Hit] = []
    for directive, snippet in _before_fences(deck):
        if is_mark(directive) and (mark := _MARK.fullmatch(directive.text)):
            problem = _problem(mark, snippet, found)
            if problem:
                wrong.append(Hit(directive.span, f"comment says {directive.text!r}: {problem}"))
            elif snippet:
                found[snippet.fence.start] = mark[2].lower()
    return found, wrong


def _problem(mark: re.Match[str], snippet: Snippet | None, found: Mapping[int, str]) -> str:
    """Say what is wrong with a mark before a fence, or before none; "" where nothing is."""
    language = language_of(mark[1])
    if language not in checked_languages():
        return f"code in {mark[1]!r} is not checked, that in {_listed(checked_languages())} is"
    known = checked_languages()[language].marks
    if mark[2].lower() not in known:
        return f"{language} has no mark {mark[2]!r}, it has {_listed(known)}"
    if snippet is None or snippet.language != language:
        return f"no {language} fence follows: write it on the line above one"
    if snippet.fence.start in found:
        return "another mark is nearer to the fence: remove one of them"
    return ""


def _before_fences(deck: Deck) -> Iterator[tuple[Directive, Snippet | None]]:
    """Yield each comment with the snippet whose fence follows it, the last comment first."""
    if not deck.directives:
        return
    text = deck.source.text
    snippets = {s.fence.start: s for card in deck.cards for s in card.snippets}
    starts = sorted(snippets)
    below: Snippet | None = None
    begins = len(text)  # of what is known to be followed by the fence of `below`
    for directive in reversed(deck.directives):
        at = bisect_left(starts, directive.span.end)
        if at < len(starts) and starts[at] < begins:
            below, begins = snippets[starts[at]], starts[at]
        if text[directive.span.end : begins].strip():
            below = None
        begins = directive.span.start
        alone = not deck.source.text[_line_start(deck, begins) : begins].strip()
        yield directive, below if alone else None


def _line_start(deck: Deck, offset: int) -> int:
    return deck.source.line_starts[deck.source.line(offset) - 1]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))

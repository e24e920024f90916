"""A deck to its canonical layout: fixes that change no card, edits, and the proof of both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from card2anki.formatting.notation import notation_edits
from card2anki.formatting.proof import Difference, differences
from card2anki.linting.fixes import applies, apply, mend
from card2anki.linting.linter import lint
from card2anki.linting.repair import Repair
from card2anki.linting.selection import ActiveRule
from card2anki.linting.suppression import Suppressed
from card2anki.model import Deck, Edit, Finding, Safety, Source, Span
from card2anki.pipeline import Run, load
from card2anki.rule import Changes
from card2anki.rules import RULES
from card2anki.source.parser import parse
from card2anki.source.writer import layout_edits

#: What one round makes room for is done in the next; few files take three.
_MOST_ROUNDS = 8
#: How often edits that do harm together are tried in smaller numbers.
_MOST_TRIALS = 40
_REMEDY = ": mend what 'card2anki check' finds there first"
_RULES = tuple(
    ActiveRule(rule, rule.options)
    for rule in RULES
    if rule.code.startswith("F") and rule.fix and rule.changes is Changes.NOTHING
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file before and after; ``problem`` says why it was left alone."""

    repair: Repair
    problem: str = ""


class _HarmError(Exception):
    """Formatting would change something."""


def format_file(run: Run, file: Path) -> Formatted:
    """Return a file in its canonical layout; nothing is written."""
    return format_source(load(file).source)


def format_source(source: Source) -> Formatted:
    """Return a source in its canonical layout, or as it is where that would change a card."""
    if source.undecodable:
        line = source.line(source.undecodable[0].start)
        problem = f"line {line} is not valid {source.encoding.upper()}: save the file as UTF-8"
        return Formatted(Repair(source, source), problem)
    deck = parse(source)
    try:
        for _ in range(_MOST_ROUNDS):
            before = deck
            deck = _laid_out(_mended(deck))
            if deck.source.text == before.source.text:
                break
    except _HarmError as harm:
        return Formatted(Repair(source, source), f"formatting would change {harm}{_REMEDY}")
    return Formatted(Repair(source, deck.source))


def _mended(deck: Deck) -> Deck:
    """Return a deck after the fixes of what the format does not provide for."""
    if not any(applies(finding, Safety.SAFE) for finding in _malformed(deck)):
        return deck
    mended = mend(deck, _malformed, Safety.SAFE).deck
    for found in differences(deck, mended):
        raise _HarmError(found.what)
    return mended


def _malformed(deck: Deck) -> list[Finding]:
    """Find what the format does not provide for, but for what a comment excuses."""
    linted = lint(deck, _RULES)
    suppressed = Suppressed(linted.off)
    return [one for one in linted.findings if not suppressed.covers(one)]


# -- edits that do no harm


def _laid_out(deck: Deck) -> Deck:
    """Return a deck after the edits that do no harm.

    Markdown has more corners than the layout knows of: a part that would look different is
    left as it is.
    """
    edits = sorted([*layout_edits(deck), *notation_edits(deck)], key=_place)
    if not edits:
        return deck
    trials = _Trials(deck)
    if harm := trials.harm_of(edits):
        spared = sorted((found.part.span for found in harm if found.part), key=_start)
        trials.halve([], [edit for edit in edits if not _is_within(edit.span, spared)])
    return trials.after


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _start(span: Span) -> int:
    return span.start


def _is_within(span: Span, parts: Sequence[Span]) -> bool:
    number = bisect_right(parts, span.start, key=_start) - 1
    return number >= 0 and span.end < parts[number].end


class _Trials:
    """Tries edits on a deck; ``after`` is the deck with those that do no harm."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._left = _MOST_TRIALS
        self.after = deck

    def harm_of(self, edits: Sequence[Edit]) -> list[Difference]:
        """Make edits if they do no harm; return the harm."""
        self._left -= 1
        tried = parse(apply(self._deck.source, edits))
        harm = list(differences(self._deck, tried))
        if not harm:
            self.after = tried
        return harm

    def halve(self, kept: Sequence[Edit], edits: Sequence[Edit]) -> Sequence[Edit]:
        """Add to the edits that are kept those that do no harm; return both."""
        if not edits or not self._left:
            return kept
        if not self.harm_of([*kept, *edits]):
            return [*kept, *edits]
        if len(edits) == 1:
            return kept
        half = len(edits) // 2
        return self.halve(self.halve(kept, edits[:half]), edits[half:])

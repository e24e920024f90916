"""Fixes: edits on the original text, applied to a fixed point, each proven by parsing again.

A fix may change what its rule says it changes (nothing, the text or the code it edits, the
cards it removes) and no other thing on any card; one that would is refused.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat

from card2anki.linting.registry import registry
from card2anki.model import Card, Deck, Edit, Finding, Part, Safety, Source, Span
from card2anki.rule import Changes
from card2anki.source.content import Code, Content, content
from card2anki.source.parser import parse
from card2anki.source.reading import with_text

#: Fixes that make room for each other take a few rounds; one that never ends is stopped.
_MOST_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Mended:
    """A deck after its fixes: what was applied, and what was refused since it did harm."""

    deck: Deck
    applied: tuple[Finding, ...]
    refused: tuple[Finding, ...]


def mend(deck: Deck, find: Callable[[Deck], Iterable[Finding]], wanted: Safety) -> Mended:
    """Apply the fixes of what ``find`` finds, up to a safety, until there is none left.

    A rule whose fixes never settle is left out, and its fixes are refused.
    """
    endless: dict[str, list[Finding]] = {}
    while True:
        mended, last = _mend(deck, find, wanted, endless)
        if not last:
            unsettled = (finding for found in endless.values() for finding in found)
            return replace(mended, refused=(*mended.refused, *unsettled))
        for finding in last:
            endless.setdefault(finding.code, []).append(finding)


def _mend(
    deck: Deck,
    find: Callable[[Deck], Iterable[Finding]],
    wanted: Safety,
    without: Collection[str],
) -> tuple[Mended, Sequence[Finding]]:
    """Mend round by round; return what was mended in the last one if there is no end to it."""
    done: list[Finding] = []
    refused: dict[tuple[str, str, str], Finding] = {}
    for _ in range(_MOST_ROUNDS):
        found = [
            finding
            for finding in find(deck)
            if applies(finding, wanted)
            and finding.code not in without
            and _key(finding) not in refused
        ]
        fixable = list(_apart(sorted(found, key=lambda f: (f.span.start, f.code))))
        if not fixable:
            return Mended(deck, tuple(done), tuple(refused.values())), ()
        before = deck.source.text
        deck, applied = _applied(deck, fixable)
        if applied and deck.source.text != before:  # what was refused may do no harm any more
            done += applied
            refused.clear()
        else:
            refused |= {_key(finding): finding for finding in fixable}
    return Mended(deck, tuple(done), ()), applied


def mend_once(deck: Deck, found: Iterable[Finding]) -> Mended:
    """Apply fixes that were found already, each once."""
    fixable = list(_apart(found))
    deck, applied = _applied(deck, fixable)
    return Mended(deck, tuple(applied), tuple(f for f in fixable if f not in applied))


def applies(finding: Finding, wanted: Safety) -> bool:
    """Say whether a finding has a fix that is as safe as wanted."""
    fix = finding.fix
    return fix is not None and (fix.safety is Safety.SAFE or wanted is Safety.UNSAFE)


def apply(source: Source, edits: Iterable[Edit]) -> Source:
    """Return a source with edits made; line breaks are made its own.

    Raises ValueError for edits that overlap.
    """
    text = source.text
    pieces = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < at:
            raise ValueError(f"{edit} overlaps another")
        pieces += [text[at : edit.span.start], edit.text.replace("\n", source.line_break)]
        at = edit.span.end
    return with_text(source, "".join([*pieces, text[at:]]))


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.card, finding.message


def _apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings whose fixes do not meet, the first of those that do."""
    taken: list[tuple[int, int]] = []
    for finding in findings:
        edits = finding.fix.edits if finding.fix else ()
        spans = [(edit.span.start, edit.span.end) for edit in edits]
        if not any(_meets(span, taken) for span in spans):
            for span in spans:
                insort(taken, span)
            yield finding


def _meets(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Say whether an edit can't be made together with others, which are sorted and apart.

    What is inserted meets what it touches, since their order would be anybody's guess.
    """
    at = bisect_left(taken, span)
    for start, end in taken[max(0, at - 1) : at + 1]:
        touch = span[0] <= end and start <= span[1]
        inserts = span[0] == span[1] or start == end
        if touch and (inserts or (span[0] < end and start < span[1])):
            return True
    return False


def _applied(deck: Deck, findings: Sequence[Finding]) -> tuple[Deck, list[Finding]]:
    """Apply the fixes that do no harm, and say which they are."""
    harmless = _harmless(deck, [], findings)
    return _edited(deck, harmless), harmless


def _harmless(deck: Deck, sure: list[Finding], others: Sequence[Finding]) -> list[Finding]:
    """Return fixes that do no harm, with those that are not: all, or what is left of each half."""
    if is_harmless(deck, _edited(deck, [*sure, *others]), [*sure, *others]):
        return [*sure, *others]
    if len(others) == 1:
        return sure
    half = len(others) // 2
    return _harmless(deck, _harmless(deck, sure, others[:half]), others[half:])


def _edited(deck: Deck, findings: Sequence[Finding]) -> Deck:
    return parse(apply(deck.source, _edits(findings)))


def _edits(findings: Iterable[Finding]) -> list[Edit]:
    return [edit for finding in findings if finding.fix for edit in finding.fix.edits]


# -- the proof


def is_harmless(before: Deck, after: Deck, fixed: Sequence[Finding]) -> bool:
    """Say whether fixes changed nothing but what their rules name."""
    removed = _Spans(fixed, Changes.CARDS)
    edited = _Edited(_Spans(fixed, Changes.TEXT), _Spans(fixed, Changes.CODE))
    kept = [card for card in before.cards if not removed.hold(card.marker)]
    return (
        len(kept) == len(after.cards)
        and _head(before) == _head(after)
        and all(_is_same(old, new, edited) for old, new in zip(kept, after.cards, strict=True))
    )


class _Spans:
    """Where fixes that may change some thing edit; they are apart, so sorted in every way."""

    def __init__(self, fixed: Sequence[Finding], changes: Changes) -> None:
        rules = registry()
        edits = _edits(f for f in fixed if rules[f.code].changes is changes)
        self._spans = sorted((edit.span.start, edit.span.end) for edit in edits)

    def hold(self, span: Span) -> bool:
        """Say whether one of them holds a span."""
        at = bisect_right(self._spans, (span.start, span.end)) - 1
        before = self._spans[max(0, at) : at + 2]
        return any(start <= span.start and span.end <= end for start, end in before)

    def touch(self, span: Span) -> bool:
        """Say whether any of them touches a span."""
        at = bisect_right(self._spans, (span.end, span.end)) - 1
        return at >= 0 and self._spans[at][1] >= span.start


@dataclass(frozen=True, slots=True)
class _Edited:
    """What may change but for whole cards: text, and code."""

    text: _Spans
    code: _Spans


def _head(deck: Deck) -> tuple[object, ...]:
    return deck.title, deck.part, deck.chapter, deck.threshold


def _is_same(old: Card, new: Card, edited: _Edited) -> bool:
    parts = (
        (old.heading, new.heading),
        (old.context, new.context),
        (old.question, new.question),
        (old.answer, new.answer),
    )
    return (
        (old.rating, old.asked_by_heading) == (new.rating, new.asked_by_heading)
        and (new.defect is None or new.defect == old.defect)
        and all(_is_same_part(one, other, edited) for one, other in parts)
    )


def _is_same_part(old: Part | None, new: Part | None, edited: _Edited) -> bool:
    if old is None:
        return new is None
    may_differ = [edited.code.touch(snippet.fence) for snippet in old.snippets]
    before, after = (_without(content(part), may_differ) for part in (old, new))
    if not edited.text.touch(old.span):
        return before == after
    if new is None or any(edited.text.touch(snippet.fence) for snippet in old.snippets):
        return True
    return _codes(before) == _codes(after)


def _without(said: Content, may_differ: Iterable[bool]) -> list[str | Code]:
    """Return what a part says, without the code of the snippets that may differ."""
    hidden = chain(may_differ, repeat(False))
    return [
        piece._replace(code="") if isinstance(piece, Code) and next(hidden) else piece
        for piece in said
    ]


def _codes(said: Iterable[str | Code]) -> list[Code]:
    return [piece for piece in said if isinstance(piece, Code)]

"""Fixes: edits on the original text, applied to a fixed point, each proven by parsing again.

A fix may change what its rule says it changes (nothing, the text it edits, the cards it
removes) and no other thing on any card; one that would is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from card2anki.linting.registry import registry
from card2anki.model import Card, Deck, Edit, Finding, Part, Safety, Source, Span
from card2anki.rule import Changes
from card2anki.source.content import content
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
    """Apply the fixes of what ``find`` finds, up to a safety, until there is none left."""
    done: list[Finding] = []
    refused: dict[tuple[str, str, str], Finding] = {}
    for _ in range(_MOST_ROUNDS):
        found = [f for f in find(deck) if applies(f, wanted) and _key(f) not in refused]
        fixable = list(_apart(found))
        if not fixable:
            break
        deck, applied = _applied(deck, fixable)
        if applied:  # what was refused may do no harm any more
            done += applied
            refused.clear()
        else:
            refused |= {_key(finding): finding for finding in fixable}
    return Mended(deck, tuple(done), tuple(refused.values()))


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
    """Return a source with edits made that do not overlap; line breaks are made its own."""
    text = source.text
    pieces = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        pieces += [text[at : edit.span.start], edit.text.replace("\n", source.line_break)]
        at = edit.span.end
    return with_text(source, "".join([*pieces, text[at:]]))


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.card, finding.message


def _apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings whose fixes do not meet, the first of those that do."""
    taken: list[Span] = []
    for finding in findings:
        spans = [edit.span for edit in finding.fix.edits] if finding.fix else []
        if not any(_meet(span, other) for span in spans for other in taken[-_NEAR:]):
            taken += spans
            yield finding


#: Findings come in the order of the text: only the last few edits can meet the next ones.
_NEAR = 40


def _meet(one: Span, other: Span) -> bool:
    """Say whether two edits may not be made at once; what is inserted meets what it touches."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _applied(deck: Deck, findings: Sequence[Finding]) -> tuple[Deck, list[Finding]]:
    """Apply fixes, all at once if that does no harm, else those that do none, one by one."""
    after = parse(apply(deck.source, _edits(findings)))
    if is_harmless(deck, after, findings):
        return after, list(findings)
    applied: list[Finding] = []
    result = deck
    for finding in findings:
        more = [*applied, finding]
        after = parse(apply(deck.source, _edits(more)))
        if is_harmless(deck, after, more):
            applied, result = more, after
    return result, applied


def _edits(findings: Iterable[Finding]) -> list[Edit]:
    return [edit for finding in findings if finding.fix for edit in finding.fix.edits]


# -- the proof


def is_harmless(before: Deck, after: Deck, fixed: Sequence[Finding]) -> bool:
    """Say whether fixes changed nothing but what their rules name."""
    removed, edited = _allowed(fixed, Changes.CARDS), _allowed(fixed, Changes.TEXT)
    kept = [card for card in before.cards if not any(_holds(s, card.marker) for s in removed)]
    return (
        len(kept) == len(after.cards)
        and _head(before) == _head(after)
        and all(_is_same(old, new, edited) for old, new in zip(kept, after.cards, strict=True))
    )


def _allowed(fixed: Sequence[Finding], changes: Changes) -> list[Span]:
    rules = registry()
    return [e.span for f in fixed if rules[f.code].changes is changes for e in _edits([f])]


def _head(deck: Deck) -> tuple[object, ...]:
    return deck.title, deck.part, deck.chapter, deck.threshold


def _is_same(old: Card, new: Card, edited: Sequence[Span]) -> bool:
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


def _is_same_part(old: Part | None, new: Part | None, edited: Sequence[Span]) -> bool:
    if old is None:
        return new is None
    touched = [span for span in edited if _touch(span, old.span)]
    if not touched:
        return content(old) == content(new)
    if new is None:
        return True
    if any(_touch(span, snippet.fence) for span in touched for snippet in old.snippets):
        return True
    return [s.code for s in old.snippets] == [s.code for s in new.snippets]


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end

"""Decks to findings: each rule on what it looks at, suppressions, and places for people."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from card2anki.linting.extent import extent
from card2anki.linting.selection import ActiveRule, Selection
from card2anki.linting.suppression import (
    Suppression,
    card_at,
    suppress,
    suppressions,
    territories,
    tool_finding,
)
from card2anki.model import (
    Card,
    CheckedFile,
    Deck,
    Finding,
    Fix,
    MissingMedia,
    Place,
    Placed,
    Safety,
    Source,
    Span,
    place_of,
)
from card2anki.rule import CardView, Changes, Entry, Hit, Rule, Scope, Subject
from card2anki.rules.tool import bad_suppression, failed_rule

#: Of more lines than these between two edits of a fix, a report is told none.
_LONGEST_GAP = 100


@dataclass(frozen=True, slots=True)
class LintedFile:
    """What the rules say of one file alone, with what it takes to compare it with the others.

    ``starts`` says from where on the text belongs to each card.
    """

    source: Source
    cards: int
    starts: tuple[int, ...]
    snippets: int
    findings: tuple[Finding, ...]
    off: tuple[Suppression, ...]
    entries: tuple[Entry, ...]
    active: frozenset[str]


def lint(
    deck: Deck, rules: Sequence[ActiveRule], missing: tuple[MissingMedia, ...] = ()
) -> LintedFile:
    """Return what rules say of a deck alone; suppressed findings are among it."""
    within = territories(deck)
    found = list(_findings(deck, within, rules, missing))
    read = list(suppressions(deck))
    bad = [hit for hit in read if isinstance(hit, Hit)]
    active = frozenset(one.rule.code for one in rules)
    compares = any(one.rule.scope is Scope.ALL_CARDS for one in rules)
    if bad_suppression.code in active:
        found += [tool_finding(bad_suppression, hit.message, hit.span) for hit in bad]
    return LintedFile(
        source=deck.source,
        cards=len(deck.cards),
        starts=tuple(span.start for span in within) if deck.cards else (),
        snippets=sum(len(card.snippets) for card in deck.cards),
        findings=tuple(found),
        off=tuple(one for one in read if isinstance(one, Suppression)),
        entries=tuple(_entries(deck)) if compares else (),
        active=active,
    )


def lint_all(files: Sequence[LintedFile], selection: Selection) -> dict[str, list[Finding]]:
    """Return what rules for the cards of all files say, by path."""
    found: dict[str, list[Finding]] = {file.source.path: [] for file in files}
    ends = {file.source.path: len(file.source.text) for file in files}
    for active in selection.rules:
        if active.rule.scope is Scope.ALL_CARDS:
            entries = [e for f in files if active.rule.code in f.active for e in f.entries]
            for path, finding in _all_cards(active, tuple(entries), ends):
                found[path].append(finding)
    return found


def unsuppressed(file: LintedFile, more: Iterable[Finding] = ()) -> list[Finding]:
    """Return the findings of a file that no comment suppresses, in the order of the text."""
    kept = list(suppress([*file.findings, *more], file.off, file.active))
    return sorted(kept, key=lambda finding: (finding.span.start, finding.code))


def placed(file: LintedFile, findings: Iterable[Finding]) -> CheckedFile:
    """Return the findings of a file with their places."""
    seen: Counter[tuple[str, str, str]] = Counter()
    line = cache(file.source.line_text)
    shown = []
    for finding in findings:
        key = (finding.code, finding.card, finding.message)
        shown.append(_placed(file, finding, seen[key], line))
        seen[key] += 1
    return CheckedFile(file.source.path, file.cards, file.snippets, tuple(shown))


def _placed(file: LintedFile, finding: Finding, number: int, line: Callable[[int], str]) -> Placed:
    source = file.source
    place = place_of(source, finding.span)
    edits = finding.fix.edits if finding.fix else ()
    fix = tuple((place_of(source, edit.span), edit.text) for edit in edits)
    told = "\0".join(
        (Path(source.path).as_posix(), finding.code, finding.card, finding.message, str(number))
    )
    return Placed(
        finding=finding,
        place=place,
        excerpt=line(place.line),
        edits=fix,
        fingerprint=sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        lines=tuple((n, line(n)) for n in sorted(_line_numbers(place, [p for p, _ in fix]))),
        card_number=bisect_right(file.starts, finding.span.start),
    )


def _line_numbers(place: Place, edits: Sequence[Place]) -> set[int]:
    """Return the lines that a report may need to show a finding and its fix."""
    numbers = {number for p in (place, *edits) for number in (p.line, p.end_line)}
    for one, other in pairwise(sorted(edits, key=lambda edit: (edit.line, edit.column))):
        if other.line - one.end_line <= _LONGEST_GAP:
            numbers.update(range(one.end_line, other.line))
    return numbers


# -- rules


def _findings(
    deck: Deck,
    within: Sequence[Span],
    rules: Sequence[ActiveRule],
    missing: tuple[MissingMedia, ...],
) -> Iterator[Finding]:
    subject = Subject(deck, missing)
    start, end = Span(0, 0), len(deck.source.text)
    for active in rules:
        if active.rule.scope is Scope.DECK:
            for hit in _hits(active, subject, start, end):
                yield _finding(active, hit, card_at(deck, within, hit.span.start)[0])
    for_cards = [active for active in rules if active.rule.scope is Scope.CARD]
    for above, card in zip([None, *deck.cards], deck.cards, strict=False):
        view = CardView(deck.source, card, above)
        for active in for_cards:
            for hit in _hits(active, view, card.marker, end):
                yield _finding(active, hit, card)


def _hits(
    active: ActiveRule, subject: Subject | CardView, where: Span, end: int
) -> Iterator[Hit | _Failure]:
    try:
        for hit in active.rule.check(subject, **active.options):
            _check_hit(hit, end)
            yield hit
    except Exception as error:  # noqa: BLE001 - a rule of somebody else may raise anything
        yield _Failure(where, error)


def _check_hit(hit: object, end: int) -> None:
    """Raise for what a rule of somebody else may yield by mistake."""
    if not isinstance(hit, Hit):
        raise TypeError(f"a rule yields hits, not {hit!r}")
    edits = [edit.span for edit in hit.fix.edits] if hit.fix else []
    for span in (hit.span, *edits):
        if not 0 <= span.start <= span.end <= end:
            raise ValueError(f"{span} is no range of the text")
    for one, other in pairwise(sorted(edits, key=lambda span: (span.start, span.end))):
        if one.end > other.start:
            raise ValueError(f"the edits {one} and {other} of a fix overlap")


def _all_cards(
    active: ActiveRule, entries: tuple[Entry, ...], ends: Mapping[str, int]
) -> Iterator[tuple[str, Finding]]:
    try:
        for entry, hit in active.rule.check(entries, **active.options):
            _check_hit(hit, ends[entry.path])
            yield entry.path, replace(_finding(active, hit, None), card=entry.question)
    except Exception as error:  # noqa: BLE001 - a rule of somebody else may raise anything
        for first in entries[:1]:
            yield first.path, _finding(active, _Failure(first.span, error), None)


@dataclass(frozen=True, slots=True)
class _Failure:
    """A rule that raised, in place of a hit."""

    span: Span
    error: Exception


def _finding(active: ActiveRule, hit: Hit | _Failure, card: Card | None) -> Finding:
    rule = active.rule
    if isinstance(hit, _Failure):
        told = " ".join(f"{type(hit.error).__name__}: {hit.error}".split())
        message = f"rule {rule.code} failed on this card: {told}"
        return tool_finding(failed_rule, message, hit.span, identity(card))
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=active.severity or hit.severity or rule.severity,
        message=hit.message,
        span=hit.span,
        card=identity(card),
        fix=_fix(rule, hit.fix, card),
        related=hit.related,
    )


def _fix(rule: Rule, fix: Fix | None, card: Card | None) -> Fix | None:
    """Return a fix as safe as it is: to Anki a card with another question is another card."""
    asked = card.question.span if card and card.question else None
    if not fix or not asked or rule.changes is not Changes.TEXT:
        return fix
    if any(edit.span.start < asked.end and asked.start < edit.span.end for edit in fix.edits):
        return Fix(Safety.UNSAFE, fix.edits)
    return fix


# -- cards


def identity(card: Card | None) -> str:
    """Return what a card is known by in a report: its question on one line."""
    return " ".join(card.question.text.split()) if card and card.question else ""


def _entries(deck: Deck) -> Iterator[Entry]:
    source = deck.source
    below: Sequence[Card | None] = [*deck.cards[1:], None]
    for card, following in zip(deck.cards, below, strict=False):
        if card.question and card.answer:
            span = card.question.span
            yield Entry(
                path=source.path,
                place=place_of(source, span),
                span=span,
                question=identity(card),
                answer=card.answer.text,
                context=card.context.text if card.context else "",
                extent=extent(source, card, following),
            )

"""Decks to findings: each rule on what it looks at, suppressions, and places for people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

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
    MissingMedia,
    Placed,
    Source,
    Span,
    place_of,
)
from card2anki.rule import CardView, Entry, Hit, Scope, Subject
from card2anki.rules.tool import bad_suppression, failed_rule

_SEPARATOR = re.compile(r"\s*^-{3,}[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_RATING_ABOVE = re.compile(r"^\*\*Rating:[^\n\r]*\s*\Z", re.MULTILINE | re.IGNORECASE)
_RATING_BELOW = re.compile(r"\s*(?:-{3,}\s*)*(?:\*\*Rating:|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LintedFile:
    """What the rules say of one file alone, with what it takes to compare it with the others."""

    source: Source
    cards: int
    snippets: int
    findings: tuple[Finding, ...]
    off: tuple[Suppression, ...]
    entries: tuple[Entry, ...]
    active: frozenset[str]


def lint(
    deck: Deck, rules: Sequence[ActiveRule], missing: tuple[MissingMedia, ...] = ()
) -> LintedFile:
    """Return what rules say of a deck alone; suppressed findings are among it."""
    found = list(_findings(deck, rules, missing))
    read = list(suppressions(deck))
    bad = [hit for hit in read if isinstance(hit, Hit)]
    active = frozenset(one.rule.code for one in rules)
    if bad_suppression.code in active:
        found += [tool_finding(bad_suppression, hit.message, hit.span) for hit in bad]
    return LintedFile(
        source=deck.source,
        cards=len(deck.cards),
        snippets=sum(len(card.snippets) for card in deck.cards),
        findings=tuple(found),
        off=tuple(one for one in read if isinstance(one, Suppression)),
        entries=tuple(_entries(deck)),
        active=active,
    )


def lint_all(files: Sequence[LintedFile], selection: Selection) -> dict[str, list[Finding]]:
    """Return what rules for the cards of all files say, by path."""
    found: dict[str, list[Finding]] = {file.source.path: [] for file in files}
    for active in selection.rules:
        if active.rule.scope is Scope.ALL_CARDS:
            entries = [e for f in files if active.rule.code in f.active for e in f.entries]
            for path, finding in _all_cards(active, tuple(entries)):
                found[path].append(finding)
    return found


def unsuppressed(file: LintedFile, more: Iterable[Finding] = ()) -> list[Finding]:
    """Return the findings of a file that no comment suppresses, in the order of the text."""
    kept = list(suppress([*file.findings, *more], file.off, file.active))
    return sorted(kept, key=lambda finding: (finding.span.start, finding.code))


def placed(file: LintedFile, findings: Iterable[Finding]) -> CheckedFile:
    """Return the findings of a file with their places."""
    seen: Counter[tuple[str, str, str]] = Counter()
    shown = []
    for finding in findings:
        key = (finding.code, finding.card, finding.message)
        shown.append(_placed(file.source, finding, seen[key]))
        seen[key] += 1
    return CheckedFile(file.source.path, file.cards, file.snippets, tuple(shown))


def _placed(source: Source, finding: Finding, number: int) -> Placed:
    lines = source.whole_lines(Span(finding.span.start, finding.span.start))
    told = "\0".join(
        (Path(source.path).as_posix(), finding.code, finding.card, finding.message, str(number))
    )
    return Placed(
        finding=finding,
        place=place_of(source, finding.span),
        excerpt=source.text[lines.start : lines.end].rstrip("\r\n"),
        edits=tuple((place_of(source, e.span), e.text) for e in finding.fix.edits)
        if finding.fix
        else (),
        fingerprint=sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32],
    )


# -- rules


def _findings(
    deck: Deck, rules: Sequence[ActiveRule], missing: tuple[MissingMedia, ...]
) -> Iterator[Finding]:
    subject = Subject(deck, missing)
    within = territories(deck)
    whole = Span(0, 0)
    for active in rules:
        if active.rule.scope is Scope.DECK:
            for hit in _hits(active, subject, whole):
                yield _finding(active, hit, identity(card_at(deck, within, hit.span.start)[0]))
    for_cards = [active for active in rules if active.rule.scope is Scope.CARD]
    for above, card in zip([None, *deck.cards], deck.cards, strict=False):
        view = CardView(deck.source, card, above)
        for active in for_cards:
            for hit in _hits(active, view, card.marker):
                yield _finding(active, hit, identity(card))


def _hits(active: ActiveRule, subject: Subject | CardView, where: Span) -> Iterator[Hit | _Failure]:
    try:
        yield from active.rule.check(subject, **active.options)
    except Exception as error:  # noqa: BLE001 - a rule of somebody else may raise anything
        yield _Failure(where, error)


def _all_cards(active: ActiveRule, entries: tuple[Entry, ...]) -> Iterator[tuple[str, Finding]]:
    try:
        for entry, hit in active.rule.check(entries, **active.options):
            yield entry.path, _finding(active, hit, entry.question)
    except Exception as error:  # noqa: BLE001 - a rule of somebody else may raise anything
        first = entries[0] if entries else None
        if first:
            yield first.path, _finding(active, _Failure(first.span, error), first.question)


@dataclass(frozen=True, slots=True)
class _Failure:
    """A rule that raised, in place of a hit."""

    span: Span
    error: Exception


def _finding(active: ActiveRule, hit: Hit | _Failure, card: str) -> Finding:
    rule = active.rule
    if isinstance(hit, _Failure):
        told = " ".join(f"{type(hit.error).__name__}: {hit.error}".split())
        message = f"rule {rule.code} failed on this card: {told}"
        return tool_finding(failed_rule, message, hit.span, card)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=active.severity or hit.severity or rule.severity,
        message=hit.message,
        span=hit.span,
        card=card,
        fix=hit.fix,
        related=hit.related,
    )


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
                extent=_extent(source, card, following),
            )


def _extent(source: Source, card: Card, following: Card | None) -> Span:
    """Return what vanishes with a card: its lines and the separator below.

    Its heading stays where the next card is under it too; its rating goes where no other
    card follows it.
    """
    shared = card.heading and following and following.heading
    stays = shared and following.heading.lines == card.heading.lines  # type: ignore[union-attr]
    start = source.whole_lines(card.marker if stays else card.span).start
    end = source.whole_lines(card.span).end
    if stays:
        return Span(start, end)
    if separator := _SEPARATOR.match(source.text, end):
        end = separator.end()
    rating = _RATING_ABOVE.search(source.text, max(0, start - 200), start)
    if rating and _RATING_BELOW.match(source.text, end):
        start = rating.start()
    return Span(start, end)

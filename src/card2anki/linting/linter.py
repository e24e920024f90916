"""Decks to findings: each rule on what it looks at, suppressions, and places for people."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from card2anki.checker import Block
from card2anki.languages.checkers import checked_languages
from card2anki.linting.extent import extent
from card2anki.linting.hits import (
    Failure,
    checked_hit,
    finding_of,
    finding_on,
    hits_of,
    identity,
)
from card2anki.linting.ids import card_ids
from card2anki.linting.marks import marks
from card2anki.linting.selection import ActiveRule, Selection
from card2anki.linting.suppression import (
    Suppressed,
    Suppression,
    card_at,
    suppressions,
    territories,
    tool_finding,
)
from card2anki.model import (
    Card,
    CheckedFile,
    Deck,
    Finding,
    Irregular,
    MissingMedia,
    Place,
    Placed,
    Source,
    Span,
    place_of,
)
from card2anki.rule import CardView, Entry, Hit, Scope, Subject
from card2anki.rules.labels import wrong_label
from card2anki.rules.layout import swallowed_delimiter
from card2anki.rules.tool import bad_id, bad_suppression, unused_suppression
from card2anki.source.discover import relative

#: Of more lines than these between two edits of a fix, a report is told none.
_LONGEST_GAP = 100


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """Code for a checker, the question of its card on one line, and where that stands."""

    block: Block
    card: str
    asked: Span | None

    @property
    def language(self) -> str:
        """Return the language of the code."""
        return self.block.snippet.language


@dataclass(frozen=True, slots=True)
class LintedFile:
    """What the rules say of one file alone, with what it takes to compare it with the others.

    ``starts`` says from where on the text belongs to each card. ``snippets`` counts all code
    by its language, ``code`` is what rules in force want to have checked. ``judged`` holds the
    rules whose silence means something: those in force that did not fail.
    """

    source: Source
    cards: int
    starts: tuple[int, ...]
    snippets: Mapping[str, int]
    code: tuple[ShownBlock, ...]
    findings: tuple[Finding, ...]
    off: tuple[Suppression, ...]
    entries: tuple[Entry, ...]
    active: frozenset[str]
    judged: frozenset[str]


def lint(
    deck: Deck, rules: Sequence[ActiveRule], missing: tuple[MissingMedia, ...] = ()
) -> LintedFile:
    """Return what rules say of a deck alone; suppressed findings are among it."""
    within = territories(deck)
    failed: set[str] = set()
    found = list(_findings(deck, within, rules, missing, failed))
    read = list(suppressions(deck))
    marked, wrong = marks(deck)
    bad = [*(hit for hit in read if isinstance(hit, Hit)), *wrong]
    active = frozenset(one.rule.code for one in rules)
    compares = any(one.rule.scope is Scope.ALL_CARDS for one in rules)
    if bad_suppression.code in active:
        found += [tool_finding(bad_suppression, hit.message, hit.span) for hit in bad]
    if bad_id.code in active:
        found += [tool_finding(bad_id, hit.message, hit.span) for hit in card_ids(deck)[1]]
    return LintedFile(
        source=deck.source,
        cards=len(deck.cards),
        starts=tuple(span.start for span in within) if deck.cards else (),
        snippets=Counter(snippet.language for view in _views(deck) for snippet in view.snippets),
        code=tuple(_code(deck, marked, active)),
        findings=tuple(map(_unfixed, found) if deck.source.undecodable else found),
        off=tuple(one for one in read if isinstance(one, Suppression)),
        entries=tuple(_entries(deck)) if compares else (),
        active=active,
        judged=active - failed,
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What rules for the cards of all files say, by path, and which of these rules failed."""

    findings: Mapping[str, Sequence[Finding]]
    failed: frozenset[str]


def lint_all(files: Sequence[LintedFile], selection: Selection) -> Compared:
    """Return what rules for the cards of all files say."""
    found: dict[str, list[Finding]] = {file.source.path: [] for file in files}
    ends = {file.source.path: len(file.source.text) for file in files}
    failed: set[str] = set()
    for active in selection.rules:
        if active.rule.scope is Scope.ALL_CARDS:
            entries = [e for f in files if active.rule.code in f.active for e in f.entries]
            for path, finding in _all_cards(active, tuple(entries), ends, failed):
                found[path].append(finding)
    return Compared(found, frozenset(failed))


def unsuppressed(
    file: LintedFile, more: Iterable[Finding] = (), silent: frozenset[str] = frozenset()
) -> list[Finding]:
    """Return the findings of a file that no comment suppresses, in the order of the text.

    ``silent`` holds rules that were not asked properly, so that their silence says nothing.
    """
    suppressed = Suppressed(file.off)
    kept = [one for one in (*file.findings, *more) if not suppressed.covers(one)]
    if unused_suppression.code in file.active:
        kept += suppressed.unused(file.judged - silent)
    return sorted(kept, key=lambda finding: (finding.span.start, finding.code))


def placed(
    file: LintedFile, findings: Iterable[Finding], root: Path, judged: frozenset[str]
) -> CheckedFile:
    """Return the findings of a file with their places; fingerprints hold paths from ``root``."""
    seen: Counter[tuple[str, str, str]] = Counter()
    line = cache(file.source.line_text)
    path = relative(file.source.path, root)
    shown = []
    for finding in findings:
        key = (finding.code, finding.card, finding.message)
        told = "\0".join((path, *key, str(seen[key])))
        shown.append(_placed(file, finding, fingerprint(told), line))
        seen[key] += 1
    snippets = sum(file.snippets.values())
    return CheckedFile(file.source.path, file.cards, snippets, tuple(shown), judged)


def fingerprint(told: str) -> str:
    """Return 32 hexadecimal digits that stand for a text."""
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _placed(
    file: LintedFile, finding: Finding, known_by: str, line: Callable[[int], str]
) -> Placed:
    source = file.source
    place = place_of(source, finding.span)
    edits = finding.fix.edits if finding.fix else ()
    ends = source.line_break
    fix = tuple((place_of(source, edit.span), edit.text.replace("\n", ends)) for edit in edits)
    return Placed(
        finding=finding,
        place=place,
        excerpt=line(place.line),
        edits=fix,
        fingerprint=known_by,
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
    failed: set[str],
) -> Iterator[Finding]:
    subject = Subject(deck, missing)
    start, end = Span(0, 0), len(deck.source.text)
    for active in rules:
        if active.rule.scope is Scope.DECK:
            find = partial(active.rule.check, subject, **active.options)
            for hit in hits_of(active.rule, find, start, end, failed):
                yield finding_on(active.rule, hit, card_at(deck, within, hit.span.start)[0])
    for_cards = [active for active in rules if active.rule.scope is Scope.CARD]
    for view in _views(deck):
        for active in for_cards:
            find = partial(active.rule.check, view, **active.options)
            for hit in hits_of(active.rule, find, view.card.marker, end, failed):
                yield finding_on(active.rule, hit, view.card)


def _all_cards(
    active: ActiveRule, entries: tuple[Entry, ...], ends: Mapping[str, int], failed: set[str]
) -> Iterator[tuple[str, Finding]]:
    try:
        for entry, hit in active.rule.check(entries, **active.options):
            checked_hit(active.rule, hit, ends[entry.path])
            yield entry.path, finding_of(active.rule, hit, entry.question, entry.span)
    except Exception as error:  # noqa: BLE001 - a rule of somebody else may raise anything
        failed.add(active.rule.code)
        for first in entries[:1]:
            failure = Failure(first.span, error)
            yield first.path, finding_of(active.rule, failure, first.question, None)


def _unfixed(finding: Finding) -> Finding:
    """Return a finding in a file that is left alone, since its bytes could not be kept."""
    return replace(finding, fix=None)


# -- cards


def _views(deck: Deck) -> Iterator[CardView]:
    for above, card in zip([None, *deck.cards], deck.cards, strict=False):
        yield CardView(deck.source, card, above)


def _code(deck: Deck, marked: Mapping[int, str], active: Collection[str]) -> Iterator[ShownBlock]:
    """Yield the code for which a rule is in force, in the order of the text.

    A fence that was not closed, or that swallowed delimiters, holds nobody knows what.
    """
    unclosed = {i.span.start for i in deck.irregularities if i.kind is Irregular.UNCLOSED_FENCE}
    wanted = {
        language
        for language, declared in checked_languages().items()
        if any(rule.code in active for rule in (*declared.rules, wrong_label))
    }
    for number, view in enumerate(_views(deck)):
        snippets = [
            one
            for one in view.snippets
            if one.language in wanted
            and one.fence.start not in unclosed
            and not swallowed_delimiter(one)
        ]
        if snippets:
            known_by = identity(view.card)
            asked = view.card.question.span if view.card.question else None
            for snippet in snippets:
                mark = marked.get(snippet.fence.start, "")
                yield ShownBlock(Block(deck.source.path, number, snippet, mark), known_by, asked)


def _entries(deck: Deck) -> Iterator[Entry]:
    source = deck.source
    below: Sequence[Card | None] = [*deck.cards[1:], None]
    ids, _ = card_ids(deck)
    for card, following in zip(deck.cards, below, strict=False):
        if card.question and card.answer:
            span = card.question.span
            yield Entry(
                path=source.path,
                place=place_of(source, span),
                span=span,
                question=identity(card),
                written=card.question.text,
                answer=card.answer.text,
                heading=card.heading.text if card.heading else "",
                context=card.context.text if card.context else "",
                rating=card.rating,
                book=deck.title,
                extent=extent(source, card, following),
                id=ids.get(card.span.start, ""),
            )

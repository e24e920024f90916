"""Comments that switch rules off, in a card (``ignore[...]``) or a file (``ignore-file[...]``)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from card2anki.linting.selection import nearest, resolve
from card2anki.model import Card, Deck, Directive, Edit, Finding, Fix, Source, Span
from card2anki.rule import Hit, Rule, safe
from card2anki.rules.tool import unused_suppression

_SUPPRESSION = re.compile(r"(ignore|ignore-file)\[([^\[\]]*)\]")
_SELECTOR = re.compile(r"[^\s,]+")
_BOUNDARY = re.compile(r"^(?:-{3,}|\*\*Rating:| {0,3}####(?!#))", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One selector of a comment: the codes it stands for, and the text where they are off.

    ``span`` covers the selector, ``removal`` what goes when the selector is removed.
    """

    selector: str
    codes: frozenset[str]
    span: Span
    within: Span
    removal: Span

    def covers(self, finding: Finding) -> bool:
        """Say whether a finding is suppressed."""
        at = finding.span.start
        return finding.code in self.codes and self.within.start <= at < self.within.end


def territories(deck: Deck) -> list[Span]:
    """Return what of a file belongs to each card: all of it, between the separators around.

    What stands before the first card and behind the last belongs to these.
    """
    starts = [0]
    for before, card in zip(deck.cards, deck.cards[1:], strict=False):
        between = _BOUNDARY.search(deck.source.text, before.span.end, card.span.start)
        starts.append(between.start() if between else max(before.span.end, card.span.start))
    ends = [*starts[1:], len(deck.source.text) + 1]
    return [Span(*bounds) for bounds in zip(starts, ends, strict=True)]


def card_at(deck: Deck, within: Sequence[Span], offset: int) -> tuple[Card | None, Span]:
    """Return the card to which an offset belongs, and all that does."""
    if deck.cards:
        number = bisect_right(within, offset, key=lambda span: span.start) - 1
        return deck.cards[number], within[number]
    return None, Span(0, len(deck.source.text) + 1)


def suppressions(deck: Deck) -> Iterator[Suppression | Hit]:
    """Yield what the comments of a deck switch off, and a hit for each that can't be read."""
    within = territories(deck) if deck.directives else []
    for directive in deck.directives:
        found = _SUPPRESSION.fullmatch(directive.text)
        if not found:
            said = directive.text or "nothing"
            message = f"comment says {said!r}: write ignore[CODE] or ignore-file[CODE]"
            yield Hit(directive.span, message)
            continue
        _, here = card_at(deck, within, directive.span.start)
        everywhere = Span(0, len(deck.source.text) + 1)
        yield from _selectors(
            deck.source, directive, found[2], here if found[1] == "ignore" else everywhere
        )


def _selectors(
    source: Source, directive: Directive, listed: str, within: Span
) -> Iterator[Suppression | Hit]:
    base = source.text.index("[", directive.span.start) + 1
    selectors = list(_SELECTOR.finditer(listed))
    if not selectors:
        yield Hit(directive.span, "comment names no rule: write its code in the brackets")
    for number, found in enumerate(selectors):
        span = Span(base + found.start(), base + found.end())
        codes = resolve(found[0])
        if not codes:
            yield Hit(span, f"no rule goes by {found[0]!r}{nearest(found[0])}")
            continue
        if len(selectors) == 1:
            removal = _whole(source, directive.span)
        elif number:
            removal = Span(base + selectors[number - 1].end(), span.end)
        else:
            removal = Span(span.start, base + selectors[1].start())
        yield Suppression(found[0], codes, span, within, removal)


def _whole(source: Source, span: Span) -> Span:
    lines = source.whole_lines(span)
    alone = (
        source.text[lines.start : lines.end].strip() == source.text[span.start : span.end].strip()
    )
    return lines if alone else Span(source.before_blanks(span.start), span.end)


def suppress(
    findings: Sequence[Finding], off: Sequence[Suppression], active: frozenset[str]
) -> Iterator[Finding]:
    """Yield the findings that no comment suppresses, and one for each comment without effect.

    A comment that names only rules which are not in force is left in peace.
    """
    used: set[Span] = set()
    for finding in findings:
        covering = [one for one in off if one.covers(finding)]
        used.update(one.span for one in covering)
        if not covering:
            yield finding
    for one in off:
        if one.span not in used and one.codes & active and unused_suppression.code in active:
            message = f"{one.selector!r} suppresses nothing here: remove it"
            fix = safe(Edit(one.removal, ""))
            yield tool_finding(unused_suppression, message, one.span, fix=fix)


def tool_finding(
    rule: Rule, message: str, span: Span, card: str = "", fix: Fix | None = None
) -> Finding:
    """Return a finding that the linter makes itself."""
    return Finding(rule.code, rule.name, rule.severity, message, span, card, fix)

"""Comments that switch rules off, in a card (``ignore[...]``) or a file (``ignore-file[...]``)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from card2anki.linting.marks import is_mark
from card2anki.linting.selection import nearest, resolve
from card2anki.model import Card, Deck, Directive, Edit, Finding, Fix, Source, Span
from card2anki.rule import Hit, Rule, safe
from card2anki.rules.tool import unused_suppression

_SUPPRESSION = re.compile(r"(ignore|ignore-file)\[([^\[\]]*)\]")
_LIKE_A_COMMENT = re.compile(r"<!--[ \t]*+card2anki\b", re.IGNORECASE)
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
    """Yield what the comments of a deck switch off, and a hit for each that can't be read.

    Marks of code are left to ``marks``, ids of cards to ``ids``.
    """
    within = territories(deck) if deck.directives else []
    for directive in deck.directives:
        if is_mark(directive) or directive.is_id:
            continue
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
    yield from _misplaced(deck)


def _misplaced(deck: Deck) -> Iterator[Hit]:
    """Yield what looks like a comment to this tool and is read as text."""
    text = deck.source.text
    read = sorted(
        (span.start, span.end)
        for span in (
            *(directive.span for directive in deck.directives),
            *(snippet.fence for card in deck.cards for snippet in card.snippets),
        )
    )
    for found in _LIKE_A_COMMENT.finditer(text):
        at = bisect_right(read, (found.start(), len(text))) - 1
        line = text.rfind("\n", 0, found.start()) + 1
        in_code = text.count("`", line, found.start()) % 2
        if not in_code and (at < 0 or read[at][1] <= found.start()):
            message = "comment is not read: write card2anki: ignore[CODE] at the end of a line"
            yield Hit(Span(*found.span()), message)


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


class Suppressed:
    """What the comments of a file switch off, and which of them did."""

    def __init__(self, off: Iterable[Suppression]) -> None:
        self.off = tuple(off)
        self._used: set[Span] = set()
        self._starts = sorted({one.within.start for one in self.off})
        self._by_place: dict[tuple[str, int], list[Suppression]] = defaultdict(list)
        for one in self.off:
            for code in one.codes:
                self._by_place[code, one.within.start].append(one)

    def covers(self, finding: Finding) -> bool:
        """Say whether a finding is suppressed."""
        at = bisect_right(self._starts, finding.span.start) - 1
        starts = {0, self._starts[at]} if at >= 0 else set[int]()  # of the file, of the card
        found = [
            one
            for start in starts
            for one in self._by_place.get((finding.code, start), ())
            if finding.span.start < one.within.end
        ]
        self._used.update(one.span for one in found)
        return bool(found)

    def unused(self, judged: frozenset[str]) -> Iterator[Finding]:
        """Yield a finding for each comment without effect.

        A comment is left in peace where a rule that it names was not asked, or failed.
        """
        for one in self.off:
            if one.span not in self._used and one.codes <= judged:
                message = f"{one.selector!r} suppresses nothing here: remove it"
                fix = safe(Edit(one.removal, ""))
                yield tool_finding(unused_suppression, message, one.span, fix=fix)


def tool_finding(
    rule: Rule, message: str, span: Span, card: str = "", fix: Fix | None = None
) -> Finding:
    """Return a finding that the linter makes itself."""
    return Finding(rule.code, rule.name, rule.severity, message, span, card, fix)

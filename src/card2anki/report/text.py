"""Findings as lines that editors and terminals can follow: ``path:line:col: CODE message``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from card2anki.model import Card, CheckedFile, Deck, Finding, Place, Severity


def finding_line(place: Place, finding: Finding) -> str:
    """Return the line of one finding."""
    return f"{place.path}:{place.line}:{place.column}: {finding.code} {finding.message}"


def check_lines(checked: Iterable[CheckedFile]) -> Iterator[str]:
    """Yield a line for each finding."""
    for file in checked:
        for place, finding in file.findings:
            yield finding_line(place, finding)


def check_total(checked: Sequence[CheckedFile]) -> str:
    """Return how much was found in how much."""
    findings = [finding for file in checked for _, finding in file.findings]
    told = severity_counts(findings) if findings else "no findings"
    cards = count(sum(file.cards for file in checked), "card")
    return f"{told}; {cards} in {count(len(checked), 'file')}; code was not compiled"


def count(number: int, thing: str) -> str:
    """Return a number with its thing in singular or plural."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def severity_counts(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity."""
    found = Counter(finding.severity for finding in findings)
    return ", ".join(count(found[severity], severity.value) for severity in Severity)


def card_lines(decks: Sequence[Deck]) -> Iterator[str]:
    """Yield what was parsed: a line a file, then a line a card."""
    for deck in decks:
        told = [deck.title, f"part {deck.part}" if deck.part is not None else "", deck.chapter]
        named = ", ".join(part for part in told if part)
        cards = count(len(deck.cards), "card")
        yield f"{deck.source.path}: {cards}{f' ({named})' if named else ''}"
        for card in deck.cards:
            yield f"  {_card_line(deck, card)}"


def _card_line(deck: Deck, card: Card) -> str:
    line = deck.source.line(card.span.start)
    rating = f"[{card.rating:>2}]" if card.rating is not None else "[--]"
    question = " ".join(card.question.text.split()) if card.question else "(no question)"
    code = Counter(snippet.language or "unlabelled" for snippet in card.snippets)
    told = ", ".join(f"{name} x{n}" if n > 1 else name for name, n in sorted(code.items()))
    return f"{line:>5} {rating} {question}{f'  <{told}>' if told else ''}{_defect(card)}"


def _defect(card: Card) -> str:
    return f"  ({card.defect}: left out)" if card.defect else ""

"""Hits to findings. A hit is checked first, since rules may come from anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from card2anki.linting.suppression import tool_finding
from card2anki.model import Card, Finding, Fix, Place, Safety, Severity, Span
from card2anki.rule import Changes, Hit, Rule, Scope
from card2anki.rules.tool import failed_rule

_FAILED_ON = {
    Scope.CARD: "this card",
    Scope.DECK: "this file",
    Scope.ALL_CARDS: "the cards of this run",
    Scope.CODE: "this code",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that raised, in place of a hit."""

    span: Span
    error: Exception


def hits_of(
    rule: Rule, find: Callable[[], Iterable[object]], where: Span, end: int, failed: set[str]
) -> Iterator[Hit | Failure]:
    """Yield what a rule finds in a text that ends at ``end``.

    Where it raises, it is added to ``failed``, and a failure at ``where`` is the last.
    """
    try:
        for hit in find():
            yield checked_hit(rule, hit, end)
    except Exception as error:  # noqa: BLE001 - a rule of somebody else may raise anything
        failed.add(rule.code)
        yield Failure(where, error)


def checked_hit(rule: Rule, hit: object, end: int) -> Hit:
    """Return a hit; raise for what a rule of somebody else may yield by mistake."""
    if not isinstance(hit, Hit):
        raise TypeError(f"a rule yields hits, not {hit!r}")
    if not isinstance(hit.message, str) or not hit.message:
        raise TypeError(f"a message is a text, not {hit.message!r}")
    if not isinstance(hit.severity, Severity | None):
        raise TypeError(f"a severity is one of Severity, not {hit.severity!r}")
    if not all(isinstance(place, Place) for place in hit.related):
        raise TypeError(f"related are places, not {hit.related!r}")
    edits = hit.fix.edits if hit.fix else ()
    for span in (hit.span, *(edit.span for edit in edits)):
        if not 0 <= span.start <= span.end <= end:
            raise ValueError(f"{span} is no range of the text")
    if hit.fix:
        _check_fix(rule, hit.fix)
    return hit


def _check_fix(rule: Rule, fix: Fix) -> None:
    for edit in fix.edits:
        edit.text.encode()  # a text that can be written
    for one, other in pairwise(sorted(fix.edits, key=lambda e: (e.span.start, e.span.end))):
        if one.span.end > other.span.start:
            raise ValueError(f"the edits {one.span} and {other.span} of a fix overlap")
    if rule.fix is not Safety.SAFE and rule.fix is not fix.safety:
        raise ValueError(f"a fix that is {fix.safety}, and the rule declares {rule.fix}")


def identity(card: Card | None) -> str:
    """Return what a card is known by in a report: its question on one line."""
    return " ".join(card.question.text.split()) if card and card.question else ""


def finding_on(rule: Rule, hit: Hit | Failure, card: Card | None) -> Finding:
    """Return a finding on a card, or on none."""
    asked = card.question.span if card and card.question else None
    return finding_of(rule, hit, identity(card), asked)


def finding_of(rule: Rule, hit: Hit | Failure, card: str, asked: Span | None) -> Finding:
    """Return a finding on a card that is known by ``card``; its question stands at ``asked``."""
    if isinstance(hit, Failure):
        told = " ".join(f"{type(hit.error).__name__}: {hit.error}".split())
        message = f"rule {rule.code} failed on {_FAILED_ON[rule.scope]}: {told}"
        return tool_finding(failed_rule, message, hit.span, card)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=hit.severity or rule.severity,
        message=hit.message,
        span=hit.span,
        card=card,
        fix=_fix(rule, hit.fix, asked),
        related=hit.related,
    )


def _fix(rule: Rule, fix: Fix | None, asked: Span | None) -> Fix | None:
    """Return a fix as safe as it is: to Anki a card with another question is another card."""
    if not fix or not asked or rule.changes not in (Changes.TEXT, Changes.CODE):
        return fix
    if any(e.span.start <= asked.end and asked.start <= e.span.end for e in fix.edits):
        return Fix(Safety.UNSAFE, fix.edits)
    return fix

"""The JSON that other tools build on. ``schema`` rises when a key changes its meaning."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from card2anki.anki.outcome import BuiltPackage, LeftOut
from card2anki.model import Card, CheckedFile, Deck, Finding, Part, Place, Severity, Snippet

SCHEMA = 1


def cards_json(decks: Iterable[Deck]) -> str:
    """Return what was parsed. A text that is not there is "", a number null."""
    return _dump({"schema": SCHEMA, "decks": [_deck(deck) for deck in decks]})


def findings_json(checked: Sequence[CheckedFile]) -> str:
    """Return what was found, and how much."""
    placed = [found for file in checked for found in file.findings]
    severities = Counter(finding.severity for _, finding in placed)
    return _dump(
        {
            "schema": SCHEMA,
            "summary": {
                "files": len(checked),
                "cards": sum(file.cards for file in checked),
                "snippets": sum(file.snippets for file in checked),
                "errors": severities[Severity.ERROR],
                "warnings": severities[Severity.WARNING],
                "infos": severities[Severity.INFO],
            },
            "findings": [_finding(place, finding) for place, finding in placed],
        }
    )


def build_json(packages: Iterable[BuiltPackage], left_out: Iterable[LeftOut]) -> str:
    """Return what was built, and which cards were not."""
    return _dump(
        {
            "schema": SCHEMA,
            "packages": [
                {"path": p.path.as_posix(), "deck": p.deck, "notes": p.notes, "bytes": p.size}
                for p in packages
            ],
            "left_out": [
                {"path": card.path, "line": card.line, "reason": card.reason} for card in left_out
            ],
        }
    )


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _deck(deck: Deck) -> dict[str, Any]:
    return {
        "path": deck.source.path,
        "title": deck.title,
        "part": deck.part,
        "chapter": deck.chapter,
        "threshold": deck.threshold,
        "cards": [_card(deck, card) for card in deck.cards],
    }


def _card(deck: Deck, card: Card) -> dict[str, Any]:
    return {
        "heading": _text(card.heading),
        "context": _text(card.context),
        "question": _text(card.question),
        "answer": _text(card.answer),
        "rating": card.rating,
        "line": deck.source.line(card.span.start),
        "end_line": deck.source.line(card.span.end),
        "snippets": [_snippet(deck, snippet) for snippet in card.snippets],
    }


def _snippet(deck: Deck, snippet: Snippet) -> dict[str, Any]:
    return {
        "language": snippet.language,
        "label": snippet.label,
        "line": deck.source.line(snippet.fence.start),
        "code": snippet.code,
    }


def _finding(place: Place, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "fix": None,
    }


def _text(part: Part | None) -> str:
    return part.text if part else ""

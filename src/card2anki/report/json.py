"""The JSON that other tools build on. ``schema`` rises when a key changes its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from card2anki.anki.outcome import BuiltPackage, LeftOut
from card2anki.checker import Tally, Verdict
from card2anki.model import Card, Deck, Part, Place, Placed, Severity, Snippet
from card2anki.report.characters import json_text
from card2anki.report.check import CheckReport

SCHEMA = 1


def cards_json(decks: Iterable[Deck], with_trees: bool = False) -> str:
    """Return what was parsed. A text that is not there is "", a number null.

    ``with_trees`` adds to each snippet of pseudocode its statements, as ``ast``.
    """
    return json_text({"schema": SCHEMA, "decks": [_deck(deck, with_trees) for deck in decks]})


def render(report: CheckReport) -> str:
    """Return what was found, and how much."""
    severities = report.severities
    return json_text(
        {
            "schema": SCHEMA,
            "summary": {
                "files": sum(not file.is_baseline for file in report.files),
                "cards": sum(file.cards for file in report.files),
                "snippets": sum(file.snippets for file in report.files),
                "errors": severities[Severity.ERROR],
                "warnings": severities[Severity.WARNING],
                "infos": severities[Severity.INFO],
            },
            "code": [_tally(one) for one in report.compilation.tallies],
            "not_compiled": dict(sorted(report.compilation.others.items())),
            "findings": [_finding(one) for one in report.all],
        }
    )


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "language": tally.language,
        "snippets": tally.snippets,
        "tool": tally.toolchain.tool,
        "missing": tally.toolchain.missing,
        **{verdict.value: tally.verdicts.get(verdict, 0) for verdict in Verdict},
    }


def build_json(
    packages: Iterable[BuiltPackage], left_out: Iterable[LeftOut], lock: Mapping[str, Any]
) -> str:
    """Return what was built, which cards were not, and what became of the lock."""
    return json_text(
        {
            "schema": SCHEMA,
            "packages": [
                {"path": p.path.as_posix(), "deck": p.deck, "notes": p.notes, "bytes": p.size}
                for p in packages
            ],
            "left_out": [
                {"path": card.path, "line": card.line, "reason": card.reason} for card in left_out
            ],
            "lock": lock,
        }
    )


def _deck(deck: Deck, with_trees: bool) -> dict[str, Any]:
    return {
        "path": deck.source.path,
        "title": deck.title,
        "part": deck.part,
        "chapter": deck.chapter,
        "threshold": deck.threshold,
        "cards": [_card(deck, card, with_trees) for card in deck.cards],
    }


def _card(deck: Deck, card: Card, with_trees: bool) -> dict[str, Any]:
    return {
        "heading": _text(card.heading),
        "context": _text(card.context),
        "question": _text(card.question),
        "answer": _text(card.answer),
        "rating": card.rating,
        "line": deck.source.line(card.span.start),
        "end_line": deck.source.line(card.span.end),
        "snippets": [_snippet(deck, snippet, with_trees) for snippet in card.snippets],
    }


def _snippet(deck: Deck, snippet: Snippet, with_trees: bool) -> dict[str, Any]:
    shown = {
        "language": snippet.language,
        "label": snippet.label,
        "line": deck.source.line(snippet.fence.start),
        "code": snippet.code,
    }
    if with_trees and snippet.language == "pseudocode":
        from card2anki.report.trees import tree_json

        shown["ast"] = tree_json(deck, snippet)
    return shown


def _finding(one: Placed) -> dict[str, Any]:
    finding = one.finding
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place(one.place),
        "card": finding.card,
        "related": [_place(place) for place in finding.related],
        "fix": _fix(one),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, **_range(place)}


def _range(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _fix(one: Placed) -> dict[str, Any] | None:
    if not one.finding.fix:
        return None
    return {
        "safety": one.finding.fix.safety.value,
        "edits": [{**_range(place), "text": text} for place, text in one.edits],
    }


def _text(part: Part | None) -> str:
    return part.text if part else ""

"""What a package holds, for people and for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from card2anki.anki.reading.inspection import Inspection, Problem
from card2anki.report.characters import json_text, legible
from card2anki.report.counts import count

SCHEMA = 1
#: Lines of one kind that are listed before the rest is only counted.
_SHOWN = 20


def inspect_lines(file: str, found: Inspection) -> Iterator[str]:
    """Yield what a package holds, and what is wrong with it."""
    held = f"{count(found.notes, 'note')}, {count(found.cards, 'card')}"
    yield f"{legible(file)}: {found.form}, {held}"
    yield from _section("decks, cards", [f"{number:>7,}  {name}" for name, number in found.decks])
    types = [
        f"{one.notes:>7,}  {one.name}{' (cloze)' if one.is_cloze else ''}: {', '.join(one.fields)}"
        for one in found.types
    ]
    yield from _section("note types, notes", types)
    yield from _section("tags, notes", [f"{number:>7,}  {name}" for name, number in found.tags])
    if found.media:
        size = sum(file.size for file in found.media)
        yield f"media: {count(len(found.media), 'file')}, {size / 1e3:,.0f} kB"
    yield from _section("media that no note shows", [f"  {name}" for name in found.unused])
    yield from _problems(found)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title}:"
        yield from map(legible, lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"  ... and {len(lines) - _SHOWN:,} more: --output-format json names them all"


def _problems(found: Inspection) -> Iterator[str]:
    kinds: dict[Problem, list[str]] = defaultdict(list)
    for problem, about in found.problems:
        kinds[problem].append(f"  {about}")
    for problem, lines in kinds.items():
        yield from _section(f"problem: {problem.value}", lines)
    yield f"{count(len(found.problems), 'problem')}" if found.problems else "no problem found"


def inspect_json(file: str, found: Inspection) -> str:
    """Return what a package holds, and what is wrong with it."""
    return json_text(
        {
            "schema": SCHEMA,
            "path": file,
            "form": found.form,
            "notes": found.notes,
            "cards": found.cards,
            "decks": [{"name": name, "cards": number} for name, number in found.decks],
            "note_types": [
                {
                    "name": one.name,
                    "fields": list(one.fields),
                    "templates": list(one.templates),
                    "cloze": one.is_cloze,
                    "notes": one.notes,
                }
                for one in found.types
            ],
            "tags": [{"name": name, "notes": number} for name, number in found.tags],
            "media": [{"name": file.name, "bytes": file.size} for file in found.media],
            "unused_media": list(found.unused),
            "problems": [
                {"problem": problem.value, "about": about} for problem, about in found.problems
            ],
        }
    )

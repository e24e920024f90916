"""What an import did, for people and for programs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from card2anki.anki.imported import Imported
from card2anki.report.characters import json_text, legible
from card2anki.report.counts import count

SCHEMA = 1
#: Things of one kind that are listed before the rest is only counted.
_SHOWN = 5


def import_lines(done: Imported, *, dry_run: bool) -> Iterator[str]:
    """Yield the files, what they do not hold, and whether the cards are the same."""
    for path, cards in done.files:
        yield f"{legible(str(path))}: {count(cards, 'card')}"
    lost: dict[str, Counter[str]] = defaultdict(Counter)
    for one in done.lost:
        lost[one.reason][one.about] += 1
    for reason, about in lost.items():
        yield f"left out: {legible(reason)} ({count(about.total(), 'time')})"
        yield from _listed([f"{what} x{n}" if n > 1 else what for what, n in about.items()])
    if done.changed:
        yield f"not the same when built again: {count(len(done.changed), 'card')}"
        yield from _listed(list(done.changed))
    elif done.own:
        yield f"built again, the notes of {count(done.own, 'card')} are the same"
    media = f", {count(done.media, 'image')}" if done.media else ""
    total = sum(cards for _, cards in done.files)
    verb = "would be written" if dry_run else "written"
    yield f"{count(total, 'card')} in {count(len(done.files), 'file')}{media} {verb}"


def _listed(things: list[str]) -> Iterator[str]:
    yield from (f"  {legible(one)}" for one in things[:_SHOWN])
    if len(things) > _SHOWN:
        yield f"  ... and {len(things) - _SHOWN:,} more: --output-format json names them all"


def import_json(done: Imported) -> str:
    """Return the files, what they do not hold, and the cards that are not the same."""
    return json_text(
        {
            "schema": SCHEMA,
            "files": [{"path": path.as_posix(), "cards": cards} for path, cards in done.files],
            "media": done.media,
            "own": done.own,
            "changed": list(done.changed),
            "left_out": [{"reason": one.reason, "about": one.about} for one in done.lost],
            "lock": done.lock.as_posix(),
        }
    )

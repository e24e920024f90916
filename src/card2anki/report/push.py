"""What a push would do and has done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from card2anki.anki.delivery import RETIRED_TAG, Delivery, Fate, Fates, Plan, refused
from card2anki.anki.notetype import NAME
from card2anki.report.characters import json_text, legible
from card2anki.report.counts import count

SCHEMA = 1
#: Above this many notes Anki's import takes seconds and hundreds of megabytes.
_MANY_NOTES = 20_000
_WAYS = {"desktop": "AnkiConnect", "sync": "sync server"}


def plan_lines(plan: Plan) -> Iterator[str]:
    """Yield where things go, what of each package is news, and what else there is to know."""
    yield f"to {_WAYS[plan.target]} {plan.address}, {legible(plan.collection)}"
    for package in plan.packages:
        notes = sum(package.fates.values())
        yield f"  {legible(str(package.path))}  {count(notes, 'note')}: {_told(package.fates)}"
        if notes > _MANY_NOTES:
            yield f"    more than {_MANY_NOTES:,} notes: the import will take a while"
    if plan.media:
        fetched = ", and those of the server are fetched" if plan.target == "sync" else ""
        yield f"  {count(plan.media, 'media file')}{fetched}"
    if plan.has_new_look:
        yield "  cards get a new look"
    if kept := refused(plan.fates):
        yield (
            f"  {count(kept, 'note')} of another note type in Anki: not updated until you choose"
            f" {NAME} there (Browse > Notes > Change Note Type)"
        )
    yield from _retirement(plan)
    for remark in plan.remarks:
        yield f"  {legible(remark)}"


def delivery_lines(delivery: Delivery) -> Iterator[str]:
    """Yield what there was to say meanwhile, and what was done."""
    yield from map(legible, delivery.remarks)
    more = ""
    if delivery.suspended:
        more += f"; {count(delivery.suspended, 'retired card')} suspended"
    if delivery.returned:
        more += f"; {count(delivery.returned, 'card')} back"
    yield f"pushed: {_told(delivery.fates)}{more}"


def push_json(plan: Plan, delivery: Delivery | None) -> str:
    """Return a plan, and what was done; null if nothing was."""
    return json_text(
        {
            "schema": SCHEMA,
            "to": plan.target,
            "address": plan.address,
            "collection": plan.collection,
            "packages": [
                {"path": package.path.as_posix(), **_counted(package.fates)}
                for package in plan.packages
            ],
            "media": plan.media,
            "new_look": plan.has_new_look,
            "retired": {
                "suspends": plan.suspends,
                "leaving": list(plan.retirement.leaving),
                "returning": list(plan.retirement.returning),
            },
            "remarks": list(plan.remarks),
            "is_empty": plan.is_empty,
            "pushed": _done(delivery),
        }
    )


def _done(delivery: Delivery | None) -> dict[str, Any] | None:
    if delivery is None:
        return None
    return {
        **_counted(delivery.fates),
        "suspended": delivery.suspended,
        "returned": delivery.returned,
        "remarks": list(delivery.remarks),
    }


def _retirement(plan: Plan) -> Iterator[str]:
    leaving, returning = plan.retirement.leaving, plan.retirement.returning
    if leaving and plan.suspends:
        yield f"  {_retired(leaving)}: suspended, with the tag {RETIRED_TAG}"
    elif leaving:
        yield f"  {_retired(leaving)}: not touched; --retired suspend suspends them"
    if returning:
        yield f"  {count(len(returning), 'retired note')} back in the sources: shown again"


def _retired(guids: Sequence[str]) -> str:
    return f"{count(len(guids), 'note')} gone from the sources"


def _counted(fates: Fates) -> dict[str, int]:
    return {fate.value: fates.get(fate, 0) for fate in Fate}


def _told(fates: Fates) -> str:
    counted = _counted(fates)
    parts = [f"{number:,} {name}" for name, number in counted.items() if number]
    return ", ".join(parts) or "nothing"

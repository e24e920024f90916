"""Two sides of cards to what differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from card2anki.anki.differences import CardDiff, Differences, FieldDiff, Kind
from card2anki.diffing.versions import Version
from card2anki.diffing.words import diff_lines
from card2anki.unrendering.blocks import Line
from card2anki.unrendering.fields import readable

_ORDER = list(Kind)


def compare(
    old: Mapping[str, Version], new: Mapping[str, Version], names: tuple[str, str]
) -> Differences:
    """Return what became of the cards of one side on the other; both are by GUID."""
    cards = sorted(_differing(old, new), key=lambda card: _ORDER.index(card.kind))
    differing = sum(card.kind not in (Kind.NEW, Kind.RETIRED) for card in cards)
    return Differences(*names, cards, same=len(old.keys() & new.keys()) - differing)


def _differing(old: Mapping[str, Version], new: Mapping[str, Version]) -> Iterator[CardDiff]:
    for guid, version in new.items():
        if guid not in old:
            yield CardDiff(Kind.NEW, guid, _line(version), "", version.place)
        elif card := _changed(old[guid], version):
            yield card
    for guid, version in old.items():
        if guid not in new:
            yield CardDiff(Kind.RETIRED, guid, _line(version), version.place, "")


def _line(version: Version) -> str:
    return " ".join(version.question.split())


def _changed(old: Version, new: Version) -> CardDiff | None:
    """Return what became of a card that both sides have, None for nothing."""
    fields: tuple[FieldDiff, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    if old.fields is None or new.fields is None:
        changed = old.content != new.content
    else:
        fields = tuple(_fields(old.fields, new.fields))
        changed = bool(fields)
        added = tuple(sorted(set(new.tags) - set(old.tags)))
        removed = tuple(sorted(set(old.tags) - set(new.tags)))
    goes = bool(old.deck and new.deck) and old.deck != new.deck
    moved = goes or (bool(old.path and new.path) and old.path != new.path)
    kind = _kind(changed, moved, bool(added or removed))
    if kind is None:
        return None
    return CardDiff(
        kind=kind,
        guid=new.guid,
        question=_line(new),
        before=old.place,
        after=new.place,
        fields=fields,
        tags_added=added,
        tags_removed=removed,
        deck_before=old.deck if goes else "",
        deck_after=new.deck if goes else "",
    )


def _kind(changed: bool, moved: bool, retagged: bool) -> Kind | None:
    if changed:
        return Kind.CHANGED
    if moved:
        return Kind.MOVED
    return Kind.RETAGGED if retagged else None


def _fields(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FieldDiff]:
    for name in dict.fromkeys([*new, *old]):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            was, becomes = readable(before), readable(after)
            if was == becomes:  # what differs has no name in markdown
                was, becomes = _as_it_is(before), _as_it_is(after)
            yield FieldDiff(
                name=name,
                before="\n".join(line.text for line in was),
                after="\n".join(line.text for line in becomes),
                lines=diff_lines(was, becomes),
            )


def _as_it_is(html: str) -> list[Line]:
    return [Line(line, is_code=True) for line in html.split("\n")]

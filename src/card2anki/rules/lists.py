"""The lists of a text: where the items of each begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from card2anki.prose import OPAQUE, Prose

_ITEM = re.compile(r" ?(?:[-*+•]|(\d{1,3})[.)])[ \t]{1,9}\S")
#: A line that is neither blank nor code nor part of the item above.
_TEXT = re.compile(rf" ?[^\s{OPAQUE}]|{OPAQUE}+[^\s{OPAQUE}]|{OPAQUE}+[ \t]+\S")


def item_lists(prose: Prose) -> Iterator[list[int]]:
    """Yield each list that is not within another, as the offsets of its items.

    What is indented belongs to the item above it, and so do bullets below a numbered item.
    Text between two items ends a list of bullets, but not a numbered one that goes on.
    """
    items: list[int] = []
    last, at, is_text_between = 0, 0, False
    for line in prose.text.split("\n"):
        start, at = at, at + len(line) + 1
        found = _ITEM.match(line)
        if found is None:
            is_text_between |= bool(_TEXT.match(line))
            continue
        number = int(found[1] or 0)
        if last and not number and not is_text_between:
            continue
        goes_on = number >= last if number and last else not (number or last or is_text_between)
        if items and not goes_on:
            yield items
            items = []
        items.append(start)
        last, is_text_between = number, False
    if items:
        yield items

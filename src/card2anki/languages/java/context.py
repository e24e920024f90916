"""Which other snippets may declare the types that one lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from card2anki.checker import Block
from card2anki.languages.java.protocol import Neighbour

_DECLARED = re.compile(r"\b(?:class|interface|enum|record)\s+([A-Za-z_$][\w$]*)")
_TYPE_NAME = re.compile(r"\b[A-Z][\w$]*")
#: More snippets that declare types are not sent along with one, nor more characters.
_MOST_NEIGHBOURS = 12
_MOST_CHARACTERS = 30_000


def contexts(blocks: Sequence[Block]) -> list[tuple[Neighbour, ...]]:
    """Return for each snippet those of its card, then of its file, that declare what it names.

    Blocks of one file are neighbours.
    """
    files: dict[str, list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        files[block.path].append(number)
    found: list[tuple[Neighbour, ...]] = [()] * len(blocks)
    for numbers in files.values():
        of_file = [blocks[number] for number in numbers]
        declared = [frozenset(_DECLARED.findall(block.snippet.code)) for block in of_file]
        declarers: dict[str, list[int]] = defaultdict(list)
        for index, names in enumerate(declared):
            for name in names:
                declarers[name].append(index)
        for index, number in enumerate(numbers):
            found[number] = tuple(_neighbours(of_file, declared, declarers, index))
    return found


def _neighbours(
    blocks: Sequence[Block],
    declared: Sequence[frozenset[str]],
    declarers: Mapping[str, Sequence[int]],
    user: int,
) -> Iterator[Neighbour]:
    """Yield who declares what a snippet names and, in turn, what these name."""

    def distance(one: int) -> tuple[int, int]:
        return abs(blocks[one].card - blocks[user].card), one

    known = set(declared[user])
    chosen: set[int] = set()
    waiting = [user]
    while waiting and len(chosen) < _MOST_NEIGHBOURS:
        names = set(_TYPE_NAME.findall(blocks[waiting.pop(0)].snippet.code)) - known
        known |= names
        of_names = {one for name in names for one in declarers.get(name, ())} - chosen - {user}
        chosen |= of_names
        waiting += sorted(of_names, key=distance)
    size = 0
    for one in sorted(chosen, key=distance)[:_MOST_NEIGHBOURS]:
        if size + len(blocks[one].snippet.code) <= _MOST_CHARACTERS:
            size += len(blocks[one].snippet.code)
            yield Neighbour(blocks[one].snippet.code, near=blocks[one].card == blocks[user].card)

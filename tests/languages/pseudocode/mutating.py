"""Programs changed at random, beyond all sense: what a front end that is total has to survive."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import cycle

from tests.languages.pseudocode.samples import programs

#: What is put in: whatever opens, closes, quotes, comments, or begins and ends a block.
_TABLE = """\
if|else|else if|for|for each|while|repeat|until|do|then|end|end if|END WHILE|fi|od|next i|begin
function f(a, b)|def f(x):|class A {|procedure|return|break|try:|catch (e) {|switch|case 1:|default
Input:|Algorithm 3|step 2:|1.|12)|a)|- |>>> |@a|a|x'|node's|f(|f(a, b)|MAX-HEAP(|A[i]|[0, n)|a.b.c
<-|←|:=|->|=>|==|=|!=|<=|≤|∈|∪|⌊|⌋|‖|+|-|--|*|**|/|//|# |/*|*/|(*|*)|▷|;;|%|?|:|::|;|,|.|..|...|…
(|)|[|]|{|}|<|>|<some thing>|"|'|`|“|”|‘|’|$|$x$|$$|\\(|\\)|\\|0|1.5|0x1f|10ms|π|茶|\U0001f600
\x00|\x0b|\x85|\u200b|\u2028|\ufeff|\u0301|\r|\t|\n|\n\n|\n    |\n\t
"""
PIECES = [piece for line in _TABLE.split("\n") for piece in line.split("|") if piece]
PIECES += ["\n", "\n    ", "\n\t", " ", " " * 8]

_Change = Callable[[str, random.Random], str]


def mutants(number: int, seed: int = 1) -> Iterator[str]:
    """Yield texts that have one to six changes each: always the same for a seed."""
    chance = random.Random(seed)
    texts = [program.text for program in programs()]
    for _, text in zip(range(number), cycle(texts), strict=False):
        mutant = text
        for _ in range(chance.randint(1, 6)):
            mutant = chance.choice(_CHANGES)(mutant, chance)
        yield mutant


def _range(text: str, chance: random.Random, most: int) -> tuple[int, int]:
    start = chance.randint(0, len(text))
    return start, min(len(text), start + chance.randint(0, most))


def _without(text: str, chance: random.Random) -> str:
    start, end = _range(text, chance, 12)
    return text[:start] + text[end:]


def _with(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(PIECES) + text[at:]


def _repeated(text: str, chance: random.Random) -> str:
    start, end = _range(text, chance, 30)
    return text[:end] + text[start:end] * chance.randint(1, 4) + text[end:]


def _shuffled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _moved(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = " " * chance.randint(0, 9) + lines[at].lstrip()
    return "\n".join(lines)


def _cut(text: str, chance: random.Random) -> str:
    start, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    return text[start:end] if chance.random() < 0.5 else text[:end]


def _joined(text: str, chance: random.Random) -> str:
    other = chance.choice(programs()).text
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


def _unlined(text: str, chance: random.Random) -> str:
    at = text.find("\n", chance.randint(0, len(text)))
    return text if at < 0 else text[:at] + " " + text[at + 1 :]


_CHANGES: tuple[_Change, ...] = (
    _without, _with, _with, _with, _repeated, _shuffled, _moved, _cut, _joined, _unlined,
)  # fmt: skip

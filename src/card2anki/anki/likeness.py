"""How alike two cards are, of one of which only a line of the lock is left.

Questions are compared by their trigrams, each weighing as much as it is rare: of two questions
made by one pattern the pattern says little. Answers are compared by sketches of 64 buckets,
each with the least hash of the pairs of words that fall into it (one-permutation MinHash), of
which four bits are kept: the share of equal buckets estimates the share of common pairs, to
about 0.06, in 43 characters whatever the length; of a short answer it is exact.
"""

from __future__ import annotations

import base64
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import chain, pairwise
from zlib import crc32

#: Characters of a question that are kept and compared: 99 % of 6,099 real ones are shorter.
TEXT = 120
#: Buckets of a sketch.
BUCKETS = 64
#: The lowest bit of each bucket.
_ONES = int("1" * BUCKETS, 16)
#: From this many filled buckets on, of an answer of some 40 words, it says as much as a question.
_FULL = 32
#: What counts that one text has more than the other, to what is other in both.
_MORE = 0.3
#: Of so many letters a word is found where it was cut in two; one less, and a typo is looked for.
_LONG = 5
#: How many of the rarest words of a question say what it is about.
_RAREST = 3
#: How rare each of them is, to the rarest.
_AS_RARE = 0.7
#: Questions that say how rare a word is: what less than one in a thousand has is rare.
_SAMPLE = 1_000
_WORD = re.compile(r"\w+|[^\w\s]")
_MIX = 0x9E37_79B9_7F4A_7C15


def beginning(question: str) -> str:
    """Return the beginning of a question on one line, as the lock keeps it."""
    return " ".join(question.encode("utf-8", "replace").decode().split())[:TEXT].rstrip()


def sketch_of(answer: str) -> str:
    """Return the sketch of an answer; it is the same on every machine."""
    words = [_hash(word) for word in ("^", *_WORD.findall(answer.casefold()), "$")]
    least: dict[int, int] = {}
    for one, other in set(pairwise(words)):
        mixed = (one * 31 + other) * _MIX & 0xFFFF_FFFF_FFFF_FFFF
        bucket, value = mixed >> 58, (mixed >> 16) & 0xFFFF_FFFF
        if value < least.get(bucket, 1 << 32):
            least[bucket] = value
    number = sum(value % 15 + 1 << 4 * bucket for bucket, value in least.items())
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).decode().rstrip("=")


@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


@lru_cache(maxsize=100_000)
def buckets(sketch: str) -> int:
    """Return the buckets of a sketch as one number, four bits each, 0 where one is empty."""
    return int.from_bytes(base64.urlsafe_b64decode(sketch + "="), "big")


def common_share(sketch: str, other: str) -> float:
    """Return which share of two answers is common, from 0 to 1."""
    filled = _filled(buckets(sketch) | buckets(other))
    return 1 - differing(sketch, other) / max(1, filled)


def differing(sketch: str, other: str) -> int:
    """Return how many buckets of two sketches are not the same."""
    return _filled(buckets(sketch) ^ buckets(other))


def weight(sketch: str, other: str) -> float:
    """Return how much two answers say of a card beside its question, from 0 to 1."""
    return min(_FULL, _filled(buckets(sketch)), _filled(buckets(other))) / _FULL


def _filled(number: int) -> int:
    """Count the buckets that are not empty."""
    number |= number >> 2
    number |= number >> 1
    return (number & _ONES).bit_count()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the lock keeps it, cut into words and into trigrams, without case."""

    words: frozenset[str]
    grams: frozenset[str]
    joined: str


@lru_cache(maxsize=100_000)
def asked(text: str) -> Asked:
    """Cut a question up."""
    words = _WORD.findall(text.casefold())
    plain = f" {' '.join(words)} "
    grams = frozenset(plain[at : at + 3] for at in range(len(plain) - 2))
    return Asked(frozenset(words), grams, "".join(words))


class _Rarity(dict[str, float]):
    """How rare each of the parts of some questions is, in nats; one that none has is rarest."""

    def __init__(self, number: int, parts: Iterable[str]) -> None:
        counts = Counter(parts)
        super().__init__({part: math.log(number / count) for part, count in counts.items()})
        self._rarest = math.log(number)

    def __missing__(self, part: str) -> float:
        return self._rarest


class Questions:
    """Some questions, among which two are compared: how rare is what they have in common.

    How rare it is, is estimated from a sample, the same whatever their order.
    """

    def __init__(self, questions: Iterable[str]) -> None:
        sample = nsmallest(_SAMPLE, set(questions), key=lambda text: (_hash(text), text))
        all_asked = [asked(text) for text in (*_FRAMES, *sample)]
        number = len(all_asked) + 1
        self._grams = _Rarity(number, chain.from_iterable(one.grams for one in all_asked))
        self._words = _Rarity(number, chain.from_iterable(one.words for one in all_asked))
        self._names: dict[Asked, tuple[str, ...]] = {}

    def weight(self, gram: str) -> float:
        """Return how rare a trigram is, in nats."""
        return self._grams[gram]

    def common_share(self, one: Asked, other: Asked) -> float:
        """Return which share of two questions is common, from 0 to 1.

        What one of them has more than the other counts for less: words are added and left out
        more easily than others are put in their place.
        """
        rarity = self._grams.__getitem__
        shared = sum(map(rarity, one.grams & other.grams))
        sides = (one.grams - other.grams, other.grams - one.grams)
        less, more = sorted(sum(map(rarity, side)) for side in sides)
        return shared / (shared + less + _MORE * (more - less) or 1.0)

    def names_in(self, one: Asked, other: Asked) -> bool:
        """Say whether what a question is about, its rarest words, is in another one, too.

        Questions made by one pattern have all but these in common.
        """
        names = self._names_of(one)
        return bool(names) and all(_is_in(name, other) for name in names)

    def words_in(self, one: Asked, other: Asked) -> bool:
        """Say whether all words of a question but those that any is made with are in another."""
        return all(_is_in(word, other) for word in _content(one))

    def _names_of(self, one: Asked) -> tuple[str, ...]:
        if one not in self._names:
            rare = nsmallest(_RAREST, _content(one), key=lambda word: (-self._words[word], word))
            least = _AS_RARE * self._words[rare[0]] if rare else 0
            self._names[one] = tuple(word for word in rare if self._words[word] >= least)
        return self._names[one]


def _content(one: Asked) -> list[str]:
    return [word for word in one.words - _FRAME_WORDS if len(word) > 1 or word.isalnum()]


def _is_in(word: str, question: Asked) -> bool:
    """Say whether a word is in a question, perhaps with a typo or cut in two."""
    if word in question.words:
        return True
    if any(map(str.isdigit, word)):
        return False  # no number is a typo of another, nor is a name with one
    if len(word) >= _LONG and word in question.joined:
        return True
    return any(_is_typo(word, other) for other in question.words)


def _is_typo(word: str, other: str) -> bool:
    """Say whether two words differ by one letter, or by two in the wrong order."""
    if abs(len(word) - len(other)) > 1 or max(len(word), len(other)) < _LONG - 1:
        return False
    if word[0] != other[0] and word[-1] != other[-1]:
        return False
    start = 0
    while word[start : start + 1] == other[start : start + 1] != "":
        start += 1
    one, two = word[start:], other[start:]
    swapped = one[1::-1] + one[2:]
    return one[1:] in (two, two[1:]) or one == two[1:] or swapped == two


#: What questions are made with, so that it weighs little among a few cards, too.
_FRAMES = (
    "What is the purpose of this?",
    "What is the difference between them?",
    "What is it used for?",
    "What are they used for?",
    "What does it do?",
    "What does it return?",
    "What does this mean?",
    "What happens when it is called?",
    "What is the main advantage of using it?",
    "What are the main characteristics of it?",
    "What is the role of it in the system?",
    "Which of them is used for this?",
    "Which method returns it?",
    "How does it work?",
    "How do you use it in this context?",
    "How can you implement it?",
    "How is it different from the others?",
    "Why is it important to use it?",
    "Why should you not use this?",
    "When should it be used?",
    "When does this happen?",
    "Where is it stored, and within or inside what?",
    "Who is responsible for this?",
    "Explain the concept of this.",
    "Describe how this works.",
    "Define the term.",
    "Give an example of it.",
    "Is it true that this is so?",
    "Can it be changed?",
    "In the context of this, what does it mean?",
)
_FRAME_WORDS = frozenset(word for text in _FRAMES for word in asked(text).words)

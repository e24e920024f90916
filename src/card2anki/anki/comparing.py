"""What is left of a known card in another one, and whether it is enough to be the same card."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

from card2anki.anki.likeness import (
    Asked,
    Questions,
    asked,
    buckets,
    common_share,
    sketch_of,
    weight,
)
from card2anki.anki.lock import Identity

#: The least likeness of two cards that are one, and where one was retired before.
_LEAST, _LEAST_BACK = 0.45, 0.7
#: What has to be left of a question or of an answer, and of an answer where the question is kept.
_KEPT, _KEPT_SOME = 0.65, 0.15
#: What has to be left of either where a card kept its file and what it is about.
_KEPT_SHORT = 0.5
#: A question of which more is left is the same in other words, whatever its answer says.
_SAME_QUESTION = 0.9
#: The same where both are about the same and the card kept its file.
_ASKED_HERE = 0.75
#: An answer of less weight is one that many cards have, such as "Yes."
_SAYS_LITTLE = 0.25

#: In files of more pairs than these, not all are compared.
_MOST_NEAR = 250
#: Trigrams and buckets that lead to more identities than these lead nowhere.
_MOST_HOLDERS = 60
#: What three equal buckets say, in the measure of trigrams.
_PART_SAYS = 10.0
#: Of the identities that the index leads to, so many are compared.
_CANDIDATES = 8


@dataclass(frozen=True)
class Seen:
    """What a run knows of a card; the names are those of ``Identity``.

    ``answer`` is what the answer shows, ``id`` what the source calls the card, or "".
    """

    content: str
    question: str
    path: str
    answer: str
    id: str
    text: str

    @cached_property
    def sketch(self) -> str:
        """Return what the answer is known again by; most cards never need it."""
        return sketch_of(self.answer)


@dataclass(frozen=True, slots=True)
class Pair:
    """A card, by its number, and an identity that may be its."""

    number: int
    one: Identity
    likeness: float
    is_one: bool
    order: tuple[float, bool, int, str, tuple[str, str, str, int]]


class Comparison:
    """The likeness of cards and identities that no stage has paired."""

    def __init__(
        self,
        seen: Sequence[Seen],
        cards: Sequence[int],
        known: Sequence[Identity],
        left: Sequence[Identity],
        ways: Collection[tuple[str, str]],
    ) -> None:
        self._seen, self._cards, self._left, self._ways = seen, cards, left, ways
        texts = (*(one.text for one in known), *(card.text for card in seen))
        self._questions = Questions(texts)
        self._asked = [asked(one.text) for one in left]
        self._places: dict[str, list[int]] = defaultdict(list)
        self._holders: dict[Hashable, list[int]] = defaultdict(list)
        for place, one in enumerate(left):
            self._places[one.path].append(place)
            for mark in self._marks(self._asked[place], one):
                self._holders[mark].append(place)

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs that may be one, and the nearest of those that are not."""
        in_file = Counter(self._seen[number].path for number in self._cards)
        for number in self._cards:
            card = self._seen[number]
            mine = asked(card.text)
            near = self._places.get(card.path, [])
            all_near = near if in_file[card.path] * len(near) <= _MOST_NEAR else []
            for place in {*self._candidates(mine, card), *all_near}:
                yield self._pair(number, mine, place)

    def _candidates(self, mine: Asked, card: Seen) -> list[int]:
        """Return the identities that share most of what is rare."""
        hints: dict[int, float] = defaultdict(float)
        for mark, says in self._marks(mine, card).items():
            holders = self._holders.get(mark, ())
            if len(holders) <= _MOST_HOLDERS:
                for place in holders:
                    hints[place] += says
        return nlargest(_CANDIDATES, hints, key=lambda place: (hints[place], -place))

    def _marks(self, question: Asked, card: Seen | Identity) -> dict[Hashable, float]:
        """Return what a card is found by, and what each says: trigrams, here and anywhere."""
        marks: dict[Hashable, float] = dict.fromkeys(_parts(card.sketch), _PART_SAYS)
        for gram in question.grams:
            marks[gram] = marks[gram, card.path] = self._questions.weight(gram)
        return marks

    def _pair(self, number: int, mine: Asked, place: int) -> Pair:
        card, one, theirs = self._seen[number], self._left[place], self._asked[place]
        questions, says = self._questions, weight(card.sketch, one.sketch)
        question = questions.common_share(mine, theirs)
        is_in = questions.words_in if says < _SAYS_LITTLE else questions.names_in
        evidence = _Evidence(
            question=question,
            answer=common_share(card.sketch, one.sketch),
            says=says,
            is_kept=question >= _KEPT_SHORT and is_in(theirs, mine),
            is_known=question >= _KEPT_SHORT and is_in(mine, theirs),
            is_near=(one.path, card.path) in self._ways and one.retired is None,
            is_back=one.retired is not None,
        )
        of_card = (card.path, card.text, card.content, number)
        order = (-evidence.likeness, card.path != one.path, one.note_id, one.guid, of_card)
        return Pair(number, one, evidence.likeness, evidence.is_enough, order)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a card being a known one.

    ``question`` and ``answer`` are the shares in common, ``says`` is what the answer weighs;
    ``is_kept`` says whether what the old question is about is in the new one, ``is_known`` whether
    it is so the other way round: for that all its words count where the answer says little.
    """

    question: float
    answer: float
    says: float
    is_kept: bool
    is_known: bool
    is_near: bool
    is_back: bool

    @property
    def likeness(self) -> float:
        """Return how alike the cards are in all."""
        return (self.question + self.says * self.answer) / (1 + self.says)

    @property
    def is_enough(self) -> bool:
        """Say whether so much is left of question and answer that it is the same card.

        An edit leaves most of one of them. What cards made by one pattern have in common is all
        but what they are about, and the answer where it is short: so neither counts alone.
        """
        if self.likeness < (_LEAST_BACK if self.is_back else _LEAST):
            return False
        if self.says < _SAYS_LITTLE:
            return self._is_enough_of_question
        is_named = self.is_kept or self.is_known
        if self.is_back:
            return is_named and self.answer >= _KEPT_SHORT
        is_asked = self.is_kept and self.is_known and self.is_near
        if is_named and self.question >= (_ASKED_HERE if is_asked else _SAME_QUESTION):
            return True
        least = _KEPT_SOME if is_named else _KEPT
        most = _KEPT_SHORT if self.is_kept and self.is_near else _KEPT
        return self.answer >= least and max(self.question, self.answer) >= most

    @property
    def _is_enough_of_question(self) -> bool:
        """Say the same where the answer says little: no word that matters is another one."""
        if self.answer >= _KEPT and not self.is_back:
            return self.is_kept or self.is_known
        return self.is_kept and self.is_known and self.is_near and self.question >= _KEPT


def _parts(sketch: str) -> Iterator[tuple[int, int]]:
    """Yield three buckets of a sketch at a time, where none of them is empty."""
    number = buckets(sketch)
    for place in range(21):
        three = number >> 12 * place & 0xFFF
        if three & 0xF and three & 0xF0 and three & 0xF00:
            yield place, three

"""What is left of a known card in another one, and whether it is enough to be the same card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

from card2anki.anki.likeness import (
    BUCKETS,
    Asked,
    Questions,
    asked,
    buckets,
    common_share,
    differing,
    sketch_of,
    weight,
)
from card2anki.anki.lock import Identity

# Chosen by benchmarks.identity, seeds 0-7: a lower one takes other cards for known ones there, a
# higher one loses more, but where a comment says otherwise.

#: What has to be left of a card, of its question, and of its answer, where that is looked at.
_KEPT = 0.5
#: What has to be left of an answer whatever is asked, and where the question is about the same.
_TOLD, _TOLD_PARTLY = 0.65, 0.3
#: An answer of less weight is one that many cards have, such as "Yes."
_SAYS_LITTLE = 0.25

#: Cards of files that more identities than these were last seen in are found by the index alone,
#: for the sake of time, as by the two below.
_MOST_NEAR = 500
#: Trigrams and buckets that lead to more identities than these lead nowhere.
_MOST_HOLDERS = 60
#: Of the identities that may be a card's, so many are compared; 8 save no more.
_CANDIDATES = 4
#: What three equal buckets say, in the measure of trigrams: as much as two rare ones.
_PART_SAYS = 10.0


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
    """The likeness of cards and identities that nothing exact has paired.

    ``ways`` are pairs of paths: from where to where cards went.
    """

    def __init__(
        self, seen: Sequence[Seen], known: Iterable[Identity], ways: Collection[tuple[str, str]]
    ) -> None:
        self._seen, self._ways = seen, ways
        texts = (*(one.text for one in known), *(card.text for card in seen))
        self._questions = Questions(texts)

    def near(self, cards: Iterable[int], left: Iterable[Identity]) -> Iterator[Pair]:
        """Yield the likest pairs of cards and identities whose way the cards may have gone."""
        seen_in: dict[str, list[Identity]] = defaultdict(list)
        for one in left:
            seen_in[one.path].append(one)
        come: dict[str, list[Identity]] = defaultdict(list)
        for old, new in sorted(self._ways):
            come[new] += seen_in.get(old, ())
        for number in cards:
            near = come.get(self._seen[number].path, ())
            if len(near) <= _MOST_NEAR:
                yield from self._likest(number, near)

    def _likest(self, number: int, near: Sequence[Identity]) -> Iterator[Pair]:
        card = self._seen[number]
        mine = asked(card.text)
        if len(near) > _CANDIDATES:
            roughly = [_rough(mine, card, one) for one in near]
            places = nlargest(_CANDIDATES, range(len(near)), key=roughly.__getitem__)
            near = [near[place] for place in places]
        for one in near:
            yield self._pair(number, mine, one)

    def anywhere(self, cards: Iterable[int], left: Sequence[Identity]) -> Iterator[Pair]:
        """Yield the pairs of cards and identities that share most of what is rare."""
        holders: dict[Hashable, list[int]] = defaultdict(list)
        for place, one in enumerate(left):
            for mark in self._marks(asked(one.text), one):
                holders[mark].append(place)
        for number in cards:
            card = self._seen[number]
            mine = asked(card.text)
            hints: dict[int, float] = defaultdict(float)
            for mark, says in self._marks(mine, card).items():
                found = holders.get(mark, ())
                if len(found) <= _MOST_HOLDERS:
                    for place in found:
                        hints[place] += says
            for place in nlargest(_CANDIDATES, hints, key=lambda place: (hints[place], -place)):
                yield self._pair(number, mine, left[place])

    def _marks(self, question: Asked, card: Seen | Identity) -> dict[Hashable, float]:
        """Return what a card is found by, and what each says."""
        marks: dict[Hashable, float] = dict.fromkeys(_parts(card.sketch), _PART_SAYS)
        for gram in question.grams:
            marks[gram] = self._questions.weight(gram)
        return marks

    def _pair(self, number: int, mine: Asked, one: Identity) -> Pair:
        card, theirs, questions = self._seen[number], asked(one.text), self._questions
        question = questions.common_share(mine, theirs)
        both = ((theirs, mine), (mine, theirs)) if question >= _KEPT else ()
        evidence = _Evidence(
            question=question,
            answer=common_share(card.sketch, one.sketch),
            says=weight(card.sketch, one.sketch),
            is_named=any(questions.names_in(*two) for two in both),
            is_asked=any(questions.words_in(*two) for two in both),
            is_near=(one.path, card.path) in self._ways,
            is_back=one.retired is not None,
        )
        of_card = (card.path, card.text, card.content, number)
        order = (-evidence.likeness, card.path != one.path, one.note_id, one.guid, of_card)
        return Pair(number, one, evidence.likeness, evidence.is_enough, order)


def likeness(question: float, answer: float, says: float) -> float:
    """Return how alike two cards are by what is common of either; ``says`` weighs the answer."""
    return (question + says * answer) / (1 + says)


def _rough(mine: Asked, card: Seen, one: Identity) -> float:
    """Return about how alike a card and an identity are, at a tenth of the cost."""
    theirs = asked(one.text).grams
    in_common = len(mine.grams & theirs) / (len(mine.grams) + len(theirs))
    return in_common - differing(card.sketch, one.sketch) / BUCKETS


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a card being a known one.

    ``question`` and ``answer`` are the shares in common, ``says`` is what the answer weighs.
    Where enough of the question is kept, ``is_named`` says whether all that one of the two is
    about is in the other, ``is_asked`` whether all its words that matter are: words were added or
    left out, none was put in place of another.
    """

    question: float
    answer: float
    says: float
    is_named: bool
    is_asked: bool
    is_near: bool
    is_back: bool

    @property
    def likeness(self) -> float:
        """Return how alike the cards are in all."""
        return likeness(self.question, self.answer, self.says)

    @property
    def is_enough(self) -> bool:
        """Say whether so much is left of question and answer that it is the same card.

        An edit leaves most of one of them. What cards made by one pattern have in common is all
        but a word of the question, and the answer where it is short. Another card that took the
        place of a deleted one often is of its pattern: so its place and its pattern prove nothing.
        """
        if self.likeness < _KEPT:
            return False
        answer = self.answer if self.says >= _SAYS_LITTLE else 0.0
        if self.is_back:
            return self.is_asked and answer >= _KEPT
        if self.is_asked and (self.is_near or self.answer >= _KEPT):
            return True
        return answer >= (_TOLD_PARTLY if self.is_named else _TOLD)


def _parts(sketch: str) -> Iterator[tuple[int, int]]:
    """Yield three buckets of a sketch at a time, where none of them is empty."""
    number = buckets(sketch)
    for place in range(21):
        three = number >> 12 * place & 0xFFF
        if three & 0xF and three & 0xF0 and three & 0xF00:
            yield place, three

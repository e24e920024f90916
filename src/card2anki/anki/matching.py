"""Which of the known cards each card of a run is: pure, one to one, ties in the source's order.

What is exact comes first, in stages; what is left over is paired by likeness, the likest pair
first. A card that nothing is like enough is a new one: a history that starts anew is a loss,
a history under another card is a lie.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from card2anki.anki.comparing import Comparison, Pair, Seen, likeness
from card2anki.anki.likeness import common_share, weight
from card2anki.anki.lock import Identity


class Reason(Enum):
    """Why a card is taken for a known one."""

    ID = "its id"
    CONTENT = "nothing changed"
    ANSWER = "same question and answer"
    QUESTION = "same question"
    LIKE = "alike"


@dataclass(frozen=True, slots=True)
class Match:
    """The identity that a card has, why, and how alike the two are, from 0 to 1."""

    identity: Identity
    reason: Reason
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Matched:
    """The match of each card that is known, by its number, and what came nearest to the others."""

    matches: Mapping[int, Match]
    nearest: Mapping[int, Match] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Stage:
    """What a card and an identity must share to be one.

    Unless ``is_sure``, cards of files that were not looked at stay where they are. Where a stage
    ``asks_only``, answers decide among cards of one question.
    """

    reason: Reason
    key: Callable[[Seen | Identity], Hashable]
    is_sure: bool = False
    asks_only: bool = False


#: From the surest to the least sure.
_STAGES = (
    _Stage(Reason.CONTENT, lambda card: (card.content, card.path), is_sure=True),
    _Stage(Reason.CONTENT, lambda card: card.content, is_sure=True),
    _Stage(Reason.ANSWER, lambda card: (card.question, card.sketch, card.path)),
    _Stage(Reason.ANSWER, lambda card: (card.question, card.sketch)),
    _Stage(Reason.QUESTION, lambda card: (card.question, card.path), asks_only=True),
    _Stage(Reason.QUESTION, lambda card: card.question, asks_only=True),
)

#: How many cards that went from one file to another say that one more did.
_A_WAY = 3
#: The least that answers have in common where several cards ask one question.
_SAME_ANSWER = 0.2
#: In groups of more pairs than these, not all are compared.
_MOST_PAIRS = 2_500


def match(cards: Sequence[Seen], known: Iterable[Identity], elsewhere: Collection[str]) -> Matched:
    """Pair cards with identities.

    ``elsewhere`` names files that exist and that the run did not look at: an identity of theirs
    is only taken by a card that gives its id or is the same in all.
    """
    pairing = _Pairing(cards, known, elsewhere)
    pairing.by_id()
    for is_retired in (False, True):  # what was there until now has the reviews
        for stage in _STAGES:
            pairing.by_key(stage, is_retired=is_retired)
    nearest = pairing.by_likeness()
    return Matched(pairing.in_order(), nearest)


class _Pairing:
    """The cards and identities that are not paired yet, and the pairs so far."""

    def __init__(
        self, cards: Sequence[Seen], known: Iterable[Identity], elsewhere: Collection[str]
    ) -> None:
        self.cards = cards
        self.known = sorted(known, key=lambda one: (one.retired is not None, one.note_id, one.guid))
        self.elsewhere = elsewhere
        self.matches: dict[int, Match] = {}
        self._taken: set[str] = set()

    def _left(self) -> tuple[list[int], list[Identity]]:
        cards = [number for number in range(len(self.cards)) if number not in self.matches]
        return cards, [one for one in self.known if one.guid not in self._taken]

    def _take(self, number: int, one: Identity, reason: Reason, likeness: float = 1.0) -> None:
        self.matches[number] = Match(one, reason, likeness)
        self._taken.add(one.guid)

    def _is_open(self, number: int, one: Identity) -> bool:
        """Say whether neither is paired; two ids are two cards, whatever they say."""
        mine = self.cards[number].id
        is_free = number not in self.matches and one.guid not in self._taken
        return is_free and (not mine or not one.id or mine == one.id)

    def by_id(self) -> None:
        """Pair what has one id."""
        named = {one.id: one for one in reversed(self.known) if one.id}
        for number, card in enumerate(self.cards):
            if card.id in named and named[card.id].guid not in self._taken:
                self._take(number, named[card.id], Reason.ID)

    def by_key(self, stage: _Stage, *, is_retired: bool) -> None:
        """Pair what shares the key of a stage, with what is retired or with what is not."""
        cards, left = self._left()
        known = [one for one in left if (one.retired is not None) == is_retired]
        if not cards or not known:
            return
        waiting: dict[Hashable, list[Identity]] = defaultdict(list)
        for one in known:
            if stage.is_sure or one.path not in self.elsewhere:
                waiting[stage.key(one)].append(one)
        asking: dict[Hashable, list[int]] = defaultdict(list)
        for number in cards:
            if (key := stage.key(self.cards[number])) in waiting:
                asking[key].append(number)
        asked = self._asked(stage, asking) if stage.asks_only else {}
        for key, numbers in asking.items():
            self._pair_up(numbers, waiting[key], stage, is_shared=asked.get(key, 0) > 1)

    def _asked(self, stage: _Stage, keys: Collection[Hashable]) -> Mapping[Hashable, int]:
        """Count how many cards ask each question, of those seen and of those known."""
        known = [one for one in self.known if one.retired is None]
        seen, was = (
            Counter(key for card in cards if (key := stage.key(card)) in keys)
            for cards in (self.cards, known)
        )
        return seen | was

    def _pair_up(
        self, numbers: Sequence[int], known: Sequence[Identity], stage: _Stage, *, is_shared: bool
    ) -> None:
        """Pair a group that shares a key: by the likeness of the answers, else in order.

        Where several ask the question, or asked it before, an answer has to show which it is.
        """
        if not stage.asks_only or len(numbers) * len(known) > _MOST_PAIRS:
            self._in_turn(numbers, known, stage.reason)
            return
        pairs = []
        for number in numbers:
            for place, one in enumerate(known):
                share = self._answer_share(number, one)
                needs_answer = is_shared or one.retired is not None
                if share is None or share >= _SAME_ANSWER or not needs_answer:
                    pairs.append((-(share or 0), place, number, one))
        for _, _, number, one in sorted(pairs, key=lambda pair: pair[:3]):
            if self._is_open(number, one):
                self._take(number, one, stage.reason, self._likeness(number, one))

    def _answer_share(self, number: int, one: Identity) -> float | None:
        """Return how much of the answers is common; None where a lock of version 1 knows none."""
        return common_share(self.cards[number].sketch, one.sketch) if one.sketch else None

    def _likeness(self, number: int, one: Identity) -> float:
        """Return how alike a card and an identity of one question are."""
        share, sketch = self._answer_share(number, one), self.cards[number].sketch
        return 1.0 if share is None else likeness(1, share, weight(sketch, one.sketch))

    def _in_turn(self, numbers: Sequence[int], known: Sequence[Identity], reason: Reason) -> None:
        """Pair in order, those with an id first, since these can't take just any identity."""
        free = list(known)
        for number in sorted(numbers, key=lambda number: not self.cards[number].id):
            one = next((one for one in free if self._is_open(number, one)), None)
            if one:
                self._take(number, one, reason)
                free.remove(one)

    def by_likeness(self) -> dict[int, Match]:
        """Pair what is alike, the likest first; return what is nearest to each card left over.

        Most cards are where they were: for these alone not all cards need be searched.
        """
        if not all(self._left_alike()):
            return {}
        comparison = Comparison(self.cards, self.known, self._ways())
        found: list[Pair] = []
        for find in (comparison.near, comparison.anywhere):
            cards, known = self._left_alike()
            pairs = sorted(find(cards, known), key=lambda pair: pair.order)
            for pair in pairs:
                if pair.is_one and self._is_open(pair.number, pair.one):
                    self._take(pair.number, pair.one, Reason.LIKE, pair.likeness)
            found += pairs
        nearest: dict[int, Match] = {}
        for pair in sorted(found, key=lambda pair: pair.order):
            if self._is_open(pair.number, pair.one):
                nearest.setdefault(pair.number, Match(pair.one, Reason.LIKE, pair.likeness))
        return nearest

    def _left_alike(self) -> tuple[list[int], list[Identity]]:
        """Return what is left and can be compared; lines of version 1 have no sketch."""
        cards, known = self._left()
        return cards, [one for one in known if one.sketch and one.path not in self.elsewhere]

    def _ways(self) -> Collection[tuple[str, str]]:
        """Return from where to where cards went: nowhere, or with others of their file."""
        pairs = ((one.identity.path, self.cards[n].path) for n, one in self.matches.items())
        ways = {way for way, number in Counter(pairs).items() if number >= _A_WAY}
        return ways | {(card.path, card.path) for card in self.cards}

    def in_order(self) -> dict[int, Match]:
        """Return the matches, those of cards that are the same in all in their order.

        The next build can't tell such cards apart and pairs them in order, too.
        """
        twins: dict[Seen, list[int]] = defaultdict(list)
        for number, card in enumerate(self.cards):
            twins[card].append(number)
        ordered: dict[int, Match] = {}
        for numbers in twins.values():
            known = [self.matches[number] for number in numbers if number in self.matches]
            known.sort(key=lambda match: match.identity.note_id)
            ordered.update(zip(numbers, known, strict=False))
        return ordered

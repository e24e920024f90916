"""How long the search for duplicates takes: it must grow as the cards do, whatever they hold.

``python benchmarks/duplicates.py [CARDS ...]``. The rules run in their order, as in a check:
what they share is in the time of the first that needs it. Times are those of the processor.
"""

import difflib
import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, combinations

from card2anki.model import Place, Span
from card2anki.rule import Entry
from card2anki.rules.duplicates import same_card, same_meaning, same_question, similar_cards

_RULES = (same_card, same_question, same_meaning, similar_cards)
_SIZES = (5_000, 20_000, 60_000)
_VOCABULARY = 200_000
_COMMON = 3_000
_QUESTION, _ANSWER = 12, 90
_SAMPLE = 120

Words = Callable[[int], list[str]]


def entry(number: int, question: str, answer: str) -> Entry:
    place = Place(f"deck{number // 100}.md", number, 1, number, 2)
    span = Span(number * 1000, number * 1000 + len(question))
    return Entry(
        path=place.path,
        place=place,
        span=span,
        question=question,
        written=question,
        answer=answer,
        heading="",
        context="",
        rating=None,
        book="",
        extent=span,
    )


def zipf(chance: random.Random) -> Words:
    """Return a source of words by Zipf's law, with a steeper tail.

    Like in decks of programming books there are 24,000 different ones in the answers of 6,000
    cards and 69,000 in those of 60,000, of which half occur but once.
    """
    weights = (1 / (rank + 2.7) / max(1, rank / _COMMON) for rank in range(_VOCABULARY))
    cumulated = list(accumulate(weights))
    names = [f"w{rank:x}" for rank in range(_VOCABULARY)]
    return lambda count: chance.choices(names, cum_weights=cumulated, k=count)


def changed(chance: random.Random, words: Words, text: str, share: float) -> str:
    return " ".join(words(1)[0] if chance.random() < share else word for word in text.split())


def cards(count: int) -> Iterator[Entry]:
    """Yield cards of which a sixth repeats another: the same, reworded, or with changes."""
    chance = random.Random(count)
    words = zipf(chance)
    written: list[tuple[str, str]] = []
    for number in range(count):
        question, answer = " ".join(words(_QUESTION)) + "?", " ".join(words(_ANSWER))
        if written and number % 6 == 0:
            question, answer = chance.choice(written)
            kind = number // 6 % 4
            if kind == 1:
                answer = changed(chance, words, answer, 0.5)
            elif kind == 2:
                question = f"Explain the purpose of {question}"
            elif kind == 3:
                question = changed(chance, words, question, 0.1)
                answer = changed(chance, words, answer, 0.1)
        written.append((question, answer))
        yield entry(number, question, answer)


def copies(count: int) -> Iterator[Entry]:
    card = next(cards(1))
    return (entry(number, card.question, card.answer) for number in range(count))


def one_question(count: int) -> Iterator[Entry]:
    question = next(cards(1)).question
    return (entry(number, question, card.answer) for number, card in enumerate(cards(count)))


def shared_words(count: int) -> Iterator[Entry]:
    shared = " ".join(f"s{number}" for number in range(50))
    for number, card in enumerate(cards(count)):
        yield entry(number, card.question, f"{shared} {' '.join(card.answer.split()[:20])}")


def shared_words_and_question(count: int) -> Iterator[Entry]:
    shared = " ".join(f"s{number}" for number in range(50))
    for number in range(count):
        yield entry(number, f"what is {shared} of x{number}?", f"{shared} y{number}")


_KINDS: dict[str, Callable[[int], Iterator[Entry]]] = {
    "cards": cards,
    "copies of one card": copies,
    "one question, other answers": one_question,
    "answers share 50 words": shared_words,
    "all but one word alike": shared_words_and_question,
}


def measure(name: str, kind: Callable[[int], Iterator[Entry]], sizes: list[int]) -> None:
    before = 0.0
    for size in sizes:
        entries = tuple(kind(size))
        taken = []
        found = []
        for rule in _RULES:
            start = time.process_time()
            found.append(sum(1 for _ in rule.check(entries)))
            taken.append(time.process_time() - start)
        total = sum(taken)
        each = "  ".join(
            f"{rule.code} {spent:6.2f} s {spent / size * 1e6:5.0f} us {hits:6,}"
            for rule, spent, hits in zip(_RULES, taken, found, strict=True)
        )
        grown = f"{total / before:5.1f} x" if before else ""
        print(
            f"{name:28} {size:7,}  {each}  all {total:6.2f} s {total / size * 1e6:5.0f} us {grown}"
        )
        before = total


def alternatives(size: int) -> None:
    """Print what comparing each card with each other would take, from the pairs of a sample."""
    texts = [card.answer for card in cards(_SAMPLE)]
    pairs = size * (size - 1) / 2
    for name, compare in (("difflib", by_difflib), ("sets of words", by_words)):
        start = time.process_time()
        for one, other in combinations(texts, 2):
            compare(one, other)
        each = (time.process_time() - start) / (_SAMPLE * (_SAMPLE - 1) / 2)
        hours = each * pairs / 3600
        print(f"each with each by {name}: {each * 1e6:.0f} us a pair, {size:,} cards {hours:.1f} h")


def by_difflib(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def by_words(one: str, other: str) -> float:
    mine, theirs = set(one.split()), set(other.split())
    return len(mine & theirs) / len(mine | theirs)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(_SIZES)
    for name, kind in _KINDS.items():
        measure(name, kind, sizes)
    alternatives(sizes[-1])


if __name__ == "__main__":
    main()

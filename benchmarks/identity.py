"""Who keeps a review history through edits: the lock, and what other tools make GUIDs of.

``python -m benchmarks.identity [CARDS] [ROUNDS] [SEEDS] [FIRST]`` at the root of the repository.
In each round every kind of edit meets 3 % of the cards: typos, rewordings, answers, both, headings,
moves, deletions, insertions, and another card at the place of a deleted one, the half of these by
its pattern; a twentieth of the files is renamed, split, merged and put in another order; see
tests/edits.py. Histories are those of cards that were there before the round. Seeds below 100
were for choosing thresholds, so FIRST is 100. Last comes the processor's time for 25,000 cards:
unedited, edited as in a round, and all of them edited.
"""

import sys
import time
from collections.abc import Sequence

from card2anki.anki.identity import assign, updated
from card2anki.anki.lock import lock_bytes, parse_lock, text_of
from tests.edits import ALTERNATIVES, Author, Library, Outcome, Written, without_lock

_NOW = 1_700_000_000
_MANY = 25_000


def _simulate(cards: int, rounds: int, seeds: range, short: float) -> None:
    found = {name: Outcome() for name in ("card2anki.lock", *ALTERNATIVES)}
    for seed in seeds:
        author = Author(seed, short)
        library = Library(author.cards(cards))
        for _ in range(rounds):
            before = library.cards
            after = author.edit(before)
            outcomes = {name: without_lock(before, after, k) for name, k in ALTERNATIVES.items()}
            outcomes["card2anki.lock"] = library.build(after)
            for name, outcome in outcomes.items():
                found[name].survivors += outcome.survivors
                found[name].kept += outcome.kept
                found[name].wrong += outcome.wrong
    print(f"{cards:,} cards, {rounds} rounds, {len(seeds)} times; {short:.0%} have a short answer")
    for name, outcome in found.items():
        share = outcome.kept / outcome.survivors
        print(
            f"  {name:24} {outcome.kept:9,} of {outcome.survivors:,} kept, {share:8.3%};"
            f" {outcome.wrong:,} to a wrong card"
        )


def _time(label: str, cards: Sequence[Written], data: bytes, path_of: dict[int, str]) -> None:
    notes = [(card.note, path_of.get(card.number, card.path)) for card in cards]
    start = time.process_time()
    lock = parse_lock(text_of(data), "lock")
    read = time.process_time()
    given = assign(notes, lock, _NOW + 864_000)
    assigned = time.process_time()
    lock_bytes(updated(lock, given.identities, (), _NOW))
    done = time.process_time()
    kept = len(given.matched.matches)
    print(
        f"  {label:24} read {read - start:5.2f} s, match {assigned - read:5.2f} s,"
        f" write {done - assigned:5.2f} s; {kept:,} of {len(cards):,} known"
    )


def _times() -> None:
    author = Author(0)
    cards = author.cards(_MANY)
    start = time.process_time()
    given = assign([(card.note, card.path) for card in cards], {}, _NOW)
    print(f"{_MANY:,} cards\n  {'a new lock':24} {time.process_time() - start:5.2f} s")
    data = lock_bytes(updated({}, given.identities, (), _NOW))
    print(f"  {'size of the lock':24} {len(data) / 1e6:5.1f} MB")
    _time("nothing edited", cards, data, {})
    _time("one card edited", [author.typo(cards[0]), *cards[1:]], data, {})
    _time("a round of edits", author.edit(cards), data, {})
    _time("all edited", [author.answer(author.typo(card)) for card in cards], data, {})
    moved = {card.number: f"elsewhere/{card.path}" for card in cards}
    _time("all edited and moved", [author.both(card) for card in cards], data, moved)


def main() -> None:
    given = [int(number) for number in sys.argv[1:]]
    cards, rounds, seeds, first = (*given, *(2000, 10, 5, 100)[len(given) :])
    for short in (0.0, 0.1, 0.3):
        _simulate(cards, rounds, range(first, first + seeds), short)
    _times()


if __name__ == "__main__":
    main()

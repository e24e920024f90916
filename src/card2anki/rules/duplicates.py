"""D: cards that are there twice, over all files of a run."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from card2anki.model import Edit, Fix, Safety, Severity
from card2anki.rule import Entry, Hit, all_cards_rule, safe, unsafe
from card2anki.rules.quoting import quoted
from card2anki.rules.similarity import asked, folded, meaning, similar

Item = TypeVar("Item")
#: A card that repeats an earlier one, and that one.
Pair = tuple[Entry, Entry]

#: What of a context can be lost: its words, and the signs of formulas and code.
_WORD = re.compile(r"\w+|[^\w\s.,;:!?'\"’‘“”()*`_-]+")


@all_cards_rule("D401", "same-card", Severity.ERROR, fix=Safety.SAFE)
def same_card(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, Hit]]:
    """A card has the question and the answer of an earlier one.

    Why:
        It is learnt and reviewed twice. Of the two the earlier one is kept. Where something
        would be lost with the later one, such as words of its context, another heading or a
        higher rating, its removal is not a safe fix.

    Bad:
        #### Heap
        :p Which element of a max-heap is at its root?
        ??x
        The largest one.
        x??

        ---

        #### Heap
        :p Which element of a max-heap is at its root?
        ??x
        The largest one.
        x??

    Good:
        #### Heap
        :p Which element of a max-heap is at its root?
        ??x
        The largest one.
        x??

        ---

        #### Height of a heap
        :p How high is a binary heap of n elements?
        ??x
        The logarithm of n to the base 2, rounded down.
        x??
    """
    for later, first in _compared(entries).same_cards:
        message, fix = _removal(later, first)
        yield later, Hit(later.span, message, fix, related=(first.place,))


@all_cards_rule("D402", "same-question", Severity.WARNING)
def same_question(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, Hit]]:
    """A card asks the question of an earlier one and has another answer.

    Why:
        Whoever gives one of the two answers is wrong on the other card, or recalls both and
        learns nothing from it. If the answers agree one card is enough; if they don't, the
        question does not say which of them it wants.

    Bad:
        #### Root of a heap
        :p Which element of a heap is at its root?
        ??x
        The largest one.
        x??

        ---

        #### Root of a min-heap
        :p Which element of a heap is at its root?
        ??x
        The smallest one.
        x??

    Good:
        #### Root of a max-heap
        :p Which element of a max-heap is at its root?
        ??x
        The largest one.
        x??

        ---

        #### Root of a min-heap
        :p Which element has no parent in a heap that puts small ones first?
        ??x
        The smallest one.
        x??
    """
    message = "asked before, with another answer: merge the two or ask more exactly"
    for later, first in _compared(entries).same_questions:
        yield later, Hit(later.span, message, related=(first.place,))


@all_cards_rule("D403", "same-meaning", Severity.WARNING)
def same_meaning(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, Hit]]:
    """A card asks what an earlier one asks, in other words.

    Why:
        It is the same card twice. Questions are taken for the same where they have all words
        in common but those that only frame a question, such as "What is" and "Explain".

    Bad:
        #### Mutex
        :p What is a mutex used for?
        ??x
        To let one thread at a time into a critical section.
        x??

        ---

        #### Purpose of mutexes
        :p Explain the purpose of mutexes.
        ??x
        They let one thread at a time into a critical section.
        x??

    Good:
        #### Mutex
        :p What is a mutex?
        ??x
        A lock that one thread at a time can hold.
        x??

        ---

        #### Unlocking a mutex
        :p Who can unlock a mutex?
        ??x
        The thread that holds it.
        x??
    """
    for later, first in _compared(entries).same_meanings:
        message = f"asks the same as {quoted(first.question)}: merge the two or ask more exactly"
        yield later, Hit(later.span, message, related=(first.place,))


@all_cards_rule("D404", "similar-cards", Severity.INFO)
def similar_cards(
    entries: tuple[Entry, ...], answer_percent: int = 70, question_percent: int = 50
) -> Iterator[tuple[Entry, Hit]]:
    """A card has most of the words of an earlier one, in question and answer.

    Why:
        Either it says the same once more, or the two differ in a detail by which learners
        will mix them up. `answer_percent` and `question_percent` say how many of the words
        have to be common to both.

    Bad:
        #### Reading a file
        :p Which function of C reads bytes from a file descriptor?
        ??x
        The function `read`: it takes the file descriptor, a buffer, and the number of bytes.
        x??

        ---

        #### Writing a file
        :p Which function of C writes bytes to a file descriptor?
        ??x
        The function `write`: it takes the file descriptor, a buffer, and the number of bytes.
        x??

    Good:
        #### Arguments of read and write
        :p What do `read` and `write` take in C, beside the number of bytes?
        ??x
        The file descriptor and a buffer.
        x??

        ---

        #### Result of read
        :p What does `read` return in C at the end of a file?
        ??x
        Zero.
        x??
    """
    for later, first in _compared(entries).similar(answer_percent, question_percent):
        like = f"is much like the card {quoted(first.question)}"
        message = f"{like}: merge them or say what sets them apart"
        yield later, Hit(later.span, message, related=(first.place,))


def _removal(later: Entry, first: Entry) -> tuple[str, Fix]:
    """Return what to say of a card that is there twice, and how to remove it."""
    edit = Edit(later.extent, "")
    if lost := next(_lost(later, first), ""):
        return f"the same card twice, but with {lost}: merge the two", unsafe(edit)
    return "the same card twice: remove this one", safe(edit)


def _lost(later: Entry, first: Entry) -> Iterator[str]:
    """Yield what would be lost with the later of two cards."""
    if more := _more(first.context, later.context):
        named = ", ".join(repr(word) for word in more[:3]) + ", ..." * (len(more) > 3)
        yield f"{named} in the context"
    if _lines(first.answer) != _lines(later.answer) or _lines(first.written) != _lines(
        later.written
    ):
        yield "other indentation"
    if later.book != first.book:
        yield "another book"
    if folded(later.heading) != folded(first.heading) and later.heading:
        yield "another heading"
    if later.rating and later.rating > (first.rating or 0):
        yield "a higher rating"
    if "![" in later.written + later.answer + later.context and _folder(later) != _folder(first):
        yield "images of another folder"


def _folder(entry: Entry) -> str:
    return entry.path.replace("\\", "/").rpartition("/")[0]


def _more(first: str, later: str) -> list[str]:
    """Return the words of a text that another one lacks, in their order."""
    known = set(_WORD.findall(first.casefold()))
    return list(dict.fromkeys(w for w in _WORD.findall(later.casefold()) if w not in known))


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n") if line.strip()]


# -- comparing all cards, once for all rules


@lru_cache(maxsize=1)
def _compared(entries: tuple[Entry, ...]) -> _Comparison:
    return _Comparison(entries)


class _Comparison:
    """The cards of a run sorted out, each step looking at what the one before left over.

    So a card is in one pair as the later one at most, and is said to repeat the first card
    that it repeats most exactly.
    """

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.same_cards: list[Pair] = []
        self.same_questions: list[Pair] = []
        self._asked_once: list[Entry] = []
        for alike in _groups(entries, (folded(entry.question) for entry in entries)):
            self._asked_once.append(alike[0])
            if len(alike) > 1:
                self._sort_out(alike)

    def _sort_out(self, alike: Sequence[Entry]) -> None:
        """Tell the cards of one question apart by their answers."""
        answers = (" ".join(entry.answer.split()) for entry in alike)
        for number, (first, *more) in enumerate(_groups(alike, answers)):
            self.same_cards += [(later, first) for later in more]
            if number:
                self.same_questions.append((first, alike[0]))

    @property
    def same_meanings(self) -> Iterator[Pair]:
        """Yield the cards that ask the same in other words."""
        for first, *more in self._by_meaning:
            yield from ((later.entry, first.entry) for later in more)

    def similar(self, answer_percent: int, question_percent: int) -> Iterator[Pair]:
        """Yield the cards that have most of their words in common."""
        cards = [alike[0] for alike in self._by_meaning]
        answers = (card.entry.answer for card in cards)
        words = [tuple(set(card.words)) for card in cards]
        for later, first in similar(answers, answer_percent, words, question_percent):
            yield cards[later].entry, cards[first].entry

    @cached_property
    def _by_meaning(self) -> list[list[_Asked]]:
        cards = [_Asked(entry, asked(entry.question)) for entry in self._asked_once]
        return _groups(cards, (meaning(card.words) for card in cards))


class _Asked(NamedTuple):
    """A card, and the words that say what it asks for."""

    entry: Entry
    words: tuple[str, ...]


def _groups(items: Iterable[Item], keys: Iterable[Hashable]) -> list[list[Item]]:
    """Return the items that have a key in common, those whose key is empty each alone."""
    groups: dict[Hashable, list[Item]] = {}
    for item, key in zip(items, keys, strict=True):
        groups.setdefault(key or object(), []).append(item)
    return list(groups.values())

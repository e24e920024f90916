"""A library of made-up cards, and authors who edit it: what becomes of who each card is.

The cards are made by patterns, many of them in one pattern with one short answer, since these are
what one card is mistaken for another by. Each card has a number of its own that no edit changes, so
that it is known which identity is right.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from card2anki.anki.identity import assign, updated
from card2anki.anki.lock import Identity, lock_text, parse_lock
from card2anki.anki.notes import Note

_SYLLABLES = "ba co dre fi gul hem ix jor kal lun mer nost op pra quin ros sab tir ulm vel wex zan"
_PROPERTIES = [
    "stable",
    "lazy",
    "ordered",
    "mutable",
    "cached",
    "signed",
    "shared",
    "linear",
    "atomic",
    "recursive",
]
_VERBS = [
    "copies",
    "sorts",
    "locks",
    "sends",
    "frees",
    "checks",
    "reads",
    "merges",
    "counts",
    "splits",
]
_RESULTS = [
    "a list",
    "an error",
    "the last value",
    "nothing",
    "a copy",
    "its index",
    "the old state",
]
_QUESTIONS = (
    "What is {a} used for?",
    "What is the difference between {a} and {b}?",
    "Is {a} {p}?",
    "What does {a} return when {b} is empty?",
    "Why is {a} {p} and {b} not?",
    "How does {a} work in the context of {b}?",
    "When should {a} be preferred to {b}?",
    "What happens to {a} when one {v} it twice?",
    "Which part of {a} {v} the {b}?",
    "Explain the role of {a} in {b}.",
    "Within {a}, what does {b} tell {c}?",
)
_ANSWERS = (
    "It {v} {b} before {c} is {p}.",
    "Since {a} is {p}, it {v} {c} and returns {r}.",
    "First {b} {v} the {c}, then {a} gives {r}.",
    "Without it {c} would be {p} and {b} could not be reached.",
    "Each {a} holds one {c}; the rest is left to {b}.",
    "\n```java\n{c} made = new {c}({b});\nmade.{v}({a});\n```\n",
    "- {b} {v} {a}\n- {c} is {p}\n- the result is {r}",
)
_REWORDINGS = (
    ("What is {0} used for?", "What does one use {0} for?"),
    ("What is the difference", "How can one tell the difference"),
    ("What does", "Say what"),
    ("Why is", "For what reason is"),
    ("How does", "In which way does"),
    ("When should", "In which cases should"),
    ("What happens to", "What becomes of"),
    ("Which part", "What part"),
    ("Explain the role", "Describe the part"),
    ("Within", "Inside"),
    ("Is", "Would you say that"),
)


@dataclass(frozen=True)
class Written:
    """A card as its author sees it; ``number`` says which one it is, whatever it looks like."""

    number: int
    path: str
    heading: str
    question: str
    answer: str

    @property
    def note(self) -> Note:
        return Note(
            question=self.question,
            fields=(self.question, self.answer, "", self.heading, "Source", "8"),
            tags=("rating::8",),
            added_tags=(),
            deck="Deck",
            book="Book",
            path=self.path,
            line=1,
        )


#: The longest answer that says nothing of its card.
_SHORT = 40


class Author:
    """Writes and edits cards; the same seed writes and edits the same.

    ``short`` is the share of cards that have one of three short answers.
    """

    def __init__(self, seed: int, short: float = 0.1) -> None:
        self.chance = random.Random(seed)
        self._short = short
        self._number = 0
        self._files = 0
        self._asked: set[str] = set()
        words = _SYLLABLES.split()
        self._names = ["".join(self.chance.choices(words, k=3)).capitalize() for _ in range(900)]

    def cards(self, number: int, per_file: int = 25) -> list[Written]:
        """Write cards, some files full."""
        return [
            card
            for _ in range(-(-number // per_file))
            for path in [self.file()]
            for card in [self.card(path) for _ in range(per_file)]
        ][:number]

    def file(self) -> str:
        self._files += 1
        return f"book{self._files % 7}/part{self._files:03}.md"

    def card(self, path: str) -> Written:
        self._number += 1
        question = self._question()
        if self.chance.random() < self._short:
            answer = self.chance.choice(["Yes.", "No.", "Only while it is locked."])
        else:
            count = self.chance.randint(1, 6)
            answer = " ".join(self._fill(self.chance.choice(_ANSWERS)) for _ in range(count))
        heading = self.chance.choice(self._names[:40])
        return Written(self._number, path, heading, question, answer)

    def _question(self) -> str:
        """Write a question that was never asked: asked again, it would be the same card."""
        while (question := self._fill(self.chance.choice(_QUESTIONS))) in self._asked:
            pass
        self._asked.add(question)
        return question

    def _fill(self, pattern: str) -> str:
        a, b, c = self.chance.sample(self._names, 3)
        return pattern.format(
            a=a,
            b=b,
            c=c,
            p=self.chance.choice(_PROPERTIES),
            v=self.chance.choice(_VERBS),
            r=self.chance.choice(_RESULTS),
        )

    # -- edits of one card

    def typo(self, card: Written) -> Written:
        """Swap, leave out or double a letter; a space that is doubled is none."""
        old = card.question
        at = self.chance.randrange(len(old) - 1)
        one, two = old[at], old[at + 1]
        made = [old[:at] + new + old[at + 2 :] for new in (two + one, one, one + two + two)]
        return replace(
            card, question=self.chance.choice([q for q in made if q.split() != old.split()] or made)
        )

    def reword(self, card: Written) -> Written:
        for old, new in _REWORDINGS:
            if card.question.startswith(old) and "{" not in old:
                return replace(card, question=new + card.question.removeprefix(old))
        extra = self.chance.choice([" in short", " as a rule", ", in your own words,"])
        at = card.question.find(" ", len(card.question) // 2)
        return replace(card, question=card.question[:at] + extra + card.question[at:])

    def answer(self, card: Written) -> Written:
        """Add a sentence, take one out, or write one anew; a short answer is written anew."""
        sentences = card.answer.split(". ")
        at = self.chance.randrange(len(sentences))
        new = self._fill(self.chance.choice(_ANSWERS)).removesuffix(".")
        kind = self.chance.choice(["add", "remove", "replace"])
        if kind == "add" or len(sentences) == 1:
            sentences.insert(at, new)
        elif kind == "remove":
            del sentences[at]
        else:
            sentences[at] = new
        return replace(card, answer=". ".join(sentences))

    def both(self, card: Written) -> Written:
        """Edit question and answer; who rewrites a question and its "Yes." asks something else."""
        reworded = self.reword(card)
        return self.answer(reworded) if len(card.answer) > _SHORT else reworded

    def retitle(self, card: Written) -> Written:
        return replace(card, heading=self.chance.choice(self._names[40:80]))

    # -- edits of the library

    def edit(self, cards: Sequence[Written], rate: float = 0.03) -> list[Written]:
        """Do everything at once, each kind of edit to some of the cards and files."""
        kept = [card for card in cards if self.chance.random() > rate]
        for edit in (self.typo, self.reword, self.answer, self.both, self.retitle, self.instead):
            kept = [edit(card) if self.chance.random() < rate else card for card in kept]
        moved = [self.chance.random() < rate for _ in kept]
        stay = [card for card, is_moved in zip(kept, moved, strict=True) if not is_moved]
        paths = sorted({card.path for card in stay})
        for card in itertools.compress(kept, moved):
            self._insert(stay, replace(card, path=self.chance.choice(paths)))
        for _ in range(round(rate * len(cards))):
            self._insert(stay, self.card(self.chance.choice(paths)))
        return self.rename(self.split(self.merge(self.reorder(stay))))

    def instead(self, card: Written) -> Written:
        """Write another card at the place of one that is deleted, the half by its pattern."""
        new = replace(self.card(card.path), heading=card.heading)
        kinds = (self._names, _PROPERTIES, _VERBS)
        words = [(word, kind) for kind in kinds for word in kind if word in card.question]
        if card.question not in self._asked or self.chance.random() < 0.5:
            return new
        word, kind = self.chance.choice(words)
        other = self.chance.choice(kind)
        question = card.question.replace(word, other)
        if other in card.question or question in self._asked:
            return new
        self._asked.add(question)
        return replace(new, question=question)

    def _insert(self, cards: list[Written], new: Written) -> None:
        places = [at for at, card in enumerate(cards) if card.path == new.path]
        cards.insert(self.chance.choice(places) + self.chance.randint(0, 1), new)

    def reorder(self, cards: Iterable[Written]) -> list[Written]:
        """Put the cards of some files in another order."""
        cards = list(cards)
        for path in self._some_files(cards):
            places = [at for at, card in enumerate(cards) if card.path == path]
            mixed = [cards[at] for at in self.chance.sample(places, len(places))]
            for at, card in zip(places, mixed, strict=True):
                cards[at] = card
        return cards

    def rename(self, cards: Iterable[Written]) -> list[Written]:
        cards = list(cards)
        new = {path: self.file() for path in self._some_files(cards)}
        return [replace(card, path=new.get(card.path, card.path)) for card in cards]

    def split(self, cards: Iterable[Written]) -> list[Written]:
        cards = list(cards)
        new = {path: self.file() for path in self._some_files(cards)}
        return [
            replace(card, path=new[card.path])
            if card.path in new and self.chance.random() < 0.5
            else card
            for card in cards
        ]

    def merge(self, cards: Iterable[Written]) -> list[Written]:
        cards = list(cards)
        paths = self._some_files(cards)
        into = dict(zip(paths[::2], paths[1::2], strict=False))
        return [replace(card, path=into.get(card.path, card.path)) for card in cards]

    def _some_files(self, cards: Iterable[Written]) -> list[str]:
        paths = sorted({card.path for card in cards})
        return self.chance.sample(paths, max(2, len(paths) // 20)) if len(paths) > 2 else []


@dataclass
class Outcome:
    """What became of the cards that survived an edit: how many kept who they are.

    ``wrong`` counts the identities that went to another card, of those that still are and of those
    that are gone.
    """

    survivors: int = 0
    kept: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)


class Library:
    """Cards with the lock, from one edit to the next; the lock is written and read each time."""

    def __init__(self, cards: Sequence[Written], note: Callable[[Written], Note] | None = None):
        self.note = note or (lambda card: card.note)
        self.lock: dict[str, Identity] = {}
        self.guids: dict[int, str] = {}
        self.cards: Sequence[Written] = ()
        self.now = 1_700_000_000
        self.build(cards)

    def build(self, cards: Sequence[Written]) -> Outcome:
        """Give the cards their identities and say how many of the survivors kept theirs."""
        before, owners = self.guids, {guid: number for number, guid in self.guids.items()}
        owners |= {guid: -1 for guid in self.lock if guid not in owners}
        self.now += 86_400
        notes = [(self.note(card), card.path) for card in cards]
        given = assign(notes, self.lock, self.now)
        paths = {one.path for one in self.lock.values()} | {card.path for card in cards}
        after = updated(self.lock, given.identities, paths, self.now)
        self.lock = parse_lock(lock_text(after), "lock")
        self.guids = {c.number: i.guid for c, i in zip(cards, given.identities, strict=True)}
        olds = {card.number: card for card in self.cards}
        self.cards = cards
        outcome = Outcome()
        for number, (card, guid) in enumerate(zip(cards, self.guids.values(), strict=True)):
            owner = owners.get(guid, card.number)
            match = given.matched.matches.get(number)
            if card.number in before:
                outcome.survivors += 1
                outcome.kept += before[card.number] == guid
            if owner != card.number:
                outcome.wrong += 1
            if owner != card.number or before.get(card.number, guid) != guid:
                old = olds.get(card.number, card)
                outcome.examples.append(f"{old}\n  -> {card}\n  {match}")
        return outcome


#: What other tools make a GUID of.
ALTERNATIVES: Mapping[str, Callable[[Written], str]] = {
    "hash of all fields": lambda card: f"{card.question}|{card.answer}|{card.heading}",
    "hash of the question": lambda card: card.question,
    "file, heading, question": lambda card: f"{card.path}|{card.heading}|{card.question}",
}


def without_lock(
    before: Sequence[Written], after: Sequence[Written], key: Callable[[Written], str]
) -> Outcome:
    """Say what a GUID that is made of the card alone makes of an edit."""
    old = {card.number: key(card) for card in before}
    owners: dict[str, set[int]] = {}
    for number, guid in old.items():
        owners.setdefault(guid, set()).add(number)
    shared = Counter(map(key, after))
    outcome = Outcome()
    for card in after:
        guid = key(card)
        is_known = card.number in old
        kept = is_known and old[card.number] == guid and shared[guid] == 1
        outcome.survivors += is_known
        outcome.kept += kept
        outcome.wrong += not kept and guid in owners
    return outcome

"""Cards are known again through any edit, and no card for another."""

import random
from dataclasses import replace
from operator import eq

import pytest

from card2anki.anki.comparing import _MOST_NEAR
from card2anki.anki.identity import Assigned, assign, updated
from card2anki.anki.likeness import TEXT, Questions, asked, beginning, common_share, sketch_of
from card2anki.anki.lock import Identity
from card2anki.anki.matching import Reason
from card2anki.anki.notes import Note
from card2anki.anki.package import Packed
from card2anki.report.lock import explained
from tests.edits import ALTERNATIVES, Author, Library, Written, without_lock

_NOW = 1_700_000_000


def _note(question: str, answer: str, path: str = "a.md") -> Note:
    return Written(0, path, "", question, answer).note


def _known(*notes: Note) -> dict[str, Identity]:
    given = assign([(note, note.path) for note in notes], {}, _NOW)
    return updated({}, given.identities, (), _NOW)


def _why(note: Note, given: Assigned) -> str:
    (one,) = explained([Packed(note, given.identities[0])], given.matched)
    return one.why


_LONG = (
    "It holds a queue of tasks. A worker takes the oldest one, runs it, and takes the next one"
    " until the queue is closed; then it ends."
)


@pytest.mark.parametrize(
    ("question", "answer", "path", "reason", "why"),
    [
        ("What does a worker pool hold?", _LONG, "a.md", Reason.CONTENT, "nothing changed"),
        (
            "What does a worker pool hold?",
            _LONG,
            "b.md",
            Reason.CONTENT,
            "nothing changed, moved from a.md",
        ),
        (
            "what does a  worker pool hold?",
            _LONG,
            "a.md",
            Reason.ANSWER,
            "same question and answer",
        ),
        (
            "What does a worker pool hold?",
            "Something else.",
            "a.md",
            Reason.QUESTION,
            "same question, 89% alike",
        ),
        ("What does a wroker pool hold?", _LONG, "a.md", Reason.LIKE, "alike, 90% alike"),
        (
            "Say what a worker pool holds.",
            _LONG,
            "b.md",
            Reason.LIKE,
            "alike, 85% alike, moved from a.md",
        ),
        (
            "Name the contents of such a pool.",
            _LONG,
            "b.md",
            Reason.LIKE,
            "alike, 57% alike, moved from a.md",
        ),
    ],
)
def test_why_a_card_is_known(
    question: str, answer: str, path: str, reason: Reason, why: str
) -> None:
    lock = _known(
        _note("What does a worker pool hold?", _LONG),
        _note("What does a thread hold?", "A stack and registers, and what is local to it."),
    )
    note = _note(question, answer, path)
    given = assign([(note, path)], lock, _NOW + 60)
    match = given.matched.matches[0]
    assert (match.reason, match.identity.text) == (reason, "What does a worker pool hold?")
    assert _why(note, given) == why


def test_a_new_card_is_told_what_it_is_nearest_to() -> None:
    lock = _known(_note("Is a queue bounded?", "Yes."))
    note = _note("Is a stack bounded?", "Yes.")
    given = assign([(note, "a.md")], lock, _NOW + 60)
    assert given.matched.matches == {}
    assert _why(note, given) == "new: the likest known card is 56% alike: 'Is a queue bounded?'"


def test_the_order_of_cards_and_of_the_lock_does_not_matter() -> None:
    author = Author(5)
    cards = author.cards(150)
    lock = _known(*(card.note for card in cards))
    edited = author.edit(cards, 0.2)
    chance = random.Random(1)
    found = []
    for _ in range(3):
        chance.shuffle(edited)
        shuffled = dict(chance.sample(sorted(lock.items()), len(lock)))
        given = assign([(card.note, card.path) for card in edited], shuffled, _NOW + 60)
        known = given.matched.matches
        found.append({c.number: known[n].identity.guid for n, c in enumerate(edited) if n in known})
    assert found[0] == found[1] == found[2]


def test_a_run_on_some_files_takes_nothing_from_the_others() -> None:
    lock = _known(_note("What does a worker pool hold?", _LONG, "b.md"))
    near = _note("What does a worker pool hold today?", _LONG, "a.md")
    given = assign([(near, "a.md")], lock, _NOW + 60, {"b.md"})
    assert given.matched.matches == {}
    same = assign([(near, "a.md")], lock, _NOW + 60)
    assert same.matched.matches[0].reason is Reason.LIKE


@pytest.mark.parametrize(
    ("question", "other"),
    [
        (
            "Which part of a worker pool frees the queue?",
            "Which part of a worker pool locks the queue?",
        ),
        (
            "Within Java, what does a pool tell its worker?",
            "Within Java, what does a pool tell its caller?",
        ),
        ("What does `__repr__` do in a pool?", "What does `__str__` do in a pool?"),
        ("What is a pool?", "What is the size of a pool of connections?"),
    ],
)
def test_a_card_that_took_the_place_of_another_is_new(question: str, other: str) -> None:
    lock = _known(_note(question, _LONG), _note("What is a thread?", "It runs."))
    answer = "Only what was asked for is sent, so that nobody waits for more; the rest comes later."
    for path in ("a.md", "b.md"):
        given = assign([(_note(other, answer, path), path)], lock, _NOW + 60)
        assert given.matched.matches == {}
        assert given.matched.nearest[0].identity.text == question


@pytest.mark.parametrize(
    ("question", "answer", "is_known"),
    [
        ("What does a pool of workers hold today?", _LONG + " Then it is gone.", True),
        ("What does a pool of workers hold?", "A queue.", False),
        ("What does a pool of sailors hold?", _LONG, False),
    ],
)
def test_a_retired_card_comes_back_if_question_and_answer_do(
    question: str, answer: str, is_known: bool
) -> None:
    lock = _known(_note("What does a pool of workers hold?", _LONG))
    gone = updated(lock, [], {"a.md"}, _NOW + 60)
    given = assign([(_note(question, answer), "a.md")], gone, _NOW + 120)
    assert bool(given.matched.matches) is is_known


def test_cards_of_a_file_that_is_too_long_to_compare_all_are_found() -> None:
    author = Author(3)
    cards = [replace(card, path="a.md") for card in author.cards(_MOST_NEAR + 100)]
    lock = _known(*(card.note for card in cards))
    edited = [author.typo(card) for card in cards]
    given = assign([(card.note, "a.md") for card in edited], lock, _NOW + 60)
    was = {one.text: one.guid for one in lock.values()}
    known = [was[card.question] for card in cards]
    found = [one.guid for one in given.identities]
    assert sum(map(eq, known, found)) > 0.99 * len(cards)
    assert not {one for one, mine in zip(found, known, strict=True) if one != mine} & set(known)


def test_the_sample_of_questions_is_the_same_in_any_order() -> None:
    texts = [f"How is thing number {number} made?" for number in range(3000)]
    one, two = asked(texts[7]), asked("How is thing number 8 sold?")
    shares = {Questions(order).common_share(one, two) for order in (texts, texts[::-1], texts * 2)}
    assert len(shares) == 1


@pytest.mark.parametrize("short", [0.0, 0.1, 0.3])
def test_ten_rounds_of_everything_at_once(short: float) -> None:
    author = Author(1, short)
    library = Library(author.cards(2000))
    survivors = kept = wrong = 0
    for _ in range(10):
        outcome = library.build(author.edit(library.cards))
        survivors += outcome.survivors
        kept += outcome.kept
        wrong += outcome.wrong
    assert survivors > 18_000
    assert wrong == 0
    assert kept >= 0.9995 * survivors


def test_what_other_tools_do_loses_histories() -> None:
    author = Author(1)
    before = author.cards(2000)
    after = author.edit(before)
    ours = Library(before).build(after)
    for key in ALTERNATIVES.values():
        assert without_lock(before, after, key).kept < 0.97 * ours.kept


def test_sketches_estimate_what_is_common() -> None:
    words = [f"word{number}" for number in range(300)]
    text = " ".join(words)
    assert common_share(sketch_of(text), sketch_of(text)) == 1
    half = " ".join(words[:200]), " ".join(words[100:])
    assert common_share(*map(sketch_of, half)) == pytest.approx(1 / 3, abs=0.15)
    assert common_share(sketch_of("Yes."), sketch_of("No.")) < 0.5
    assert sketch_of("Yes.") == sketch_of("yes .")


def test_the_sketch_is_the_same_everywhere() -> None:
    assert sketch_of("Mostly of steel.") == "AAEAAAAAAAAAAAAAYAAAAAAAAAAAEAAJAAAAAAAAAAA"


def test_questions_of_one_pattern_are_told_apart_by_their_names() -> None:
    questions = Questions(f"What is the {name} used for?" for name in ("bolt", "latch", "hinge"))
    bolt, latch = asked("What is the bolt used for?"), asked("What is the latch used for?")
    typo = asked("What is the blot used for?")
    assert not questions.names_in(bolt, latch)
    assert questions.names_in(latch, asked("Tell what a latch is good for."))
    assert questions.words_in(typo, bolt)
    assert questions.common_share(bolt, typo) > questions.common_share(bolt, latch)


def test_the_beginning_of_a_question_is_one_line() -> None:
    assert beginning("What\n is\u2028 this\x1e?\n") == "What is this ?"
    assert len(beginning("word " * 100)) <= TEXT
    assert beginning("odd \udcff").isascii()


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("How long is an IPv4 address?", "How long is an IPv6 address?"),
        ("What became of the yard in 1914?", "What became of the yard in 1918?"),
        ("Which service listens on port 8080?", "Which service listens on port 8088?"),
    ],
)
def test_a_number_is_no_typo_of_another(question: str, other: str) -> None:
    lock = _known(_note(question, "It has four parts, each of one byte."))
    new = assign([(_note(other, "Eight groups, with colons."), "a.md")], lock, _NOW + 60)
    assert new.matched.matches == {}
    kept = assign([(_note(other, "It has four parts, each of one byte."), "a.md")], lock, _NOW + 60)
    assert kept.matched.matches[0].reason is Reason.LIKE

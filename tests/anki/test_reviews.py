"""Edits never cost a review: the whole way, with the real engine as the learner."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from tests.conftest import Run
from tests.edits import Author, Written

if TYPE_CHECKING:
    from anki.cards import CardId

_CARDS = 200
_FIRST = 1_700_000_000
#: A build after all that the learner does in these tests: Anki takes what is newer.
_SECOND = int(time.time()) + 3600


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def _write(decks: Path, cards: list[Written]) -> None:
    for file in decks.rglob("*.md"):
        file.unlink()
    for path in {card.path for card in cards}:
        file = decks / path
        file.parent.mkdir(parents=True, exist_ok=True)
        texts = [
            f"#### {card.heading}\n:p {card.question}\n??x\n{card.answer}\nx??\n"
            for card in cards
            if card.path == path
        ]
        file.write_text("# Flashcards: Machines\n\n---\n\n" + "\n---\n\n".join(texts), "utf-8")


def _import(collection: Collection, package: Path) -> tuple[int, int]:
    """Import a package as a double click does; return how many notes are new, and updated."""
    request = ImportAnkiPackageRequest(
        package_path=str(package), options=ImportAnkiPackageOptions()
    )
    log = collection.import_anki_package(request).log
    return len(log.new), len(log.updated)


def _build(run: Run, decks: Path, package: Path, epoch: int) -> None:
    result = run("build", decks, "-o", package, "--single", epoch=epoch)
    assert result.returncode == 0, result.stderr


def _learn(collection: Collection) -> dict["CardId", tuple[int, int, int, int]]:
    """Review all cards, some flagged, some suspended; return what the learner has of each."""
    cards = sorted(collection.find_cards(""))
    for number, card in enumerate(cards):
        collection.sched.set_due_date([card], f"{number % 90 + 1}!")
        if number % 5 == 0:
            collection.set_user_flag_for_cards(number % 7 + 1, [card])
        if number % 11 == 0:
            collection.sched.suspend_cards([card])
        note = collection.get_card(card).note()
        note.tags.append("mine")
        collection.update_note(note)
    return {card: _history(collection, card) for card in cards}


def _history(collection: Collection, number: "CardId") -> tuple[int, int, int, int]:
    card = collection.get_card(number)
    return card.ivl, card.due, card.flags, int(card.queue)


def _asked(collection: Collection, number: "CardId") -> str:
    return collection.get_card(number).note()["Question"]


def _all_decks_hold_cards(collection: Collection) -> bool:
    names = [deck.name for deck in collection.decks.all_names_and_ids()]
    return all(collection.find_cards(f'deck:"{name}"') for name in names if name != "Default")


def test_a_fifth_of_the_sources_is_edited_and_no_review_is_lost(
    collection: Collection, card2anki: Run, tmp_path: Path
) -> None:
    author = Author(3, short=0.05)
    decks, package = tmp_path / "decks", tmp_path / "all.apkg"
    cards = author.cards(_CARDS, per_file=20)
    _write(decks, cards)
    _build(card2anki, decks, package, _FIRST)
    assert _import(collection, package) == (_CARDS, 0)
    learnt = _learn(collection)
    before = {number: _asked(collection, number) for number in learnt}

    edited = [
        author.chance.choice([author.typo, author.reword, author.answer, author.both])(card)
        if number % 5 == 0
        else card
        for number, card in enumerate(cards)
    ]
    kept_as_they_were = {card.question for card, old in zip(edited, cards, strict=True)
                         if card == old}  # fmt: skip
    _write(decks, edited)
    _build(card2anki, decks, package, _SECOND)
    assert _import(collection, package) == (0, _CARDS // 5)

    assert set(collection.find_cards("")) == set(learnt)
    assert {number: _history(collection, number) for number in learnt} == learnt
    for number, question in before.items():
        has_own_tag = "mine" in collection.get_card(number).note().tags
        assert has_own_tag == (question in kept_as_they_were)
    assert collection.note_count() == _CARDS
    assert _all_decks_hold_cards(collection)
    assert sorted(_asked(collection, number) for number in learnt) == sorted(
        card.question for card in edited
    )
    problems, is_sound = collection.fix_integrity()
    assert is_sound, problems


def test_cards_that_move_vanish_and_come_back_keep_their_reviews(
    collection: Collection, card2anki: Run, tmp_path: Path
) -> None:
    author = Author(4, short=0.05)
    decks, package = tmp_path / "decks", tmp_path / "all.apkg"
    cards = author.cards(60, per_file=20)
    _write(decks, cards)
    _build(card2anki, decks, package, _FIRST)
    _import(collection, package)
    learnt = _learn(collection)
    moved = author.split(author.rename(cards[10:]))
    _write(decks, moved)
    _build(card2anki, decks, package, _SECOND)
    assert _import(collection, package) == (0, 0)
    _write(decks, cards)
    _build(card2anki, decks, package, _SECOND + 60)
    assert _import(collection, package) == (0, 0)
    assert {number: _history(collection, number) for number in learnt} == learnt
    tags = [collection.get_card(number).note().tags for number in learnt]
    assert all("mine" in of_note for of_note in tags)
    assert _all_decks_hold_cards(collection)


def test_what_a_learner_changed_later_than_the_author_wins(
    collection: Collection, card2anki: Run, tmp_path: Path
) -> None:
    decks, package = tmp_path / "decks", tmp_path / "all.apkg"
    (card,) = Author(5, short=0).cards(1)
    _write(decks, [card])
    _build(card2anki, decks, package, _FIRST)
    _import(collection, package)
    _learn(collection)  # tags the note now
    _write(decks, [replace(card, answer="An answer of before that.")])
    _build(card2anki, decks, package, _FIRST + 60)
    assert _import(collection, package) == (0, 0)
    _write(decks, [replace(card, answer="An answer of after that.")])
    _build(card2anki, decks, package, _SECOND)
    assert _import(collection, package) == (0, 1)

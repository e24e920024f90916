"""The decks of this repository: worth studying, clean, and locked."""

import re
import shutil
from pathlib import Path

import pytest

from card2anki.config import Config
from card2anki.model import Deck
from card2anki.pipeline import Run, lint_deck, load
from card2anki.source.discover import discover
from tests.conftest import Run as Card2Anki

_DECKS = Path(__file__).parents[1] / "decks"
_FILES = discover([str(_DECKS)])
_ALL = [load(file) for file in _FILES]


def test_there_is_enough_to_study() -> None:
    cards = [card for deck in _ALL for card in deck.cards]
    assert len(cards) >= 75
    assert len(_ALL) >= 3
    assert {card.rating for card in cards} == {6, 7, 8, 9, 10}
    assert {"java", "pseudocode", "python"} <= {s.language for c in cards for s in c.snippets}
    text = "".join(deck.source.text for deck in _ALL)
    assert re.search(r"^\|---", text, re.MULTILINE)
    assert r"\[" in text
    assert "![" in text


@pytest.mark.parametrize("deck", _ALL, ids=lambda deck: Path(deck.source.path).stem)
def test_no_finding_at_all(deck: Deck) -> None:
    run = Run(tuple(_FILES), _DECKS, _DECKS, Config())
    assert lint_deck(run, deck).findings == ()


@pytest.mark.parametrize("deck", _ALL, ids=lambda deck: Path(deck.source.path).stem)
def test_python_snippets_are_python(deck: Deck) -> None:
    for card in deck.cards:
        for snippet in card.snippets:
            if snippet.language == "python":
                compile(snippet.code, deck.source.path, "exec", dont_inherit=True)


def test_the_lock_is_up_to_date(card2anki: Card2Anki, tmp_path: Path) -> None:
    shutil.copytree(_DECKS, tmp_path / "decks")
    assert card2anki("build", "decks").returncode == 0
    lock = "card2anki.lock"
    assert (tmp_path / "decks" / lock).read_text() == (_DECKS / lock).read_text()


def test_they_are_formatted(card2anki: Card2Anki) -> None:
    result = card2anki("format", "--check", _DECKS)
    assert (result.returncode, result.stdout) == (0, "")

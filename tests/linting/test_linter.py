"""Rules on what they look at: whose a finding is, in which order, and known by what."""

from pathlib import Path

from card2anki.linting.linter import LintedFile, lint, placed, unsuppressed
from card2anki.model import Placed
from tests.linted import active, deck_of, findings

CARD = "#### Pot\n:p What is {}?\n??x\nThe pot.\n??x\n\n---\n\n"


def linted(text: str, *codes: str) -> LintedFile:
    return lint(deck_of(text), active(*codes))


def all_placed(text: str) -> tuple[Placed, ...]:
    file = linted(text, "F001", "F002", "F010")
    return placed(file, unsuppressed(file), Path(), file.judged).findings


def test_findings_come_in_the_order_of_the_text() -> None:
    text = CARD.format("hot") + "Chatter.\n\n---\n\n" + CARD.format("cold")
    assert [one.code for one in findings(text, "F010", "F001")] == ["F001", "F010", "F001"]


def test_a_finding_knows_its_card() -> None:
    text = CARD.format("hot") + CARD.format("very\ncold")
    assert [one.card for one in findings(text, "F001")] == ["What is hot?", "What is very cold?"]


def test_a_fingerprint_stays_when_lines_move() -> None:
    text = CARD.format("hot") + CARD.format("cold")
    before = [one.fingerprint for one in all_placed(text)]
    after = [one.fingerprint for one in all_placed(f"# Flashcards: Pots\n\n---\n\n{text}")]
    assert before == after
    assert len(set(before)) == 2


def test_findings_that_are_alike_have_fingerprints_of_their_own() -> None:
    found = all_placed(CARD.format("hot") * 3)
    assert len({one.fingerprint for one in found}) == len(found) == 3


def test_what_a_file_holds_is_counted() -> None:
    file = linted(CARD.format("hot").replace("The pot.", "```c\nint x;\n```"))
    assert (file.cards, file.snippets) == (1, {"c": 1})


def test_nothing_is_kept_for_comparison_where_nothing_compares() -> None:
    assert linted(CARD.format("hot"), "F001").entries == ()


def test_a_file_without_cards() -> None:
    found = findings("Only prose.\n", "F010", "F014")
    assert [(one.code, one.card) for one in found] == [("F010", ""), ("F014", "")]

"""What becomes of a learner's reviews when a package goes through an import, by the real engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)

from tests.conftest import Run

_DECK = """\
# Flashcards: Birds (Part 1)

---

**Rating: 8/10**

#### Herons
:p Which bird is grey?
??x
The `heron`.
x??

---
"""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    (tmp_path / "learner").mkdir()
    opened = Collection(str(tmp_path / "learner" / "collection.anki2"))
    yield opened
    opened.close()


def _import(collection: Collection, package: Path) -> ImportLogWithChanges.Log:
    request = ImportAnkiPackageRequest(
        package_path=str(package), options=ImportAnkiPackageOptions()
    )
    return collection.import_anki_package(request).log


def _export(collection: Collection, file: Path, *, legacy: bool) -> None:
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
    collection.export_anki_package(out_path=str(file), options=options, limit=None)


@pytest.mark.parametrize("legacy", [True, False])
def test_a_deck_that_went_through_anki_updates_it_again(
    card2anki: Run, collection: Collection, tmp_path: Path, legacy: bool
) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/birds.md").write_text(_DECK)
    card2anki("build", "-o", "a.apkg", epoch=1_700_000_000)
    _import(collection, tmp_path / "a.apkg")
    (card,) = collection.find_cards("")
    collection.sched.set_due_date([card], "40!")
    note = collection.get_card(card).note()
    _export(collection, tmp_path / "b.apkg", legacy=legacy)
    assert card2anki("import", "b.apkg", "-o", "back/birds.md").returncode == 0
    file = tmp_path / "back/birds.md"
    assert file.read_text() == _DECK
    # built again without an edit: no note is touched
    card2anki("build", "back", "-o", "c.apkg", epoch=1_900_000_000)
    log = _import(collection, tmp_path / "c.apkg")
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, 1)
    # built again after an edit: the same note is updated
    file.write_text(_DECK.replace("The `heron`.", "The `grey heron`."))
    card2anki("build", "back", "-o", "d.apkg", epoch=1_900_000_000)
    log = _import(collection, tmp_path / "d.apkg")
    assert (len(log.new), len(log.updated)) == (0, 1)
    assert collection.get_note(note.id)["Answer"] == "The <code>grey heron</code>."
    assert (collection.note_count(), collection.get_card(card).ivl) == (1, 40)


def test_somebody_elses_note_is_not_doubled_and_takes_edits_once_its_type_is_changed(
    card2anki: Run, collection: Collection, tmp_path: Path
) -> None:
    basic = collection.models.by_name("Basic")
    assert basic is not None
    note = collection.new_note(basic)
    note["Front"], note["Back"] = "Which bird is grey?", "The heron."
    collection.add_note(note, 1)  # type: ignore[arg-type]
    (card,) = note.card_ids()
    collection.sched.set_due_date([card], "40!")
    _export(collection, tmp_path / "a.apkg", legacy=False)
    card2anki("import", "a.apkg", "-o", "birds/birds.md")
    card2anki("build", "birds", "-o", "b.apkg", epoch=1_900_000_000)
    log = _import(collection, tmp_path / "b.apkg")
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 1)
    assert (collection.note_count(), collection.get_note(note.id)["Back"]) == (1, "The heron.")
    # the learner changes the note's type: Front to Question, Back to Answer
    ours = collection.models.by_name("card2anki")
    assert ours is not None
    change = collection.models.change_notetype_info(
        old_notetype_id=basic["id"], new_notetype_id=ours["id"]
    ).input
    change.note_ids.append(note.id)
    del change.new_fields[:]
    change.new_fields.extend([0, 1, *[-1] * 8])
    collection.models.change_notetype_of_notes(change)
    file = tmp_path / "birds/birds.md"
    file.write_text(file.read_text().replace("The heron.", "The grey heron."))
    card2anki("build", "birds", "-o", "c.apkg", epoch=1_900_003_600)
    log = _import(collection, tmp_path / "c.apkg")
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 1, 0)
    assert collection.get_note(note.id)["Answer"] == "The grey heron."
    assert (collection.note_count(), collection.get_card(card).ivl) == (1, 40)

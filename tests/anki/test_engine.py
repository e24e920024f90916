"""What Anki does with the packages, asked of the real engine."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)

from tests.conftest import Run

if TYPE_CHECKING:
    from anki.cards import CardId

_DECK = dedent(
    """\
    # Flashcards: Garden Tools (Part 2)

    **Starting Chapter:** Blades & Handles

    ---

    **Rating: 9/10**

    #### Spades
    A spade has a flat blade.

    :p What does a spade cut?
    ??x
    It cuts `List<Turf>`, see ![a spade](spade.png).

    ```java
    Spade spade = new Spade();
    ```
    x??

    ---

    **Rating: 7/10**

    #### Rakes
    :p How many tines has a rake?
    ??x
    \\( n < 16 \\), as a rule.
    x??

    :p Who walks on a rake?
    ??x
    Nobody twice. [sound:ouch.mp3]
    x??

    ---
    """
)
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "tools.md").write_text(_DECK, "utf-8")
    (folder / "spade.png").write_bytes(_PIXEL)
    return folder


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


Build = Callable[[int], Path]


@pytest.fixture
def build(card2anki: Run, decks: Path, tmp_path: Path) -> Build:
    def run(epoch: int) -> Path:
        result = card2anki("build", decks, "-o", tmp_path / "out", epoch=epoch)
        assert result.returncode == 0, result.stderr
        return tmp_path / "out" / "garden-tools.apkg"

    return run


def _import(collection: Collection, package: Path) -> ImportLogWithChanges:
    request = ImportAnkiPackageRequest(
        package_path=str(package), options=ImportAnkiPackageOptions()
    )
    return collection.import_anki_package(request)


def _only(collection: Collection, query: str) -> "CardId":
    (card,) = collection.find_cards(query)
    return card


def _edit(decks: Path, old: str, new: str) -> None:
    file = decks / "tools.md"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_notes_cards_tags_decks_and_media_arrive(collection: Collection, build: Build) -> None:
    log = _import(collection, build(1_700_000_000)).log
    assert len(log.new) == 3
    names = {deck.name for deck in collection.decks.all_names_and_ids(include_filtered=False)}
    assert names == {"Default", "Garden Tools", "Garden Tools::02 Blades & Handles"}
    assert set(collection.tags.all()) == {
        "book::garden-tools",
        "chapter::blades-handles",
        "lang::java",
        "part::02",
        "rating::7",
        "rating::9",
    }
    assert collection.card_count() == 3
    note = collection.get_card(_only(collection, "spade")).note()
    assert note.tags == [
        "book::garden-tools",
        "chapter::blades-handles",
        "lang::java",
        "part::02",
        "rating::9",
    ]
    assert note["Rating"] == "9"
    assert note["Heading"] == "Spades"
    assert note["Source"] == "Garden Tools, part 2 · Blades &amp; Handles"
    assert note["CardId"] == note.guid
    assert (note.id, note.mod) == (1_700_000_000_000, 1_700_000_000)
    (media,) = [p.name for p in Path(collection.media.dir()).iterdir()]
    assert f'<img src="{media}" alt="a spade">' in note["Answer"]
    assert collection.media.check().missing == []


def test_every_card_renders(collection: Collection, build: Build) -> None:
    _import(collection, build(1_700_000_000))
    for number in collection.find_cards(""):
        card = collection.get_card(number)
        output = card.render_output()
        assert card.note()["Question"] in output.question_text
        assert card.note()["Answer"] in output.answer_text
        assert output.question_av_tags == []
        assert output.answer_av_tags == []
        assert "{{" not in output.answer_text
    answer = collection.get_card(_only(collection, "tines")).render_output().answer_text
    assert r"\(n &lt; 16\)" in answer


def test_new_cards_come_in_the_order_of_the_source(collection: Collection, build: Build) -> None:
    _import(collection, build(1_700_000_000))
    cards = [collection.get_card(number) for number in collection.find_cards("")]
    asked = [card.note()["Question"] for card in sorted(cards, key=lambda card: card.due)]
    assert asked == ["What does a spade cut?", "How many tines has a rake?", "Who walks on a rake?"]


def test_the_same_package_again_changes_nothing(collection: Collection, build: Build) -> None:
    package = build(1_700_000_000)
    _import(collection, package)
    before = collection.db.all("select * from notes order by id")  # type: ignore[union-attr]
    log = _import(collection, package).log
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, 3)
    assert collection.db.all("select * from notes order by id") == before  # type: ignore[union-attr]


def test_a_build_of_unchanged_sources_touches_no_note(collection: Collection, build: Build) -> None:
    _import(collection, build(1_700_000_000))
    note = collection.get_card(_only(collection, "spade")).note()
    note.tags.append("mine")
    collection.update_note(note)
    log = _import(collection, build(1_710_000_000)).log
    assert len(log.updated) == 0
    assert "mine" in collection.get_card(_only(collection, "spade")).note().tags


def test_an_edited_answer_keeps_the_review_history(
    collection: Collection, build: Build, decks: Path
) -> None:
    _import(collection, build(1_700_000_000))
    number = _only(collection, "tines")
    collection.sched.set_due_date([number], "40!")
    collection.set_user_flag_for_cards(3, [number])
    learned = collection.get_card(number)
    _edit(decks, "as a rule.", "mostly twelve.")
    log = _import(collection, build(1_700_003_600)).log
    assert (len(log.new), len(log.updated)) == (0, 1)
    card = collection.get_card(_only(collection, "tines"))
    assert card.id == number
    assert "mostly twelve" in card.note()["Answer"]
    assert (card.ivl, card.due, card.flags) == (learned.ivl, learned.due, 3)
    assert card.ivl == 40


def test_an_edit_within_the_same_second_still_arrives(
    collection: Collection, build: Build, decks: Path
) -> None:
    _import(collection, build(1_700_000_000))
    _edit(decks, "as a rule.", "mostly twelve.")
    log = _import(collection, build(1_700_000_000)).log
    assert len(log.updated) == 1


def test_a_moved_card_stays_the_same_card(
    collection: Collection, build: Build, decks: Path
) -> None:
    _import(collection, build(1_700_000_000))
    (decks / "tools.md").rename(decks / "renamed.md")
    log = _import(collection, build(1_710_000_000)).log
    assert (len(log.new), len(log.updated)) == (0, 0)


def test_the_note_type_is_ours_to_the_letter(collection: Collection, build: Build) -> None:
    from card2anki.anki.notetype import FIELDS, NAME, NOTE_TYPE_ID, TEMPLATE_ID

    _import(collection, build(1_700_000_000))
    kept = collection.models.by_name(NAME)
    assert kept is not None
    assert kept["id"] == NOTE_TYPE_ID
    assert {field["name"]: field["id"] for field in kept["flds"]} == FIELDS
    assert [template["id"] for template in kept["tmpls"]] == [TEMPLATE_ID]


def test_the_collection_stays_sound(collection: Collection, build: Build) -> None:
    _import(collection, build(1_700_000_000))
    problems, sound = collection.fix_integrity()
    assert sound, problems


def test_all_of_our_own_decks_arrive(
    collection: Collection, card2anki: Run, tmp_path: Path
) -> None:
    root = Path(__file__).parents[2]
    result = card2anki(
        "build", root / "decks", "-o", tmp_path / "out", "--output-format", "json", "--dry-run"
    )
    assert result.returncode == 0, result.stderr
    planned = json.loads(result.stdout)["packages"]
    result = card2anki(
        "build", root / "decks", "-o", tmp_path / "all.apkg", "--single", "--lock", tmp_path / "l"
    )
    assert result.returncode == 0, result.stderr
    log = _import(collection, tmp_path / "all.apkg").log
    assert len(log.new) == sum(package["notes"] for package in planned) >= 75
    assert collection.media.check().missing == []
    for number in collection.find_cards(""):
        assert collection.get_card(number).render_output().answer_text

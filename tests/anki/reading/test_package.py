"""Packages of genanki, of ours and of the real engine, in every form there is, say the same."""

import json
import zipfile
from pathlib import Path

import pytest
from anki.collection import Collection

from card2anki.anki.reading.contents import Contents, StoredCard, StoredDeck
from card2anki.anki.reading.package import open_package
from tests.anki.reading.packages import (
    engine_package,
    note,
    stock_package,
    write_package,
    zip_bytes,
)


def _contents(file: Path) -> Contents:
    with open_package(file) as package:
        return package.contents


def _fill(collection: Collection) -> None:
    reversed_type = collection.models.by_name("Basic (and reversed card)")
    cloze_type = collection.models.by_name("Cloze")
    assert reversed_type is not None
    assert cloze_type is not None
    deck = collection.decks.add_normal_deck_with_name("Vögel::Watvögel").id
    first = collection.new_note(reversed_type)
    collection.media.write_data("storch.png", b"stork " * 50)
    first["Front"], first["Back"] = "Storch", 'stork <img src="storch.png">'
    first.tags = ["grau", "tier::vogel"]
    collection.add_note(first, deck)  # type: ignore[arg-type]
    second = collection.new_note(cloze_type)
    second["Text"] = "{{c1::Reiher}} sind {{c2::grau}}."
    collection.add_note(second, deck)  # type: ignore[arg-type]
    collection.decks.add_normal_deck_with_name("Leer::Unten")


_FORMS = [
    ("old.apkg", True, False, "collection.anki21"),
    ("new.apkg", False, False, "collection.anki21b"),
    ("old.colpkg", True, True, "collection.anki21"),
    ("new.colpkg", False, True, "collection.anki21b"),
]


@pytest.mark.parametrize(("name", "legacy", "whole", "form"), _FORMS)
def test_what_the_engine_exports(
    tmp_path: Path, name: str, legacy: bool, whole: bool, form: str
) -> None:
    contents = _contents(engine_package(tmp_path / name, _fill, legacy=legacy, whole=whole))
    assert contents.form == form
    first, second = contents.notes
    assert first.fields == ("Storch", 'stork <img src="storch.png">')
    assert first.tags == ("grau", "tier::vogel")
    assert second.fields == ("{{c1::Reiher}} sind {{c2::grau}}.", "")
    assert first.modified > 1_700_000_000
    basic, cloze = (contents.types[one.type_id] for one in (first, second))
    assert (basic.name, basic.fields, basic.is_cloze) == (
        "Basic (and reversed card)",
        ("Front", "Back"),
        False,
    )
    assert [one.name for one in basic.templates] == ["Card 1", "Card 2"]
    assert [one.front for one in basic.templates] == ["{{Front}}", "{{Back}}"]
    assert basic.templates[0].back == "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}"
    assert (cloze.name, cloze.fields, cloze.is_cloze) == ("Cloze", ("Text", "Back Extra"), True)
    decks = {contents.decks[card.deck_id].name for card in contents.cards}
    assert decks == {"Vögel::Watvögel"}
    assert sorted((card.note_id, card.number) for card in contents.cards) == [
        (first.id, 0),
        (first.id, 1),
        (second.id, 0),
        (second.id, 1),
    ]
    assert contents.deck_of() == dict.fromkeys([first.id, second.id], "Vögel::Watvögel")
    (media,) = contents.media
    assert (media.name, media.size) == ("storch.png", 300)
    names = {deck.name for deck in contents.decks.values()}
    assert ("Leer::Unten" in names) is whole


@pytest.mark.parametrize("legacy", [True, False])
def test_media_are_read_and_proven(tmp_path: Path, legacy: bool) -> None:
    file = engine_package(tmp_path / "x.apkg", _fill, legacy=legacy)
    with open_package(file) as package:
        (media,) = package.contents.media
        assert b"".join(package.media(media)) == b"stork " * 50
        assert package.damage(media) == ""


def test_a_filtered_deck(tmp_path: Path) -> None:
    def fill(collection: Collection) -> None:
        _fill(collection)
        deck = collection.sched.get_or_create_filtered_deck(0)  # type: ignore[arg-type]
        deck.name = "Cram"
        deck.config.search_terms[0].search = "Storch"
        collection.sched.add_or_update_filtered_deck(deck)

    for legacy in (True, False):
        file = engine_package(tmp_path / f"{legacy}.colpkg", fill, legacy=legacy, whole=True)
        contents = _contents(file)
        assert StoredDeck("Cram", is_filtered=True) in contents.decks.values()
        decks = {contents.decks[card.deck_id].name for card in contents.cards}
        assert decks == {"Vögel::Watvögel"}


def test_what_stock_genanki_writes(tmp_path: Path) -> None:
    contents = _contents(stock_package(tmp_path / "x.apkg"))
    assert contents.form == "collection.anki2"
    assert [one.fields[0] for one in contents.notes] == [
        "Which bird is grey?",
        "A {{c1::stork}} has {{c2::long::how?}} legs.",
        "No gap.",
    ]
    assert contents.notes[0].tags == ("grey", "bird::wader")
    assert {contents.types[one.type_id].name for one in contents.notes} == {
        "Simple",
        "Cloze (genanki)",
    }
    assert len(contents.cards) == 3
    assert [(one.name, one.size) for one in contents.media] == [("heron.png", 10)]


def test_notes_are_in_the_order_in_which_they_are_learnt(tmp_path: Path) -> None:
    first, second = note(1, "later", "b"), note(2, "sooner", "b")
    file = write_package(
        tmp_path / "x.apkg", *first, *second, "update cards set due = 0 where id = 2"
    )
    assert [one.fields[0] for one in _contents(file).notes] == ["sooner", "later"]


def test_a_package_without_meta_is_read_in_its_newest_form(tmp_path: Path) -> None:
    engine = engine_package(tmp_path / "x.apkg", _fill, legacy=True)
    with zipfile.ZipFile(engine) as archive:
        entries = {name: archive.read(name) for name in archive.namelist() if name != "meta"}
    (tmp_path / "y.apkg").write_bytes(zip_bytes(entries))
    assert _contents(tmp_path / "y.apkg").form == "collection.anki21"


def test_a_collection_in_write_ahead_mode(tmp_path: Path) -> None:
    file = write_package(tmp_path / "x.apkg", *note(1, "a", "b"))
    with zipfile.ZipFile(file) as archive:
        data = bytearray(archive.read("collection.anki2"))
    data[18:20] = b"\x02\x02"
    file.write_bytes(zip_bytes({"collection.anki2": bytes(data), "media": json.dumps({}).encode()}))
    assert [one.fields for one in _contents(file).notes] == [("a", "b")]


def test_a_note_is_at_home_where_its_first_card_is() -> None:
    places = [(1, 7, 9), (2, 7, 3), (3, 7, 4), (4, 8, 9)]  # card, note, deck; there is no deck 9
    cards = tuple(StoredCard(number, note, deck, 0, 0) for number, note, deck in places)
    decks = {3: StoredDeck("Herons"), 4: StoredDeck("Storks")}
    assert Contents("collection.anki2", {}, decks, (), cards, ()).deck_of() == {7: "Herons"}

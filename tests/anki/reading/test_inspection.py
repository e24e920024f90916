"""What is wrong with a package."""

from pathlib import Path

import pytest
from anki.collection import Collection

from card2anki.anki.reading.contents import StoredNote, StoredTemplate, StoredType
from card2anki.anki.reading.fronts import cloze_fields, filled_fronts, is_filled, shown_fields
from card2anki.anki.reading.inspection import Inspection, Problem, inspect_package
from card2anki.anki.reading.package import open_package
from tests.anki.reading.packages import engine_package, note, stock_package, write_package


def _inspected(file: Path) -> Inspection:
    with open_package(file) as package:
        return inspect_package(package)


def _problems(tmp_path: Path, *statements: str, **media: object) -> list[tuple[Problem, str]]:
    file = write_package(tmp_path / "x.apkg", *statements, **media)  # type: ignore[arg-type]
    return list(_inspected(file).problems)


def test_nothing_wrong(tmp_path: Path) -> None:
    picture = 'see <img src="egg.png">'
    assert _problems(tmp_path, *note(1, "a", picture), media={"egg.png": b"egg"}) == []


def test_what_stock_genanki_does_silently(tmp_path: Path) -> None:
    found = _inspected(stock_package(tmp_path / "x.apkg"))
    ((problem, about),) = found.problems
    assert problem is Problem.NO_CARD
    assert about.endswith(": No gap.")
    assert found.decks == (("Birds::Waders", 3),)
    assert found.tags == (("bird::wader", 1), ("grey", 1))
    assert [(one.name, one.notes) for one in found.types] == [("Cloze (genanki)", 2), ("Simple", 1)]


def test_one_guid_twice(tmp_path: Path) -> None:
    twins = [*note(1, "a", "b", guid="x"), *note(2, "c", "d", guid="x")]
    assert _problems(tmp_path, *twins) == [(Problem.DUPLICATE_GUID, "x of 2 notes")]


def test_cards_that_show_nothing(tmp_path: Path) -> None:
    empty = [*note(1, "<div>&nbsp;<br></div>", "b"), *note(2, '<img src="a.png">', "b")]
    found = _problems(tmp_path, *empty, media={"a.png": b"a"})
    assert found == [(Problem.EMPTY_CARD, "g1, card 1: <div>&nbsp;<br></div> b")]


def test_cards_and_notes_that_belong_nowhere(tmp_path: Path) -> None:
    found = _problems(
        tmp_path,
        *note(1, "a", "b"),
        "insert into cards values (5, 99, 2, 0, 0, 0)",
        "insert into cards values (6, 1, 77, 0, 0, 0)",
        "insert into cards values (7, 1, 2, 0, 4, 0)",
        "insert into notes values (9, 'stray', 123, 0, '', 'alone')",
        "insert into notes values (10, 'short', 7, 0, '', 'alone')",
    )
    assert found == [
        (Problem.NO_TYPE, "stray: 123"),
        (Problem.NO_CARD, "stray: alone"),
        (Problem.WRONG_FIELDS, "short: 1, Basic has 2"),
        (Problem.NO_CARD, "short: alone"),
        (Problem.STRAY_CARD, "card 6: there is no such deck"),
        (Problem.STRAY_CARD, "card 7: there is no such template"),
        (Problem.STRAY_CARD, "card 5: there is no such note"),
    ]


@pytest.mark.parametrize(
    ("tags", "about"),
    [
        ("a::b::", "'a::b::': a level is empty"),
        ("a::::b", "'a::::b': a level is empty"),
        ("a\tb", "'a\\tb': a blank or a control character in it"),
        ("a\u3000b", "'a\\u3000b': a blank or a control character in it"),
        ("cafe\u0301", "'cafe\u0301': its letters are decomposed"),
        ("Egg egg", "Egg, egg: Anki takes them for one"),
    ],
)
def test_tags_that_anki_changes(tmp_path: Path, tags: str, about: str) -> None:
    assert _problems(tmp_path, *note(1, "a", "b", tags=tags)) == [(Problem.INVALID_TAG, about)]


def test_decks_that_are_empty(tmp_path: Path) -> None:
    def fill(collection: Collection) -> None:
        for name in ("Full::Inner", "Empty::Inner"):
            collection.decks.add_normal_deck_with_name(name)
        basic = collection.models.by_name("Basic")
        assert basic is not None
        added = collection.new_note(basic)
        added["Front"] = "a"
        collection.add_note(added, collection.decks.id("Full::Inner"))  # type: ignore[arg-type]

    for legacy in (True, False):
        file = engine_package(tmp_path / f"{legacy}.colpkg", fill, legacy=legacy, whole=True)
        found = _inspected(file)
        assert found.problems == (
            (Problem.EMPTY_DECK, "Empty"),
            (Problem.EMPTY_DECK, "Empty::Inner"),
        )
        assert found.decks == (("Empty", 0), ("Empty::Inner", 0), ("Full", 0), ("Full::Inner", 1))


def test_a_filtered_deck_is_empty_by_nature(tmp_path: Path) -> None:
    def fill(collection: Collection) -> None:
        basic = collection.models.by_name("Basic")
        assert basic is not None
        added = collection.new_note(basic)
        added["Front"] = "Storch"
        collection.add_note(added, collection.decks.id("Birds"))  # type: ignore[arg-type]
        deck = collection.sched.get_or_create_filtered_deck(0)  # type: ignore[arg-type]
        deck.name = "Cram"
        deck.config.search_terms[0].search = "Storch"
        collection.sched.add_or_update_filtered_deck(deck)

    for legacy in (True, False):
        file = engine_package(tmp_path / f"{legacy}.colpkg", fill, legacy=legacy, whole=True)
        found = _inspected(file)
        assert found.problems == ()
        assert found.decks == (("Birds", 1), ("Cram", 0))


def test_media_that_are_missing_broken_and_unsafe(tmp_path: Path) -> None:
    shown = 'x <img src="there.png"> <img src=gone.png> [sound:gone.mp3] <img src="http://a/b.png">'
    index = {"0": "there.png", "1": "../up.png", "7": "nowhere.png", "2": "blank.png"}
    found = _problems(
        tmp_path,
        *note(1, "a", shown),
        media={"a": b"1", "b": b"2", "c": b""},
        index=index,
    )
    assert found == [
        (Problem.MISSING_MEDIA, "gone.mp3"),
        (Problem.MISSING_MEDIA, "gone.png"),
        (Problem.UNSAFE_MEDIA, "'../up.png'"),
        (Problem.BROKEN_MEDIA, "'blank.png': the file is empty"),
        (Problem.BROKEN_MEDIA, "'nowhere.png': there is no file '7' in the package"),
    ]


def test_media_that_no_note_shows(tmp_path: Path) -> None:
    media = {"egg.png": b"1", "_font.ttf": b"2"}
    found = _inspected(write_package(tmp_path / "x.apkg", *note(1, "a", "b"), media=media))
    assert found.unused == ("egg.png",)
    assert found.problems == ()


def _type(front: str, *, is_cloze: bool = False) -> StoredType:
    return StoredType(1, "T", ("A", "B"), (StoredTemplate("1", front, ""),), is_cloze)


@pytest.mark.parametrize(
    ("front", "fields", "shown"),
    [
        ("{{A}}", ("a", ""), True),
        ("{{A}}", ("", "b"), False),
        ("text {{A}}", ("", "b"), False),
        ("{{A}} {{B}}", ("", "b"), True),
        ("{{#B}}{{A}}{{/B}}", ("a", ""), False),
        ("{{#B}}{{A}}{{/B}}", ("a", "b"), True),
        ("{{^B}}{{A}}{{/B}}", ("a", ""), True),
        ("{{^B}}{{A}}{{/B}}", ("a", "b"), False),
        ("{{hint:A}}", ("a", ""), True),
        ("{{Tags}}", ("a", "b"), False),
        ("{{Deck}}", ("a", "b"), True),
        ("{{FrontSide}}", ("a", "b"), False),
        ("{{/A}}{{A}}", ("a", ""), True),
        ("{{#A}}{{#B}}{{A}}{{/B}}{{/A}}", ("a", ""), False),
        ("{{#B}}{{#A}}{{A}}{{/A}}{{/B}}{{B}}{{A}}", ("a", ""), True),
        ("{{^A}}{{^B}}{{/B}}{{/A}}{{^B}}{{A}}{{/B}}", ("a", ""), True),
    ],
)
def test_whether_a_front_shows_anything(
    front: str, fields: tuple[str, ...], shown: bool, tmp_path: Path
) -> None:
    read = StoredNote(1, "g", 1, 0, (), fields)
    assert filled_fronts(_type(front), read) == ({0} if shown else set())
    collection = Collection(str(tmp_path / "c.anki2"))
    model = collection.models.new("T")
    for name in ("A", "B"):
        collection.models.add_field(model, collection.models.new_field(name))
    template = collection.models.new_template("1")
    template["qfmt"], template["afmt"] = front.replace("{{/A}}{{A}}", "{{A}}"), "x{{A}}"
    collection.models.add_template(model, template)
    collection.models.add(model)
    added = collection.new_note(collection.models.by_name("T"))  # type: ignore[arg-type]
    added["A"], added["B"] = fields
    collection.add_note(added, 1)  # type: ignore[arg-type]
    empty = [n for one in collection.get_empty_cards().notes for n in one.card_ids]
    collection.close()
    assert bool(empty) is not shown  # the engine agrees


def test_the_gaps_of_a_cloze_note() -> None:
    read = StoredNote(1, "g", 1, 0, (), ("{{c2::x}}", "{{c3::y}}"))
    assert filled_fronts(_type("{{cloze:A}}", is_cloze=True), read) == {1}


def test_the_fields_of_a_template() -> None:
    template = "{{#B}}{{hint:A}}{{/B}} {{type:B}} {{Tags}} {{A}} {{cloze:A}}"
    assert shown_fields(template) == ("A",)
    assert cloze_fields(_type(template, is_cloze=True)) == ("A",)
    assert not is_filled("<b> </b>&nbsp;")

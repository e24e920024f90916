"""Tags and deck names that Anki keeps to the letter, and titles that people can read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.anki.identity import assign
from card2anki.anki.notes import Choice, Note, make_notes
from card2anki.anki.package import Packed, package_bytes
from card2anki.anki.tags import deck_name, expand_tags, readable_title, slug, valid_tag
from card2anki.config import Config
from card2anki.source.parser import parse
from card2anki.source.reading import decode

# -- slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Streaming Systems", "streaming-systems"),
        ("  Two  blanks\tand\u3000more\n", "two-blanks-and-more"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("F# in a Week", "f#-in-a-week"),
        ("C++ & C#", "c++-c#"),
        ("Node.js", "node.js"),
        (".NET", "net"),
        ("Java 8.", "java-8"),
        ("Knuth's Tables", "knuths-tables"),
        ("Knuth’s Tables", "knuths-tables"),
        ('The "Best" Pot', "the-best-pot"),
        ("a::b", "a-b"),
        ("Hot: a History", "hot-a-history"),
        ("Tea/Coffee", "tea-coffee"),
        ("tea -- coffee", "tea-coffee"),
        ("--tea--", "tea"),
        ("_tea_", "tea"),
        ("snake_case", "snake_case"),
        ("数据库 系统", "数据库-系统"),
        ("Überraschung", "überraschung"),
        ("STRASSE Straße", "strasse-strasse"),
        ("e\u0301tude", "étude"),
        ("\ufb01le", "file"),
        ("Ｔｅａ", "tea"),
        ("①", "1"),
        ("100 % sure", "100-sure"),
        ("[sound:x.mp3]", "sound-x.mp3"),
        ("<b>tea</b>", "b-tea-b"),
        ("a\x00b\x1fc", "a-b-c"),
        ("", ""),
        ("::", ""),
        ("—", ""),
        ("...", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_slug_is_one_part_of_a_tag(text: str) -> None:
    made = slug(text)
    assert valid_tag(made) == unicodedata.normalize("NFC", made)
    assert ":" not in made
    assert not any(character.isspace() for character in made)


# -- valid_tag


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tea", "tea"),
        ("a::b", "a::b"),
        ("a::b::", "a::b"),
        ("::a::b", "a::b"),
        ("a::::b", "a::b"),
        ("a:::b", "a::b"),
        ("a::  ::b", "a::b"),
        ("a::-::b", "a::b"),
        ("a :: b", "a::b"),
        ("a b", "a-b"),
        ("a  b\tc\nd", "a-b-c-d"),
        ("a\u3000b", "a-b"),
        ("a\u00a0b", "a-b"),
        (" a ", "a"),
        ('say "tea"', "say-tea"),
        ('"', ""),
        ('a::"::b', "a::b"),
        ("a\x00b", "a-b"),
        ("a\x1fb", "a-b"),
        ("a\x7fb", "a-b"),
        ("C++", "C++"),
        ("C#", "C#"),
        ("Rating::8", "Rating::8"),
        ("a:b", "a:b"),
        ("a:", "a"),
        ("10:30", "10:30"),
        ("-a-", "a"),
        ("茶::绿茶", "茶::绿茶"),
        ("茶\u3000壶", "茶-壶"),
        ("e\u0301", "é"),
        ("", ""),
        (" ", ""),
        ("::", ""),
        (":::", ""),
        (":: ::\t::", ""),
    ],
)
def test_valid_tag(text: str, expected: str) -> None:
    assert valid_tag(text) == expected


_TAG_LIKE = st.text(alphabet='ab:- \t\u3000"\x00\x1f\x7f_/é\u0301茶', max_size=20)


@given(_TAG_LIKE | st.text())
def test_valid_tag_has_no_part_that_anki_mangles(text: str) -> None:
    tag = valid_tag(text)
    assert valid_tag(tag) == tag
    assert not any(c.isspace() or c == '"' or ord(c) < 32 or ord(c) == 127 for c in tag)
    assert tag == "" or all(tag.split("::"))
    assert ":::" not in tag


# -- expand_tags


@pytest.mark.parametrize(
    ("templates", "values", "expected"),
    [
        ([], {}, ()),
        (["tea"], {}, ("tea",)),
        (["rating::{rating}"], {"rating": ["8"]}, ("rating::8",)),
        (["rating::{rating}"], {"rating": []}, ()),
        (["lang::{language}"], {"language": ["java", "bash"]}, ("lang::bash", "lang::java")),
        (["{book}::{part}"], {"book": ["pots"], "part": []}, ()),
        (["{book}::{part}"], {"book": ["pots"], "part": ["02"]}, ("pots::02",)),
        (
            ["{book}::{language}"],
            {"book": ["pots"], "language": ["c", "c#"]},
            ("pots::c", "pots::c#"),
        ),
        (["{a}-{b}"], {"a": ["1", "2"], "b": ["x", "y"]}, ("1-x", "1-y", "2-x", "2-y")),
        (["{a}::{a}"], {"a": ["1", "2"]}, ("1::1", "2::2")),
        (["b", "a", "b"], {}, ("a", "b")),
        (["a b", "a-b"], {}, ("a-b",)),
        (["{book}"], {"book": ["Hot Tea"]}, ("Hot-Tea",)),
        (["{book}"], {"book": ["{rating}"], "rating": ["8"]}, ("rating",)),
        (["{book}"], {"book": ["::"]}, ()),
        (["tea::{book}::"], {"book": ['"']}, ("tea",)),
        (["t\u3000{book}"], {"book": ["茶"]}, ("t-茶",)),
    ],
)
def test_expand_tags(
    templates: Sequence[str], values: Mapping[str, Sequence[str]], expected: tuple[str, ...]
) -> None:
    assert expand_tags(templates, values) == expected


def test_expand_default_tags() -> None:
    values = {
        "rating": ["9"],
        "book": ["hot-tea"],
        "part": [],
        "chapter": ["the-pot"],
        "language": ["c++"],
    }
    assert expand_tags(Config().tags, values) == (
        "book::hot-tea",
        "chapter::the-pot",
        "lang::c++",
        "rating::9",
    )


# -- deck_name


@pytest.mark.parametrize(
    ("template", "values", "expected"),
    [
        ("{book}", {"book": "Hot Tea"}, "Hot Tea"),
        (
            "{book}::{part} {chapter}",
            {"book": "Hot Tea", "part": "02", "chapter": "The Pot"},
            "Hot Tea::02 The Pot",
        ),
        ("{book}::{part} {chapter}", {"book": "T", "part": "", "chapter": "The Pot"}, "T::The Pot"),
        ("{book}::{part} {chapter}", {"book": "T", "part": "02", "chapter": ""}, "T::02"),
        ("{book}::{part} {chapter}", {"book": "T", "part": "", "chapter": ""}, "T"),
        ("{book}::{part} {chapter}", {"book": "", "part": "", "chapter": ""}, "Default"),
        ("Shelf::{book}", {"book": "T"}, "Shelf::T"),
        ("::{book}::", {"book": "T"}, "T"),
        ("a:: ::{book}", {"book": "T"}, "a::T"),
        ("{book}", {"book": "Hot::Tea"}, "Hot:Tea"),
        ("{book}", {"book": "Hot: a History"}, "Hot: a History"),
        ("{book}", {"book": "Hot:"}, "Hot"),
        ("{book}::x", {"book": "::"}, "x"),
        ("{book}", {"book": 'The "Best" Pot'}, "The 'Best' Pot"),
        ("{book}", {"book": " a \t b\u3000c\n"}, "a b c"),
        ("{book}", {"book": "a\x1fb"}, "a b"),
        ("{book}", {"book": "C++ & C#"}, "C++ & C#"),
        ("{book}", {"book": "茶 之 书"}, "茶 之 书"),
        ("{book}", {"book": "{chapter}", "chapter": "x"}, "{chapter}"),
        ("{book}::{file}", {"book": "T", "file": "part01_pots"}, "T::part01_pots"),
    ],
)
def test_deck_name(template: str, values: Mapping[str, str], expected: str) -> None:
    assert deck_name(template, values) == expected


@given(st.text(alphabet="ab \t\u3000\"'茶", max_size=12), st.text(max_size=12))
def test_deck_name_never_gains_a_level_from_blanks_and_quotes(book: str, part: str) -> None:
    name = deck_name("{book}::{part}", {"book": book, "part": part.replace(":", "")})
    levels = name.split("::")
    assert len(levels) <= 2
    assert all(levels)
    assert levels == [level.strip() for level in levels]
    assert '"' not in name


# -- readable_title


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2B005---Streaming-Systems_processed", "Streaming Systems"),
        ("4A117---The-Patient-Gardener_processed", "The Patient Gardener"),
        ("4A117---The-Patient-Gardener", "The Patient Gardener"),
        ("The-Patient-Gardener_processed", "The Patient Gardener"),
        ("7C001---Kettles_-A-Short-History_processed", "Kettles: A Short History"),
        ("7C001---Kettles---Second-Edition_processed", "Kettles, Second Edition"),
        ("12---Cups", "Cups"),
        ("Kettles---Second-Edition", "Kettles, Second Edition"),
        ("ABC---Cups", "ABC, Cups"),
        ("Kettles_-Hot", "Kettles: Hot"),
        ("kettles_and_cups", "kettles and cups"),
        ("Kettles", "Kettles"),
        ("C++", "C++"),
        ("C#", "C#"),
        ("The-C++-Kettle_processed", "The C++ Kettle"),
        ("茶-之-书_processed", "茶 之 书"),
        ("The Patient Gardener", "The Patient Gardener"),
        ("The Well-Made Cup", "The Well-Made Cup"),
        ("A_B and C-D", "A_B and C-D"),
        ("  Kettles  ", "Kettles"),
        ("--Kettles--", "Kettles"),
        ("2B005---", "2B005---"),
        ("_processed", "_processed"),
        ("---", "---"),
        ("", ""),
    ],
)
def test_readable_title(name: str, expected: str) -> None:
    assert readable_title(name) == expected


@given(st.text())
def test_readable_title_is_never_empty_and_never_padded(name: str) -> None:
    title = readable_title(name)
    assert bool(title) == bool(name.strip())
    assert title == title.strip()


# -- the real importer


def imported(notes: Sequence[Note], folder: Path) -> list[tuple[list[str], str]]:
    """Import notes and return the tags and the deck of each, in order."""
    identities = assign([(note, note.path) for note in notes], {}, 1_700_000_000).identities
    packed = [Packed(note, who) for note, who in zip(notes, identities, strict=True)]
    package = folder / "deck.apkg"
    package.write_bytes(package_bytes(packed, {}))
    collection = Collection(str(folder / "collection.anki2"))
    try:
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        )
        found = []
        for card_id in collection.find_cards("", order="c.due"):
            card = collection.get_card(card_id)
            found.append((card.note().tags, collection.decks.name(card.did)))
    finally:
        collection.close()
    return found


def note_with(number: int, tags: Sequence[str], deck: str) -> Note:
    text = f"#### Pots\n:p What is number {number}?\n??x\nA pot.\nx??\n"
    read = parse(decode(text.encode(), "deck.md"))
    (note,) = make_notes(read, "Pots", Config(), Choice(), {})
    assert isinstance(note, Note)
    return replace(note, tags=tuple(tags), deck=deck)


def test_anki_keeps_tags_to_the_letter(tmp_path: Path) -> None:
    written = [
        "tea",
        "a::b::",
        "::lead",
        "two words",
        "tab\tbed",
        "wide\u3000blank",
        'say "yes"',
        "C++",
        "C#",
        "lang::F#",
        "茶::绿\u3000茶",
        "e\u0301tude",
        "x\x07y",
        "10:30",
        "deep::" * 6 + "end",
        "p::: q",
        "[sound]",
    ]
    tags = [valid_tag(text) for text in written]
    notes = [note_with(number, [tag], "Pots") for number, tag in enumerate(tags)]
    assert [found for found, _ in imported(notes, tmp_path)] == [[tag] for tag in tags]


def test_anki_keeps_deck_names_to_the_letter(tmp_path: Path) -> None:
    titles = [
        "Hot Tea",
        "Hot::Tea",
        'The "Best" Pot',
        "C++ & C#",
        "a\u3000b",
        "茶",
        "e\u0301",
        "<b>",
    ]
    names = [
        deck_name("{book}::{part}", {"book": unicodedata.normalize("NFC", title), "part": "01"})
        for title in titles
    ]
    notes = [note_with(number, [], name) for number, name in enumerate(names)]
    assert [deck for _, deck in imported(notes, tmp_path)] == names


@pytest.mark.parametrize("tag", ["[sound:x.mp3]", "<b>", "a&b"])
def test_no_tag_is_markup_or_a_command(tag: str) -> None:
    assert set(valid_tag(tag)).isdisjoint("[]<>&")


@pytest.mark.parametrize(
    ("title", "expected"), [("हिन्दी", "हिन्दी"), ("ที่", "ที่"), ("C++ & C#", "c++-c#")]
)
def test_slug_keeps_the_marks_of_letters(title: str, expected: str) -> None:
    import unicodedata

    assert slug(title) == unicodedata.normalize("NFKC", expected)


@pytest.mark.parametrize(("book", "name"), [("a:::b", "a:b"), (": A", "A"), ("A :", "A")])
def test_deck_names_have_the_levels_of_their_template(book: str, name: str) -> None:
    assert deck_name("{book}::x", {"book": book}) == f"{name}::x"

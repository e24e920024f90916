"""Local images: found beside the deck, refused from elsewhere, named by their content."""

from __future__ import annotations

from pathlib import Path

import pytest

from card2anki.anki.notes import Choice, Note, make_notes
from card2anki.config import Config
from card2anki.model import Deck
from card2anki.render.media import Media, find_media
from card2anki.source.parser import parse
from card2anki.source.reading import decode


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, content: bytes = b"picture") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def deck_in(folder: Path, text: str) -> Deck:
    return parse(decode(text.encode(), str(folder / "deck.md")))


def answering(folder: Path, answer: str) -> Deck:
    return deck_in(folder, f"#### Pots\n:p How do they look?\n??x\n{answer}\nx??\n")


def name_in(media: Media, source: str) -> str:
    name = media.names[source]
    assert name in media.files
    return name


def places(deck: Deck, media: Media) -> list[tuple[str, int]]:
    """Return the text that each missing image is reported at, and its line."""
    source = deck.source
    return [
        (source.text[missing.span.start : missing.span.end], source.line(missing.span.start))
        for missing in media.missing
    ]


# -- found


def test_no_image_no_media(root: Path) -> None:
    media = find_media(answering(root, "Red."), root)
    assert (media.names, media.files, media.missing) == ({}, {}, ())


def test_image_beside_the_deck_is_found(root: Path) -> None:
    path = put(root, "red.png")
    media = find_media(answering(root, "So: ![a red pot](red.png)"), root)
    assert media.missing == ()
    assert media.files == {name_in(media, "red.png"): path}


def test_image_in_a_folder_beside_the_deck_is_found(root: Path) -> None:
    path = put(root, "img/pots/red.png")
    media = find_media(answering(root, "![a](img/pots/red.png)"), root)
    assert media.files[name_in(media, "img/pots/red.png")] == path


def test_image_above_the_deck_but_inside_the_root_is_found(root: Path) -> None:
    put(root, "img/red.png")
    folder = root / "kitchen"
    folder.mkdir()
    media = find_media(answering(folder, "![a](../img/red.png)"), root)
    assert media.missing == ()
    assert media.files[name_in(media, "../img/red.png")].read_bytes() == b"picture"


@pytest.mark.parametrize(
    "text",
    [
        "#### ![a](red.png)\n:p Which?\n??x\nThat.\nx??\n",
        "#### Pots\nLook: ![a](red.png)\n:p Which?\n??x\nThat.\nx??\n",
        "#### Pots\n:p Which is ![a](red.png)?\n??x\nThat.\nx??\n",
        "#### Pots\n:p Which?\n??x\n- That\n  - ![a](red.png)\nx??\n",
        "#### Pots\n:p Which?\n??x\n| a |\n|---|\n| ![a](red.png) |\nx??\n",
        "#### Pots\n:p Which?\n??x\n[![a](red.png)](https://example.org)\nx??\n",
        "#### Pots\n:p Which?\n??x\n> ![a](red.png)\nx??\n",
    ],
    ids=["heading", "context", "question", "list", "table", "link", "quotation"],
)
def test_image_is_found_wherever_it_stands(root: Path, text: str) -> None:
    put(root, "red.png")
    media = find_media(deck_in(root, text), root)
    assert list(media.names) == ["red.png"]
    assert media.missing == ()


@pytest.mark.parametrize(
    "ending",
    [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".PNG"],
)
def test_image_format_is_taken(root: Path, ending: str) -> None:
    put(root, f"pot{ending}")
    media = find_media(answering(root, f"![a](pot{ending})"), root)
    assert name_in(media, f"pot{ending}").endswith(ending.lower())


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("my%20pot.png", "my pot.png"),
        ("<my pot.png>", "my pot.png"),
        ("100%25.png", "100%.png"),
        ("100%.png", "100%.png"),
        ("kännchen.png", "kännchen.png"),
        ("k%C3%A4nnchen.png", "kännchen.png"),
        ("茶壶.png", "茶壶.png"),
        ("pot(1).png", "pot(1).png"),
        ("<it's & it.png>", "it's & it.png"),
        ("./pot.png", "pot.png"),
        ("pot%2Epng", "pot.png"),
        ('pot.png "with a title"', "pot.png"),
    ],
)
def test_written_name_is_read(root: Path, written: str, file: str) -> None:
    path = put(root, file)
    media = find_media(answering(root, f"![a]({written})"), root)
    assert media.missing == ()
    assert [found.resolve() for found in media.files.values()] == [path]


def test_images_are_found_in_the_order_of_the_text(root: Path) -> None:
    for name in ("one.png", "two.png", "three.png", "four.png"):
        put(root, name)
    text = (
        "#### ![a](one.png)\n![b](two.png)\n:p ![c](three.png)\n??x\n"
        "- `![d](no.png)`\n  - ![e](four.png)\nx??\n"
    )
    assert list(find_media(deck_in(root, text), root).names) == [
        "one.png",
        "two.png",
        "three.png",
        "four.png",
    ]


def test_image_shown_twice_is_packed_once(root: Path) -> None:
    put(root, "red.png")
    media = find_media(answering(root, "![a](red.png) ![b](red.png)\n\n![c](./red.png)"), root)
    assert len(media.files) == 1
    assert len(set(media.names.values())) == 1


def test_image_in_code_is_none(root: Path) -> None:
    put(root, "red.png")
    answer = "`![a](red.png)`\n\n```markdown\n![a](red.png)\n![b](nowhere.png)\n```"
    media = find_media(answering(root, answer), root)
    assert media.files == {}
    assert media.missing == ()


def test_note_shows_the_image_by_its_name_in_the_package(root: Path) -> None:
    put(root, "my pot.png")
    deck = answering(root, "![a pot](my%20pot.png)")
    media = find_media(deck, root)
    (note,) = make_notes(deck, "Pots", Config(), Choice(), media.names)
    assert isinstance(note, Note)
    (name,) = media.files
    assert note.fields[1] == f'<img src="{name}" alt="a pot">'


# -- names in the package


def names_of(root: Path, answer: str) -> list[str]:
    media = find_media(answering(root, answer), root)
    assert media.missing == ()
    return list(media.names.values())


def test_same_name_other_content_other_name(root: Path) -> None:
    put(root, "a/pot.png", b"red")
    put(root, "b/pot.png", b"blue")
    one, other = names_of(root, "![a](a/pot.png) ![b](b/pot.png)")
    assert one != other


def test_same_name_same_content_same_name(root: Path) -> None:
    put(root, "a/pot.png", b"red")
    put(root, "b/pot.png", b"red")
    one, other = names_of(root, "![a](a/pot.png) ![b](b/pot.png)")
    assert one == other


def test_changed_image_gets_another_name(root: Path) -> None:
    put(root, "pot.png", b"red")
    before = names_of(root, "![a](pot.png)")
    put(root, "pot.png", b"blue")
    assert names_of(root, "![a](pot.png)") != before


def test_touched_image_keeps_its_name(root: Path) -> None:
    path = put(root, "pot.png", b"red")
    before = names_of(root, "![a](pot.png)")
    path.unlink()
    put(root, "pot.png", b"red")
    assert names_of(root, "![a](pot.png)") == before


def test_name_does_not_depend_on_where_the_deck_is(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "deeper"
    put(root, "pot.png", b"red")
    put(other, "pot.png", b"red")
    assert names_of(root, "![a](pot.png)") == names_of(other, "![a](pot.png)")


@pytest.mark.parametrize(
    "file", ["a b.png", "kännchen.png", "茶壶.png", "a'b.png", "[sound:x].png", "-.png", "a&b.png"]
)
def test_name_is_safe_everywhere(root: Path, file: str) -> None:
    put(root, file)
    (name,) = names_of(root, f"![a](<{file}>)")
    assert name.isascii()
    assert not set(name) & set(" '\"&<>[]:/\\%?*|")
    assert name.startswith("c2a-")
    assert name.endswith(".png")


def test_long_name_is_cut(root: Path) -> None:
    put(root, "p" * 200 + ".png")
    (name,) = names_of(root, f"![a]({'p' * 200}.png)")
    assert len(name) < 80


def test_names_that_differ_only_where_they_are_cut_stay_apart(root: Path) -> None:
    put(root, "p" * 100 + "1.png", b"red")
    put(root, "p" * 100 + "2.png", b"blue")
    one, other = names_of(root, f"![a]({'p' * 100}1.png) ![b]({'p' * 100}2.png)")
    assert one != other


# -- missing


def test_missing_image_is_reported_at_its_name(root: Path) -> None:
    deck = answering(root, "So: ![a red pot](img/red.png), and so on.")
    media = find_media(deck, root)
    assert places(deck, media) == [("img/red.png", 4)]
    assert media.missing[0].reason == "image 'img/red.png' not found beside the deck"
    assert media.names == {}
    assert media.files == {}


def test_missing_image_in_a_file_with_other_line_breaks(root: Path) -> None:
    text = "#### Pots\r\n:p Which?\r\n??x\r\nThat\r\nand ![a](red.png)\r\nx??\r\n"
    deck = deck_in(root, text)
    assert places(deck, find_media(deck, root)) == [("red.png", 5)]


def test_missing_image_behind_a_divider_is_reported_at_its_name(root: Path) -> None:
    text = "#### Pots\n:p Which?\n??x\nThat\nx??\nand ![a](red.png)\nx??\n"
    deck = deck_in(root, text)
    assert places(deck, find_media(deck, root)) == [("red.png", 6)]


def test_each_missing_image_is_reported(root: Path) -> None:
    put(root, "two.png")
    deck = answering(root, "![a](one.png) ![b](two.png)\n![c](three.png)")
    media = find_media(deck, root)
    assert places(deck, media) == [("one.png", 4), ("three.png", 5)]
    assert list(media.names) == ["two.png"]


def test_missing_image_of_a_context_is_reported_once_for_all_its_cards(root: Path) -> None:
    text = (
        "#### Pots\nLook: ![a](red.png)\n:p Which?\n??x\nThat.\nx??\n"
        ":p And which else?\n??x\nThis.\nx??\n"
    )
    deck = deck_in(root, text)
    assert len(deck.cards) == 2
    assert places(deck, find_media(deck, root)) == [("red.png", 2)]


def test_missing_image_of_a_heading_that_asks_is_reported_once(root: Path) -> None:
    deck = deck_in(root, "#### What is ![a](red.png)?\n:p\n??x\nA pot.\nx??\n")
    assert places(deck, find_media(deck, root)) == [("red.png", 1)]


def test_missing_image_shows_its_alternative_text(root: Path) -> None:
    deck = answering(root, "![a red pot](red.png)")
    (note,) = make_notes(deck, "Pots", Config(), Choice(), find_media(deck, root).names)
    assert isinstance(note, Note)
    assert note.fields[1] == "<em>a red pot</em>"


# -- refused


def refused(root: Path, source: str) -> str:
    """Return why an image is refused, and check that nothing of it is packed."""
    deck = answering(root, f"![a]({source})")
    media = find_media(deck, root)
    assert media.names == {}
    assert media.files == {}
    (missing,) = media.missing
    assert places(deck, media) == [(source, 4)]
    return missing.reason


@pytest.mark.parametrize("source", ["../secret.png", "%2e%2e/secret.png", "img/../../secret.png"])
def test_image_outside_of_the_root_is_refused(root: Path, tmp_path: Path, source: str) -> None:
    put(tmp_path, "secret.png")
    (root / "img").mkdir()
    assert "lies outside of" in refused(root, source)


def test_image_outside_of_the_root_by_its_full_path_is_refused(root: Path, tmp_path: Path) -> None:
    path = put(tmp_path, "secret.png")
    assert "lies outside of" in refused(root, str(path))


def test_link_to_an_image_outside_of_the_root_is_refused(root: Path, tmp_path: Path) -> None:
    (root / "pot.png").symlink_to(put(tmp_path, "secret.png"))
    assert "lies outside of" in refused(root, "pot.png")


def test_linked_folder_outside_of_the_root_is_refused(root: Path, tmp_path: Path) -> None:
    put(tmp_path, "private/secret.png")
    (root / "img").symlink_to(tmp_path / "private", target_is_directory=True)
    assert "lies outside of" in refused(root, "img/secret.png")


def test_sibling_with_the_same_beginning_is_outside_of_the_root(root: Path, tmp_path: Path) -> None:
    put(tmp_path, "decks-private/secret.png")
    assert "lies outside of" in refused(root, "../decks-private/secret.png")


def test_link_inside_of_the_root_is_followed(root: Path) -> None:
    (root / "pot.png").symlink_to(put(root, "img/red.png", b"red"))
    media = find_media(answering(root, "![a](pot.png)"), root)
    assert media.missing == ()
    assert [path.read_bytes() for path in media.files.values()] == [b"red"]


def test_root_that_is_a_link_itself_is_followed(root: Path, tmp_path: Path) -> None:
    put(root, "pot.png")
    link = tmp_path / "link"
    link.symlink_to(root, target_is_directory=True)
    assert find_media(answering(link, "![a](pot.png)"), link).missing == ()


@pytest.mark.parametrize("source", ["notes.txt", "pot", "pot.png.exe", ".png", "deck.md", "a.pdf"])
def test_what_is_no_image_is_refused(root: Path, source: str) -> None:
    put(root, source)
    assert "is no image file" in refused(root, source)


def test_link_to_what_is_no_image_is_refused_by_its_name_only(root: Path) -> None:
    (root / "pot.txt").symlink_to(put(root, "pot.png"))
    assert "is no image file" in refused(root, "pot.txt")


@pytest.mark.parametrize("source", ["folder.png", "loop.png", "dangling.png"])
def test_what_can_not_be_read_is_missing(root: Path, source: str) -> None:
    (root / "folder.png").mkdir()
    (root / "loop.png").symlink_to("loop.png")
    (root / "dangling.png").symlink_to("nowhere.png")
    assert "not found" in refused(root, source)


def test_name_that_no_disk_takes_is_missing(root: Path) -> None:
    assert refused(root, "p" * 5000 + ".png").startswith("image 'ppp")


def test_name_with_a_null_character_is_missing(root: Path) -> None:
    put(root, "pot.png")
    assert "no file name" in refused(root, "pot.png%00")


# -- remote


@pytest.mark.parametrize(
    "source",
    [
        "http://example.org/a.png",
        "https://example.org/a.png",
        "data:image/png;base64,iVBORw0K",
    ],
)
def test_remote_image_is_left_alone(root: Path, source: str) -> None:
    deck = answering(root, f"![a]({source})")
    media = find_media(deck, root)
    assert (media.names, media.files, media.missing) == ({}, {}, ())
    (note,) = make_notes(deck, "Pots", Config(), Choice(), media.names)
    assert isinstance(note, Note)
    assert note.fields[1] == f'<img src="{source}" alt="a">'

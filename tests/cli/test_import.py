"""``card2anki import`` as a user runs it."""

import json
import shutil
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from card2anki.anki.reading.package import open_package
from tests.anki.reading.packages import (
    collection_bytes,
    note,
    stock_package,
    write_package,
    zip_bytes,
)
from tests.conftest import Run

_DECK = dedent(
    """\
    # Flashcards: Garden Tools (Part 2)

    **Starting Chapter:** Blades & Handles

    ---

    **Rating: 9/10**

    #### Spades
    A spade has a flat *blade*.

    :p What does a `spade` cut?
    ??x
    It cuts \\\\(x < 3\\\\) turfs, see ![a spade](spade.png).

    ```java
    Spade spade = new Spade();
    ```
    x??

    :p Who digs?
    ??x
    - moles
    - gardeners
    x??

    ---

    **Rating: 7/10**

    #### Rakes
    :p How many tines has a rake?
    ??x
    Twelve.
    x??

    ---
    """
).replace("\\\\", "\\")
_PIXEL = bytes.fromhex("89504e470d0a1a0a")


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "tools.md").write_text(_DECK, "utf-8")
    (folder / "spade.png").write_bytes(_PIXEL)
    return folder


def _notes(file: Path) -> dict[str, Any]:
    with open_package(file) as package:
        contents = package.contents
        decks = {c.note_id: contents.decks[c.deck_id].name for c in contents.cards}
        return {n.guid: (n.id, n.modified, n.tags, n.fields, decks[n.id]) for n in contents.notes}


def test_a_package_comes_back_as_the_deck_it_was_built_from(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    assert card2anki("build", "decks", "-o", "a.apkg").returncode == 0
    result = card2anki("import", "a.apkg", "-o", "back/tools.md")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "back/tools.md: 3 cards",
        "built again, the notes of 3 cards are the same",
        "3 cards in 1 file, 1 image written",
    ]
    text = (tmp_path / "back/tools.md").read_text("utf-8")
    assert text == _DECK.replace("spade.png", "media/spade.png")
    assert (tmp_path / "back/media/spade.png").read_bytes() == _PIXEL


def test_what_is_imported_is_built_again_as_it_was(
    card2anki: Run, decks: Path, tmp_path: Path
) -> None:
    card2anki("build", "decks", "-o", "a.apkg")
    card2anki("import", "a.apkg", "-o", "back")
    result = card2anki("build", "back", "-o", "b.apkg", "--locked", epoch=1_800_000_000)
    assert result.returncode == 0, result.stdout
    assert _notes(tmp_path / "b.apkg") == _notes(tmp_path / "a.apkg")


def test_media_that_no_card_shows_are_named_and_not_written(card2anki: Run, tmp_path: Path) -> None:
    html = 'heron <img src="a b.png"> [sound:c.mp3] <video src="d.mp4">'
    media = dict.fromkeys(("a b.png", "c.mp3", "d.mp4"), b"x")
    write_package(tmp_path / "a.apkg", *note(1, "Which?", html), media=media)
    result = card2anki("import", "a.apkg", "-o", "back")
    assert result.stdout.splitlines() == [
        "back/birds.md: 1 card",
        "left out: sounds (1 time)",
        "  c.mp3",
        "left out: media that the format can't hold (1 time)",
        "  d.mp4",
        "1 card in 1 file, 1 image written",
    ]
    assert [path.name for path in (tmp_path / "back/media").iterdir()] == ["a-b.png"]


def test_media_that_are_no_images_are_not_written(card2anki: Run, tmp_path: Path) -> None:
    html = 'a <img src="evil.md"> <img src="x.PNG">'
    write_package(
        tmp_path / "a.apkg", *note(1, "Which?", html), media={"evil.md": b"", "x.PNG": b"x"}
    )
    result = card2anki("import", "a.apkg", "-o", "back")
    assert result.stdout.splitlines() == [
        "back/birds.md: 1 card",
        "left out: media that the format can't hold (1 time)",
        "  evil.md",
        "1 card in 1 file, 1 image written",
    ]
    written = {path.name for path in (tmp_path / "back").rglob("*") if path.is_file()}
    assert written == {"birds.md", "card2anki.lock", "x.png"}


@pytest.mark.parametrize(
    ("deck", "title"),
    [
        ("A\n:p Who?\n??x\nMe.\nx??", r"A \:p Who? ??x Me. x\??"),
        ("A <!-- card2anki: id=% -->", r"A <\!-- card2anki: id=% -->"),
        ("A\n---\n:p B", r"A --- \:p B"),
        ("A \ud800::B", "A \ufffd: B"),
    ],
)
def test_a_deck_whose_name_is_no_line_of_text(
    card2anki: Run, tmp_path: Path, deck: str, title: str
) -> None:
    data = collection_bytes(*note(1, "Which?", "Heron."), decks={"2": {"id": 2, "name": deck}})
    (tmp_path / "a.apkg").write_bytes(zip_bytes({"collection.anki2": data}))
    assert card2anki("import", "a.apkg", "-o", "back").returncode == 0
    (file,) = (tmp_path / "back").glob("*.md")
    assert file.read_text("utf-8").splitlines()[0] == f"# Flashcards: {title}"
    assert "g1 1 " in (tmp_path / "back/card2anki.lock").read_text("utf-8")
    assert card2anki("cards", "back").stdout.count("Which?") == 1


@pytest.mark.parametrize(
    ("back", "left"),
    [
        ("<svg></svg>", 1),
        ("<object></object>", 1),
        ("<a href=x><svg></svg></a>", 1),
        ("<!-- x --><video src=v.mp4></video>", 1),
        (" x?? ".join("(( ??x :p b?" for _ in range(30)), 1),
    ],
)
def test_a_card_that_cannot_be_written_costs_no_other(
    card2anki: Run, tmp_path: Path, back: str, left: int
) -> None:
    statements = [*note(1, "Which?", "Heron."), *note(2, "Who?", back), *note(3, "Where?", "Here.")]
    write_package(tmp_path / "a.apkg", *statements)
    result = card2anki("import", "a.apkg", "-o", "back.md")
    assert ("left out: cards that the format can't hold (1 time)" in result.stdout) == left
    assert result.stdout.splitlines()[-1] == f"{3 - left} cards in 1 file written"
    lock = (tmp_path / "card2anki.lock").read_text("utf-8")
    assert [f"g{n} {n} " in lock for n in (1, 2, 3)] == [True, not left, True]
    assert card2anki("cards", "back.md").stdout.count("Where?") == 1


def test_the_decks_of_this_project_come_back(card2anki: Run, tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "decks", tmp_path / "decks")
    assert card2anki("build", "decks", "-o", "a.apkg", "--single").returncode == 0
    result = card2anki("import", "a.apkg", "-o", "back", "--output-format", "json")
    done = json.loads(result.stdout)
    assert (done["changed"], done["left_out"]) == ([], [])
    assert done["own"] == sum(file["cards"] for file in done["files"]) > 10
    card2anki("build", "back", "-o", "b.apkg", "--single", epoch=1_800_000_000)
    assert _notes(tmp_path / "b.apkg") == _notes(tmp_path / "a.apkg")


def test_a_canonical_layout_without_a_finding(card2anki: Run, decks: Path) -> None:
    card2anki("build", "decks", "-o", "a.apkg")
    card2anki("import", "a.apkg", "-o", "back")
    assert card2anki("format", "--check", "back").returncode == 0
    result = card2anki("check", "back", "--select", "F,M,T", "--show", "info")
    assert "F004 another question under the heading 'Spades'" in result.stdout
    assert "0 errors, 0 warnings, 1 info;" in result.stdout + result.stderr


def test_nothing_is_written_over(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    card2anki("build", "decks", "-o", "a.apkg")
    (tmp_path / "back/media").mkdir(parents=True)
    (tmp_path / "back/media/spade.png").write_bytes(b"mine")
    result = card2anki("import", "a.apkg", "-o", "back")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "card2anki: error: back/media/spade.png: there already: pass --force to write over it\n"
    )
    assert [path.name for path in (tmp_path / "back").iterdir()] == ["media"]
    assert card2anki("import", "a.apkg", "-o", "back", "--force").returncode == 0
    assert (tmp_path / "back/media/spade.png").read_bytes() == _PIXEL
    before = (tmp_path / "back/card2anki.lock").read_bytes()
    assert card2anki("import", "a.apkg", "-o", "back", "--force").returncode == 0
    assert (tmp_path / "back/card2anki.lock").read_bytes() == before


def test_a_dry_run_writes_nothing(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    card2anki("build", "decks", "-o", "a.apkg")
    result = card2anki("import", "a.apkg", "-o", "back", "--dry-run")
    assert result.stdout.splitlines()[-1] == "3 cards in 1 file, 1 image would be written"
    assert not (tmp_path / "back").exists()


def test_cards_that_are_here_already(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    card2anki("build", "decks", "-o", "a.apkg")
    result = card2anki("import", "a.apkg", "-o", "decks/again")
    assert result.returncode == 2
    assert "3 of the cards are in decks here already" in result.stderr
    assert "the first in tools.md" in result.stderr
    assert not (decks / "again").exists()
    before = (decks / "card2anki.lock").read_bytes()
    assert card2anki("import", "a.apkg", "-o", "decks/again", "--force").returncode == 0
    assert (decks / "card2anki.lock").read_bytes() == before


def test_two_books_are_two_folders(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    (decks / "x.md").write_text("# Flashcards: Knots\n\n---\n\n:p Which?\n??x\nThis.\nx??\n")
    card2anki("build", "decks", "-o", "a.apkg", "--single")
    result = card2anki("import", "a.apkg", "-o", "one.md")
    assert result.returncode == 2
    assert "one.md: one file for 2 decks: name a folder, without .md" in result.stderr
    assert card2anki("import", "a.apkg", "-o", "back").returncode == 0
    files = sorted(str(p.relative_to(tmp_path / "back")) for p in (tmp_path / "back").rglob("*.md"))
    assert files == ["garden-tools/02-blades-handles.md", "knots/knots.md"]


def test_somebody_elses_notes(card2anki: Run, tmp_path: Path) -> None:
    stock_package(tmp_path / "birds.apkg")
    result = card2anki("import", "birds.apkg", "-o", "birds.md")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "birds.md").read_text() == dedent(
        """\
        # Flashcards: Birds: Waders

        ---

        :p Which bird is grey?
        ??x
        The heron ![](media/heron.png)
        x??

        ---

        :p A [...] has long legs.
        ??x
        stork
        x??

        ---

        :p A stork has [how?] legs.
        ??x
        long
        x??

        ---
        """
    )
    lines = result.stdout.splitlines()
    assert lines[:4] == ["birds.md: 3 cards", "left out: tags (2 times)", "  grey", "  bird::wader"]
    assert lines[4] == "left out: note type 'Cloze (genanki)': no question, or no answer (1 time)"
    assert lines[-1] == "3 cards in 1 file, 1 image written"


def test_the_build_after_the_import_of_somebody_elses_notes_changes_no_identity(
    card2anki: Run, tmp_path: Path
) -> None:
    stock_package(tmp_path / "birds.apkg")
    assert card2anki("import", "birds.apkg", "-o", "decks").returncode == 0
    result = card2anki("build", "--locked", epoch=1_800_000_000)
    assert result.returncode == 0, result.stderr


def test_guids_as_anki_makes_them_are_kept(card2anki: Run, tmp_path: Path) -> None:
    guids = ("#a;9{.=>}~", "<<<<<<< b", "<<<<<<<", "ok", "ok", "ß")
    notes = [note(n, f"Bird {n}?", f"It is {n}.", guid=guid) for n, guid in enumerate(guids, 1)]
    write_package(tmp_path / "a.apkg", *[statement for one in notes for statement in one])
    result = card2anki("import", "a.apkg", "-o", "decks")
    assert result.stdout.splitlines()[1:-1] == [
        "left out: reviews, for GUIDs that no lock can keep (4 times)",
        "  <<<<<<< b: Bird 2? It is 2.",
        "  <<<<<<<: Bird 3? It is 3.",
        "  ok: Bird 5? It is 5.",
        "  ß: Bird 6? It is 6.",
    ]
    result = card2anki("build", "-o", "b.apkg", "--locked", epoch=1_800_000_000)
    assert result.returncode == 0, result.stderr
    assert {"#a;9{.=>}~", "ok"} < _notes(tmp_path / "b.apkg").keys()


def test_names_that_lead_out_of_the_folder(card2anki: Run, tmp_path: Path) -> None:
    picture = 'b <img src="../../up.png"><img src="/tmp/abs.png">'
    media = {"../../up.png": b"1", "/tmp/abs.png": b"2"}
    (tmp_path / "inner").mkdir()
    write_package(tmp_path / "inner/x.apkg", *note(1, "a", picture), media=media)
    result = card2anki("import", "x.apkg", "-o", "back", cwd=tmp_path / "inner")
    assert result.returncode == 0, result.stderr
    written = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert written == {
        "inner/x.apkg",
        "inner/back/birds.md",
        "inner/back/card2anki.lock",
        "inner/back/media/abs.png",
        "inner/back/media/up.png",
    }


def test_titles_that_lead_out_of_the_folder(card2anki: Run, tmp_path: Path) -> None:
    write_package(
        tmp_path / "x.apkg",
        *note(1, "a", "b"),
        *note(2, "c", "d"),
        """update col set decks = '{"1": {"id": 1, "name": "../../up"},
           "2": {"id": 2, "name": "/etc/../CON"}}'""",
        "update cards set did = 1 where id = 1",
    )
    assert card2anki("import", "x.apkg", "-o", "back").returncode == 0
    files = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.md"))
    assert files == ["back/etc-..-con/etc-..-con.md", "back/up/up.md"]


def test_a_package_without_a_card(card2anki: Run, tmp_path: Path) -> None:
    write_package(tmp_path / "x.apkg")
    result = card2anki("import", "x.apkg", "-o", "back")
    assert result.returncode == 2
    assert "x.apkg: there is no note in it that becomes a card" in result.stderr

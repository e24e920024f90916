"""``card2anki import`` as a user runs it."""

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from card2anki.anki.lock import read_lock
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


def _edit(file: Path, statement: str) -> None:
    """Change the notes of a package that a build wrote."""
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    connection = sqlite3.connect(":memory:")
    connection.deserialize(entries["collection.anki2"])
    connection.execute(statement)
    connection.commit()
    file.write_bytes(zip_bytes({**entries, "collection.anki2": connection.serialize()}))
    connection.close()


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


@pytest.mark.parametrize(
    ("change", "is_touched"),
    [
        ("update notes set tags = ' leech ' || tags", False),
        ("update notes set tags = ''", True),
        ("update notes set flds = replace(flds, 'moles', 'voles')", False),
        ("update notes set flds = replace(flds, 'moles', '<u>moles</u>')", True),
    ],
)
def test_a_note_that_another_is_built_of_is_modified_now(
    card2anki: Run, decks: Path, tmp_path: Path, change: str, is_touched: bool
) -> None:
    card2anki("build", "decks", "-o", "a.apkg", epoch=1_700_000_000)
    _edit(tmp_path / "a.apkg", change)
    before = _notes(tmp_path / "a.apkg")
    done = card2anki("import", "a.apkg", "-o", "back", epoch=1_800_000_000)
    assert ("not the same" in done.stdout) == is_touched
    card2anki("build", "back", "-o", "b.apkg", "--locked", epoch=1_900_000_000)
    after = _notes(tmp_path / "b.apkg")
    assert after.keys() == before.keys()
    touched = {1_800_000_000} if is_touched else set()
    assert {after[guid][1] for guid in after if after[guid][1] != before[guid][1]} == touched


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


def test_media_that_are_not_in_the_package(card2anki: Run, tmp_path: Path) -> None:
    html = 'heron <audio src="gone.mp3"></audio>'
    write_package(tmp_path / "a.apkg", *note(1, "Which?", html))
    result = card2anki("import", "a.apkg", "-o", "back.md")
    assert result.stdout.splitlines()[1:-1] == [
        "left out: media that are not in the package (1 time)",
        "  gone.mp3",
    ]


def test_an_image_of_two_files_is_written_once(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    (decks / "more.md").write_text(_DECK.replace("Part 2", "Part 3"), "utf-8")
    card2anki("build", "decks", "-o", "a.apkg", "--single")
    result = card2anki("import", "a.apkg", "-o", "back")
    assert result.stdout.splitlines()[-1] == "6 cards in 2 files, 1 image written"
    again = card2anki("import", "a.apkg", "-o", "back")
    assert again.stderr.count("spade.png") == 1


def test_images_of_one_content_are_all_written(card2anki: Run, tmp_path: Path) -> None:
    fronts = ('a <img src="h.png">', 'b <img src="H.png">', 'c <img src="a%20b.png">')
    notes = [note(n, front, "Yes.") for n, front in enumerate(fronts, 1)]
    media = dict.fromkeys(("h.png", "H.png", "a b.png", "unseen.png"), b"x")
    statements = [statement for one in notes for statement in one]
    write_package(tmp_path / "a.apkg", *statements, media=media)
    result = card2anki("import", "a.apkg", "-o", "back")
    assert result.stdout.splitlines() == [
        "back/birds.md: 3 cards",
        "3 cards in 1 file, 3 images written",
    ]
    folder = tmp_path / "back/media"
    written = sorted(str(p.relative_to(folder)) for p in folder.rglob("*.png"))
    assert written == ["2/h.png", "H.png", "a-b.png"]


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
    "back",
    [
        "<svg></svg>",
        "<object></object>",
        "<a href=x><svg></svg></a>",
        "<!-- x --><video src=v.mp4></video>",
        " x?? ".join("(( ??x :p b?" for _ in range(120)),
    ],
)
def test_a_card_that_cannot_be_written_costs_no_other(
    card2anki: Run, tmp_path: Path, back: str
) -> None:
    statements = [*note(1, "Which?", "Heron."), *note(2, "Who?", back), *note(3, "Where?", "Here.")]
    write_package(tmp_path / "a.apkg", *statements)
    result = card2anki("import", "a.apkg", "-o", "back.md")
    assert "left out: cards that the format can't hold (1 time)" in result.stdout
    assert result.stdout.splitlines()[-1] == "2 cards in 1 file written"
    lock = (tmp_path / "card2anki.lock").read_text("utf-8")
    assert [f"g{n} {n} " in lock for n in (1, 2, 3)] == [True, False, True]
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
        "left out: GUIDs that no lock can hold: new cards (3 times)",
        "  <<<<<<< b: Bird 2? It is 2.",
        "  <<<<<<<: Bird 3? It is 3.",
        "  ß: Bird 6? It is 6.",
        "left out: GUIDs that another note has: new cards (1 time)",
        "  ok: Bird 5? It is 5.",
    ]
    result = card2anki("build", "-o", "b.apkg", "--locked", epoch=1_800_000_000)
    assert result.returncode == 0, result.stderr
    assert {"#a;9{.=>}~", "ok"} < _notes(tmp_path / "b.apkg").keys()


def test_a_new_card_does_not_get_the_guid_of_another(card2anki: Run, tmp_path: Path) -> None:
    stranger = note(2, "Bird 2?", "It is 2.", guid="ß")
    write_package(tmp_path / "a.apkg", *stranger)
    assert card2anki("import", "a.apkg", "-o", "first").returncode == 0
    (made,) = read_lock(tmp_path / "first" / "card2anki.lock")
    write_package(tmp_path / "a.apkg", *note(1, "Bird 1?", "It is 1.", guid=made), *stranger)
    assert card2anki("import", "a.apkg", "-o", "second").returncode == 0
    lock = read_lock(tmp_path / "second" / "card2anki.lock")
    assert [lock[made].text, len(lock)] == ["Bird 1?", 2]


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


@pytest.mark.parametrize(
    ("statements", "reasons"),
    [
        ([], ""),
        (
            [*note(1, "Which?", "<svg></svg>"), *note(2, "Who?", ""), *note(3, "<svg></svg>", "x")],
            ": cards that the format can't hold; note type 'Basic': no question, or no answer",
        ),
    ],
)
def test_a_package_without_a_card(
    card2anki: Run, tmp_path: Path, statements: list[str], reasons: str
) -> None:
    write_package(tmp_path / "x.apkg", *statements)
    result = card2anki("import", "x.apkg", "-o", "back")
    assert result.returncode == 2
    said = f"x.apkg: there is no note in it that becomes a card{reasons}"
    assert result.stderr == f"card2anki: error: {said}\n"


def test_the_settings_of_the_folder_that_is_written_to(card2anki: Run, tmp_path: Path) -> None:
    write_package(tmp_path / "a.apkg", *note(1, "Bird 1?", "It is 1."))
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "card2anki.toml").write_text('lock = "mine.lock"')
    assert card2anki("import", "a.apkg", "-o", "decks").returncode == 0
    assert (tmp_path / "decks" / "mine.lock").exists()
    assert not (tmp_path / "decks" / "card2anki.lock").exists()
    result = card2anki("build", "--locked", epoch=1_800_000_000)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", ["de\ncks.md", "a\tb.md"])
def test_names_that_no_line_of_a_lock_holds(card2anki: Run, tmp_path: Path, name: str) -> None:
    write_package(tmp_path / "a.apkg", *note(1, "Bird 1?", "It is 1."))
    assert card2anki("import", "a.apkg", "-o", name).returncode == 0
    result = card2anki("build", name, "--locked", epoch=1_800_000_000)
    assert result.returncode == 0, result.stderr


def test_two_packages_with_one_note_id(card2anki: Run, tmp_path: Path) -> None:
    for number, guid in enumerate(("first", "second")):
        write_package(tmp_path / "a.apkg", *note(1, f"Bird {number}?", "Grey.", guid=guid))
        result = card2anki("import", "a.apkg", "-o", f"decks/{guid}.md")
        assert result.returncode == 0, result.stderr
    result = card2anki("build", "--locked", epoch=1_800_000_000)
    assert result.returncode == 0, result.stderr

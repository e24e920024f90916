"""``card2anki check`` as a user and a CI run it."""

import json
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import Run

_DECK = dedent(
    """\
    # Flashcards: Ferns (Part 4)

    ---

    **Rating: 8/10**

    #### Fronds
    :p How does a young frond unfold?
    ??x
    It unrolls, as `fiddle.unroll()` would:
    ```python
    fiddle.unroll()
    ```
    ??x

    ---

    #### Spores
    :p Where do ferns keep spores?
    ??x
    Under the leaf: ![sori](sori.png)
    x??

    ---
    """
)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    file = tmp_path / "ferns.md"
    file.write_text(_DECK)
    return file


def test_findings_are_lines_that_editors_follow(card2anki: Run, deck: Path) -> None:
    result = card2anki("check", "ferns.md")
    assert result.stdout.splitlines() == [
        "ferns.md:14:1: F001 answer is closed by '??x': write 'x??'",
        "ferns.md:21:25: M601 image 'sori.png' not found beside the deck",
    ]
    assert result.stderr == (
        "2 errors, 0 warnings, 0 infos; 2 cards in 1 file; code was not compiled\n"
    )
    assert result.returncode == 1


def test_findings_as_json(card2anki: Run, deck: Path) -> None:
    data = json.loads(card2anki("check", "ferns.md", "--output-format", "json").stdout)
    assert data["schema"] == 1
    assert data["summary"] == {
        "files": 1,
        "cards": 2,
        "snippets": 1,
        "errors": 2,
        "warnings": 0,
        "infos": 0,
    }
    assert data["findings"][0] == {
        "code": "F001",
        "name": "wrong-answer-terminator",
        "severity": "error",
        "message": "answer is closed by '??x': write 'x??'",
        "path": "ferns.md",
        "line": 14,
        "column": 1,
        "end_line": 14,
        "end_column": 4,
        "fix": None,
    }


def test_a_clean_deck_and_infos_exit_with_0(card2anki: Run, deck: Path) -> None:
    clean = _DECK.replace("```\n??x", "```\nx??").replace("![sori](sori.png)", "in sori")
    deck.write_text(clean)
    result = card2anki("check", deck)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.startswith("no findings; 2 cards in 1 file")
    deck.write_text(clean.replace("\n---\n\n####", "\n---\n\n---\n\n####"))
    result = card2anki("check", deck)
    assert result.returncode == 0
    assert "F008 separator follows a separator" in result.stdout


def test_many_files_are_checked_in_order(card2anki: Run, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"part{number:02}.md").write_text(_DECK)
    result = card2anki("check", ".", "--output-format", "json")
    paths = [finding["path"] for finding in json.loads(result.stdout)["findings"]]
    assert paths == [f"part{number:02}.md" for number in range(30) for _ in range(2)]


def test_a_path_that_does_not_exist_is_misuse(card2anki: Run) -> None:
    result = card2anki("check", "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "card2anki: error: nowhere: no such file or folder\n"


def test_a_file_of_20_megabytes_is_read(card2anki: Run, tmp_path: Path) -> None:
    card = "#### Moss\n:p What does moss hold?\n??x\nWater, and a good deal of it.\nx??\n\n---\n\n"
    (tmp_path / "big.md").write_text(card * (20_000_000 // len(card)))
    result = card2anki("check", "big.md")
    assert result.returncode == 0
    assert "256,410 cards in 1 file" in result.stderr


def test_ten_thousand_unclosed_fences_are_named(card2anki: Run, tmp_path: Path) -> None:
    card = "#### Moss\n:p What does moss hold?\n??x\n```text\nwater\nx??\n\n---\n\n"
    (tmp_path / "open.md").write_text(card * 10_000)
    result = card2anki("check", "open.md")
    assert result.returncode == 1
    assert result.stdout.count("F007 fence is not closed") == 10_000

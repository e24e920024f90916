"""``card2anki cards``: the JSON that other tools build on."""

import json
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import Run

_DECK = dedent(
    """\
    # High-Quality Flashcards: 9X001---Clouds_-A-Guide_processed (Part 12)

    **Rating threshold:** >= 7/10

    **Starting Chapter:** Cumulus

    ---

    **Rating: 7/10**

    #### Cumulus
    Heaps of *cloud*.

    :p What shape is a cumulus?
    ??x
    A heap:

      ```C++
      auto heap = std::vector<Drop>{};
      ```
    x??

    ---

    :p What is `nimbus`?
    ??x
    Rain.
    x??
    """
)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    file = tmp_path / "clouds.md"
    file.write_text(_DECK)
    return file


def test_json(card2anki: Run, deck: Path) -> None:
    result = card2anki("cards", "clouds.md", "--output-format", "json")
    assert result.returncode == 0
    assert json.loads(result.stdout) == {
        "schema": 1,
        "decks": [
            {
                "path": "clouds.md",
                "title": "9X001---Clouds_-A-Guide_processed",
                "part": 12,
                "chapter": "Cumulus",
                "threshold": 7,
                "cards": [
                    {
                        "heading": "Cumulus",
                        "context": "Heaps of *cloud*.",
                        "question": "What shape is a cumulus?",
                        "answer": "A heap:\n\n  ```C++\n  auto heap = std::vector<Drop>{};\n  ```",
                        "rating": 7,
                        "line": 11,
                        "end_line": 21,
                        "snippets": [
                            {
                                "language": "cpp",
                                "label": "C++",
                                "line": 18,
                                "code": "auto heap = std::vector<Drop>{};",
                            }
                        ],
                    },
                    {
                        "heading": "Cumulus",
                        "context": "Heaps of *cloud*.",
                        "question": "What is `nimbus`?",
                        "answer": "Rain.",
                        "rating": 7,
                        "line": 25,
                        "end_line": 28,
                        "snippets": [],
                    },
                ],
            }
        ],
    }


def test_what_is_not_there_is_empty_or_null(card2anki: Run, tmp_path: Path) -> None:
    (tmp_path / "bare.md").write_text(":p Why?\n")
    (deck,) = json.loads(card2anki("cards", "bare.md", "--output-format", "json").stdout)["decks"]
    assert {key: deck[key] for key in ("title", "part", "chapter", "threshold")} == {
        "title": "",
        "part": None,
        "chapter": "",
        "threshold": None,
    }
    assert deck["cards"] == [
        {
            "heading": "",
            "context": "",
            "question": "Why?",
            "answer": "",
            "rating": None,
            "line": 1,
            "end_line": 1,
            "snippets": [],
        }
    ]


def test_text(card2anki: Run, deck: Path) -> None:
    result = card2anki("cards", "clouds.md")
    assert result.stdout.splitlines() == [
        "clouds.md: 2 cards (9X001---Clouds_-A-Guide_processed, part 12, Cumulus)",
        "     11 [ 7] What shape is a cumulus?  <cpp>",
        "     25 [ 7] What is `nimbus`?",
    ]
    assert result.stderr == "2 cards in 1 file\n"

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


# -- trees of pseudocode

_PSEUDOCODE = dedent(
    """\
    :p How does the kettle know?
    ??x
    It asks:

      ```pseudo
      function isHot(kettle, limit):
          while kettle is not empty:
              if kettle.heat >= limit + 1 then return true
          // it never was
          warm(kettle)
      ```

    In Python:

    ```python
    hot = True
    ```
    x??
    """
)


@pytest.fixture
def pseudocode(tmp_path: Path) -> Path:
    file = tmp_path / "kettles.md"
    file.write_text(_PSEUDOCODE)
    return file


def test_trees(card2anki: Run, pseudocode: Path) -> None:
    result = card2anki("cards", "--ast", pseudocode.name)
    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "kettles.md:5: 5 statements (4 formal, 1 phrase)",
        "    6  function isHot(kettle, limit)",
        "    7    while [phrase] “kettle is not empty”",
        "    8      if (>= (. kettle heat) (+ limit 1))",
        "    8        return true",
        "   10    call (warm kettle)",
    ]
    assert result.stderr == "1 snippet of pseudocode in 1 file\n"


def test_trees_of_no_pseudocode(card2anki: Run, deck: Path) -> None:
    result = card2anki("cards", "--ast", deck.name)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "0 snippets of pseudocode in 1 file\n"


def test_trees_as_json(card2anki: Run, pseudocode: Path) -> None:
    result = card2anki("cards", "--ast", pseudocode.name, "--output-format", "json")
    (deck,) = json.loads(result.stdout)["decks"]
    ours, other = deck["cards"][0]["snippets"]
    assert "ast" not in other
    (function,) = ours["ast"]
    loop, call = function.pop("body")
    assert function == {
        "form": "function",
        "formality": "formal",
        "line": 6,
        "end_line": 10,
        "text": "function isHot(kettle, limit):",
        "name": "isHot",
        "parameters": ["kettle", "limit"],
        "expressions": [],
    }
    assert (loop["form"], loop["formality"], loop["line"], loop["end_line"]) == (
        "while",
        "phrase",
        7,
        8,
    )
    (phrase,) = loop["expressions"]
    assert phrase == {
        "node": "phrase",
        "text": "kettle is not empty",
        "operator": None,
        "parts": [],
    }
    assert (call["line"], call["text"], call["name"], call["parameters"], call["body"]) == (
        10,
        "warm(kettle)",
        None,
        None,
        [],
    )
    (expression,) = call["expressions"]
    assert expression["node"] == "call"
    assert [part["text"] for part in expression["parts"]] == ["warm", "kettle"]


def test_json_has_trees_only_where_asked(card2anki: Run, pseudocode: Path) -> None:
    result = card2anki("cards", pseudocode.name, "--output-format", "json")
    assert '"ast"' not in result.stdout


def test_tree_of_what_is_nested_deeply(card2anki: Run, tmp_path: Path) -> None:
    code = "\n".join(" " * depth + f"if {'(' * 300}a:" for depth in range(300))
    (tmp_path / "deep.md").write_text(f":p Why?\n??x\n```pseudocode\n{code}\n```\nx??\n")
    for form in ("text", "json"):
        result = card2anki("cards", "--ast", "deep.md", "--output-format", form)
        assert (result.returncode, "Traceback" in result.stderr) == (0, False)

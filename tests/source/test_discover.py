"""Paths to files: what is found in folders, what is left out, and in which order."""

import re
from pathlib import Path

import pytest

from card2anki.errors import UsageError
from card2anki.source.discover import discover


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """Make a folder of decks, written in no order of names."""
    root = tmp_path / "decks"
    for name in (
        "tea/green.md",
        "pots.md",
        "tea/black.markdown",
        "cups.MD",
        "tea/drafts/white.md",
        "notes.txt",
        ".hidden.md",
        ".cache/old.md",
    ):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(":p a\n??x\nb\nx??\n", encoding="utf-8")
    return root


def found(
    root: Path, *paths: str, exclude: tuple[str, ...] = (), of: Path | None = None
) -> list[str]:
    named = [str(root / path) for path in paths]
    return [file.relative_to(root).as_posix() for file in discover(named, exclude, of)]


ALL = ["cups.MD", "pots.md", "tea/black.markdown", "tea/green.md", "tea/drafts/white.md"]


def test_folder_is_walked_in_the_order_of_names(decks: Path) -> None:
    assert found(decks, "") == ALL


def test_hidden_files_and_folders_are_skipped(decks: Path) -> None:
    assert not [name for name in found(decks, "") if "." in (name[0], name.split("/")[-1][0])]


def test_hidden_folder_that_is_named_is_walked(decks: Path) -> None:
    assert found(decks, ".cache") == [".cache/old.md"]


def test_named_file_is_taken_whatever_its_name(decks: Path) -> None:
    assert found(decks, "notes.txt", ".hidden.md") == [".hidden.md", "notes.txt"]


def test_named_file_is_taken_even_where_it_is_excluded(decks: Path) -> None:
    assert found(decks, "pots.md", exclude=("pots.md",)) == ["pots.md"]


def test_each_file_is_found_once(decks: Path) -> None:
    assert found(decks, "tea/green.md", "tea", "tea/green.md") == [
        "tea/black.markdown",
        "tea/green.md",
        "tea/drafts/white.md",
    ]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("pots.md", [name for name in ALL if name != "pots.md"]),
        ("*.markdown", [name for name in ALL if name != "tea/black.markdown"]),
        ("drafts", ALL[:-1]),
        ("tea", ALL[:2]),
        ("tea/*", ALL[:2]),
        ("tea/green.md", [name for name in ALL if name != "tea/green.md"]),
        ("green", ALL),
    ],
)
def test_exclude_pattern(decks: Path, pattern: str, left: list[str]) -> None:
    assert found(decks, "", exclude=(pattern,)) == left


def test_exclude_pattern_counts_from_the_root(decks: Path) -> None:
    assert found(decks, "tea", exclude=("tea/green.md",), of=decks) == [
        "tea/black.markdown",
        "tea/drafts/white.md",
    ]
    assert "tea/green.md" in found(decks, "tea", exclude=("tea/green.md",))


def test_glob(decks: Path) -> None:
    assert found(decks, "tea/*.m*") == ["tea/black.markdown", "tea/green.md"]


def test_glob_of_folders_is_walked(decks: Path) -> None:
    assert found(decks, "t*") == ALL[2:]


def test_name_with_brackets_is_no_glob(decks: Path) -> None:
    (decks / "[1] pans.md").touch()
    assert found(decks, "[1] pans.md") == ["[1] pans.md"]


@pytest.mark.parametrize("path", ["nowhere", "nowhere/*.md", "pans.md"])
def test_path_that_does_not_exist(decks: Path, path: str) -> None:
    named = str(decks / path)
    with pytest.raises(UsageError, match=f"^{re.escape(named)}: no such file or folder$"):
        discover([named])


def test_one_missing_path_among_others(decks: Path) -> None:
    with pytest.raises(UsageError, match="nowhere: no such file or folder"):
        discover([str(decks), str(decks / "nowhere")])


def test_folder_with_no_deck(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    message = f"no deck in {tmp_path}: there is no file that ends in .markdown or .md"
    with pytest.raises(UsageError, match=f"^{re.escape(message)}$"):
        discover([str(tmp_path)])


def test_folder_of_which_all_is_excluded(decks: Path) -> None:
    with pytest.raises(UsageError, match="no deck in "):
        discover([str(decks)], ["*"])


def test_links_that_go_round_in_circles(decks: Path) -> None:
    (decks / "tea" / "again").symlink_to(decks, target_is_directory=True)
    (decks / "self").symlink_to(decks / "self")
    assert found(decks, "") == ALL


def test_link_to_a_file_is_followed(decks: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("")
    (decks / "zest.md").symlink_to(tmp_path / "outside.md")
    assert "zest.md" in found(decks, "")


def test_a_file_is_read_once_however_often_it_is_named(decks: Path) -> None:
    (decks / "zest.md").symlink_to(decks / "pots.md")
    (decks / "loop").symlink_to(decks)
    assert len(discover([f"{decks}/**/*.md", str(decks), f"{decks}/pots.md"])) == 5

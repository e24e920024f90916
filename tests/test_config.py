"""Settings: what is read, and how every mistake in them is named."""

from pathlib import Path

import pytest

from card2anki.config import Config, find_config, read_config
from card2anki.errors import UsageError


def test_the_nearest_folder_with_settings_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "project" / "decks"
    inner.mkdir(parents=True)
    (tmp_path / "card2anki.toml").write_text('deck = "outer"\n')
    assert find_config(inner).deck == "outer"
    (tmp_path / "project" / "pyproject.toml").write_text('[tool.card2anki]\ndeck = "{book}"\n')
    config = find_config(inner)
    assert (config.deck, config.root) == ("{book}", (tmp_path / "project").resolve())


def test_a_pyproject_without_our_table_says_nothing(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "else"\n')
    assert find_config(tmp_path) == Config()


def test_the_search_ends_at_a_repository(tmp_path: Path) -> None:
    (tmp_path / "card2anki.toml").write_text('deck = "outer"\n')
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    assert find_config(tmp_path / "repo") == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dek = 'x'", "unknown key 'dek'; did you mean 'deck'?"),
        ("zzz = 1", "unknown key 'zzz'; known: books, deck, exclude, lock, tags"),
        ("deck = 3", "'deck' must be a text that is not empty, not 3"),
        ("deck = ' '", "'deck' must be a text that is not empty, not ' '"),
        ("tags = 'a'", "'tags' must be a list of texts, not 'a'"),
        ("exclude = [1]", "'exclude' must be a list of texts, not [1]"),
        ("books = 1", "'books' must be a table of titles, not 1"),
        ("[books]\nx = ''", "the title of the book 'x' must be a text"),
        ("deck = '{rating}'", "'deck': no placeholder {rating} in '{rating}'"),
        ("tags = ['a::{lang}']", "'tags': no placeholder {lang} in 'a::{lang}'"),
        ("deck = '{book'", "'deck': a brace without a placeholder in '{book'"),
        ("deck = '{{x}}'", "'deck': no placeholder {x} in '{{x}}'"),
        ("deck = '{book!r}'", "'deck': a brace without a placeholder in '{book!r}'"),
        ("deck = ", "not valid TOML: Invalid value (at end of document)"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "card2anki.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as error:
        read_config(file)
    assert str(error.value).startswith(f"{file}: {message}")


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\ncard2anki = 1"])
def test_a_table_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(text)
    with pytest.raises(
        UsageError, match=r"pyproject.toml: 'tool.card2anki' must be a table, not 1"
    ):
        find_config(tmp_path)

"""``card2anki diff`` of a part of the decks, in every kind of repository."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.anki.reading.packages import collection_bytes, zip_bytes
from tests.conftest import Run


def _deck(name: str) -> str:
    return (
        f"# Flashcards: Tools (Part 1)\n\n---\n\n#### {name}\n"
        f":p What is a {name} for in a garden?\n??x\nA {name} is for the beds.\nx??\n\n---\n"
    )


def _git(folder: Path, *arguments: str) -> None:
    settings = ("user.name=a", "user.email=a@example.org", "init.defaultBranch=main")
    given = [part for setting in settings for part in ("-c", setting)]
    subprocess.run(["git", *given, *arguments], cwd=folder, check=True, capture_output=True)


def _commit(folder: Path) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "a commit")


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """Three folders with a card each, committed without a lock."""
    folder = tmp_path / "decks"
    for name in ("axe", "hoe", "rake"):
        (folder / name).mkdir(parents=True)
        (folder / name / "cards.md").write_text(_deck(name))
    _git(tmp_path, "init", "-q")
    _commit(tmp_path)
    return folder


def test_folders_that_are_not_named_are_no_business(card2anki: Run, decks: Path) -> None:
    assert card2anki("diff", "decks/axe", "decks/rake").stdout == "2 the same: HEAD to the decks\n"


def test_a_file_that_is_gone_from_a_folder_beside_a_file(card2anki: Run, decks: Path) -> None:
    (decks / "axe/cards.md").unlink()
    (decks / "axe/other.md").write_text("# Flashcards: Tools (Part 1)\n")
    assert card2anki("diff", "HEAD", "decks/axe", "decks/hoe/cards.md").stdout.splitlines() == [
        "retired   decks/axe/cards.md:5  What is a axe for in a garden?",
        "1 retired, 1 the same: HEAD to the decks",
    ]


def test_a_package_and_a_part_of_its_decks(card2anki: Run, decks: Path) -> None:
    card2anki("build", "-o", "a.apkg")
    for part in ("decks/axe", "decks/axe/cards.md"):
        assert card2anki("diff", "a.apkg", part).stdout == "1 the same: a.apkg to the decks\n"
    (decks / "axe/cards.md").write_text("# Flashcards: Tools (Part 1)\n")
    assert card2anki("diff", "a.apkg", "decks/axe").stdout.splitlines() == [
        "retired   Tools::01  What is a axe for in a garden?",
        "1 retired, 0 the same: a.apkg to the decks",
    ]


@pytest.mark.parametrize("place", ["other.toml", "settings/other.toml"])
def test_settings_that_are_named_hold_for_both_sides(
    card2anki: Run, decks: Path, place: str
) -> None:
    file = decks.parent / place
    file.parent.mkdir(exist_ok=True)
    file.write_text('deck = "All"\ntags = ["mine"]\n')
    same = "3 the same: HEAD to the decks\n"
    assert card2anki("diff", "--config", place).stdout == same
    _commit(decks.parent)
    assert card2anki("diff", "--config", place).stdout == same
    file.write_text('deck = "All"\ntags = ["yours"]\n')
    found = json.loads(card2anki("diff", "--config", place, "--output-format", "json").stdout)
    assert [(card["kind"], card["tags_removed"]) for card in found["cards"]] == [
        ("retagged", ["mine"])
    ] * 3


@pytest.mark.parametrize("lock", ["locks/decks.lock", "ids.txt"])
def test_a_lock_in_another_place(card2anki: Run, decks: Path, lock: str) -> None:
    card2anki("build", "--lock", lock)
    _commit(decks.parent)
    file = decks / "axe/cards.md"
    file.write_text(_deck("axe").replace("What is a axe for in", "Which work does an axe do in"))
    arguments = ("decks/axe", "--lock", lock, "--output-format", "json")
    (card,) = json.loads(card2anki("diff", "HEAD", *arguments).stdout)["cards"]
    assert card["kind"] == "changed"
    assert card["guid"] in (decks.parent / lock).read_text()


def test_a_repository_that_git_cannot_read(card2anki: Run, decks: Path) -> None:
    card2anki("build")
    (decks.parent / ".git").rename(decks.parent / "gone")
    (decks.parent / ".git").write_text("gitdir: nowhere\n")
    for arguments in ([], ["HEAD"]):
        result = card2anki("diff", *arguments)
        assert (result.returncode, result.stdout) == (2, "")
        assert f"{decks}: git can't read the repository: " in result.stderr


def test_in_a_hook_of_a_second_working_tree(decks: Path, tmp_path: Path) -> None:
    tree = tmp_path / "second"
    _git(tmp_path, "worktree", "add", "-q", str(tree))
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\ncd decks && '{sys.executable}' -m card2anki diff HEAD . >'{tmp_path}/said'\n"
    )
    hook.chmod(0o755)
    (tree / "decks/axe/cards.md").write_text(_deck("axe").replace("the beds", "trees"))
    _commit(tree)
    assert (tmp_path / "said").read_text().splitlines() == [
        "changed   decks/axe/cards.md:5  What is a axe for in a garden?",
        "  Answer",
        "      A axe is for [-the beds-]{+trees+}.",
        "1 changed, 2 the same: HEAD to the decks",
    ]


def test_names_of_fields_are_printed_without_what_a_terminal_acts_upon(
    card2anki: Run, decks: Path
) -> None:
    card2anki("build")
    guid = next(
        line.split()[0]
        for line in (decks / "card2anki.lock").read_text().splitlines()
        if "axe" in line
    )
    fields = [{"name": "Front", "ord": 0}, {"name": "B\x1b[31m", "ord": 1}]
    models = {"7": {"id": 7, "name": "T", "flds": fields, "tmpls": []}}
    data = collection_bytes(
        f"insert into notes values (1, '{guid}', 7, 9, '', 'a' || char(31) || 'b')", models=models
    )
    (decks.parent / "a.apkg").write_bytes(zip_bytes({"collection.anki2": data}))
    out = card2anki("diff", "a.apkg", "decks/axe").stdout
    assert "\x1b" not in out
    assert "  B\\x1b[31m" in out.splitlines()


def test_markdown_in_which_nothing_acts(card2anki: Run, decks: Path) -> None:
    _git(decks.parent, "branch", "@user`x`")
    text = _deck("axe").replace("A axe is for the beds.", "```text\na\n\n# b\n```")
    (decks / "axe/cards.md").write_text(text)
    result = card2anki("diff", "@user`x`", "--output-format", "markdown")
    head, *lines = result.stdout.splitlines()
    assert head.endswith(" 2 the same: <code>&#64;user&#96;x&#96;</code> to the decks**")
    code = lines[lines.index("<ins>a</ins>") :]
    assert code[:3] == ["<ins>a</ins>", "<ins></ins>", "<ins># b</ins>"]


def test_a_card_too_long_for_a_comment_leaves_room_for_others(card2anki: Run, decks: Path) -> None:
    for name, words in (("axe", 20_000), ("hoe", 1)):
        text = _deck(name).replace("the beds", "trees " * words)
        (decks / name / "cards.md").write_text(text)
    out = card2anki("diff", "--output-format", "markdown").stdout
    assert "What is a axe for in a garden?</code>: no room for it here</p>" in out
    assert "What is a hoe for in a garden?</code></summary>" in out

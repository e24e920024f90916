"""The sources of a revision: of the repository the folder is in, and all of them or none."""

import os
import subprocess
from pathlib import Path

import pytest

from card2anki.diffing.git import Revision, extract, find_revision
from card2anki.errors import UsageError

_SUFFIXES = frozenset({".md"})


def _git(folder: Path, *arguments: str) -> str:
    settings = ("user.name=a", "user.email=a@example.org", "init.defaultBranch=main")
    given = [part for setting in settings for part in ("-c", setting)]
    command = ["git", *given, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def _repository(folder: Path) -> Path:
    (folder / "decks").mkdir(parents=True)
    for name in ("axe", "hoe"):
        (folder / f"decks/{name}.md").write_text(f"The {name} of {folder.name}.\n")
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "a commit")
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return _repository(tmp_path / "mine")


def _found(folder: Path, name: str = "HEAD") -> Revision:
    revision = find_revision(folder, name)
    assert revision is not None
    return revision


def test_a_revision_is_taken_out(repository: Path, tmp_path: Path) -> None:
    revision = _found(repository / "decks")
    assert revision.top == repository.resolve()
    assert revision.commit == _git(repository, "rev-parse", "HEAD").strip()
    (repository / "decks/axe.md").write_text("Another axe.\n")
    extract(revision, revision.top, _SUFFIXES, tmp_path / "out")
    found = {file.name: file.read_text() for file in (tmp_path / "out").rglob("*.md")}
    assert found == {"axe.md": "The axe of mine.\n", "hoe.md": "The hoe of mine.\n"}


def test_the_top_is_given_without_links(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(repository, target_is_directory=True)
    assert _found(tmp_path / "link").top == repository.resolve()


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"])
def test_what_a_hook_says_of_another_repository_counts_for_nothing(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    commit = _git(repository, "rev-parse", "HEAD").strip()
    other = _repository(tmp_path / "other")
    places = {"GIT_OBJECT_DIRECTORY": ".git/objects"}
    monkeypatch.setenv(name, str(other / places.get(name, ".git")))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    revision = _found(repository)
    assert (revision.top, revision.commit) == (repository.resolve(), commit)
    extract(revision, revision.top, _SUFFIXES, tmp_path / "out")
    assert (tmp_path / "out/decks/axe.md").read_text() == "The axe of mine.\n"


def test_how_far_up_to_look_is_heeded(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.resolve()))
    assert find_revision(repository / "decks", "HEAD") is None


def test_no_repository_and_no_revision(repository: Path, tmp_path: Path) -> None:
    assert find_revision(tmp_path, "HEAD") is None
    assert find_revision(repository, "no-such-branch") is None
    assert find_revision(repository, "--all") is None


def test_a_repository_that_git_refuses(repository: Path) -> None:
    _git(repository, "config", "core.repositoryformatversion", "99")
    with pytest.raises(UsageError, match=r"git can't read the repository: .* found 99"):
        find_revision(repository / "decks", "HEAD")


def test_a_working_tree_whose_store_is_gone(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text(f"gitdir: {tmp_path}/gone\n")
    with pytest.raises(UsageError, match=r"git can't read the repository: .*/gone"):
        find_revision(tmp_path, "HEAD")


@pytest.mark.parametrize("content", [None, b"", b"no object"])
def test_a_store_that_is_damaged(repository: Path, tmp_path: Path, content: bytes | None) -> None:
    number = _git(repository, "rev-parse", "HEAD:decks/axe.md").strip()
    stored = repository / ".git/objects" / number[:2] / number[2:]
    stored.unlink()
    if content is not None:
        stored.write_bytes(content)
    with pytest.raises(UsageError, match=r"HEAD: git can't read decks/axe\.md: "):
        extract(_found(repository), repository.resolve(), _SUFFIXES, tmp_path / "out")


@pytest.mark.parametrize("content", [None, b"no object"])
def test_a_commit_that_is_damaged(repository: Path, content: bytes | None) -> None:
    number = _git(repository, "rev-parse", "HEAD").strip()
    stored = repository / ".git/objects" / number[:2] / number[2:]
    stored.unlink()
    if content is not None:
        stored.write_bytes(content)
    with pytest.raises(UsageError, match=r"HEAD: git can't read this revision: "):
        find_revision(repository, "HEAD")


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    assert find_revision(tmp_path, "HEAD") is None


def test_an_object_that_ends_too_early(repository: Path, tmp_path: Path) -> None:
    (repository / "decks/long.md").write_bytes(os.urandom(50_000))
    _git(repository, "add", "-A")
    _git(repository, "commit", "-q", "-m", "long")
    number = _git(repository, "rev-parse", "HEAD:decks/long.md").strip()
    stored = repository / ".git/objects" / number[:2] / number[2:]
    data = stored.read_bytes()
    stored.unlink()
    stored.write_bytes(data[:20_000])
    with pytest.raises(UsageError, match=r"HEAD: git can't read decks/long\.md: "):
        extract(_found(repository), repository.resolve(), _SUFFIXES, tmp_path / "out")

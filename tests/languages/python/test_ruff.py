"""How ruff is run: one process, whatever is around it, and an end to it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from card2anki.errors import UsageError
from card2anki.languages.python import ruff as module
from card2anki.languages.python.ruff import Remark, Ruff, installed_ruff

posix = pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")


def program(folder: Path, script: str) -> Ruff:
    """Return a program that is none of ruff's."""
    file = folder / "ruff"
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)
    return Ruff(file, "0.0")


def test_each_text_has_its_remarks_in_the_order_of_the_text() -> None:
    texts = ["n = 3", "f'é' + f'ü'", "n = (", "n = 3"]
    found = installed_ruff().check(texts)
    assert [[(one.code, one.start) for one in some or ()] for some in found] == [
        [],
        [("F541", (0, 0)), ("F541", (0, 7))],
        [("invalid-syntax", (0, 5))],
        [],
    ]


def test_columns_are_characters() -> None:
    (found,) = installed_ruff().check(["a = 'é😀'; b = f'ü'"])
    assert found == [
        Remark(
            code="F541",
            message="f-string without any placeholders",
            start=(0, 14),
            end=(0, 18),
            edits=(((0, 14), (0, 18), "'ü'"),),
            is_safe=True,
        )
    ]


def test_nothing_to_check_starts_nothing(tmp_path: Path) -> None:
    assert Ruff(tmp_path / "missing", "0.0").check([]) == []


@posix
def test_all_texts_are_given_to_one_process(tmp_path: Path) -> None:
    fake = program(tmp_path, f"ls | wc -l >> {tmp_path}/calls\necho '[]'")
    assert fake.check(["n = 3"] * 700) == [[]] * 700
    assert (tmp_path / "calls").read_text().split() == ["700"]


@posix
def test_a_text_that_it_dies_of_is_known_by_halves(tmp_path: Path) -> None:
    fake = program(tmp_path, "if grep -rq deadly .; then kill -ABRT $$; fi\necho '[]'")
    texts = ["n = 3", "deadly", "n = 4", "n = 5", "deadly"]
    assert fake.check(texts) == [[], None, [], [], None]


@posix
def test_a_panic_is_no_remark(tmp_path: Path) -> None:
    said = (
        '[{"filename": "/x/0.py", "code": "panic", "message": "", "fix": null,'
        ' "location": {"row": 1, "column": 1}, "end_location": {"row": 1, "column": 1}}]'
    )
    assert program(tmp_path, f"echo '{said}'").check(["n = 3"]) == [None]


@posix
def test_a_wrong_call_is_told(tmp_path: Path) -> None:
    fake = program(tmp_path, "echo 'error: no such rule' >&2; exit 2")
    with pytest.raises(UsageError, match=r"ruff 0\.0 failed: error: no such rule"):
        fake.check(["n = 3"])


@posix
def test_what_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.2)
    with pytest.raises(UsageError, match=r"ruff did not end within 0\.2 s"):
        program(tmp_path, "exec sleep 60").check(["n = 3"])


def test_a_program_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ruff can't be run"):
        Ruff(tmp_path / "missing", "0.0").check(["n = 3"])


@pytest.fixture
def hostile_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give temporary files a folder whose settings would switch everything off."""
    (tmp_path / "ruff.toml").write_text("exclude = ['*.py']\nlint.ignore = ['ALL']\n", "utf-8")
    (tmp_path / ".gitignore").write_text("*\n", "utf-8")
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "build" / "venv"
    folder.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def test_no_settings_of_the_machine_are_read(
    hostile_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUFF_OUTPUT_FILE", str(hostile_folder / "said"))
    monkeypatch.setenv("RUFF_NO_CACHE", "false")
    (found,) = installed_ruff().check(["n = f'tea'"])
    assert [one.code for one in found or ()] == ["F541"]


def test_the_installed_program_has_a_version() -> None:
    found = installed_ruff()
    assert found.version[0].isdigit()
    assert installed_ruff() is found
    assert os.sep in str(module._program())


@posix
def test_a_program_without_a_package_tells_its_version(tmp_path: Path) -> None:
    file = tmp_path / "ruff"
    program(tmp_path, "echo 'ruff 1.2.3'")
    assert module._version_of(file) == "1.2.3"

"""What the first argument of ``card2anki diff`` is."""

from pathlib import Path

import pytest

from card2anki.diffing.sides import OldLock, OldPackage, OldRevision, OldSide, old_side


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("old.apkg", OldPackage(Path("old.apkg"))),
        ("there.COLPKG", OldPackage(Path("there.COLPKG"))),
        ("a/card2anki.lock", OldLock(Path("a/card2anki.lock"))),
        ("main", OldRevision("main")),
        ("HEAD~2", OldRevision("HEAD~2")),
        ("there.md", None),
        ("no-*.md", None),
    ],
)
def test_the_first_argument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: OldSide | None
) -> None:
    monkeypatch.chdir(tmp_path)
    for file in ("there.md", "there.COLPKG"):
        (tmp_path / file).touch()
    assert old_side(name) == expected

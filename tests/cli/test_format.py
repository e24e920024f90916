"""``card2anki format`` as a user, an editor and a CI run it."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import Run

_UNTIDY = dedent(
    """\
    #### Fronds

    :p How does a young frond unfold?
    ??x
    It unrolls.
    ??x
    ---
    """
)
_TIDY = dedent(
    """\
    #### Fronds
    :p How does a young frond unfold?
    ??x
    It unrolls.
    x??

    ---
    """
)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    file = tmp_path / "ferns.md"
    file.write_text(_UNTIDY)
    (tmp_path / "mosses.md").write_text(_TIDY)
    return file


def test_files_are_formatted_in_place(card2anki: Run, deck: Path) -> None:
    result = card2anki("format", ".")
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "1 file reformatted, 1 file left unchanged\n"
    assert deck.read_text() == _TIDY
    again = card2anki("format", ".")
    assert (again.returncode, again.stderr) == (0, "2 files left unchanged\n")


def test_check_names_the_files_and_changes_nothing(card2anki: Run, deck: Path) -> None:
    result = card2anki("format", "--check", ".")
    assert (result.returncode, result.stdout) == (1, "would reformat: ferns.md\n")
    assert result.stderr == "1 file would be reformatted, 1 file would be left unchanged\n"
    assert deck.read_text() == _UNTIDY
    clean = card2anki("format", "--check", "mosses.md")
    assert (clean.returncode, clean.stdout) == (0, "")


def test_diff_shows_what_would_change(card2anki: Run, deck: Path) -> None:
    result = card2anki("format", "--diff", ".", "-q")
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout == (
        "--- ferns.md\n+++ ferns.md\n@@ -1,7 +1,7 @@\n #### Fronds\n-\n"
        " :p How does a young frond unfold?\n ??x\n It unrolls.\n-??x\n+x??\n+\n ---\n"
    )
    assert deck.read_text() == _UNTIDY
    assert card2anki("format", "--diff", "mosses.md").returncode == 0


def test_quiet(card2anki: Run, deck: Path) -> None:
    result = card2anki("format", "-q", ".")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert deck.read_text() == _TIDY


def _from_stdin(tmp_path: Path, data: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "card2anki", "format", "--stdin-filename", "ferns.md", *options],
        cwd=tmp_path,
        input=data,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_deck_from_the_standard_input(tmp_path: Path, encoding: str, end: str) -> None:
    untidy, tidy = (text.replace("\n", end).encode(encoding) for text in (_UNTIDY, _TIDY))
    result = _from_stdin(tmp_path, untidy)
    assert (result.returncode, result.stdout, result.stderr) == (0, tidy, b"")
    assert _from_stdin(tmp_path, tidy).stdout == tidy
    assert list(tmp_path.iterdir()) == []


def test_the_standard_input_is_only_checked(tmp_path: Path) -> None:
    result = _from_stdin(tmp_path, _UNTIDY.encode(), "--check")
    assert (result.returncode, result.stdout) == (1, b"would reformat: ferns.md\n")
    shown = _from_stdin(tmp_path, _UNTIDY.encode(), "--diff", "--check")
    assert (shown.returncode, shown.stdout[:13]) == (1, b"--- ferns.md\n")
    other = _from_stdin(tmp_path, _UNTIDY.encode(), "mosses.md")
    assert (other.returncode, other.stdout) == (2, b"")


@pytest.mark.parametrize("options", [(), ("--check",), ("--diff",)])
def test_bytes_that_are_no_text_are_left_alone(
    card2anki: Run, deck: Path, options: tuple[str, ...]
) -> None:
    deck.write_bytes(b"#### Fronds\n\n:p Caf\xe9?\n")
    result = card2anki("format", ".", *options)
    assert (result.returncode, result.stdout) == (2, "")
    assert "error: ferns.md: line 3 is not valid UTF-8: save the file as UTF-8\n" in result.stderr
    assert result.stderr.endswith(" unchanged, 1 file could not be formatted\n")
    assert deck.read_bytes() == b"#### Fronds\n\n:p Caf\xe9?\n"
    assert _from_stdin(deck.parent, b"\xff").stdout == b""


def test_a_file_that_would_change_is_named(card2anki: Run, deck: Path) -> None:
    text = "\nClay\n~~~\nx??\nmore clay\n-----  \n$$```java"
    deck.write_text(text)
    result = card2anki("format", ".")
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "card2anki: error: ferns.md: formatting would change text outside the cards:"
        " mend what 'card2anki check' finds there first",
        "1 file left unchanged, 1 file could not be formatted",
    ]
    assert deck.read_text() == text


def test_mode_mark_and_line_ends_are_kept(card2anki: Run, deck: Path) -> None:
    deck.write_bytes(b"\xef\xbb\xbf" + _UNTIDY.replace("\n", "\r\n").encode())
    deck.chmod(0o640)
    assert card2anki("format", deck).returncode == 0
    assert deck.read_bytes() == b"\xef\xbb\xbf" + _TIDY.replace("\n", "\r\n").encode()
    assert deck.stat().st_mode & 0o777 == 0o640


def test_a_read_only_file_is_not_written(card2anki: Run, deck: Path) -> None:
    deck.chmod(0o444)
    result = card2anki("format", ".")
    assert result.returncode == 2
    assert "error: ferns.md: read-only" in result.stderr
    assert result.stderr.endswith("1 file left unchanged, 1 file could not be formatted\n")
    assert deck.read_text() == _UNTIDY
    assert card2anki("format", "--check", ".").returncode == 1


def test_a_link_stays_one(card2anki: Run, deck: Path) -> None:
    link = deck.parent / "link.md"
    link.symlink_to(deck)
    assert card2anki("format", "link.md").returncode == 0
    assert link.is_symlink()
    assert deck.read_text() == _TIDY


def test_many_files(card2anki: Run, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"part{number:02}.md").write_text(_UNTIDY if number % 2 else _TIDY)
    result = card2anki("format", ".", "--check")
    assert result.stdout.splitlines() == [
        f"would reformat: part{number:02}.md" for number in range(1, 40, 2)
    ]
    assert card2anki("format", ".").stderr == "20 files reformatted, 20 files left unchanged\n"
    assert card2anki("format", ".", "--check").returncode == 0


def test_the_settings_exclude_files(card2anki: Run, deck: Path) -> None:
    (deck.parent / "card2anki.toml").write_text('exclude = ["ferns.md"]\n')
    assert card2anki("format", ".").stderr == "1 file left unchanged\n"
    other = deck.parent / "other.toml"
    other.write_text('exclude = ["mosses.md"]\n')
    assert card2anki("format", ".", "--config", other).stderr == "1 file reformatted\n"


def test_what_is_missing_is_misuse(card2anki: Run) -> None:
    result = card2anki("format", "nowhere")
    assert (result.returncode, result.stderr[:18]) == (2, "card2anki: error: ")


def test_formatted_decks_have_no_finding_that_formatting_mends(card2anki: Run, deck: Path) -> None:
    assert card2anki("check", ".", "--select", "F").returncode == 1
    card2anki("format", ".")
    assert card2anki("check", ".", "--select", "F").returncode == 0
    same = card2anki("check", ".", "--fix", "--select", "F")
    assert same.returncode == 0
    assert deck.read_text() == _TIDY


def test_a_diff_is_coloured_where_that_is_asked_for(
    card2anki: Run, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck.write_text(_UNTIDY)
    assert "\x1b[" not in card2anki("format", "--diff", deck).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32m+" in card2anki("format", "--diff", deck).stdout

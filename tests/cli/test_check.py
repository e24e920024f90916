"""``card2anki check`` as a user and a CI run it."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib.metadata import version
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


_CLEAN = _DECK.replace("```\n??x", "```\nx??").replace("![sori](sori.png)", "in sori")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    file = tmp_path / "ferns.md"
    file.write_text(_DECK)
    return file


def test_findings_are_shown_with_their_lines(card2anki: Run, deck: Path) -> None:
    result = card2anki("check", "ferns.md")
    assert result.stdout == dedent(
        """\
        ferns.md:14:1: F001 answer is closed by '??x': write 'x??'
          14 | ??x
             | ^^^ error, --fix mends it

        ferns.md:21:25: M601 image 'sori.png' not found beside the deck
          21 | Under the leaf: ![sori](sori.png)
             |                         ^^^^^^^^ error

        """
    )
    assert result.stderr == (
        "2 errors, 0 warnings, 0 infos; 2 cards in 1 file\n"
        f"Python: 1 snippet, ruff {version('ruff')}: 1 clean\n"
        "--fix mends 1 of them\n"
    )
    assert result.returncode == 1


def test_concise_findings_are_lines_that_editors_follow(card2anki: Run, deck: Path) -> None:
    result = card2anki("check", "ferns.md", "--output-format", "concise", "--quiet")
    assert result.stdout.splitlines() == [
        "ferns.md:14:1: F001 answer is closed by '??x': write 'x??'",
        "ferns.md:21:25: M601 image 'sori.png' not found beside the deck",
    ]
    assert result.stderr == ""


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
    place = {"line": 14, "column": 1, "end_line": 14, "end_column": 4}
    assert data["findings"][0] == {
        "code": "F001",
        "name": "wrong-answer-terminator",
        "severity": "error",
        "message": "answer is closed by '??x': write 'x??'",
        "path": "ferns.md",
        **place,
        "card": "How does a young frond unfold?",
        "related": [],
        "fix": {"safety": "safe", "edits": [{**place, "text": "x??"}]},
    }
    assert data["findings"][1]["fix"] is None


def test_a_clean_deck_and_infos_exit_with_0(card2anki: Run, deck: Path) -> None:
    deck.write_text(_CLEAN)
    result = card2anki("check", deck)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.startswith("no findings; 2 cards in 1 file")
    deck.write_text(_CLEAN.replace("\n---\n\n####", "\n---\n\n---\n\n####"))
    result = card2anki("check", deck)
    assert (result.returncode, result.stdout) == (0, "")
    assert "not shown: 1 info; --show info prints them" in result.stderr
    shown = card2anki("check", deck, "--show", "info")
    assert "F008 separator follows a separator" in shown.stdout
    assert shown.returncode == 0
    assert card2anki("check", deck, "--fail-on", "info").returncode == 1


# -- selection and settings


def test_rules_are_selected(card2anki: Run, deck: Path) -> None:
    def codes(*arguments: str) -> list[str]:
        result = card2anki("check", "ferns.md", "--output-format", "concise", *arguments)
        return [line.split()[1] for line in result.stdout.splitlines()]

    assert codes("--select", "M") == ["M601"]
    assert codes("--ignore", "missing-media") == ["F001"]
    assert codes("--select", "F,M", "--ignore", "F001", "--ignore", "M601") == []
    (deck.parent / "card2anki.toml").write_text('select = ["F"]\nignore = ["F001"]\n')
    assert codes() == []
    assert codes("--extend-select", "M601") == ["M601"]
    assert codes("--select", "F001") == ["F001"]


def test_an_unknown_rule_is_misuse(card2anki: Run, deck: Path) -> None:
    result = card2anki("check", "ferns.md", "--select", "F01x")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "card2anki: error: no rule goes by 'F01x'; did you mean 'F016'?\n"
    (deck.parent / "card2anki.toml").write_text('deck = "x"\nselect = ["emty-part"]\n')
    result = card2anki("check", "ferns.md")
    assert result.returncode == 2
    assert "card2anki.toml:2: no rule goes by 'emty-part'; did you mean 'empty-part'?" in (
        result.stderr
    )


def test_settings_decide_what_fails_and_what_is_off_where(card2anki: Run, deck: Path) -> None:
    (deck.parent / "card2anki.toml").write_text(
        'fail-on = "error"\n[severity]\nF001 = "warning"\nM601 = "info"\n'
    )
    result = card2anki("check", "ferns.md")
    assert result.returncode == 0
    assert "0 errors, 1 warning, 1 info" in result.stderr
    (deck.parent / "card2anki.toml").write_text('[per-file-ignores]\n"f*.md" = ["F", "M"]\n')
    assert card2anki("check", "ferns.md").returncode == 0


# -- fixes


def test_fix_mends_and_a_second_one_changes_nothing(card2anki: Run, deck: Path) -> None:
    deck.chmod(0o640)
    result = card2anki("check", "--fix", "ferns.md", "--select", "F")
    assert result.stderr.startswith("mended: 1 finding in 1 file\nno findings; 2 cards")
    assert result.returncode == 0
    mended = _DECK.replace("```\n??x", "```\nx??")
    assert deck.read_text() == mended
    assert deck.stat().st_mode & 0o777 == 0o640
    times = deck.stat().st_mtime_ns
    assert "mended" not in card2anki("check", "--fix", "ferns.md").stderr
    assert deck.stat().st_mtime_ns == times


def test_diff_shows_and_changes_nothing(card2anki: Run, deck: Path) -> None:
    result = card2anki("check", "--diff", "ferns.md")
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "--- ferns.md",
        "+++ ferns.md",
        "@@ -11,7 +11,7 @@",
        " ```python",
        " fiddle.unroll()",
        " ```",
        "-??x",
        "+x??",
        " ",
        " ---",
        " ",
    ]
    assert deck.read_text() == _DECK
    assert card2anki("check", "--diff", "ferns.md", "--ignore", "F001").returncode == 0


def test_line_breaks_and_encoding_stay(card2anki: Run, deck: Path) -> None:
    data = _DECK.replace("fiddle", "Geige ä").replace("\n", "\r\n")
    deck.write_bytes(data.encode("utf-16"))
    assert "mended: 1" in card2anki("check", "--fix", "ferns.md").stderr
    assert deck.read_bytes() == data.replace("```\r\n??x", "```\r\nx??").encode("utf-16")


def test_a_file_that_is_not_valid_in_its_encoding_is_left_alone(card2anki: Run, deck: Path) -> None:
    data = _DECK.encode().replace(b"young", b"gr\xfcn")
    deck.write_bytes(data)
    result = card2anki("check", "--fix", "ferns.md")
    assert "F013" in result.stdout
    assert (result.returncode, deck.read_bytes()) == (1, data)


def test_a_read_only_file_is_named(card2anki: Run, deck: Path) -> None:
    deck.chmod(0o444)
    result = card2anki("check", "--fix", "ferns.md")
    assert result.returncode == 2
    assert "error: ferns.md: read-only, not written: make it writable" in result.stderr
    assert "mended" not in result.stderr
    assert deck.read_text() == _DECK


def test_unsafe_fixes_are_asked_for(card2anki: Run, deck: Path) -> None:
    text = _CLEAN.replace("unfold?\n??x", "unfold?")
    deck.write_text(text)
    result = card2anki("check", "--fix", "ferns.md")
    assert "--fix --unsafe-fixes mends 1 more: look at the --diff first" in result.stderr
    assert deck.read_text() == text
    assert card2anki("check", "--fix", "--unsafe-fixes", "ferns.md").returncode == 0
    assert deck.read_text() == _CLEAN


# -- reports


def test_several_reports_at_once(card2anki: Run, deck: Path) -> None:
    result = card2anki(
        "check", "ferns.md", "--report", "json=a.json", "--report", "concise=b.txt", "-o", "c.txt"
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert len(json.loads((deck.parent / "a.json").read_text())["findings"]) == 2
    assert (deck.parent / "b.txt").read_text().count("\n") == 2
    assert "| ^^^ error" in (deck.parent / "c.txt").read_text()
    result = card2anki("check", "ferns.md", "--report", "pdf=x")
    assert result.returncode == 2
    assert "'pdf=x' is not FORMAT=FILE; the formats are text, concise, json" in result.stderr


def test_statistics_instead(card2anki: Run, deck: Path) -> None:
    result = card2anki("check", "ferns.md", "--statistics")
    assert "       1           1             0  F001  error     wrong-answer-term" in result.stdout
    assert "(  0.0%) without an error\n" in result.stdout
    assert result.returncode == 1


def test_annotations_in_github_actions(
    card2anki: Run, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    result = card2anki("check", "ferns.md")
    assert result.stdout.startswith("::error file=ferns.md,line=14,")


def test_exit_zero(card2anki: Run, deck: Path) -> None:
    assert card2anki("check", "ferns.md", "--exit-zero").returncode == 0
    assert card2anki("check", "nowhere", "--exit-zero").returncode == 2


def test_colour_is_asked_for(card2anki: Run, deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in card2anki("check", "ferns.md").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m\x1b[1mF001" in card2anki("check", "ferns.md").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in card2anki("check", "ferns.md").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--diff", "--report", "json=q.json"], "--diff and --report exclude each other"),
        (["--diff", "--statistics"], "--diff and --statistics exclude each other"),
        (["--diff", "--write-baseline", "b"], "--diff and --write-baseline exclude each other"),
        (["--write-baseline", "b", "-o", "z"], "--write-baseline and --output-file exclude each"),
        (["--statistics", "--output-format", "json"], "--statistics and --output-format exclude"),
        (["-o", "ferns.md"], "ferns.md: a deck, or another report, is written there"),
        (["-o", "z", "--report", "json=z"], "z: a deck, or another report, is written there"),
        (["--select", ""], "Invalid value for '--select': it names no rule"),
        (["--ignore", " , "], "Invalid value for '--ignore': it names no rule"),
    ],
)
def test_what_can_not_be_is_misuse(
    card2anki: Run, deck: Path, arguments: list[str], message: str
) -> None:
    result = card2anki("check", "ferns.md", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert [file.name for file in deck.parent.iterdir()] == ["ferns.md"]
    assert deck.read_text() == _DECK


def test_what_fails_is_shown(card2anki: Run, deck: Path) -> None:
    deck.write_text(_CLEAN.replace("\n---\n\n####", "\n---\n\n---\n\n####"))
    result = card2anki("check", deck, "--fail-on", "info", "--output-format", "concise")
    assert (result.returncode, " F008 " in result.stdout) == (1, True)


def test_a_stopped_check_says_so(deck: Path) -> None:
    command = [sys.executable, "-m", "card2anki", "check", "--stdin-filename", "x.md"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said.decode().strip()) == (130, "card2anki: stopped")


def test_what_is_no_file_is_named(card2anki: Run, deck: Path) -> None:
    os.mkfifo(deck.with_name("slow.md"))
    result = card2anki("check", ".")
    assert (result.returncode, "slow.md: not a file" in result.stderr) == (2, True)


# -- the standard input


def _stdin(folder: Path, *arguments: str, data: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "card2anki", "check", *arguments],
        cwd=folder,
        input=data,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_deck_from_the_standard_input(tmp_path: Path) -> None:
    name = ("--stdin-filename", "ferns.md")
    result = _stdin(tmp_path, *name, "--output-format", "concise", data=_DECK)
    assert result.stdout.startswith("ferns.md:14:1: F001")
    result = _stdin(tmp_path, *name, "--fix", "--ignore", "M601", data=_DECK)
    assert result.stdout == _DECK.replace("```\n??x", "```\nx??")
    assert result.returncode == 0
    result = _stdin(tmp_path, *name, "other.md", data=_DECK)
    assert result.returncode == 2
    assert "--stdin-filename takes no other files" in result.stderr


# -- the baseline


def test_a_baseline_hides_what_was_there_and_only_shrinks(card2anki: Run, deck: Path) -> None:
    written = card2anki("check", "ferns.md", "--write-baseline", "known.json")
    assert (written.returncode, written.stdout) == (0, "")
    assert written.stderr == "known.json: findings listed: 2\n"
    known = ("check", ".", "--baseline", "known.json", "--output-format", "concise")
    result = card2anki(*known)
    assert (result.returncode, result.stdout) == (0, "")
    assert "not shown: 2 findings of the baseline" in result.stderr
    deck.write_text("# Flashcards: Ferns (Part 4)\n\nNew prose.\n" + _DECK[29:])
    assert card2anki(*known).returncode == 0  # other lines
    deck.rename(deck.with_name("moved.md"))
    assert card2anki(*known).returncode == 0  # another file
    deck.with_name("moved.md").write_text(_DECK.replace("unfold?", "unroll?"))
    result = card2anki(*known)
    assert result.returncode == 1
    assert "moved.md:14:1: F001" in result.stdout  # another card
    deck.with_name("moved.md").write_text(_CLEAN)
    result = card2anki(*known)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "known.json:4:1: U103 F001 on 'How does a young frond unfold?' in ferns.md is gone:"
        " write the baseline anew",
        "known.json:5:1: U103 M601 on 'Where do ferns keep spores?' in ferns.md is gone:"
        " write the baseline anew",
    ]
    card2anki("check", ".", "--write-baseline", "known.json")
    assert card2anki(*known).returncode == 0


def test_a_baseline_of_decks_that_are_not_checked_stays(card2anki: Run, deck: Path) -> None:
    other = _DECK.replace("young frond", "bud").replace("ferns keep spores", "pines keep seeds")
    (deck.parent / "other.md").write_text(other)
    card2anki("check", ".", "--write-baseline", "known.json")
    result = card2anki("check", "ferns.md", "--baseline", "known.json")
    assert (result.returncode, result.stdout) == (0, "")
    deck.write_text(_CLEAN)
    card2anki("check", "ferns.md", "--write-baseline", "known.json")
    assert card2anki("check", ".", "--baseline", "known.json").returncode == 0
    assert len(json.loads((deck.parent / "known.json").read_text())["findings"]) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"version": 99, "findings": []}', "a baseline of version 99, this is version 1"),
        ("[]", "not a baseline"),
        ("{", "not a baseline"),
        ('{"version": 1, "findings": [{}]}', "not a baseline"),
    ],
)
def test_a_broken_baseline_is_named(card2anki: Run, deck: Path, text: str, message: str) -> None:
    (deck.parent / "known.json").write_text(text)
    for option in ("--baseline", "--write-baseline"):
        result = card2anki("check", "ferns.md", option, "known.json")
        assert result.returncode == 2
        assert message in result.stderr
        assert "Traceback" not in result.stderr


def test_a_baseline_that_is_not_there_is_named(card2anki: Run, deck: Path) -> None:
    result = card2anki("check", "ferns.md", "--baseline", "known.json")
    assert result.returncode == 2
    assert "known.json: can't be read: No such file" in result.stderr


def test_a_configured_baseline_begins_empty(card2anki: Run, deck: Path) -> None:
    (deck.parent / "card2anki.toml").write_text('baseline = "known.json"\n')
    assert card2anki("check", ".").returncode == 2
    assert card2anki("check", ".", "--write-baseline", "known.json").returncode == 0
    assert card2anki("check", ".").returncode == 0


def test_no_baseline_is_written_of_half_a_check(card2anki: Run, deck: Path) -> None:
    deck.chmod(0o444)
    result = card2anki("check", ".", "--fix", "--write-baseline", "known.json")
    assert result.returncode == 2
    assert "ferns.md: read-only, not written" in result.stderr
    assert not (deck.parent / "known.json").exists()


def test_rules_that_were_not_asked_leave_their_part_of_the_baseline(
    card2anki: Run, deck: Path
) -> None:
    card2anki("check", ".", "--write-baseline", "known.json")
    for rules in ("Q", "F,U", "M"):
        result = card2anki("check", ".", "--baseline", "known.json", "--select", rules)
        assert (result.returncode, result.stdout) == (0, "")
    card2anki("check", ".", "--write-baseline", "known.json", "--select", "F")
    assert len(json.loads((deck.parent / "known.json").read_text())["findings"]) == 2


def test_the_rules_of_the_tool_are_configured_like_others(card2anki: Run, deck: Path) -> None:
    deck.write_text(_CLEAN.replace("#### Spores", "#### Spores <!-- card2anki: ignore[F001] -->"))
    assert "U101" in card2anki("check", ".").stdout
    (deck.parent / "card2anki.toml").write_text('[severity]\nU101 = "info"\nU103 = "info"\n')
    assert card2anki("check", ".").returncode == 0
    known = '{"path": "ferns.md", "code": "F001", "card": "", "message": "m", "count": 1}'
    (deck.parent / "k.json").write_text(f'{{"version": 1, "findings": [\n{known}\n]}}')
    result = card2anki("check", ".", "--baseline", "k.json")
    assert (result.returncode, "2 infos" in result.stderr) == (0, True)
    result = card2anki("check", ".", "--baseline", "k.json", "--ignore", "U")
    assert "no findings" in result.stderr


def test_a_part_of_the_files_says_nothing_of_duplicates(card2anki: Run, deck: Path) -> None:
    twin = _CLEAN.replace("#### Fronds\n", "#### Fronds\n<!-- card2anki: ignore[D401] -->\n")
    deck.write_text(_CLEAN)
    (deck.parent / "twin.md").write_text(twin.split("#### Spores")[0])
    assert card2anki("check", ".").returncode == 0
    assert card2anki("check", "twin.md", "--fix").returncode == 0
    assert "ignore[D401]" in (deck.parent / "twin.md").read_text()
    deck.unlink()
    assert "U101 'D401' suppresses nothing here" in card2anki("check", ".").stdout


def test_the_bytes_of_the_standard_input_stay(tmp_path: Path) -> None:
    def mend(data: bytes) -> bytes:
        command = [sys.executable, "-m", "card2anki", "check", "--fix", "--stdin-filename", "x.md"]
        return subprocess.run(command, cwd=tmp_path, input=data, capture_output=True).stdout

    utf_16 = _DECK.replace("\n", "\r\n").encode("utf-16")
    assert mend(utf_16).decode("utf-16") == _CLEAN.replace("in sori", "![sori](sori.png)").replace(
        "\n", "\r\n"
    )
    broken = _DECK.encode().replace(b"young", b"gr\xfcn\x81")
    assert mend(broken) == broken


def test_a_severity_replaces_what_the_rule_says_itself(card2anki: Run, deck: Path) -> None:
    long = "one two three four five " * 20
    deck.write_text(_CLEAN.replace("It unrolls", f"{long} It unrolls"))
    (deck.parent / "card2anki.toml").write_text('[severity]\nA201 = "error"\n')
    assert card2anki("check", ".", "--select", "A201").returncode == 0  # over 80 words: an info
    deck.write_text(_CLEAN.replace("It unrolls", f"{long * 2} It unrolls"))
    assert "1 error" in card2anki("check", ".", "--select", "A201").stderr


# -- files


def test_many_files_are_checked_in_order(card2anki: Run, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"part{number:02}.md").write_text(_DECK)
    result = card2anki("check", ".", "--output-format", "json")
    paths = [finding["path"] for finding in json.loads(result.stdout)["findings"]]
    assert list(dict.fromkeys(paths)) == [f"part{number:02}.md" for number in range(30)]


def test_a_path_that_does_not_exist_is_misuse(card2anki: Run) -> None:
    result = card2anki("check", "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "card2anki: error: nowhere: no such file or folder\n"


def test_a_file_of_20_megabytes_is_read(card2anki: Run, tmp_path: Path) -> None:
    card = "#### Moss\n:p What does moss hold?\n??x\nWater, and a good deal of it.\nx??\n\n---\n\n"
    (tmp_path / "big.md").write_text(card * (20_000_000 // len(card)))
    result = card2anki("check", "big.md", "--select", "F")
    assert result.returncode == 0
    assert "256,410 cards in 1 file" in result.stderr


def test_ten_thousand_unclosed_fences_are_named(card2anki: Run, tmp_path: Path) -> None:
    card = "#### Moss\n:p What does moss hold?\n??x\n```text\nwater\nx??\n\n---\n\n"
    (tmp_path / "open.md").write_text(card * 10_000)
    result = card2anki("check", "open.md", "--output-format", "concise", "--select", "F")
    assert result.returncode == 1
    assert result.stdout.count("F007 fence is not closed") == 10_000

"""Code on cards, as a user and a CI have it checked and built."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from card2anki.cli import main
from tests.abacus import NO_BEADS, Abacus, abacus_is_checked
from tests.conftest import Run

DECK = dedent(
    """\
    # Flashcards: Beads (Part 1)

    ---

    #### Beads
    :p How many beads are on a rod?
    ??x
    Seven, in two groups:
    ```abacus
    two FALLEN five
    ```
    and in Python:
    ```rust
    beads = 2 + 5
    ```
    x??

    ---
    """
)


SETTINGS = 'ignore = ["unknown-label"]\n'


@dataclass(frozen=True, slots=True)
class Result:
    code: int
    out: str
    err: str


Call = Callable[..., Result]


@pytest.fixture
def abacus() -> Iterator[Abacus]:
    with abacus_is_checked() as one:
        yield one


@pytest.fixture
def call(
    tmp_path: Path,
    abacus: Abacus,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Call:
    """Run the command line in this process, where the abacus has a checker."""
    (tmp_path / "beads.md").write_text(DECK)
    (tmp_path / "card2anki.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["card2anki", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return Result(stopped.value.code, out, err)

    return run


def test_code_is_compiled_and_counted(call: Call, abacus: Abacus) -> None:
    result = call("check", "beads.md")
    assert result.out == dedent(
        """\
        beads.md:10:5: X101 FALLEN bead: put it back
          10 | two FALLEN five
             |     ^^^^^^ error, --fix mends it

        """
    )
    assert result.err.splitlines() == [
        "1 error, 0 warnings, 0 infos; 1 card in 1 file",
        "Abacus: 1 snippet, beads 7: 1 wrong",
        "not checked: 1 snippet: 1 rust",
        "--fix mends 1 of them",
    ]
    assert (result.code, abacus.closed) == (1, 1)


def test_it_is_mended_and_shown(call: Call, tmp_path: Path, abacus: Abacus) -> None:
    result = call("check", "beads.md", "--diff")
    assert "-two FALLEN five\n+two bead five\n" in result.out
    assert (result.code, (tmp_path / "beads.md").read_text()) == (1, DECK)
    result = call("check", "beads.md", "--fix")
    assert result.err.startswith("mended: 1 finding in 1 file\nno findings; 1 card in 1 file\n")
    assert "Abacus: 1 snippet, beads 7: 1 clean\n" in result.err
    assert (result.code, abacus.closed) == (0, 2)
    assert (tmp_path / "beads.md").read_text() == DECK.replace("FALLEN", "bead")


def test_what_nobody_asks_for_is_not_compiled(call: Call, abacus: Abacus) -> None:
    for arguments in (["check", "--select", "F"], ["check", "--ignore", "X,J,P,S,G,L503"]):
        result = call(*arguments, "beads.md")
        assert (result.code, result.err) == (
            0,
            "no findings; 1 card in 1 file; code was not checked\n",
        )
    assert call("format", "--check", "beads.md").code == 0
    assert call("cards", "beads.md").code == 0
    assert abacus.made == []


def test_reports_hold_it(call: Call) -> None:
    data = json.loads(call("check", "beads.md", "--output-format", "json").out)
    (tally,) = data["code"]
    assert (tally["language"], tally["tool"], tally["wrong"]) == ("abacus", "beads 7", 1)
    assert data["not_compiled"] == {"rust": 1}
    assert data["summary"]["snippets"] == 2
    assert "Abacus: 1 snippet, beads 7: 1 wrong\n" in call("check", ".", "--statistics").out


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_missing_tool_fails_where_it_is_required(
    call: Call, abacus: Abacus, command: str, tmp_path: Path
) -> None:
    abacus.toolchain = NO_BEADS
    assert call(command, "beads.md").code == (1 if command == "check" else 0)
    result = call(command, "beads.md", "--require", "beads")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "card2anki: error: beads is required and was not found; this brings it: get beads\n"
    )
    (tmp_path / "card2anki.toml").write_text(f'{SETTINGS}require = ["beads"]\n')
    assert call(command, "beads.md").code == 2
    (tmp_path / "beads.md").write_text(DECK.replace("```abacus", "```text"))
    assert call(command, "beads.md").code == 0  # there is nothing for it
    assert abacus.closed == 3


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_unknown_tool_is_misuse(call: Call, command: str, tmp_path: Path) -> None:
    result = call(command, "beads.md", "--require", "bead")
    assert (result.code, result.out) == (2, "")
    assert result.err == ("card2anki: error: no tool 'bead' to require; known: beads, javac\n")
    (tmp_path / "card2anki.toml").write_text(f'{SETTINGS}require = ["bead"]\n')
    result = call(command, "beads.md")
    assert result.code == 2
    assert "card2anki.toml:2: no tool 'bead' to require; known: beads, javac" in result.err


def test_a_build_compiles(call: Call, abacus: Abacus, tmp_path: Path) -> None:
    result = call("build", "beads.md", "-o", "out")
    lines = result.out.splitlines()
    assert lines[:3] == [
        "beads.md:10:5: X101 FALLEN bead: put it back",
        "Abacus: 1 snippet, beads 7: 1 wrong",
        "not checked: 1 snippet: 1 rust",
    ]
    assert lines[-1].startswith("1 card in 1 file; 1 note in 1 package, ")
    assert lines[-1].endswith(" s")
    assert (result.code, abacus.closed) == (0, 1)


def test_a_strict_build_fails_on_code(call: Call, tmp_path: Path) -> None:
    result = call("build", "beads.md", "-o", "out", "--strict")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "beads.md:10:5: X101 FALLEN bead: put it back\n1 error: nothing is built\n"
    )
    assert not (tmp_path / "out").exists()


# -- with the real compiler

JAVA = dedent(
    """\
    # Flashcards: Coins (Part 1)

    ---

    #### Coins
    :p What is a coin worth?
    ??x
    - It is worth:

      ```java
      int worth = "é🍲".length()
      ```
    x??

    ---
    """
)


@pytest.mark.javac
def test_java_is_compiled_mended_and_clean(card2anki: Run, tmp_path: Path) -> None:
    (tmp_path / "coins.md").write_text(JAVA)
    result = card2anki("check", "coins.md", "--require", "javac", "--output-format", "concise")
    assert result.stdout == "coins.md:11:28: J102 missing ';'\n"
    assert result.stderr.splitlines()[1].startswith("Java: 1 snippet, javac ")
    assert result.stderr.splitlines()[1].endswith(": 1 wrong")
    assert card2anki("check", "coins.md", "--fix").returncode == 0
    assert (tmp_path / "coins.md").read_text() == JAVA.replace("length()", "length();")


@pytest.mark.javac
def test_java_from_the_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "card2anki", "check", "--fix", "--stdin-filename", "x.md"]
    result = subprocess.run(
        command, cwd=tmp_path, input=JAVA, capture_output=True, text=True, check=False
    )
    assert result.stdout == JAVA.replace("length()", "length();")
    assert result.returncode == 0


@pytest.mark.javac
@pytest.mark.parametrize(
    ("mark", "code", "told"),
    [
        ("skip", "int worth = ;", []),
        ("fails", 'int worth = "five";', []),
        ("fails", "int worth = 5;", ["J902"]),
        ("members", "void pay() {}", []),
        ("nothing", "int worth = 5;", ["U102"]),
    ],
)
def test_marks_of_java(
    card2anki: Run, tmp_path: Path, mark: str, code: str, told: list[str]
) -> None:
    text = (
        f"#### Coins\n:p Worth?\n??x\n<!-- card2anki: java={mark} -->\n```java\n{code}\n```\nx??\n"
    )
    (tmp_path / "coins.md").write_text(text)
    result = card2anki("check", "coins.md", "--select", "J,U", "--output-format", "concise")
    assert [line.split()[1] for line in result.stdout.splitlines()] == told


# -- without a compiler


def test_without_a_jdk_the_syntax_is_checked_and_the_remedy_named(
    card2anki_without_jdk: Run, tmp_path: Path
) -> None:
    (tmp_path / "coins.md").write_text(JAVA)
    result = card2anki_without_jdk("check", "coins.md", "--output-format", "concise")
    assert result.stdout.startswith("coins.md:11:28: J")
    line = result.stderr.splitlines()[1]
    assert line.startswith("Java: 1 snippet, syntax only, no JDK found (")
    assert line.endswith("): 1 wrong")
    (tmp_path / "coins.md").write_text(JAVA.replace("length()", "length();"))
    assert card2anki_without_jdk("check", "coins.md").returncode == 0


@pytest.mark.parametrize("command", ["check", "build"])
def test_without_a_jdk_a_run_that_requires_javac_fails(
    card2anki_without_jdk: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "coins.md").write_text(JAVA)
    result = card2anki_without_jdk(command, "coins.md", "--require", "javac")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "card2anki: error: javac is required and was not found; this brings it: "
    )
    assert "Traceback" not in result.stderr


def test_a_comment_for_what_only_a_compiler_finds_stays(
    card2anki_without_jdk: Run, tmp_path: Path
) -> None:
    text = JAVA.replace("length()", "length();").replace(
        "#### Coins\n", "#### Coins\n<!-- card2anki: ignore[J201] -->\n"
    )
    (tmp_path / "coins.md").write_text(text)
    assert card2anki_without_jdk("check", "coins.md", "--fix").returncode == 0
    assert (tmp_path / "coins.md").read_text() == text


@pytest.mark.javac
def test_with_one_that_comment_is_useless(card2anki: Run, tmp_path: Path) -> None:
    text = JAVA.replace("length()", "length();").replace(
        "#### Coins\n", "#### Coins\n<!-- card2anki: ignore[J201] -->\n"
    )
    (tmp_path / "coins.md").write_text(text)
    result = card2anki("check", "coins.md", "--output-format", "concise")
    assert result.stdout == "coins.md:6:24: U101 'J201' suppresses nothing here: remove it\n"

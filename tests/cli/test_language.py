"""Languages of other packages: the example of the documents, installed, and some that fail."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

_EXAMPLE = Path(__file__).parents[2] / "docs" / "example-language"
_FENCE = "  ```lua\n  \tlocal topf = 'ö' {code}\n  ```\n"
_CARD = f"#### Pot\n:p What is hot?\n??x\n- Töpfe:\n\n{_FENCE}x??\n"
RIGHT, WRONG = _CARD.format(code=".. 'x'"), _CARD.format(code="= = 5")
Check = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the example as a user would, into a folder of its own."""
    work = tmp_path_factory.mktemp("language")
    shutil.copytree(_EXAMPLE, work / "package")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*command, str(work / "site"), str(work / "package")], check=True)
    return work / "site"


@pytest.fixture
def run(site: Path, tmp_path: Path) -> Check:
    def call(text: str, *arguments: str, path: Path = site) -> subprocess.CompletedProcess[str]:
        (tmp_path / "pots.md").write_text(text)
        return subprocess.run(
            [sys.executable, "-m", "card2anki", *(arguments or ("check", "pots.md"))],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(path), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return call


def test_its_code_is_checked(run: Check) -> None:
    result = run(WRONG + "\n---\n\n" + RIGHT.replace("Pot", "Lid").replace("hot", "cold"))
    assert "pots.md:7:21: X911 this is no valid Lua" in result.stdout
    tool = f"tree-sitter-lua {version('tree-sitter-lua')}"
    assert f"Lua: 2 snippets, {tool}: 1 clean, 1 wrong" in result.stderr
    assert result.returncode == 1


def test_it_has_marks(run: Check) -> None:
    marked = "  <!-- card2anki: lua={} -->\n  ```lua"
    for mark, text, code in (("skip", WRONG, 0), ("fails", WRONG, 0), ("fails", RIGHT, 1)):
        result = run(text.replace("  ```lua", marked.format(mark)))
        assert result.returncode == code, result.stdout
    assert "G902" in result.stdout
    assert "marked lua=fails, and nothing is wrong with it" in result.stdout


def test_its_rules_are_explained(run: Check) -> None:
    assert "X911  error    -       lua-syntax-error" in run("", "rule").stdout
    assert "It can't be run as it stands on the card." in run("", "rule", "X911").stdout


def test_code_of_another_language_has_a_wrong_label(run: Check) -> None:
    python = "  ```lua\n  def area(w, h):\n      return w * h\n  ```\nx??\n"
    result = run(RIGHT.partition("  ```lua")[0] + python, "check", "pots.md", "--select", "L,X")
    told = "pots.md:6:6: L503 label 'lua' is wrong: the code parses as 'python', label it so"
    assert told in result.stdout
    assert "X911" not in result.stdout


def _plugin(folder: Path, entry: str, code: str) -> Path:
    info = folder / "broken-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[card2anki.languages]\n{entry}\n")
    (folder / "broken.py").write_text(code)
    return folder


_DECLARES = """
from card2anki.checker import CheckedLanguage
{}
MINE = CheckedLanguage({}, lambda config: None)
"""


@pytest.mark.parametrize(
    ("entry", "code", "message"),
    [
        ("pot = broken:MINE", "", "the language of 'broken:MINE' can't be loaded: "),
        ("pot = broken:MINE", "MINE = 5", "the language of 'broken:MINE': 5 is no CheckedLanguage"),
        (
            "Java = broken:MINE",
            _DECLARES.format("", "()"),
            "the language of 'broken:MINE': 'java' is taken already",
        ),
        (
            "pot = broken:MINE",
            _DECLARES.format("from card2anki.rules.code import long_line", "(long_line,)"),
            "",
        ),
        (
            "pot = broken:MINE",
            _DECLARES.format(
                "from card2anki.rule import code_rule\nfrom card2anki.model import Severity\n"
                "@code_rule('F001', 'my-own', Severity.INFO)\ndef mine(): ...",
                "(mine,)",
            ),
            "the rules of 'pot': F001 'my-own' is taken already",
        ),
    ],
)
def test_a_package_that_is_broken_is_named(
    run: Check, tmp_path: Path, entry: str, code: str, message: str
) -> None:
    result = run(RIGHT, path=_plugin(tmp_path / "site", entry, code))
    assert message in result.stderr
    assert result.returncode == (2 if message else 0)
    assert "Traceback" not in result.stderr

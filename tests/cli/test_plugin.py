"""Rules of other packages: the example of the documents, installed, and rules that fail."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_EXAMPLE = Path(__file__).parents[2] / "docs" / "example-rules"
CARD = "#### Pot\n:p What is hot?\n??x\nThe pot!!!\nx??\n"
Check = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the example as a user would, into a folder of its own."""
    work = tmp_path_factory.mktemp("plugin")
    shutil.copytree(_EXAMPLE, work / "package")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*command, str(work / "site"), str(work / "package")], check=True)
    return work / "site"


@pytest.fixture
def run(site: Path, tmp_path: Path) -> Check:
    (tmp_path / "pots.md").write_text(CARD)

    def call(*arguments: str, path: Path = site) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "card2anki", *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return call


def test_its_rules_are_in_force(run: Check) -> None:
    result = run("check", "pots.md", "--output-format", "concise")
    assert result.stdout == "pots.md:4:8: X901 '!!!' shouts: write '!'\n"
    assert result.returncode == 1
    assert run("check", "pots.md", "--ignore", "shouting").returncode == 0


def test_they_are_explained(run: Check) -> None:
    assert "X901  warning  safe    shouting" in run("rule").stdout
    assert "One exclamation mark is enough." in run("rule", "X901").stdout
    (data,) = json.loads(run("rule", "X902", "--output-format", "json").stdout)["rules"]
    assert data["options"] == {"words": 3, "most": 50}


def test_they_are_configured_and_mend(run: Check, tmp_path: Path) -> None:
    (tmp_path / "card2anki.toml").write_text(
        "[options.X902]\nmost = 0\n[severity]\nX902 = 'error'\n"
    )
    result = run("check", "pots.md", "--fix", "--output-format", "concise")
    assert "pots.md:2:4: X902 1 questions begin with 'what is hot?'" in result.stdout
    assert (tmp_path / "pots.md").read_text() == CARD.replace("!!!", "!")


def _plugin(folder: Path, code: str, entry: str = "broken") -> Path:
    info = folder / "broken-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[card2anki.rules]\nbroken = {entry}\n")
    (folder / "broken.py").write_text(code)
    return folder


_RAISES = """
from card2anki.model import Severity
from card2anki.rule import card_rule, deck_rule, all_cards_rule

@card_rule("X001", "card-raises", Severity.INFO)
def on_card(view):
    if "hot" in view.question.text:
        raise ValueError("no such\\npot")
    yield from ()

@deck_rule("X002", "deck-raises", Severity.INFO)
def on_deck(subject):
    1 / 0
    yield

@all_cards_rule("X003", "all-raise", Severity.INFO)
def on_all(entries):
    yield entries[0], entries[99]
"""


def test_a_rule_that_raises_is_named_and_the_run_goes_on(run: Check, tmp_path: Path) -> None:
    plugin = _plugin(tmp_path / "site", _RAISES)
    (tmp_path / "pots.md").write_text(CARD + "\n---\n\n" + CARD.replace("hot", "cold")[:-4] + "??x")
    result = run("check", "pots.md", "--output-format", "concise", path=plugin)
    assert result.stdout.splitlines() == [
        "pots.md:1:1: U104 rule X002 failed on this file: ZeroDivisionError: division by zero",
        "pots.md:2:1: U104 rule X001 failed on this card: ValueError: no such pot",
        "pots.md:2:4: U104 rule X003 failed on the cards of this run: IndexError: tuple index out"
        " of range",
        "pots.md:13:1: F001 answer is closed by '??x': write 'x??'",
    ]
    assert result.returncode == 2
    assert run("check", "pots.md", "--exit-zero", path=plugin).returncode == 2


@pytest.mark.parametrize(
    ("code", "entry", "message"),
    [
        (
            "import nothing_of_that_name",
            "broken",
            "can't be loaded: ModuleNotFoundError: No module named",
        ),
        ("", "broken:RULES", "can't be loaded: "),
        ("RULES = [1]", "broken:RULES", "1 is no rule"),
        (
            _RAISES.replace("X001", "F001"),
            "broken",
            "the rules of 'broken': F001 'card-raises' is taken already",
        ),
        ("1 / 0", "broken", "can't be loaded: ZeroDivisionError: division by zero"),
        (_RAISES.replace("X001", "x1"), "broken", "'x1' is no code: a capital letter and three"),
        (_RAISES.replace("card-raises", "A b"), "broken", "'A b' is no name: small letters"),
        (_RAISES.replace("(view)", "(view, most)"), "broken", "option 'most' of X001 needs an"),
        (_RAISES.replace("(view)", "(view, most=0.5)"), "broken", "needs an int, str or bool"),
    ],
)
def test_a_package_that_is_broken_is_named(
    run: Check, tmp_path: Path, code: str, entry: str, message: str
) -> None:
    result = run("check", "pots.md", path=_plugin(tmp_path / "site", code, entry))
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


_ODD = """
from card2anki.model import Edit, Severity, Span
from card2anki.rule import Hit, card_rule, safe

def odd(code, hit):
    @card_rule(code, code.lower(), Severity.INFO)
    def check(view):
        yield hit
    return check

outside = odd("X001", Hit(Span(0, 9999), "m"))
other = odd("X002", "no hit")
number = odd("X004", Hit(Span(0, 1), 42))
severity = odd("X005", Hit(Span(0, 1), "m", severity="warning"))
related = odd("X006", Hit(Span(0, 1), "m", related=("x",)))
text = odd("X007", Hit(Span(0, 1), "m", safe(Edit(Span(0, 1), 3))))
overlap = odd("X003", Hit(Span(0, 1), "m", safe(Edit(Span(0, 3), ""), Edit(Span(2, 4), ""))))
"""


def test_a_rule_that_yields_nonsense_is_named(run: Check, tmp_path: Path) -> None:
    plugin = _plugin(tmp_path / "site", _ODD)
    result = run("check", "pots.md", "--fix", "--output-format", "concise", path=plugin)
    assert [line.partition(" failed on this card: ")[2] for line in result.stdout.splitlines()] == [
        "ValueError: Span(start=0, end=9999) is no range of the text",
        "TypeError: a rule yields hits, not 'no hit'",
        "ValueError: the edits Span(start=0, end=3) and Span(start=2, end=4) of a fix overlap",
        "TypeError: a message is a text, not 42",
        "TypeError: a severity is one of Severity, not 'warning'",
        "TypeError: related are places, not ('x',)",
        "AttributeError: 'int' object has no attribute 'encode'",
    ]
    assert (result.returncode, (tmp_path / "pots.md").read_text()) == (2, CARD)


_ENDLESS = """
from card2anki.model import Edit, Safety, Severity, Span
from card2anki.rule import Hit, card_rule, safe

@card_rule("X001", "grows", Severity.INFO, fix=Safety.SAFE)
def grows(view):
    at = view.answer.part.span.start
    yield Hit(Span(at, at), "too short", safe(Edit(Span(at, at), "z ")))

@card_rule("X002", "does-nothing", Severity.INFO, fix=Safety.SAFE)
def does_nothing(view):
    at = view.answer.part.span.start
    yield Hit(Span(at, at), "as it is", safe(Edit(Span(at, at), "")))
"""


def test_a_fix_that_never_ends_is_refused(run: Check, tmp_path: Path) -> None:
    plugin = _plugin(tmp_path / "site", _ENDLESS)
    result = run("check", "pots.md", "--fix", "--show", "info", path=plugin)
    assert (tmp_path / "pots.md").read_text() == CARD
    assert "pots.md:4: X001 too short: its fix was refused, since it would" in result.stderr
    assert "pots.md:4: X002 as it is: its fix was refused" in result.stderr
    assert "--fix mends" not in result.stdout + result.stderr
    assert result.returncode == 0

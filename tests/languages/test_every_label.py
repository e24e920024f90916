"""Every label through every step: checked, coloured, packaged."""

import re
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
import yaml

from card2anki.checker import Verdict
from card2anki.checking import check
from card2anki.languages import ALIASES, language_of
from card2anki.languages.checkers import CHECKED
from card2anki.model import Severity
from card2anki.pipeline import prepare
from tests.conftest import Run

SAMPLES: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("samples.yaml").read_text("utf-8")
)
LABELS = sorted(name for language, others in ALIASES.items() for name in (language, *others))
#: What there is no lexer for, or nothing to colour.
_PLAIN = {"text"}


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a card for each label."""
    cards = (
        f"#### Pots\n:p How is pot {number} written in {label!r}?\n??x\n"
        f"```{label}\n{SAMPLES[language_of(label)]}```\nx??\n"
        for number, label in enumerate(LABELS)
    )
    file = tmp_path_factory.mktemp("labels") / "pots.md"
    file.write_text("# Flashcards: Pots (Part 1)\n\n---\n\n" + "\n---\n\n".join(cards), "utf-8")
    return file


def _answers(package: Path) -> list[tuple[str, str, str]]:
    """Return question, answer and tags of the notes of a package."""
    with zipfile.ZipFile(package) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        notes = database.execute("select flds, tags from notes").fetchall()
    return [(*fields.split("\x1f")[:2], tags) for fields, tags in notes]


def test_there_is_a_sample_of_every_language() -> None:
    assert set(SAMPLES) == set(ALIASES)
    assert set(CHECKED) <= set(ALIASES)


def test_nothing_is_said_of_right_code_and_all_of_it_is_accounted_for(deck: Path) -> None:
    checked = check(prepare([str(deck)]), None, lambda: None)
    (file,) = checked.files
    said = [
        (one.place.line, one.finding.code, one.finding.message)
        for one in file.findings
        if one.finding.severity is not Severity.INFO
    ]
    assert said == []
    labels = Counter(map(language_of, LABELS))
    assert {one.language: dict(one.verdicts) for one in checked.compilation.tallies} == {
        language: {Verdict.CLEAN: labels[language]} for language in CHECKED
    }
    assert checked.compilation.others == {
        language: number for language, number in labels.items() if language not in CHECKED
    }


def test_each_is_coloured_and_in_the_package(deck: Path, card2anki: Run, tmp_path: Path) -> None:
    result = card2anki("build", deck, "-o", "pots.apkg")
    assert result.returncode == 0, result.stderr
    answers = _answers(tmp_path / "pots.apkg")
    for number, label in enumerate(LABELS):
        language = language_of(label)
        question = f"How is pot {number} written in "
        ((html, tags),) = [found for asked, *found in answers if asked.startswith(question)]
        code = re.search(r"<pre[^>]*><code[^>]*>(.*?)</code></pre>", html, re.DOTALL)
        assert code, label
        shown = unescape(re.sub(r"<[^>]+>", "", code[1].replace("<br>", "\n")))
        assert shown.rstrip("\n") == SAMPLES[language].rstrip("\n")
        assert (f" lang::{language} " in tags) is (language != "text"), label
        assert ("<span" in code[1]) is (language not in _PLAIN), label

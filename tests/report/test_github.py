"""Annotations of GitHub Actions."""

from pathlib import Path

import pytest

from card2anki.model import Severity, Span
from card2anki.report.github import render
from tests.report.reports import file_of, finding, report_of


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)


def _command(text: str, span: Span, path: str = "pots.md", message: str = "wrong: mend it") -> str:
    return render(report_of(file_of(text, finding(span, message=message), path=path)))


def test_a_command_says_where_and_what() -> None:
    assert _command("a hot pot", Span(2, 5)) == (
        "::error file=pots.md,line=1,endLine=1,col=3,endColumn=6,"
        "title=F001 wrong-answer-terminator::pots.md:1:3: F001 wrong: mend it\n"
    )


def test_columns_are_left_out_where_there_are_several_lines() -> None:
    assert _command("hot\npot\n", Span(1, 5)).startswith(
        "::error file=pots.md,line=1,endLine=2,title="
    )
    assert _command("hot\npot\n", Span(1, 4)).startswith(
        "::error file=pots.md,line=1,endLine=1,title="
    )


def test_each_severity_has_its_command() -> None:
    severities = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    file = file_of("pot", *(finding(Span(0, 3), severity=severity) for severity in severities))
    commands = [line.split()[0] for line in render(report_of(file)).splitlines()]
    assert commands == ["::error", "::warning", "::notice"]
    assert render(report_of(file, show=Severity.ERROR)).count("\n") == 1


def test_values_are_escaped() -> None:
    command = _command("pot", Span(0, 3), "a,b:c%.md", message="50%: a,b::c")
    assert command.startswith("::error file=a%2Cb%3Ac%25.md,line=1,")
    assert command.endswith("::a,b:c%25.md:1:1: F001 50%25: a,b::c\n")
    assert _command("pot", Span(0, 3), message="a\r\nb").endswith(r": F001 a\r\nb" + "\n")


def test_paths_are_seen_from_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "decks").mkdir()
    monkeypatch.chdir(tmp_path / "decks")
    assert "file=pots.md," in _command("pot", Span(0, 3), "./pots.md")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert "file=decks/pots.md," in _command("pot", Span(0, 3), "pots.md")
    assert "file=decks/pots.md," in _command("pot", Span(0, 3), str(tmp_path / "decks/pots.md"))

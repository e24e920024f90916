"""GitLab's Code Quality report."""

import json
from pathlib import Path
from typing import Any

import pytest

from card2anki.linting.baseline import read_baseline, without_known
from card2anki.model import Severity, Span
from card2anki.report.check import CheckReport
from card2anki.report.gitlab import render
from tests.report.reports import (
    file_of,
    finding,
    pots,
    report_of,
    valid_json,
)


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)


def _issues(report: CheckReport) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = valid_json(render(report), "gitlab-code-quality.json")
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints)
    return issues


def test_an_issue_a_finding() -> None:
    first, second = _issues(report_of(pots()))
    assert len(first.pop("fingerprint")) == 32
    assert first == {
        "description": "F001 answer is closed by '??x': write 'x??'",
        "check_name": "wrong-answer-terminator",
        "severity": "major",
        "location": {"path": "pots.md", "lines": {"begin": 7, "end": 7}},
    }
    assert second["severity"] == "minor"


def test_infos_are_in_it_too() -> None:
    file = file_of("pot", finding(Span(0, 3), "F004"))
    assert [i["severity"] for i in _issues(report_of(file, show=Severity.ERROR))] == ["info"]
    assert render(report_of()) == "[]\n"


def test_equal_findings_are_told_apart() -> None:
    file = file_of("pot\npot\n", finding(Span(0, 3)), finding(Span(4, 7)), finding(Span(4, 7)))
    assert len(_issues(report_of(file))) == 3


def test_findings_of_the_baseline_are_told_apart(tmp_path: Path) -> None:
    rows = [
        {"path": "pots.md", "code": "F001", "card": "", "message": message, "count": 1}
        for message in ("gone", "gone, too")
    ]
    lines = ",\n".join(map(json.dumps, rows))
    baseline = tmp_path / "baseline.json"
    baseline.write_text(f'{{\n"version": 1,\n"findings": [\n{lines}\n]\n}}\n')
    path = str(tmp_path / "pots.md")
    Path(path).write_text("pot\n")
    known = read_baseline(baseline)
    pots = file_of("pot\n", path=path)
    files, _ = without_known([pots], known, baseline, Severity.WARNING)
    issues = _issues(report_of(*files))
    assert [issue["check_name"] for issue in issues] == ["stale-baseline"] * 2
    assert [issue["location"]["lines"]["begin"] for issue in issues] == [4, 5]


def test_an_end_at_the_start_of_a_line_is_that_of_the_line_before() -> None:
    file = file_of("hot\npot\n", finding(Span(0, 4)), finding(Span(0, 5)), finding(Span(8, 8)))
    lines = [issue["location"]["lines"] for issue in _issues(report_of(file))]
    assert lines == [{"begin": 1, "end": 1}, {"begin": 1, "end": 2}, {"begin": 3, "end": 3}]


def test_paths_are_seen_from_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "decks").mkdir()
    monkeypatch.chdir(tmp_path / "decks")

    def path(given: str) -> str:
        file = file_of("pot", finding(Span(0, 3)), path=given)
        located: str = _issues(report_of(file))[0]["location"]["path"]
        return located

    assert path("./pots.md") == "pots.md"
    assert path(str(tmp_path / "decks" / "pots.md")) == "pots.md"
    assert path("../lids.md") == (tmp_path / "lids.md").as_posix()
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert path("pots.md") == "decks/pots.md"
    assert path("../lids.md") == "lids.md"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path / "elsewhere"))
    assert path("pots.md") == "pots.md"

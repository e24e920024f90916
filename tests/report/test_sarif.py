"""SARIF 2.1.0."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki import __version__
from card2anki.linting.fixes import apply
from card2anki.linting.registry import registry
from card2anki.model import Fix, Place, Safety, Severity, Span
from card2anki.report.check import CheckReport
from card2anki.report.sarif import render
from tests.report.reports import (
    edits,
    file_of,
    finding,
    pots,
    replaced,
    report_of,
    source_of,
    split_lines,
    valid_json,
)


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)


def _run(report: CheckReport) -> dict[str, Any]:
    (run,) = valid_json(render(report), "sarif-2.1.0-rtm.4.json")["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    checked: dict[str, Any] = run
    return checked


def _results(report: CheckReport) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = _run(report)["results"]
    return results


def _uri(path: str) -> dict[str, str]:
    (one,) = _results(report_of(file_of("pot", finding(Span(0, 3)), path=path)))
    location: dict[str, str] = one["locations"][0]["physicalLocation"]["artifactLocation"]
    return location


def test_a_result_a_finding() -> None:
    first, second = _results(report_of(pots()))
    region = {"startLine": 7, "startColumn": 1, "endLine": 7, "endColumn": 4}
    file = {"uri": "pots.md", "uriBaseId": "%SRCROOT%"}
    assert len(first.pop("partialFingerprints")["card2anki/v1"]) == 32
    first.pop("ruleIndex")
    assert first == {
        "ruleId": "F001",
        "level": "error",
        "message": {"text": "answer is closed by '??x': write 'x??'"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": file,
                    "region": {**region, "snippet": {"text": "??x"}},
                }
            }
        ],
        "fixes": [
            {
                "description": {"text": "Mend it; what the cards mean stays the same."},
                "artifactChanges": [
                    {
                        "artifactLocation": file,
                        "replacements": [
                            {"deletedRegion": region, "insertedContent": {"text": "x??"}}
                        ],
                    }
                ],
            }
        ],
    }
    assert second["level"] == "warning"
    info = report_of(file_of("pot", finding(Span(0, 3), "F004")), show=Severity.ERROR)
    assert [result["level"] for result in _results(info)] == ["note"]


def test_all_rules_are_described() -> None:
    driver = _run(report_of())["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("card2anki", __version__)
    assert [rule["id"] for rule in driver["rules"]] == list(registry())
    for told, rule in zip(driver["rules"], registry().values(), strict=True):
        assert told["name"] == rule.name
        assert told["shortDescription"]["text"].endswith(".")
        assert 0 < len(told["fullDescription"]["text"]) <= 1024  # as much as GitHub shows
        assert told["help"]["text"] == rule.docs
        assert told["help"]["markdown"].startswith(f"# {rule.code} ")
        assert told["defaultConfiguration"]["enabled"] is rule.default
    first = next(rule for rule in driver["rules"] if rule["id"] == "F001")
    assert first["defaultConfiguration"]["level"] == "error"
    assert first["properties"] == {"tags": ["format"]}
    of_java = {rule["properties"]["tags"][0] for rule in driver["rules"] if rule["id"][0] == "J"}
    assert of_java == {"java"}
    assert "## Why\n" in first["help"]["markdown"]
    assert "## Good\n\n````markdown\n" in first["help"]["markdown"]


def test_columns_count_code_points() -> None:
    text = "é鍋🙂 hot\nüä pot\n"
    start, end = text.index("hot"), text.index(" pot")
    (one,) = _results(report_of(file_of(text, finding(Span(start, end)))))
    assert one["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 1,
        "startColumn": 5,
        "endLine": 2,
        "endColumn": 3,
    }


def test_related_places() -> None:
    other = Place("other lids.md", 3, 2, 4, 1)
    (one,) = _results(report_of(file_of("pot", finding(Span(0, 3), related=(other,)))))
    assert one["relatedLocations"] == [
        {
            "id": 1,
            "physicalLocation": {
                "artifactLocation": {"uri": "other%20lids.md", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3, "startColumn": 2, "endLine": 4, "endColumn": 1},
            },
        }
    ]


def test_paths_are_uris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "decks").mkdir()
    monkeypatch.chdir(tmp_path / "decks")
    base = {"uriBaseId": "%SRCROOT%"}
    assert _uri("./a b/ü%#?.md") == {"uri": "a%20b/%C3%BC%25%23%3F.md", **base}
    assert _uri("a:b.md") == {"uri": "a%3Ab.md", **base}
    assert _uri("\udcff.md") == {"uri": "%FF.md", **base}
    assert _uri(str(tmp_path / "decks" / "pots.md")) == {"uri": "pots.md", **base}
    assert _uri("../lids.md") == {"uri": (tmp_path / "lids.md").as_uri()}
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert _uri("pots.md") == {"uri": "decks/pots.md", **base}
    assert unquote(_uri("\x1b鍋.md")["uri"]) == "decks/\x1b鍋.md"


@given(text=st.text("aé鍋🙂 \n", max_size=30), data=st.data())
def test_replacements_do_what_fixes_do(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    spans = [Span(*sorted((data.draw(places), data.draw(places)))) for _ in range(3)]
    spans = [span for n, span in enumerate(spans) if all(span.start > s.end for s in spans[:n])]
    fix = Fix(Safety.UNSAFE, edits(*((span, "bö\n") for span in spans)))
    (one,) = _results(report_of(file_of(text, finding(Span(0, 0), fix=fix))))
    result = text
    (change,) = one["fixes"][0]["artifactChanges"]
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        start = region["startLine"], region["startColumn"]
        end = region["endLine"], region["endColumn"]
        new = replacement["insertedContent"]["text"]
        result = replaced(split_lines(result), start, end, new)
    assert result == apply(source_of(text), fix.edits).text

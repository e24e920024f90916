"""reviewdog's diagnostic format: its columns are bytes, and each suggestion stands alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.linting.fixes import apply
from card2anki.model import Edit, Fix, Safety, Severity, Span
from card2anki.report.check import CheckReport
from card2anki.report.rdjson import render
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


def _diagnostics(report: CheckReport) -> list[dict[str, Any]]:
    data = valid_json(render(report), "rdjson.json")
    assert data["source"] == {"name": "card2anki"}
    diagnostics: list[dict[str, Any]] = data["diagnostics"]
    return diagnostics


def _fixed(text: str, *changes: tuple[Span, str]) -> tuple[str | None, str]:
    """Return a text after the suggestion, applied as bytes, and after the fix itself."""
    fix = Fix(Safety.SAFE, edits(*changes))
    (one,) = _diagnostics(report_of(file_of(text, finding(Span(0, 0), fix=fix))))
    mended = apply(source_of(text), fix.edits).text
    if "suggestions" not in one:
        return None, mended
    (suggestion,) = one["suggestions"]
    start, end = (suggestion["range"][key] for key in ("start", "end"))
    lines = [line.encode() for line in split_lines(text)]
    places = (start["line"], start["column"]), (end["line"], end["column"])
    return replaced(lines, *places, suggestion["text"].encode()).decode(), mended


def test_a_diagnostic_a_finding() -> None:
    first, second = _diagnostics(report_of(pots()))
    place = {"start": {"line": 7, "column": 1}, "end": {"line": 7, "column": 4}}
    assert first == {
        "message": "answer is closed by '??x': write 'x??'",
        "location": {"path": "pots.md", "range": place},
        "severity": "ERROR",
        "code": {"value": "F001"},
        "suggestions": [{"range": place, "text": "x??"}],
    }
    assert second["severity"] == "WARNING"
    info = report_of(file_of("pot", finding(Span(0, 3), "F004")), show=Severity.ERROR)
    assert [one["severity"] for one in _diagnostics(info)] == ["INFO"]


def test_columns_count_bytes() -> None:
    text = "é鍋🙂 hot\nüä pot\n"
    start, end = text.index("hot"), text.index(" pot")
    (one,) = _diagnostics(report_of(file_of(text, finding(Span(start, end)))))
    assert one["location"]["range"] == {
        "start": {"line": 1, "column": 2 + 3 + 4 + 1 + 1},
        "end": {"line": 2, "column": 2 + 2 + 1},
    }


def test_columns_of_a_long_line() -> None:
    text = "é" * 5_000
    for start in (999, 1_000, 1_001, 4_999, 5_000):
        (one,) = _diagnostics(report_of(file_of(text, finding(Span(start, start)))))
        assert one["location"]["range"]["start"] == {"line": 1, "column": 2 * start + 1}


def test_the_edits_of_a_fix_are_one_suggestion() -> None:
    text = "ä hot\r\npöt\r\nlid\r\n"
    (one,) = _diagnostics(
        report_of(
            file_of(
                text,
                finding(
                    Span(0, 1),
                    fix=Fix(Safety.SAFE, edits((Span(12, 13), "L"), (Span(2, 5), "cold"))),
                ),
            )
        )
    )
    assert one["suggestions"] == [
        {
            "range": {"start": {"line": 1, "column": 4}, "end": {"line": 3, "column": 2}},
            "text": "cold\npöt\nL",
        }
    ]


def test_edits_that_are_far_apart_are_not_suggested() -> None:
    text = "pot\n" * 1000
    suggested, _ = _fixed(text, (Span(0, 1), "h"), (Span(2000, 2001), "h"))
    assert suggested is None


_LINES = st.lists(st.text("aé鍋🙂 ", max_size=5), min_size=1, max_size=6)


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@given(lines=_LINES, data=st.data())
def test_suggestions_do_what_fixes_do(
    line_break: str, lines: list[str], data: st.DataObject
) -> None:
    text = line_break.join(lines)
    breaks = [at for at in range(len(text)) if text[at : at + 2] == "\r\n"]
    places = st.integers(0, len(text)).filter(lambda at: at - 1 not in breaks)
    chosen = sorted(data.draw(st.lists(places, min_size=2, max_size=6, unique=True)))
    spans = [Span(*pair) for pair in zip(chosen[::2], chosen[1::2], strict=False)]
    new = data.draw(st.lists(st.text("bö\n", max_size=3), min_size=3, max_size=3))
    changes = list(zip(spans, new, strict=False))
    suggested, mended = _fixed(text, *data.draw(st.permutations(changes)))
    assert suggested is not None
    assert suggested.splitlines() == mended.splitlines()


def test_a_place_without_its_line() -> None:
    fix = Fix(Safety.SAFE, (Edit(Span(0, 1), ""),))
    file = file_of("pot", finding(Span(1, 3), fix=fix))
    assert _diagnostics(report_of(file))[0]["location"]["range"]["start"]["column"] == 2

"""What became of the code of a run, for people and for programs."""

import json

import pytest

from card2anki.checker import Compilation, Tally, Toolchain, Verdict
from card2anki.report.build import totals
from card2anki.report.compiled import compiled_lines
from card2anki.report.json import render as render_json
from card2anki.report.statistics import render as render_statistics
from card2anki.report.summary import total
from tests.report.reports import file_of, report_of

JAVAC = Toolchain("Java", "javac 17.0.15", frozenset())
NO_JDK = Toolchain("Java", "no JDK found", frozenset(), "javac", "apt install a-jdk")
VERDICTS = {Verdict.WRONG: 12, Verdict.CLEAN: 2_000, Verdict.CONTEXT: 180, Verdict.DOUBTFUL: 20}
OTHERS = {"python": 1_200, "sql": 5, "": 9, "go": 1, "c": 5, "bash": 9, "x\x1b": 1}
DONE = Compilation(True, (Tally("java", JAVAC, VERDICTS),), {"python": 3})


def lines(compilation: Compilation) -> list[str]:
    return list(compiled_lines(compilation))


def test_a_line_a_language() -> None:
    assert lines(DONE) == [
        "Java: 2,212 snippets, javac 17.0.15: 2,000 clean, 180 context-only, 20 doubtful, 12 wrong",
        "not checked: 3 snippets: 3 python",
    ]


def test_languages_of_one_tool_share_a_line() -> None:
    tallies = [
        Tally(name, Toolchain(name.upper(), "tree-sitter", frozenset()), {Verdict.CLEAN: number})
        for number, name in enumerate(("c", "go", "ruby", "html", "hcl", "bash"), 1)
    ]
    tallies.append(Tally("java", JAVAC, {Verdict.WRONG: 4}))
    assert lines(Compilation(True, tuple(tallies))) == [
        "BASH, HCL, HTML, RUBY and 2 other languages: 21 snippets, tree-sitter: 21 clean",
        "Java: 4 snippets, javac 17.0.15: 4 wrong",
    ]
    assert lines(Compilation(True, tuple(tallies[:2]))) == [
        "GO, C: 3 snippets, tree-sitter: 3 clean"
    ]


def test_what_would_check_more_is_named_with_what_brings_it() -> None:
    verdicts = {Verdict.CLEAN: 1, Verdict.WRONG: 0, Verdict.UNCHECKED: 2}
    assert lines(Compilation(True, (Tally("java", NO_JDK, verdicts),))) == [
        "Java: 3 snippets, no JDK found (apt install a-jdk): 1 clean, 2 not checked"
    ]


@pytest.mark.parametrize(
    ("others", "line"),
    [
        (
            OTHERS,
            "1,230 snippets: 1,200 python, 9 unlabelled, 9 bash, 5 c, 7 of 3 other languages",
        ),
        ({"c": 1, "": 1}, "2 snippets: 1 unlabelled, 1 c"),
        (dict.fromkeys("abcde", 1), "5 snippets: 1 a, 1 b, 1 c, 1 d, 1 e"),
        ({"x\x1b": 1}, r"1 snippet: 1 x\x1b"),
    ],
)
def test_what_was_not_compiled_is_counted(others: dict[str, int], line: str) -> None:
    assert lines(Compilation(True, (), others)) == [f"not checked: {line}"]


def test_where_nothing_was_asked_nothing_is_counted() -> None:
    assert lines(Compilation(False, (), OTHERS)) == []
    assert lines(Compilation(True)) == []


def test_the_summary_says_it_behind_what_was_found() -> None:
    report = report_of(file_of("pot"), compilation=DONE)
    assert list(total(report)) == ["no findings; 0 cards in 1 file", *lines(DONE)]
    unasked = report_of(file_of("pot"), compilation=Compilation(False, (), OTHERS))
    assert list(total(unasked)) == ["no findings; 0 cards in 1 file; code was not checked"]


def test_a_build_says_where_nothing_was_compiled() -> None:
    report = report_of(file_of("pot"), compilation=DONE)
    assert totals(report, [], "written", 0.25) == (
        "0 cards in 1 file; 0 notes in 0 packages, 0 kB, written in 0.2 s"
    )
    assert totals(report_of(file_of("pot")), [], "written", 0.25).endswith(
        "in 0.2 s; code was not checked"
    )


def test_statistics_hold_it() -> None:
    shown = render_statistics(report_of(file_of("pot"), compilation=DONE)).splitlines()
    assert shown == ["0 cards in 1 file", *lines(DONE)]


def test_json_holds_all_of_it() -> None:
    data = json.loads(render_json(report_of(compilation=DONE)))
    assert data["code"] == [
        {
            "language": "java",
            "snippets": 2_212,
            "tool": "javac 17.0.15",
            "missing": "",
            "clean": 2_000,
            "context-only": 180,
            "doubtful": 20,
            "wrong": 12,
            "not checked": 0,
        }
    ]
    assert data["not_compiled"] == {"python": 3}
    unasked = json.loads(render_json(report_of(compilation=Compilation(False, (), OTHERS))))
    assert (unasked["code"], unasked["not_compiled"]) == ([], OTHERS)
    missing = Compilation(True, (Tally("java", NO_JDK, {Verdict.CLEAN: 1}),))
    (tally,) = json.loads(render_json(report_of(compilation=missing)))["code"]
    assert (tally["tool"], tally["missing"]) == ("no JDK found", "javac")

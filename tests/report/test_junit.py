"""JUnit's XML."""

from functools import cache
from xml.etree import ElementTree as ET

import xmlschema

from card2anki.model import Severity, Span
from card2anki.report.check import CheckReport
from card2anki.report.junit import render
from tests.report.reports import SCHEMAS, TWO_CARDS, file_of, finding, linted_file, pots, report_of


@cache
def _schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


def _suites(report: CheckReport) -> ET.Element:
    text = render(report)
    _schema().validate(text)
    root = ET.fromstring(text.encode())
    for key in ("tests", "failures"):
        assert root.get(key) == str(sum(int(suite.attrib[key]) for suite in root))
    for suite in root:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        names = [case.get("name") for case in cases]
        assert len(set(names)) == len(names)
    return root


def test_a_suite_a_file_and_a_test_case_a_finding() -> None:
    lids = linted_file(TWO_CARDS, "F001", path="lids.md")
    pots = file_of("pot\n", path="pots.md")
    _suites(report_of(lids, pots))
    assert render(report_of(lids, pots)) == (
        """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="card2anki" tests="2" failures="1" errors="0">
  <testsuite name="lids.md" tests="1" failures="1" errors="0" file="lids.md">
    <testcase name="F001 wrong-answer-terminator: What does a lid keep in?" classname="lids.md">
      <failure type="error" message="answer is closed by '??x': write 'x??'">\
lids.md:7:1: F001 answer is closed by '??x': write 'x??'
  7 | ??x
    | ^^^ error, --fix mends it</failure>
    </testcase>
  </testsuite>
  <testsuite name="pots.md" tests="1" failures="0" errors="0" file="pots.md">
    <testcase name="nothing that fails" classname="pots.md" />
  </testsuite>
</testsuites>
"""
    )


def test_what_does_not_fail_the_check_is_output() -> None:
    file = pots()
    (suite,) = _suites(report_of(file, fail_on=Severity.ERROR))
    assert [case.get("name") for case in suite.findall("testcase")] == [
        "F001 wrong-answer-terminator: What does a lid keep in?"
    ]
    output = suite.findtext("system-out")
    assert output == "pots.md:14:15: M604 character U+0007: remove it"
    (suite,) = _suites(report_of(file, fail_on=Severity.INFO))
    assert suite.get("failures") == "2"
    assert suite.find("system-out") is None


def test_equal_findings_have_names_of_their_own() -> None:
    file = file_of("pot\npot\n", finding(Span(0, 3)), finding(Span(4, 7)))
    (suite,) = _suites(report_of(file))
    assert [case.get("name") for case in suite] == [
        "F001 wrong-answer-terminator",
        "F001 wrong-answer-terminator (2)",
    ]


def test_names_stay_when_lines_move() -> None:
    moved = linted_file(TWO_CARDS.replace("# Pots\n", "# Pots\n\n\n"), "F001")
    names = [
        [case.attrib for case in _suites(report_of(file)).iter("testcase")]
        for file in (linted_file(TWO_CARDS, "F001"), moved)
    ]
    assert names[0] == names[1]


def test_no_files() -> None:
    assert list(_suites(report_of())) == []

"""Findings as the results of tests, JUnit's XML: a suite a file, a test case a finding that fails.

Findings that do not fail the check are the suite's output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree import ElementTree as ET

from card2anki.model import CheckedFile, Placed
from card2anki.report.characters import legible
from card2anki.report.check import CheckReport
from card2anki.report.concise import line_of
from card2anki.report.text import lines_of


def render(report: CheckReport) -> str:
    """Return the results."""
    plain = replace(report, colour=False)
    suites = [_suite(file, plain) for file in report.files]
    total = {key: str(sum(int(s.attrib[key]) for s in suites)) for key in ("tests", "failures")}
    root = ET.Element("testsuites", {"name": "card2anki", **total, "errors": "0"})
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(file: CheckedFile, report: CheckReport) -> ET.Element:
    failing = [one for one in file.findings if one.finding.severity.reaches(report.fail_on)]
    others = [one for one in file.findings if not one.finding.severity.reaches(report.fail_on)]
    path = legible(file.path)
    attributes = {
        "name": path,
        "tests": str(len(failing) or 1),
        "failures": str(len(failing)),
        "errors": "0",
        "file": path,
    }
    suite = ET.Element("testsuite", attributes)
    suite.extend(_failures(path, failing, report))
    if not failing:
        ET.SubElement(suite, "testcase", {"name": "nothing that fails", "classname": path})
    if others:
        ET.SubElement(suite, "system-out").text = "\n".join(map(line_of, others))
    return suite


def _failures(path: str, failing: Sequence[Placed], report: CheckReport) -> Iterator[ET.Element]:
    """Yield test cases; their names are unique, and stay the same when lines move."""
    seen: Counter[str] = Counter()
    for one in failing:
        finding = one.finding
        name = f"{finding.code} {finding.name}{f': {finding.card}' if finding.card else ''}"
        seen[name] += 1
        number = f" ({seen[name]})" if seen[name] > 1 else ""
        case = ET.Element("testcase", {"name": legible(name) + number, "classname": path})
        attributes = {"type": finding.severity, "message": legible(finding.message)}
        ET.SubElement(case, "failure", attributes).text = "\n".join(lines_of(one, report))
        yield case

"""Reports made of texts and of what is said about words in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft7Validator

from card2anki.linting.linter import lint, placed, unsuppressed
from card2anki.linting.registry import registry
from card2anki.model import CheckedFile, Edit, Finding, Fix, Place, Safety, Severity, Source, Span
from card2anki.report.check import CheckReport
from card2anki.source.parser import parse
from card2anki.source.reading import decode
from tests.linted import active

SCHEMAS = Path(__file__).parent / "schemas"

TWO_CARDS = """\
# Pots

#### Lid
:p What does a lid keep in?
??x
Steam.
??x

---

#### Handle
:p Why is a handle of wood?
??x
It stays cool.\x07
x??
"""


def source_of(text: str, path: str = "pots.md") -> Source:
    return decode(text.encode(), path)


def span_of(text: str, words: str) -> Span:
    """Return where some words stand, which are there once."""
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


def finding(
    span: Span,
    code: str = "F001",
    message: str = "wrong: mend it",
    *,
    severity: Severity | None = None,
    card: str = "",
    fix: Fix | None = None,
    related: tuple[Place, ...] = (),
) -> Finding:
    rule = registry()[code]
    return Finding(code, rule.name, severity or rule.severity, message, span, card, fix, related)


def edits(*changes: tuple[Span, str]) -> tuple[Edit, ...]:
    return tuple(Edit(span, text) for span, text in changes)


def file_of(text: str, *findings: Finding, path: str = "pots.md") -> CheckedFile:
    """Return a file about which something is said."""
    linted = lint(parse(source_of(text, path)), ())
    return placed(linted, findings, Path(), frozenset(registry()))


def pots() -> CheckedFile:
    """Return a file with an error that has a fix on a card, and a warning on the other."""
    wrong = span_of(TWO_CARDS, "??x\n\n---")
    wrong = Span(wrong.start, wrong.start + 3)
    error = finding(
        wrong,
        message="answer is closed by '??x': write 'x??'",
        card="What does a lid keep in?",
        fix=Fix(Safety.SAFE, (Edit(wrong, "x??"),)),
    )
    warning = finding(
        span_of(TWO_CARDS, "\x07"),
        "M604",
        "character U+0007: remove it",
        severity=Severity.WARNING,
        card="Why is a handle of wood?",
    )
    return file_of(TWO_CARDS, error, warning)


def linted_file(text: str, *codes: str, path: str = "pots.md") -> CheckedFile:
    """Return a file about which some rules say what they do."""
    linted = lint(parse(source_of(text, path)), active(*codes))
    return placed(linted, unsuppressed(linted), Path(), linted.judged)


def report_of(*files: CheckedFile, show: Severity = Severity.INFO, **given: Any) -> CheckReport:
    return CheckReport(files, show=show, **given)


def valid_json(text: str, schema: str) -> Any:
    """Return what a text holds, after a look at its schema."""
    data = json.loads(text)
    read = json.loads((SCHEMAS / schema).read_text("utf-8"))
    validator = Draft4Validator if "draft-04" in read["$schema"] else Draft7Validator
    validator(read).validate(data)
    return data


def replaced(lines: list[Any], start: tuple[int, int], end: tuple[int, int], text: Any) -> Any:
    """Return lines with their line breaks, joined, after another program's edit."""
    before = [*lines[: start[0] - 1], lines[start[0] - 1][: start[1] - 1]]
    behind = [lines[end[0] - 1][end[1] - 1 :], *lines[end[0] :]]
    empty = text[:0]
    return empty.join(before) + text + empty.join(behind)


def split_lines(text: str) -> list[str]:
    """Return the lines as every program but Python sees them."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z|\Z", text)

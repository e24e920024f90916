"""Findings for people: each with its line of the source, and a caret under what is meant."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

import click

from card2anki.model import Placed, Safety, Severity
from card2anki.report.check import CheckReport
from card2anki.report.concise import line_of

#: Of a longer line this many columns are shown, around what is meant.
_WIDEST = 100
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_HINTS = {Safety.SAFE: ", --fix mends it", Safety.UNSAFE: ", --fix --unsafe-fixes mends it"}


def render(report: CheckReport) -> str:
    """Return each finding with the source it is about."""
    return "".join(f"{line}\n" for one in report.shown for line in _lines(one, report.colour))


def _lines(one: Placed, colour: bool) -> Iterator[str]:
    finding, place = one.finding, one.place
    head, _, message = line_of(one).partition(f" {finding.code} ")
    code = _style(finding.code, colour, fg=_COLOURS[finding.severity], bold=True)
    yield f"{_style(head, colour, bold=True)} {code} {message}"
    number = str(place.line)
    excerpt, start, width = _excerpt(one)
    margin = " " * len(number)
    if excerpt:
        yield f"  {_style(number + ' |', colour, fg='blue')} {excerpt}"
    caret = _style("^" * width, colour, fg=_COLOURS[finding.severity], bold=True)
    hint = _HINTS[finding.fix.safety] if finding.fix else ""
    bar = _style("|", colour, fg="blue")
    yield f"  {margin} {bar} {' ' * start}{caret} {finding.severity}{hint}"
    for other in finding.related:
        yield f"  {margin} {bar} the other: {other.path}:{other.line}:{other.column}"
    yield ""


def _excerpt(one: Placed) -> tuple[str, int, int]:
    """Return the line, cut around what is meant, and start and width of the caret below it."""
    place, line = one.place, one.excerpt
    first = place.column - 1
    last = place.end_column - 1 if place.end_line == place.line else len(line)
    cut = max(0, min(first - _WIDEST // 3, len(line) - _WIDEST))
    shown = line[cut : cut + _WIDEST]
    before = "..." if cut else ""
    behind = "..." if cut + _WIDEST < len(line) else ""
    start = _width(before) + _width(line[cut:first])
    width = max(1, _width(line[first : min(last, cut + _WIDEST)]))
    return before + "".join(map(_visible, shown)) + behind, start, width


def _visible(character: str) -> str:
    """Return a character as it can stand on one line without moving what follows it."""
    return " " if character == "\t" or not character.isprintable() else character


def _width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _style(text: str, colour: bool, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold) if colour else text

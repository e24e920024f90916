"""Findings for people: each with its line of the source, and a caret under what is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import category, east_asian_width

import click

from card2anki.model import Placed, Safety, Severity
from card2anki.report.characters import legible
from card2anki.report.check import CheckReport
from card2anki.report.concise import where

#: Of a longer line this many columns are shown, around what is meant.
_WIDEST = 100
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_HINTS = {Safety.SAFE: ", --fix mends it", Safety.UNSAFE: ", --fix --unsafe-fixes mends it"}


def render(report: CheckReport) -> str:
    """Return each finding with the source it is about, and a blank line."""
    return "".join(f"{line}\n" for one in report.shown for line in (*lines_of(one, report), ""))


def lines_of(one: Placed, report: CheckReport) -> Iterator[str]:
    """Yield what is found, the line of the source, what of it is meant, the other places."""
    finding, place, colour = one.finding, one.place, report.colour
    code = _style(finding.code, colour, fg=_COLOURS[finding.severity], bold=True)
    yield f"{_style(where(place), colour, bold=True)}: {code} {legible(finding.message)}"
    number = str(place.line)
    margin = f"  {' ' * len(number)} {_style('|', colour, fg='blue')}"
    excerpt, start, width = _excerpt(one)
    yield f"  {_style(f'{number} |', colour, fg='blue')}{f' {excerpt}' if excerpt else ''}"
    caret = _style("^" * width, colour, fg=_COLOURS[finding.severity], bold=True)
    fix = finding.fix
    hint = _HINTS[fix.safety] if fix and report.is_offered(fix) else ""
    yield f"{margin} {' ' * start}{caret} {finding.severity}{hint}"
    for other in finding.related:
        yield f"{margin} the other: {where(other)}"


def _excerpt(one: Placed) -> tuple[str, int, int]:
    """Return the line, cut around what is meant, and start and width of the caret below it."""
    place, line = one.place, one.excerpt
    first = min(place.column - 1, len(line))
    last = place.end_column - 1 if place.end_line == place.line else len(line)
    while first and not _columns(line[first : first + 1]) and first < last:
        first -= 1  # what takes no column stands on the character before
    begin, end = _window(line, first)
    before = "..." if begin else ""
    behind = "..." if end < len(line) else ""
    start = len(before) + _columns(line[begin:first])
    width = max(1, _columns(line[first : min(last, end)]))
    return before + "".join(map(_visible, line[begin:end])) + behind, start, width


def _window(line: str, first: int) -> tuple[int, int]:
    """Return which part of a line is shown: all of it, or what fits around a character."""
    begin = first - _fitting(reversed(line[max(0, first - _WIDEST) : first]), _WIDEST // 3)
    end = begin + _fitting(line[begin : begin + 2 * _WIDEST], _WIDEST)
    if end == len(line):
        begin = end - _fitting(reversed(line[-2 * _WIDEST :]), _WIDEST)
    while 0 < begin < first and not _column(line[begin]):
        begin += 1
    return begin, end


def _fitting(characters: Iterable[str], columns: int) -> int:
    """Return how many characters fit into some columns."""
    fitting = 0
    for character in characters:
        columns -= _column(character)
        if columns < 0:
            break
        fitting += 1
    return fitting


def _visible(character: str) -> str:
    """Return a character as it can stand on one line without moving what follows it.

    A variation selector is left out: terminals disagree on how wide it makes a character.
    """
    if "\ufe00" <= character <= "\ufe0f":
        return ""
    return character if character.isprintable() else " " * _column(character)


def _columns(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(map(_column, text))


def _column(character: str) -> int:
    if category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _style(text: str, colour: bool, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold) if colour else text

"""The findings that were there before: known by rule, card and message, never by line.

What the baseline lists is not reported again; what it lists in vain is, so that it shrinks.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from card2anki.errors import UsageError
from card2anki.linting.linter import fingerprint
from card2anki.linting.suppression import tool_finding
from card2anki.model import CheckedFile, Place, Placed, Severity, Span
from card2anki.rules.tool import failed_rule, stale_baseline
from card2anki.source.discover import relative

VERSION = 1
_KEYS = ("path", "code", "card", "message", "count")
_NEVER = frozenset({failed_rule.code, stale_baseline.code})


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """Findings of one rule with one message on one card of one file."""

    path: str
    code: str
    card: str
    message: str

    @property
    def elsewhere(self) -> tuple[str, str, str]:
        """Return what it is known by when its file was moved."""
        return self.code, self.card, self.message


def read_baseline(file: Path) -> Counter[Known]:
    """Return the findings that a baseline lists. Raises UsageError where it can't be read."""
    try:
        data = json.loads(file.read_text("utf-8"))
        version = data["version"]
        if version != VERSION:
            raise UsageError(
                f"{file}: a baseline of version {version!r}, this is version {VERSION}:"
                " remove it and write it anew with --write-baseline"
            )
        return Counter(
            {Known(*map(str, row[:4])): int(row[4]) for row in map(_row, data["findings"])}
        )
    except OSError as error:
        raise UsageError(f"{file}: can't be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{file}: not a baseline: {error}") from error


def _row(entry: dict[str, str]) -> list[str]:
    return [entry[key] for key in _KEYS]


def write_baseline(known: Counter[Known]) -> str:
    """Return the text of a baseline: a line a finding, in order."""
    rows = [_line(one, count) for one, count in sorted(known.items()) if count]
    listed = ",\n".join(f"  {row}" for row in rows)
    return f'{{\n"version": {VERSION},\n"findings": [\n{listed}\n]\n}}\n'


def _line(one: Known, count: int) -> str:
    values = (one.path, one.code, one.card, one.message, count)
    return json.dumps(dict(zip(_KEYS, values, strict=True)), ensure_ascii=False)


def known_of(files: Iterable[CheckedFile], folder: Path, least: Severity) -> Counter[Known]:
    """Return the findings to be listed in a baseline that stands in a folder."""
    return Counter(
        _known(one, folder)
        for one in _placed(files)
        if one.finding.severity.reaches(least) and one.finding.code not in _NEVER
    )


def unasked(old: Counter[Known], files: Iterable[CheckedFile], folder: Path) -> Counter[Known]:
    """Return what a baseline lists that this run can't say is gone.

    That is what it lists of decks that exist and were not checked, and by rules that were not
    in force.
    """
    judged = {_path(file.path, folder): file.judged for file in files}
    anywhere = frozenset[str]().union(*judged.values())

    def is_unasked(one: Known) -> bool:
        if one.path not in judged and (folder / one.path).exists():
            return True
        return one.code not in judged.get(one.path, anywhere)

    return Counter({one: count for one, count in old.items() if is_unasked(one)})


def without_known(
    files: Sequence[CheckedFile], known: Counter[Known], file: Path, rule: Severity | None
) -> tuple[list[CheckedFile], int]:
    """Leave out what a baseline lists; return how much that was.

    What it lists in vain is reported with the severity ``rule``; None reports nothing.
    """
    folder = file.parent
    left, hidden = Counter(known), set[int]()
    for one in _placed(files):
        key = _known(one, folder)
        if left[key] and one.finding.code not in _NEVER:
            left[key] -= 1
            hidden.add(id(one))
    moved = _moved(left, folder)
    for one in _placed(files):
        origins = moved[_known(one, folder).elsewhere]
        if id(one) not in hidden and origins:
            left[origins.pop()] -= 1
            hidden.add(id(one))
    shown = [
        replace(f, findings=tuple(one for one in f.findings if id(one) not in hidden))
        for f in files
    ]
    gone = left - unasked(known, files, folder)
    if rule and gone:
        stale = tuple(_stale(file, gone, rule))
        shown.append(CheckedFile(str(file), 0, 0, stale, is_baseline=True))
    return shown, len(hidden)


def _moved(left: Counter[Known], folder: Path) -> dict[tuple[str, str, str], list[Known]]:
    """Return what is listed of decks that are no more, by what it is known by elsewhere."""
    moved: dict[tuple[str, str, str], list[Known]] = defaultdict(list)
    for key in left.elements():
        if not (folder / key.path).exists():
            moved[key.elsewhere].append(key)
    return moved


def _placed(files: Iterable[CheckedFile]) -> Iterator[Placed]:
    return (one for file in files for one in file.findings)


def _known(one: Placed, folder: Path) -> Known:
    finding = one.finding
    return Known(_path(one.place.path, folder), finding.code, finding.card, finding.message)


@cache
def _path(path: str, folder: Path) -> str:
    return relative(path, folder)


def _stale(file: Path, gone: Counter[Known], severity: Severity) -> Iterator[Placed]:
    lines = file.read_text("utf-8").split("\n")
    numbers = {line.strip().rpartition(", ")[0]: n for n, line in enumerate(lines, 1)}
    for one, count in sorted(gone.items()):
        told = _line(one, 0).rpartition(", ")[0]
        number = numbers.get(told, 1)
        often = f" ({count} of them)" if count > 1 else ""
        about = f"{one.code} on {one.card!r}" if one.card else one.code
        message = f"{about} in {one.path} is gone{often}: write the baseline anew"
        finding = replace(tool_finding(stale_baseline, message, Span(0, 0)), severity=severity)
        place = Place(str(file), number, 1, number, 1)
        yield Placed(finding, place, lines[number - 1], fingerprint=fingerprint(told))

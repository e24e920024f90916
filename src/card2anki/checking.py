"""The second job: decks to findings, and to mended decks."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from card2anki.linting.baseline import (
    Known,
    kept,
    known_of,
    read_baseline,
    without_known,
    write_baseline,
)
from card2anki.linting.fixes import applies, mend, mend_once
from card2anki.linting.linter import LintedFile, lint, lint_all, placed, unsuppressed
from card2anki.linting.registry import registry
from card2anki.linting.repair import Repair
from card2anki.linting.selection import select
from card2anki.model import CheckedFile, Deck, Finding, Safety, Severity, Source
from card2anki.pipeline import Run, each_file, lint_deck, load
from card2anki.report.check import CheckReport
from card2anki.rule import Scope
from card2anki.rules.tool import failed_rule
from card2anki.source.parser import parse
from card2anki.source.reading import encode
from card2anki.staging import Staging

#: Fixes that several files have a part in take a few rounds.
_MOST_ROUNDS = 10
_TOGETHER = (Scope.ALL_CARDS, Scope.TOOL)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check gives: findings by file, and the repairs if any were asked for."""

    files: list[CheckedFile]
    repairs: list[Repair] = field(default_factory=list)


def check(run: Run, sources: Sequence[Source] | None, advance: Callable[[], None]) -> Checked:
    """Return what the rules say of the files of a run, or of sources in their place."""
    if sources is None:
        return Checked(conclude(run, list(each_file(run, _lint_file, advance))))
    return Checked(conclude(run, [lint_deck(run, parse(source)) for source in sources]))


def check_and_mend(
    run: Run, sources: Sequence[Source] | None, wanted: Safety, advance: Callable[[], None]
) -> Checked:
    """Apply fixes up to a safety, in memory, and return what the rules say then."""
    if sources is None:
        work = list(each_file(run, partial(_mend_file, wanted), advance))
    else:
        work = [_mend_deck(run, parse(source), wanted) for source in sources]
    repairs = [repair for repair, _ in work]
    linted = [file for _, file in work]
    for _ in range(_MOST_ROUNDS):
        found = _findings(run, linted)
        if not _mend_together(run, linted, repairs, found, wanted):
            break
    return Checked(conclude(run, linted), repairs)


def conclude(run: Run, linted: Sequence[LintedFile]) -> list[CheckedFile]:
    """Return what the rules say, with what only all files together show, and with places."""
    found = _findings(run, linted)
    return [placed(file, found[file.source.path]) for file in linted]


def write_repairs(repairs: Iterable[Repair]) -> dict[str, str]:
    """Write the files that changed; return why others were left alone, by path.

    Raises UsageError where the disk fails.
    """
    left = {}
    for repair in repairs:
        path = Path(repair.before.path)
        if not repair.is_changed:
            continue
        if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            left[repair.before.path] = "read-only, not written: make it writable"
        elif path.read_bytes() != encode(repair.before):
            left[repair.before.path] = "changed on the disk meanwhile, not written: run again"
        else:
            with Staging() as staging:
                staging.write(path, encode(repair.after))
    return left


def _findings(run: Run, linted: Sequence[LintedFile]) -> dict[str, list[Finding]]:
    together = lint_all(linted, select(run.config.lint))
    return {f.source.path: unsuppressed(f, together[f.source.path]) for f in linted}


def _lint_file(run: Run, file: Path) -> LintedFile:
    return lint_deck(run, load(file))


def _mend_file(wanted: Safety, run: Run, file: Path) -> tuple[Repair, LintedFile]:
    return _mend_deck(run, load(file), wanted)


def _mend_deck(run: Run, deck: Deck, wanted: Safety) -> tuple[Repair, LintedFile]:
    """Mend what a file alone shows."""
    if deck.source.undecodable:
        return Repair(deck.source, deck.source), lint_deck(run, deck)
    rules = [
        active
        for active in select(run.config.lint).for_file(Path(deck.source.path))
        if active.rule.fix and active.rule.scope in (Scope.DECK, Scope.CARD)
    ]

    def find(deck: Deck) -> list[Finding]:
        linted = lint(deck, rules)
        return [f for f in linted.findings if not any(off.covers(f) for off in linted.off)]

    mended = mend(deck, find, wanted)
    repair = Repair(deck.source, mended.deck.source, mended.applied, mended.refused)
    return repair, lint_deck(run, mended.deck)


def _mend_together(
    run: Run,
    linted: list[LintedFile],
    repairs: list[Repair],
    found: dict[str, list[Finding]],
    wanted: Safety,
) -> bool:
    """Mend what only all files together show; say whether anything changed."""
    together = {code for code, rule in registry().items() if rule.scope in _TOGETHER}
    changed = False
    for number, file in enumerate(linted):
        repair = repairs[number]
        fixable = [
            finding
            for finding in found[file.source.path]
            if applies(finding, wanted) and finding.code in together
        ]
        if not fixable or file.source.undecodable:
            continue
        mended = mend_once(parse(file.source), fixable)
        more, linted[number] = _mend_deck(run, mended.deck, wanted)
        repairs[number] = replace(
            repair,
            after=more.after,
            applied=(*repair.applied, *mended.applied, *more.applied),
            refused=(*repair.refused, *mended.refused),
        )
        changed = changed or bool(mended.applied)
    return changed


def report_of(
    run: Run, checked: Checked, baseline: Path | None, show: str | None, fail_on: str | None
) -> CheckReport:
    """Return what is to be reported: without what the baseline lists, by the settings."""
    file = baseline or _configured_baseline(run)
    files, hidden = checked.files, 0
    if file:
        files, hidden = without_known(files, read_baseline(file), file)
    return CheckReport(
        files=tuple(files),
        show=Severity(show or run.config.show),
        fail_on=Severity(fail_on or run.config.fail_on),
        baselined=hidden,
    )


def _configured_baseline(run: Run) -> Path | None:
    if run.config.baseline and run.config.root:
        return run.config.root / run.config.baseline
    return None


def write_baseline_of(checked: Checked, file: Path, least: Severity) -> int:
    """List the findings of now in a baseline, beside those of decks that were not checked.

    Returns how many it lists. Raises UsageError where it can't be read or written.
    """
    old = read_baseline(file) if file.exists() else Counter[Known]()
    known = kept(old, checked.files, file.parent) + known_of(checked.files, file.parent, least)
    with Staging() as staging:
        staging.write(file, write_baseline(known).encode())
    return known.total()


def failures(files: Iterable[CheckedFile]) -> int:
    """Return how often a rule failed, which ends a run with exit code 2."""
    return sum(one.finding.code == failed_rule.code for file in files for one in file.findings)

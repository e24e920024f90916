"""The second job: decks to findings, and to mended decks."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from card2anki.checker import Compilation
from card2anki.languages.checkers import Checkers
from card2anki.linting.baseline import (
    Known,
    known_of,
    read_baseline,
    unasked,
    without_known,
    write_baseline,
)
from card2anki.linting.fixes import applies, mend, mend_once
from card2anki.linting.judging import compilation, judge
from card2anki.linting.linter import LintedFile, lint, lint_all, placed, unsuppressed
from card2anki.linting.registry import registry
from card2anki.linting.repair import Repair
from card2anki.linting.selection import select
from card2anki.linting.suppression import Suppressed
from card2anki.model import CheckedFile, Deck, Finding, Safety, Severity, Source
from card2anki.pipeline import Run, each_file, lint_deck, load
from card2anki.report.check import CheckReport
from card2anki.rule import Scope
from card2anki.rules.tool import failed_rule, stale_baseline
from card2anki.source.parser import parse
from card2anki.source.reading import encode
from card2anki.staging import Staging

#: Fixes that several files have a part in take a few rounds.
_MOST_ROUNDS = 10
_TOGETHER = (Scope.ALL_CARDS, Scope.CODE, Scope.TOOL)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check gives: findings by file, what was compiled, repairs if any were asked for."""

    files: list[CheckedFile]
    compilation: Compilation = field(default_factory=Compilation)
    repairs: list[Repair] = field(default_factory=list)


def check(run: Run, sources: Sequence[Source] | None, advance: Callable[[], None]) -> Checked:
    """Return what the rules say of the files of a run, or of sources in their place."""
    if sources is None:
        return conclude(run, list(each_file(run, _lint_file, advance)))
    return conclude(run, [lint_deck(run, parse(source)) for source in sources])


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
    with Checkers(run.config) as checkers:
        together = _together(run, linted, checkers)
        for _ in range(_MOST_ROUNDS):
            if not _mend_together(run, linted, repairs, together, wanted, checkers):
                break
            together = _together(run, linted, checkers)
    return replace(_checked(run, linted, together), repairs=repairs)


def conclude(run: Run, linted: Sequence[LintedFile]) -> Checked:
    """Return what the rules say, with what only all files together show, and with places.

    All processes that linted are gone: none holds on to what a checker starts.
    """
    with Checkers(run.config) as checkers:
        together = _together(run, linted, checkers)
    return _checked(run, linted, together)


def _checked(run: Run, linted: Sequence[LintedFile], together: _Together) -> Checked:
    selection = select(run.config.lint)
    checked = []
    for file in linted:
        findings = [
            replace(one, severity=selection.severity_of(one))
            for one in together.findings[file.source.path]
        ]
        judged = file.judged - together.silent
        checked.append(placed(file, findings, run.anchor.resolve(), judged))
    return Checked(checked, together.compilation)


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
                staging.write(path, [encode(repair.after)])
    return left


@dataclass(frozen=True, slots=True)
class _Together:
    """What is known when all files are: their findings, and what became of the code.

    ``findings`` are by path, without those that a comment suppresses; ``silent`` holds the
    rules whose silence says nothing.
    """

    findings: dict[str, list[Finding]]
    silent: frozenset[str]
    compilation: Compilation


def _together(run: Run, linted: Sequence[LintedFile], checkers: Checkers) -> _Together:
    selection = select(run.config.lint)
    compared = lint_all(linted, selection)
    judged = judge(linted, checkers)
    silent = compared.failed | judged.silent
    if run.is_partial:  # the other card of a pair may stand in a file that was not named
        silent |= {c for c, rule in registry().items() if rule.scope is Scope.ALL_CARDS}
    findings = {
        path: unsuppressed(file, (*compared.findings[path], *judged.findings[path]), silent)
        for file in linted
        for path in (file.source.path,)
    }
    is_asked = any(active.rule.scope is Scope.CODE for active in selection.rules)
    return _Together(findings, silent, compilation(linted, judged.tallies, is_asked=is_asked))


def _lint_file(run: Run, file: Path) -> LintedFile:
    return lint_deck(run, load(file))


def _mend_file(wanted: Safety, run: Run, file: Path) -> tuple[Repair, LintedFile]:
    return _mend_deck(run, load(file), wanted)


def _mend_deck(
    run: Run, deck: Deck, wanted: Safety, checkers: Checkers | None = None
) -> tuple[Repair, LintedFile]:
    """Mend what a file alone shows; its code, too, where there are checkers."""
    if deck.source.undecodable:
        return Repair(deck.source, deck.source), lint_deck(run, deck)
    scopes = (Scope.DECK, Scope.CARD, *((Scope.CODE,) if checkers else ()))
    rules = [
        active
        for active in select(run.config.lint).for_file(Path(deck.source.path))
        if active.rule.fix and active.rule.scope in scopes
    ]

    def find(deck: Deck) -> list[Finding]:
        linted = lint(deck, rules)
        suppressed = Suppressed(linted.off)
        of_code = judge([linted], checkers).findings[deck.source.path] if checkers else ()
        return [one for one in (*linted.findings, *of_code) if not suppressed.covers(one)]

    mended = mend(deck, find, wanted)
    repair = Repair(deck.source, mended.deck.source, mended.applied, mended.refused)
    return repair, lint_deck(run, mended.deck)


def _mend_together(
    run: Run,
    linted: list[LintedFile],
    repairs: list[Repair],
    found: _Together,
    wanted: Safety,
    checkers: Checkers,
) -> bool:
    """Mend code and what only all files together show; say whether anything changed."""
    scopes = {code: rule.scope for code, rule in registry().items()}
    changed = False
    for number, file in enumerate(linted):
        fixable = [
            finding
            for finding in found.findings[file.source.path]
            if applies(finding, wanted) and scopes[finding.code] in _TOGETHER
        ]
        if not fixable or file.source.undecodable:
            continue
        once = [finding for finding in fixable if scopes[finding.code] is not Scope.CODE]
        mended = mend_once(parse(file.source), once)
        more, linted[number] = _mend_deck(run, mended.deck, wanted, checkers)
        repairs[number] = replace(
            repairs[number],
            after=more.after,
            applied=(*repairs[number].applied, *mended.applied, *more.applied),
            refused=(*mended.refused, *more.refused),
        )
        changed = changed or bool(mended.applied or more.applied)
    return changed


def report_of(
    run: Run,
    checked: Checked,
    baseline: Path | None = None,
    show: str | None = None,
    fail_on: str | None = None,
) -> CheckReport:
    """Return what is to be reported: without what the baseline lists, by the settings.

    What fails is shown, however little it weighs. Raises UsageError for a baseline that can't
    be read.
    """
    file = baseline or _configured_baseline(run)
    files, hidden = checked.files, 0
    if file:
        selection = select(run.config.lint)
        rule = stale_baseline
        stale = selection.severities.get(rule.code, rule.severity)
        stale_or_none = stale if rule.code in selection else None
        files, hidden = without_known(files, read_baseline(file), file, stale_or_none)
    shown, failing = Severity(show or run.config.show), Severity(fail_on or run.config.fail_on)
    least = failing if shown.reaches(failing) else shown
    compiled = checked.compilation
    return CheckReport(tuple(files), least, failing, baselined=hidden, compilation=compiled)


def _configured_baseline(run: Run) -> Path | None:
    if run.config.baseline and run.config.root:
        return run.config.root / run.config.baseline
    return None


def write_baseline_of(run: Run, checked: Checked, file: Path, fail_on: str | None) -> int:
    """List the findings of now in a baseline, beside those that this run could not ask for.

    Returns how many it lists. Raises UsageError where it can't be read or written.
    """
    least = Severity(fail_on or run.config.fail_on)
    old = read_baseline(file) if file.exists() else Counter[Known]()
    known = unasked(old, checked.files, file.parent) + known_of(checked.files, file.parent, least)
    with Staging() as staging:
        staging.write(file, [write_baseline(known).encode()])
    return known.total()


def failures(files: Iterable[CheckedFile]) -> int:
    """Return how often a rule failed, which ends a run with exit code 2."""
    return sum(one.finding.code == failed_rule.code for file in files for one in file.findings)

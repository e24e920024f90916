"""Code to findings: what the checkers say of the snippets of all files of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from card2anki.checker import Block, Compilation, Judgement, Tally
from card2anki.languages.checkers import Checkers, checked_languages
from card2anki.languages.labels import Better, better_labels, parses
from card2anki.linting.hits import finding_of, hits_of
from card2anki.linting.linter import LintedFile, ShownBlock
from card2anki.model import Finding
from card2anki.rules.labels import label_hit, wrong_label


@dataclass(frozen=True, slots=True)
class Judged:
    """What checkers say: findings by path, how many snippets there are of which verdict.

    ``silent`` holds the rules whose silence means nothing, since what finds them is missing, or
    failed.
    """

    findings: Mapping[str, Sequence[Finding]]
    silent: frozenset[str]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class _JudgedBlock:
    """A block of a file, and what is said of it."""

    file: LintedFile
    shown: ShownBlock
    judgement: Judgement

    @property
    def is_failing(self) -> bool:
        """Say whether it does not parse as what its label says, and another label may be told."""
        declared = checked_languages()[self.shown.language]
        is_told = wrong_label.code in self.file.active and not self.shown.block.mark
        return is_told and bool(self.judgement.hits) and not parses(self.judgement, declared)


def judge(files: Sequence[LintedFile], checkers: Checkers) -> Judged:
    """Give each checker all code of its language at once, and look for better labels.

    Raises UsageError where a tool that is required is missing.
    """
    silent: set[str] = set()
    tallies: list[Tally] = []
    judged: list[_JudgedBlock] = []
    for language, declared in checked_languages().items():
        shown = [(f, one) for f in files for one in f.code if one.language == language]
        if not shown:
            continue
        judgements, toolchain = checkers.judge(language, [one.block for _, one in shown])
        silent |= {rule.code for rule in declared.rules} - toolchain.judged
        tallies.append(Tally(language, toolchain, Counter(j.verdict for j in judgements)))
        judged += (_JudgedBlock(*one, said) for one, said in zip(shown, judgements, strict=True))
    found: dict[str, list[Finding]] = {file.source.path: [] for file in files}
    for one in _relabelled(judged, checkers):
        found[one.file.source.path] += _findings(one, silent)
    return Judged(found, frozenset(silent), tuple(tallies))


def _relabelled(judged: Sequence[_JudgedBlock], checkers: Checkers) -> Iterator[_JudgedBlock]:
    """Yield what is said of each block; of one with a wrong label only that."""

    def ask(language: str, blocks: Sequence[Block]) -> Sequence[Judgement]:
        return checkers.judge(language, blocks)[0]

    failing = [one.shown.block for one in judged if one.is_failing]
    better = iter(better_labels(failing, checked_languages(), ask))
    for one in judged:
        told = next(better) if one.is_failing else None
        yield replace(one, judgement=_of_label(one, told)) if told else one


def _of_label(judged: _JudgedBlock, better: Better) -> Judgement:
    hit = label_hit(judged.file.source, judged.shown.block.snippet, better)
    return Judgement(judged.judgement.verdict, ((wrong_label, hit),))


def compilation(
    files: Sequence[LintedFile], tallies: tuple[Tally, ...], *, is_asked: bool
) -> Compilation:
    """Return what became of the code of files; ``is_asked`` where a rule for code is in force."""
    others = sum((Counter(file.snippets) for file in files), Counter[str]())
    others -= Counter(one.language for file in files for one in file.code)
    return Compilation(is_asked, tallies, others)


def _findings(judged: _JudgedBlock, failed: set[str]) -> Iterator[Finding]:
    """Yield what is said of a snippet by rules that are in force for its file."""
    file, shown = judged.file, judged.shown
    where, end = shown.block.snippet.fence, len(file.source.text)
    for rule, said in judged.judgement.hits:
        if rule.code in file.active:
            for hit in hits_of(rule, partial(iter, (said,)), where, end, failed):
                finding = finding_of(rule, hit, shown.card, shown.asked)
                yield replace(finding, fix=None) if file.source.undecodable else finding

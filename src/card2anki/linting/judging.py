"""Code to findings: what the checkers say of the snippets of all files of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from card2anki.checker import Compilation, Judgement, Tally
from card2anki.languages.checkers import Checkers, checked_languages
from card2anki.linting.hits import finding_of, hits_of
from card2anki.linting.linter import LintedFile, ShownBlock
from card2anki.model import Finding


@dataclass(frozen=True, slots=True)
class Judged:
    """What checkers say: findings by path, how many snippets there are of which verdict.

    ``silent`` holds the rules whose silence means nothing, since what finds them is missing, or
    failed.
    """

    findings: Mapping[str, Sequence[Finding]]
    silent: frozenset[str]
    tallies: tuple[Tally, ...]


def judge(files: Sequence[LintedFile], checkers: Checkers) -> Judged:
    """Give each checker all code of its language at once.

    Raises UsageError where a tool that is required is missing.
    """
    found: dict[str, list[Finding]] = {file.source.path: [] for file in files}
    silent: set[str] = set()
    tallies = []
    for language, declared in checked_languages().items():
        shown = [(f, one) for f in files for one in f.code if one.language == language]
        if not shown:
            continue
        judgements, toolchain = checkers.judge(language, [one.block for _, one in shown])
        silent |= {rule.code for rule in declared.rules} - toolchain.judged
        tallies.append(Tally(language, toolchain, Counter(j.verdict for j in judgements)))
        for (file, one), judgement in zip(shown, judgements, strict=True):
            found[file.source.path] += _findings(file, one, judgement, silent)
    return Judged(found, frozenset(silent), tuple(tallies))


def compilation(
    files: Sequence[LintedFile], tallies: tuple[Tally, ...], *, is_asked: bool
) -> Compilation:
    """Return what became of the code of files; ``is_asked`` where a rule for code is in force."""
    others = sum((Counter(file.snippets) for file in files), Counter[str]())
    others -= Counter(one.language for file in files for one in file.code)
    return Compilation(is_asked, tallies, others)


def _findings(
    file: LintedFile, shown: ShownBlock, judgement: Judgement, failed: set[str]
) -> Iterator[Finding]:
    """Yield what is said of a snippet by rules that are in force for its file."""
    where, end = shown.block.snippet.fence, len(file.source.text)
    for rule, said in judgement.hits:
        if rule.code in file.active:
            for hit in hits_of(rule, partial(iter, (said,)), where, end, failed):
                finding = finding_of(rule, hit, shown.card, shown.asked)
                yield replace(finding, fix=None) if file.source.undecodable else finding

"""Judges pseudocode: what its structure lacks, and what it says and hardly means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from card2anki.checker import Checker, Toolchain
from card2anki.languages import standalone
from card2anki.languages.problem import Problem
from card2anki.languages.pseudocode import rules
from card2anki.languages.pseudocode.flow_checks import assigning_conditions, unreachable
from card2anki.languages.pseudocode.name_checks import (
    misspelt_names,
    repeated_parameters,
    wrong_calls,
)
from card2anki.languages.pseudocode.parser import Reading, read
from card2anki.languages.pseudocode.structure import structural_problems
from card2anki.languages.pseudocode.style_checks import mixtures, prose
from card2anki.languages.standalone import LONGEST, StandaloneChecker, unchecked
from card2anki.model import Severity

_COMMENT = r"(?://|#|/\*|--|\(\*|;;|▷)"
#: A comment that says that something is wrong on purpose, in its line or the one below.
_MEANT = re.compile(
    rf"{_COMMENT}[^\w\n]{{0,4}}(?:wrong|error|mistake|incorrect|invalid|bug|broken)"
    r"(?=[ \t]{0,4}(?:[:!.*(]|-|$))"
    rf"|{_COMMENT}[^\n]{{0,200}}?\b(?:unreachable|not reached|never (?:reached|executed|runs?))\b",
    re.IGNORECASE,
)


def checker() -> Checker:
    """Return the checker of pseudocode."""
    judged = frozenset(rule.code for rule in (*rules.RULES, *standalone.RULES))
    return StandaloneChecker(Toolchain("Pseudocode", "card2anki", judged), examine)


def examine(codes: Sequence[str]) -> list[tuple[Problem, ...]]:
    """Return what is wrong with each snippet."""
    return [problems_of(code) for code in codes]


def problems_of(code: str) -> tuple[Problem, ...]:
    """Return what is wrong with a snippet, in the order of its text."""
    if len(code) > LONGEST:
        return (unchecked(code),)
    found = sorted(_found(read(code)), key=lambda one: one.start)
    meant = _meant_lines(code) if found else set()
    return tuple(replace(one, is_meant=code.count("\n", 0, one.start) in meant) for one in found)


def _found(reading: Reading) -> Iterator[Problem]:
    tree = reading.tree
    if told := list(prose(tree)):
        yield from told
        return
    structural = list(structural_problems(reading.text, reading.unpaired, reading.blocks))
    yield from structural
    if any(one.weight is Severity.ERROR for one in structural):
        return
    yield from unreachable(tree)
    yield from assigning_conditions(tree)
    yield from wrong_calls(tree)
    yield from repeated_parameters(tree)
    yield from misspelt_names(tree)
    yield from mixtures(tree)


def _meant_lines(code: str) -> set[int]:
    """Return the lines, from 0, with a comment that announces a mistake, or right below one."""
    found: set[int] = set()
    for number, line in enumerate(code.split("\n")):
        if announced := _MEANT.search(line):
            found.add(number)
            if not line[: announced.start()].strip():
                found.add(number + 1)
    return found

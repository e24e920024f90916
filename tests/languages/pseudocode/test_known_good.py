"""Pseudocode in which nothing is wrong has no finding, in whatever style it is written."""

from __future__ import annotations

import pytest

from card2anki.languages.pseudocode.parser import parse
from card2anki.languages.pseudocode.tree import Formality
from tests.languages.pseudocode.examining import mistakes, told
from tests.languages.pseudocode.samples import Program, programs, restyled

#: Programs with sentences that are no orders, on purpose.
_WITH_PROSE = 0.07


def name_of(program: Program) -> str:
    return program.name


def test_there_are_enough_programs_of_enough_styles() -> None:
    assert len(programs()) >= 100
    assert sum(program.has_braces for program in programs()) >= 25
    assert sum(program.is_indented for program in programs()) >= 25
    assert sum(bool(program.ends) for program in programs()) >= 25


@pytest.mark.parametrize("program", [*programs(), *restyled()], ids=name_of)
def test_nothing_is_wrong_with(program: Program) -> None:
    assert [told(program.text, one) for one in mistakes(program.text)] == []


@pytest.mark.parametrize("program", programs(), ids=name_of)
def test_nothing_is_wrong_with_the_lines_of_a_listing(program: Program) -> None:
    numbered = [f"{number:>3} {line.text}" for number, line in enumerate(program.lines[:-1], 1)]
    if any(line.text[:1].isdigit() for line in program.lines):
        numbered = []  # it is one already
    code = "\n".join(numbered)
    assert [told(code, one) for one in mistakes(code)] == []


@pytest.mark.parametrize("program", programs(), ids=name_of)
def test_nothing_is_wrong_behind_a_banner_and_before_a_blank_line(program: Program) -> None:
    code = f"// Pseudocode, simplified\n\n{program.text}\n\n"
    assert [told(code, one) for one in mistakes(code)] == []


def test_few_programs_have_a_line_of_prose() -> None:
    prosaic = [
        program.name
        for program in programs()
        if any(one.formality is Formality.PROSE for one in parse(program.text).walk())
    ]
    assert len(prosaic) <= _WITH_PROSE * len(programs()), prosaic

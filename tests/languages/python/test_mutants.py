"""Right programs with one mistake: it is found, on its line, and mostly mended."""

import pytest

from card2anki.languages.python.parsing import parses
from tests.languages.python.judging import Found, found_in, mended
from tests.languages.python.mutating import Fault, mutants

#: How many mutants there are at least.
_MANY = {
    Fault.COLON: 150,
    Fault.BRACKET: 600,
    Fault.QUOTE: 150,
    Fault.INDENTED: 60,
    Fault.DEDENTED: 180,
}


def _found(fault: Fault) -> Found:
    return found_in(tuple(one.text for one in mutants(fault)))


@pytest.mark.parametrize("fault", Fault)
def test_mistakes_are_found(fault: Fault) -> None:
    made = mutants(fault)
    found = _found(fault)
    missed = [
        one
        for one, problems in zip(made, found, strict=True)
        if [problem.rule.code[:2] for problem in problems] != ["P1"]
    ]
    assert len(made) >= _MANY[fault]
    assert [str(one) for one in missed] == []


def test_dropped_colons_are_put_back() -> None:
    made = mutants(Fault.COLON)
    found = _found(Fault.COLON)
    for one, problems in zip(made, found, strict=True):
        assert mended(one.text, problems) == f"{one.text[: one.at]}:{one.text[one.at :]}"
        assert problems[0].is_certain


def test_what_is_mended_with_certainty_parses() -> None:
    certain = [
        mended(one.text, problems)
        for fault in (Fault.BRACKET, Fault.QUOTE)
        for one, problems in zip(mutants(fault), _found(fault), strict=True)
        if problems[0].fix and problems[0].is_certain
    ]
    assert len(certain) > 80
    assert all(parses(text) for text in certain)


def test_what_is_told_of_a_dropped_bracket_is_on_its_line() -> None:
    made = mutants(Fault.BRACKET)
    found = _found(Fault.BRACKET)
    away = [
        one
        for one, problems in zip(made, found, strict=True)
        if one.text.count("\n", 0, problems[0].start) != one.text.count("\n", 0, one.at)
    ]
    assert len(away) < 0.1 * len(made)

"""Of right snippets nothing is said, however little they show; faults in them are found."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from card2anki.languages.grammars.checker import check
from card2anki.languages.grammars.dialects import DIALECTS
from card2anki.languages.grammars.rules import LANGUAGES
from tests.languages.grammars.mutating import Fault, mutants

_HERE = Path(__file__).parent
GOOD: dict[str, list[str]] = yaml.safe_load((_HERE / "good.yaml").read_text("utf-8"))
PROGRAMS: dict[str, str] = yaml.safe_load((_HERE / "programs.yaml").read_text("utf-8"))


@cache
def said(code: str, language: str) -> list[str]:
    return [problem.message for problem in check(code, DIALECTS[language])]


def test_all_languages_are_here() -> None:
    assert set(GOOD) == set(PROGRAMS) == set(LANGUAGES) == set(DIALECTS)


@pytest.mark.parametrize(
    ("language", "code"), [(language, code) for language, codes in GOOD.items() for code in codes]
)
def test_nothing_is_wrong(language: str, code: str) -> None:
    assert said(code, language) == []


@pytest.mark.parametrize("language", PROGRAMS)
def test_a_program_is_right(language: str) -> None:
    assert said(PROGRAMS[language], language) == []


@pytest.mark.parametrize("language", PROGRAMS)
def test_faults_are_found(language: str) -> None:
    found = [
        (mutant.fault, bool(said(mutant.code, language)))
        for mutant in mutants(PROGRAMS[language], language)
    ]
    assert sum(is_found for _, is_found in found) >= 0.9 * len(found)
    certain = [one for one in found if one[0] in (Fault.SEMICOLON, Fault.QUOTE, Fault.STRAY)]
    assert [one for one in certain if not one[1]] == []


@pytest.mark.parametrize("language", sorted(set(PROGRAMS) - {"bash", "html", "ruby"}))
def test_a_dropped_brace_is_found(language: str) -> None:
    dropped = [one for one in mutants(PROGRAMS[language], language) if one.fault is Fault.BRACKET]
    assert [one.start for one in dropped if not said(one.code, language)] == []


@pytest.mark.parametrize("language", ["c", "cpp", "csharp"])
def test_a_missing_semicolon_is_put_where_it_was(language: str) -> None:
    for mutant in mutants(PROGRAMS[language], language):
        if mutant.fault is Fault.SEMICOLON and mutant.code[mutant.start] == "\n":
            (problem,) = check(mutant.code, DIALECTS[language])
            assert problem.rule.code == "G105"
            (edit,) = problem.fix
            mended = mutant.code[: edit.start] + edit.text + mutant.code[edit.end :]
            assert said(mended, language) == []

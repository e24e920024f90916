"""What is said of SQL, and what cards may leave out of it."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.languages.data.checker import checker_of
from card2anki.languages.data.sql import check_sql

_RIGHT: list[str] = yaml.safe_load(Path(__file__).with_name("right_sql.yaml").read_text("utf-8"))


@pytest.mark.parametrize("code", _RIGHT)
def test_nothing_is_wrong(code: str) -> None:
    assert check_sql(code) == []


_NOWHERE = "no dialect of SQL that is known allows it here"
#: Code with marks around what is found.
_WRONG = [
    ("SELECT «'green FROM teas;»", "unclosed quote: end it with '"),
    ("SELECT COUNT«(»* FROM teas", "'(' is not closed: write ')'"),
    ("SELECT name FROM teas«)»;", "')' closes nothing: remove it, or write what it closes"),
    ("SELECT name«,» FROM teas", "unexpected ',' before 'FROM': most databases do not take it"),
    ("SELECT name «FORM» teas WHERE hot = 1", "'FORM' is no keyword: write 'FROM'"),
    ("«SELEC» name FROM teas", "'SELEC' is no keyword: write 'SELECT'"),
    ("CREATE «TABEL» teas (name TEXT)", "'TABEL' is no keyword: write 'TABLE'"),
    ("SELECT name FROM teas «WHERE»", "something is missing at 'WHERE'"),
    ("SELECT name FROM teas WHERE hot = «=» 1", "something is missing at '='"),
    ("SELECT name FROM teas GROUP «name»", f"unexpected 'name': {_NOWHERE}"),
    (
        "CREATE TABLE teas (name TEXT «litres» INT)",
        "unexpected 'litres': a ',' or a ')' is missing before it",
    ),
    ("UPDATE teas SET hot «1»", f"unexpected '1': {_NOWHERE}"),
    ("SELECT 'ä🍲';\n\tSELECT a b «c» FROM teas", f"unexpected 'c': {_NOWHERE}"),
]


@pytest.mark.parametrize(("marked", "message"), _WRONG)
def test_what_is_said(marked: str, message: str) -> None:
    code = marked.replace("«", "").replace("»", "")
    (problem,) = check_sql(code)
    shown = f"{code[: problem.start]}«{code[problem.start : problem.end]}»{code[problem.end :]}"
    assert (problem.rule.code, shown, problem.message) == ("G204", marked, message)


def test_a_comment_of_another_language() -> None:
    code = "// all teas (hot\nSELECT name FROM teas;"
    (problem,) = check_sql(code)
    assert (problem.rule.code, problem.start, problem.end) == ("G106", 0, 2)
    assert problem.message == "'//' begins no comment in SQL: write '--'"
    assert [edit.text for edit in problem.fix] == ["--"]


@pytest.mark.parametrize("code", ["/*\n // all teas\n*/\nSELECT 1;", "SELECT '\n// all teas\n';"])
def test_what_is_no_comment_of_another_language(code: str) -> None:
    assert check_sql(code) == []


@pytest.mark.parametrize(
    "code",
    [
        "SELECT " + "(" * 40 + "1" + ")" * 40,
        "SELECT " + "NOT " * 3_000 + "a",
        "SELECT 1;\n" * 3_000,
    ],
)
def test_what_is_too_much_is_not_checked(code: str) -> None:
    (problem,) = check_sql(code)
    assert problem.rule.code == "G901"


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="SELECTFROM ab,()'\"*=;-/.\n<>", max_size=40))
def test_any_text_has_an_answer(code: str) -> None:
    for problem in check_sql(code):
        assert 0 <= problem.start <= problem.end <= len(code) + 4


@pytest.mark.parametrize("language", ["json", "sql", "xml", "yaml"])
def test_a_checker_says_with_what_it_checks(language: str) -> None:
    toolchain = checker_of(language).toolchain
    assert toolchain.language == language.upper()
    assert {"G901", "G902"} < toolchain.judged

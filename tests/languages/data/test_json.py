"""What is said of JSON, and what cards may leave out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.config import Config
from card2anki.languages.checkers import Checkers
from card2anki.languages.data.json import check_json
from card2anki.languages.problem import Problem
from tests.linted import findings

_RIGHT = [
    '{"tea": "mint", "litres": -1.5e3, "hot": true, "lid": null}',
    '[1, [], {}, "a\\u00e4\\n", false]',
    "3",
    "",
    "// nothing yet",
    'POST /teas HTTP/1.1\nHost: kitchen\n\n{"litres": 2}',
    'PUT teas/_doc/1\n{"litres": 2}',
    'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"litres": 2}',
    'Request:\n{"litres": 2}\n\nThe answer:\n{"hot": true}',
    '{"litres": 2}\n---\n{"litres": 3}',
    '// pot.json\n{\n  "litres": 2 // a comment\n}',
    '/* one */ {"a": 1} /* two */',
    '{"a": 1}\n{"a": 2}\n',
    '// a.json\n{"a": 1}\n\n// b.json\n{"b": 2}',
    '"litres": 2,\n"tea": {"name": "mint"}',
    '"scripts": {\n  "boil": "kettle"\n},',
    '{"a": 1}, {"a": 2}',
    "[1, 2, ...]",
    "[..., 3]",
    "{...}",
    '{ "a": ..., "b": 2 }',
    '{ "a": 1, ... }',
    '{\n  "a": 1,\n  ...\n  "b": 2\n}',
    '{\n  "a": 1\n  ...\n}',
    '{"a": [\n  {"b": 1},\n  …\n]}',
    '{"a": <the name>, "b": "${name}", "c": {{ litres }}, "d": <id>}',
    '{\n  // a file of settings may end so\n  "a": 1,\n}',
    '{"it\'s": "\'"}',
]


@pytest.mark.parametrize("code", _RIGHT)
def test_nothing_is_wrong(code: str) -> None:
    assert check_json(code) == []


_LAST = "a ',' stands between two, not behind the last: remove it"
#: Code with marks around what is found.
_WRONG = [
    ('{"a": 1«,»}', _LAST),
    ("[1, 2«,» ]", _LAST),
    ('{"a": 1«»\n "b": 2}', "missing ',' before '\"b\"'"),
    ("[1«» 2]", "missing ',' before '2'"),
    ("{«'a'»: 'b'}", "single quotes: strings stand in double quotes"),
    ("{«a»: 1}", "'a' needs double quotes: all names have them"),
    ('{"a": «True»}', "'True' is no value in JSON: write 'true'"),
    ('{"a": «NaN»}', "'NaN' is no value in JSON: text stands in double quotes"),
    ('{"a": «01»}', "'01' is no number in JSON"),
    ('{"a": «.5»}', "'.5' is no number in JSON"),
    ('{"a": «"x}»', "unclosed string: end it with a double quote"),
    ('{"a": "«\\d»"}', "illegal escape '\\\\d': write a backslash as two"),
    ('{"a": «[»1, 2}', "'[' is not closed: write ']'"),
    ('«{»"a": 1', "'{' is not closed: write '}'"),
    ('{"a": 1}«}»', "'}' closes nothing: remove it, or write what it closes"),
    ('{"a": «}»', "unexpected '}': a value is missing before it"),
    ('{«"a"» 1}', "'\"a\"' has no value: write ':' and the value behind it"),
    ('{"a":«:» 1}', "unexpected ':': it stands behind the name of a member only"),
    ("[«,»1]", "unexpected ',': something is missing before it"),
    ('{"a": 1«;» "b": 2}', "unexpected ';': JSON has no such sign"),
    ('{"ä🍲": "x" «+» "y"}', "unexpected '+': JSON has no such sign"),
]


def plain(marked: str) -> str:
    return marked.replace("«", "").replace("»", "")


def problem_of(code: str) -> Problem:
    (problem,) = check_json(code)
    return problem


@pytest.mark.parametrize(("marked", "message"), _WRONG)
def test_what_is_said(marked: str, message: str) -> None:
    code = plain(marked)
    problem = problem_of(code)
    shown = f"{code[: problem.start]}«{code[problem.start : problem.end]}»{code[problem.end :]}"
    assert (shown, problem.message) == (marked, message)


def mended(code: str) -> str:
    while problems := check_json(code):
        assert problems[0].fix, problems[0].message
        for edit in reversed(problems[0].fix):
            code = code[: edit.start] + edit.text + code[edit.end :]
    return code


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ('{"a": 1,}', '{"a": 1}'),
        ('{"a": 1\n "b": 2}', '{"a": 1,\n "b": 2}'),
        ("{'a': 'b', c: None,}", '{"a": "b", "c": null}'),
    ],
)
def test_what_mends_it(code: str, after: str) -> None:
    assert mended(code) == after


@pytest.mark.parametrize("code", ['{"a": 1,}}', "key: value", '{"a": NaN}', "{'a\"b': 1}"])
def test_what_no_edit_makes_right_is_left_alone(code: str) -> None:
    assert problem_of(code).fix == ()


_CARD = "#### Pot\n:p How big is a pot?\n??x\n```{label}\n{{'litres': 0x3, }}\n```\nx??\n"


@pytest.mark.parametrize(("label", "number"), [("json", 1), ("json5", 0), ("jsonc", 0)])
def test_other_formats_allow_more(label: str, number: int) -> None:
    with Checkers(Config()) as checkers:
        found = findings(_CARD.format(label=label), "G201", checkers=checkers)
    assert len(found) == number


def test_what_is_too_much_is_not_checked() -> None:
    assert problem_of("[" * 300).message == "nested too deeply to be checked"
    assert problem_of("1 " * 20_000).message == "too long to be checked"


@given(st.text(alphabet="{}[]:,\"'a1.- \n<>/*\\…", max_size=50))
def test_any_text_has_an_answer(code: str) -> None:
    for problem in check_json(code):
        assert 0 <= problem.start <= problem.end <= len(code)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(_VALUES)
def test_what_python_writes_is_right(value: object) -> None:
    import json

    code = json.dumps(value)
    assert [one for one in check_json(code) if "Infinity" not in code] == []

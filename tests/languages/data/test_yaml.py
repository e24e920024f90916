"""What is said of YAML, and what cards may leave out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.data.yaml import check_yaml

_RIGHT = [
    "teas:\n  - green\n  - name: black\n    litres: 2\n",
    "- a\n- b",
    "",
    "# nothing yet",
    "---\na: 1\n---\nb: 2\n...\n",
    "a: 1\n...\nb\n---\nc: 1\n".replace("b\n", "---\n"),
    "a:\n  ...\nb: 2",
    "a: [1, ...]\nb: {...}\n",
    "a: <the name>\nb: <id>\n",
    "image: {{ .Values.image }}\n{{- if .Values.on }}\nhot: {{ x }}\n{{- end }}\n",
    "- hosts: all\n  tasks:\n    - name: boil\n      shell: kettle {{ n }}\n",
    "text: |\n  it's: [a\nmore: >-\n  b\n",
    "base: &base\n  a: 1\nuse:\n  <<: *base\n  <<: *base\n",
    "tag: !Ref Pot\nother: !!python/object:os.system x\n",
    "a:\tb\nc: d\t# e\n",
    "a: 1\n\n# another file\na: 2\n",
    "on: [push]\n? complex\n: 1\n",
    "%YAML 1.2\n---\na: 1\n",
    "url: http://example.org:80/a#b\ntime: 12:30\n",
    "pot:\n  <<: *base\n  litres: 1\n",
    "$ cat pot.yml\npot: 1\n",
]


@pytest.mark.parametrize("code", _RIGHT)
def test_nothing_is_wrong(code: str) -> None:
    assert check_yaml(code) == []


_COLON = "unexpected ':': indent the line as the one above, or quote a text that holds ': '"
#: Code with marks around what is found.
_WRONG = [
    ("a: 1\n b«:» 2\n", _COLON),
    ("a: b«:» c\n", _COLON),
    ("teas:\n  - green\n «-» black\n", "the indentation does not fit the lines above"),
    ("- a\n«b»: 1\n", "the indentation does not fit the lines above"),
    ("ä: 🍲\n«\t»c: d\n", "a tab: YAML is indented with blanks"),
    ("a: «'»x\nb: 2\n", "unclosed string: end it as it begins"),
    ("a: «[»1, 2\nb: 3\n", "'[' is not closed: write ']'"),
    ("a: «{»b: 1\n", "'{' is not closed: write '}'"),
    ("a: «@»b\n", "unexpected '@': a text that begins with it needs quotes"),
    ('a: "\\«d»"\n', "illegal escape: write a backslash as two, or use single quotes"),
    ("a: «-» b\n", "unexpected '-': an item stands on a line of its own"),
    ("{a: 1}«}»\n", "unexpected '}': it closes nothing"),
    ("a: 1\n«a»: 2\n", "the key 'a' is there twice: the first one is lost"),
    ("x:\n  a: 1\n  # again\n  «a»: 2\n", "the key 'a' is there twice: the first one is lost"),
    ("a: &c 1\n<<: «*b»\n", "'*b' refers to nothing: no '&b' stands before it"),
    ("a: «*b»\n", "'*b' refers to nothing: no '&b' stands before it"),
    ("a: «\x07»\n", "illegal character U+0007"),
]


@pytest.mark.parametrize(("marked", "message"), _WRONG)
def test_what_is_said(marked: str, message: str) -> None:
    code = marked.replace("«", "").replace("»", "")
    (problem,) = check_yaml(code)
    shown = f"{code[: problem.start]}«{code[problem.start : problem.end]}»{code[problem.end :]}"
    assert (problem.rule.code, shown, problem.message) == ("G203", marked, message)


def test_what_is_too_much_is_not_checked() -> None:
    for code, message in (
        ("a: " + "[" * 300, "nested too deeply to be checked"),
        ("a: 1\n" * 5_000, "too long to be checked"),
    ):
        (problem,) = check_yaml(code)
        assert (problem.rule.code, problem.message) == ("G901", message)


def test_aliases_are_not_expanded() -> None:
    """Each line stands for ten of the one above; in full it is a text of 10 to the 30."""
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 31)]
    assert check_yaml("\n".join(["a0: &a0 x", *lines])) == []


@given(st.text(alphabet="ab: -\n\t'\"[]{}&*!|>%@`#?,.<", max_size=50))
def test_any_text_has_an_answer(code: str) -> None:
    for problem in check_yaml(code):
        assert 0 <= problem.start <= problem.end <= len(code)

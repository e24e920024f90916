"""What is usual on cards is let through, and every character keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.problem import TooHardError
from card2anki.languages.python.normalise import normalised
from card2anki.languages.python.parsing import parses
from tests.languages.python.judging import found_in, told

_RIGHT = {
    "nothing": "",
    "a comment": "# fill the kettle",
    "blank lines": "\n\n   \n",
    # transcripts
    "a prompt": ">>> pour(cup)\n<Cup of tea (",
    "a prompt alone": ">>>\n>>> n = 3",
    "a session": ">>> for n in cups:\n...     pour(n)\n...\n'tea'\n>>> f(\n...     n,\n... )\n{",
    "a prompt without a blank": ">>>pour(cup)\n3",
    "a prompt behind a comment": "# in the shell\n\n>>> pour(cup)\n3 cups",
    "a block without prompts": ">>> def f(n):\n        return n\n\n>>> f(3)\n3 cups",
    "a session that is indented": "    >>> pour(cup)\n    3 cups",
    "code and then a session": "def f(n):\n    return n\n\n>>> f(3)\n3 cups",
    "a traceback": ">>> f()\nTraceback (most recent call last):\n  ...\nValueError: no cup",
    "a notebook": "In [1]: n = 3\n\nIn [2]: if n:\n   ...:     pour(n)\n\nOut[2]: 3 cups",
    "magic": "%matplotlib inline\nimport tea\n%timeit tea.pour(3)",
    "magic of a cell": "%%time\npour(cup)",
    "a cell of another language": "%%bash\nls | wc -l\nif [ -f x ]; then",
    "shell commands": "!pip install tea\nimport tea\nfiles = !ls *.tea",
    "magic in a block": "for n in cups:\n    %time pour(n)",
    "a question": "tea.pour?\n??tea",
    "how Python was started": (
        '$ python3\nPython 3.14.0\n[GCC 14] on linux\nType "help" for more.\n>>> pour(cup)\n3'
    ),
    "a shell and its machine": "ann@pot:~/tea$ python\n>>> pour(cup)\n3 cups",
    "what a notebook printed": (
        "In [1]: print(cup)\na cup of tea\n\nIn [2]: for n in cups:\n"
        "   ...:     pour(n)\n3 cups\nIn [3]:\nn = 3\nm = 4"
    ),
    "a traceback in a notebook": "In [1]: f()\n------\nValueError: no cup\n----> 1 f()",
    # indentation
    "a method": "    def f(self):\n        return 3",
    "a method with tabs": "\tdef f(self):\n\t\treturn 3",
    "text in an indented method": '    def f(self):\n        return """\nwide\n"""',
    "a bracket nearer to the margin": "        if a:\n            cups = [\n    3,\n  ]",
    "a comment at the margin": "    n = 3\n# so\n    m = 4",
    "a first line that lost its indentation": "n = 3\n    m = 4\n    pour(n)",
    "the end of a method": "        n = 3\n        m = 4\n    return n\npour(3)",
    # bodies
    "a body that is a comment": "def f(n):\n    # pour it",
    "comments": "class Cup:\n    # fields\n    # methods\n\ncup = Cup()",
    "branches": "if a:\n    # one\nelif b:\n    # two\nelse:\n    # three\npour()",
    "a comment at the margin for a body": "def f(n):\n# pour it",
    "a comment of dots": "def f(n):  # ...\npour()",
    # heads
    "a head": "def f(n, /, *cups, size=3) -> None:",
    "a head over lines": "def f(\n    n,\n    m,\n):",
    "heads": "def f(n):\nasync def g(n):  # later\nfor n in cups:",
    "a decorator": "@cached(size=3)",
    "a decorated head": "@cached\ndef f(n):",
    "a head of match": "match cup:",
    # clauses
    "else": "else:\n    pour()",
    "elif": "elif n > 3:\n    pour()\nelse:\n    drink()",
    "except": "except SpiltError as error:\n    wipe()\nfinally:\n    dry()",
    "a case": "case [first, *others]:\n    pour(first)\ncase _:\n    pass",
    "the head of a case": "case {'size': size} if size > 3:",
    # dots
    "dots for statements": "def f(n):\n    ...\n    return n\n...",
    "dots for parameters": "def f(...):\n    pass\n\ndef g(self, n, ...):\n    pass",
    "dots among parameters": "def f(a, ..., z):\n    pass",
    "dots with a default": "def f(...=3):\n    pass",
    "dots in a lambda": "f = lambda ...: 3",
    "dots for a name": "class ...:\n    pass\n\ndef ...(n): pass\nimport ...\nfor ... in n: pass",
    "dots that are assigned": "... = pour(cup)",
    "dots in a call": "pour(cup, size=3, ...)\npour(..., size=3)",
    "dots in a dictionary": "sizes = {'tea': 3, ...}",
    "dots in a list": "sizes = [1, 2, ...]\nsizes = [1, 2 ...]\nsizes = [1, 2, ..., 9]",
    "dots on a line of a list": "sizes = [\n    ...\n    1,\n    ...\n    9,\n    ...\n]",
    "dots on a line of a call": "pour(\n    a=1,\n    ...\n    b=2,\n)\npour(a=1, ..., b=2)",
    "dots on a line of a dictionary": "sizes = {\n    'a': 1,\n    ...\n    'b': 2,\n    ...\n}",
    "dots between keys": "sizes = {..., 'b': 2}\nsizes = {'a': 1, ..., 'c': 3}\nsizes = {**a, ...}",
    "dots on a line of parameters": "def f(\n    a,\n    ...\n    b,\n):\n    pass",
    "dots in a chain": "cups = (pots\n    .pour()\n    ...)",
    "dots among what is imported": "from tea import a, ...\nfrom tea import (\n    a,\n    ...\n)",
    "dots among what is assigned": "a, ..., z = cups",
    "dots in a set and in a call": "sizes = {1, 2, ...}\npour(a=1, ...)",
    "one character on a line": "sizes = {\n    'a': 1,\n    …\n}\nsizes = [\n    …\n    9,\n]",
    "dots between clauses": "if a: f()\n...\nelse:\n    if b:\n        g()\n    ...\n    elif c: 1",
    "dots before a handler": "try:\n    pour()\n...\nexcept SpiltError:\n    wipe()",
    "dots for a handler": "try:\n    pour()\n...\n\ndrink()",
    "dots between cases": "match n:\n    case 1:\n        f()\n    ...\n    case _: g()\n    ...",
    "dots at the end": "total = 3 ...",
    "one character for dots": "def f(…):\n    …\n    pour(…)\nsizes = [1, …]",
    # placeholders
    "a placeholder": "name = <your name>\npour(<the cup>, size=<size>)",
    "what repr shows": "{'cup': <class 'str'>, 'f': <function pour at 0x7f>}",
}


@pytest.mark.parametrize("name", _RIGHT)
def test_nothing_is_wrong_with(name: str) -> None:
    found = dict(zip(_RIGHT, found_in(tuple(_RIGHT.values())), strict=True))
    assert told(_RIGHT[name], found[name]) == []
    assert parses(normalised(_RIGHT[name]).script.text)


#: What is not usual on cards stays wrong.
_WRONG = {
    "a line that is moved a little": "a = 1\n  b = 2\n  c = 3",
    "an only line that is moved": "    a = 1\nb = 2",
    "a class without a body": "class Cup:\n\ncup = Cup()",
    "code behind a prompt": ">>> pour(cup) 3",
    "what is no placeholder": "if a < b >: pass",
    "an elif behind a loop": "for n in cups: pass\nelif n: pass",
    "dots as an operator": "total = 3 ... 4",
    "dots on a line between what lacks a comma": "sizes = [\n    1\n    ...\n    2\n]",
    "dots before a clause of nothing": "pour()\n...\nelse:\n    drink()",
    "code below a notebook's prompt": "In [1]:\nn = = 3",
    "a head among statements": "n = 3\ndef f(n):",
    "a prompt in the middle": "n = >>> 3",
}


@pytest.mark.parametrize("name", _WRONG)
def test_something_is_wrong_with(name: str) -> None:
    found = dict(zip(_WRONG, found_in(tuple(_WRONG.values())), strict=True))
    assert [one.rule.code[:2] for one in found[name]] == ["P1"]


def test_right_code_stays_as_it_is() -> None:
    assert normalised("def f(n):\n\treturn n\n# é\n").script.is_verbatim


_SHIFTED = (
    "    if a:\n        pour(é, wrong wrong)",
    "\tif a:\n\t\tpour('😀', wrong wrong)",
    ">>> pour('é😀',\n...      wrong wrong)",
    "    >>> pour('é', wrong wrong)\n    ü",
    "In [12]: pour(\n    ...:     'é', wrong wrong)",
    "else:\n    pour('é', wrong wrong)",
    "case 3:\n    pour('é', wrong wrong)",
    "        n = 3\n        pour('é', wrong wrong)\n    return n",
    "def f(...):\n    # é\n\ndef g():\n    pour('é', <a b>, wrong wrong)",
    "@a\ndef f():\n    # é\n\n\npour('é', wrong wrong)",
    "n = 3\n    m = 4\n    pour('é', wrong wrong)",
    "\ufeffpour('é', wrong wrong)",
    "print 'é'; pour('é', wrong wrong)",
    "!ls é\npour('é', wrong wrong)",
)


@pytest.mark.parametrize("code", _SHIFTED)
def test_places_are_exact(code: str) -> None:
    found = dict(zip(_SHIFTED, found_in(_SHIFTED), strict=True))[code]
    assert [(one.start, one.end) for one in found] == [(code.rindex("wrong"), code.rindex(")"))]


_PIECES = (
    *(
        "def f(",
        "class A",
        "if a",
        "else",
        ":",
        "\n",
        "\n    ",
        "\n\t",
        ")",
        "(",
        "[",
        "]",
        "{",
        "}",
    ),
    *(
        ">>> ",
        "... ",
        "...",
        "…",
        "In [1]: ",
        "Out[1]: ",
        "%a",
        "!a",
        "# c",
        "'",
        '"""',
        'f"{',
        "\\",
    ),
    *(
        "case 1",
        "match a",
        "@a",
        "<a b>",
        "print a",
        "except A, e",
        "raise A, b",
        "`",
        "<>",
        "1L",
        "é",
    ),
    *(
        "\r",
        "\0",
        "\ud800",
        "\ufeff",
        "\u2028",
        "\f",
        "😀",
        "= ",
        "a",
        " ",
        ", ",
        "lambda ",
        "for ",
    ),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_any_text_is_read_line_by_line(code: str) -> None:
    script = normalised(code).script
    places = [script.place(at) for at in range(len(script.text) + 1)]
    assert places == sorted(places)
    assert places[-1] <= len(code)
    for at, row in enumerate(script.rows):
        start = script.index(at, 0)
        assert script.row_of(start) == at
        assert code.count("\n", 0, script.place(start)) == row.number


@given(st.text(st.characters(exclude_categories=())))
def test_half_a_character_is_read(code: str) -> None:
    script = normalised(code).script
    assert script.text.encode().decode() == script.text


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("n = 1\n" * 4000, "longer than 20,000 characters, too long to be checked"),
        ("(" * 600, "nested too deeply to be checked"),
        ("n = " + "-" * 900 + "1", "nested too deeply to be checked"),
        ("cup" + ".a()" * 300, "nested too deeply to be checked"),
        ("".join(f"{' ' * n}if a:\n" for n in range(95)) * 2, "nested too deeply to be checked"),
        (f'f"{{{"-" * 600}1}}"', "nested too deeply to be checked"),
    ],
)
def test_what_is_too_hard(code: str, why: str) -> None:
    with pytest.raises(TooHardError) as error:
        normalised(code)
    assert str(error.value) == why
    (found,) = found_in((code,))
    assert told(code, found) == [f"G901 {code!r} {why}"]

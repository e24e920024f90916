"""What is said of snippets that do not parse: which token is shown, and in which words."""

import pytest

from tests.languages.python.judging import found_in, mended, told

_ENDLESS = "a quote is missing: the string that begins here does not end"
_WRONG = {
    # colons and blocks
    "def area(w, h)\n    return w * h": "P101 ')' ':' is missing at the end of 'def area'",
    "if full\n    pour()\nelse:\n    fill()": "P101 'full' ':' is missing at the end of 'if'",
    "if a:\n    b()\nelse\n    c()": "P101 'else' ':' is missing at the end of 'else'",
    "while True\n    pass": "P101 'True' ':' is missing at the end of 'while'",
    "for n in range(3) print(n)": "P101 'print' ':' is missing behind ')'",
    "if (full) {\n    pour()\n}": (
        "P101 '{' Python has no braces for blocks: write ':' and indent"
    ),
    "if a:\nb()": "P103 'if a:' 'if' has no body: indent what belongs to it, or write 'pass'",
    "async def f():\nawait g()": (
        "P103 'async def f():' 'def' has no body: indent what belongs to it, or write 'pass'"
    ),
    "a = 1\n  b = 2": "P103 'b' indented deeper than the line above, which opens no block",
    "if a:\n    b()\n  c()": "P103 'c' the indentation is that of no line above",
    "def f():\n\tif a:\n        b()": (
        "P103 '        ' tabs and blanks are mixed in the indentation: write blanks"
    ),
    "try:\n    pour()\nwipe()": "P101 'wipe' the 'try' above has no 'except' and no 'finally'",
    # brackets
    "pour(cup, 2": "P101 '(' '(' is not closed: ')' is missing",
    "cups = [1, 2\nprint(cups)": "P101 '[' '[' is not closed: ']' is missing",
    "pour(cup, 2]": "P101 ']' '(' is closed by ']': write ')'",
    "pour(cup))": "P101 ')' ')' closes nothing: remove it, or write what it closes",
    "def f(:\n    pass": "P101 '(' '(' is not closed: ')' is missing",
    "f(a, (b = 1": "P101 '(' '(' is not closed: ')' is missing",
    # strings
    "name = 'Ada": "P101 \"'Ada\" the string is not closed: ' is missing",
    'print("tea)': "P101 '\"tea)' the string is not closed: \" is missing",
    'x = """abc\ndef': f'P101 \'"""abc\' {_ENDLESS}',
    'print(tea")': f"P101 '\")' {_ENDLESS} on its line",
    'print(f"{cup")': "P101 'f\"{cup\"' '{' in the f-string is not closed",
    # what is missing
    "f(a b)": "P101 'b' ',' or an operator is missing behind 'a'",
    'd = {"a": 1 "b": 2}': "P101 '\"b\"' ',' or an operator is missing behind '1'",
    "x = 5 +": "P101 '+' an expression is missing behind '+'",
    "[n for n in]": "P101 ']' an expression is missing behind 'in'",
    "import": "P101 'import' a name is missing behind 'import'",
    "class: pass": "P101 ':' a name is missing behind 'class'",
    "x = 1 if y": "P101 '1 if y' an 'if' within an expression needs an 'else'",
    "@cached\nsize = 1": "P101 'size' a decorator stands before a function or a class",
    # what is not allowed
    "if x = 3: pass": "P101 'x = 3' '=' assigns: write '==' to compare",
    "f() = 1": "P101 'f()' can't assign to this function call: write '==' to compare",
    "None = 1": "P101 'None' can't assign to None",
    "def class(): pass": "P101 'class' 'class' is a keyword and can't stand behind 'def'",
    "f(a=1, 2)": "P101 '2' an argument without a name follows one with a name",
    "def f(a=1, b): pass": "P101 'b' a parameter without a default follows one with a default",
    "n = 08": "P101 '0' no number begins with '0': an octal one is written with '0o'",
    "3.real": "P101 '3.' a number ends in letters: no name begins with a digit",
    "def f(a, a): pass": "P101 'a' duplicate parameter 'a'",
    # other languages
    "n++": "P101 '+' Python has no '++': write '+= 1'",
    "a === b": "P101 'a' Python has no '===': write '=='",
    "a && b": "P101 '&&' Python has no '&&': write 'and'",
    "a ? b : c": "P101 '?' Python has no '?': write 'a if condition else b'",
    "if a:\n    b()\nelse if c:\n    d()": "P101 'if' Python has no 'else if': write 'elif'",
    "cup = new Cup()": "P101 'Cup' Python has no 'new': call the class",
    "int n = 3": "P101 'n' unexpected 'n' behind 'int'",
    # characters
    "name = “Ada”": "P101 '“' U+201C is no character of code",
    "n = 3×4": "P101 '×' U+00D7 is no character of code",
    "é = 'ü' 3": "P101 '3' unexpected '3' behind \"'ü'\"",
    "😀 = 1": "P101 '😀' U+1F600 is no character of code",
}


@pytest.mark.parametrize("code", _WRONG)
def test_it_is_said_what_is_wrong(code: str) -> None:
    found = dict(zip(_WRONG, found_in(tuple(_WRONG)), strict=True))
    assert told(code, found[code]) == [_WRONG[code]]


#: Code with the code after the fix, and whether the fix is certain.
_MENDED = {
    "def area(w, h)\n    return w * h": ("def area(w, h):\n    return w * h", True),
    "if full  # to the brim\n    pour()": ("if full:  # to the brim\n    pour()", True),
    "pour(cup, 2": ("pour(cup, 2)", True),
    "print(max(3, 7)": ("print(max(3, 7))", False),
    "while (n < 3:\n    n += 1": ("while (n < 3):\n    n += 1", True),
    "cups = [\n    1,\n    2,\n\ndef f():\n    pass": (
        "cups = [\n    1,\n    2,]\n\ndef f():\n    pass",
        False,
    ),
    "pour(cup, 2]": ("pour(cup, 2)", False),
    "[pour(cup]": ("[pour(cup)]", False),
    "pour(cup))": ("pour(cup)", False),
    "low + high) // 2": ("low + high) // 2", None),
    "name = 'Ada": ("name = 'Ada'", True),
    'print("tea)': ('print("tea")', False),
    "    if a\n        b()": ("    if a:\n        b()", True),
    ">>> if a\n...     b()": (">>> if a:\n...     b()", True),
}


@pytest.mark.parametrize("code", _MENDED)
def test_a_fix_mends(code: str) -> None:
    found = dict(zip(_MENDED, found_in(tuple(_MENDED)), strict=True))[code]
    after, certain = _MENDED[code]
    assert mended(code, found) == after
    assert [one.is_certain for one in found if one.fix] == ([] if certain is None else [certain])


#: Syntax that some supported Python does not know yet.
_NEWER = (
    'x = f"{cups["tea"]}"',
    'x = f"{f"{f"{1}"}"}"',
    "type Cups = list[int]",
    "def first[T](items: list[T]) -> T:\n    return items[0]",
    "class Shelf[T]:\n    items: list[T]",
    "class Shelf[T = int]:\n    pass",
    'page = t"<b>{name}</b>"',
    "try:\n    pour()\nexcept Spilt, Empty:\n    wipe()",
    "with (open('a') as a, open('b') as b):\n    pass",
)


def test_syntax_that_is_newer_than_this_python_is_right() -> None:
    found = found_in(_NEWER)
    said = [told(code, one) for code, one in zip(_NEWER, found, strict=True)]
    assert said == [[] for _ in _NEWER]


def test_newer_syntax_does_not_hide_a_mistake() -> None:
    code = "type Cups = list[int]\n\nn = (1 + 2\nprint(n)"
    (found,) = found_in((code,))
    assert [(one.rule.code, one.start) for one in found] == [("P101", 27)]


#: Mistakes that are meant.
_MEANT = (
    "n = = 3  # SyntaxError",
    "# This raises a SyntaxError:\nn = = 3",
    "# Wrong\nprint 3 4",
    "class = 3  # invalid: a keyword",
    "n = 3\nif n = 4:  # IndentationError? no: SyntaxError\n    pass",
)


def test_a_mistake_that_a_comment_announces_is_none() -> None:
    assert [told(code, one) for code, one in zip(_MEANT, found_in(_MEANT), strict=True)] == [
        [] for _ in _MEANT
    ]


def test_a_comment_elsewhere_announces_nothing() -> None:
    code = "# wrong answers are counted\ntotal = 0\nn = = 3\n"
    (found,) = found_in((code,))
    assert told(code, found) == ["P101 '=' an expression is missing behind '='"]

"""What only Python 2 has: one finding for a snippet, which mends all of it where that is simple."""

import pytest

from tests.languages.python.judging import found_in, mended, told

#: Code with the message, and the code after the fix.
_PRINT = "Python 2: 'print' is a function: write its arguments in parentheses"
_RELICS = {
    'print "tea"': (
        f"P102 'print \"tea\"' {_PRINT}",
        'print("tea")',
    ),
    "for n in cups:\n    print n, 'cups'  # é\nprint 3": (
        f"P102 \"print n, 'cups'\" {_PRINT}",
        "for n in cups:\n    print(n, 'cups')  # é\nprint(3)",
    ),
    "print 'é', n,": (
        f"P102 \"print 'é', n,\" {_PRINT}",
        "print('é', n, end=\" \")",
    ),
    "if a: print 'x'; b()": (
        f"P102 \"print 'x'\" {_PRINT}",
        "if a: print('x'); b()",
    ),
    "try:\n    f()\nexcept spilt.Error, e:\n    print e": (
        "P102 'except spilt.Error, e:' Python 2: the name of an exception stands behind 'as':"
        " write 'as e'",
        "try:\n    f()\nexcept spilt.Error as e:\n    print(e)",
    ),
    "raise Spilt, 'tea'": (
        "P102 \"raise Spilt, 'tea'\" Python 2: 'raise' takes one exception: write its message in"
        " parentheses behind the class",
        "raise Spilt('tea')",
    ),
    "exec code in names": (
        "P102 'exec code in names' Python 2: 'exec' is a function:"
        " write its arguments in parentheses",
        "exec code in names",
    ),
    "n = `3` <> 4L": (
        "P102 '`3`' Python 2: backticks are gone: write 'repr(...)'",
        "n = repr(3) != 4",
    ),
    "print >>log, 'tea'": (
        "P102 'print' Python 2: 'print' writes into a file by 'file=...' [F633]",
        "print >>log, 'tea'",
    ),
    ">>> print 'tea'\ntea": (
        f"P102 \"print 'tea'\" {_PRINT}",
        ">>> print('tea')\ntea",
    ),
}


@pytest.mark.parametrize("code", _RELICS)
def test_what_is_python_2(code: str) -> None:
    found = dict(zip(_RELICS, found_in(tuple(_RELICS)), strict=True))[code]
    said, after = _RELICS[code]
    assert told(code, found) == [said]
    assert mended(code, found) == after


_NEW = (
    "print('tea')",
    "print\nprint (3)",
    "try:\n    f()\nexcept Spilt, Empty:\n    pass",
    "# for Python 2\nprint 'tea'",
)


def test_what_is_not() -> None:
    assert [told(code, one) for code, one in zip(_NEW, found_in(_NEW), strict=True)] == [
        [] for _ in _NEW
    ]


def test_another_mistake_is_told_instead() -> None:
    code = "print 'tea'\nn = = 3"
    (found,) = found_in((code,))
    assert told(code, found) == ["P101 '=' an expression is missing behind '='"]

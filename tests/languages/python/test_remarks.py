"""What of ruff's remarks is said, by which rule, in which words, and with which fix."""

import pytest

from card2anki.languages.python.remarks import rule_of
from card2anki.model import Severity
from tests.languages.python.judging import found_in, mended, told

#: Code with what is said, and the code after the fix.
_SAID = {
    "'é %s %s' % (1,)": (
        "P201 \"'é %s %s' % (1,)\" the format has places for 2 and is given 1 [F507]",
        None,
    ),
    "'%(a)s' % {'b': 1}": (
        "P201 \"'%(a)s' % {'b': 1}\" the format lacks a value for a [F505]",
        None,
    ),
    "'{} {}'.format(1)": (
        "P201 \"'{} {}'.format(1)\" 'format' lacks a value for {1} [F524]",
        None,
    ),
    "'{}'.format(1, 2)": (
        "P201 \"'{}'.format(1, 2)\" 'format' is given values that no place is for: 1,"
        " counted from 0 [F523]",
        None,
    ),
    "'{:y}'.format(1)": (
        "P201 \"'{:y}'.format(1)\" unsupported format character 'y' [PLE1300]",
        None,
    ),
    "n = f'tea'": (
        "P202 \"f'tea'\" the f-string has no field in braces: remove the 'f', or write one [F541]",
        "n = 'tea'",
    ),
    "é = '\\d+\\w'": (
        r"P203 '\\d' no escape sequence: write '\\d', or the string as r'...' [W605]",
        "é = r'\\d+\\w'",
    ),
    "if a == True: pass": (
        "P204 'a == True' compared with True: write the value itself, with 'not' for False [E712]",
        "if a: pass",
    ),
    "for cups in cups: pass": (
        "P205 'cups' 'cups' is the variable of the loop and what it goes over:"
        " choose another name [B020]",
        None,
    ),
    "if a == 1 or 2: pass": (
        "P206 'a == 1 or 2' 'or' always comes to True here:"
        " write a comparison on both sides [SIM222]",
        None,
    ),
    "n = a or 'é' or 'tea'": (
        "P206 \"'é' or 'tea'\" 'é' is always true:"
        " what is behind the 'or' is never reached [SIM222]",
        None,
    ),
    "assert (a, 'é')": (
        "P206 \"assert (a, 'é')\" a tuple is always true:"
        " write the message behind the parentheses [F631]",
        None,
    ),
    "if a is 'tea': pass": (
        "P207 \"a is 'tea'\" identity with a literal is chance: write '==' [F632]",
        "if a == 'tea': pass",
    ),
    "n = 0\ndef f():\n    n += 1": (
        "P208 'n' 'n' is assigned in this function, so it is local and has no value here yet"
        " [F823]",
        None,
    ),
    "d = {'é': 1, 'é': 2}": (
        "P209 \"'é'\" the key 'é' is there twice: the last value counts [F601]",
        None,
    ),
    "def f():\n    break": ("P210 'break' 'break' outside loop [F701]", None),
    "def f():\n    await g()": (
        "P210 'await g()' 'await' should be used within an async function [PLE1142]",
        None,
    ),
    "class A:\n    def __eq__(self): pass": (
        "P211 '__eq__' the special method '__eq__' expects 2 parameters, 1 was given [PLE0302]",
        None,
    ),
    "a, *b, *c = d": ("P213 'a, *b, *c' two starred expressions in assignment [F622]", None),
}


@pytest.mark.parametrize("code", _SAID)
def test_what_is_said(code: str) -> None:
    found = dict(zip(_SAID, found_in(tuple(_SAID)), strict=True))[code]
    said, after = _SAID[code]
    assert told(code, found) == [said]
    assert mended(code, found) == (after or code)


#: What depends on code that is not shown, or is nobody's mistake.
_SILENT = {
    "an unknown name": "print(cup)",
    "an import that is not used": "import os",
    "a variable that is not used": "def f():\n    n = 3",
    "everything imported": "from tea import *\npour(cup)",
    "an import below": "pour()\nimport tea",
    "an expression alone": "cup == 3",
    "a return": "return 3",
    "a yield": "yield 3\nn = yield",
    "an await": "await pour()\nasync for n in cups: pass",
    "an asynchronous comprehension": "cups = [n async for n in pots]",
    "a break": "if n > 3:\n    break\nelse:\n    continue",
    "a raise": "wipe()\nraise",
    "a name of a function that is not shown": "nonlocal n\nn += 1",
    "the inside of a function": "n = 0\n\ndef f():\n    nonlocal n\n    n += 1",
    "an annotation that is text": "n: 'three cups' = 3",
    "a slot of a base": "class A(B):\n    __slots__ = ('a',)\n    def f(self): self.b = 3",
    "a mutable default": "def f(cups=[]): pass",
    "a lambda with a name": "f = lambda n: n",
    "a bare except": "try:\n    f()\nexcept:\n    pass",
    "eval": "eval('3')",
    "text in any script": "n = 'ρ‘ａ’'  # −\n",
    "a line of any length": f"n = '{'a' * 300}'",
}


@pytest.mark.parametrize("name", _SILENT)
def test_what_is_not_said(name: str) -> None:
    found = dict(zip(_SILENT, found_in(tuple(_SILENT.values())), strict=True))[name]
    assert told(_SILENT[name], found) == []


@pytest.mark.parametrize(
    "code", ["F821", "F401", "F841", "F403", "F405", "E402", "B018", "T201", "D100", "S101"]
)
def test_rules_for_whole_programs_are_never_said(code: str) -> None:
    assert rule_of(code) is None


def test_values_of_a_format_that_are_left_out() -> None:
    codes = (
        "'%s %s %s' % (a, ...)",
        "'{} {}'.format(a, ...)",
        "'{} {}'.format(\n    a,\n    # ...\n)",
    )
    assert found_in(codes) == [(), (), ()]


def test_beyond_the_grammar_there_is_no_error() -> None:
    found = found_in(tuple(_SAID))
    assert {one.weight for some in found for one in some} == {Severity.WARNING, Severity.INFO}


def test_a_comment_to_a_linter_silences_nothing() -> None:
    codes = (
        "n = '%s %s' % (1,)  # noqa",
        "# ruff: noqa\nn = '%s %s' % (1,)",
        "# flake8: noqa: F507\nn = '%s %s' % (1,)  # noqa: F507",
    )
    assert [[one.rule.code for one in found] for found in found_in(codes)] == [["P201"]] * 3

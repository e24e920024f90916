"""Calls with other arguments than the function in the same snippet takes."""

import pytest

from tests.languages.python.judging import found_in, told

_AREA = "def area(w, h=1, /, *, unit='m', **more):\n    pass\n\n"
_POUR = "def pour(cup, *cups, size, hot=True):\n    pass\n\n"
_CUP = "class Cup:\n    def __init__(self, size, hot=False):\n        pass\n\n"
_DATA = (
    "@dataclass\nclass Cup:\n    size: int\n    hot: bool = False\n    MOST: ClassVar[int] = 3\n\n"
)
_SELF = "class Pot:\n    def fill(self, size):\n        pass\n\n    def pour(self):\n        "

_WRONG = {
    f"{_AREA}area()": "'area' area() lacks an argument for 'w'",
    f"{_AREA}area(1, 2, 3)": "'3' area() takes 1 to 2 arguments, 3 given",
    f"{_POUR}pour('é')": "'pour' pour() lacks an argument for 'size'",
    f"{_POUR}pour('é', size=3, cup=4)": "'4' pour() is given 'cup' twice: by place and by name",
    f"{_POUR}pour('é', size=3, colour=4)": "'4' pour() has no parameter 'colour'",
    "def f(): pass\nn = f(3)": "'3' f() takes no arguments, 1 given",
    "def f(a, b, c): pass\nf()": "'f' f() lacks an argument for 'a' and 'b' and 1 more",
    "async def f(a): pass\nawait f()": "'f' f() lacks an argument for 'a'",
    "def f(a): pass\n\ndef g():\n    return f(1, 2)": "'2' f() takes 1 argument, 2 given",
    f"{_CUP}Cup()": "'Cup' Cup() lacks an argument for 'size'",
    f"{_CUP}Cup(3, warm=True)": "'True' Cup() has no parameter 'warm'",
    f"{_DATA}Cup(3, True, 4)": "'4' Cup() takes 1 to 2 arguments, 3 given",
    f"{_DATA}Cup(hot=True)": "'Cup' Cup() lacks an argument for 'size'",
    f"{_SELF}self.fill()": "'self.fill' fill() lacks an argument for 'size'",
    f"{_SELF}self.fill(1, 2)": "'2' fill() takes 1 argument, 2 given",
    "class A:\n    @staticmethod\n    def f(a): pass\n\n    def g(self): self.f()": (
        "'self.f' f() lacks an argument for 'a'"
    ),
    "@lru_cache\ndef f(a): pass\nf()": "'f' f() lacks an argument for 'a'",
    ">>> def f(a): pass\n>>> f('é', 2)": "'2' f() takes 1 argument, 2 given",
}


@pytest.mark.parametrize("code", _WRONG)
def test_a_wrong_call(code: str) -> None:
    found = dict(zip(_WRONG, found_in(tuple(_WRONG)), strict=True))[code]
    assert told(code, found) == [f"P212 {_WRONG[code]}"]


_RIGHT = {
    "enough": f"{_AREA}area(1)\narea(1, 2, unit='km', w=3)\n{_POUR}pour('a', 'b', size=1)",
    "spread": f"{_AREA}area(*sides)\n{_POUR}pour('a', **options)\npour(*cups, size=3)",
    "left out": f"{_POUR}pour(...)\npour('a', ...)\narea(…)",
    "left out in the definition": "def f(a, ...): pass\nf(1, 2, 3)\n\ndef g(...): pass\ng(1)",
    "a placeholder": f"{_CUP}Cup(<size>)",
    "decorated": "@curried\ndef f(a, b): pass\nf(1)",
    "defined twice": "def f(a): pass\nf(1)\ndef f(a, b): pass\nf(1, 2)",
    "assigned": "def f(a): pass\nf = partial(f, 1)\nf()",
    "another one in a function": "def f(a): pass\n\ndef g(f):\n    f(1, 2)",
    "another one that is imported": "def f(a): pass\nfrom tea import f\nf()",
    "a variable of a loop": "def f(a): pass\nfor f in cups:\n    f()",
    "a method without its class": "def decrypt(self, key):\n    return decrypt(key)",
    "a method of another": f"{_SELF}other.fill()",
    "a base that may differ": "class Cup(Enum):\n    def __init__(self, a, b): pass\nCup(1)",
    "a metaclass": "class Cup(metaclass=M):\n    def __init__(self, a, b): pass\nCup(1)",
    "__new__": "class A:\n    def __new__(cls, a): pass\n    def __init__(self, a, b): pass\nA(1)",
    "no __init__": "class Cup(Vessel): pass\nCup(1, 2)",
    "a class that is left out": "class Cup:\n    def __init__(self, a): pass\n    ...\nCup()",
    "fields that are no parameters": (
        "@dataclass\nclass Cup:\n    a: int\n    b: int = field(init=False)\nCup(1)"
    ),
    "only keywords": "@dataclass(kw_only=True)\nclass Cup:\n    a: int\nCup(a=1)",
    "no constructor": "@dataclass(init=False)\nclass Cup:\n    a: int\nCup()",
    "inherited fields": "@dataclass\nclass Cup(Vessel):\n    a: int\nCup(1, 2)",
    "an attribute": f"{_SELF}self.fill = print\n        self.fill(1, 2)",
    "a property": (
        "class A:\n    @property\n    def f(self):\n        return g\n\n    def g(self):\n"
        "        return self.f(1)"
    ),
    "arguments that a comment leaves out": f"{_CUP}Cup(\n    # ...\n)",
    "an error that is caught": f"{_AREA}try:\n    area()\nexcept TypeError:\n    pass",
    "an error that is tested": f"{_AREA}with pytest.raises(TypeError):\n    area()",
    "an error that is announced": f"{_AREA}area()  # TypeError: missing argument",
    "a class method": (
        "class A:\n    @classmethod\n    def f(cls, a): pass\n\n    def g(self):\n        self.f(1)"
    ),
}


@pytest.mark.parametrize("name", _RIGHT)
def test_a_call_that_may_be_right(name: str) -> None:
    found = dict(zip(_RIGHT, found_in(tuple(_RIGHT.values())), strict=True))[name]
    assert told(_RIGHT[name], found) == []

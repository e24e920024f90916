"""S203 to S205: calls and names that contradict what the same snippet defines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from card2anki.languages.problem import Problem
from card2anki.languages.pseudocode.meaning_rules import (
    call_arity,
    misspelt_variable,
    repeated_parameter,
)
from card2anki.languages.pseudocode.tree import (
    Expression,
    Form,
    Formality,
    Kind,
    Node,
    Parameter,
    Role,
    Statement,
    Tree,
)
from card2anki.languages.pseudocode.words import CONSTANTS, word_set

_PRIMITIVES = word_set(
    "int integer float double real bool boolean string str char byte short long number void"
)
_RECEIVERS = frozenset({"self", "this", "cls"})
#: As many arguments as anybody gives.
_MANY = 1_000
#: How long a name is that can be misspelt, rather than another short one.
_SHORTEST, _LONGEST = 5, 40
#: From how many letters on a name may lack its second one: ``treshold``.
_SURE = 8
#: How many names a name is compared with that are alike but for the same letter.
_FEW = 8


def wrong_calls(tree: Tree) -> Iterator[Problem]:
    """Return calls with a number of arguments that no definition of the snippet takes.

    A method is called by its name alone in its own class only.
    """
    taken = _taken(tree)
    if not taken:
        return
    for statement, owner in _with_classes(tree):
        for expression in statement.expressions:
            for one in expression.walk():
                is_whole = one.node is Node.CALL and tree.text(one.last - 1) == ")"
                if is_whole and (name := _called(tree, one.parts[0])) is not None:
                    word = tree.text(name)
                    takes = taken.get((word, owner)) or taken.get((word, None), [])
                    yield from _wrong_call(tree, name, one.parts[1:], takes)


def _with_classes(tree: Tree) -> Iterator[tuple[Statement, str | None]]:
    """Return all statements, each with the name of the class it stands in."""
    waiting: list[tuple[Statement, str | None]] = [(one, None) for one in tree.statements]
    while waiting:
        one, owner = waiting.pop()
        yield one, owner
        if one.form is Form.CLASS and one.name is not None:
            owner = tree.text(one.name)
        waiting.extend((inner, owner) for inner in one.body)


def _taken(tree: Tree) -> dict[tuple[str, str | None], list[tuple[int, int]]]:
    """Return for each function and its class how few and how many arguments it takes.

    A constructor is called from anywhere.
    """
    found = defaultdict[tuple[str, str | None], list[tuple[int, int]]](list)
    for one, owner in _with_classes(tree):
        if one.form is Form.FUNCTION and one.name is not None:
            name = tree.text(one.name)
            found[name, None if name == owner else owner].append(_taken_by(tree, one))
    return found


def _taken_by(tree: Tree, function: Statement) -> tuple[int, int]:
    if function.parameters is None:
        return 0, _MANY
    own = [one for one in function.parameters if tree.text(one.name) not in (*_RECEIVERS, "void")]
    fewest = sum(not (one.is_optional or one.is_many) for one in own)
    return fewest, _MANY if any(one.is_many for one in own) else len(own)


def _wrong_call(
    tree: Tree, name: int, given: Sequence[Expression], takes: Sequence[tuple[int, int]]
) -> Iterator[Problem]:
    if not takes or any(_is_open(tree, one) for one in given):
        return
    if any(fewest <= len(given) <= most for fewest, most in takes):
        return
    token = tree.tokens[name]
    wanted = " or ".join(sorted({_count(few, most) for few, most in takes}))
    told = f"{tree.text(name)!r} takes {wanted}, and is given {_given(len(given))}"
    yield Problem(call_arity, token.start, token.end, told)


def _called(tree: Tree, function: Expression) -> int | None:
    """Return the name that is called, of the snippet itself or of its own object."""
    if function.node is Node.NAME and function.last == function.first + 1:
        return function.first
    if function.node is Node.MEMBER and tree.text(function.first) in _RECEIVERS:
        owner, name = function.parts
        return name.first if owner.last == owner.first + 1 else None
    return None


def _is_open(tree: Tree, argument: Expression) -> bool:
    """Say whether an argument may stand for several: ``...``, ``*values``, words of English."""
    if argument.node in (Node.ELISION, Node.PHRASE):
        return True
    return tree.text(argument.first) in ("*", "**", "...", "…")


def _count(fewest: int, most: int) -> str:
    if most == _MANY:
        return f"at least {_given(fewest)}"
    return _given(most) if fewest == most else f"{fewest} to {most} arguments"


def _given(count: int) -> str:
    return {0: "no arguments", 1: "1 argument"}.get(count, f"{count} arguments")


# -- parameters


def repeated_parameters(tree: Tree) -> Iterator[Problem]:
    """Return parameters with the name of another one of the same function."""
    for statement in tree.walk():
        seen: set[str] = set()
        names = [tree.text(one.name).casefold() for one in statement.parameters or ()]
        if all(name in _PRIMITIVES for name in names):
            continue  # a prototype: f(int, int)
        for one in statement.parameters or ():
            name = tree.text(one.name)
            if name in seen and _is_own_name(name, one):
                token = tree.tokens[one.name]
                told = f"another parameter is named {name!r}: choose another name"
                yield Problem(repeated_parameter, token.start, token.end, told)
            seen.add(name)


def _is_own_name(name: str, parameter: Parameter) -> bool:
    """Say whether a name is one, and no type in a list of types: ``f(Node, Node)``."""
    is_name = name[:1].isalpha() and (name[:1].islower() or name.isupper())
    return is_name and not parameter.is_many


# -- names


def misspelt_names(tree: Tree) -> Iterator[Problem]:
    """Return names that are never given a value, and differ by a letter from one that is."""
    given = _given_names(tree)
    if not given:
        return
    read = Counter[str]()
    first: dict[str, int] = {}
    for place, (token, role) in enumerate(zip(tree.tokens, tree.roles, strict=True)):
        if token.kind is Kind.WORD and role is Role.NAME:
            name = tree.code[token.start : token.end]
            read[name] += 1
            first.setdefault(name, place)
    sizes = {(name[0], len(name)) for name in given}
    doubtful = [
        name
        for name, count in read.items()
        if count == 1 and _may_be_misspelt(name) and name not in given
        if any((name[0], len(name) + more) in sizes for more in (-1, 0, 1))
    ]
    nearby = _nearby(given) if doubtful else {}
    for name in doubtful:
        others = [one for key in _shortened(name) for one in nearby.get(key, ())]
        if meant := next((one for one in others if _is_near(name, one)), None):
            token = tree.tokens[first[name]]
            told = f"{name!r} is given no value here: write {meant!r}, if that is meant"
            yield Problem(misspelt_variable, token.start, token.end, told)


def _nearby(names: Iterable[str]) -> dict[str, list[str]]:
    """Return names by what is left of them without any one letter: near names have that alike."""
    found = defaultdict[str, list[str]](list)
    for name in sorted(names):
        for key in _shortened(name):
            if len(found[key]) < _FEW:
                found[key].append(name)
    return found


def _shortened(name: str) -> list[str]:
    return [name, *(name[:n] + name[n + 1 :] for n in range(len(name)))]


def _may_be_misspelt(name: str) -> bool:
    return _SHORTEST <= len(name) <= _LONGEST and name.casefold() not in CONSTANTS


def _given_names(tree: Tree) -> set[str]:
    """Return what is defined, assigned, or a variable of a loop."""
    found: set[str] = set()
    for one in tree.walk():
        found.update(tree.text(place) for place in _targets(tree, one))
    return {name for name in found if _may_be_misspelt(name)}


def _targets(tree: Tree, one: Statement) -> Iterable[int]:
    if one.name is not None:
        yield one.name
    for parameter in one.parameters or ():
        yield parameter.name
    if one.form is Form.OUTPUT or (one.form is Form.FOR and one.expressions):
        yield from _names(one.expressions if one.form is Form.OUTPUT else one.expressions[:1])
    if one.form is Form.ASSIGNMENT and one.formality is not Formality.ACTION:
        for target in one.expressions:
            if (
                one.keyword is None
                or target.first < one.keyword
                or tree.text(one.keyword)[0].isalpha()
            ):
                yield from _names((target,))
    if one.form is Form.DECLARATION:
        yield from _names(one.expressions)
    for expression in one.expressions:
        for part in expression.walk():
            if part.node in (Node.ASSIGNMENT, Node.LAMBDA):
                yield from _names(part.parts[:1])


def _names(expressions: Iterable[Expression]) -> Iterator[int]:
    for expression in expressions:
        for one in expression.walk():
            if one.node is Node.NAME:
                yield one.first


def _is_near(name: str, other: str) -> bool:
    """Say whether a name differs from another by one slip, and not as words of English do.

    Its first letter is the same, and so are its end and its digits: ``item`` and ``items``,
    ``row1`` and ``row2`` are different names.
    """
    if name == other or name[0] != other[0] or name.casefold() == other.casefold():
        return False
    if abs(len(name) - len(other)) > 1:
        return False
    pairs = enumerate(zip(name, other, strict=False))
    start = next((n for n, (one, two) in pairs if one != two), min(len(name), len(other)))
    if name[start : start + 2] == other[start : start + 2][::-1] and len(name) == len(other):
        return name[start + 2 :] == other[start + 2 :]
    if len(name) == len(other):
        is_same = name[start + 1 :] == other[start + 1 :]
        pair = name[start] + other[start]
        return is_same and pair.isalpha() and pair.islower() and len(name) > _SHORTEST
    if name.isupper():
        return False
    longer, shorter = (name, other) if len(name) > len(other) else (other, name)
    earliest = 2 if len(shorter) < _SURE else 1
    is_inner = earliest <= start < len(shorter) and longer[start].islower()
    return is_inner and longer[start + 1 :] == shorter[start:]

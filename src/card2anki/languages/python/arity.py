"""Calls of what the same snippet defines, with other arguments than that takes.

Nothing is said of what could be another function: one that is decorated, defined twice, assigned
anywhere, or left out in part.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

_Function = ast.FunctionDef | ast.AsyncFunctionDef
#: Decorators that leave the call as it is.
_PLAIN = frozenset({
    *("override", "final", "cache", "lru_cache", "functools.cache", "functools.lru_cache"),
    *("contextmanager", "contextlib.contextmanager", "abstractmethod", "abc.abstractmethod"),
})  # fmt: skip
_DATACLASS = frozenset({"dataclass", "dataclasses.dataclass"})


class WrongCall(NamedTuple):
    """A call, and what is wrong with its arguments, where that shows."""

    call: ast.Call
    node: ast.expr
    message: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function takes, ``self`` left out."""

    name: str
    positional: tuple[str, ...]
    required: frozenset[str]
    keywords: frozenset[str]
    has_rest: bool = False
    has_keywords: bool = False

    def complaint(self, call: ast.Call) -> WrongCall | None:
        """Return what is wrong with a call; None where it is right, or can't be told."""
        if any(map(_is_left_out, (*call.args, *(one.value for one in call.keywords)))):
            return None
        spread = any(isinstance(one, ast.Starred) for one in call.args)
        spread_names = any(one.arg is None for one in call.keywords)
        names = [one.arg for one in call.keywords if one.arg is not None]
        given = len(call.args)
        if not spread and not self.has_rest and given > len(self.positional):
            return WrongCall(call, call.args[len(self.positional)], self._counted(given))
        taken = self.positional[:given]
        for keyword in call.keywords:
            if keyword.arg is None:
                continue
            if keyword.arg in taken and keyword.arg in self.keywords and not spread:
                told = f"{self.name}() is given {keyword.arg!r} twice: by place and by name"
                return WrongCall(call, keyword.value, told)
            if not self.has_keywords and keyword.arg not in self.keywords:
                told = f"{self.name}() has no parameter {keyword.arg!r}"
                return WrongCall(call, keyword.value, told)
        if spread or spread_names:
            return None
        missing = [one for one in self._order() if one not in taken and one not in names]
        return WrongCall(call, call.func, self._missing(missing)) if missing else None

    def _order(self) -> Iterator[str]:
        yield from (one for one in self.positional if one in self.required)
        yield from sorted(self.required - set(self.positional))

    def _counted(self, given: int) -> str:
        most = len(self.positional)
        least = len(self.required & set(self.positional))
        takes = f"{most}" if least == most else f"{least} to {most}"
        plural = "" if takes == "1" else "s"
        return f"{self.name}() takes {takes if most else 'no'} argument{plural}, {given} given"

    def _missing(self, names: Sequence[str]) -> str:
        shown = " and ".join(repr(one) for one in names[:2])
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        return f"{self.name}() lacks an argument for {shown}{more}"


def _is_left_out(node: ast.expr) -> bool:
    """Say whether an argument stands for others: dots, or what normalisation made of them."""
    return _is_dots(node) or (isinstance(node, ast.Name) and not node.id.strip("_"))


def _is_dots(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def wrong_calls(tree: ast.Module) -> list[WrongCall]:
    """Return the calls with wrong arguments, in the order of the text."""
    if not any(isinstance(node, _Function | ast.ClassDef) for node in tree.body):
        return []
    nodes = list(ast.walk(tree))
    known = _definitions(tree, nodes)
    found = _calls_in(nodes, known)
    return sorted(found, key=lambda one: (one.node.lineno, one.node.col_offset))


def _definitions(tree: ast.Module, nodes: Iterable[ast.AST]) -> dict[str, Signature]:
    """Return what the functions and classes of a module take whose names are bound only once."""
    bound = Counter(_bound_names(nodes))
    found = {
        node.name: _constructor(node) if isinstance(node, ast.ClassDef) else _function(node)
        for node in tree.body
        if isinstance(node, _Function | ast.ClassDef) and bound[node.name] == 1
    }
    return {name: signature for name, signature in found.items() if signature}


def _function(node: _Function) -> Signature | None:
    return None if _is_method(node) else _signature(node, is_method=False)


def _is_method(node: _Function) -> bool:
    """Say whether a function is shown without its class; a bare name calls another one."""
    first = [*node.args.posonlyargs, *node.args.args][:1]
    return bool(first) and first[0].arg in ("self", "cls")


def _bound_names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield each name each time that anything binds it, in whatever scope."""
    for node in nodes:
        if isinstance(node, _Function | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield node.rest


def _signature(node: _Function, *, is_method: bool) -> Signature | None:
    """Return what a function takes; None where a decorator may change that."""
    kinds = [_name_of(one) for one in node.decorator_list]
    is_static = "staticmethod" in kinds
    is_known = all(kind in _PLAIN or kind in ("staticmethod", "classmethod") for kind in kinds)
    is_left_out = any(one.arg.strip("_") == "" for one in _all_arguments(node.args))
    if not is_known or is_left_out:
        return None
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    optional = {one.arg for one in positional[len(positional) - len(arguments.defaults) :]}
    skipped = int(is_method and not is_static)
    if skipped > len(positional):
        return None  # the object is taken by *args, or the function is wrong
    only = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    required = {one.arg for one in positional[skipped:]} - optional
    required |= {one.arg for one, default in only if default is None}
    keywords = {one.arg for one in (*arguments.args, *arguments.kwonlyargs)}
    return Signature(
        node.name,
        tuple(one.arg for one in positional[skipped:]),
        frozenset(required),
        frozenset(keywords),
        arguments.vararg is not None,
        arguments.kwarg is not None,
    )


def _all_arguments(arguments: ast.arguments) -> list[ast.arg]:
    rest = [one for one in (arguments.vararg, arguments.kwarg) if one]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *rest]


def _name_of(decorator: ast.expr) -> str:
    """Return the name of a decorator, with dots, or "" where it is not one."""
    node = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""


# -- classes


def _constructor(node: ast.ClassDef) -> Signature | None:
    """Return what a class takes that shows it: by ``__init__``, or as a dataclass."""
    if node.keywords or not all(map(_is_plain_base, node.bases)):
        return None
    if any(isinstance(one, ast.Expr) and _is_dots(one.value) for one in node.body):
        return None
    methods = [one for one in node.body if isinstance(one, _Function)]
    if any(one.name == "__new__" for one in methods):
        return None
    starts = [one for one in methods if one.name == "__init__"]
    if node.decorator_list:
        is_plain = len(node.decorator_list) == 1 and not starts and not node.bases
        return _fields(node) if is_plain else None
    if len(starts) != 1:
        return None
    signature = _signature(starts[0], is_method=True)
    return replace(signature, name=node.name) if signature else None


def _is_plain_base(base: ast.expr) -> bool:
    """Say whether a base makes its objects as any class does: an enumeration does not."""
    name = ast.unparse(base) if isinstance(base, ast.Name | ast.Attribute) else ""
    return name in ("object", "ABC", "abc.ABC") or name.endswith(("Error", "Exception"))


def _fields(node: ast.ClassDef) -> Signature | None:
    """Return what a dataclass takes; None where options or special fields may change that."""
    decorator = node.decorator_list[0]
    options = decorator.keywords if isinstance(decorator, ast.Call) else []
    if _name_of(decorator) not in _DATACLASS or any(one.arg in _CHANGING for one in options):
        return None
    fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
    names: list[str] = []
    required: set[str] = set()
    for field in fields:
        kind = ast.unparse(field.annotation)
        if not isinstance(field.target, ast.Name) or "KW_ONLY" in kind or _is_special(field):
            return None
        if "ClassVar" in kind:
            continue
        names.append(field.target.id)
        if field.value is None:
            required.add(field.target.id)
    return Signature(node.name, tuple(names), frozenset(required), frozenset(names))


#: Options of a dataclass that change its constructor.
_CHANGING = frozenset({"init", "kw_only", None})


def _is_special(field: ast.AnnAssign) -> bool:
    """Say whether a field is made by a call that may take it out of the constructor."""
    if not isinstance(field.value, ast.Call):
        return False
    names = {one.arg for one in field.value.keywords}
    is_field = _name_of(field.value).rpartition(".")[2] == "field"
    return not is_field or not names <= {"default", "default_factory", "repr", "compare", "hash"}


# -- calls


def _calls_in(nodes: Sequence[ast.AST], known: Mapping[str, Signature]) -> Iterator[WrongCall]:
    excused = _excused(nodes)
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            yield from (one for one in _calls_of_self(node) if one.call not in excused)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            signature = known.get(node.func.id)
            if signature and node not in excused and (wrong := signature.complaint(node)):
                yield wrong


def _excused(nodes: Iterable[ast.AST]) -> set[ast.AST]:
    """Return the nodes where a TypeError is expected: it is caught, or a test asks for it."""
    blocks = [
        node.body
        for node in nodes
        if (isinstance(node, ast.Try | ast.TryStar) and any(map(_catches, node.handlers)))
        or (isinstance(node, ast.With) and any("TypeError" in ast.unparse(i) for i in node.items))
    ]
    return {inner for body in blocks for statement in body for inner in ast.walk(statement)}


def _catches(handler: ast.ExceptHandler) -> bool:
    caught = ast.unparse(handler.type) if handler.type else "Exception"
    return "TypeError" in caught or "Exception" in caught


def _calls_of_self(node: ast.ClassDef) -> Iterator[WrongCall]:
    """Yield wrong calls of the class's own methods on ``self``, as far as it has no base.

    A class may be extended, but what overrides a method takes what the method takes.
    """
    if node.bases or node.keywords or node.decorator_list:
        return
    methods = [one for one in node.body if isinstance(one, _Function)]
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)] if methods else []
    if not any(isinstance(one.func, ast.Attribute) for one in calls):
        return
    bound = Counter(one.name for one in methods)
    assigned = set(_assigned(node))
    known = {
        one.name: signature
        for one in methods
        if bound[one.name] == 1 and one.name not in assigned
        if (signature := _signature(one, is_method=True))
    }
    for method in methods:
        if any(_name_of(one) in ("staticmethod", "classmethod") for one in method.decorator_list):
            continue
        first = [*method.args.posonlyargs, *method.args.args][:1]
        for call in _calls_on(method, first[0].arg) if first else ():
            signature = known.get(call.func.attr) if isinstance(call.func, ast.Attribute) else None
            if signature and (wrong := signature.complaint(call)):
                yield wrong


def _assigned(node: ast.ClassDef) -> Iterator[str]:
    """Yield the names that a class, or anything in it, gives to something."""
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and not isinstance(one.ctx, ast.Load):
            yield one.attr
        elif isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            yield one.id


def _calls_on(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Yield the calls of methods of what a name stands for."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == name:
            yield node

"""Python snippets judged: each by itself, all of a run by one process."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from card2anki.checker import Toolchain
from card2anki.languages import standalone
from card2anki.languages.problem import Problem, TooHardError
from card2anki.languages.python import mistake_rules, syntax_rules
from card2anki.languages.python.arity import wrong_calls
from card2anki.languages.python.intention import is_announced
from card2anki.languages.python.layout import layout_problems
from card2anki.languages.python.normalise import Normal, normalised
from card2anki.languages.python.omissions import leaves_out
from card2anki.languages.python.remarks import problems_of
from card2anki.languages.python.ruff import Remark, Ruff, installed_ruff
from card2anki.languages.python.rules import RULES
from card2anki.languages.python.script import Script
from card2anki.languages.python.syntax import Mistake, lacks_function, mistake
from card2anki.model import Severity
from card2anki.rule import rules_in

_OF_SYNTAX = frozenset(rules_in(syntax_rules))


def python_checker(*, lays_out: bool) -> standalone.StandaloneChecker:
    """Return a checker of Python; ``lays_out`` asks for the layout, too. Raises UsageError."""
    ruff = installed_ruff()
    judged = frozenset(rule.code for rule in (*RULES, *standalone.RULES))
    toolchain = Toolchain("Python", f"ruff {ruff.version}", judged)
    return standalone.StandaloneChecker(
        toolchain, lambda codes: examine(codes, ruff, lays_out=lays_out)
    )


def examine(
    codes: Sequence[str], ruff: Ruff, *, lays_out: bool = False
) -> list[tuple[Problem, ...]]:
    """Return the problems of each code. Raises UsageError where ruff can't be run."""
    normals = [_normal(code) for code in codes]
    said = iter(ruff.check([one.script.text for one in normals if isinstance(one, Normal)]))
    remarks = [next(said) if isinstance(one, Normal) else None for one in normals]
    found = [
        _judged(one, about) if isinstance(one, Normal) else one
        for one, about in zip(normals, remarks, strict=True)
    ]
    if lays_out:
        right = [
            number
            for number, (one, about) in enumerate(zip(normals, remarks, strict=True))
            if isinstance(one, Normal) and one.script.is_verbatim
            if about is not None and not any(remark.is_syntax for remark in about)
        ]
        laid_out = layout_problems([codes[number] for number in right], ruff)
        for number, problem in zip(right, laid_out, strict=True):
            found[number] += problem
    return found


def _normal(code: str) -> Normal | tuple[Problem, ...]:
    """Return a code as it is judged, or why it can't be."""
    try:
        return normalised(code)
    except TooHardError as error:
        return (standalone.unchecked(code, str(error)),)


def _judged(normal: Normal, remarks: list[Remark] | None) -> tuple[Problem, ...]:
    code = normal.script.code
    if remarks is None:
        return (standalone.unchecked(code, "ruff can't take it"),)
    try:
        found = _problems(normal, remarks)
    except TooHardError as error:
        return (standalone.unchecked(code, str(error)),)
    return tuple(
        replace(one, is_meant=is_announced(code, one.start, of_syntax=one.rule in _OF_SYNTAX))
        for one in found
    )


def _problems(normal: Normal, remarks: Sequence[Remark]) -> list[Problem]:
    script = normal.script
    if wrong := mistake(script, normal.tree, remarks):
        return [_of_mistake(script, wrong)]
    if normal.relics:
        return [_of_relics(normal)]
    tree = normal.tree if isinstance(normal.tree, ast.Module) else None
    unsure = ("F823",) if lacks_function(remarks) else ()
    said = [one for one in remarks if not one.is_syntax and one.code not in unsure]
    found = [*problems_of(script, said, tree), *_of_calls(script, tree)]
    return sorted(found, key=lambda one: one.start)


def _of_mistake(script: Script, wrong: Mistake) -> Problem:
    rule = syntax_rules.python_syntax_error
    if wrong.is_indentation:
        rule = syntax_rules.python_indentation
    fix = script.replacement(*wrong.edit) if wrong.edit else None
    return Problem(
        rule,
        script.place(wrong.start),
        script.place(wrong.end),
        wrong.message,
        (fix,) if fix else (),
        wrong.is_certain,
        None if wrong.is_visible else Severity.WARNING,
    )


def _of_relics(normal: Normal) -> Problem:
    """Return one problem for all that is Python 2, with a fix if all of it can be mended."""
    script, first = normal.written, normal.relics[0]
    wanted = [script.replacement(*edit) for relic in normal.relics for edit in relic.edits]
    edits = [edit for edit in wanted if edit]
    is_whole = len(edits) == len(wanted) and all(relic.edits for relic in normal.relics)
    return Problem(
        syntax_rules.python_2,
        script.place(first.start),
        script.place(first.end),
        f"Python 2: {first.name}",
        tuple(sorted(edits, key=lambda one: one.start)) if is_whole else (),
    )


def _of_calls(script: Script, tree: ast.Module | None) -> Iterator[Problem]:
    for wrong in wrong_calls(tree) if tree else ():
        if leaves_out(script.text[slice(*_range(script, wrong.call))]):
            continue
        start, end = map(script.place, _range(script, wrong.node))
        yield Problem(mistake_rules.wrong_number_of_arguments, start, end, wrong.message)


def _range(script: Script, node: ast.expr) -> tuple[int, int]:
    """Return where a node begins and ends in the text."""
    rows = script.rows
    start = _column(rows[node.lineno - 1].text, node.col_offset)
    last = (node.end_lineno or node.lineno) - 1
    end = _column(rows[last].text, node.end_col_offset or 0)
    return script.index(node.lineno - 1, start), script.index(last, end)


def _column(line: str, column: int) -> int:
    """Return the characters of a line before a column that counts bytes."""
    return len(line.encode()[:column].decode(errors="ignore"))

"""What of ruff's remarks is said, by which rule, and in which words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from card2anki.languages.problem import Problem, Replacement
from card2anki.languages.python import mistake_rules as rules
from card2anki.languages.python import string_rules, syntax_rules
from card2anki.languages.python.omissions import leaves_out
from card2anki.languages.python.ruff import Remark
from card2anki.languages.python.script import Script
from card2anki.languages.python.wording import of_ruff
from card2anki.rule import Rule

#: The rules by the beginnings of ruff's codes; the longest counts. None: nothing is said, since it
#: depends on what is not shown, or another rule says it.
_RULES: dict[str, Rule | None] = {
    "F5": string_rules.format_string,
    "F541": string_rules.idle_f_string,
    "F6": rules.python_mistake,
    "F601": rules.repeated_key,
    "F602": rules.repeated_key,
    "F631": rules.always_true,
    "F632": rules.identity_of_literal,
    "F633": syntax_rules.python_2,
    "F634": rules.always_true,
    "F7": rules.misplaced_statement,
    "F704": None,  # yield: the function around it is not shown
    "F706": None,  # return: the same
    "F722": None,  # annotations in strings may be any text
    "F823": rules.unassigned_local,
    "W605": string_rules.invalid_escape,
    "B020": rules.reused_loop_variable,
    "SIM222": rules.always_true,
    "E712": rules.comparison_with_true,
    "PLE": rules.python_mistake,
    "PLE0100": rules.misplaced_statement,
    "PLE0101": rules.misplaced_statement,
    "PLE0117": None,  # the function around it is not shown
    "PLE0118": rules.unassigned_local,
    "PLE0237": None,  # a base may have the slot
    "PLE030": rules.special_method,
    "PLE0704": None,  # raise: the handler around it is not shown
    "PLE1142": rules.misplaced_statement,
    "PLE120": string_rules.format_string,
    "PLE130": string_rules.format_string,
    "PLE1310": rules.python_mistake,
    "PLE1700": rules.misplaced_statement,
    "PLE2": None,  # control characters: a rule for all text names them
}
#: Statements that are misplaced only if the function around them is shown.
_WITHIN_FUNCTIONS = frozenset({"F701", "F702", "PLE1142"})
#: Fixes of which ruff is surer than the author of a card can be.
_UNSURE = frozenset({"F632", "F504", "F522", "F523", "F601", "F602"})
#: Fixes that only hide what is wrong.
_IDLE = frozenset({"SIM222", "F504", "F522", "F523"})


def problems_of(
    script: Script, remarks: Iterable[Remark], tree: ast.Module | None
) -> Iterator[Problem]:
    """Yield the problems that ruff's remarks on a text come to; ``tree`` is that of the text."""
    done: set[tuple[Rule, object]] = set()
    shown = frozenset(_rows_in_functions(tree) if tree else ())
    for remark in sorted(remarks, key=_weight):
        rule = rule_of(remark.code)
        is_shown = remark.code not in _WITHIN_FUNCTIONS or remark.start[0] in shown
        if rule is None or not is_shown:
            continue
        start, end = script.index(*remark.start), script.index(*remark.end)
        if rule is string_rules.format_string and leaves_out(script.text[start:end]):
            continue
        # what a format lacks, it is also given and has no use for; one "r" mends all escapes
        matters = {(rule, start), (rule, remark.edits or start)}
        if done & matters:
            continue
        done |= matters
        yield Problem(
            rule,
            script.place(start),
            script.place(end),
            _message(remark),
            _fix(script, remark),
            remark.is_safe and remark.code not in _UNSURE,
        )


def rule_of(code: str) -> Rule | None:
    """Return the rule that says what ruff says by a code."""
    beginnings = (code[:size] for size in range(len(code), 0, -1))
    return next((_RULES[one] for one in beginnings if one in _RULES), None)


def _weight(remark: Remark) -> tuple[tuple[int, int], bool]:
    return remark.start, remark.code in ("F504", "F522", "F523")


def _rows_in_functions(tree: ast.Module) -> Iterator[int]:
    """Yield the rows within functions, from 0; the row of a head is not within."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from range(node.lineno, node.end_lineno or 0)


def _fix(script: Script, remark: Remark) -> tuple[Replacement, ...]:
    """Return ruff's fix for the snippet, all of it or none."""
    edits = [
        script.replacement(script.index(*start), script.index(*end), text)
        for start, end, text in remark.edits
    ]
    if remark.code in _IDLE or None in edits:
        return ()
    return tuple(edit for edit in edits if edit)


# -- words

_WORDS: tuple[tuple[str, str], ...] = (
    (
        r"'%'-format string has (\d+) placeholder\(s\) but (\d+) substitution\(s\)",
        r"the format has places for \1 and is given \2",
    ),
    (
        r"'%'-format string is missing argument\(s\) for placeholder\(s\): (.+)",
        r"the format lacks a value for \1",
    ),
    (
        r"'.format' call is missing argument\(s\) for placeholder\(s\): (.+)",
        r"'format' lacks a value for {\1}",
    ),
    (
        r"'.format' call has unused arguments at position\(s\): (.+)",
        r"'format' is given values that no place is for: \1, counted from 0",
    ),
    (
        r"'.format' call has unused named argument\(s\): (.+)",
        r"'format' is given values that no place is for: \1",
    ),
    (
        r"'%'-format string has unused named argument\(s\): (.+)",
        r"the format is given values that no place is for: \1",
    ),
    (
        r"Use of '>>' is invalid with 'print' function",
        "Python 2: 'print' writes into a file by 'file=...'",
    ),
    (
        r"f-string without any placeholders",
        "the f-string has no field in braces: remove the 'f', or write one",
    ),
    (
        r"Invalid escape sequence: '(.+)'",
        r"no escape sequence: write '\\\1', or the string as r'...'",
    ),
    (
        r"Avoid equality comparisons to '(True|False)'; .*",
        r"compared with \1: write the value itself, with 'not' for False",
    ),
    (
        r"Loop control variable '(.+)' overrides iterable it iterates",
        r"'\1' is the variable of the loop and what it goes over: choose another name",
    ),
    (
        r"Use '(.+)' instead of '\1 or ...'",
        r"\1 is always true: what is behind the 'or' is never reached",
    ),
    (
        r"Use '(.+)' instead of '... or \1'",
        r"'or' always comes to \1 here: write a comparison on both sides",
    ),
    (
        r"Assert test is a non-empty tuple, which is always 'True'",
        "a tuple is always true: write the message behind the parentheses",
    ),
    (
        r"If test is a tuple, which is always 'True'",
        "a tuple is always true: remove the parentheses, or join with 'and'",
    ),
    (
        r"Use '(==|!=)' to compare constant literals",
        r"identity with a literal is chance: write '\1'",
    ),
    (
        r"Local variable '(.+)' referenced before assignment",
        r"'\1' is assigned in this function, so it is local and has no value here yet",
    ),
    (
        r"Name '(.+)' is used prior to global declaration.*",
        r"'\1' is used before it is declared",
    ),
    (
        r"Dictionary key (?:literal )?'(.+)' repeated",
        r"the key \1 is there twice: the last value counts",
    ),
)
_PATTERNS = tuple((re.compile(said), told) for said, told in _WORDS)


def _message(remark: Remark) -> str:
    plain = " ".join(remark.message.split()).replace("`", "'")
    for pattern, told in _PATTERNS:
        if found := pattern.fullmatch(plain):
            return f"{found.expand(told)} [{remark.code}]"
    return f"{of_ruff(remark.message)} [{remark.code}]"

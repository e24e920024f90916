"""Short pseudocode and what is said of it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from card2anki.languages.problem import Problem
from tests.languages.pseudocode.examining import problems

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text("utf-8")
)


def shown(code: str) -> list[Problem]:
    """Return what is found by the rules that are on by default."""
    return [one for one in problems(code) if one.rule.default]


def told(code: str, problem: Problem) -> str:
    """Return the rule of a problem, its place, and what it says."""
    ends = (_position(code, offset) for offset in (problem.start, problem.end))
    return f"{problem.rule.code} {'-'.join(ends)} {problem.message}"


def _position(code: str, offset: int) -> str:
    line_start = code.rfind("\n", 0, offset) + 1
    return f"{code.count(chr(10), 0, offset) + 1}:{offset - line_start + 1}"


def mended(code: str) -> str:
    edits = [edit for problem in shown(code) for edit in problem.fix]
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        code = code[: edit.start] + edit.text + code[edit.end :]
    return code


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    code = case["code"]
    assert [told(code, one) for one in shown(code)] == case.get("finds", [])
    assert mended(code) == case.get("fixed", code)


@pytest.mark.parametrize("case", [c for c in CASES if "fixed" in c], ids=lambda case: case["name"])
def test_what_is_mended_is_right(case: dict[str, Any]) -> None:
    assert shown(case["fixed"]) == []


def test_names_are_unique() -> None:
    names = sorted(case["name"] for case in CASES)
    assert [one for one, other in pairwise(names) if one == other] == []

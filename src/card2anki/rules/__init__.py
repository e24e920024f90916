"""What is said about cards: one module a family, one function a rule."""

from __future__ import annotations

from card2anki.rule import Rule, rules_in
from card2anki.rules import (
    answers,
    characters,
    code,
    duplicates,
    labels,
    layout,
    markup,
    questions,
    residue,
    tool,
)
from card2anki.rules import format as format_rules

RULES: tuple[Rule, ...] = rules_in(
    format_rules,
    layout,
    questions,
    answers,
    residue,
    duplicates,
    code,
    labels,
    characters,
    markup,
    tool,
)

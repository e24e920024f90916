"""What is said about cards: one module a family, one function a rule.

The rules for code in a language are declared with its checker.
"""

from __future__ import annotations

from card2anki.languages.checkers import CHECKED
from card2anki.rule import Rule, rules_in
from card2anki.rules import (
    answers,
    characters,
    code,
    duplicates,
    labels,
    layout,
    markup,
    percent,
    questions,
    residue,
    tool,
)
from card2anki.rules import format as format_rules

_OF_CARDS = rules_in(
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
    percent,
    tool,
)
_OF_CODE = tuple(rule for language in CHECKED.values() for rule in language.rules)
#: Ours, by code; languages share some.
RULES: tuple[Rule, ...] = tuple(sorted({*_OF_CARDS, *_OF_CODE}, key=lambda rule: rule.code))

"""What is said about cards: one module a family, one function a rule."""

from __future__ import annotations

from card2anki.rule import Rule, rules_in
from card2anki.rules import format as format_rules
from card2anki.rules import layout, markup, tool

RULES: tuple[Rule, ...] = rules_in(format_rules, layout, markup, tool)

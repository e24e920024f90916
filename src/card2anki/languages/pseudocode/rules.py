"""What can be found in pseudocode.

S1 is about its structure, S2 about what it says, S3 and S4 about its style.
"""

from __future__ import annotations

from card2anki.languages.pseudocode import meaning_rules, style_rules, syntax_rules
from card2anki.rule import Rule, rules_in

#: Those which say that pseudocode can't be read without a guess.
SYNTAX: tuple[Rule, ...] = tuple(
    rule for rule in rules_in(syntax_rules) if rule is not syntax_rules.empty_header
)
RULES: tuple[Rule, ...] = rules_in(syntax_rules, meaning_rules, style_rules)

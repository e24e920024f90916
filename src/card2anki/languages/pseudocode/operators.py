"""The operators of expressions, and how much they bind."""

from __future__ import annotations

from collections.abc import Mapping

from card2anki.languages.pseudocode.words import word_set

#: Some powers; the higher, the closer an operator binds.
ASSIGNS = 1
ARROW = 2
CHOICE = 3
NOT = 6
IS = 7
PREFIX = 13


def _powers() -> Mapping[str, int]:
    levels = {
        ASSIGNS: "= := <- ← += -= *= /= //= %= &= |= ^= <<= >>= ::= ⟵ ≔ ≜",
        ARROW: "-> => ↦ → ⇒ ⟶ ⟹ --> ==> <-> ↔ ⇔ <=> <==> ⊢ ⊨ |> <--",
        CHOICE: "?",
        4: "or || ∨ xor nor implies iff ?? ?: nand",
        5: "and && ∧",
        IS: "== != < > <= >= ≤ ≥ ≠ === !== <> =< =/= in ∈ ∉ is isa equals instanceof ≈ ≡ ∼ ~ ∝"
        " contains ⊆ ⊂ ⊇ ⊃ divides ≪ ≫ ~= as",
        8: "| ∪ ∩ \\ ∖ union intersect intersection .. ..< ..= ... … to downto upto ∣ ∥",
        9: "&",
        10: "<< >> >>> shl shr",
        11: "+ - − – ± ⊕ ∇",
        12: "* / % // mod div × · ÷ ⊗ ∘",
        14: "** ^",
    }
    return {word: power for power, words in levels.items() for word in words.split()}


POWERS = _powers()
#: Signs that assign.
ASSIGNMENTS = frozenset(word for word, power in POWERS.items() if power == ASSIGNS)
#: Operators that are words, and no operands.
WORD_OPERATORS = frozenset(word for word in POWERS if word.isalpha()) | {"not"}
#: Operators of two words.
TWO_WORDS = frozenset({("is", "not"), ("not", "in"), ("is", "in")})
#: Those that bind from the right.
RIGHT = frozenset({ASSIGNS, ARROW, 14})
#: Signs and words that stand before their operand.
PREFIXES = word_set("- − – + ! ¬ ~ & * ++ -- √ ∑ ∏ ∀ ∃ ∇ ∂ # @ .. ** && ± %")
WORD_PREFIXES = word_set(
    "not await delete sizeof typeof async ref out mut const typename lambda co_await"
)

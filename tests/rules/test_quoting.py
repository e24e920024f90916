"""Words in messages: on one line, not too many."""

from card2anki.prose import OPAQUE
from card2anki.rules.quoting import quoted, shortened


def test_words_are_quoted_on_one_line_and_without_what_is_no_prose() -> None:
    assert quoted(f"the\n  pot {OPAQUE * 3} is") == "'the pot is'"


def test_long_text_is_cut_between_characters_and_blanks() -> None:
    assert shortened("a hot pot", 9) == "a hot pot"
    assert shortened("a hot pot", 8) == "a hot..."
    assert quoted("pot" * 40) == repr(("pot" * 40)[:77] + "...")

"""What differs between two states of the cards, in the length that a comment can have."""

from card2anki.anki.differences import CardDiff, Differences, DiffLine, FieldDiff, Kind, Piece
from card2anki.report.differences import diff_lines, diff_markdown


def _card(number: int, question: str = "Which?", words: str = "word ") -> CardDiff:
    line = DiffLine((Piece("-", words * 50), Piece("+", "other")))
    field = FieldDiff("Answer", words * 50, "other", (line,))
    return CardDiff(Kind.CHANGED, f"g{number}", question, "a.md:1", "a.md:2", (field,))


def test_a_comment_is_cut_before_it_is_too_long() -> None:
    found = Differences("HEAD", "the decks", [_card(number) for number in range(500)], 7)
    text = diff_markdown(found)
    assert 55_000 < len(text) < 60_100
    shown = text.count("<details>")
    assert text.count("</details>") == shown
    assert text.endswith(f"\n... and {500 - shown} more cards\n")
    assert text.startswith("**500 changed, 7 the same: HEAD to the decks**\n")


def test_nothing_in_a_comment_acts() -> None:
    question = "@all see #1 <img src=x> [a](b) `c` **d** ~~e~~ :smile: &lt;"
    text = diff_markdown(Differences("HEAD", "the decks", [_card(1, question, "</pre>@me ")], 0))
    (summary,) = [line for line in text.split("\n") if "<summary>" in line]
    said = summary.partition("</code> ")[2].removesuffix("</summary>")
    assert not set(said) & set("@<>[]`*~:_'\"")
    assert "&#64;all see &#35;1 &#60;img src=x&#62;" in said
    assert "&lt;/pre&gt;&#64;me" in text
    assert text.count("</pre>") == 1


def test_no_difference() -> None:
    found = Differences("HEAD", "the decks", [], 3)
    assert list(diff_lines(found, colour=False)) == ["3 the same: HEAD to the decks"]
    assert diff_markdown(found) == "**3 the same: HEAD to the decks**\n"


def test_what_a_terminal_would_act_upon_is_spelled_out() -> None:
    found = Differences("HEAD", "the decks", [_card(1, "\x1b[2J", "\x07")], 0)
    lines = "\n".join(diff_lines(found, colour=False))
    assert "\x1b" not in lines
    assert "\x07" not in lines
    assert r"\x1b[2J" in lines

"""What differs between two states of the cards, in the length that a comment can have."""

import json
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from card2anki.anki.differences import CardDiff, Differences, DiffLine, FieldDiff, Kind, Piece
from card2anki.report.differences import diff_json, diff_lines, diff_markdown


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
    named = text.count(": no room for it here</p>")
    assert text.endswith(f"\n... and {500 - shown - named} more cards\n")
    assert text.startswith("**500 changed, 7 the same: <code>HEAD</code> to the decks**\n")


def test_nothing_in_a_comment_acts() -> None:
    question = "@all see #1 <img src=x> [a](b) `c` **d** ~~e~~ :smile: &lt;"
    text = diff_markdown(Differences("HEAD", "the decks", [_card(1, question, "</pre>@me ")], 0))
    (summary,) = [line for line in text.split("\n") if "<summary>" in line]
    said = summary.partition("</code> <code>")[2].removesuffix("</code></summary>")
    assert not set(said) & set("@<>[]`*~:_'\"")
    assert "&#64;all see &#35;1 &#60;img src=x&#62;" in said
    assert "&lt;/pre&gt;@me" in text
    assert text.count("</pre>") == 1


@pytest.mark.parametrize("blank", ["", " ", "\t", "  "])
def test_a_blank_line_ends_no_code(blank: str) -> None:
    said = ["one", blank, "![x](http://example.org/x.png) **two**", blank, "<b>"]
    lines = tuple(DiffLine((Piece("+", line),), is_code=True) for line in said)
    same = tuple(DiffLine((Piece(" ", line),), is_code=True) for line in said)
    card = CardDiff(
        Kind.CHANGED, "g", "Q", "a", "a", (FieldDiff("Answer", "", "", (*lines, *same)),)
    )
    text = diff_markdown(Differences("HEAD", "the decks", [card], 0))
    page = MarkdownIt("commonmark").render(text)
    assert page.count("![x](http://example.org/x.png) **two**") == 2
    assert "<img" not in page
    assert page.count("<strong>") == 1  # the headline


def test_no_difference() -> None:
    found = Differences("HEAD", "the decks", [], 3)
    assert list(diff_lines(found, colour=False)) == ["3 the same: HEAD to the decks"]
    assert diff_markdown(found) == "**3 the same: <code>HEAD</code> to the decks**\n"


def test_what_a_terminal_would_act_upon_is_spelled_out() -> None:
    found = Differences("HEAD", "the decks", [_card(1, "\x1b[2J", "\x07")], 0)
    lines = "\n".join(diff_lines(found, colour=False))
    assert "\x1b" not in lines
    assert "\x07" not in lines
    assert r"\x1b[2J" in lines


def test_names_of_fields_too() -> None:
    field = FieldDiff("\x1b]0;x\x07", "a", "b", ())
    card = CardDiff(Kind.CHANGED, "g", "Q", "a", "a", (field,))
    (_, name, _) = diff_lines(Differences("a.apkg", "the decks", [card], 0), colour=False)
    assert name == r"  \x1b]0;x\x07"


def test_json_names_both_sides_and_counts_each_kind() -> None:
    found = Differences("HEAD", "the decks", [_card(1), _card(2)], 7)
    data = json.loads(diff_json(found))
    assert (data["old"], data["new"], data["same"]) == ("HEAD", "the decks", 7)
    assert data["counts"] == {"new": 0, "changed": 2, "moved": 0, "retagged": 0, "retired": 0}


def _moved(number: int, to: str = "b.md", tags: tuple[str, ...] = ()) -> CardDiff:
    places = f"decks/a.md:{number}", f"decks/{to}:{number + 4}"
    return CardDiff(Kind.MOVED, f"g{number}", f"Which {number}?", *places, tags_added=tags)


_MOVED = [
    _moved(1),
    _moved(2, "c.md"),
    _moved(3),
    _moved(4, tags=("t",)),
    _moved(5),
    _moved(6, "c.md"),
    CardDiff(Kind.RETIRED, "g7", "Which 7?", "decks/a.md:7", ""),
]
_TOGETHER = Differences("HEAD", "the decks", _MOVED, 1)


def test_cards_that_only_moved_are_told_together() -> None:
    assert list(diff_lines(_TOGETHER, colour=False)) == [
        "moved     decks/a.md -> decks/b.md  3 cards",
        "moved     decks/a.md:2 -> decks/c.md:6  Which 2?",
        "moved     decks/a.md:4 -> decks/b.md:8  Which 4?",
        "  tags  +t",
        "moved     decks/a.md:6 -> decks/c.md:10  Which 6?",
        "retired   decks/a.md:7  Which 7?",
        "6 moved, 1 retired, 1 the same: HEAD to the decks",
    ]
    assert len(json.loads(diff_json(_TOGETHER))["cards"]) == 7


def test_cards_that_only_moved_are_told_together_in_a_comment() -> None:
    text = diff_markdown(_TOGETHER)
    assert text.count("#### Moved") == 1
    assert text.split("\n")[4:11] == [
        "<details><summary><code>decks/a&#46;md &#45;&#62; decks/b&#46;md</code> 3 cards</summary>",
        "<ul>",
        "<li><code>Which 1?</code></li>",
        "<li><code>Which 3?</code></li>",
        "<li><code>Which 5?</code></li>",
        "</ul>",
        "</details>",
    ]


def test_a_card_whose_deck_changes_too_is_told_alone() -> None:
    cards = [replace(_moved(number), deck_before="A", deck_after="B") for number in range(3)]
    lines = list(diff_lines(Differences("HEAD", "the decks", cards, 0), colour=False))
    assert lines[:2] == [
        "moved     decks/a.md:0 -> decks/b.md:4  Which 0?",
        "moved     decks/a.md:1 -> decks/b.md:5  Which 1?",
    ]


def test_names_of_files_may_hold_a_colon() -> None:
    card = replace(_moved(1), before="a:b.md:1", after="a:c.md:5", deck_before="A", deck_after="B")
    lines = list(diff_lines(Differences("HEAD", "the decks", [card], 0), colour=False))
    assert lines[0] == "moved     a:b.md:1 -> a:c.md:5  Which 1?"


def test_cards_told_together_are_counted_one_by_one_where_a_comment_ends() -> None:
    many = [_moved(number) for number in range(10)]
    found = Differences("HEAD", "the decks", [*many, *(_card(n) for n in range(500))], 0)
    text = diff_markdown(found)
    told = text.count("<details>") - 1 + text.count(": no room for it here</p>")
    assert text.endswith(f"\n... and {500 - told} more cards\n")

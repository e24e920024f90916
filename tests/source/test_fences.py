"""Fences: where each begins and ends, however it is closed."""

from textwrap import dedent

import pytest

from card2anki.model import Deck, Irregular
from card2anki.source.fences import End, Fence, find_fences
from card2anki.source.lines import line_bounds
from card2anki.source.parser import parse
from card2anki.source.reading import decode

#: A card to follow whatever is tried, so that a test sees it if it is swallowed.
NEXT = "---\n#### Lid\n:p What keeps the steam in?\n??x\nThe lid.\nx??\n"


def fences(text: str) -> list[Fence]:
    return list(find_fences(text, line_bounds(text)))


def only(text: str) -> Fence:
    (fence,) = fences(text)
    return fence


def read(answer: str) -> Deck:
    """Read a card whose answer begins on line 4, and the regular card behind it."""
    head = "#### Kettle\n:p Which call boils water?\n??x\n"
    deck = parse(decode(f"{head}{dedent(answer)}{NEXT}".encode(), "deck.md"))
    assert deck.cards[-1].question is not None
    assert deck.cards[-1].question.text == "What keeps the steam in?"
    assert len(deck.cards) == 2
    return deck


def answer_of(deck: Deck) -> str:
    assert deck.cards[0].answer is not None
    return deck.cards[0].answer.text


def codes(deck: Deck) -> list[tuple[str, str]]:
    return [(snippet.label, snippet.code) for snippet in deck.cards[0].snippets]


def met(deck: Deck) -> list[tuple[Irregular, int, int, str]]:
    text = deck.source.text
    return [
        (
            found.kind,
            *deck.source.position(found.span.start),
            text[found.span.start : found.span.end],
        )
        for found in deck.irregularities
    ]


# -- where a fence begins and ends


def test_closed_fence() -> None:
    text = "a\n```python\nboil()\n```\nb"
    assert only(text) == Fence(1, 3, 2, 0, "python", 19, 22, End.CLOSED)


@pytest.mark.parametrize("indent", ["  ", "   ", "     ", "       ", "\t"])
def test_indented_fence(indent: str) -> None:
    fence = only(f"- a\n{indent}```java\n{indent}boil();\n{indent}```\n")
    assert (fence.first, fence.last, fence.indent, fence.start) == (1, 3, len(indent), 4)
    assert fence.ending is End.CLOSED


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("```", ""),
        ("``` java", "java"),
        ("```java  ", "java"),
        ("```c++", "c++"),
        ('```java title="Pot.java"', 'java title="Pot.java"'),
        ("~~~ruby", "ruby"),
    ],
)
def test_label_is_what_stands_behind_the_fence(line: str, label: str) -> None:
    assert only(f"{line}\nx\n{line[:3]}\n").label == label


@pytest.mark.parametrize("line", ["```boil()```", "``", "a `code` b", "``boil``", "~~"])
def test_no_fence(line: str) -> None:
    assert fences(f"{line}\ntext\n") == []


def test_tilde_fence_is_closed_by_tildes_alone() -> None:
    fence = only("~~~text\n```\nboil\n```\n~~~\n")
    assert (fence.first, fence.last, fence.ending) == (0, 4, End.CLOSED)


def test_backtick_fence_is_not_closed_by_tildes() -> None:
    fence = only("```text\n~~~\nboil\n~~~\n```\n")
    assert (fence.first, fence.last, fence.ending) == (0, 4, End.CLOSED)


def test_longer_fence_holds_shorter_ones() -> None:
    fence = only("````text\n```\nboil\n```\n````\n")
    assert (fence.first, fence.last, fence.ending) == (0, 4, End.CLOSED)


def test_fence_is_closed_by_a_longer_one() -> None:
    fence = only("```text\nboil\n`````\n")
    assert (fence.last, fence.close, fence.end) == (2, 13, 18)
    assert fence.ending is End.CLOSED


def test_fences_side_by_side() -> None:
    found = fences("```\na\n```\n```c\nb\n```\n")
    assert [(fence.first, fence.last, fence.label) for fence in found] == [(0, 2, ""), (3, 5, "c")]


def test_fence_without_code() -> None:
    assert (only("```\n```\n").first, only("```\n```\n").last) == (0, 1)


def test_fence_left_open_at_the_end_keeps_no_blank_lines() -> None:
    text = "```c\nboil();\n\n \n"
    fence = only(text)
    assert (fence.last, fence.close, fence.end, fence.ending) == (1, 12, 12, End.FORCED)


@pytest.mark.parametrize(
    "behind",
    [
        "x??\n",
        "  x??  \n",
        "**Rating: 8/10**\n",
        "#### Lid\n:p What?\n",
        "#### Lid\nA context.\n\n:p What?\n",
        "\n---\n#### Lid\n:p What?\n",
        "---\n\n---\n**Rating: 8/10**\n",
    ],
)
def test_fence_left_open_ends_before(behind: str) -> None:
    fence = only(f"```c\nboil();\n{behind}")
    assert (fence.last, fence.ending) == (1, End.FORCED)


@pytest.mark.parametrize(
    "line",
    ["# comment", "#### loud comment", "---", "-----", ":p", ":p printed", "??x", "??", "*Rating*"],
)
def test_line_of_code_ends_no_fence(line: str) -> None:
    fence = only(f"```sh\n{line}\nboil\n```\n")
    assert (fence.last, fence.ending) == (3, End.CLOSED)


def test_fence_opened_in_mid_line() -> None:
    text = "By calling it: ```python\nboil()\n```\n"
    fence = only(text)
    assert (fence.first, fence.last, fence.start) == (0, 2, text.index("```"))
    assert (fence.label, fence.indent, fence.ending) == ("python", 0, End.CLOSED)


def test_backticks_in_mid_line_that_nothing_closes_are_text() -> None:
    assert fences("Say ```java\nand nothing else.\n") == []


def test_fence_closed_in_mid_line() -> None:
    text = "```c\nfill();\nboil();```\nAfter.\n"
    fence = only(text)
    assert (fence.last, fence.ending) == (2, End.MIDLINE)
    assert text[fence.close : fence.end] == "```"
    assert fence.close == text.rindex("```")


def test_fence_closed_with_the_terminator_behind_it() -> None:
    text = "```c\nboil();\n```x??\n"
    fence = only(text)
    assert (fence.last, fence.close, fence.end, fence.ending) == (2, 13, 16, End.CLOSED)


def test_closing_fence_behind_the_terminator_is_named() -> None:
    found = fences("```c\nboil();\nx??\n```\n---\n")
    assert (found[0].last, found[0].late, found[0].ending) == (1, 3, End.FORCED)


@pytest.mark.parametrize("opening", ["```c", "```"])
def test_fence_behind_the_terminator_that_opens_other_code_is_not_late(opening: str) -> None:
    found = fences(f"```c\nboil();\nx??\n{opening}\nfill();\n```\n")
    assert [fence.late for fence in found] == [None, None]
    assert [(fence.first, fence.last) for fence in found] == [(0, 1), (3, 5)]


@pytest.mark.parametrize("label", ["markdown", "md", "Markdown"])
def test_markdown_fence_may_show_cards(label: str) -> None:
    shown = "**Rating: 8/10**\n#### Lid\n:p What?\n??x\nThat.\nx??\n---\n"
    fence = only(f"```{label}\n{shown}```\nx??\n")
    assert (fence.last, fence.ending) == (8, End.CLOSED)


# -- shapes that invite a scan of the whole text for every fence


@pytest.mark.parametrize(
    ("piece", "each"),
    [
        ("see ```python\n", 0),
        ("```c\nboil();```\n", 1),
        ("```c\nboil();\nx??\n", 1),
        ("```c\n**Rating: 8/10**\n", 1),
        ("```c\n#### Lid\n:p What?\n", 1),
        ("```\n```\n", 1),
        ("~~~\n```\n~~~\n", 1),
    ],
)
def test_many_fences_of_one_shape(piece: str, each: int) -> None:
    assert len(fences(piece * 300)) == 300 * each


def test_many_fences_opened_and_none_closed() -> None:
    found = fences("```c\n" * 300)
    assert [(fence.first, fence.last) for fence in found] == [(0, 299)]


# -- what becomes of a card


def test_unclosed_fence_ends_at_the_terminator() -> None:
    deck = read("```c\nboil();\nx??\n")
    assert codes(deck) == [("c", "boil();")]
    assert answer_of(deck) == "```c\nboil();"
    assert met(deck) == [(Irregular.UNCLOSED_FENCE, 4, 1, "```c")]


def test_unclosed_fence_ends_at_heading_and_question() -> None:
    deck = read("```c\nboil();\n\n")
    assert codes(deck) == [("c", "boil();")]
    assert met(deck) == [
        (Irregular.UNCLOSED_FENCE, 4, 1, "```c"),
        (Irregular.MISSING_TERMINATOR, 5, 1, "boil();"),
    ]


def test_unclosed_fence_ends_at_a_rating() -> None:
    deck = read("```c\nboil();\n\n**Rating: 9/10**\n")
    assert codes(deck) == [("c", "boil();")]
    assert [card.rating for card in deck.cards] == [None, 9]


def test_fence_opened_in_mid_line_is_read_as_code() -> None:
    deck = read("By calling it: ```python\nboil()\n```\nx??\n")
    assert codes(deck) == [("python", "boil()")]
    assert answer_of(deck).startswith("By calling it:")
    assert met(deck) == [(Irregular.MIDLINE_FENCE, 4, 16, "```python")]


def test_fence_behind_display_math() -> None:
    deck = read("$$t = 100$$```java\nboil();\n```\nx??\n")
    assert codes(deck) == [("java", "boil();")]
    assert met(deck) == [(Irregular.MIDLINE_FENCE, 4, 12, "```java")]


def test_fence_closed_in_mid_line_is_read_as_code() -> None:
    deck = read("```c\nfill();\nboil();```\nIt whistles.\nx??\n")
    assert codes(deck) == [("c", "fill();\nboil();")]
    assert answer_of(deck).endswith("It whistles.")
    assert met(deck) == [(Irregular.MIDLINE_FENCE, 6, 8, "```")]


def test_fence_closed_and_answer_ended_on_one_line() -> None:
    deck = read("```c\nboil();\n```x??\n")
    assert codes(deck) == [("c", "boil();")]
    assert answer_of(deck) == "```c\nboil();\n```"
    assert met(deck) == [(Irregular.TEXT_BEFORE_TERMINATOR, 6, 4, "x??")]


def test_terminator_swallowed_by_a_fence_is_reported() -> None:
    deck = read("```c\nboil();\nx??\n```\n")
    assert (Irregular.SWALLOWED_TERMINATOR, 7, 1, "```") in met(deck)
    assert codes(deck)[0] == ("c", "boil();")


def test_cards_shown_in_a_markdown_fence_are_code() -> None:
    shown = "#### Lid\n:p What?\n??x\nThat.\nx??\n---"
    deck = read(f"```markdown\n{shown}\n```\nx??\n")
    assert codes(deck) == [("markdown", shown)]
    assert met(deck) == []

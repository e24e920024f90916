"""What governs cards: title, part, threshold, chapter, front matter, prose, ratings."""

from textwrap import dedent

import pytest

from card2anki.model import Deck, Irregular
from card2anki.source.head import front_matter_end
from card2anki.source.parser import parse
from card2anki.source.reading import decode

CARD = "#### Kettle\n:p When does water boil?\n??x\nAt 100 degrees.\nx??\n"


def read(head: str, cards: str = CARD) -> Deck:
    return parse(decode((dedent(head) + cards).encode(), "deck.md"))


def heads(deck: Deck) -> list[str]:
    return [deck.source.text[span.start : span.end] for span in deck.head]


def test_intended_head() -> None:
    deck = read("""\
        # High-Quality Flashcards: Tea_at_Home (Part 12)

        **Rating threshold:** >= 8/10

        **Starting Chapter:** 3.2 Green Tea: Leaves & Water

        ---

        """)
    assert (deck.title, deck.part) == ("Tea_at_Home", 12)
    assert (deck.threshold, deck.chapter) == (8, "3.2 Green Tea: Leaves & Water")
    assert heads(deck) == [
        "# High-Quality Flashcards: Tea_at_Home (Part 12)",
        "**Rating threshold:** >= 8/10",
        "**Starting Chapter:** 3.2 Green Tea: Leaves & Water",
    ]
    assert deck.irregularities == ()


@pytest.mark.parametrize(
    ("line", "title", "part"),
    [
        ("# Flashcards: Tea (Part 2)", "Tea", 2),
        ("# Flashcards: Tea", "Tea", None),
        ("# Tea", "Tea", None),
        ("# Tea (Part 7)  ", "Tea", 7),
        ("#   high-quality flashcards:Tea (part 3)", "Tea", 3),
        ("# Flashcards: Tea (Part 2) and Coffee (Part 3)", "Tea (Part 2) and Coffee", 3),
        ("# Flashcards: Tea (Part two)", "Tea (Part two)", None),
        ("# Flashcards: Flashcards: how to", "Flashcards: how to", None),
        ("# 茶 (Part 1)", "茶", 1),
    ],
)
def test_title(line: str, title: str, part: int | None) -> None:
    deck = read(f"{line}\n---\n")
    assert (deck.title, deck.part) == (title, part)
    assert [head.rstrip() for head in heads(deck)] == [line.rstrip()]


@pytest.mark.parametrize(
    ("line", "threshold"),
    [
        ("**Rating threshold:** >= 8/10", 8),
        ("**Rating threshold:** ≥ 7", 7),
        ("**Rating Threshold:** 10 / 10", 10),
        ("**Rating threshold:** high", None),
        ("**Rating threshold:** >= 8/100", None),
        ("Rating threshold: 8", None),
    ],
)
def test_threshold(line: str, threshold: int | None) -> None:
    deck = read(f"# Tea\n{line}\n---\n")
    assert deck.threshold == threshold
    assert heads(deck) == ["# Tea", line]


def test_file_without_a_head() -> None:
    deck = read("")
    assert (deck.title, deck.part, deck.chapter, deck.threshold) == ("", None, "", None)
    assert deck.head == ()
    assert len(deck.cards) == 1


def test_second_title_is_prose() -> None:
    deck = read("# Tea (Part 1)\n# Coffee (Part 2)\n---\n")
    assert (deck.title, deck.part) == ("Tea", 1)
    assert heads(deck) == ["# Tea (Part 1)", "# Coffee (Part 2)"]


def test_title_behind_a_card_is_no_title() -> None:
    deck = read(CARD + "---\n# Flashcards: Coffee (Part 2)\n---\n")
    assert (deck.title, deck.part) == ("", None)
    assert [found.kind for found in deck.irregularities] == [Irregular.TEXT_OUTSIDE_CARDS]


def test_head_without_cards_reports_its_prose_alone() -> None:
    deck = read("# Tea\n\nNothing here yet.\nCome back.\n", cards="")
    (found,) = deck.irregularities
    assert found.kind is Irregular.TEXT_OUTSIDE_CARDS
    assert deck.source.text[found.span.start : found.span.end] == "Nothing here yet.\nCome back."


@pytest.mark.parametrize("text", ["", "\n \n", "---\n", "\ufeff"])
def test_file_without_text(text: str) -> None:
    deck = parse(decode(text.encode(), "deck.md"))
    assert (deck.cards, deck.head, deck.irregularities) == ((), (), ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    head = "---\nchapter: Water\n---\n# Tea (Part 4)\n**Rating threshold:** 6/10\n---\n"
    deck = parse(decode((head + CARD).replace("\n", end).encode(), "deck.md"))
    assert (deck.title, deck.part, deck.chapter, deck.threshold) == ("Tea", 4, "Water", 6)
    assert deck.irregularities == ()


# -- ratings, which stand above the cards they govern


def test_rating_governs_every_card_until_the_next() -> None:
    deck = read(
        f"{CARD}---\n**Rating: 8/10**\n{CARD}---\n{CARD}---\n**Rating: 10/10**\n---\n", CARD
    )
    assert [card.rating for card in deck.cards] == [None, 8, 8, 10]
    assert deck.irregularities == ()


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("**Rating: 1/10**", 1),
        ("**Rating:10 / 10** ", 10),
        ("**Rating:** 7/10", 7),
        ("**rating: 3/10**", 3),
        ("**Rating: 0/10**", None),
        ("**Rating: 11/10**", None),
        ("**Rating: 8.5/10**", None),
        ("**Rating: 8/100**", None),
        ("**Rating: good**", None),
        ("**Rating: **", None),
    ],
)
def test_rating(line: str, rating: int | None) -> None:
    deck = read(f"**Rating: 5/10**\n{CARD}---\n{line}\n")
    assert [card.rating for card in deck.cards] == [5, rating]
    reported = [(found.kind, deck.source.line(found.span.start)) for found in deck.irregularities]
    assert reported == ([] if rating else [(Irregular.BAD_RATING, 8)])


def test_rating_between_heading_and_question() -> None:
    deck = read("#### Pot\n**Rating: 3/10**\nIt is hot.\n", ":p Hot?\n??x\nYes.\nx??\n")
    (card,) = deck.cards
    assert card.heading is not None
    assert card.context is not None
    assert (card.rating, card.heading.text, card.context.text) == (3, "Pot", "It is hot.")
    assert deck.irregularities == ()


# -- front matter


def test_front_matter_names_what_a_head_names() -> None:
    deck = read("""\
        ---
        title: "Tea at home (Part 2)"
        chapter: 'Water'
        threshold: 7
        author: nobody
        ---
        """)
    assert (deck.title, deck.part) == ("Tea at home", 2)
    assert (deck.chapter, deck.threshold) == ("Water", 7)
    (span,) = deck.head
    assert span.start == 0
    assert deck.source.text[: span.end].endswith("author: nobody\n---")
    assert deck.irregularities == ()


def test_front_matter_names_the_part_itself() -> None:
    deck = read("---\npart: 5\ntitle: Tea\n---\n")
    assert (deck.title, deck.part) == ("Tea", 5)


def test_front_matter_that_names_nothing_known() -> None:
    deck = read("---\ntags:\n  - tea\n- water\n# a comment\n\ndraft: yes\n---\n# Tea\n---\n")
    assert (deck.title, deck.part, deck.chapter, deck.threshold) == ("Tea", None, "", None)
    assert len(deck.head) == 2


def test_front_matter_behind_a_byte_order_mark() -> None:
    deck = read("\ufeff---\ntitle: Tea\n---\n")
    assert deck.title == "Tea"
    assert len(deck.cards) == 1


def test_dashes_inside_front_matter_are_no_separators() -> None:
    deck = read("---\nnote: |\n  ---- four\n  - item\n---\n")
    assert (len(deck.cards), deck.irregularities) == (1, ())


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_end_of_front_matter(end: str) -> None:
    text = f"---\na: b\n{end}\nrest\n"
    assert front_matter_end(text) == text.index("rest")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n---\n",
        "---\ntitle: Tea\n",
        "---\nThis is prose.\ntitle: Tea\n---\n",
        "---\n#### Kettle\ntitle: Tea\n---\n",
        "---\n:p What?\n??x\nThat.\nx??\n---\n",
        "---\n**Rating: 8/10**\n---\n",
        "----\ntitle: Tea\n---\n",
        "\n---\ntitle: Tea\n---\n",
        " ---\ntitle: Tea\n---\n",
        "title: Tea\n---\n",
        "---\nurl:not a key\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert front_matter_end(text) == 0


def test_separator_first_and_a_card_are_no_front_matter() -> None:
    deck = read("---\n", f"{CARD}---\n{CARD}")
    assert (len(deck.cards), deck.head) == (2, ())

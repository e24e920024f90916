"""Odd combinations that were once read wrongly: what the sides of each card must be."""

import pytest

from card2anki.model import Deck, Irregular
from card2anki.source.parser import parse
from card2anki.source.reading import decode

_NEXT = "---\n#### Lid\n:p What covers a pot?\n??x\nA lid.\nx??\n"


def _read(text: str) -> Deck:
    return parse(decode(text.encode(), "deck.md"))


def _sides(deck: Deck) -> list[tuple[str, str]]:
    return [
        (card.question.text if card.question else "", card.answer.text if card.answer else "")
        for card in deck.cards
    ]


def _met(deck: Deck) -> list[str]:
    text = deck.source.text
    return [
        f"{met.kind.name} {text[met.span.start : met.span.end]!r}" for met in deck.irregularities
    ]


def _answered(answer: str) -> Deck:
    """Read an answer in a card that another one follows."""
    deck = _read(f"#### Pot\n:p Q?\n??x\n{answer}\n{_NEXT}")
    assert _sides(deck)[-1] == ("What covers a pot?", "A lid.")
    return deck


@pytest.mark.parametrize(
    "answer",
    [
        "Term\n: its definition",
        ":D it is hot",
        "Ternary:\n?: picks one",
        "Use -v or :p 80 here.\nMore.",
        ":Is this kept?\nYes.",
        "Rating: 5/10",
        "**Rating:** how good it is",
    ],
)
def test_what_only_looks_like_a_marker_stays_text(answer: str) -> None:
    deck = _answered(f"{answer}\nx??")
    assert _sides(deck)[0] == ("Q?", answer)
    assert _met(deck) == []


@pytest.mark.parametrize(
    ("answer", "read", "met"),
    [
        ("A.\nX??", "A.", ["WRONG_TERMINATOR 'X??'"]),
        ("A.\nx??\u200b", "A.", []),
        ("A one. :x??", "A one.", ["TEXT_BEFORE_TERMINATOR ':x??'"]),
        ("**A**x??", "**A**", ["TEXT_BEFORE_TERMINATOR 'x??'"]),
        ("  A.\n  x??  ", "  A.", []),
        ("A.\nx??\n\x0c---", "A.", ["REPEATED_SEPARATOR '---'"]),
    ],
)
def test_odd_terminators(answer: str, read: str, met: list[str]) -> None:
    deck = _answered(answer)
    assert _sides(deck)[0] == ("Q?", read)
    assert _met(deck) == met


@pytest.mark.parametrize(
    ("answer", "code", "met"),
    [
        ("```c\na;\nb;```\nx??", "a;\nb;", ["MIDLINE_FENCE '```'"]),
        ("```c\na;\nx??\n```", "a;", ["SWALLOWED_TERMINATOR '```'"]),
        ("```c\na;\n``` x??", "a;", ["TEXT_BEFORE_TERMINATOR 'x??'"]),
        (
            "```c\na;\n??x",
            "a;",
            ["UNCLOSED_FENCE '```c'", "WRONG_TERMINATOR '??x'"],
        ),
        (
            "See ```python\na()\nx??",
            "a()",
            ["UNCLOSED_FENCE '```python'", "MIDLINE_FENCE '```python'"],
        ),
        ("See: ```\na()\n```\nx??", "a()", ["MIDLINE_FENCE '```'"]),
        ("- ```c\n  a;\n  ```\nx??", "a;", []),
        ("```text\nx??\n```\nx??", "x??", []),
        ("````markdown\n#### H\n:p Q\n??x\nA\nx??\n````\nx??", "#### H\n:p Q\n??x\nA\nx??", []),
        ("```markdown\n#### H\nx??", "#### H", ["UNCLOSED_FENCE '```markdown'"]),
    ],
)
def test_odd_fences(answer: str, code: str, met: list[str]) -> None:
    deck = _answered(answer)
    assert [snippet.code for snippet in deck.cards[0].snippets] == [code]
    assert sorted(_met(deck)) == sorted(met)


def test_a_closing_fence_behind_the_terminator_opens_no_other() -> None:
    deck = _read("#### H\n:p Q?\n??x\n```c\na;\nx??\n```\n---\n:p R?\n??x\nB.\nx??\n")
    assert _sides(deck) == [("Q?", "```c\na;"), ("R?", "B.")]


def test_an_unclosed_fence_ends_at_a_separator_before_a_card_with_code() -> None:
    deck = _read(
        "#### H\n:p Q?\n??x\n```c\na;\n---\n#### I\nctx\n```c\nb;\n```\n:p R?\n??x\nB.\nx??\n"
    )
    assert [snippet.code for snippet in deck.cards[0].snippets] == ["a;"]
    heading, context = deck.cards[1].heading, deck.cards[1].context
    assert heading and heading.text == "I"
    assert context and context.text == "ctx\n```c\nb;\n```"


def test_an_unclosed_fence_ends_at_a_separator_before_a_question() -> None:
    deck = _read("#### H\n:p Q?\n??x\n```c\na;\n\n---\n:p R?\n??x\nB\nx??\n")
    assert _sides(deck) == [("Q?", "```c\na;"), ("R?", "B")]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("#### H\n:p Q? ??x A. x??\n", [("Q?", "A.")]),
        (":p pot ::: a vessel\n", [("pot", "a vessel")]),
        (":p What is `a:::b`?\nA.\n---\n", [("What is `a:::b`?", "A.")]),
        ("#### H\n:p\u00a0Q?\n??x\nA.\nx??\n", [("Q?", "A.")]),
        ("#### H\n:p What does ??x mean?\n??x\nA.\nx??\n", [("What does ??x mean?", "A.")]),
        ("#### H\n:p What is\nthe :p flag?\n??x\nA\nx??\n", [("What is\nthe :p flag?", "A")]),
        ("#### H\n:q Name a pot\nand a lid.\n??x\nB.\nx??\n", [("Name a pot\nand a lid.", "B.")]),
        ("#### H\n  :p Q?\n??x\nA.\nx??\n", [("Q?", "A.")]),
        ("#### H\n:p Q?\n```c\na;\n```??x\nA.\nx??\n", [("Q?\n```c\na;\n```", "A.")]),
        (
            "#### H\n:p Q?\n??x\nIt is. x?? :p R?\n??x\nB.\nx??\n",
            [("Q?", "It is."), ("R?", "B.")],
        ),
        ("#### H\n:p Q?\n?x\nA.\n\n```c\nb;\n```\n", [("Q?", "A.\n\n```c\nb;\n```")]),
    ],
)
def test_odd_questions(text: str, sides: list[tuple[str, str]]) -> None:
    assert _sides(_read(text)) == sides


@pytest.mark.parametrize("heading", ["####Pot", "  #### Pot", "####\tPot"])
def test_odd_headings(heading: str) -> None:
    (card,) = _read(f"{heading}\n:p Q?\n??x\nA\nx??\n").cards
    assert card.heading and card.heading.text == "Pot"


def test_text_right_above_the_first_question_is_its_context() -> None:
    (card,) = _read("# Pots\n\nAll of clay.\n\n:p Q?\n??x\nA\nx??\n").cards
    assert card.context and card.context.text == "All of clay."


def test_text_between_separators_is_no_context() -> None:
    deck = _read(":p Q?\n??x\nA\nx??\n---\nOf pots.\n---\n:p R?\n??x\nB\nx??\n")
    assert [card.context for card in deck.cards] == [None, None]
    assert _met(deck) == ["TEXT_OUTSIDE_CARDS 'Of pots.'"]


def test_an_answer_that_nothing_asks_for_is_named() -> None:
    deck = _read("Text.\n??x\nA.\nx??\n")
    assert _met(deck) == ["EMPTY_QUESTION '??x'"]
    assert deck.cards[0].defect == "no question"


def test_a_title_block_says_more_than_front_matter() -> None:
    deck = _read("---\ntitle: a\u2028b\npart: 2\n---\n# Flashcards: T (Part 3)\n---\n")
    assert (deck.title, deck.part) == ("T", 3)
    assert _read("---\ntitle: a\u2028b\npart: 2\n---\n").title == "a\u2028b"


def test_a_rating_with_text_behind_it_is_named() -> None:
    deck = _read("**Rating: 8/10** good\n#### H\n:p Q\n??x\nA\nx??\n")
    assert _met(deck) == ["BAD_RATING '**Rating: 8/10** good'"]


def test_a_section_behind_an_answer_is_none_of_it() -> None:
    text = "#### Pot\n:p What is hot?\n??x\nThe pot.\nx??\n\n## Lids\n\nThey cover.\n\n#### Lid\n"
    deck = parse(decode(f"{text}:p What covers?\n??x\nThe lid.\nx??\n".encode(), "x.md"))
    assert [card.answer and card.answer.text for card in deck.cards] == ["The pot.", "The lid."]
    (met,) = [one for one in deck.irregularities if one.kind is Irregular.TEXT_OUTSIDE_CARDS]
    assert text[met.span.start : met.span.end] == "## Lids\n\nThey cover."


def test_a_fence_that_shows_a_terminator_is_closed_where_it_is() -> None:
    code = "x??\nint y;\nint z;"
    text = f"#### Pot\n:p What is hot?\n??x\n```c\n{code}\n```\nx??\n"
    deck = parse(decode(text.encode(), "x.md"))
    assert [snippet.code for card in deck.cards for snippet in card.snippets] == [code]
    assert deck.irregularities == ()

"""Lines to cards: the format as it is meant, and everything that goes wrong with it."""

from textwrap import dedent

import pytest

from card2anki.model import Card, Deck, Irregular, Part
from card2anki.source.parser import parse
from card2anki.source.reading import decode

#: Question and answer.
Sides = tuple[str | None, str | None]

LID: Sides = ("What keeps the steam in?", "The lid.")
#: A regular card to follow whatever is tried, so that a test sees it if it is swallowed.
NEXT = "#### Lid\n:p What keeps the steam in?\n??x\nThe lid.\nx??\n"


def read(text: str) -> Deck:
    return parse(decode(text.encode(), "deck.md"))


def text_of(part: Part | None) -> str | None:
    return part.text if part else None


def sides(deck: Deck) -> list[Sides]:
    return [(text_of(card.question), text_of(card.answer)) for card in deck.cards]


def headings(deck: Deck) -> list[tuple[str | None, str | None]]:
    return [(text_of(card.heading), text_of(card.context)) for card in deck.cards]


def met(deck: Deck) -> list[str]:
    """Return kind, line, column and text of each irregularity, such as ``IDLE_RATING 2:1 a``."""
    said = []
    for found in deck.irregularities:
        line, column = deck.source.position(found.span.start)
        written = deck.source.text[found.span.start : found.span.end]
        said.append(f"{found.kind.name} {line}:{column} {written}")
    return said


def covered(deck: Deck, card: Card) -> str:
    return deck.source.text[card.span.start : card.span.end]


# -- the format as it is meant


def test_card_as_it_is_meant() -> None:
    deck = read(
        dedent("""\
            # High-Quality Flashcards: Tea (Part 1)
            ---
            **Rating: 8/10**
            #### Kettle
            Background context: water is heated.

            - to \\( 100 \\) degrees
            :p When does water boil,
            and where?
            ??x
            At 100 degrees.

            At sea level.
            x??
            ---
            """)
    )
    (card,) = deck.cards
    question = "When does water boil,\nand where?"
    assert sides(deck) == [(question, "At 100 degrees.\n\nAt sea level.")]
    assert text_of(card.heading) == "Kettle"
    context = "Background context: water is heated.\n\n- to \\( 100 \\) degrees"
    assert text_of(card.context) == context
    assert (card.rating, card.asked_by_heading, card.defect) == (8, False, None)
    assert covered(deck, card).startswith("#### Kettle\n")
    assert covered(deck, card).endswith("\nx??")
    assert deck.source.text[card.marker.start : card.marker.end] == ":p When does water boil,"
    assert met(deck) == []


@pytest.mark.parametrize(
    ("boundary", "reported"),
    [
        ("#### Lid\n", ["MISSING_SEPARATOR 6:1 #### Lid"]),
        ("**Rating: 9/10**\n", ["MISSING_SEPARATOR 6:1 **Rating: 9/10**"]),
        ("---\n", []),
        ("  ------\t\n", []),
        ("", []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_card_ends_at_a_boundary(boundary: str, reported: list[str], end: str) -> None:
    text = f"#### Pot\n:p What is hot?\n??x\nThe pot.\nx??\n{boundary}:p Why?\n??x\nFire.\nx??\n"
    deck = parse(decode(text.replace("\n", end).encode(), "deck.md"))
    assert sides(deck) == [("What is hot?", "The pot."), ("Why?", "Fire.")]
    assert met(deck) == reported


def test_questions_under_one_heading_share_it_and_its_context() -> None:
    one, two, three = (f":p {n}?\n??x\n{n}\nx??\n" for n in ("One", "Two", "Three"))
    deck = read(f"#### Kettle\nWater is heated.\n{one}{two}\n---\n{three}")
    assert sides(deck) == [("One?", "One"), ("Two?", "Two"), ("Three?", "Three")]
    assert headings(deck) == [("Kettle", "Water is heated.")] * 3
    first_lines = [covered(deck, card).split("\n")[0] for card in deck.cards]
    assert first_lines == ["#### Kettle", ":p Two?", ":p Three?"]
    assert met(deck) == []


def test_rating_behind_a_question_without_an_answer() -> None:
    deck = read(f"#### Pot\n:p Hot?\n---\n**Rating: 8/10**\n{NEXT}")
    assert sides(deck) == [("Hot?", None), LID]
    assert [card.rating for card in deck.cards] == [None, 8]
    assert met(deck) == ["EMPTY_ANSWER 2:1 :p Hot?"]


def test_code_inside_the_question() -> None:
    deck = read(
        "#### Pot\n:p What is it?\n- In\n  ```c\n  boil();\n\n  ```\n- C?\n??x\nA call.\nx??\n"
    )
    question = "What is it?\n- In\n  ```c\n  boil();\n\n  ```\n- C?"
    assert sides(deck) == [(question, "A call.")]
    assert [snippet.code for snippet in deck.cards[0].snippets] == ["boil();\n"]
    assert met(deck) == []


@pytest.mark.parametrize(
    "answer",
    [
        "Docs:\n    :param x: the pot\n    :return: tea",
        ":param x: the pot",
        "std::vector<Pot> pots;\nstd::move(pot)",
        "cup ?? mug\ncup ??= mug;",
        "```csharp\ncup ??= pot ?? mug;\nx?.y??z\n```",
        "```sh\n# comment\n---\n-----\n```",
        "```text\n:p not asked\n??x\n???\n```",
        "```python\n# :p hidden in a comment\n```",
        "Write `:p x` and `??x` and `x??`.",
        "Title\n### A third level\n##### A fifth",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "\\[\nx = ?\n\\]\n$O_1 $ costs $10,000 and $ x$",
        "Above\n***\n___\n- - -\nbelow",
        "pot :: vessel",
    ],
)
def test_what_looks_like_structure_and_is_none(answer: str) -> None:
    deck = read(f"#### Pot\n:p Hot?\n??x\n{answer}\nx??\n---\n{NEXT}")
    assert sides(deck) == [("Hot?", answer), LID]
    assert met(deck) == []


# -- other dialects


def test_elder_dialect() -> None:
    first = "?p: What is a pot?\n?x\nA vessel\nof clay.\n\nText of no card.\n---\n"
    deck = read(f"{first}#### Lids\n?p: What is a lid?\n?x A cover.\n")
    assert sides(deck) == [("What is a pot?", "A vessel\nof clay."), ("What is a lid?", "A cover.")]
    assert met(deck) == ["TEXT_OUTSIDE_CARDS 6:1 Text of no card."]


def test_file_in_which_the_headings_ask() -> None:
    deck = read("#### What is a pot?\n?x\nA vessel.\n\n#### What is a lid?\n??x\nA cover.\nx??\n")
    assert sides(deck) == [("What is a pot?", "A vessel."), ("What is a lid?", "A cover.")]
    assert [card.asked_by_heading for card in deck.cards] == [True, True]
    assert met(deck) == []


def test_vocabulary() -> None:
    deck = read(":p 茶:::chá, tea\n:p std::pot:::a vessel\n---\n:p 壶:::hú\npot\n")
    assert sides(deck) == [("茶", "chá, tea"), ("std::pot", "a vessel"), ("壶", "hú\npot")]
    assert met(deck) == []


def test_three_colons_before_an_opener_are_text() -> None:
    deck = read(":p What is Pot:::Lid?\n??x\nA name.\nx??\n")
    assert sides(deck) == [("What is Pot:::Lid?", "A name.")]


# -- what goes wrong with the answer

WRONG = ["??x", "???", "??", ":x?", ":x", ":x??", "x?", "???x"]


@pytest.mark.parametrize("terminator", WRONG)
def test_wrong_terminator(terminator: str) -> None:
    deck = read(f"#### Pot\n:p Hot?\n??x\nYes.\n\n{terminator}\n---\n{NEXT}")
    assert sides(deck) == [("Hot?", "Yes."), LID]
    assert met(deck) == [f"WRONG_TERMINATOR 6:1 {terminator}"]
    assert deck.irregularities[0].detail == terminator


@pytest.mark.parametrize("opener", [*WRONG[1:], "x??", "?x"])
def test_wrong_opener(opener: str) -> None:
    deck = read(f"#### Pot\n:p Hot?\n{opener}\nYes.\n\nVery.\nx??\n---\n{NEXT}")
    assert sides(deck) == [("Hot?", "Yes.\n\nVery."), LID]
    assert met(deck) == [f"WRONG_OPENER 3:1 {opener}"]
    assert deck.irregularities[0].detail == opener


@pytest.mark.parametrize(
    "boundary", [f"---\n{NEXT}", f":p {LID[0]}\n??x\n{LID[1]}\nx??\n", "", "\n \n"]
)
def test_missing_terminator(boundary: str) -> None:
    deck = read(f":p Hot?\n??x\nYes.\n\nVery.\n\n{boundary}")
    assert sides(deck) == [("Hot?", "Yes.\n\nVery."), LID][: len(deck.cards)]
    assert len(deck.cards) == (2 if boundary.strip() else 1)
    assert met(deck) == ["MISSING_TERMINATOR 5:1 Very."]


@pytest.mark.parametrize(
    ("answer", "expected", "reported"),
    [
        ("A.\n??x\nB.\nx??", "A.\n\nB.", ["STRAY_DELIMITER 5:1 ??x"]),
        (
            "??x\nA.\n??x\nB.\nx??",
            "A.\n\nB.",
            ["STRAY_DELIMITER 4:1 ??x", "STRAY_DELIMITER 6:1 ??x"],
        ),
        ("A.\nx??\n```c\nb;\n```\nx??", "A.\n\n```c\nb;\n```", ["STRAY_DELIMITER 5:1 x??"]),
        ("A.\nx??\nx??", "A.", ["STRAY_DELIMITER 6:1 x??"]),
        ("A.\n??x\nx??", "A.", ["STRAY_DELIMITER 5:1 ??x"]),
        ("A.\nx?\nx??", "A.", ["STRAY_DELIMITER 5:1 x?"]),
        ("??x\nA.\nx??", "A.", ["STRAY_DELIMITER 4:1 ??x"]),
        ("A.\nx??\nB.\n??x", "A.\n\nB.", ["STRAY_DELIMITER 5:1 x??", "WRONG_TERMINATOR 7:1 ??x"]),
        ("A.\n??x\nB.", "A.\n\nB.", ["STRAY_DELIMITER 5:1 ??x", "MISSING_TERMINATOR 6:1 B."]),
        ("A.\nx?? B\nis.", "A.\n\nB\nis.", ["TEXT_AFTER_TERMINATOR 5:5 B\nis."]),
        ("A.\nx??\n\nB.\n", "A.\n\n\nB.", ["TEXT_AFTER_TERMINATOR 7:1 B."]),
        (
            "A.\nx??\nB:\n```c\nb;\n```",
            "A.\n\nB:\n```c\nb;\n```",
            ["TEXT_AFTER_TERMINATOR 6:1 B:\n```c\nb;\n```"],
        ),
        ("A one. x??", "A one.", ["TEXT_BEFORE_TERMINATOR 4:8 x??"]),
        ("So $$a$$x??", "So $$a$$", ["TEXT_BEFORE_TERMINATOR 4:9 x??"]),
        ("$$\na\n$$x??", "$$\na\n$$", ["TEXT_BEFORE_TERMINATOR 6:3 x??"]),
        ("- a\n- b x??  ", "- a\n- b", ["TEXT_BEFORE_TERMINATOR 5:5 x??"]),
        ("A. ??x", "A.", ["WRONG_TERMINATOR 4:4 ??x", "TEXT_BEFORE_TERMINATOR 4:4 ??x"]),
    ],
)
def test_delimiters_of_the_answer(answer: str, expected: str, reported: list[str]) -> None:
    deck = read(f"#### Pot\n:p Hot?\n??x\n{answer}\n---\n{NEXT}")
    assert sides(deck) == [("Hot?", expected), LID]
    assert met(deck) == reported


def test_answer_on_the_line_of_its_opener() -> None:
    deck = read(f":p Hot?\n??x The pot is.\nVery. x??\n---\n{NEXT}")
    assert sides(deck) == [("Hot?", "The pot is.\nVery."), LID]
    assert met(deck) == ["TEXT_BEFORE_TERMINATOR 3:7 x??"]


def test_opener_on_the_line_of_the_question() -> None:
    assert sides(read(f":p Hot? ??x\nYes.\nx??\n---\n{NEXT}")) == [("Hot?", "Yes."), LID]


@pytest.mark.parametrize("answer", ["??x\nx??", "??x\n\n \nx??", "??x", "", "x??", "??x\n??x"])
def test_empty_answer(answer: str) -> None:
    deck = read(f"#### Pot\n:p Hot?\n{answer}\n---\n{NEXT}")
    assert sides(deck) == [("Hot?", None), LID]
    assert deck.cards[0].defect == "no answer"
    assert "EMPTY_ANSWER 2:1 :p Hot?" in met(deck)


@pytest.mark.parametrize(
    ("body", "question", "answer", "reported"),
    [
        ("A?\nB.\n\nC.\nx??", "A?", "B.\n\nC.", ["MISSING_OPENER 3:1 B."]),
        ("A.\n\nB.\nx??", "A.", "B.", ["MISSING_OPENER 4:1 B."]),
        ("A?\nB.\n", "A?", "B.", ["MISSING_OPENER 3:1 B.", "MISSING_TERMINATOR 3:1 B."]),
        (
            "A?\nB.\nx??\nC.",
            "A?",
            "B.\n\nC.",
            ["MISSING_OPENER 3:1 B.", "TEXT_AFTER_TERMINATOR 5:1 C."],
        ),
        ("A?\nB.\nx??\nx??", "A?", "B.", ["MISSING_OPENER 3:1 B.", "STRAY_DELIMITER 5:1 x??"]),
    ],
)
def test_missing_opener(body: str, question: str, answer: str, reported: list[str]) -> None:
    deck = read(f"#### Pot\n:p {body}\n---\n{NEXT}")
    assert sides(deck) == [(question, answer), LID]
    assert met(deck) == reported


# -- what goes wrong with the question


@pytest.mark.parametrize("marker", [":", ":q", ":w", "?:"])
def test_misspelt_question_marker(marker: str) -> None:
    deck = read(f"#### Pot\nClay.\n{marker} What is it?\n??x\nA vessel.\nx??\n---\n{NEXT}")
    assert sides(deck) == [("What is it?", "A vessel."), LID]
    assert headings(deck)[0] == ("Pot", "Clay.")
    assert met(deck) == [f"MISSPELT_MARKER 3:1 {marker} What is it?"]
    assert deck.irregularities[0].detail == marker


def test_misspelt_question_marker_behind_an_answer_left_open() -> None:
    deck = read(":p Hot?\n??x\nYes.\n:q Cold?\n??x\nNo.\nx??\n")
    assert sides(deck) == [("Hot?", "Yes."), ("Cold?", "No.")]
    assert met(deck) == [
        "MISSING_TERMINATOR 3:1 Yes.",
        "MISSPELT_MARKER 4:1 :q Cold?",
    ]


@pytest.mark.parametrize(
    ("before", "context", "first"),
    [("Clay is hot. ", "Clay is hot.", None), ("x?? ", None, ("Cold?", "No."))],
)
def test_question_marker_behind_text(before: str, context: str | None, first: Sides | None) -> None:
    asked = ":p Cold?\n??x\nNo.\n" if first else ""
    deck = read(f"#### Pot\n{asked}{before}:p Hot?\n??x\nYes.\nx??\n---\n{NEXT}")
    assert sides(deck) == [*([first] if first else []), ("Hot?", "Yes."), LID]
    assert headings(deck)[-2] == ("Pot", context)
    line = 5 if first else 2
    assert met(deck) == [f"GLUED_MARKER {line}:{len(before) + 1} :p Hot?"]


@pytest.mark.parametrize("question", [":p\n", ":p \n\n", ""])
def test_heading_asks_where_no_question_is_written(question: str) -> None:
    deck = read(f"#### What is hot?\n{question}??x\nThe pot.\nx??\n---\n{NEXT}")
    assert sides(deck) == [("What is hot?", "The pot."), LID]
    assert [card.asked_by_heading for card in deck.cards] == [True, False]
    (found,) = deck.irregularities
    assert found.kind is Irregular.EMPTY_QUESTION
    assert deck.source.position(found.span.start) == (2, 1)


def test_question_on_the_line_below_its_marker() -> None:
    deck = read("#### Pot\n:p\nHot?\n??x\nYes.\nx??\n")
    assert (sides(deck), met(deck)) == ([("Hot?", "Yes.")], [])


def test_nobody_asks() -> None:
    deck = read(f":p\n??x\nThe pot.\nx??\n---\n{NEXT}")
    assert sides(deck) == [(None, "The pot."), LID]
    assert deck.cards[0].defect == "no question"
    assert met(deck) == ["EMPTY_QUESTION 1:1 :p"]


# -- what is no card


def test_heading_without_a_card() -> None:
    deck = read(f"#### Pot\nClay,\n\nand hot.\n---\n#### Bare\n{NEXT}")
    assert (sides(deck), headings(deck)) == ([LID], [("Lid", None)])
    assert met(deck) == [
        "HEADING_WITHOUT_CARD 1:1 #### Pot\nClay,\n\nand hot.",
        "HEADING_WITHOUT_CARD 6:1 #### Bare",
    ]


@pytest.mark.parametrize("behind", ["---\n", "**Rating: 9/10**\n", ""])
def test_chatter_between_cards(behind: str) -> None:
    deck = read(f":p Hot?\n??x\nYes.\nx??\n---\nThese cards\n\nend here.\n{behind}{NEXT}")
    assert sides(deck) == [("Hot?", "Yes."), LID]
    assert headings(deck)[1] == ("Lid", None)
    assert met(deck) == ["TEXT_OUTSIDE_CARDS 6:1 These cards\n\nend here."]

"""Comments in cards: what they switch off, where, and what is said of those without effect."""

from pathlib import Path

import pytest

from card2anki.rules import RULES
from card2anki.source.parser import parse
from card2anki.source.reading import decode
from tests.linted import deck_of, findings, fixed, said

CARD = "#### Pot\n{}:p What is hot?\n??x\nThe pot.\n??x\n"


def codes(text: str) -> list[str]:
    return [one.code for one in findings(text, "F001", "F003", "F010", "U101", "U102")]


def with_comment(comment: str) -> str:
    return CARD.format(f"<!-- card2anki: {comment} -->\n")


@pytest.mark.parametrize(
    "comment",
    [
        "ignore[F001]",
        "ignore[f001]",
        "ignore[F]",
        "ignore[wrong-answer-terminator]",
        "ignore[ F001 ]",
        "ignore-file[F001]",
    ],
)
def test_a_comment_switches_a_rule_off(comment: str) -> None:
    assert codes(with_comment(comment)) == []


def test_only_the_rule_named_and_only_on_its_card() -> None:
    assert codes(with_comment("ignore[F003]")) == ["U101", "F001"]
    both = with_comment("ignore[F001]") + "\n---\n\n" + CARD.format("")
    assert codes(both) == ["F001"]
    assert codes(with_comment("ignore-file[F001]") + "\n---\n\n" + CARD.format("")) == []


@pytest.mark.parametrize(
    "text",
    [
        "<!-- card2anki: ignore[F001] -->\n\n#### Pot\n:p What is hot?\n??x\nThe pot.\n??x\n",
        "#### Pot\n:p What is hot? <!-- card2anki: ignore[F001] -->\n??x\nThe pot.\n??x\n",
        "#### Pot\n:p What is hot?\n??x\nThe pot.\n<!-- card2anki: ignore[F001] -->\n??x\n",
        "#### Pot\n:p What is hot?\n??x\nThe pot.\n??x <!-- card2anki: ignore[F001] -->\n",
        "#### Pot\n:p What is hot?\n??x\nThe pot.\n??x\n<!-- card2anki: ignore[F001] -->\n\n---\n",
        "#### Pot\n:p Hot?\n??x\nThe pot.\nx??\n\n---\n<!--card2anki:ignore[F001]-->\n"
        "#### Pan\n:p What is hot?\n??x\nThe pan.\n??x\n",
    ],
)
def test_wherever_it_stands_in_a_card(text: str) -> None:
    assert codes(text) == []


def test_a_comment_is_no_part_of_the_card() -> None:
    text = (
        "#### Pot <!-- card2anki: ignore[F001] -->\nIt is\n<!-- card2anki: ignore[F] -->\niron.\n"
    )
    deck = deck_of(f"{text}:p What is hot?\n??x\nThe pot.\nx??\n")
    (card,) = deck.cards
    assert card.heading and card.heading.text == "Pot"
    assert card.context and card.context.text == "It is\niron."
    assert [one.text for one in deck.directives] == ["ignore[F001]", "ignore[F]"]
    assert deck.irregularities == ()


def test_in_code_it_is_code() -> None:
    code = "```html\n<!-- card2anki: ignore[F001] -->\n```\n`<!-- card2anki: x -->`"
    text = f"#### Pot\n:p Hot?\n??x\n{code}\n??x\n"
    assert deck_of(text).directives == ()
    assert codes(text) == ["F001"]


def test_a_comment_without_effect_is_named_and_removed() -> None:
    text = with_comment("ignore[F003, F001, F010]")
    assert said("U101", text) == []  # F003 and F010 are not among the rules of that run
    found = [one for one in findings(text, "F001", "F003", "F010", "U101") if one.code == "U101"]
    assert [one.message for one in found] == [
        "'F003' suppresses nothing here: remove it",
        "'F010' suppresses nothing here: remove it",
    ]
    place = text.index("F003")
    assert (found[0].span.start, found[0].span.end) == (place, place + 4)
    assert "<!-- card2anki: ignore[F001] -->" in fixed(text, "F003", "F010", "U101")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- card2anki: ignore[F003] -->\n:p Hot?", ":p Hot?"),
        (":p Hot? <!-- card2anki: ignore[F003] -->", ":p Hot?"),
        (":p Hot?\n  <!-- card2anki: ignore[F003, F010] -->", ":p Hot?"),
    ],
)
def test_a_comment_without_any_effect_vanishes(before: str, after: str) -> None:
    text = "#### Pot\n{}\n??x\nThe pot.\nx??\n"
    assert fixed(text.format(before), "F003", "F010", "U101") == text.format(after)


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore[X999]", "no rule goes by 'X999'"),
        ("ignore[wrong-terminator]", "no rule goes by 'wrong-terminator'; did you mean"),
        ("ignore[]", "comment names no rule: write its code in the brackets"),
        ("ignore", "comment says 'ignore': write ignore[CODE] or ignore-file[CODE]"),
        ("", "comment says 'nothing': write ignore[CODE] or ignore-file[CODE]"),
    ],
)
def test_a_comment_that_says_nothing_is_named(comment: str, message: str) -> None:
    (found,) = [one for one in findings(with_comment(comment), "U102") if one.code == "U102"]
    assert found.message.startswith(message)


def test_its_text_is_that_of_the_file_to_the_letter() -> None:
    deck = parse(decode(b"a <!--  card2anki:  ignore[F]  -->  \r\n", "x.md"))
    (directive,) = deck.directives
    assert deck.source.text[directive.span.start : directive.span.end].startswith(" <!--  card")
    assert directive.text == "ignore[F]"


def test_files_do_not_mix(tmp_path: Path) -> None:
    assert codes("<!-- card2anki: ignore-file[F] -->\n" + CARD.format("")) == []
    assert codes(CARD.format("")) == ["F001"]


def test_a_comment_stays_where_a_rule_it_names_was_not_asked() -> None:
    text = CARD.format("").replace("\n??x\n", "\n<!-- card2anki: ignore[F00] -->\n??x\n", 1)
    text = text.replace("pot.\n??x", "pot.\nx??")
    assert said("U101", text) == []  # only U101 itself was asked
    every = [rule.code for rule in RULES if rule.code.startswith(("F00", "U101"))]
    assert [one.code for one in findings(text, *every)] == ["U101"]
    assert [one.code for one in findings(text, *every[1:])] == []


@pytest.mark.parametrize(
    "text",
    [
        "It <!-- card2anki: ignore[F001] --> is.",
        "<!-- Card2Anki: ignore[F001] -->",
        "<!-- card2anki ignore[F001] -->",
        "<!-- card2anki: ignore[F001]",
    ],
)
def test_what_looks_like_a_comment_and_is_none_is_named(text: str) -> None:
    card = f"#### Pot\n{text}\n:p What is hot?\n??x\nThe pot.\nx??\n"
    (found,) = [one for one in findings(card, "U102") if one.code == "U102"]
    assert found.message == (
        "comment is not read: write card2anki: ignore[CODE] at the end of a line"
    )
    assert found.span.start == card.index("<!--")


def test_comments_of_others_and_in_code_are_let_be() -> None:
    text = "<!-- other --> `<!-- card2anki: x` \n```html\n<!-- card2anki x -->\n```"
    card = f"#### Pot\n{text}\n:p What is hot?\n??x\nThe pot.\nx??\n"
    assert findings(card, "U102") == []

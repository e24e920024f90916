"""M: control characters and ligatures: what they were, and when that is certain."""

import pytest

from card2anki.model import Safety
from tests.linted import findings, fixed, said


def card(answer: str) -> str:
    return f":p How?\n??x\n{answer}\nx??\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\\( \frac{a}{b} \\)", r"\( \frac{a}{b} \)"),
        ("\\( \x07lpha + \x08eta \\)", r"\( \alpha + \beta \)"),
        ("\\[ \x08egin{aligned} a \\[", r"\[ \begin{aligned} a \["),
        ("\\( \x0bec{a} \\)", r"\( \vec{a} \)"),
        ("\\( \x1bta \\)", r"\( \eta \)"),
        ("\\( a \times b \\)", r"\( a \times b \)"),
        ("\\( a_\text{b} \\)", r"\( a_\text{b} \)"),
        ("It\x92s \x93fine\x94 \x96 so", "It’s “fine” – so"),
    ],
)
def test_what_a_control_character_was_is_certain(before: str, after: str) -> None:
    assert fixed(card(before), "M604", wanted=Safety.SAFE) == card(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a \x18 b and \\(a \\\x18b\\)", r"a ∼ b and \(a \sim b\)"),
        ("a \x11 b \x14 c \x15 d", "a ≡ b ≤ c ≥ d"),
        ("\\(a \\\x18 b\\)", r"\(a \sim b\)"),
    ],
)
def test_a_symbol_of_a_pdf_is_guessed(before: str, after: str) -> None:
    assert fixed(card(before), "M604", wanted=Safety.SAFE) == card(before)
    assert fixed(card(before), "M604") == card(after)


@pytest.mark.parametrize(
    "text",
    ["a \x0clatter", "a \x07 b", "a \x00 b", "a \x19 b", "a \x18\x18 b", "caf\xc3\x89", "a \x81 b"],
)
def test_what_a_control_character_was_is_unknown(text: str) -> None:
    assert [one.fix for one in findings(card(text), "M604")] == [None]


@pytest.mark.parametrize("text", ["a\tb", "\tint a;", "\times", "a\ttext", "é ñ 你 \u00a0"])
def test_no_control_character(text: str) -> None:
    assert said("M604", card(text)) == []


def test_what_is_said_of_control_characters() -> None:
    text = card("a \frac b \x18 c \x92 d \x00\x01\x02\x03\x04")
    assert said("M604", text) == [
        ((3, 3), (3, 4), r"control character U+000C, left of \frac: write that"),
        ((3, 10), (3, 11), "control character U+0018, most likely '∼' of a PDF: write what it was"),
        ((3, 14), (3, 15), "control character U+0092, in Windows-1252 '’': write that"),
        (
            (3, 18),
            (3, 23),
            "control character U+0000, U+0001, U+0002, U+0003, ...: remove it or write what it was",
        ),
    ]


def test_control_characters_outside_of_cards_are_told_too() -> None:
    assert said("M604", "# Pots \x01\n\n" + card("a")) != []


# -- M607


def test_a_ligature_becomes_its_letters() -> None:
    text = card("An eﬃcient ﬂow of ﬁles, ﬀ.")
    assert said("M607", text) == [
        ((3, 5), (3, 6), "ligature 'ﬃ' of a PDF: write 'ffi'"),
        ((3, 12), (3, 13), "ligature 'ﬂ' of a PDF: write 'fl'"),
        ((3, 19), (3, 20), "ligature 'ﬁ' of a PDF: write 'fi'"),
    ]
    assert [one.severity.value for one in findings(text, "M607")] == ["info"] * 3
    assert fixed(text, "M607", wanted=Safety.SAFE) == card("An efficient flow of files, ﬀ.")


@pytest.mark.parametrize("text", ["The sign ﬁ is one.", "`eﬃcient`", r"\( eﬃcient \)"])
def test_a_ligature_that_is_spoken_of(text: str) -> None:
    assert said("M607", card(text)) == []

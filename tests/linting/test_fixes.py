"""Fixes: edits on the original text, to a fixed point, each proven by parsing again."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.linting.fixes import apply, is_harmless, mend
from card2anki.linting.linter import lint
from card2anki.model import Deck, Edit, Finding, Fix, Safety, Severity, Span
from card2anki.rule import Changes
from card2anki.rules import RULES
from card2anki.source.content import content
from card2anki.source.reading import decode, encode
from tests.linted import active, deck_of, findings, fixed
from tests.source.test_properties import TEXTS

CARD = "#### Pot\nIron.\n:p What is hot?\n??x\nThe pot.\nx??\n"
TWO = f"{CARD}\n---\n\n{CARD.replace('hot', 'heavy')}"
ON_ONE_DECK = [r.code for r in RULES if r.code[0] != "D"]


def finding(code: str, *edits: Edit, safety: Safety = Safety.SAFE) -> Finding:
    return Finding(code, "x", Severity.ERROR, "m", edits[0].span, fix=Fix(safety, edits))


def edit(text: str, old: str, new: str) -> Edit:
    at = text.index(old)
    return Edit(Span(at, at + len(old)), new)


# -- applying


def test_edits_are_made_with_the_line_breaks_of_the_file() -> None:
    source = decode(b"\xef\xbb\xbfone\r\ntwo\r\n", "x.md")
    after = apply(source, [Edit(Span(10, 10), "\nthree"), Edit(Span(0, 3), "ONE")])
    assert encode(after) == b"\xef\xbb\xbfONE\r\ntwo\r\n\r\nthree"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_encoding_stays(encoding: str) -> None:
    data = "#### Topf\n:p Was ist heiß?\n??x\nDer Topf 🍲.\n??x\n".encode(encoding)
    after = mend(deck_of(data), lambda d: lint(d, active("F001")).findings, Safety.SAFE)
    assert encode(after.deck.source).decode(encoding).endswith("🍲.\nx??\n")
    assert encode(decode(data, "x.md")) == data


def test_fixes_that_meet_wait_for_the_next_round() -> None:
    text = CARD.replace("Iron.", "abc")
    rounds = []

    def find(deck: Deck) -> Iterator[Finding]:
        rounds.append(deck.source.text)
        if "abc" in deck.source.text:
            yield finding("T301", edit(deck.source.text, "ab", "x"))
            yield finding("T301", edit(deck.source.text, "bc", "y"))
        elif "xc" in deck.source.text:
            yield finding("T301", edit(deck.source.text, "xc", "z"))

    after = mend(deck_of(text), find, Safety.SAFE)
    assert after.deck.source.text == text.replace("abc", "z")
    assert len(rounds) == 3


def test_a_rule_that_never_ends_is_left_out() -> None:
    def find(deck: Deck) -> Iterator[Finding]:
        yield finding("T301", Edit(Span(9, 9), "x"))
        if "Iron" in deck.source.text:
            yield finding("T302", edit(deck.source.text, "Iron", "Steel"))

    after = mend(deck_of(CARD), find, Safety.SAFE)
    assert after.deck.source.text == CARD.replace("Iron", "Steel")
    assert [one.code for one in after.applied] == ["T302"]
    assert {one.code for one in after.refused} == {"T301"}


def test_fixes_far_apart_in_the_findings_may_meet_in_the_text() -> None:
    card = (
        "#### Ratio\nIt is $ \x0crac{{a}}{{0}} $, number {}.\n:p What?\n??x\nThis.\nx??\n\n---\n\n"
    )
    text = "".join(card.format(number) for number in range(60))
    after = fixed(text, "M603", "M604", wanted=Safety.SAFE)
    assert after == text.replace("$ \x0crac{a}{0} $", r"$\frac{a}{0}$")


def test_edits_that_overlap_are_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="overlaps another"):
        apply(decode(b"abc", "x.md"), [Edit(Span(0, 2), ""), Edit(Span(1, 3), "")])


def test_a_fix_of_a_question_is_unsafe() -> None:
    text = CARD.replace("hot", "$ x_1 $ in it")
    (found,) = findings(text, "M603")
    assert found.fix and found.fix.safety is Safety.UNSAFE
    assert fixed(text, "M603", wanted=Safety.SAFE) == text
    (found,) = findings(CARD.replace("The pot", "The $ x_1 $"), "M603")
    assert found.fix and found.fix.safety is Safety.SAFE


def test_a_fence_in_a_question_is_not_closed_unasked() -> None:
    text = "#### Pot\n:p How?\n```java\nx??\n}\n"
    assert [one.fix and one.fix.safety for one in findings(text, "F007")] == [Safety.UNSAFE]
    assert fixed(text, "F007", wanted=Safety.SAFE) == text


def test_what_is_removed_leaves_no_blank_lines() -> None:
    text = "#### Pot\n:p Which?\n??x\nThis.\n\n```c\n```\nx??\n"
    assert fixed(text, "L507") == "#### Pot\n:p Which?\n??x\nThis.\nx??\n"


# -- the proof


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("F001", "The pot.", "The pan."),  # a fix of the format changes no text
        ("F001", "x??\n\n---", "\n\n---"),  # nor swallows a separator's meaning: the same card
        ("T301", "Iron.\n", ":p Which?\n??x\nThis.\nx??\n"),  # no fix makes cards
        ("T301", "??x\nThe pot.\nx??\n\n---", "\n---"),  # nor unmakes them
        ("T301", "The pot.\n", ""),  # nor leaves one without an answer
        ("F008", "#### Pot\n", "#### Pan\n"),
    ],
)
def test_what_a_rule_does_not_name_can_not_change(code: str, old: str, new: str) -> None:
    harm = finding(code, edit(TWO, old, new))
    before = deck_of(TWO)
    after = mend(before, lambda deck: [harm] if deck.source.text == TWO else [], Safety.SAFE)
    if new == "\n\n---":  # the terminator is gone, and what is read is the same
        assert after.refused == ()
        return
    assert after.deck.source.text == TWO
    assert after.refused == (harm,)
    assert after.applied == ()


def test_a_text_fix_changes_the_part_it_edits_only() -> None:
    before = deck_of(TWO)
    fix = finding("T301", edit(TWO, "The pot.", "The big pot."))
    assert is_harmless(before, deck_of(TWO.replace("The pot.", "The big pot.", 1)), [fix])
    assert not is_harmless(before, deck_of(TWO.replace("The pot.", "The big pot.")), [fix])


CODE = "#### Pot\n:p How?\n??x\nSo:\n```java\nheat()\n```\nor so:\n```java x\ncool()\n```\nx??\n"


@pytest.mark.parametrize(
    ("after", "is_harmless_then"),
    [
        (CODE.replace("heat()", "heat();"), True),
        (CODE.replace("heat()\n", ""), True),
        (CODE.replace("heat()", "heat() {\n}"), True),
        (CODE.replace("cool()", "cool();"), False),
        (CODE.replace("So:", "So"), False),
        (CODE.replace("or so:", ""), False),
        (CODE.replace("java\nheat()", "c\nheat()"), False),
        (CODE.replace("heat()", "```\n"), False),
        (CODE.replace("heat()", "```\n```java\nheat()"), False),
        (CODE.replace("heat()", "heat()\nx??\n\n---\n#### Pot"), False),
        (CODE.replace("How?", "Why?"), False),
    ],
)
def test_a_code_fix_changes_the_code_it_edits_only(after: str, is_harmless_then: bool) -> None:
    fix = finding("J102", edit(CODE, "heat()", "heat();"))
    assert is_harmless(deck_of(CODE), deck_of(after), [fix]) is is_harmless_then


def test_code_and_text_of_a_part_are_mended_together() -> None:
    text = CODE.replace("So:", "So the pot:")
    fixes = [finding("J102", edit(text, "heat()", "")), finding("T301", edit(text, "the pot", ""))]
    after = mend(
        deck_of(text), lambda deck: fixes if "pot" in deck.source.text else [], Safety.SAFE
    )
    assert (len(after.applied), after.refused) == (2, ())


def test_one_bad_fix_does_not_keep_the_good_ones() -> None:
    text = TWO.replace("x??", "??x")
    bad = finding("F001", edit(text, "heavy", "light"))

    def find(deck: Deck) -> Iterator[Finding]:
        yield from lint(deck, active("F001")).findings
        yield bad

    after = mend(deck_of(text), find, Safety.SAFE)
    assert after.deck.source.text == TWO
    assert (len(after.applied), after.refused) == (2, (bad,))


def test_unsafe_fixes_are_asked_for() -> None:
    text = "#### Pot\n:p What is hot?\nThe pot.\nx??\n"
    assert fixed(text, "F003", wanted=Safety.SAFE) == text
    assert fixed(text, "F003", wanted=Safety.UNSAFE) == text.replace("?\nThe", "?\n??x\nThe")


# -- properties


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_fixing_any_text_ends_and_is_idempotent(text: str) -> None:
    once = fixed(text, *ON_ONE_DECK, wanted=Safety.SAFE)
    assert fixed(once, *ON_ONE_DECK, wanted=Safety.SAFE) == once


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_fix_changes_a_card_of_any_text(text: str) -> None:
    before = deck_of(text.encode("utf-8", "replace"))
    codes = [rule.code for rule in RULES if rule.changes is Changes.NOTHING and rule.fix]
    after = mend(before, lambda d: lint(d, active(*codes)).findings, Safety.UNSAFE)
    assert contents(deck_of(after.deck.source.text)) == contents(before)


def contents(deck: Deck) -> list[tuple[object, ...]]:
    return [
        (card.rating, *map(content, (card.heading, card.context, card.question, card.answer)))
        for card in deck.cards
    ]


#: What goes wrong with a card in a regular deck, and can be mended for certain.
_DEFECTS = (
    ("\nx??\n", "\n??x\n"),
    ("\nx??\n", "\nx?\n"),
    ("\nx??\n", "\n:x??\n"),
    ("\nx??\n", "\n???\n"),
    ("\nx??\n", "\n"),
    ("\nx??\n", " x??\n"),
    ("\nx??\n", "\nx??\nMore of it.\n"),
    ("\nx??\n", "\n??x\n```c\nint x;\n```\nx??\n"),
    ("\n??x\n", "\n???x\n"),
    ("\n??x\n", "\n??x\n??x\n"),
    (":p ", ":q "),
    (":p ", ": "),
    ("---\n", "---\n\n---\n"),
    ("\n---\n", "\n"),
    ("```\nx??", "x??"),
)
_BODIES = ("Iron.", "Iron\n\nand fire.", "- a\n- b", "```java\nint a = b ?? c;\n```", "\\( x \\)")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(_BODIES), st.sampled_from([("", ""), *_DEFECTS])),
        min_size=1,
        max_size=6,
    )
)
def test_every_common_defect_is_mended_and_no_card_changes(
    cards: list[tuple[str, tuple[str, str]]],
) -> None:
    text = "# Flashcards: Pots (Part 1)\n\n---\n\n"
    for number, (body, (old, new)) in enumerate(cards):
        card = f"#### Pot {number}\nBig.\n:p What is it?\n??x\n{body}\nx??\n\n---\n\n"
        text += card.replace(old, new, 1) if old else card
    before = deck_of(text)
    safe = [rule.code for rule in RULES if rule.code[0] == "F" and rule.fix]
    after = mend(before, lambda d: lint(d, active(*safe)).findings, Safety.SAFE)
    left = [f.code for f in findings(after.deck.source.text, *safe)]
    assert (after.refused, left) == ((), [])
    assert contents(deck_of(after.deck.source.text)) == contents(before)
    assert len(before.cards) == len(cards)

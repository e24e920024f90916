"""Findings for people: the caret stands under what is meant, whatever the line holds."""

from textwrap import dedent

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.model import CheckedFile, Edit, Fix, Place, Safety, Severity, Span
from card2anki.report.text import render
from tests.report.reports import file_of, finding, linted_file, report_of, span_of


def _shown(text: str, span: Span) -> list[str]:
    """Return the line of the source and that of the caret, without their margins."""
    _, line, caret, empty = render(report_of(file_of(text, finding(span)))).split("\n", 3)
    assert empty == "\n"
    number, _, line = line.partition(" |")
    assert number.strip().isdigit()
    assert caret.startswith(f"{' ' * len(number)} | ")
    return [line[1:], caret[len(number) + 3 :].removesuffix(" error")]


def test_a_finding_its_line_and_a_caret() -> None:
    text = "#### Pot\n:p What is hot?\n??x\nThe pot.\n??x\n\n---\n\n---\n"
    assert render(report_of(linted_file(text, "F001", "F008"))) == dedent(
        """\
        pots.md:5:1: F001 answer is closed by '??x': write 'x??'
          5 | ??x
            | ^^^ error, --fix mends it

        pots.md:9:1: F008 separator follows a separator: one is enough
          9 | ---
            | ^^^ info, --fix mends it

        """
    )


def test_what_a_fix_asks_for_and_where_the_other_is() -> None:
    text = "a\n" * 11 + "b\n"
    span = Span(22, 23)
    unsafe = Fix(Safety.UNSAFE, (Edit(span, "c"),))
    other = (Place("lids.md", 3, 2, 3, 4),)
    one = finding(span, "F002", fix=unsafe, related=other, severity=Severity.WARNING)
    assert render(report_of(file_of(text, one))) == dedent(
        """\
        pots.md:12:1: F002 wrong: mend it
          12 | b
             | ^ warning, --fix --unsafe-fixes mends it
             | the other: lids.md:3:2

        """
    )


@pytest.mark.parametrize(
    ("text", "words", "line", "caret"),
    [
        ("the hot pot", "hot", "the hot pot", "    ^^^"),
        ("\tif hot:\treturn", "return", " if hot: return", "         ^^^^^^"),
        ("鍋は hot です", "hot", "鍋は hot です", "     ^^^"),
        ("hot 鍋 pot", "鍋", "hot 鍋 pot", "    ^^"),
        ("cafe\u0301 hot", "hot", "cafe\u0301 hot", "     ^^^"),
        ("a cafe\u0301 pot", "e\u0301", "a cafe\u0301 pot", "     ^"),
        ("a cafe\u0301 pot", "\u0301", "a cafe\u0301 pot", "     ^"),
        ("\u0301 pot", "\u0301", "\u0301 pot", "^"),
        ("x \u2764\ufe0f hot", "hot", "x \u2764 hot", "    ^^^"),
        ("🙂 hot", "hot", "🙂 hot", "   ^^^"),
        ("a\u3000hot", "hot", "a  hot", "   ^^^"),
        ("a\u200bb\x1b[0m hot", "hot", "a b [0m hot", "        ^^^"),
        ("a\xa0pot", "\xa0", "a pot", " ^"),
        ("한국 hot", "hot", "한국 hot", "     ^^^"),
        ("\u1112\u1161\u11ab hot", "hot", "\u1112\u1161\u11ab hot", "   ^^^"),
    ],
)
def test_the_caret_counts_columns(text: str, words: str, line: str, caret: str) -> None:
    assert _shown(text, span_of(text, words)) == [line, caret]


def test_an_empty_span_has_one_caret() -> None:
    assert _shown("hot pot\n", Span(3, 3)) == ["hot pot", "   ^"]
    assert _shown("hot pot\n", Span(7, 7)) == ["hot pot", "       ^"]


def test_the_end_of_the_file() -> None:
    assert _shown("hot\n", Span(4, 4)) == ["", "^"]
    assert _shown("hot", Span(3, 3)) == ["hot", "   ^"]
    assert _shown("", Span(0, 0)) == ["", "^"]


def test_several_lines_are_underlined_to_the_end_of_the_first() -> None:
    assert _shown("a hot pot\nboils\n", Span(2, 12)) == ["a hot pot", "  ^^^^^^^"]
    assert _shown("a\r\nhot\r\n", Span(0, 7)) == ["a", "^"]
    assert _shown("a\r\nhot\r\n", Span(2, 7)) == ["a", " ^"]  # within the line break


def test_a_long_line_is_cut_on_both_sides() -> None:
    text = "".join(f"{number:<10}" for number in range(100))
    line, caret = _shown(text, span_of(text, "50 "))
    assert line == f"...{text[467:567]}..."
    assert caret == " " * 36 + "^^^"
    assert _shown(text, Span(0, 3)) == [f"{text[:100]}...", "^^^"]
    line, caret = _shown(text, span_of(text, "99 "))
    assert line == f"...{text[-100:]}"
    assert line[caret.index("^") :][:3] == "99 "
    assert _shown(text, Span(500, 900))[1] == " " * 36 + "^" * 67  # to the cut


def test_a_long_line_of_wide_characters_is_as_long() -> None:
    text = "鍋" * 200 + "hot" + "鍋" * 200
    line, caret = _shown(text, span_of(text, "hot"))
    assert line == f"...{'鍋' * 16}hot{'鍋' * 32}..."
    assert caret == " " * (3 + 2 * 16) + "^^^"


def test_a_cut_leaves_no_accent_without_its_letter() -> None:
    text = "e\u0301" * 200 + "hot"
    line, caret = _shown(text, span_of(text, "hot"))
    assert line == "..." + "e\u0301" * 97 + "hot"
    assert caret == " " * 100 + "^^^"


_WIDTHS = {"a": 1, " ": 1, "\t": 1, "é": 1, "\x00": 1, "\u200b": 1, "界": 2, "🙂": 2}
_CHARACTERS = st.sampled_from([*_WIDTHS, "\u0301", "\ufe0f"])


@given(before=st.text(_CHARACTERS, max_size=30), words=st.text(_CHARACTERS, max_size=10))
def test_the_caret_is_as_far_in_as_what_stands_before(before: str, words: str) -> None:
    text = f"{before}a{words}a"
    start = len(before)
    _, caret = _shown(text, Span(start, start + 1 + len(words)))
    widths = [_WIDTHS.get(character, 0) for character in text]
    assert len(caret) - caret.count("^") == sum(widths[:start])
    assert caret.count("^") == sum(widths[start:-1])


@given(st.text(_CHARACTERS, min_size=1, max_size=400), st.data())
def test_no_line_is_wider_than_it_may_be(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown, _ = _shown(text, Span(start, end))
    widths = [_WIDTHS.get(character, character == ".") for character in shown]
    assert sum(widths) <= len("...") + 100 + len("...")


def test_colours_add_nothing_but_colours() -> None:
    text = "the hot pot"
    one = finding(span_of(text, "hot"), related=(Place("lids.md", 3, 2, 3, 4),))
    plain = render(report_of(file_of(text, one)))
    coloured = render(report_of(file_of(text, one), colour=True))
    assert click.unstyle(coloured) == plain
    assert "\x1b[31m\x1b[1mF001\x1b[0m" in coloured
    assert "\x1b[31m\x1b[1m^^^\x1b[0m" in coloured


def test_a_path_that_looks_like_a_finding() -> None:
    file = file_of("pot", finding(Span(0, 3)), path="a F001 b.md")
    assert render(report_of(file)).startswith("a F001 b.md:1:1: F001 wrong: mend it\n")
    coloured = render(report_of(file, colour=True))
    assert coloured.startswith("\x1b[1ma F001 b.md:1:1\x1b[0m: ")


def test_nothing_acts_upon_the_terminal() -> None:
    file = file_of("\x1b[2J\x07", finding(Span(0, 5), message="\x1b[2J\n"), path="\x1b.md")
    assert render(report_of(file)).isascii()
    assert "\x1b" not in render(report_of(file))


def test_only_what_is_to_be_shown() -> None:
    text = "pot"
    file: CheckedFile = file_of(text, finding(Span(0, 3), "F001"), finding(Span(0, 3), "F004"))
    shown = render(report_of(file, show=Severity.WARNING))
    assert "F001" in shown
    assert "F004" not in shown

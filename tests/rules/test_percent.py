"""The word ``percent`` in the place of the sign."""

import re

import pytest

from tests.linted import deck_of, findings, fixed

_CARD = "#### Cups\n:p How many cups are there?\n??x\n```{language}\n{code}\n```\nx??\n"


def card(language: str, code: str) -> str:
    return _CARD.format(language=language, code=code)


#: Code with marks around what is found, by language.
_LOST = [
    ("c", 'printf("«percent»d cups of «percent»s\\n", n, tea);'),
    ("c", 'printf("«percent»s \\", tea);'),
    ("cpp", 'label(" «percent»5.2f", heat);'),
    ("java", 'String.format("«percent»-10s|«percent»08X", tea, n);'),
    ("go", 'log.Fatalf("«percent»s: «percent»d", tea, n)'),
    ("c", "steam.heat = «percent»esp;"),
    ("assembly", "movl «percent»eax, («percent»ebx)"),
    ("assembly", "mov «percent»r10d, «percent»xmm3"),
    ("java", 'match("[a-z0-9._« percent»+-]+@tea");'),
    ("c", "if (cups «percent» 2 == 0) pour();"),
    ("java", "slot = table[hash «percent» size];"),
]


@pytest.mark.parametrize(("language", "code"), _LOST)
def test_what_is_lost_is_found_and_mended(language: str, code: str) -> None:
    marked = code.split("«")
    text = card(language, code.replace("«", "").replace("»", ""))
    found = findings(text, "L509")
    assert [text[one.span.start : one.span.end] for one in found] == [
        piece.partition("»")[0] for piece in marked[1:]
    ]
    assert fixed(text, "L509") == card(language, re.sub("«[^»]*»", "%", code))


def test_it_says_what_the_sign_is_for() -> None:
    (one,) = findings(card("c", 'printf("percent5.2f", heat);'), "L509")
    assert one.message == "'percent' stands for the sign of the format '%5.2f': write '%'"
    (one,) = findings(card("c", "x = percentesp;"), "L509")
    assert one.message == "'percent' stands for the sign before the name of a register: write '%'"


def test_a_remainder_is_mended_only_when_asked() -> None:
    text = card("c", "if (cups percent 2 == 0) pour();")
    (one,) = findings(text, "L509")
    assert one.fix is not None
    assert one.fix.safety == "unsafe"


_ENGLISH = [
    ("python", '"""5 percent discount for customers with 10 or more cups"""'),
    ("python", "def off(cups):\n    '''Takes 5\n    percent discount; 10 percent of 3;\n    '''"),
    ("java", "int percent = 3; // a percentage, the 90th percentile, two percents"),
    ("java", "votes.getPercent(); double percentage = percent * 2; percent[3]++;"),
    ("java", 'say("a few percents more");'),
    ("java", 'say("percent-encoded, percent-a, percent of, percentX3");'),
    ("bash", "cover 9985 / 10117 98.69 percent"),
    ("c", "int percent = cups; cups percentage"),
    ("c", "// 5 percent 2 == 3 of them"),
    ("css", "width: percent;"),
    ("text", 'printf("percentd")'),
    ("markdown", "the percentd"),
    ("yaml", "note: about 5 percent of all"),
    ("c", "int percenteax_ = 3; int percentax2;"),
]


@pytest.mark.parametrize(("language", "code"), _ENGLISH)
def test_the_word_is_left_alone(language: str, code: str) -> None:
    assert findings(card(language, code), "L509") == []


def test_prose_is_left_alone() -> None:
    text = "#### Cups\n:p Are they percents or percentd?\n??x\n50 percent of `percents`.\nx??\n"
    assert findings(text, "L509") == []


def test_a_long_line_of_quotes_takes_no_time() -> None:
    text = card("c", '"percent' * 20_000)
    assert deck_of(text).cards
    assert findings(text, "L509") == []

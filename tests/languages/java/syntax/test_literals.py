import pytest

from card2anki.languages.java.syntax.literals import mistake_in
from card2anki.languages.java.syntax.tokens import tokens_of


def mistake(code: str, *, is_negative: bool = False) -> tuple[int, int] | None:
    (token,) = tokens_of(code)
    found = mistake_in(token, is_negative=is_negative)
    return (found.start, found.end) if found else None


@pytest.mark.parametrize(
    "code",
    [
        *("0", "7L", "1_000", "2147483647", "9223372036854775807L", "0xFFFF_FFFF", "017", "0_7"),
        *("0b1010", "0xFFFFFFFFFFFFFFFFL", "037777777777", "0B11L", "0X1f"),
        *(
            "1.",
            ".5",
            "1.5e3",
            "1e-9f",
            "3D",
            "1f",
            "0x1p3",
            "0x1.8p-3f",
            "0x.8P1d",
            "1_0.0_1",
            "09.5",
        ),
        *("'a'", "'é'", r"'\n'", r"'\s'", r"'\''", r"'\"'", r"'\0'", r"'\377'", r"'\uuu00e9'"),
        *('""', '"tea"', r'"\t\"\\"', r'"\101\u0041"'),
        *('"""\ntea"""', '"""  \n a "b" \\""" \\\n c\n"""', '"""\n\\s\n"""'),
        *("/* tea */", "// tea", "/**/", "tea", "+"),
    ],
)
def test_a_literal_that_is_right(code: str) -> None:
    assert mistake(code) is None


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("2147483648", (0, 10)),
        ("9223372036854775808L", (0, 20)),
        ("0x1_0000_0000", (0, 13)),
        ("0b" + "1" * 33, (0, 35)),
        ("9" * 5000, (0, 5000)),
        ("0x" + "F" * 5000, (0, 5002)),
        ("08", (0, 2)),
        ("0x", (0, 2)),
        ("0b12", (0, 4)),
        ("1_", (0, 2)),
        ("1e", (0, 2)),
        ("1.2.3", (0, 5)),
        ("5x", (0, 2)),
        ("'ab'", (0, 4)),
        ("''", (0, 2)),
        ("'", (0, 1)),
        ("'a", (0, 2)),
        (r"'\d'", (1, 3)),
        (r"'\da'", (0, 5)),
        ("'😀'", (0, 3)),
        ('"', (0, 1)),
        ('"tea', (0, 4)),
        (r'"tea\"', (0, 6)),
        (r'"a\.b\."', (2, 4)),
        (r'"\u00"', (1, 3)),
        ('"""tea"""', (0, 3)),
        ('"""\ntea', (0, 3)),
        ('"""\n\\d"""', (4, 6)),
        ("/* tea", (0, 2)),
        ("/*/", (0, 2)),
        ("#", (0, 1)),
    ],
)
def test_a_literal_that_is_wrong(code: str, place: tuple[int, int]) -> None:
    assert mistake(code) == place


def test_the_smallest_numbers_need_a_minus_sign() -> None:
    assert mistake("2147483648", is_negative=True) is None
    assert mistake("9_223_372_036_854_775_808L", is_negative=True) is None
    assert mistake("2147483649", is_negative=True) == (0, 10)

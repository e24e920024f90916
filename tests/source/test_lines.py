"""Lines taken for what they look like: the kind of each piece, and where each begins and ends."""

import pytest

from card2anki.source.lines import Kind, Line, classify, line_bounds

K = Kind


def cut(line: str) -> list[Line]:
    """Classify a line in the middle of a text that would mislead whoever looks beyond it."""
    before = "é x??\n:p "
    text = f"{before}{line}\n??x"
    return list(classify(text, len(before), len(before) + len(line)))


def kinds(line: str) -> list[Kind]:
    return [piece.kind for piece in cut(line)]


def drawn(line: str) -> str:
    """Draw the bounds into a line: ``[marker|text]`` for each piece, what no piece has bare."""
    shown, at = "", 0
    for piece in cut(line):
        start, body, end = (
            offset - len("é x??\n:p ") for offset in (piece.start, piece.body, piece.end)
        )
        assert at <= start <= body <= end <= len(line)
        shown += f"{line[at:start]}[{line[start:body]}|{line[body:end]}]"
        at = end
    return shown + line[at:]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("", [(0, 0)]),
        ("ab", [(0, 2)]),
        ("ab\n", [(0, 2), (3, 3)]),
        ("a\r\nbc\rd\ne", [(0, 1), (3, 5), (6, 7), (8, 9)]),
        ("\n\r", [(0, 0), (1, 1), (2, 2)]),
        ("a\x0cb\x0bc\x85d\u2028e", [(0, 9)]),
    ],
)
def test_line_bounds(text: str, bounds: list[tuple[int, int]]) -> None:
    assert line_bounds(text) == bounds


@pytest.mark.parametrize("line", ["", " ", "\t \t", "\x0c", "\u3000"])
def test_blank_line(line: str) -> None:
    assert kinds(line) == [K.BLANK]
    assert drawn(line) == f"[|{line}]"


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        (":p What is a pot?", K.QUESTION, "[:p |What is a pot?]"),
        (":p\tWhat is a pot? ", K.QUESTION, "[:p\t|What is a pot? ]"),
        (":p", K.QUESTION, "[:p|]"),
        (":p  ", K.QUESTION, "[:p  |]"),
        ("#### Pots", K.HEADING, "[#### |Pots]"),
        ("####\tPots and  pans ", K.HEADING, "[####\t|Pots and  pans ]"),
        ("####", K.HEADING, "[####|]"),
        ("?p: What is a pot?", K.ELDER_QUESTION, "[?p: |What is a pot?]"),
        ("?p:", K.ELDER_QUESTION, "[?p:|]"),
        ("---", K.SEPARATOR, "[---|]"),
        ("  -------\t", K.SEPARATOR, "  [-------|]\t"),
        ("**Rating: 8/10**", K.RATING, "[|**Rating: 8/10**]"),
        ("**Rating:** 8/10", K.RATING, "[|**Rating:** 8/10]"),
        ("**rating: very good **", K.RATING, "[|**rating: very good **]"),
    ],
)
def test_boundary_line(line: str, kind: Kind, expected: str) -> None:
    assert kinds(line) == [kind]
    assert drawn(line) == expected
    assert cut(line)[0].whole


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("??x", K.OPENER),
        ("x??", K.TERMINATOR),
        ("?x", K.ELDER_OPENER),
        ("???", K.MANGLED),
        ("??", K.MANGLED),
        (":x?", K.MANGLED),
        (":x", K.MANGLED),
        (":x??", K.MANGLED),
        ("x?", K.MANGLED),
        ("???x", K.MANGLED),
        ("x???", K.MANGLED),
    ],
)
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("  ", ""), ("", " \t")])
def test_delimiter_alone_on_its_line(before: str, line: str, behind: str, kind: Kind) -> None:
    assert kinds(before + line + behind) == [kind]
    assert drawn(before + line + behind) == f"{before}[{line}|]{behind}"


@pytest.mark.parametrize(
    "line",
    [
        "Water boils.",
        "    :param x: the pot to fill",
        ":param x: the pot to fill",
        ":return: a full pot",
        "std::vector<int> pots;",
        "pot :: a vessel",
        "value ?? fallback",
        "value ??= fallback;",
        "is it hot??",
        "maximum x? and y?",
        "xx??",
        "x??y",
        "??xyz",
        "# Pots",
        "### Pots",
        "##### Pots",
        "-- two dashes",
        "--",
        "--- text",
        "- item",
        "|---|---|",
        "***",
        "**Rating threshold:** >= 8/10",
        "**Note: 8/10**",
        "Say `??x` first and `x??` last",
        "The opener is `a ??x",
        "Write `b :p c` here",
        "The delimiters ??x and x?? stand here.",
        "foo:p bar",
        "a ratio of 1:p 2",
    ],
)
def test_plain_text(line: str) -> None:
    assert kinds(line) == [K.TEXT]
    assert drawn(line) == f"[|{line}]"
    assert cut(line)[0].whole


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (": What is a pot?", "[: |What is a pot?]"),
        (":q What is a pot?", "[:q |What is a pot?]"),
        (":w  Name a pot.", "[:w  |Name a pot.]"),
        ("?: What is a pot?", "[?: |What is a pot?]"),
        (":What is a pot?", "[:|What is a pot?]"),
        (":pWhat is a pot?", "[:p|What is a pot?]"),
    ],
)
def test_misspelt_question_marker(line: str, expected: str) -> None:
    assert kinds(line) == [K.LIKE_QUESTION]
    assert drawn(line) == expected


@pytest.mark.parametrize("line", [":What a pot.", ": ", ":q", ":qr What is it?"])
def test_no_misspelt_question_marker(line: str) -> None:
    assert K.LIKE_QUESTION not in kinds(line)


@pytest.mark.parametrize(
    ("line", "expected_kinds", "expected"),
    [
        ("??x It boils.", [K.OPENER, K.TEXT], "[??x|] [|It boils.]"),
        ("?x It boils.", [K.ELDER_OPENER, K.TEXT], "[?x|] [|It boils.]"),
        ("x?? It boils.", [K.TERMINATOR, K.TEXT], "[x??|] [|It boils.]"),
        ("It boils. x??", [K.TEXT, K.TERMINATOR], "[|It boils. ][x??|]"),
        ("It boils. x??  ", [K.TEXT, K.TERMINATOR], "[|It boils. ][x??|]  "),
        ("$$x??", [K.TEXT, K.TERMINATOR], "[|$$][x??|]"),
        ("a `pot`x??", [K.TEXT, K.TERMINATOR], "[|a `pot`][x??|]"),
        (r"\(t\)x??", [K.TEXT, K.TERMINATOR], r"[|\(t\)][x??|]"),
        ("It boils. ??x", [K.TEXT, K.OPENER], "[|It boils. ][??x|]"),
        (
            "??x It boils. x??",
            [K.OPENER, K.TEXT, K.TERMINATOR],
            "[??x|] [|It boils. ][x??|]",
        ),
        (":p Is it hot? ??x", [K.QUESTION, K.OPENER], "[:p |Is it hot? ][??x|]"),
        ("It is. :p Why?", [K.TEXT, K.GLUED_QUESTION], "[|It is. ][:p |Why?]"),
        (
            "x?? :p Is it?",
            [K.TERMINATOR, K.GLUED_QUESTION],
            "[x??|] [:p |Is it?]",
        ),
        (
            "It is. :p Why? ??x",
            [K.TEXT, K.GLUED_QUESTION, K.OPENER],
            "[|It is. ][:p |Why? ][??x|]",
        ),
    ],
)
def test_line_of_several_pieces(line: str, expected_kinds: list[Kind], expected: str) -> None:
    assert kinds(line) == expected_kinds
    assert drawn(line) == expected


def test_question_and_answer_on_one_line() -> None:
    line = ":p Is it hot? ??x It is. x??"
    assert kinds(line) == [K.QUESTION, K.OPENER, K.TEXT, K.TERMINATOR]
    assert [piece.whole for piece in cut(line)] == [True, False, False, False]


def test_pieces_behind_the_first_are_not_whole() -> None:
    assert [piece.whole for piece in cut("It boils. x??")] == [True, False]
    assert [piece.whole for piece in cut("x?? It boils.")] == [True, False]


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "first\nend. x??\nlast"
    assert list(classify(text, 6, 14)) == [
        Line(K.TEXT, 6, 11, 6, whole=True),
        Line(K.TERMINATOR, 11, 14, 14, whole=False),
    ]


def test_a_line_ends_in_as_many_directives_as_there_are() -> None:
    pieces = cut("It boils." + " <!-- card2anki: a -->" * 5_000)
    assert [piece.kind for piece in pieces] == [K.TEXT, *[K.DIRECTIVE] * 5_000]
    assert drawn("x?? <!-- card2anki: a --><!-- card2anki: b -->") == (
        "[x??|][ <!-- card2anki: |a -->][<!-- card2anki: |b -->]"
    )

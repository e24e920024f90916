"""What characters of pseudocode come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.pseudocode.tokens import tokens_of
from card2anki.languages.pseudocode.tree import Kind


def kinds(code: str) -> list[tuple[str, str]]:
    return [(one.kind.value, code[one.start : one.end]) for one in tokens_of(code).tokens]


def texts(code: str) -> list[str]:
    return [text for _, text in kinds(code)]


def test_tokens_of_a_statement() -> None:
    assert kinds('x[i] <- f("tea", 3.5) // cup') == [
        ("word", "x"),
        ("bracket", "["),
        ("word", "i"),
        ("bracket", "]"),
        ("operator", "<-"),
        ("word", "f"),
        ("bracket", "("),
        ("string", '"tea"'),
        ("punctuation", ","),
        ("number", "3.5"),
        ("bracket", ")"),
        ("comment", "// cup"),
    ]


@pytest.mark.parametrize(
    "word", ["node's", "don't", "x'", "x''", "Q′", "_", "π", "MAX-HEAPIFY", "Tree-Insert", "@Test"]
)
def test_words(word: str) -> None:
    assert kinds(f"{word}(a)")[0] == ("word", word)


@pytest.mark.parametrize(
    "number", ["0", "10ms", "0xFF", "1e-5", "3.14", "1_000", "2n", "$5", "1.2.3"]
)
def test_numbers(number: str) -> None:
    assert kinds(f"x = {number}")[2:] == [("number", number)]


@pytest.mark.parametrize(
    "sign",
    [
        *("<-", "←", ":=", "==", "!=", "<=", ">=", "≤", "≠", "->", "=>", "**", "++", "+=", ".."),
        *("::", "&&", "||", "∧", "∈", "∪", "−", "<=>", "===", "<<", "|>"),
    ],
)
def test_operators(sign: str) -> None:
    assert ("operator", sign) in kinds(f"a {sign} b")


@pytest.mark.parametrize(
    "string", ['"a \\" b"', "'it'", "“curly”", "‘curly’", "`raw`", 'f"{x}"', '"""two\nlines"""']
)
def test_strings(string: str) -> None:
    assert kinds(f"x = {string}")[2:] == [("string", string)]


def test_a_string_over_lines_ends_where_a_line_has_an_odd_quote() -> None:
    assert kinds('say "one\ntwo"\nrest')[1] == ("string", '"one\ntwo"')


@pytest.mark.parametrize(
    "comment",
    ["// a", "# a", "-- a", "/* a\nb */", "(* a *)", "▷ a", "<!-- a -->", ";; a"],
)
def test_comments(comment: str) -> None:
    assert kinds(f"\n{comment}\n") == [("comment", comment)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("half = n // 2", "//"),
        ("return (low + high // two)", "//"),
        ("read http://localhost/cups", "http://localhost/cups"),
        ("write it in C#", "#"),
        ("n = # of cups", "#"),
        ("i--", "--"),
        ("f(*p)", "*"),
        ("copy src/* there", "/*"),
        ("a % b", "%"),
        ("#include <stdio.h>", "#include <stdio.h>"),
    ],
)
def test_what_only_looks_like_a_comment(code: str, text: str) -> None:
    assert text in texts(code)
    assert Kind.COMMENT not in [one.kind for one in tokens_of(code).tokens]


@pytest.mark.parametrize("gap", ["...", "…", "<some condition>", "<name>", "⋮"])
def test_what_is_left_out(gap: str) -> None:
    assert kinds(f"if {gap} then")[1] == ("placeholder", gap)


@pytest.mark.parametrize("code", ["a <b and c> d", "List<String>", "x < y", "if i <n and j> 3"])
def test_what_compares_is_no_placeholder(code: str) -> None:
    assert Kind.PLACEHOLDER not in [one.kind for one in tokens_of(code).tokens]


@pytest.mark.parametrize("math", ["$x^2$", "$$a + b$$", "\\(n\\)", "\\alpha"])
def test_mathematics(math: str) -> None:
    assert kinds(f"let {math} be") == [("word", "let"), ("math", math), ("word", "be")]


@pytest.mark.parametrize("marker", ["1.", "12)", "a)", "(b)", "-", "*", "•", "Step 3:", "2.1."])
def test_markers(marker: str) -> None:
    assert kinds(f"  {marker} stir") == [("marker", marker), ("word", "stir")]


def test_numbers_of_a_listing() -> None:
    code = "1  for i = 1 to 9\n2      stir\n3  stop\n"
    assert [text for kind, text in kinds(code) if kind == "marker"] == ["1", "2", "3"]


@pytest.mark.parametrize("code", ["3 cups\n1 pot\n2 lids", "1 cup\nstir\nwait\n2 pots\nstop"])
def test_numbers_that_list_nothing(code: str) -> None:
    assert Kind.MARKER not in [one.kind for one in tokens_of(code).tokens]


@pytest.mark.parametrize(
    ("code", "opener", "start"),
    [('say "tea', '"', 4), ("f('tea)", "'", 2), ("n\n/* tea", "/*", 2), ('x = """tea', '"""', 4)],
)
def test_what_has_no_end(code: str, opener: str, start: int) -> None:
    assert [(one.opener, one.start) for one in tokens_of(code).unended] == [(opener, start)]


@pytest.mark.parametrize("code", ['15" wide', "the boys' room", "rock 'n roll", "f'(x)"])
def test_what_needs_no_end(code: str) -> None:
    assert tokens_of(code).unended == ()


@given(st.text() | st.lists(st.sampled_from("()[]{}\"'`#/*-<>|$\\ \n\ta1.;:=“’é😀")).map("".join))
def test_tokens_cover_all_but_blanks(code: str) -> None:
    at = 0
    for one in tokens_of(code).tokens:
        assert not code[at : one.start].strip()
        assert at <= one.start < one.end <= len(code)
        at = one.end
    assert not code[at:].strip()

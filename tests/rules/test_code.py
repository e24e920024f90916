"""L: characters, sizes and markup of code; what is said, where, and what a fix leaves."""

import pytest

from card2anki.linting.linter import lint
from card2anki.linting.selection import ActiveRule
from card2anki.model import Safety, Severity
from card2anki.rules.code import long_block, long_line
from tests.linted import deck_of, findings, fixed, said


def card(code: str, label: str = "java") -> str:
    """Return a card whose code begins on line 6."""
    return f"#### Swapping\n:p How?\n??x\nLike this:\n```{label}\n{code}\n```\nx??\n"


def told(code: str, text: str) -> list[str]:
    return [text[one.span.start : one.span.end] for one in findings(text, code)]


# -- L504


@pytest.mark.parametrize(
    ("label", "before", "after"),
    [
        ("java", "print(“a”);", 'print("a");'),
        ("python", "print(‘a’)", "print('a')"),
        ("python", "a = b − c", "a = b - c"),
        ("python", "a\u00a0= b", "a = b"),
        ("python", "a\u200b = b", "a = b"),
        ("c", "f（a，b）；", "f(a,b);"),
        ("java", "ﬁnal int a = 1;", "final int a = 1;"),
        ("bash", "echo “$HOME”", 'echo "$HOME"'),
    ],
)
def test_look_alikes_are_replaced(label: str, before: str, after: str) -> None:
    assert told("L504", card(before, label)) != []
    assert fixed(card(before, label), "L504", wanted=Safety.SAFE) == card(after, label)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("java", "String a = “b”;".replace("“", '"').replace("”", '"') + " // don’t – “never”"),
        ("java", 'String a = "“quoted” – it’s";'),
        ("python", '"""A “docstring” – it’s."""'),
        ("python", "print('π ≤ 4', größe)"),
        ("pseudocode", "a ← “b” – c"),
        ("text", "“as it is”"),
        ("", "“as it is”"),
        ("html", "<p>It’s “fine”</p>"),
        ("java", "This don’t compile"),
        ("bash", "swap.c:3:5: error: ‘a’ undeclared"),
        ("klingon", "“nuqneH”"),
    ],
)
def test_text_is_no_look_alike(label: str, code: str) -> None:
    assert told("L504", card(code, label)) == []


def test_each_look_alike_has_its_place() -> None:
    assert said("L504", card("a = 1;\nb = “a”\u00a0;")) == [
        ((7, 5), (7, 6), "U+201C in the code: write '\"'"),
        ((7, 7), (7, 9), "U+201D, U+00A0 in the code: write '\" '"),
    ]


def test_what_cannot_be_seen_is_to_be_removed() -> None:
    assert said("L504", card("a\u200b = 1;")) == [
        ((6, 2), (6, 3), "U+200B in the code: it can't be seen: remove it")
    ]


def test_a_dash_has_no_certain_meaning() -> None:
    text = card("ls –la", "bash")
    assert said("L504", text) == [
        ((6, 4), (6, 5), "U+2013 in the code: it looks like a hyphen and is none")
    ]
    assert fixed(text, "L504") == text


# -- L505 and L506


def test_a_line_over_the_length() -> None:
    line = "a" * 80
    assert said("L505", card(f"{line}\n{line}bc   ")) == [
        ((7, 81), (7, 83), "line of 82 characters: break it within the first 80")
    ]


def test_the_length_is_an_option() -> None:
    found = lint(deck_of(card("a = 1;")), [ActiveRule(long_line, {"length": 3})]).findings
    assert [one.message for one in found] == ["line of 6 characters: break it within the first 3"]


def test_a_long_line_in_a_list_item() -> None:
    text = f":p How?\n??x\n- So:\n  ```java\n  {'a' * 82}\n  ```\nx??\n"
    assert [place for *place, _ in said("L505", text)] == [[(5, 83), (5, 85)]]


def test_a_block_over_the_lines() -> None:
    code = "\n".join(["int a;"] * 30)
    assert said("L506", card(f"{code}\n\n\n")) == []
    assert said("L506", card(f"{code}\n\n{{")) == [
        ((5, 1), (38, 4), "block of 31 lines: show the few that matter")
    ]
    (told,) = findings(card(f"{code}\n{{"), "L506")
    (warned,) = findings(card("int a;\n" * 41), "L506")
    assert (told.severity, warned.severity) == (Severity.INFO, Severity.WARNING)


def test_the_lines_are_an_option() -> None:
    found = lint(deck_of(card("a;\nb;")), [ActiveRule(long_block, {"lines": 1})]).findings
    assert [one.message for one in found] == ["block of 2 lines: show the few that matter"]


# -- L507


@pytest.mark.parametrize("code", ["", "\n   \n"])
def test_an_empty_block_goes(code: str) -> None:
    text = card(code)
    last = 7 + code.count("\n")
    message = "block without code: write it or remove the block"
    assert said("L507", text) == [((5, 1), (last, 4), message)]
    assert fixed(text, "L507", wanted=Safety.SAFE) == (
        "#### Swapping\n:p How?\n??x\nLike this:\nx??\n"
    )


def test_an_empty_block_that_is_all_there_is_stays() -> None:
    text = ":p How?\n??x\n```java\n```\nx??\n"
    assert [one.fix for one in findings(text, "L507")] == [None]
    assert fixed(text, "L507") == text


def test_an_empty_block_goes_with_the_list_item_that_it_is() -> None:
    text = ":p How?\n??x\nLike this:\n- ```java\n  ```\nx??\n"
    assert fixed(text, "L507") == ":p How?\n??x\nLike this:\nx??\n"


def test_an_empty_block_behind_text_stays() -> None:
    text = ":p How?\n??x\nLike this: ```java\n```\nx??\n"
    assert [one.fix for one in findings(text, "L507")] == [None]


# -- L508


@pytest.mark.parametrize(
    ("label", "code", "words"),
    [
        ("java", "List&lt;String&gt; a;", ["&lt;"]),
        ("", "a &amp;&amp; b", ["&amp;"]),
        ("text", r"\( a \in B \)", [r"\( a \in B \)"]),
        ("text", r"x = \frac{a}{b}", [r"\frac{"]),
        ("c", r"a \times b", [r"\times"]),
        ("java", 'String a = "&lt;b&gt;";', []),
        ("html", "a &lt; b", []),
        ("javascript", "a.replace('<', '&lt;')", []),
        ("latex", r"\frac{a}{b}", []),
        ("python", r"label = r'$\frac{a}{b}$'", []),
        ("bash", r"grep '\(a\)' b", []),
        ("c", "int lt; f(a && b);", []),
    ],
)
def test_markup_in_code(label: str, code: str, words: list[str]) -> None:
    assert told("L508", card(code, label)) == words


def test_what_is_said_of_markup() -> None:
    assert said("L508", card("int a;\na &lt; b")) == [
        ((7, 3), (7, 7), "HTML entity '&lt;' is shown as such: write the character")
    ]
    assert said("L508", card(r"a \leq b", "text")) == [
        ((6, 3), (6, 7), r"TeX '\\leq' is shown as such: write the formula as text")
    ]

"""Prose: what is masked, at which offsets; the renderer sees the same formulas and code."""

import re
import time
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from card2anki.model import Part, Span
from card2anki.prose import OPAQUE, prose_of
from card2anki.render import markdown
from tests.linted import deck_of


def part(text: str) -> Part:
    lines = []
    at = 0
    for line in text.split("\n"):
        lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    return Part(text, tuple(lines))


def shown(text: str) -> str:
    """Return the prose of a text with a dot for each character that is none."""
    return prose_of(part(text)).text.replace(OPAQUE, "·")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("use `a_b` here", "use ····· here"),
        ("use ``a`b`` here", "use ······· here"),
        ("use ```abc``` here", "use ········· here"),
        ("a `b\nc` d", "a ··\n·· d"),
        (r"not \`code\` at all", r"not \`code\` at all"),
        (r"but \``code` is", r"but \`······ is"),
        ("a lone ` tick", "a lone ` tick"),
        ("`open\n\nclose`", "`open\n\nclose`"),
        ("- `open\n- close`", "- `open\n- close`"),
        (r"if \( x_1 \) is", "if ········· is"),
        (r"if \\( x \\) is", r"if \\( x \\) is"),
        (r"if \(\) is", r"if \(\) is"),
        ("\\[\na\n\n- b\n\\]\nc", "··\n·\n\n···\n··\nc"),
        ("so \\[ a \\] c", "so ······· c"),
        ("so \\[ a\n\nb \\] c", "so \\[ a\n\nb \\] c"),
        ("$$\na = b\n$$", "··\n·····\n··"),
        ("$$\na\n\nb\n$$", "$$\na\n\nb\n$$"),
        ("if $x_1$ is", "if ····· is"),
        ("if $2^n$ is", "if ····· is"),
        ("if $5$ is", "if ··· is"),
        (r"if $ \alpha $ is", "if ·········· is"),
        ("from $5 to $10", "from $5 to $10"),
        ("costs $10,000 or $9", "costs $10,000 or $9"),
        ("for $5, so $x$", "for $5, so ···"),
        ("in $HOME/$USER", "in $HOME/$USER"),
        (r"not \$x\$ here", r"not \$x\$ here"),
        ("see [it](https://a.b/c) now", "see [it]··············· now"),
        ('see [it](a/b "c d") now', "see [it]··········· now"),
        ("see [it](a_(b)) now", "see [it]······· now"),
        ("see https://a.b/c now", "see ············· now"),
        ("a <!-- no `x --> b` c", "a ·············· b` c"),
        ("a <!-- b", "a <!-- b"),
        ("f(x) is (not) masked", "f(x) is (not) masked"),
    ],
)
def test_what_is_no_prose_is_masked(text: str, prose: str) -> None:
    assert shown(text) == prose


def test_snippets_are_masked_line_by_line_and_end_a_formula() -> None:
    card = deck_of(":p Q?\n??x\na `b\n```java\nint c;\n```\nd` e\nx??\n").cards[0]
    assert card.answer
    assert prose_of(card.answer).text.replace(OPAQUE, "·") == "a `b\n·······\n······\n···\nd` e"


def test_formulas_are_told_with_their_delimiters() -> None:
    text = r"if \(a\), $b$ or `$c$`"
    assert [text[start:end] for start, end in prose_of(part(text)).formulas] == [r"\(a\)", "$b$"]


def test_a_match_is_located_in_the_source() -> None:
    card = deck_of(":p Q?\n??x\n`a` is\nred\nx??\n").cards[0]
    assert card.answer
    prose = prose_of(card.answer)
    found = re.search("red", prose.text)
    assert found
    assert prose.span(found) == Span(17, 20)


def test_the_rest_of_a_line_and_a_stretch_of_text_are_located() -> None:
    card = deck_of(":p Q?\n??x\n`a` is\nred\nx??\n").cards[0]
    assert card.answer
    prose = prose_of(card.answer)
    assert prose.line_at() == Span(10, 16)
    assert prose.line_at(4) == Span(14, 16)
    assert prose.line_at(7) == Span(17, 20)
    assert prose.locate(4, 10) == Span(14, 20)


# -- the renderer's notion


def _told(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("math", "code_inline"):
            yield "".join(token.content.split())
        yield from _told(token.children or ())


_PIECES = [
    "a", "5", " ", "\n", "\n\n", "x^2", "b\nc", "`", "$", "$$", r"\(", r"\)", r"\[", r"\]", r"\\",
    r"\$", "\n\n\\[\nb\n\\]", "\n\n$$\nb\n$$",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_the_renderer_sees_the_same_formulas_and_code(text: str) -> None:
    text = text.strip()
    if "```" in text:  # a fence is no prose, and found before
        return
    tokens = markdown._parser().parse(text, markdown._env({}, {}))
    masked = [
        text[start:end].strip("`") if text[start] == "`" else _bare(text[start:end])
        for start, end in _passages(text)
    ]
    assert ["".join(one.split()) for one in masked] == list(_told(tokens))


def _passages(text: str) -> list[tuple[int, int]]:
    from card2anki import prose

    return list(prose._passages(text))


def _bare(formula: str) -> str:
    width = 1 if formula[0] == "$" and formula[1] != "$" else 2
    return formula[width:-width]


# -- hostile text


@pytest.mark.parametrize(
    "unit",
    [r"\(", r"\[", r"\( ", "$", "$$", "$a", "`", "``a", "](", "](a", "http://", "<!--", "\\", "\n",
     " ", "(", "word ", "\\(a\n\n", "a `` ` "],
)  # fmt: skip
def test_time_is_linear_in_what_is_never_closed(unit: str) -> None:
    one, ten = (part((unit * 100_000)[:size]) for size in (10_000, 100_000))
    assert _work(ten) < 50 * _work(one) + 0.2  # a hundred times as much if it were quadratic


def _work(text: Part) -> float:
    """Return the seconds of work, the least of three: what else the machine does adds to it."""

    def once() -> float:
        start = time.thread_time()
        prose_of(text)
        return time.thread_time() - start

    return min(once() for _ in range(3))

"""The Pygments lexer for pseudocode: total, lossless, and right in the styles that are written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexer import Lexer
from pygments.token import Error, Token

from card2anki.languages import language_of
from card2anki.languages.pseudocode.lexer import PseudocodeLexer


def lexer() -> PseudocodeLexer:
    return PseudocodeLexer(stripnl=False, ensurenl=False)


def tokens(code: str) -> list[tuple[str, str]]:
    """Return the tokens that can be seen, each with the name of its kind."""
    return [
        (str(kind).removeprefix(f"{Token}."), text)
        for _, kind, text in lexer().get_tokens_unprocessed(code)
        if text.strip()
    ]


def kinds(code: str) -> dict[str, str]:
    """Return the kind of each word of code in which no word stands twice."""
    found = tokens(code)
    words = [text for _, text in found]
    assert len(set(words)) == len(words)
    return {text: kind for kind, text in found}


# -- total and lossless

_PIECES = """\
if|for|while|until|repeat|foreach|for each|do|then|else|elif|end|END IF|endfor|in|of|to|downto
function|procedure|class|Algorithm 3|def f|return|print|and|not|true|null|int|list|set
Input:|Output:|step 2:|1.|12)|a|x1|node's|x'|x.y|x.f(|f(|MAX-HEAPIFY(|A[i]|<some thing>|...|…
<-|←|:=|->|→|==|=|!=|<=|≤|≠|∞|∈|⌊|+|-|*|/|//|--|# |/*|*/|(*|*)|▷|;;|%|"|'|“|”|`|$|$x$|\\(|\\)
(|)|[|]|{|}|;|:|,|.|@|@a|$a|0x1f|0b1|1e9|3.5|1_000|¬|λ|茶|\U0001f600|\u2028|\x0b|\x85
"""
_CODE = st.lists(
    st.sampled_from([*_PIECES.replace("\n", "|").strip("|").split("|"), "\n", "\n  ", " ", "\t"]),
    max_size=40,
).map("".join)


@settings(deadline=None)
@given(st.text() | _CODE)
def test_any_text_is_read_without_error_and_without_loss(code: str) -> None:
    position = 0
    for start, kind, text in lexer().get_tokens_unprocessed(code):
        assert kind is not Error
        assert start == position
        position += len(text)
        assert code[start:position] == text
    assert position == len(code)


@pytest.mark.parametrize("character", [chr(code) for code in range(0x80) if code != 0x0D])
def test_every_ascii_character_alone(character: str) -> None:
    found = list(lexer().get_tokens_unprocessed(character))
    assert "".join(text for _, _, text in found) == character
    assert Error not in [kind for _, kind, _ in found]


def test_empty_text_has_no_tokens() -> None:
    assert list(lexer().get_tokens_unprocessed("")) == []


@pytest.mark.parametrize(
    "code", ['"""open', "/* open\nx", "(* open\nx", '"open\nx', "'open\nx", "`open\nx", "“open\nx"]
)
def test_what_is_left_open_does_not_raise(code: str) -> None:
    assert "".join(text for _, _, text in lexer().get_tokens_unprocessed(code)) == code


def test_string_left_open_ends_with_its_line() -> None:
    assert tokens('say "tea\nreturn 1')[-2:] == [
        ("Keyword", "return"),
        ("Literal.Number.Integer", "1"),
    ]


@pytest.mark.parametrize("alias", ["pseudocode", "pseudo", "algorithm"])
def test_lexer_goes_by_the_names_of_the_language(alias: str) -> None:
    assert alias in PseudocodeLexer.aliases
    assert language_of(alias) == "pseudocode"


def test_lexer_does_not_claim_other_text() -> None:
    for text in ("public class A { }", "def f(x):\n    return x\n", "Plain words, no code."):
        assert PseudocodeLexer.analyse_text(text) <= 0.1
    assert issubclass(PseudocodeLexer, Lexer)


# -- styles, token for token


def test_textbook_style() -> None:
    assert tokens(
        "SIFT-DOWN(A, i)\n1  for j = i downto 1\n2      A[j] ← A[i].key  ▷ move\n3  A[i] ← x"
    ) == [
        ("Name.Function", "SIFT-DOWN"),
        ("Punctuation", "("),
        ("Name", "A"),
        ("Punctuation", ","),
        ("Name", "i"),
        ("Punctuation", ")"),
        ("Generic.Prompt", "1"),
        ("Keyword", "for"),
        ("Name", "j"),
        ("Operator", "="),
        ("Name", "i"),
        ("Keyword", "downto"),
        ("Literal.Number.Integer", "1"),
        ("Generic.Prompt", "2"),
        ("Name", "A"),
        ("Punctuation", "["),
        ("Name", "j"),
        ("Punctuation", "]"),
        ("Operator", "←"),
        ("Name", "A"),
        ("Punctuation", "["),
        ("Name", "i"),
        ("Punctuation", "]"),
        ("Punctuation", "."),
        ("Name.Attribute", "key"),
        ("Comment.Single", "▷ move"),
        ("Generic.Prompt", "3"),
        ("Name", "A"),
        ("Punctuation", "["),
        ("Name", "i"),
        ("Punctuation", "]"),
        ("Operator", "←"),
        ("Name", "x"),
    ]


def test_braces() -> None:
    assert tokens('function brew(pot) {\n  if (!pot.full) { return "dry"; } // too bad\n}') == [
        ("Keyword.Declaration", "function"),
        ("Name.Function", "brew"),
        ("Punctuation", "("),
        ("Name", "pot"),
        ("Punctuation", ")"),
        ("Punctuation", "{"),
        ("Keyword", "if"),
        ("Punctuation", "("),
        ("Operator", "!"),
        ("Name", "pot"),
        ("Punctuation", "."),
        ("Name.Attribute", "full"),
        ("Punctuation", ")"),
        ("Punctuation", "{"),
        ("Keyword", "return"),
        ("Literal.String.Double", '"dry"'),
        ("Punctuation", ";"),
        ("Punctuation", "}"),
        ("Comment.Single", "// too bad"),
        ("Punctuation", "}"),
    ]


def test_begin_and_end_in_capitals() -> None:
    assert tokens("BEGIN\n  IF heat >= 95 THEN\n    PRINT 'hot'\n  END IF\nEND") == [
        ("Keyword", "BEGIN"),
        ("Keyword", "IF"),
        ("Name", "heat"),
        ("Operator", ">="),
        ("Literal.Number.Integer", "95"),
        ("Keyword", "THEN"),
        ("Name.Builtin", "PRINT"),
        ("Literal.String.Single", "'hot'"),
        ("Keyword", "END"),
        ("Keyword", "IF"),
        ("Keyword", "END"),
    ]


def test_indentation() -> None:
    assert tokens("while not warm:\n    heat := heat + 0.5  # a little\nreturn true") == [
        ("Keyword", "while"),
        ("Operator.Word", "not"),
        ("Name", "warm"),
        ("Punctuation", ":"),
        ("Name", "heat"),
        ("Operator", ":="),
        ("Name", "heat"),
        ("Operator", "+"),
        ("Literal.Number.Float", "0.5"),
        ("Comment.Single", "# a little"),
        ("Keyword", "return"),
        ("Keyword.Constant", "true"),
    ]


def test_for_each() -> None:
    assert tokens("for each cup in tray do\n  fill(cup)\nend for") == [
        ("Keyword", "for"),
        ("Keyword", "each"),
        ("Name", "cup"),
        ("Keyword", "in"),
        ("Name", "tray"),
        ("Keyword", "do"),
        ("Name.Function", "fill"),
        ("Punctuation", "("),
        ("Name", "cup"),
        ("Punctuation", ")"),
        ("Keyword", "end"),
        ("Keyword", "for"),
    ]


def test_repeat_until() -> None:
    assert tokens("repeat\n  n <- n div 2\nuntil n ≤ 1") == [
        ("Keyword", "repeat"),
        ("Name", "n"),
        ("Operator", "<-"),
        ("Name", "n"),
        ("Operator.Word", "div"),
        ("Literal.Number.Integer", "2"),
        ("Keyword", "until"),
        ("Name", "n"),
        ("Operator", "≤"),
        ("Literal.Number.Integer", "1"),
    ]


def test_box_of_a_textbook() -> None:
    assert tokens("Input: a graph\nAlgorithm 2: Walk\nstep 1: start here") == [
        ("Generic.Subheading", "Input"),
        ("Punctuation", ":"),
        ("Text", "a"),
        ("Text", "graph"),
        ("Keyword.Declaration", "Algorithm"),
        ("Literal.Number.Integer", "2"),
        ("Punctuation", ":"),
        ("Name.Function", "Walk"),
        ("Generic.Prompt", "step 1:"),
        ("Text", "start"),
        ("Text", "here"),
    ]


def test_numbered_and_bulleted_prose() -> None:
    assert tokens("1. boil water\n2) warm cup\n- pour slowly") == [
        ("Generic.Prompt", "1."),
        ("Text", "boil"),
        ("Text", "water"),
        ("Generic.Prompt", "2)"),
        ("Text", "warm"),
        ("Text", "cup"),
        ("Generic.Prompt", "-"),
        ("Text", "pour"),
        ("Text", "slowly"),
    ]


def test_class_with_a_field() -> None:
    assert tokens("class Pot extends Vessel {\n  lid = null") == [
        ("Keyword.Declaration", "class"),
        ("Name.Class", "Pot"),
        ("Keyword.Declaration", "extends"),
        ("Keyword.Type", "Vessel"),
        ("Punctuation", "{"),
        ("Name", "lid"),
        ("Operator", "="),
        ("Keyword.Constant", "null"),
    ]


# -- words that are keywords in one place and names in another


@pytest.mark.parametrize("word", ["to", "in", "of", "by", "with", "from", "where", "each", "all"])
def test_small_word_is_english_outside_of_a_header(word: str) -> None:
    assert kinds(f"pour water {word} cup")[word] == "Text"


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("for i = 1 to 9", "to"),
        ("for i = 9 downto 1", "downto"),
        ("for x in cups", "in"),
        ("for i from 2 upto 8", "from"),
        ("for i from 2 upto 8", "upto"),
        ("for i = 1 to 9 step 3", "step"),
        ("for all x of cups", "all"),
        ("for all x of cups", "of"),
        ("if warm then pour", "then"),
        ("while cold do heat", "do"),
        ("repeat 5 times", "times"),
    ],
)
def test_small_word_is_a_keyword_inside_of_a_header(code: str, word: str) -> None:
    assert kinds(code)[word] == "Keyword"


def test_header_ends_with_its_line() -> None:
    assert kinds("if warm\npour it in cup")["in"] == "Text"


@pytest.mark.parametrize("mark", [";", "{"])
def test_header_ends_with_its_statement(mark: str) -> None:
    assert kinds(f"if warm{mark} pour it in cup")["in"] == "Text"


@pytest.mark.parametrize("word", ["for", "next", "match", "step", "do", "case", "loop", "begin"])
@pytest.mark.parametrize("operator", ["=", "←"])
def test_word_that_is_assigned_to_is_a_name(word: str, operator: str) -> None:
    assert tokens(f"{word} {operator} cup") == [
        ("Name", word),
        ("Operator", operator),
        ("Name", "cup"),
    ]


@pytest.mark.parametrize("word", ["next", "match", "end", "class", "if", "set", "list", "print"])
def test_member_is_no_keyword(word: str) -> None:
    assert kinds(f"pot.{word}")[word] == "Name.Attribute"


@pytest.mark.parametrize("word", ["next", "match", "case", "stop"])
def test_owner_of_a_member_is_no_keyword(word: str) -> None:
    assert kinds(f"{word}.lid")[word] == "Name"


@pytest.mark.parametrize("word", ["form", "island", "ending", "dot", "organ", "thenar", "forall2"])
def test_keyword_inside_of_a_word_is_none(word: str) -> None:
    assert kinds(f"{word} = b")[word] == "Name"
    assert kinds(f"the {word} is new")[word] in ("Text", "Name")


@pytest.mark.parametrize("sentence", ["the class of problems", "take one step in to town"])
def test_words_of_prose_are_text(sentence: str) -> None:
    assert tokens(sentence) == [("Text", word) for word in sentence.split()]


@pytest.mark.parametrize("word", ["If", "IF", "iF", "WHILE", "Return", "ELSE", "Until"])
def test_keywords_in_any_case(word: str) -> None:
    assert kinds(f"{word} x")[word] == "Keyword"


@pytest.mark.parametrize("word", ["True", "FALSE", "null", "NIL", "None", "infinity"])
def test_constants_in_any_case(word: str) -> None:
    assert kinds(f"x = {word}")[word] == "Keyword.Constant"


@pytest.mark.parametrize("word", ["node's", "x'", "x′", "x''", "cup’s", "don't"])
def test_apostrophe_opens_no_string(word: str) -> None:
    found = [text for _, text in tokens(f"take {word} value")]
    assert found == ["take", word, "value"]


# -- comments and what only looks like one


@pytest.mark.parametrize(
    "comment",
    ["// warm", "# warm", "/* warm */", "(* warm *)", "▷ warm", "-- warm", "/* a\nb */"],
)
def test_comment(comment: str) -> None:
    found = tokens(f"x = y  {comment}")
    assert found[:3] == [("Name", "x"), ("Operator", "="), ("Name", "y")]
    assert [(kind.split(".")[0], text) for kind, text in found[3:]] == [("Comment", comment)]


@pytest.mark.parametrize("comment", [";; warm", "% warm", "%% warm"])
def test_comment_on_a_line_of_its_own(comment: str) -> None:
    assert [(kind, text.strip()) for kind, text in tokens(f"x\n  {comment}\ny")] == [
        ("Name", "x"),
        ("Comment.Single", comment),
        ("Name", "y"),
    ]


@pytest.mark.parametrize(
    "code", ["n // 2", "f(n // 2)", "https://example.org", "C# code", "i--", "a - -b", "a % b"]
)
def test_what_looks_like_a_comment_and_is_none(code: str) -> None:
    assert [kind for kind, _ in tokens(code) if kind.startswith("Comment")] == []


# -- numbers, strings, math, placeholders


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("7", "Integer"),
        ("1_000", "Integer"),
        ("2.5", "Float"),
        ("1e9", "Float"),
        ("6.02e+23", "Float"),
        ("0x1F", "Hex"),
        ("0b101", "Bin"),
    ],
)
def test_number(number: str, kind: str) -> None:
    assert tokens(f"x = {number}")[-1] == (f"Literal.Number.{kind}", number)


@pytest.mark.parametrize("text", ['"a b"', "'a b'", "“a b”", "`a b`", '"a \\" b"', '"// no"'])
def test_string(text: str) -> None:
    kind, found = tokens(f"x = {text}")[-1]
    assert found == text
    assert kind.startswith("Literal.String")


@pytest.mark.parametrize("formula", ["$q^*$", "$$a + b$$", "\\(a < b\\)"])
def test_math_is_one_token(formula: str) -> None:
    assert tokens(f"let it be {formula}")[-1] == ("Literal", formula)


@pytest.mark.parametrize("placeholder", ["<some condition>", "...", "…", "<the pot's lid>"])
def test_placeholder_is_one_token(placeholder: str) -> None:
    assert tokens(f"x = {placeholder}")[-1] == ("Generic.Emph", placeholder)


@pytest.mark.parametrize("code", ["a < b", "a < b > c", "i<j"])
def test_comparison_is_no_placeholder(code: str) -> None:
    assert ("Operator", "<") in tokens(code)


@pytest.mark.parametrize(
    "operator",
    ["<-", "←", ":=", "->", "→", "=>", "⇒", "==", "!=", "<=", ">=", "≤", "≥", "≠", "∧", "∨", "∈"],
)
def test_operator_is_one_token(operator: str) -> None:
    assert tokens(f"a {operator} b") == [("Name", "a"), ("Operator", operator), ("Name", "b")]


@pytest.mark.parametrize("constant", ["∞", "⊥", "∅"])
def test_symbol_that_is_a_constant(constant: str) -> None:
    assert tokens(f"d ← {constant}")[-1] == ("Keyword.Constant", constant)


def test_call_and_method_call() -> None:
    assert tokens("pour(tea)\npot.lift()") == [
        ("Name.Function", "pour"),
        ("Punctuation", "("),
        ("Name", "tea"),
        ("Punctuation", ")"),
        ("Name", "pot"),
        ("Punctuation", "."),
        ("Name.Function", "lift"),
        ("Punctuation", "("),
        ("Punctuation", ")"),
    ]

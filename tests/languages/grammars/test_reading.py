"""Tokens, and what snippets hold besides code: prompts, output, tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.grammars import hypertext, readings, shell
from card2anki.languages.grammars.dialects import DIALECTS
from card2anki.languages.grammars.lexing import tokens_of, unclosed
from card2anki.languages.grammars.rules import LANGUAGES

_TEXT = st.text(alphabet="ab1 \n\t(){}[];:,.\"'`<>/*=#$-\\@ä", max_size=60)


@given(st.sampled_from(LANGUAGES), _TEXT)
def test_tokens_are_all_but_the_blanks(language: str, code: str) -> None:
    end = 0
    for token in tokens_of(code, DIALECTS[language].tokens):
        assert token.kind
        assert code[end : token.start].strip() == ""
        assert code[token.start : token.end] == token.text
        end = token.end
    assert code[end:].strip() == ""


@pytest.mark.parametrize(
    ("language", "code", "kinds"),
    [
        ("c", 'x = "a\\"b";', "word sign string sign"),
        ("c", "#include <stdio.h>\n#define A 1", "comment sign word word number"),
        ("cpp", "R\"x(a)\")x\" 1'000 'a'", "block number character"),
        ("csharp", '@"C:\\" $"{a}" """ a "b" """', "block string block"),
        ("javascript", "a = /[/]'/g; b / c / d", "word sign string sign word sign word sign word"),
        ("javascript", "`a ${b}\n` // c", "block comment"),
        ("go", "`a\n\"` 'x' :=", "block character sign sign"),
        ("ruby", "x = <<~END\n it's\nEND\n@a.nil? # b", "word sign block word sign word comment"),
        ("bash", "echo ${#a} # b 'c", "word sign sign sign word sign comment"),
        ("bash", "cat <<'END'\nit's\nEND\nls", "word block word"),
        ("hcl", 'a = "b" # c\n// d', "word sign string comment comment"),
        ("html", '<!-- a --><b c="d">e</b>', "comment word word sign string word word word word"),
        ("typescript", "f(...a, …)", "word sign dots word sign dots sign"),
        ("c", "§", "alien"),
    ],
)
def test_kinds_of_tokens(language: str, code: str, kinds: str) -> None:
    found = tokens_of(code, DIALECTS[language].tokens)
    assert " ".join(token.kind for token in found) == kinds
    assert [token.text for token in found if unclosed(token)] == []


@pytest.mark.parametrize("code", ['"a', "'a", "/* a", '"a\\"'])
def test_what_does_not_end(code: str) -> None:
    assert [bool(unclosed(token)) for token in tokens_of(code, DIALECTS["c"].tokens)] == [True]


@given(_TEXT)
def test_offsets_hold(code: str) -> None:
    for read in (shell.session, shell.commands, shell.synopsis):
        assert len(read(code)) == len(code)
    for language in LANGUAGES:
        for reading in DIALECTS[language].readings:
            assert len(reading(code)) >= len(code)


@pytest.mark.parametrize(
    ("code", "commands"),
    [
        ("$ ls\na b\n$ cd x", "  ls\n   \n  cd x"),
        ("ls\n# all\ncd x", "ls\n# all\ncd x"),
        ("# all\n$ ls\nnone", "# all\n  ls\n    "),
        ("me@pot:~/x$ ls \\\n  -l\nx", "            ls \\\n  -l\n "),
        ("$ cat <<A\nb\nA\nc", "  cat <<A\nb\nA\n "),
        ("% ls\nprompt> ls", "  ls\n        ls"),
        ("[me@pot x]$ ls\n$", "            ls\n "),
        ("C:\\x> dir\nx", "      dir\n "),
    ],
)
def test_the_commands_of_a_transcript(code: str, commands: str) -> None:
    assert shell.session(code) == commands


@pytest.mark.parametrize(
    ("code", "synopsis"),
    [
        ("boil <pot> -n", "boil _____ -n"),
        ("boil [-v] [--n=<n>]... (on|off)", "boil ____ ____________ ________"),
        ("--n : it's\n-v : b", "          \n      "),
        ("[ -f a ] && b", "[ -f a ] && b"),
    ],
)
def test_a_synopsis(code: str, synopsis: str) -> None:
    assert shell.synopsis(code).rstrip() == synopsis.rstrip()


def test_ends_of_what_is_only_begun() -> None:
    assert hypertext.filled("<a><br><b>") == "<a><br><b></b></a>"
    assert hypertext.filled("</b></a>x").strip() == "x"
    assert hypertext.filled("<a></b>") == "<a></b>"


def test_what_is_no_code_of_the_language() -> None:
    assert readings.without_context("Thread 1:\nx = <the cup>;") == " " * 9 + "\nx = _________;"
    assert readings.without_macros("int WINAPI f(void)") == "int        f(void)"
    assert readings.text_of_tags("<a>b & c</a>") == "<a>b   c</a>"

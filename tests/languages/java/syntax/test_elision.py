import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.java.syntax.elision import elided
from card2anki.languages.java.syntax.tokens import tokens_of


def parsed_as(code: str) -> str:
    return elided(code, tokens_of(code))


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("foo(...);", "foo(   );"),
        ("foo(a, ...);", "foo(a     );"),
        ("foo(..., a);", "foo(     a);"),
        ("if (...) { ... }", "if ($$$) {     }"),
        ("n = ...;", "n = $$$;"),
        ("n = ...\nf();", "n = $$;\nf();"),
        ("for (...) { }", "for (;; ) { }"),
        ("catch (...) { }", "catch (E e) { }"),
        ("if (a) ...\nf();", "if (a) ;  \nf();"),
        ("a()...b();", "a().$.b();"),
        ("a....b();", "a.$$.b();"),
        ("void f(int... a)", "void f(int... a)"),
        ("void f(List<A>... a)", "void f(List<A>... a)"),
        ("x -> ...", "x -> {} "),
        ("n = …;", "n = $;"),
        ("wash all cups...\n", "                \n"),
        ("int n = /* size */;", "int n = $         ;"),
        ("n++ /* twice */;", "n++ /* twice */;"),
        ("import java.util.*; /* all */", "import java.util.*; /* all */"),
        ("super(n); this(n); this.n = n;", "$uper(n); $his(n); this.n = n;"),
        ("Cup(int n) { }", "A $(int n) { }"),
        ("public Cup(int n) { }", "public A $(int n) { }"),
        ("class A { Cup(int n) { } }", "class A { Cup(int n) { } }"),
        ("f(); fill(a);", "f(); fill(a);"),
        ("public Range { }", "             { }"),
        ("else { }", "else { }"),
    ],
)
def test_what_the_parser_sees(code: str, seen: str) -> None:
    assert parsed_as(code) == seen


_PIECES = [
    *"(){}[];,.=<>?:+-@",
    *("...", "…", "....", "a", "Cup", "if ", "for ", "\n", " ", "/* a */", "// a\n", "return "),
    *("catch ", "->", "this", "super", "public ", "'a'"),
]


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_offsets_hold(code: str) -> None:
    assert len(parsed_as(code)) == len(code)


@given(st.text())
def test_code_without_dots_is_not_touched(code: str) -> None:
    words = ("super", "this", "...", "…", "/", "(", "{")
    if not any(word in code for word in words):
        assert parsed_as(code) == code

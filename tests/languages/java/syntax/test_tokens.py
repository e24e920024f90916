import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.languages.java.syntax.tokens import tokens_of
from card2anki.languages.syntax.tokens import Token


def kinds(code: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens_of(code)]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("// to the end", "comment"),
        ("/* two\nlines */", "comment"),
        ("/* unclosed\n", "comment"),
        ('"tea \\" \\\\"', "string"),
        ('"unclosed', "string"),
        ('"""\n a "" \\""" b\n"""', "block"),
        ('"""\n unclosed', "block"),
        ("'\\''", "character"),
        ("'unclosed", "character"),
        ("0x7Ep-3f", "number"),
        ("1_000.5e-3D", "number"),
        (".5", "number"),
        ("größe_2$", "word"),
        ("\\u0041b", "word"),
        ("....", "dots"),
        ("…", "dots"),
        ("->", "sign"),
        ("::", "sign"),
        ("#", "alien"),
        ("\u00a0", "alien"),
        ("😀", "alien"),
        ("\x0b", "alien"),
    ],
)
def test_a_token(code: str, kind: str) -> None:
    assert tokens_of(code) == [Token(kind, code, 0)]


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("a+b", ["a", "+", "b"]),
        ("0x7E-1", ["0x7E", "-", "1"]),
        ("1e-3", ["1e-3"]),
        ("0..9", ["0", ".", ".9"]),
        ("a.b", ["a", ".", "b"]),
        ("f(a...);", ["f", "(", "a", "...", ")", ";"]),
        ("List<A>>", ["List", "<", "A", ">", ">"]),
        ("'a' 'b'", ["'a'", "'b'"]),
        ('"a"b"', ['"a"', "b", '"']),
        ("a/b//c", ["a", "/", "b", "//c"]),
        ("a\r// b\rc", ["a", "// b", "c"]),
    ],
)
def test_tokens(code: str, texts: list[str]) -> None:
    assert [token.text for token in tokens_of(code)] == texts


@given(st.text(st.characters(exclude_categories=())))
def test_every_character_but_blanks_is_in_a_token(code: str) -> None:
    done = 0
    for token in tokens_of(code):
        assert code[done : token.start].strip(" \t\r\n\f") == ""
        assert code[token.start : token.end] == token.text != ""
        assert token.kind != ""
        done = token.end
    assert code[done:].strip(" \t\r\n\f") == ""

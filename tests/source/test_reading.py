"""Bytes to text: encodings, byte order marks, and bytes that no encoding provides for."""

import codecs
from pathlib import Path

import pytest

from card2anki.model import Span
from card2anki.source.parser import parse
from card2anki.source.reading import decode, read

CARD = "#### Café\n:p Where is 茶 drunk?\n??x\nÀ la maison.\nx??\n"


def test_utf8() -> None:
    source = decode(CARD.encode(), "tea.md")
    assert (source.path, source.text, source.encoding) == ("tea.md", CARD, "utf-8")
    assert source.undecodable == ()


def test_utf8_with_a_byte_order_mark() -> None:
    source = decode(codecs.BOM_UTF8 + CARD.encode(), "tea.md")
    assert source.text == CARD
    assert source.position(0) == (1, 1)
    assert source.undecodable == ()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_utf16(mark: bytes, encoding: str) -> None:
    source = decode(mark + CARD.encode(encoding), "tea.md")
    assert (source.text, source.encoding, source.undecodable) == (CARD, encoding, ())
    assert source.line_starts == (0, 10, 31, 35, 48, 52)


def test_utf16_cut_in_half() -> None:
    source = decode(codecs.BOM_UTF16_LE + "tea".encode("utf-16-le") + b"x", "tea.md")
    assert source.text == "tea\ufffd"
    assert source.undecodable == (Span(3, 4),)


def test_latin1_is_read_as_windows_1252() -> None:
    source = decode(b"caf\xe9 \x96 \x93th\xe9\x94\n", "tea.md")
    assert source.text == "café – “thé”\n"
    assert source.undecodable == (Span(3, 4), Span(5, 6), Span(7, 8), Span(10, 12))


def test_bytes_in_a_row_are_marked_together() -> None:
    source = decode(b"a\xe9\xe8b", "tea.md")
    assert source.text == "aéèb"
    assert source.undecodable == (Span(1, 3),)


def test_utf8_and_latin1_in_one_file() -> None:
    source = decode("é".encode() + b" \xe9", "tea.md")
    assert source.text == "é é"
    assert source.undecodable == (Span(2, 3),)


def test_bytes_that_windows_1252_lacks_become_replacement_characters() -> None:
    source = decode(b"a\x81\x9db", "tea.md")
    assert source.text == "a\ufffd\ufffdb"
    assert source.undecodable == (Span(1, 3),)


def test_character_cut_off_at_the_end() -> None:
    source = decode("té".encode()[:-1], "tea.md")
    assert source.text == "tÃ"
    assert source.undecodable == (Span(1, 2),)


def test_replacement_character_written_in_utf8_is_no_fault() -> None:
    assert decode("a\ufffdb".encode(), "tea.md").undecodable == ()


def test_nul_is_kept() -> None:
    source = decode(b":p a\x00b\n??x\nc\x00\nx??\n", "tea.md")
    assert source.text == ":p a\x00b\n??x\nc\x00\nx??\n"
    (card,) = parse(source).cards
    assert (card.question and card.question.text) == "a\x00b"
    assert (card.answer and card.answer.text) == "c\x00"


def test_no_bytes() -> None:
    source = decode(b"", "tea.md")
    assert (source.text, source.line_starts) == ("", (0,))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_starts(end: str) -> None:
    source = decode(f"tea{end}{end}pot".encode(), "tea.md")
    step = len(end)
    assert source.line_starts == (0, 3 + step, 3 + 2 * step)
    assert source.position(len(source.text)) == (3, 4)


def test_line_separators_of_unicode_end_no_line() -> None:
    assert decode("a\u2028b\x0cc\x85d".encode(), "tea.md").line_starts == (0,)


def test_read_a_file(tmp_path: Path) -> None:
    file = tmp_path / "tea.md"
    file.write_bytes(b"tea\r\n")
    assert read(file).path == str(file)
    assert read(file).text == "tea\r\n"
    assert read(file, "decks/tea.md").path == "decks/tea.md"


def test_read_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "tea.md")

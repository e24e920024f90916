"""What SQLite and JSON may hold."""

import pytest

from card2anki.anki.reading.values import as_bytes, as_number, as_text, json_object


@pytest.mark.parametrize(
    ("value", "number"),
    [(7, 7), ("7", 7), ("seven", 0), ("9" * 20, 0), (2.5, 0), (None, 0), (b"7", 0), ([], 0)],
)
def test_numbers(value: object, number: int) -> None:
    assert as_number(value) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "a"), (b"a\xff", "a\ufffd"), (None, ""), (7, "7"), ("a\ud800b\udcff", "a\ufffdb\ufffd")],
)
def test_texts(value: object, text: str) -> None:
    assert as_text(value) == text
    assert as_bytes(text) == text.encode()


def test_bytes() -> None:
    assert as_bytes(b"\xff") == b"\xff"


def test_an_object() -> None:
    assert json_object('{"a": 1}') == json_object(b'{"a": 1}') == {"a": 1}
    assert json_object("") == json_object(b"") == {}
    with pytest.raises(ValueError, match="no object"):
        json_object("[]")

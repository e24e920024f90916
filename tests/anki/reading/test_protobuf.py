"""Messages to fields, as the real protobuf writes them."""

import pytest
from anki.import_export_pb2 import MediaEntries, PackageMetadata
from hypothesis import given
from hypothesis import strategies as st

from card2anki.anki.reading.protobuf import bytes_of, fields_of, number_of, text_of


def test_numbers_texts_and_messages() -> None:
    entries = MediaEntries()
    entries.entries.add(name="heron.png", size=300, sha1=b"\x00\xff")
    entries.entries.add(name="küste.png", size=2**31, legacy_zip_filename=7)
    (first, second) = (message for _, message in fields_of(entries.SerializeToString()))
    assert isinstance(first, bytes)
    assert isinstance(second, bytes)
    assert (text_of(first, 1), number_of(first, 2), bytes_of(first, 3)) == (
        "heron.png",
        300,
        b"\x00\xff",
    )
    assert (text_of(second, 1), number_of(second, 2), number_of(second, 255)) == (
        "küste.png",
        2**31,
        7,
    )


def test_what_is_not_there() -> None:
    message = PackageMetadata(version=3).SerializeToString()  # type: ignore[arg-type]
    assert (number_of(message, 1), number_of(message, 2), text_of(message, 1)) == (3, 0, "")


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (b"\x0a\x05ab", "it ends too early"),
        (b"\x08", "a number that does not end"),
        (b"\x08" + b"\xff" * 11, "a number that does not end"),
        (b"\x0b", "wire type 3"),
        (b"\x0a\xff\xff\xff\xff\x0f", "it ends too early"),
    ],
)
def test_what_is_no_message(message: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        list(fields_of(message))


@given(st.binary(max_size=200))
def test_any_bytes_are_fields_or_no_message(message: bytes) -> None:
    try:
        found = list(fields_of(message))
    except ValueError:
        return
    assert sum(len(v) if isinstance(v, bytes) else 1 for _, v in found) <= len(message)

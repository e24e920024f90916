"""Packages that nobody sane has made: each is refused by what is wrong with it."""

import json
import os
import random
import sqlite3
import zipfile
from pathlib import Path

import pytest

from card2anki.anki.reading.package import open_package
from card2anki.errors import UsageError
from tests.anki.reading.packages import collection_bytes, note, write_package, zip_bytes


def _refused(file: Path) -> str:
    with pytest.raises(UsageError) as caught, open_package(file):
        pass
    message = str(caught.value)
    assert message.startswith(f"{file}: ")
    return message.removeprefix(f"{file}: ")


def _of(tmp_path: Path, entries: dict[str, bytes]) -> Path:
    file = tmp_path / "x.apkg"
    file.write_bytes(zip_bytes(entries))
    return file


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty, not a package"),
        (b"#### Deck\n", "not a package"),
        (b"SQLite format 3\0 and more", "a collection, not a package: export it from Anki"),
        (b"PK\x03\x04 and nothing else", "not a package"),
    ],
)
def test_no_archive(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "x.apkg"
    file.write_bytes(data)
    assert _refused(file).startswith(message)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert _refused(tmp_path / "no.apkg") == "can't be read: No such file or directory"
    assert _refused(tmp_path) == "can't be read: Is a directory"


def test_an_archive_without_a_collection(tmp_path: Path) -> None:
    message = "not a package: there is no collection in it"
    assert _refused(_of(tmp_path, {"word/document.xml": b"<x/>"})) == message


def test_a_package_of_a_later_version(tmp_path: Path) -> None:
    entries = {"meta": b"\x08\x09", "collection.anki2": b""}
    assert _refused(_of(tmp_path, entries)).startswith("a package of version 9, this card2anki")


def test_a_collection_that_meta_promises(tmp_path: Path) -> None:
    entries = {"meta": b"\x08\x03", "collection.anki2": collection_bytes()}
    message = "there is no 'collection.anki21b' in it, which 'meta' promises"
    assert _refused(_of(tmp_path, entries)) == message


def test_meta_that_is_no_message(tmp_path: Path) -> None:
    entries = {"meta": b"\x08", "collection.anki2": collection_bytes()}
    assert _refused(_of(tmp_path, entries)).startswith("'meta' in it is damaged")


def test_a_collection_that_is_no_zstandard(tmp_path: Path) -> None:
    entries = {"meta": b"\x08\x03", "collection.anki21b": b"not compressed"}
    assert _refused(_of(tmp_path, entries)).startswith("'collection.anki21b' in it is damaged")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name(tmp_path: Path) -> None:
    file = tmp_path / "x.apkg"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("collection.anki2", collection_bytes())
        archive.writestr("collection.anki2", b"another")
    assert _refused(file) == "two files in it are named 'collection.anki2'"


def test_an_encrypted_entry(tmp_path: Path) -> None:
    file = _of(tmp_path, {"collection.anki2": collection_bytes()})
    data = bytearray(file.read_bytes())
    data[6] |= 1  # the flag in the entry's own header, and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(data)
    assert _refused(file) == "'collection.anki2' in it is encrypted"


def test_a_bomb(tmp_path: Path) -> None:
    file = _of(tmp_path, {"collection.anki2": bytes(100 << 20)})
    assert file.stat().st_size < 200_000
    message = "'collection.anki2' in it is not read: the package unpacks to more than 64 MB"
    assert _refused(file) == message


def test_a_bomb_of_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    bomb = zstandard.ZstdCompressor().compress(bytes(100 << 20))
    assert len(bomb) < 20_000
    file = _of(tmp_path, {"meta": b"\x08\x03", "collection.anki21b": bomb})
    message = "'collection.anki21b' in it is not read: the package unpacks to more than 64 MB"
    assert _refused(file) == message


def test_many_bombs_that_are_harmless_alone(tmp_path: Path) -> None:
    media = {f"{n}.png": bytes(20 << 20) for n in range(6)}
    file = write_package(tmp_path / "x.apkg", *note(1, "a", "b"), media=media)
    with open_package(file) as package:
        damages = [package.damage(one) for one in package.contents.media]
    refused = "in it is not read: the package unpacks to more than 64 MB"
    assert damages == ["", "", "", *(f"'{n}.png': '{n}' {refused}" for n in (3, 4, 5))]


def test_what_is_read_twice_counts_once(tmp_path: Path) -> None:
    file = write_package(tmp_path / "a.apkg", media={"a.svg": bytes(40 << 20)})
    with open_package(file) as package:
        (image,) = package.contents.media
        for _ in range(3):
            assert sum(map(len, package.media(image))) == 40 << 20


def test_what_is_read_of_an_open_package_is_refused_by_its_name(tmp_path: Path) -> None:
    file = write_package(tmp_path / "x.apkg", media={"a.png": bytes(70 << 20)})

    def read() -> None:
        with open_package(file) as package:
            list(package.media(package.contents.media[0]))

    with pytest.raises(UsageError) as caught:
        read()
    message = "'0' in it is not read: the package unpacks to more than 64 MB"
    assert str(caught.value) == f"{file}: {message}"


def test_a_list_of_media_that_memory_would_have_to_hold(tmp_path: Path) -> None:
    padding = random.Random(1).randbytes(1 << 20)  # so that the package may unpack to 300 MB
    entries = {"collection.anki2": collection_bytes(), "media": b" " * (65 << 20), "0": padding}
    assert _refused(_of(tmp_path, entries)) == "'media' in it is longer than 64 MB"


def test_two_entries_for_the_same_bytes(tmp_path: Path) -> None:
    file = write_package(tmp_path / "x.apkg", media={"a.png": b"egg", "b.png": b"nest"})
    with zipfile.ZipFile(file) as archive:
        first, second = (archive.getinfo(name) for name in ("0", "1"))
    data = bytearray(file.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 42  # in the second one's entry of the directory
    assert data[at : at + 4] == second.header_offset.to_bytes(4, "little")
    data[at : at + 4] = first.header_offset.to_bytes(4, "little")
    file.write_bytes(data)
    with open_package(file) as package:
        a, b = package.contents.media
        assert package.damage(a) == ""
        assert package.damage(b).startswith("'b.png': '1' in it is damaged: File name in directory")


def test_many_names_for_one_entry(tmp_path: Path) -> None:
    """The place in the list is the entry: what it says beside it, no export does."""
    zstandard = pytest.importorskip("zstandard")
    compress = zstandard.ZstdCompressor().compress
    entries = [b"\x0a\x03%03d\xf8\x0f\x02" % number for number in range(3)]
    held = {
        "meta": b"\x08\x03",
        "collection.anki21b": compress(collection_bytes()),
        "media": compress(b"".join(b"\x0a" + bytes([len(one)]) + one for one in entries)),
        "2": compress(b"egg"),
    }
    with open_package(_of(tmp_path, held)) as package:
        assert [package.damage(file) for file in package.contents.media] == [
            "'000': there is no file '0' in the package",
            "'001': there is no file '1' in the package",
            "",
        ]


def test_a_pipe(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("pipes have no names here")
    os.mkfifo(tmp_path / "x.apkg")
    assert _refused(tmp_path / "x.apkg") == "not a regular file"


def test_a_schema_that_is_no_text(tmp_path: Path) -> None:
    data = collection_bytes().replace(b"guid text", b"guid)\xff\xfftx", 1)
    refused = _refused(_of(tmp_path, {"collection.anki2": data}))
    assert refused.startswith("'collection.anki2' in it is damaged: ")


def test_a_damaged_entry(tmp_path: Path) -> None:
    file = _of(tmp_path, {"collection.anki2": collection_bytes(*note(1, "a", "b"))})
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 0xFF
    file.write_bytes(data)
    assert "collection.anki2" in _refused(file)


def test_a_damaged_database(tmp_path: Path) -> None:
    statements = [s for n in range(400) for s in note(n + 1, "front " * 9, "back")]
    data = bytearray(collection_bytes(*statements))
    data[8192:12288] = bytes(range(256)) * 16
    assert "damaged" in _refused(_of(tmp_path, {"collection.anki2": bytes(data)}))


def test_no_database(tmp_path: Path) -> None:
    message = "'collection.anki2' in it is damaged: file is not a database"
    assert _refused(_of(tmp_path, {"collection.anki2": b"no database " * 100})) == message


def test_an_empty_database(tmp_path: Path) -> None:
    entries = {"collection.anki2": collection_bytes(schema="create table other (x);")}
    message = "'collection.anki2' in it is damaged: there is no table 'col'"
    assert _refused(_of(tmp_path, entries)) == message


_WITHOUT_NOTES = """
    create table col (id integer primary key, models text, decks text);
    create table cards (id, nid, did, odid, ord, due);
"""


@pytest.mark.parametrize(
    "statement",
    [
        "create view notes as with recursive n(id) as (select 1 union all select id + 1 from n)"
        " select id, 'g' guid, 7 mid, 0 mod, '' tags, 'a' flds from n",
        "create view notes as select 1 id, 'g' guid, 7 mid, 0 mod, '' tags,"
        " hex(randomblob(900000000)) flds",
        "create virtual table notes using fts5(id, guid, mid, mod, tags, flds)",
    ],
)
def test_what_is_no_table_is_not_read(tmp_path: Path, statement: str) -> None:
    data = collection_bytes(statement, schema=_WITHOUT_NOTES)
    message = "'collection.anki2' in it is damaged: there is no table 'notes'"
    assert _refused(_of(tmp_path, {"collection.anki2": data})) == message


@pytest.mark.parametrize(
    "computed",
    [
        "flds text generated always as (hex(zeroblob(400000000))) virtual",
        "flds text as/**/(hex(zeroblob(400000000)))",
        "flds text as --\n (upper(tags)) stored",
    ],
)
def test_a_table_that_computes(tmp_path: Path, computed: str) -> None:
    data = collection_bytes(
        f"create table notes (id integer primary key, guid, mid, mod, tags, {computed})",
        "insert into notes values (1, 'g', 7, 0, '')",
        schema=_WITHOUT_NOTES,
    )
    message = "'collection.anki2' in it is damaged: the table 'notes' computes columns"
    assert _refused(_of(tmp_path, {"collection.anki2": data})) == message


def test_a_value_longer_than_a_field_can_be(tmp_path: Path) -> None:
    data = collection_bytes("insert into notes values (1, 'g', 7, 0, '', zeroblob(70 << 20))")
    file = tmp_path / "x.apkg"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("collection.anki2", data)
    assert _refused(file) == "'collection.anki2' in it is damaged: string or blob too big"


def test_pages_that_are_read_again_and_again(tmp_path: Path) -> None:
    """The tree of notes has one and the same leaf two hundred times, and the file only that."""
    statements = [note(n + 1, f"front {n} " * 20, "back")[0] for n in range(3000)]
    data = bytearray(collection_bytes(*statements))
    file = tmp_path / "plain.anki2"
    file.write_bytes(data)
    connection = sqlite3.connect(file)
    ((root,),) = connection.execute("select rootpage from sqlite_master where name = 'notes'")
    ((size,),) = connection.execute("pragma page_size")
    connection.close()
    page = (root - 1) * size
    assert data[page] == 5  # an inner page of a table
    cells = int.from_bytes(data[page + 3 : page + 5], "big")
    assert cells > 100
    offsets = [int.from_bytes(data[page + 12 + 2 * n :][:2], "big") for n in range(cells)]
    leaf = data[page + offsets[0] : page + offsets[0] + 4]
    for offset in (8, *offsets):
        data[page + offset : page + offset + 4] = leaf
    pages = 12
    data[28:32] = pages.to_bytes(4, "big")
    refused = _refused(_of(tmp_path, {"collection.anki2": bytes(data[: pages * size])}))
    assert refused == "'collection.anki2' in it is damaged: it says more than it holds"


@pytest.mark.parametrize(
    ("models", "message"),
    [
        ("[" * 100_000, "maximum recursion depth exceeded"),
        ("[1, 2]", "JSON that is no object"),
        ("{", "Expecting property name"),
        ('{"1": ' + "9" * 5000 + "}", "Exceeds the limit"),
    ],
)
def test_note_types_that_are_no_json(tmp_path: Path, models: str, message: str) -> None:
    data = collection_bytes(models=models)
    refused = _refused(_of(tmp_path, {"collection.anki2": data}))
    assert refused.startswith(f"'collection.anki2' in it is damaged: {message}")


@pytest.mark.parametrize(
    ("media", "message"),
    [
        (b"[]", "JSON that is no object"),
        (b"[" * 100_000, "maximum recursion depth exceeded"),
        (b"\xff\xff", "'utf-8' codec can't decode"),
    ],
)
def test_a_list_of_media_that_is_none(tmp_path: Path, media: bytes, message: str) -> None:
    entries = {"collection.anki2": collection_bytes(), "media": media}
    refused = _refused(_of(tmp_path, entries))
    assert refused.startswith(f"'media' in it is damaged: {message}")


def test_half_a_character_in_a_name(tmp_path: Path) -> None:
    entries = {
        "collection.anki2": collection_bytes(decks='{"2": {"id": 2, "name": "Bi\\ud800rds"}}'),
        "media": b'{"0": "e\\udcffgg.png"}',
    }
    with open_package(_of(tmp_path, entries)) as package:
        assert [deck.name for deck in package.contents.decks.values()] == ["Bi\ufffdrds"]
        assert [file.name for file in package.contents.media] == ["e\ufffdgg.png"]


def test_values_of_other_types_are_taken_as_what_they_should_be(tmp_path: Path) -> None:
    file = write_package(
        tmp_path / "x.apkg",
        "insert into notes values (1, 42, '7', null, null, x'61ff1f62')",
        "insert into cards values ('2', '1', 2.5, 'x', null, 9)",
    )
    with open_package(file) as package:
        (note_read,) = package.contents.notes
        (card,) = package.contents.cards
    assert (note_read.guid, note_read.type_id, note_read.modified) == ("42", 7, 0)
    assert (note_read.tags, note_read.fields) == ((), ("a\ufffd", "b"))
    assert (card.note_id, card.deck_id, card.number, card.due) == (1, 0, 0, 9)


def test_note_types_with_anything_in_them(tmp_path: Path) -> None:
    models = {"7": {"id": "7", "flds": [1, {"ord": "x"}], "tmpls": "none"}, "8": 5}
    data = collection_bytes(models=models, decks={"1": [], "2": {"name": None}})
    file = _of(tmp_path, {"collection.anki2": data, "media": json.dumps({}).encode()})
    with open_package(file) as package:
        (note_type,) = package.contents.types.values()
        (deck,) = package.contents.decks.values()
    assert (note_type.id, note_type.name, note_type.fields, note_type.templates) == (
        7,
        "",
        ("",),
        (),
    )
    assert deck.name == ""

"""Packages that nobody sane has made: each is refused by what is wrong with it."""

import json
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
    message = _refused(file)
    assert message.startswith("'collection.anki2' in it unpacks to more than 64 MB from ")


def test_a_bomb_of_zstandard(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    bomb = zstandard.ZstdCompressor().compress(bytes(100 << 20))
    assert len(bomb) < 20_000
    message = _refused(_of(tmp_path, {"meta": b"\x08\x03", "collection.anki21b": bomb}))
    assert message.startswith("'collection.anki21b' in it unpacks to more than 64 MB from ")


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
    message = "collection.anki2: damaged: file is not a database"
    assert _refused(_of(tmp_path, {"collection.anki2": b"no database " * 100})) == message


def test_an_empty_database(tmp_path: Path) -> None:
    entries = {"collection.anki2": collection_bytes(schema="create table other (x);")}
    message = "collection.anki2: there is no table 'col' in it"
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
    message = "collection.anki2: there is no table 'notes' in it"
    assert _refused(_of(tmp_path, {"collection.anki2": data})) == message


def test_a_table_that_computes(tmp_path: Path) -> None:
    computed = (
        "create table notes (id integer primary key, guid, mid, mod, tags,"
        " flds text generated always as (hex(zeroblob(400000000))) virtual)"
    )
    data = collection_bytes(
        computed, "insert into notes values (1, 'g', 7, 0, '')", schema=_WITHOUT_NOTES
    )
    message = "collection.anki2: the table 'notes' in it computes columns"
    assert _refused(_of(tmp_path, {"collection.anki2": data})) == message


def test_a_value_longer_than_a_field_can_be(tmp_path: Path) -> None:
    data = collection_bytes("insert into notes values (1, 'g', 7, 0, '', zeroblob(70 << 20))")
    file = tmp_path / "x.apkg"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("collection.anki2", data)
    assert _refused(file) == "collection.anki2: damaged: string or blob too big"


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
    assert refused == "collection.anki2: damaged: it says more than it holds"


@pytest.mark.parametrize(
    ("models", "message"),
    [
        ("[" * 100_000, "the models are nested too deeply"),
        ("[1, 2]", "the models are no object"),
        ("{", "Expecting property name"),
        ('{"1": ' + "9" * 5000 + "}", "Exceeds the limit"),
    ],
)
def test_note_types_that_are_no_json(tmp_path: Path, models: str, message: str) -> None:
    data = collection_bytes(models=models)
    refused = _refused(_of(tmp_path, {"collection.anki2": data}))
    assert refused.startswith(f"collection.anki2: damaged: {message}")


def test_a_list_of_media_that_is_none(tmp_path: Path) -> None:
    entries = {"collection.anki2": collection_bytes(), "media": b"[]"}
    message = "collection.anki2: damaged: the list of media is no object"
    assert _refused(_of(tmp_path, entries)) == message


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

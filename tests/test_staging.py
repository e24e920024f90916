"""Files that appear whole, or not at all; what is no file stays what it is."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from card2anki.errors import UsageError
from card2anki.staging import Staging


def test_a_file_appears_when_the_block_ends(tmp_path: Path) -> None:
    file = tmp_path / "new" / "pot.txt"
    with Staging() as staging:
        staging.write(file, [b"blue"])
        assert not file.exists()
    assert file.read_bytes() == b"blue"


def test_nothing_is_left_of_a_block_that_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with Staging() as staging:
            staging.write(tmp_path / "pot.txt", [b"blue"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_pieces(tmp_path: Path) -> None:
    with Staging() as staging:
        staging.write(tmp_path / "pot.txt", iter([b"blue", b" and ", b"green"]))
    assert (tmp_path / "pot.txt").read_bytes() == b"blue and green"


def test_nothing_is_left_where_the_pieces_end_with_an_error(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"blue"
        raise UsageError("no more")

    with pytest.raises(UsageError, match=r"^no more$"), Staging() as staging:
        staging.write(tmp_path / "pot.txt", pieces())
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    message = r"pipe: can't be written: not a regular file$"
    with pytest.raises(UsageError, match=message), Staging() as staging:
        staging.write(pipe, [b"blue"])
    assert stat.S_ISFIFO(pipe.stat().st_mode)

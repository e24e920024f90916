"""The lock file: its text, its older form, and what git makes of two branches."""

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.anki.lock import (
    Identity,
    has_conflict,
    lock_bytes,
    lock_text,
    merged,
    parse_lock,
    read_lock,
)
from card2anki.errors import UsageError

_ONE = Identity(
    guid="0b",
    note_id=1_700_000_000_000,
    modified=1_700_000_000,
    content="a" * 16,
    question="b" * 16,
    path="metals/a b.md",
    sketch="A" * 42 + "_",
    retired=1_700_003_600,
    id="tin",
    text="What is tin?",
)
_V1 = "# card2anki lock 1\n0b 5000 2023-11-14T22:13:20Z aaaaaaaaaaaaaaaa 0123456789abcdef a b.md\n"


def _lock(*entries: Identity) -> dict[str, Identity]:
    return {one.guid: one for one in entries}


def test_a_card_has_one_line_in_the_order_of_guids() -> None:
    other = Identity("0a", 7, 1_700_000_000, "c" * 16, "d" * 16, "z.md")
    lines = lock_text(_lock(_ONE, other)).splitlines()
    assert lines[0] == "# card2anki lock 2"
    assert lines[4:] == [
        "0a 7 2023-11-14T22:13:20Z cccccccccccccccc dddddddddddddddd - - - z.md\t",
        "0b 1700000000000 2023-11-14T22:13:20Z aaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbb"
        f" {'A' * 42}_ 2023-11-14T23:13:20Z tin metals/a b.md\tWhat is tin?",
    ]


_IDENTITIES = st.builds(
    Identity,
    guid=st.from_regex(r"[!-~]{8,12}", fullmatch=True),  # genanki's, and Anki's own, too
    note_id=st.integers(1, 10**15 - 1),
    modified=st.integers(0, 253_402_300_799),
    content=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    question=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    path=st.sampled_from(["a.md", "b c/d.md", "é.md", "odd\udcff.md"]),
    sketch=st.sampled_from(["", "-" * 43, "Az_9" * 10 + "abc"]),
    retired=st.none() | st.integers(0, 253_402_300_799),
    id=st.sampled_from(["", "tin", "a.b-c_1"]),
    text=st.sampled_from(["", "What is tin?", "Why ``` and \t?", "«é»"]),
)


@given(st.lists(_IDENTITIES, unique_by=(lambda one: one.guid, lambda one: one.note_id)))
@settings(deadline=None)
def test_a_lock_is_read_as_it_was_written(entries: list[Identity]) -> None:
    lock = _lock(*entries)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "card2anki.lock")
        file.write_bytes(lock_bytes(lock))
        assert read_lock(file) == lock


def test_version_1_is_read_and_carried_over() -> None:
    lock = parse_lock(_V1, "lock")
    assert lock == _lock(
        Identity("0b", 5000, 1_700_000_000, "a" * 16, "0123456789abcdef", "a b.md")
    )
    assert parse_lock(lock_text(lock), "lock") == lock


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1: not the beginning of a lock file; git has its last good version"),
        ("something else\n", ":1: not the beginning of a lock file; git has its last good"),
        ("<<<<<<< HEAD\n", ":1: not the beginning of a lock file: a merge is unfinished"),
        ("# card2anki lock 3\n", ":1: written by a newer card2anki"),
        ("# card2anki lock 1\nabc\n", ":2: not a line of a lock; git has its last good version"),
        (
            "# card2anki lock 1\n=======\n",
            ":2: not a line of a lock: a merge is unfinished, 'card2anki lock' resolves it",
        ),
        (
            "# card2anki lock 1\ng 1 2023-13-14T22:13:20Z 0123456789abcdef 0123456789abcdef a\n",
            ":2: month must be in 1..12",
        ),
    ],
)
def test_a_broken_lock_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "card2anki.lock"
    file.write_text(text)
    with pytest.raises(UsageError) as error:
        read_lock(file)
    assert str(error.value).startswith(f"{file}{message}")


def test_no_lock_is_an_empty_one(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "card2anki.lock") == {}


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "card2anki.lock"
    file.write_bytes(lock_text(_lock(_ONE)).replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_lock(file) == _lock(_ONE)


def test_lines_of_one_card_are_joined_in_either_order() -> None:
    lines = [
        "g 5000 2023-11-14T22:13:20Z aaaaaaaaaaaaaaaa 0123456789abcdef - - - a.md\tWhat?",
        "g 7000 2024-01-01T00:00:00Z bbbbbbbbbbbbbbbb 0123456789abcdef"
        " - 2024-01-02T00:00:00Z - b.md\tWhat?",
        "h 5000 2023-11-14T22:13:20Z cccccccccccccccc 1123456789abcdef - - - a.md\tWho?",
    ]
    for order in (lines, lines[::-1]):
        lock = parse_lock("\n".join(["# card2anki lock 2", *order]), "lock")
        assert (lock["g"].note_id, lock["g"].content, lock["g"].path) == (5000, "b" * 16, "b.md")
        assert lock["g"].retired is None  # one of the branches has the card
        assert lock["h"].note_id == 5001  # two cards of one second


def test_a_card_that_both_branches_retired_is_joined_in_either_order() -> None:
    start = "g 5000 2023-11-14T22:13:20Z aaaaaaaaaaaaaaaa 0123456789abcdef - "
    lines = [
        f"{start}2024-01-02T00:00:00Z - a.md\tWhat?",
        f"{start}2024-01-05T00:00:00Z - a.md\tWhat?",
    ]
    for order in (lines, lines[::-1]):
        lock = parse_lock("\n".join(["# card2anki lock 2", *order]), "lock")
        assert lock["g"].retired == 1_704_412_800


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_git_merges_what_two_branches_add(tmp_path: Path, style: str) -> None:
    def git(*arguments: str) -> int:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        command = ["git", *identity, "-c", f"merge.conflictStyle={style}", *arguments]
        return subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode

    def entry(guid: str, content: str, modified: int = 1_700_000_000) -> Identity:
        return Identity(guid, int(guid, 16), modified, content * 16, "b" * 16, "a.md", text="Why?")

    def commit(lock: dict[str, Identity]) -> None:
        (tmp_path / "card2anki.lock").write_bytes(lock_bytes(lock))
        assert git("add", ".") == git("commit", "-m", "cards") == 0

    base = _lock(*(entry(f"{number:04x}", "a") for number in range(16, 4096, 16)))
    ours = base | _lock(entry("0011", "b"), entry("0100", "c", 1_700_000_060), entry("0f01", "d"))
    theirs = base | _lock(entry("0012", "b"), entry("0100", "d", 1_700_000_090), entry("0803", "d"))
    assert git("init", "-b", "main") == 0
    commit(base)
    git("checkout", "-b", "theirs")
    commit(theirs)
    git("checkout", "main")
    commit(ours)
    assert git("merge", "theirs") == 1  # both edited card 0100
    text = (tmp_path / "card2anki.lock").read_text()
    assert has_conflict(text)
    with pytest.raises(UsageError, match="a merge is unfinished, 'card2anki lock' resolves it"):
        read_lock(tmp_path / "card2anki.lock")
    assert parse_lock(merged(text), "lock") == base | ours | theirs


def test_git_needs_no_help_where_the_lines_are_not_neighbours(tmp_path: Path) -> None:
    def git(*arguments: str) -> int:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        return subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode

    base = [f"{number:02x} 2 2023-11-14T22:13:20Z {'a' * 16} {'b' * 16} - - - a.md\tWhy?"
            for number in range(16, 200, 4)]  # fmt: skip
    file = tmp_path / "card2anki.lock"

    def commit(*lines: str) -> None:
        file.write_text("\n".join(["# card2anki lock 2", *sorted({*base, *lines}), ""]))
        assert git("add", ".") == git("commit", "-m", "cards") == 0

    assert git("init", "-b", "main") == 0
    commit()
    git("checkout", "-b", "theirs")
    commit(base[3].replace("10", "11", 1).replace("1c", "1d", 1))
    git("checkout", "main")
    commit(base[9].replace("34", "35", 1))
    assert git("merge", "--no-edit", "theirs") == 0
    assert set(read_lock(file)) == {*(line[:2] for line in base), "1d", "35"}


def test_a_merge_of_two_versions_is_resolved() -> None:
    text = f"<<<<<<< ours\n{_V1}=======\n{lock_text(_lock(_ONE))}>>>>>>> theirs\n"
    lock = parse_lock(merged(text), "lock")
    assert lock["0b"].note_id == 5000
    assert lock["0b"].retired is None
    newer = text.replace("lock 2", "lock 3")
    with pytest.raises(UsageError, match="written by a newer card2anki"):
        parse_lock(merged(newer), "lock")

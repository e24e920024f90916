"""``card2anki lock`` and ``build --locked`` as a user runs them."""

import json
import subprocess
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from card2anki.anki.notes import Choice
from card2anki.building import draft_file
from card2anki.errors import UsageError
from card2anki.identifying import identified, write_lock_of
from card2anki.pipeline import prepare
from tests.conftest import Run

_LATER = 1_700_003_600


def _card(question: str, answer: str, comment: str = "") -> str:
    return f"#### Knots\n{comment}:p {question}\n??x\n{answer}\nx??\n\n---\n\n"


_BOWLINE = _card("What does a bowline make?", "A loop at the end of a rope that does not slip.")
_REEF = _card("What is a reef knot for?", "For tying two ends of one rope, round a parcel say.")


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "knots.md").write_text(_BOWLINE + _REEF)
    return folder


def _entries(decks: Path) -> dict[str, dict[str, str]]:
    found = {}
    for line in (decks / "card2anki.lock").read_text().splitlines():
        if not line.startswith("#"):
            fields, _, question = line.partition("\t")
            guid, note_id, modified, _, _, _, retired, name, path = fields.split(" ", 8)
            found[question] = {
                "guid": guid, "note_id": note_id, "modified": modified, "retired": retired,
                "id": name, "path": path,
            }  # fmt: skip
    return found


def _ok(run: Run, *arguments: str | Path, **options: Any) -> str:
    result = run(*arguments, **options)
    assert result.returncode == 0, result.stderr
    return str(result.stdout)


def test_it_writes_the_lock_that_build_writes(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    result = card2anki("lock")
    assert (result.returncode, result.stdout) == (0, "decks/card2anki.lock  2 new\n")
    told, _ = result.stderr.splitlines()
    assert told == "decks/card2anki.lock: 2 cards, 0 retired; brought up to date"
    lock = (decks / "card2anki.lock").read_bytes()
    _ok(card2anki, "build", epoch=_LATER)
    assert (decks / "card2anki.lock").read_bytes() == lock
    result = card2anki("lock", "--check", epoch=_LATER)
    assert (result.returncode, result.stdout) == (0, "")
    assert not list(tmp_path.rglob(".c2a-*"))


def test_a_card_that_vanishes_is_retired_and_said_so(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "build")
    before = _entries(decks)
    (decks / "knots.md").write_text(_BOWLINE)
    out = _ok(card2anki, "build", epoch=_LATER)
    assert "decks/card2anki.lock  1 retired\n" in out
    assert "retired: 1 card, kept in the lock and in every collection\n" in out
    assert "  knots.md: What is a reef knot for?\n" in out
    after = _entries(decks)
    gone = "What is a reef knot for?"
    assert after[gone] == before[gone] | {"retired": "2023-11-14T23:13:20Z"}
    (decks / "knots.md").write_text(_BOWLINE + _REEF)
    data = json.loads(_ok(card2anki, "lock", "--output-format", "json", epoch=_LATER))
    assert [one["question"] for one in data["lock"]["back"]] == [gone]
    assert _entries(decks) == before


def test_min_rating_and_part_of_the_files_retire_nothing(card2anki: Run, decks: Path) -> None:
    (decks / "more.md").write_text("**Rating: 3/10**\n\n" + _card("Is rope of hemp?", "Often."))
    _ok(card2anki, "build")
    before = (decks / "card2anki.lock").read_bytes()
    (decks / "renamed.md").write_text("")
    assert card2anki("build", "--min-rating", "9").returncode == 2  # no card is left to pack
    _ok(card2anki, "build", "decks/more.md", "--min-rating", "2", epoch=_LATER)
    _ok(card2anki, "lock", "decks/knots.md", epoch=_LATER)
    (decks / "more.md").unlink()
    _ok(card2anki, "lock", "decks/knots.md", epoch=_LATER)  # its card may be in another file
    assert (decks / "card2anki.lock").read_bytes() == before
    _ok(card2anki, "lock", epoch=_LATER)
    assert _entries(decks)["Is rope of hemp?"]["retired"] == "2023-11-14T23:13:20Z"


def test_cards_below_the_rating_keep_their_identity(card2anki: Run, decks: Path) -> None:
    (decks / "more.md").write_text("**Rating: 3/10**\n\n" + _card("Is rope of hemp?", "Often."))
    _ok(card2anki, "build", "--min-rating", "2", "-o", "out")
    some = _entries(decks)
    _ok(card2anki, "build", "-o", "out", epoch=_LATER)
    assert _entries(decks) == some
    assert set(some) == {
        "Is rope of hemp?",
        "What does a bowline make?",
        "What is a reef knot for?",
    }


def test_folders_that_are_not_named_lose_no_card(card2anki: Run, decks: Path) -> None:
    for name in "abc":
        (decks / name).mkdir()
        (decks / name / "part.md").write_text(_card(f"What is rope {name}?", f"Rope of {name}."))
    _ok(card2anki, "lock")
    (decks / "b" / "part.md").unlink()
    _ok(card2anki, "lock", "decks/a", "decks/c", epoch=_LATER)
    assert _entries(decks)["What is rope b?"]["retired"] == "-"
    _ok(card2anki, "lock", "decks/a", "decks/b", "decks/c", epoch=_LATER)
    assert _entries(decks)["What is rope b?"]["retired"] == "2023-11-14T23:13:20Z"


def test_locked_writes_nothing_and_names_the_cards(card2anki: Run, decks: Path) -> None:
    result = card2anki("build", "--locked", "-o", "out")
    assert result.returncode == 1
    _ok(card2anki, "lock")
    _ok(card2anki, "build", "--locked", "-o", "out")
    before = {file: file.read_bytes() for file in decks.parent.rglob("*") if file.is_file()}
    edited = _BOWLINE.replace("slip", "give") + _card("Who ties knots?", "Sailors, and climbers.")
    (decks / "knots.md").write_text(edited)
    before[decks / "knots.md"] = edited.encode()
    for command in ("build", "--locked", "-o", "out"), ("lock", "--check"):
        result = card2anki(*command, epoch=_LATER)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr == dedent(
            """\
            new: 1 card
              knots.md: Who ties knots?
            retired: 1 card
              knots.md: What is a reef knot for?
            changed: 1 card
              knots.md: What does a bowline make?
            decks/card2anki.lock is not up to date: run 'card2anki lock' and commit it
            """
        )
    assert {f: f.read_bytes() for f in decks.parent.rglob("*") if f.is_file()} == before


def test_check_says_in_json_what_is_stale(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "lock")
    (decks / "knots.md").write_text(_BOWLINE)
    result = card2anki("lock", "--check", "--output-format", "json")
    assert result.returncode == 1
    retired = json.loads(result.stdout)["lock"]["retired"]
    assert [one["question"] for one in retired] == ["What is a reef knot for?"]


def test_a_refused_build_says_in_json_what_is_stale(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "lock")
    (decks / "knots.md").write_text(_BOWLINE)
    result = card2anki("build", "--locked", "--output-format", "json")
    assert result.returncode == 1
    told = json.loads(result.stdout)
    assert told["packages"] == []
    assert [one["question"] for one in told["lock"]["retired"]] == ["What is a reef knot for?"]


def test_dates_that_no_calendar_has_are_refused_with_advice(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "lock")
    file = decks / "card2anki.lock"
    file.write_text(file.read_text().replace("2023-11-14T", "2023-11-34T", 1))
    result = card2anki("lock", "--check")
    assert result.returncode == 2
    assert result.stderr.endswith("; git has its last good version\n")
    file.unlink()
    result = card2anki("build", epoch=253_370_764_800)
    assert result.returncode == 2
    assert "SOURCE_DATE_EPOCH must be a number of seconds" in result.stderr


def test_lock_says_that_a_lock_is_new(card2anki: Run, decks: Path) -> None:
    said = (
        "decks/card2anki.lock is new: commit it with the decks, learners' reviews depend on it;"
        " if there was one before, restore that instead\n"
    )
    assert card2anki("lock").stderr.endswith(said)
    assert "is new" not in card2anki("lock").stderr


def test_a_lock_with_the_line_ends_of_windows_is_up_to_date(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "lock")
    file = decks / "card2anki.lock"
    checked_out = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(checked_out)
    _ok(card2anki, "build", "--locked")
    _ok(card2anki, "lock", "--check")
    assert file.read_bytes() == checked_out


def test_a_lock_that_another_build_wrote_meanwhile_is_kept(decks: Path) -> None:
    file = decks / "card2anki.lock"
    run = prepare((str(decks),), None)
    drafts = [draft_file(Choice(), run, one) for one in run.files]
    who = identified([note for draft in drafts for note in draft.notes], run, file)
    write_lock_of(who, file)
    with pytest.raises(UsageError, match="something else wrote it meanwhile: run this again"):
        write_lock_of(who, file)


def test_check_and_explain_are_two_things(card2anki: Run, decks: Path) -> None:
    result = card2anki("lock", "--check", "--explain")
    assert result.returncode == 2
    assert "--check and --explain" in result.stderr


def test_a_lock_of_version_1_is_carried_over(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "build")
    lock = decks / "card2anki.lock"
    new = lock.read_text()
    old = ["# card2anki lock 1"]
    for line in new.splitlines()[4:]:
        fields = line.partition("\t")[0].split(" ")
        old.append(" ".join([*fields[:5], fields[8]]))
    lock.write_text("\n".join([*old, ""]))
    result = card2anki("build", "--locked", epoch=_LATER)
    assert result.returncode == 1
    assert "the file would be written anew, no card would change" in result.stderr
    _ok(card2anki, "build", epoch=_LATER)
    assert lock.read_text() == new


def test_a_new_lock_is_said_and_a_lost_one_loudly(card2anki: Run, decks: Path) -> None:
    assert card2anki("build", "--dry-run").stderr == ""
    result = card2anki("build")
    said = "decks/card2anki.lock is new: commit it with the decks, learners' reviews depend on it\n"
    assert result.stderr == said
    before = _entries(decks)
    (decks / "card2anki.lock").unlink()
    result = card2anki("build", epoch=_LATER)
    assert result.returncode == 0
    assert result.stderr.startswith(
        "card2anki: warning: output/knots.apkg was built before, and its lock is gone:"
    )
    assert "cards whose question was never edited have their GUIDs again" in result.stderr
    assert {q: one["guid"] for q, one in _entries(decks).items()} == {
        q: one["guid"] for q, one in before.items()
    }
    assert card2anki("build", epoch=_LATER).stderr == ""


def test_an_id_follows_a_card_through_everything(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "build")
    guid = _entries(decks)["What is a reef knot for?"]["guid"]
    comment = "<!-- card2anki: id=reef-knot -->\n"
    named = _card("What is a reef knot for?", "For tying two ends of one rope.", comment)
    (decks / "knots.md").write_text(_BOWLINE + named)
    _ok(card2anki, "build", epoch=_LATER)
    assert _entries(decks)["What is a reef knot for?"]["id"] == "reef-knot"
    (decks / "knots.md").write_text(_BOWLINE)
    (decks / "other.md").write_text(_card("Name a use of it.", "Parcels.", comment))
    _ok(card2anki, "build", epoch=_LATER)
    assert _entries(decks)["Name a use of it."] | {"modified": ""} == {
        "guid": guid, "note_id": "1700000000001", "modified": "", "retired": "-",
        "id": "reef-knot", "path": "other.md",
    }  # fmt: skip


def test_a_copied_id_is_an_error_with_both_places(card2anki: Run, decks: Path) -> None:
    comment = "<!-- card2anki: id=knot -->\n"
    (decks / "knots.md").write_text(_BOWLINE + _card("Who ties knots?", "Sailors do.", comment))
    (decks / "more.md").write_text(_card("Who unties them?", "The same sailors.", comment))
    for command in ("build", "lock"):
        result = card2anki(command)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == (
            "card2anki: error: decks/knots.md:9 and decks/more.md:1: two cards have the id 'knot':"
            " give one of them another, or none\n"
        )
    assert not (decks / "card2anki.lock").exists()
    out = card2anki("check", "--select", "U105").stdout
    assert "decks/more.md:3:4: U105 another card has the id 'knot'" in out
    assert "decks/knots.md:11" in out


def test_a_copied_id_takes_no_card_of_a_file_that_a_run_leaves_out(
    card2anki: Run, decks: Path
) -> None:
    comment = "<!-- card2anki: id=knot -->\n"
    (decks / "more.md").write_text(_card("Who ties knots?", "Sailors do.", comment))
    _ok(card2anki, "lock")
    before = _entries(decks)
    (decks / "knots.md").write_text(_card("Name a long rope.", "A hawser.", comment))
    result = card2anki("build", "decks/knots.md")
    assert result.returncode == 2
    assert result.stderr == (
        f"card2anki: error: {(decks / 'more.md').resolve().as_posix()}:1 and decks/knots.md:1: two"
        " cards have the id 'knot': give one of them another, or none\n"
    )
    assert _entries(decks) == before
    (decks / "more.md").write_text(_REEF)
    _ok(card2anki, "build", "decks/knots.md")
    assert _entries(decks)["Name a long rope."]["guid"] == before["Who ties knots?"]["guid"]


@pytest.mark.parametrize("text", ["id=a b", "id=", "ID = é", "id=" + "x" * 65])
def test_an_id_of_bad_form_is_an_error(card2anki: Run, decks: Path, text: str) -> None:
    comment = f"<!-- card2anki: {text} -->\n"
    (decks / "knots.md").write_text(_BOWLINE + _card("Who ties knots?", "Sailors do.", comment))
    result = card2anki("build")
    assert result.returncode == 2
    assert f"decks/knots.md:10: comment says {text!r}: an id is 1 to 64 letters" in result.stderr
    result = card2anki("check", "--select", "U")
    assert result.returncode == 1
    assert "decks/knots.md:10:1: U106 comment says" in result.stdout
    assert "U102" not in result.stdout


def test_a_second_id_on_a_card(card2anki: Run, decks: Path) -> None:
    comments = "<!-- card2anki: id=one -->\n<!-- card2anki: id=two -->\n"
    (decks / "knots.md").write_text(_card("Who ties knots?", "Sailors do.", comments))
    result = card2anki("build")
    assert result.returncode == 2
    assert "knots.md:3: comment says 'id=two': the card has an id: write one" in result.stderr


def test_explain_says_why_each_card_is_who_it_is(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "build")
    guids = {question: one["guid"] for question, one in _entries(decks).items()}
    reworded = _BOWLINE.replace("What does a bowline make?", "What is it that a bowline makes?")
    (decks / "knots.md").write_text(reworded + _card("Who ties knots?", "Sailors do."))
    (decks / "parcels.md").write_text(_REEF)
    lines = _ok(card2anki, "lock", "--explain", epoch=_LATER).splitlines()
    bowline, reef = guids["What does a bowline make?"], guids["What is a reef knot for?"]
    assert lines[0].startswith(f"decks/knots.md:1: {bowline} alike, ")
    assert " new: no known card is like it" in lines[1]
    assert lines[2] == f"decks/parcels.md:1: {reef} same question and answer, moved from knots.md"
    assert set(_entries(decks)) == set(guids)  # nothing was written
    at = ("--explain", "decks/parcels.md:3", "--output-format", "json")
    (card,) = json.loads(_ok(card2anki, "lock", *at, epoch=_LATER))["cards"]
    assert card == {
        "path": "decks/parcels.md",
        "line": 1,
        "guid": reef,
        "id": "",
        "question": "What is a reef knot for?",
        "reason": "answer",
        "likeness": 1.0,
        "known_as": {"path": "knots.md", "question": "What is a reef knot for?"},
        "why": "same question and answer, moved from knots.md",
    }
    elsewhere = (f"{decks}/parcels.md:4", f"{decks}/../decks/parcels.md:2")
    for place in elsewhere:
        assert _ok(card2anki, "lock", "--explain", place, epoch=_LATER).startswith(lines[2])
    result = card2anki("lock", "--explain", "decks/none.md:3")
    assert result.returncode == 2
    assert "decks/none.md:3: no card of this run begins there or above" in result.stderr
    assert "is not FILE:LINE" in card2anki("lock", "--explain", "decks").stderr


def test_two_people_add_cards_and_edit_the_same_one(card2anki: Run, decks: Path) -> None:
    def git(*arguments: str) -> int:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        folder = decks.parent
        return subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode

    def commit() -> None:
        assert git("add", "decks") == git("commit", "-m", "cards") == 0

    for number in range(40):
        file = decks / f"part{number:02}.md"
        file.write_text(_card(f"How many strands has rope {number}?", f"It has {number} strands."))
    assert git("init", "-b", "main") == 0
    _ok(card2anki, "lock")
    commit()
    before = _entries(decks)
    git("checkout", "-b", "theirs")
    (decks / "knots.md").write_text(_BOWLINE.replace("slip", "give") + _REEF)
    (decks / "theirs.md").write_text(_card("What is a hawser?", "A thick rope of three strands."))
    _ok(card2anki, "lock", epoch=_LATER)
    commit()
    git("checkout", "main")
    (decks / "knots.md").write_text(_BOWLINE.replace("rope", "line") + _REEF)
    (decks / "ours.md").write_text(_card("What is a cable?", "Three hawsers laid up together."))
    _ok(card2anki, "lock", epoch=_LATER + 60)
    commit()
    assert git("merge", "theirs") == 1
    both = _BOWLINE.replace("slip", "give").replace("rope", "line")
    (decks / "knots.md").write_text(both + _REEF)  # what a person does to the sources
    result = card2anki("build", epoch=_LATER + 120)
    assert result.returncode == 2
    assert "a merge is unfinished, 'card2anki lock' resolves it" in result.stderr
    _ok(card2anki, "lock", epoch=_LATER + 120)
    after = _entries(decks)
    assert set(after) == {*before, "What is a hawser?", "What is a cable?"}
    assert {q: after[q]["guid"] for q in before} == {q: before[q]["guid"] for q in before}
    changed = {q for q in before if after[q] != before[q]}
    assert changed == {"What does a bowline make?"}
    assert after["What does a bowline make?"]["modified"] == "2023-11-14T23:15:20Z"
    commit()
    _ok(card2anki, "build", "--locked", epoch=_LATER + 180)


def test_a_card_that_is_there_goes_before_one_that_is_retired(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "build")
    before = _entries(decks)
    (decks / "ropes.md").write_text(_BOWLINE + _REEF)
    _ok(card2anki, "build", epoch=_LATER)
    (decks / "ropes.md").unlink()
    assert "2 retired" in _ok(card2anki, "build", epoch=_LATER + 1)
    (decks / "knots.md").rename(decks / "ropes.md")
    out = _ok(card2anki, "build", epoch=_LATER + 2)
    assert "decks/card2anki.lock  2 changed\n" in out
    known = {one["guid"] for one in before.values()}
    lines = (decks / "card2anki.lock").read_text().splitlines()
    there = {line.split()[0] for line in lines if " - - ropes.md\t" in line}
    assert there == known


def test_a_copy_takes_no_card_of_a_file_that_a_run_leaves_out(card2anki: Run, decks: Path) -> None:
    title = "# Flashcards: Ropes (Part 1)\n\n"
    (decks / "knots.md").write_text(title + _BOWLINE + _REEF)
    _ok(card2anki, "build")
    before = (decks / "card2anki.lock").read_text()
    (decks / "ropes.md").write_text(title + _BOWLINE + _REEF)
    assert "  2 new\n" in _ok(card2anki, "build", "decks/ropes.md", epoch=_LATER)
    after = (decks / "card2anki.lock").read_text().splitlines()
    assert set(before.splitlines()) < set(after)
    (decks / "knots.md").write_text(title + _REEF)  # the other one was moved after all
    (decks / "more.md").write_text(title + _BOWLINE)
    assert "  1 moved\n" in _ok(card2anki, "build", "decks/more.md", epoch=_LATER)


def test_an_odd_backtick_hides_no_id(card2anki: Run, decks: Path) -> None:
    text = _BOWLINE.replace("a bowline make?", "` mean? <!-- card2anki: id=tick -->")
    (decks / "knots.md").write_text(text)
    _ok(card2anki, "lock")
    assert _entries(decks)["What does ` mean?"]["id"] == "tick"


def test_a_lock_that_lost_its_lines_is_said_loudly(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "build")
    lock = decks / "card2anki.lock"
    lock.write_text("".join(lock.read_text().splitlines(keepends=True)[:4]))
    result = card2anki("build", epoch=_LATER)
    assert result.stderr.startswith(
        "card2anki: warning: output/knots.apkg was built before, and its lock is empty:"
    )


@pytest.mark.parametrize("version", ["0", "00", "x"])
def test_a_version_that_is_none(card2anki: Run, decks: Path, version: str) -> None:
    _ok(card2anki, "build")
    lock = decks / "card2anki.lock"
    lock.write_text(lock.read_text().replace("lock 2", f"lock {version}", 1))
    result = card2anki("build")
    assert result.returncode == 2
    assert result.stderr == (
        f"card2anki: error: {lock}:1: not the beginning of a lock file; git has its last good"
        " version\n"
    )


def test_lines_of_another_version(card2anki: Run, decks: Path) -> None:
    _ok(card2anki, "build")
    lock = decks / "card2anki.lock"
    lock.write_text(lock.read_text().replace("lock 2", "lock 1", 1))
    assert ":5: not a line of a lock" in card2anki("build").stderr


@pytest.mark.parametrize("command", ["build", "lock"])
def test_nothing_is_made_of_half_a_merge(card2anki: Run, decks: Path, command: str) -> None:
    side = "<<<<<<< HEAD\nA loop.\n=======\nA noose.\n>>>>>>> nooses"
    (decks / "knots.md").write_text(_REEF + _card("What does a bowline make?", side))
    result = card2anki(command)
    assert result.returncode == 2
    assert result.stderr == (
        "card2anki: error: decks/knots.md:12: a merge is unfinished: resolve it, and run this"
        " again\n"
    )
    assert not (decks / "card2anki.lock").exists()


@pytest.mark.parametrize("pattern", ["knots.md", "old"])
def test_a_card_leaves_a_file_that_is_excluded(card2anki: Run, decks: Path, pattern: str) -> None:
    title = "# Flashcards: Ropes (Part 1)\n\n"
    (decks / "knots.md").unlink()
    (decks / "old").mkdir()
    (decks / "old" / "knots.md").write_text(title + _BOWLINE + _REEF)
    _ok(card2anki, "build")
    before = _entries(decks)
    (decks.parent / "card2anki.toml").write_text(f'exclude = ["{pattern}"]\n')
    (decks / "ropes.md").write_text(title + _BOWLINE)
    assert "  1 moved\n" in _ok(card2anki, "build", epoch=_LATER)
    after = _entries(decks)
    assert {q: one["guid"] for q, one in after.items()} == {
        q: one["guid"] for q, one in before.items()
    }

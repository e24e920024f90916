"""A check from files to findings, the code of all files among them, and what was mended."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from card2anki.checker import Compilation, Tally, Verdict
from card2anki.checking import Checked, check, check_and_mend, write_repairs
from card2anki.config import Config, LintSettings
from card2anki.errors import UsageError
from card2anki.linting.repair import Repair
from card2anki.model import Safety, Severity
from card2anki.pipeline import Run, prepare
from card2anki.source.reading import decode, with_text
from tests.abacus import BEADS, NO_BEADS, Abacus, abacus_is_checked

_CARD = "#### Pot\n:p What is hot?\n??x\nThe pot.\n??x\n"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "pots.md"
    file.write_text(_CARD)
    run = prepare([str(file)])
    (repair,) = check_and_mend(run, None, Safety.SAFE, lambda: None).repairs
    file.write_text("Somebody else was here.\n")
    left = write_repairs([repair])
    assert left == {str(file): "changed on the disk meanwhile, not written: run again"}
    assert file.read_text() == "Somebody else was here.\n"


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    source = decode(b"x", str(tmp_path / "nowhere.md"))
    assert write_repairs([Repair(source, source)]) == {}


def test_a_link_stays_one(tmp_path: Path) -> None:
    file, link = tmp_path / "pots.md", tmp_path / "link.md"
    file.write_text("old")
    link.symlink_to(file)
    source = decode(b"old", str(link))
    assert write_repairs([Repair(source, with_text(source, "new"))]) == {}
    assert link.is_symlink()
    assert file.read_text() == "new"


def test_a_check_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "pots.md"
    file.write_text(_CARD)
    checked = check(prepare([str(file)]), None, lambda: None)
    assert [one.finding.code for one in checked.files[0].findings] == ["F001"]
    assert checked.repairs == []
    assert file.read_text() == _CARD


# -- code

_SELECTED = Config(lint=LintSettings(select=("F", "D", "U", "X")))


@pytest.fixture
def abacus() -> Iterator[Abacus]:
    with abacus_is_checked() as one:
        yield one


def _card(code: str, question: str = "How many?") -> str:
    return f"#### Pot\n:p {question}\n??x\n```abacus\n{code}\n```\nx??\n"


def _run(folder: Path, config: Config | None = None, **decks: str) -> Run:
    for name, text in decks.items():
        (folder / f"{name}.md").write_text(text)
    return replace(prepare([str(folder)]), config=config or _SELECTED)


def _codes(checked: Checked) -> list[list[str]]:
    return [[one.finding.code for one in file.findings] for file in checked.files]


def test_code_of_all_files_is_checked_at_once(tmp_path: Path, abacus: Abacus) -> None:
    run = _run(tmp_path, a=_card("FALLEN"), b=_card("bead", "Which?"), c=_card("LOOSE", "Where?"))
    checked = check(run, None, lambda: None)
    assert _codes(checked) == [["X101"], [], ["X201"]]
    assert [code for _, _, code, _ in abacus.seen] == ["FALLEN", "bead", "LOOSE"]
    assert abacus.closed == 1
    assert checked.compilation == Compilation(
        True, (Tally("abacus", BEADS, {Verdict.WRONG: 2, Verdict.CLEAN: 1}),), {}
    )


def test_no_process_is_started_while_a_checker_is_open(tmp_path: Path, abacus: Abacus) -> None:
    class Pool(ProcessPoolExecutor):
        def __init__(
            self, workers: int, initializer: Callable[[int], None], initargs: tuple[int]
        ) -> None:
            assert len(abacus.made) == abacus.closed
            fork = multiprocessing.get_context("fork")  # what the test set up holds there, too
            super().__init__(workers, fork, initializer, initargs)

    decks = {f"d{number:02}": _card("FALLEN", f"How many, {number}?") for number in range(30)}
    run = _run(tmp_path, None, **decks)
    with patch("concurrent.futures.ProcessPoolExecutor", Pool), patch("os.cpu_count", lambda: 2):
        checked = check_and_mend(run, None, Safety.SAFE, lambda: None)
    assert _codes(checked) == [[]] * 30
    assert len(abacus.calls[0]) == 30
    assert (abacus.children, abacus.closed) == ([], 1)


def test_severities_of_code_are_configured(tmp_path: Path, abacus: Abacus) -> None:
    config = Config(lint=LintSettings(select=("X",), severity=(("X101", Severity.INFO),)))
    checked = check(_run(tmp_path, config=config, a=_card("FALLEN")), None, lambda: None)
    assert [one.finding.severity for one in checked.files[0].findings] == [Severity.INFO]


def test_nothing_is_compiled_where_no_rule_for_code_is_in_force(
    tmp_path: Path, abacus: Abacus
) -> None:
    run = _run(tmp_path, config=Config(lint=LintSettings(select=("F",))), a=_card("FALLEN"))
    assert check(run, None, lambda: None).compilation == Compilation(False, (), {"abacus": 1})
    assert abacus.made == []


def test_rules_that_lack_their_tool_are_not_judged(tmp_path: Path, abacus: Abacus) -> None:
    run = _run(tmp_path, a=_card("bead"))
    assert check(run, None, lambda: None).files[0].judged >= {"X101", "X201"}
    abacus.toolchain = NO_BEADS
    judged = check(run, None, lambda: None).files[0].judged
    assert ("X101" in judged, "X201" in judged) == (True, False)


def test_code_is_mended_and_checked_again(tmp_path: Path, abacus: Abacus) -> None:
    run = _run(tmp_path, a=_card("FALLEN FALLEN"), b=_card("LOOSE odd", "Which?"))
    checked = check_and_mend(run, None, Safety.SAFE, lambda: None)
    one, other = checked.repairs
    assert one.after.text == _card("bead bead")
    assert [finding.code for finding in one.applied] == ["X101", "X101"]
    assert (other.is_changed, _codes(checked)) == (False, [[], ["X201"]])
    (tally,) = checked.compilation.tallies
    assert tally.verdicts == {Verdict.CLEAN: 1, Verdict.WRONG: 1}
    assert abacus.closed == 1
    checked = check_and_mend(run, None, Safety.UNSAFE, lambda: None)
    assert checked.repairs[1].after.text == _card("bead odd", "Which?")
    assert _codes(checked) == [[], []]


def test_code_and_other_faults_are_mended_together(tmp_path: Path, abacus: Abacus) -> None:
    text = _card("FALLEN").replace("\nx??", "\n??x")
    twin = _card("LOOSE") + "\n---\n\n" + _card("LOOSE")
    run = _run(tmp_path, a=text, b=twin.replace("How many?", "Which?"))
    checked = check_and_mend(run, None, Safety.UNSAFE, lambda: None)
    assert checked.repairs[0].after.text == _card("bead")
    assert checked.repairs[1].after.text == _card("bead", "Which?") + "\n---\n"
    assert [one.code for one in checked.repairs[1].applied] == ["D401", "X201"]


def test_what_is_excused_is_not_mended(tmp_path: Path, abacus: Abacus) -> None:
    text = _card("FALLEN").replace("??x\n", "??x\n<!-- card2anki: ignore[X101] -->\n")
    checked = check_and_mend(_run(tmp_path, a=text), None, Safety.SAFE, lambda: None)
    assert (checked.repairs[0].is_changed, _codes(checked)) == (False, [[]])


@pytest.mark.parametrize("code", ["FALLING", "FENCED"])
def test_a_fix_that_never_ends_or_does_harm_is_refused(
    tmp_path: Path, abacus: Abacus, code: str
) -> None:
    run = _run(tmp_path, a=_card(code), b=_card("LOOSE", "Which?"))
    checked = check_and_mend(run, None, Safety.UNSAFE, lambda: None)
    (repair, _) = checked.repairs
    assert (repair.is_changed, repair.applied) == (False, ())
    assert [finding.message for finding in repair.refused] == [f"{code} bead: put it back"]
    assert _codes(checked) == [["X101"], []]


def test_files_that_are_not_valid_are_checked_and_left_alone(
    tmp_path: Path, abacus: Abacus
) -> None:
    run = _run(tmp_path, a="")
    (tmp_path / "a.md").write_bytes(_card("FALLEN").encode() + b"\xfc\n")
    checked = check_and_mend(run, None, Safety.UNSAFE, lambda: None)
    assert "X101" in _codes(checked)[0]
    assert checked.repairs[0].is_changed is False


def test_a_deck_without_a_file_is_compiled(abacus: Abacus, tmp_path: Path) -> None:
    source = decode(_card("FALLEN").encode(), "pots.md")
    run = Run((Path("pots.md"),), tmp_path, tmp_path, _SELECTED, is_partial=True)
    assert _codes(check(run, [source], lambda: None)) == [["X101"]]
    (repair,) = check_and_mend(run, [source], Safety.SAFE, lambda: None).repairs
    assert repair.after.text == _card("bead")


def test_what_is_required_is_said_before_anything_is_written(
    tmp_path: Path, abacus: Abacus
) -> None:
    abacus.toolchain = NO_BEADS
    run = _run(tmp_path, a=_card("FALLEN")).requiring(["beads"])
    with pytest.raises(UsageError, match="beads is required and was not found"):
        check_and_mend(run, None, Safety.SAFE, lambda: None)
    assert (tmp_path / "a.md").read_text() == _card("FALLEN")
    assert abacus.closed == 1


def test_a_broken_checker_ends_the_run_and_is_closed(tmp_path: Path, abacus: Abacus) -> None:
    run = _run(tmp_path, a=_card("bead"))
    abacus.raises = KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        check(run, None, lambda: None)
    assert abacus.closed == 1

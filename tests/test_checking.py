"""Writing what was mended."""

from pathlib import Path

from card2anki.checking import check, check_and_mend, write_repairs
from card2anki.linting.repair import Repair
from card2anki.model import Safety
from card2anki.pipeline import prepare
from card2anki.source.reading import decode, with_text

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

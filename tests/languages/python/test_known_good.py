"""Pieces of right programs: nothing is said of them, however they were cut."""

from card2anki.languages.python.parsing import parses
from tests.languages.python.cutting import PROGRAMS, cuts
from tests.languages.python.judging import found_in, told


def test_the_programs_are_right() -> None:
    assert len(PROGRAMS) == 3
    assert all(parses(path.read_text("utf-8")) for path in PROGRAMS)


def test_pieces_of_right_programs_are_right() -> None:
    codes = tuple(cut.text for cut in cuts())
    said = zip(cuts(), found_in(codes), strict=True)
    assert len(codes) > 1000
    assert [f"{cut}: {told(cut.text, found)}" for cut, found in said if found] == []


def test_every_way_to_cut_is_there() -> None:
    assert {cut.kind for cut in cuts()} == {
        *("program", "statement", "indented", "with tabs", "body", "neighbours", "head alone"),
        *("doctest", "session", "notebook"),
        *("comment for a body", "comments and more", "dots for a body"),
    }

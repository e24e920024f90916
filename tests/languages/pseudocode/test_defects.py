"""A defect put into a good program is found, and found where it is."""

from __future__ import annotations

import pytest

from tests.languages.pseudocode.defects import WANTED, Defect, Kind, defects
from tests.languages.pseudocode.examining import mistakes

#: How many of a hundred are found, and how many of those within a line of where they are.
_FOUND = 95
_IN_PLACE = 90
#: The same, for each kind alone.
_OF_A_KIND = dict.fromkeys(Kind, 90)


@pytest.fixture(scope="module")
def missed() -> list[Defect]:
    return [defect for defect in defects() if not mistakes(defect.text)]


def test_there_are_enough_defects_and_always_the_same() -> None:
    assert len(defects()) >= WANTED
    defects.cache_clear()
    first = defects()
    defects.cache_clear()
    assert defects() == first


def test_a_defect_is_its_program_with_one_edit() -> None:
    for defect in defects():
        edit, text = defect.edit, defect.program.text
        assert defect.text != text
        assert defect.text == text[: edit.start] + edit.text + text[edit.end :]


def test_defects_are_found(missed: list[Defect]) -> None:
    share = 100 * (1 - len(missed) / len(defects()))
    assert share >= _FOUND, f"{share:.1f} %, missed:\n" + "\n".join(map(str, missed))


@pytest.mark.parametrize("kind", Kind)
def test_defects_of_each_kind_are_found(kind: Kind, missed: list[Defect]) -> None:
    number = sum(defect.kind is kind for defect in defects())
    some = [defect for defect in missed if defect.kind is kind]
    share = 100 * (1 - len(some) / number)
    assert share >= _OF_A_KIND[kind], f"{share:.1f} %, missed:\n" + "\n".join(map(str, some))


def test_defects_are_found_where_they_are() -> None:
    elsewhere, found = [], 0
    for defect in defects():
        places = [one.start for one in mistakes(defect.text)]
        found += bool(places)
        if places and not any(map(defect.is_near, places)):
            elsewhere.append(defect)
    share = 100 * (1 - len(elsewhere) / found)
    assert share >= _IN_PLACE, f"{share:.1f} %, elsewhere:\n" + "\n".join(map(str, elsewhere))


def test_a_defect_has_one_cause_and_few_findings() -> None:
    """Count findings: none where nothing is found, and hardly ever a second for one cause."""
    counts = [len(mistakes(defect.text)) for defect in defects()]
    assert sum(count > 1 for count in counts) <= 0.1 * len(counts)

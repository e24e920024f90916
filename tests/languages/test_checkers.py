"""The checkers of a run: made late, closed for sure, required by name."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast
from unittest.mock import patch

import pytest

from card2anki.checker import Block, CheckedLanguage, Judgement, Verdict
from card2anki.config import CodeSettings, Config
from card2anki.errors import UsageError
from card2anki.languages.checkers import Checkers, check_required, checked_languages
from tests.abacus import NO_BEADS, Abacus, abacus_is_checked
from tests.linted import deck_of

CARD = "#### Pot\n:p How many?\n??x\n```abacus\nbead\n```\nx??\n"
BEADS_REQUIRED = Config(code=CodeSettings(require=("beads",)))


@pytest.fixture
def abacus() -> Iterator[Abacus]:
    with abacus_is_checked() as one:
        yield one


def block() -> Block:
    return Block("pots.md", 0, deck_of(CARD).cards[0].snippets[0])


def test_a_checker_is_made_once_and_closed_once(abacus: Abacus) -> None:
    config = Config(deck="{book}")
    with Checkers(config) as checkers:
        assert abacus.made == []
        for _ in range(2):
            judgements, toolchain = checkers.judge("abacus", [block()])
            assert judgements == [Judgement(Verdict.CLEAN)]
            assert toolchain.tool == "beads 7"
        assert (abacus.made, abacus.closed) == ([config], 0)
    assert abacus.closed == 1


def test_what_was_not_made_is_not_closed(abacus: Abacus) -> None:
    with Checkers(Config()):
        pass
    assert abacus.closed == 0


@pytest.mark.parametrize("kind", [KeyboardInterrupt, RuntimeError])
def test_it_is_closed_whatever_happens(abacus: Abacus, kind: type[BaseException]) -> None:
    abacus.raises = kind
    with pytest.raises(kind), Checkers(Config()) as checkers:
        checkers.judge("abacus", [block()])
    assert abacus.closed == 1


def test_one_that_fails_to_close_leaves_none_open(abacus: Abacus) -> None:
    class Stuck(Abacus):
        def close(self) -> None:
            raise OSError("stuck")

    stuck = replace(checked_languages()["abacus"], make=Stuck().make)
    languages = cast(dict[str, CheckedLanguage], checked_languages())
    with patch.dict(languages, {"tally": stuck}), pytest.raises(OSError, match="stuck"):
        _use("abacus", "tally")
    assert abacus.closed == 1


def _use(*languages: str) -> None:
    with Checkers(Config()) as checkers:
        for language in languages:
            checkers.judge(language, [block()])


def test_what_is_required_and_missing_is_named_with_what_brings_it(abacus: Abacus) -> None:
    abacus.toolchain = NO_BEADS
    message = "^beads is required and was not found; this brings it: get beads$"
    with pytest.raises(UsageError, match=message), Checkers(BEADS_REQUIRED) as checkers:
        checkers.judge("abacus", [block()])
    assert abacus.closed == 1
    with Checkers(Config()) as checkers:
        assert checkers.judge("abacus", [block()])[1].missing == "beads"


def test_what_is_required_and_there_is_no_matter(abacus: Abacus) -> None:
    with Checkers(BEADS_REQUIRED) as checkers:
        assert checkers.judge("abacus", [block()])[1].missing == ""


def test_only_what_a_checker_knows_can_be_required(abacus: Abacus) -> None:
    check_required(["beads", "beads"], "")
    with pytest.raises(UsageError, match=r"^x.toml:3: no tool 'bead' to require; known: beads"):
        check_required(["beads", "bead"], "x.toml:3: ")

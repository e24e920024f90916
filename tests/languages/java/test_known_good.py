"""Code that compiles in its program is shown without an error, however little of it is shown."""

import random
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from card2anki.languages.java.jdk import Jdk
from card2anki.languages.java.protocol import Answer
from tests.languages.java.answering import answers, jdks, version
from tests.languages.java.cutting import Cut, Kind, cuts, programs
from tests.languages.java.mutating import Fault, mutants

#: The kinds of diagnostics that an author is shown as mistakes.
_ERRORS = {"syntax", "semantic", "misspelt"}
#: How many faulty snippets of each kind are asked for with the good ones.
_FAULTY = 80
#: Snippets that are asked for one by one, each on a server that was never used.
_FRESH = 10


@pytest.fixture(scope="module", params=jdks(), ids=version)
def jdk(request: pytest.FixtureRequest) -> Jdk:
    found = request.param
    assert isinstance(found, Jdk)
    return found


@pytest.fixture(scope="module")
def snippets() -> list[str]:
    """Return pieces, whole programs, and faulty pieces: the answers to those have more to tell."""
    whole = [program.source.decode() for program in programs()]
    faulty = [mutant.text for fault in Fault for mutant in mutants(fault)[:_FAULTY]]
    return [*(cut.text for cut in cuts()), *whole, *faulty]


@pytest.fixture(scope="module")
def in_order(jdk: Jdk, snippets: list[str]) -> list[Answer]:
    return answers(jdk, snippets, threads=1)


def test_each_kind_of_snippet_is_there_in_hundreds() -> None:
    counts = Counter(cut.kind for cut in cuts())
    assert counts[Kind.TYPE] > 100
    assert min(counts[kind] for kind in (Kind.METHOD, Kind.RUN, Kind.EXPRESSION)) > 400


@pytest.mark.javac
def test_javac_accepts_the_programs_whole(jdk: Jdk, tmp_path: Path) -> None:
    files = sorted(Path(__file__).with_name("programs").glob("*.java"))
    quick = "-J-XX:TieredStopAtLevel=1"
    done = subprocess.run(
        [jdk.javac, quick, "-proc:none", "-nowarn", "-encoding", "UTF-8", "-d", tmp_path, *files],
        cwd=tmp_path,  # where javac tells of its own crashes
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.javac
def test_whole_programs_are_clean(in_order: list[Answer]) -> None:
    found = in_order[len(cuts()) : len(cuts()) + len(programs())]
    assert [answer.verdict for answer in found] == ["clean"] * len(programs())


@pytest.mark.javac
def test_pieces_of_programs_have_no_error(in_order: list[Answer]) -> None:
    errors = _errors(cuts(), in_order[: len(cuts())])
    assert not errors, "\n".join(errors)


def _errors(shown: Sequence[Cut], found: Sequence[Answer]) -> list[str]:
    return [
        f"{cut}: {answer.failure}{[(one.code, one.message) for one in errors]}"
        for cut, answer in zip(shown, found, strict=True)
        if (errors := [one for one in answer.diagnostics if one.kind in _ERRORS]) or answer.failure
    ]


@pytest.mark.javac
def test_neither_order_nor_threads_change_an_answer(
    jdk: Jdk, snippets: list[str], in_order: list[Answer]
) -> None:
    order = random.Random(4).sample(range(len(snippets)), len(snippets))
    shuffled = answers(jdk, [snippets[number] for number in order], threads=2)
    for number, answer in zip(order, shuffled, strict=True):
        assert replace(answer, id="") == replace(in_order[number], id=""), snippets[number]


@pytest.mark.javac
def test_a_used_compiler_answers_as_a_fresh_one_does(
    jdk: Jdk, snippets: list[str], in_order: list[Answer]
) -> None:
    for number in random.Random(5).sample(range(len(snippets)), _FRESH):
        (fresh,) = answers(jdk, [snippets[number]], threads=1)
        assert replace(fresh, id="") == replace(in_order[number], id=""), snippets[number]

"""A fault put into code that was good is found, or too few of its kind are missed to matter."""

import re
import subprocess
from pathlib import Path

import pytest

from card2anki.languages.java.jdk import Jdk
from card2anki.languages.java.protocol import Answer
from tests.languages.java.answering import answers, jdks, version
from tests.languages.java.mutating import Fault, Mutant, all_mutants, mutants

#: How many of a hundred are to be found.
_THRESHOLDS = {
    Fault.SYNTAX: 97,
    Fault.LITERAL: 97,
    Fault.MEMBER: 90,
    Fault.LOCAL: 80,
    Fault.RETURN: 80,
}


@pytest.fixture(scope="module", params=jdks(), ids=version)
def answered(request: pytest.FixtureRequest) -> dict[str, Answer]:
    """Return what the compile server says of each mutant, by its text."""
    jdk = request.param
    assert isinstance(jdk, Jdk)
    texts = [mutant.text for fault in Fault for mutant in mutants(fault)]
    return dict(zip(texts, answers(jdk, texts), strict=True))


@pytest.mark.parametrize("fault", Fault)
def test_there_are_enough_mutants_and_always_the_same(fault: Fault) -> None:
    assert len(mutants(fault)) >= 150
    again = {mutant.text for mutant in all_mutants(fault)}
    assert {mutant.text for mutant in mutants(fault)} <= again


@pytest.mark.parametrize("fault", Fault)
def test_a_mutant_is_its_snippet_with_the_fault_in_its_place(fault: Fault) -> None:
    for mutant in mutants(fault):
        start, end = mutant.span
        assert mutant.text[start:end] == mutant.edit.text
        replaced = mutant.cut.program.source[mutant.edit.start : mutant.edit.end].decode()
        before, after = mutant.text[:start], mutant.text[end:]
        assert _words(before + replaced + after) == _words(mutant.cut.text)


def _words(code: str) -> str:
    """Return code without its blanks, of which a dropped line or brace changes some."""
    return re.sub(r"\s", "", code)


@pytest.mark.javac
@pytest.mark.parametrize("fault", Fault)
def test_no_mutant_is_valid_by_accident(fault: Fault, tmp_path: Path) -> None:
    """Have javac compile each whole program with the fault in it: each is rejected."""
    jdk = jdks()[0]
    assert jdk
    files = [_written(mutant, number, tmp_path) for number, mutant in enumerate(mutants(fault))]
    flags = ["-J-Xmx1g", "-J-XX:+UseSerialGC", "-J-XX:TieredStopAtLevel=1"]
    options = ["-proc:none", "-nowarn", "-encoding", "UTF-8", "-Xmaxerrs", "100000"]
    done = subprocess.run(
        [jdk.javac, *flags, *options, "-XDshould-stop.ifError=FLOW", "-d", tmp_path, *files],
        cwd=tmp_path,  # where javac tells of its own crashes
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    rejected = {int(number) for number in re.findall(r"\bm(\d+).\w+\.java:\d+: error", done.stderr)}
    accepted = [str(m) for number, m in enumerate(mutants(fault)) if number not in rejected]
    assert accepted == []


def _written(mutant: Mutant, number: int, folder: Path) -> Path:
    """Write the program of a mutant into a package of its own."""
    file = folder / f"m{number}" / f"{mutant.cut.program.name}.java"
    file.parent.mkdir()
    code = re.sub(r"^package \w+", f"package m{number}", mutant.program, count=1)
    file.write_text(code, encoding="utf-8")
    return file


@pytest.mark.javac
@pytest.mark.parametrize("fault", Fault)
def test_faults_are_found(fault: Fault, answered: dict[str, Answer]) -> None:
    missed = [
        f"{mutant}\n{mutant.text}\n{answered[mutant.text]}"
        for mutant in mutants(fault)
        if not _is_found(mutant, answered[mutant.text])
    ]
    share = 100 * (1 - len(missed) / len(mutants(fault)))
    assert share >= _THRESHOLDS[fault], f"{share:.1f} %, missed:\n\n" + "\n\n".join(missed)


def _is_found(mutant: Mutant, answer: Answer) -> bool:
    """Tell whether an answer has an error, or a warning at the place of a misspelt variable."""
    if mutant.fault is not Fault.LOCAL:
        return any(one.kind in ("syntax", "semantic") for one in answer.diagnostics)
    start, end = mutant.span
    kinds = ("syntax", "semantic", "misspelt")
    return any(
        one.kind in kinds and one.start <= end and one.end >= start for one in answer.diagnostics
    )

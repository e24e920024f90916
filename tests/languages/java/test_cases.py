"""Java snippets and what is said of them, by the real compiler."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from card2anki.checker import Block, Judgement
from card2anki.languages.java.checker import JavaChecker
from card2anki.languages.java.jdk import Jdk, find_jdks
from card2anki.linting.fixes import apply
from card2anki.model import Edit, Source
from tests.linted import deck_of

pytestmark = pytest.mark.javac

_CARD = "#### Java\n:p What does this do?\n??x\n```java\n{code}```\nx??\n"
_FIRST_LINE = 5
CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text("utf-8")
)


#: Every version of Java on this machine has its say; None where there is none skips the tests.
JDKS: dict[int, Jdk | None] = {jdk.feature: jdk for jdk in find_jdks() if jdk.is_usable} or {
    0: None
}


@pytest.fixture(scope="module", params=JDKS, ids=lambda version: f"java {version}")
def checker(request: pytest.FixtureRequest) -> Iterator[JavaChecker]:
    jdk = JDKS[request.param]
    made = JavaChecker(jdk.home if jdk else None)
    yield made
    made.close()


def judged(checker: JavaChecker, code: str) -> tuple[Source, Judgement]:
    deck = deck_of(_CARD.format(code=code))
    (snippet,) = deck.cards[0].snippets
    (judgement,) = checker.check([Block("pots.md", 0, snippet)])
    return deck.source, judgement


def told(source: Source, judgement: Judgement) -> list[str]:
    """Return what rules that are on by default find, with places counted within the code."""
    found = []
    for rule, hit in judgement.hits:
        (line, column), (end, end_column) = map(source.position, (hit.span.start, hit.span.end))
        place = f"{line - _FIRST_LINE + 1}:{column}-{end - _FIRST_LINE + 1}:{end_column}"
        if rule.default:
            found.append(f"{rule.code} {place} {hit.message}")
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(checker: JavaChecker, case: dict[str, Any]) -> None:
    source, judgement = judged(checker, case["code"])
    finds = case.get("finds", [])
    assert told(source, judgement) == finds
    assert judgement.verdict == case.get("verdict", "wrong" if finds else "clean")
    edits = [edit for _, hit in judgement.hits if hit.fix for edit in hit.fix.edits]
    assert code_of(source, edits) == case.get("fixed", case["code"])


@pytest.mark.parametrize("case", [c for c in CASES if "fixed" in c], ids=lambda case: case["name"])
def test_what_is_mended_is_right(checker: JavaChecker, case: dict[str, Any]) -> None:
    source, judgement = judged(checker, case["fixed"])
    assert told(source, judgement) == []


def code_of(source: Source, edits: list[Edit]) -> str:
    return apply(source, edits).text.split("```java\n")[1].split("```\n")[0]


def test_names_are_unique() -> None:
    names = sorted(case["name"] for case in CASES)
    assert [one for one, other in pairwise(names) if one == other] == []

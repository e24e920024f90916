"""``card2anki check --explain-java``: why a snippet is right or wrong."""

from pathlib import Path

import pytest

from tests.conftest import Run

_DECK = """#### Pots
:p How many pots are there?
??x
```java
int pots = lids / 2.0;
List<String> names = new ArrayList<>();
```
<!-- card2anki: java=skip -->
```java
int pots = "three";
```
x??
"""


@pytest.mark.javac
def test_it_tells_all(tmp_path: Path, card2anki: Run) -> None:
    (tmp_path / "pots.md").write_text(_DECK)
    done = card2anki("check", "--explain-java", "pots.md:5:13")
    first, *lines = done.stdout.splitlines()
    assert first.startswith("javac ")
    assert lines == [
        "pots.md:4: a snippet of Java",
        "verdict: context",
        "mode: statements",
        "  tried as statements: parses, errors: 1",
        "guessed imports: java.util.ArrayList, java.util.List",
        "what javac saw:",
        "    1 | import java.util.ArrayList; import java.util.List; class Snippet$0 { void run$0()"
        " throws Throwable {",
        "    2 | int pots = lids / 2.0;",
        "    3 | List<String> names = new ArrayList<>();",
        "    4 |",
        "    5 | }}",
        "what javac said:",
        "  5:12: cannot find symbol: variable lids",
        "      dropped, context: may stand elsewhere (compiler.err.cant.resolve.location)",
    ]
    assert (done.stderr, done.returncode) == ("", 0)


@pytest.mark.javac
def test_a_finding_has_its_rule_even_where_it_is_skipped(tmp_path: Path, card2anki: Run) -> None:
    (tmp_path / "pots.md").write_text(_DECK)
    done = card2anki("check", "--explain-java", "pots.md:10")
    assert done.stdout.splitlines()[-2:] == [
        "  10:12: incompatible types: String cannot be converted to int",
        "      kept, J201 wrong-type: holds whatever is missing (compiler.err.prob.found.req)",
    ]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("pots.md:1", "pots.md:1: no Java stands there; Java begins at the lines 4, 9"),
        ("pots.md", "Invalid value for '--explain-java': 'pots.md' is not FILE:LINE"),
        ("lids.md:1", "lids.md: no such file or folder"),
    ],
)
def test_a_place_without_java(tmp_path: Path, card2anki: Run, place: str, message: str) -> None:
    (tmp_path / "pots.md").write_text(_DECK)
    done = card2anki("check", "--explain-java", place)
    assert message in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("given", "told"), [("--fix", "--fix"), ("pots.md", "other files"), ("-q", "-q")]
)
def test_it_stands_alone(tmp_path: Path, card2anki: Run, given: str, told: str) -> None:
    (tmp_path / "pots.md").write_text(_DECK)
    done = card2anki("check", "--explain-java", "pots.md:4", given)
    assert done.stderr == f"card2anki: error: --explain-java takes no {told}\n"
    assert done.returncode == 2


def test_without_a_jdk_it_says_what_brings_one(tmp_path: Path, card2anki_without_jdk: Run) -> None:
    (tmp_path / "pots.md").write_text(_DECK)
    done = card2anki_without_jdk("check", "--explain-java", "pots.md:4")
    assert done.stderr.startswith("card2anki: error: no JDK found")
    assert done.returncode == 2

"""Which language code is in that has no label, or a wrong one."""

from collections.abc import Sequence

import pytest

from card2anki.checker import Block, CheckedLanguage, Judgement, Verdict
from card2anki.languages.labels import (
    Better,
    better_labels,
    guess,
    likely_languages,
    named_on_first_line,
)
from card2anki.model import Severity, Span
from card2anki.rule import Hit, Rule
from tests.abacus import fallen_bead, loose_bead
from tests.linted import deck_of

_HERE = Span(0, 1)


def block(code: str, label: str = "java") -> Block:
    deck = deck_of(f":p What is shown?\n??x\n```{label}\n{code}\n```\nx??\n")
    return Block("pots.md", 0, deck.cards[0].snippets[0])


def declared(*syntax: Rule) -> CheckedLanguage:
    codes = frozenset(rule.code for rule in syntax)
    return CheckedLanguage((fallen_bead, loose_bead), lambda _: pytest.fail("made"), codes)


class Judges:
    """Say of each language what it is told to, and keep what was asked."""

    def __init__(self, **hits: tuple[Rule, ...]) -> None:
        self.hits = hits
        self.asked: list[tuple[str, list[str]]] = []

    def __call__(self, language: str, blocks: Sequence[Block]) -> list[Judgement]:
        assert {one.snippet.language for one in blocks} == {language}
        self.asked.append((language, [one.snippet.code for one in blocks]))
        hits = tuple((rule, Hit(_HERE, "fell")) for rule in self.hits[language])
        worst = {rule.severity for rule, _ in hits}
        return [
            Judgement(Verdict.WRONG if Severity.ERROR in worst else Verdict.CLEAN, hits)
            for _ in blocks
        ]


_CHECKED = {name: declared(fallen_bead) for name in ("java", "python", "pseudocode", "sql")}


def test_the_first_language_that_shows_and_in_which_it_parses() -> None:
    judges = Judges(python=(), pseudocode=())
    failing = [block("def area(w, h):\n    return w"), block("# Pseudocode\nelif there:")]
    assert better_labels(failing, _CHECKED, judges) == [
        Better("python", is_proven=True),
        Better("pseudocode", is_proven=True),
    ]
    assert judges.asked == [
        ("python", ["def area(w, h):\n    return w"]),
        ("pseudocode", ["# Pseudocode\nelif there:"]),
    ]


def test_where_it_does_not_parse_the_next_one_is_asked() -> None:
    judges = Judges(pseudocode=(fallen_bead,), python=(loose_bead,))
    (found,) = better_labels([block("# Pseudocode\nelif there:")], _CHECKED, judges)
    assert found == Better("python", is_proven=True)
    assert [language for language, _ in judges.asked] == ["pseudocode", "python"]


def test_where_it_parses_nowhere_its_label_stays() -> None:
    judges = Judges(pseudocode=(fallen_bead,), python=(fallen_bead,))
    assert better_labels([block("# Pseudocode\nelif there:")], _CHECKED, judges) == [None]


def test_what_could_not_be_checked_is_no_proof() -> None:
    def unchecked(_: str, blocks: Sequence[Block]) -> list[Judgement]:
        return [Judgement(Verdict.UNCHECKED) for _ in blocks]

    assert better_labels([block("elif there:")], _CHECKED, unchecked) == [None]


def test_a_language_without_a_checker_has_to_be_believed() -> None:
    judges = Judges()
    assert better_labels([block("fun area(w: Int) = w")], _CHECKED, judges) == [
        Better("kotlin", is_proven=False)
    ]
    assert judges.asked == []


def test_its_own_label_is_no_other() -> None:
    code = "def area(w, h):\n    return w"
    assert list(likely_languages(block(code, "python"))) == []
    assert better_labels([block(code, "py")], _CHECKED, Judges()) == [None]


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("function area(w, h) {\n    return w * h\n}", "pseudocode"),
        ("#include <stdio.h>\nint main() { return 0; }", "c"),
        ("std::cout << 5;", "cpp"),
        ("def area(w, h):\n    return w * h", "python"),
        ("// Pseudocode\nsort the list", "pseudocode"),
        ("const n = 5;\nconsole.log(n)", "javascript"),
        ("$ java -jar till.jar", "bash"),
        ("for (each pot in the kitchen) {\n    wash(pot);\n}", "pseudocode"),
        ("let mut pots = 5;", "rust"),
        ("fn main() {}", "rust"),
        ("func (p *Pot) lid() int {}", "go"),
        ("pot:\n  size: 5\n  lid: yes", "yaml"),
        ('{"pot": 5}', "json"),
        ("<pots>\n  <pot/>\n</pots>", "xml"),
        ("<div>\n  a pot\n</div>", "html"),
        ("select size from pots", "sql"),
        ("using System;", "csharp"),
        ("<%= pot %>", "jsp"),
        ("public class Pot { }", "java"),
    ],
)
def test_the_language_that_shows_first(code: str, first: str) -> None:
    assert next(likely_languages(block(code, "hcl"))) == first


@pytest.mark.parametrize(
    ("code", "label", "first"),
    [
        ("function lid(pot: string) {}", "js", "typescript"),
        ("interface Pot {\n  size: number\n}", "js", "typescript"),
        ("(pot as HTMLElement).innerHTML = 5;", "js", "typescript"),
        ("class A {\n  protected pot = 5;\n}", "js", "typescript"),
        ("prompt> ls -a\n.", "c", "bash"),
        ("./cook -p 1", "c", "bash"),
        ("function lid() {} }", "ts", "javascript"),
        ("pots: {{ for each pot }}", "yaml", ""),
        ("x := lid(", "go", ""),
        ("pip install pots", "python", "bash"),
        ("python3 -m venv pots", "python", "bash"),
        ("python cook.py --hot", "python", "bash"),
        ("python has pots", "python", ""),
        ("Traceback (most recent call last):\n  File 'a'", "python", "text"),
        ("// pseudocode\nfunction lid(", "ts", "pseudocode"),
    ],
)
def test_what_is_usual_in_a_language_is_no_sign_of_another(
    code: str, label: str, first: str
) -> None:
    assert next(likely_languages(block(code, label)), "") == first


@pytest.mark.parametrize("code", ["", "a pot", "+--+\n|  |\n+--+", "x = y"])
def test_nothing_shows_in_what_is_no_code(code: str) -> None:
    assert list(likely_languages(block(code))) == []
    assert guess(code) == ""


@pytest.mark.parametrize(
    "code",
    ["for each pot in pots:\n  fill(pot)", "for i from 1 to n:\n  fill(i)", "a ← b", "x\nend for"],
)
def test_loops_in_words_are_no_python(code: str) -> None:
    assert guess(code) == "pseudocode"


def test_json_is_told_by_reading_it() -> None:
    assert guess('[{"pot": 1}]') == "json"
    assert guess("[a pot]") == ""
    assert guess("[" * 100_000) == ""


@pytest.mark.parametrize(
    ("code", "named"), [("Python\na = b", "python"), ("python", ""), ("pot\na = b", "")]
)
def test_the_language_on_the_first_line(code: str, named: str) -> None:
    assert named_on_first_line(code) == named

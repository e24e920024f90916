"""What checkers say of code, as findings on cards."""

from collections.abc import Iterator

import pytest

from card2anki.checker import Tally, Verdict
from card2anki.config import Config
from card2anki.languages.checkers import Checkers
from card2anki.linting.judging import Judged, compilation, judge
from card2anki.linting.linter import LintedFile, lint, unsuppressed
from card2anki.linting.selection import ActiveRule
from card2anki.model import Edit, Finding, Safety, Severity, Span, place_of
from card2anki.rule import Hit, safe, unsafe
from tests.abacus import (
    BEADS,
    NO_BEADS,
    RULES,
    Abacus,
    abacus_is_checked,
    fallen_bead,
    loose_bead,
)
from tests.linted import active, deck_of

CARD = "#### Pot\n{context}:p {question}\n??x\n{answer}\nx??\n\n---\n\n"


@pytest.fixture(autouse=True)
def abacus() -> Iterator[Abacus]:
    with abacus_is_checked() as one:
        yield one


def card(answer: str = "Two.", question: str = "How many?", context: str = "") -> str:
    return CARD.format(answer=answer, question=question, context=context)


def fence(code: str, label: str = "abacus") -> str:
    return f"```{label}\n{code}\n```"


def linted(text: str | bytes, *codes: str, path: str = "pots.md") -> LintedFile:
    return lint(deck_of(text, path), active(*(codes or ("X101", "X201"))))


def judged(*files: LintedFile) -> Judged:
    with Checkers(Config()) as checkers:
        return judge(files, checkers)


def said(text: str | bytes, *codes: str) -> list[Finding]:
    file = linted(text, *codes)
    return list(judged(file).findings[file.source.path])


def test_all_code_of_a_run_is_judged_at_once_in_order(abacus: Abacus) -> None:
    one = card(fence("one") + "\n" + fence("two", "python") + "\n" + fence("three"))
    other = card() + card(fence("FALLEN"), context=fence("four") + "\n")
    files = linted(one), linted(other, path="lids.md"), linted(card(), path="pans.md")
    found = judged(*files).findings
    assert abacus.seen == [
        ("pots.md", 0, "one", ""),
        ("pots.md", 0, "three", ""),
        ("lids.md", 1, "four", ""),
        ("lids.md", 1, "FALLEN", ""),
    ]
    assert [(path, len(some)) for path, some in found.items()] == [
        ("pots.md", 0),
        ("lids.md", 1),
        ("pans.md", 0),
    ]


def test_nothing_is_made_where_there_is_no_code(abacus: Abacus) -> None:
    assert judged(linted(card(fence("FALLEN", "python")))).findings == {"pots.md": []}
    assert judged(linted(card(fence("FALLEN")), "F001")).tallies == ()
    assert (abacus.made, abacus.closed) == ([], 0)


@pytest.mark.parametrize("inside", ["x??", "??x", "  x?? ", ":p Which?"])
def test_code_that_swallowed_a_delimiter_is_not_judged(abacus: Abacus, inside: str) -> None:
    file = linted(card(fence(f"FALLEN\n{inside}\nFALLEN")))
    assert judged(file).findings == {"pots.md": []}
    assert compilation([file], (), is_asked=True).others == {"abacus": 1}


def test_code_whose_end_is_unknown_is_not_judged(abacus: Abacus) -> None:
    assert said(card("```abacus\nFALLEN")) == []
    assert (abacus.made, abacus.closed) == ([], 0)


def test_a_finding_stands_on_its_card_and_its_word() -> None:
    text = card() + card(fence("one\nx FALLEN"), question="How\nmany?")
    (found,) = said(text)
    assert (found.code, found.name, found.severity) == ("X101", "fallen-bead", Severity.ERROR)
    assert found.card == "How many?"
    assert text[found.span.start : found.span.end] == "FALLEN"
    assert found.fix == safe(Edit(found.span, "bead"))


def test_its_column_in_an_indented_fence_behind_tabs_and_other_letters() -> None:
    text = card("- Zwölf 🍲:\n\n  ```abacus\n  \tä🍲\t FALLEN\n  ```\n- Ende")
    (found,) = said(text)
    place = place_of(deck_of(text).source, found.span)
    assert (place.line, place.column, place.end_column) == (7, 8, 14)
    assert text.split("\n")[6][7:13] == "FALLEN"


def test_a_context_that_cards_share_is_judged_once(abacus: Abacus) -> None:
    shared = "#### Pot\n" + fence("FALLEN") + "\n:p How many?\n??x\nTwo.\nx??\n\n:p Which?\n??x\n"
    file = linted(shared + "The blue one.\nx??\n")
    assert (file.cards, file.snippets) == (2, {"abacus": 1})
    assert len(judged(file).findings["pots.md"]) == 1
    assert len(abacus.calls[0]) == 1


def test_a_mark_comes_with_its_block(abacus: Abacus) -> None:
    judged(linted(card("<!-- card2anki: abacus=skip -->\n" + fence("FALLEN"))))
    assert abacus.seen == [("pots.md", 0, "FALLEN", "skip")]


def test_a_fix_that_edits_a_question_is_unsafe() -> None:
    (found,) = said(card(question="What of this?\n" + fence("FALLEN")))
    assert found.fix and found.fix.safety is Safety.UNSAFE


def test_a_rule_that_is_not_in_force_says_nothing() -> None:
    text = card(fence("FALLEN LOOSE"))
    assert [one.code for one in said(text)] == ["X101", "X201"]
    assert [one.code for one in said(text, "X201")] == ["X201"]


def test_a_rule_may_be_off_in_one_file_only(abacus: Abacus) -> None:
    text = card(fence("FALLEN"))
    found = judged(linted(text), linted(text, "X201", path="lids.md"), linted(text, "F001"))
    assert [len(some) for some in found.findings.values()] == [1, 0]
    assert [block.path for block in abacus.calls[0]] == ["pots.md", "lids.md"]


def test_in_a_file_that_is_not_valid_nothing_is_mended() -> None:
    (found,) = said(card(fence("FALLEN")).encode() + b"gr\xfcn")
    assert (found.code, found.fix) == ("X101", None)


def test_a_comment_switches_it_off() -> None:
    text = card(f"<!-- card2anki: ignore[X101] -->\n{fence('FALLEN')}") + card(fence("FALLEN"))
    file = linted(text, "X101", "U101")
    found = unsuppressed(file, judged(file).findings["pots.md"])
    assert [(one.code, place_of(file.source, one.span).line) for one in found] == [("X101", 16)]


@pytest.mark.parametrize("silent", [True, False])
def test_a_comment_is_useless_only_where_the_rule_was_asked(abacus: Abacus, silent: bool) -> None:
    abacus.toolchain = NO_BEADS if silent else BEADS
    file = linted(card(fence("one")) + "<!-- card2anki: ignore-file[X201] -->\n", "X201", "U101")
    result = judged(file)
    assert result.silent == ({"X201"} if silent else set())
    codes = [one.code for one in unsuppressed(file, (), result.silent)]
    assert codes == ([] if silent else ["U101"])


@pytest.mark.parametrize(
    ("hit", "told"),
    [
        (Hit(Span(0, 10_000), "wrong"), "ValueError: Span(start=0, end=10000) is no range"),
        (Hit(Span(0, 1), ""), "TypeError: a message is a text, not ''"),
        (
            Hit(Span(0, 1), "wrong", unsafe(Edit(Span(9, 3), ""))),
            "ValueError: Span(start=9, end=3)",
        ),
    ],
)
def test_a_hit_that_can_not_be_is_a_failed_rule(abacus: Abacus, hit: Hit, told: str) -> None:
    abacus.hits = ((fallen_bead, hit), (loose_bead, Hit(Span(0, 1), "wrong")))
    text = card(fence("one"))
    file = linted(text)
    result = judged(file)
    failed, other = result.findings["pots.md"]
    assert (failed.code, other.code) == ("U104", "X201")
    assert failed.message.startswith(f"rule X101 failed on this code: {told}")
    assert text[failed.span.start : failed.span.end].startswith("```abacus\none")
    assert result.silent == {"X101"}


def test_a_fix_that_is_less_safe_than_declared_is_a_failed_rule(abacus: Abacus) -> None:
    abacus.hits = ((loose_bead, Hit(Span(0, 1), "wrong", safe(Edit(Span(0, 1), "")))),)
    (failed,) = said(card(fence("one")))
    assert failed.message.endswith("a fix that is safe, and the rule declares unsafe")


def test_what_was_compiled_is_counted() -> None:
    text = card("\n".join(map(fence, ("one", "two", "odd", "maybe", "FALLEN", "ten"))))
    skipped = card("<!-- card2anki: abacus=skip -->\n" + fence("FALLEN"))
    others = card("\n".join((fence("1", "python"), fence("2", "py"), fence("3", ""), fence("4"))))
    files = linted(text + skipped), linted(others, "F001", path="lids.md")
    result = judged(*files)
    counts = {
        Verdict.CLEAN: 3,
        Verdict.CONTEXT: 1,
        Verdict.DOUBTFUL: 1,
        Verdict.WRONG: 1,
        Verdict.UNCHECKED: 1,
    }
    assert result.tallies == (Tally("abacus", BEADS, counts),)
    assert result.tallies[0].snippets == 7
    told = compilation(files, result.tallies, is_asked=True)
    assert told.others == {"python": 2, "": 1, "abacus": 1}


def test_rules_for_code_are_not_run_as_rules() -> None:
    file = lint(deck_of(card(fence("FALLEN"))), [ActiveRule(rule, {}) for rule in RULES])
    assert file.findings == ()
    assert file.judged == {"X101", "X201"}

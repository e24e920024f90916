"""The cases in the YAML files beside this one: whoever can write a card can add one.

A file holds rules by code, a rule holds cards to ``fail`` and to ``pass``. A card has some of
``heading``, ``context``, ``question`` and ``answer``; what is missing is harmless. Beside a card
that fails may stand ``at``, the text that the rule's first finding stands on, and ``fix``, the text
of each part after the rule's fixes, unsafe ones too.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from card2anki.rules import RULES
from tests.linted import deck_of, findings, fixed

_FILES = sorted(Path(__file__).parent.glob("*.yaml"))
_PARTS = {
    "heading": "Pots",
    "context": "",
    "question": "Where does the blue pot stand?",
    "answer": "Over the fire.",
}
_BESIDE = {"fail": {"at", "fix"}, "pass": set[str]()}
Case = dict[str, Any]


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}-{number}")
        for file in _FILES
        for code, kinds in yaml.safe_load(file.read_text("utf-8")).items()
        for number, case in enumerate(kinds.get(kind, ()), 1)
    ]


def _text(case: Case) -> str:
    part = {**_PARTS, **{name: text for name, text in case.items() if name in _PARTS}}
    context = f"{part['context']}\n" if part["context"] else ""
    return f"#### {part['heading']}\n{context}:p {part['question']}\n??x\n{part['answer']}\nx??\n"


@pytest.mark.parametrize(("code", "case"), _cases("fail"))
def test_is_reported(code: str, case: Case) -> None:
    text = _text(case)
    found = [one for one in findings(text, code) if one.code == code]
    assert found, text
    if "at" in case:
        assert text[found[0].span.start : found[0].span.end] == case["at"]
    if "fix" in case:
        (card,) = deck_of(fixed(text, code)).cards
        parts = {name: getattr(card, name).text for name in case["fix"]}
        assert parts == case["fix"]


@pytest.mark.parametrize(("code", "case"), _cases("pass"))
def test_is_left_alone(code: str, case: Case) -> None:
    text = _text(case)
    assert [one.message for one in findings(text, code) if one.code == code] == [], text


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_a_file_holds_nothing_that_is_not_read(file: Path) -> None:
    known = {rule.code for rule in RULES}
    for code, kinds in yaml.safe_load(file.read_text("utf-8")).items():
        assert code in known
        for kind, cases in kinds.items():
            for case in cases:
                assert set(case) <= set(_PARTS) | _BESIDE[kind], case
                assert len(deck_of(_text(case)).cards) == 1, case

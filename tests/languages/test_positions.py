"""What each checker finds stands where it is: behind tabs and other letters, in a list's fence."""

from collections.abc import Iterator

import pytest

from card2anki.config import Config
from card2anki.languages.checkers import CHECKED, Checkers
from card2anki.model import place_of
from tests.linted import deck_of, findings

_CARD = ":p Was kocht?\n??x\n- Töpfe 🍲, und zwar so:\n\n  ```{language}\n{code}\n  ```\nx??\n"
_FIRST_LINE = 6
#: Code of each language that is wrong, and between marks the token that is said to be.
_WRONG = {
    "java": "int zähler = 1;\n\tString größe = «5»;",
    "pseudocode": "größe = 1\n\tif «(»ä == '🍲' then\n\t\tkoche(\"ö\")",
    "python": "größe = 1\nwhile ä:\n\tb = '🍲'; c = 1 «)» + 2",
    "c": "/* ä🍲 */ int zahl = 1;\n\tint x = (1 + «]»2);",
    "cpp": "/* ä🍲 */ int zahl = 1;\n\tint x = (1 + «]»2);",
    "csharp": "/* ä🍲 */ int zahl = 1;\n\tint x = (1 + «]»2);",
    "javascript": "/* ä🍲 */ let zahl = 1;\n\tlet x = (1 + «]»2);",
    "typescript": "/* ä🍲 */ let zahl: number = 1;\n\tlet x = (1 + «]»2);",
    "tsx": "/* ä🍲 */ let zahl: number = 1;\n\tlet x = (1 + «]»2);",
    "go": "/* ä🍲 */ zahl := 1\n\tx := (1 + «]»2)",
    "ruby": "zahl = 'ä🍲'\n\tx = (1 + «]»2)",
    "hcl": "/* ä🍲 */ zahl = 1\n\tx = (1 + «]»2)",
    "bash": "topf='ä🍲'\n\tif [ -z \"ö\" ]; then echo ö; fi «)»",
    "html": "<p>ä🍲</p>\n\t<b>ö</«i»>",
    "json": '{"ä🍲": 1,\n\t"größe": [1, «x»]}',
    "yaml": 'ä: "🍲"\ngröße: «[»1, 2\ndeckel: 5',
    "xml": "<topf größe='ä🍲'>\n\tö</«pot»>",
    "sql": "SELECT 'ä🍲' AS größe\n\tFROM töpfe WHERE größe > «)»",
}


@pytest.fixture(scope="module")
def checkers() -> Iterator[Checkers]:
    with Checkers(Config()) as made:
        yield made


def test_every_language_is_asked() -> None:
    assert set(_WRONG) == set(CHECKED)


@pytest.mark.parametrize("language", _WRONG)
def test_the_token(language: str, checkers: Checkers) -> None:
    before, token, after = _WRONG[language].replace("»", "«").split("«")
    code = "\n".join("  " + line for line in (before + token + after).split("\n"))
    text = _CARD.format(language=language, code=code)
    codes = [rule.code for rule in CHECKED[language].rules]
    (found,) = findings(text, *codes, checkers=checkers)
    assert text[found.span.start : found.span.end] == token
    place = place_of(deck_of(text).source, found.span)
    lines = before.split("\n")
    assert place.line == _FIRST_LINE + len(lines) - 1
    assert (place.column, place.end_column) == (
        3 + len(lines[-1]),
        3 + len(lines[-1]) + len(token),
    )

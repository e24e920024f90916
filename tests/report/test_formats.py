"""Every format takes any text, and gives it back."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.model import CheckedFile, Edit, Fix, Safety, Span
from card2anki.report import FORMATS
from card2anki.report.characters import json_text, legible
from card2anki.report.check import CheckReport, renderer
from tests.report.reports import file_of, finding

_AWKWARD = (
    *("]]>", "&amp;", "<!--", '"', "'", "\\", "::", "%0A", "\r\n", "\x1b[2J", "\x00", "\x07"),
    *("\x85", "\u2028", "\u202e", "\ufffe", "\ud800", "\udc80", "e\u0301", "🙂"),
)
_TEXTS = st.lists(st.sampled_from(_AWKWARD) | st.characters(), max_size=8).map("".join)
_NAMES = _TEXTS.map(lambda text: re.sub(r"[/\0\ud800-\udc7f\udd00-\udfff]", "", text))


def _report(message: str, card: str, line: str, name: str) -> CheckReport:
    fix = Fix(Safety.UNSAFE, (Edit(Span(0, 1), "\x07 ]]>"),))
    file = file_of("pot", finding(Span(0, 2), message=message, card=card, fix=fix))
    path = f"decks/{name}.md"
    found = [
        replace(one, excerpt=line, lines=((1, line),), place=replace(one.place, path=path))
        for one in file.findings
    ]
    return CheckReport((CheckedFile(path, 1, 0, tuple(found)),))


def _json(text: str) -> str:
    message: str = json.loads(text)["findings"][0]["message"]
    return message


def _sarif(text: str) -> str:
    message: str = json.loads(text)["runs"][0]["results"][0]["message"]["text"]
    return message


def _gitlab(text: str) -> str:
    description: str = json.loads(text)[0]["description"]
    return description.removeprefix("F001 ")


def _rdjson(text: str) -> str:
    message: str = json.loads(text)["diagnostics"][0]["message"]
    return message


def _junit(text: str) -> str:
    (failure,) = ET.fromstring(text.encode()).iter("failure")
    return failure.attrib["message"]


def _github(text: str) -> str:
    (line,) = text.split("\n")[:-1]
    assert len(line.splitlines()) == 1
    return unquote(line.split("::", 2)[2]).split(": F001 ", 1)[1]


def _lines(text: str) -> str:
    assert text.split("\n") == [*text.splitlines(), ""]
    return text.split("\n")[0].rsplit(": F001 ", 1)[1]


_READERS: dict[str, Callable[[str], str]] = {
    "text": _lines,
    "concise": _lines,
    "github": _github,
    "sarif": _sarif,
    "junit": _junit,
    "gitlab": _gitlab,
    "rdjson": _rdjson,
}


def test_every_format_is_tested() -> None:
    assert set(_READERS) == set(FORMATS) - {"json"}


@pytest.mark.parametrize("form", sorted(_READERS))
@given(message=_TEXTS, card=_TEXTS, line=_TEXTS, name=_NAMES)
def test_any_text_comes_back(form: str, message: str, card: str, line: str, name: str) -> None:
    rendered = renderer(form)(_report(message, card, line, name))
    rendered.encode()
    assert _READERS[form](rendered) == legible(message)


@given(_TEXTS)
def test_json_gives_back_what_it_holds(text: str) -> None:
    data: Any = json.loads(json_text([text]))
    assert data == [re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)]


@given(_TEXTS)
def test_a_legible_text_is_printable_and_stays_so(text: str) -> None:
    assert legible(text).isprintable()
    assert legible(legible(text)) == legible(text)

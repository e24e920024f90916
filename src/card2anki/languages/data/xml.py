"""XML as cards show it: several elements side by side, things left out.

Nothing is fetched. Entities are expanded in attributes only, as far as expat thinks it is safe.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from card2anki.languages.data import rules
from card2anki.languages.problem import Problem
from card2anki.languages.standalone import LONGEST, unchecked

if TYPE_CHECKING:
    from xml.parsers.expat import ExpatError

_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b")
_DTD = re.compile(r"\s{0,80}<!(?:ELEMENT|ATTLIST|ENTITY|NOTATION)\b")
#: Dots for attributes that are left out, and words for what is to be put there.
_TAG = re.compile(r"<[A-Za-z_](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
_DOTS = re.compile(r"(?<=[\s\"'])(?:\.{3,}|…)")
_PLACEHOLDER = re.compile(r"<\.{3,}>|<…>|</\.{3,}>|<([A-Za-z]\w*+(?:[ _-]\w++)*+)>")
#: What is put around a snippet that may have several roots, and its length.
_ROOT = "card2anki"


def check_xml(code: str) -> list[Problem]:
    """Return what is wrong with XML, one thing at most."""
    if len(code) > LONGEST:
        return [unchecked(code)]
    text = _filled(code)
    before, after = _around(text)
    problem = _Reader(text, before).problem(after)
    return [problem] if problem else []


def _around(text: str) -> tuple[str, str]:
    """Return what makes a document of a text: a root, or a root behind its declarations."""
    if _DOCTYPE.search(text):
        return "", ""
    if _DTD.match(text):
        return f"<!DOCTYPE {_ROOT} [", f"]><{_ROOT}/>"
    return f"<{_ROOT}>", f"</{_ROOT}>"


def _filled(code: str) -> str:
    """Return a text as long, without what is no XML but stands for some."""
    code = _DECLARATION.sub(_blank, code)
    code = _PLACEHOLDER.sub(lambda found: _placeholder(code, found), code)
    return _TAG.sub(lambda tag: _DOTS.sub(_blank, tag[0]), code)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _placeholder(code: str, found: re.Match[str]) -> str:
    """Blank what looks like an element of two words or more, and never ends as one."""
    name = found[1]
    is_element = name and (f"</{name}" in code or not re.search(r"[ _-]", name))
    return found[0] if is_element else _blank(found)


class _Element(NamedTuple):
    """An element that is open, and where its tag begins."""

    name: str
    start: int


#: What expat says, by its own numbers.
_SYNTAX, _NO_ELEMENTS, _INVALID, _UNCLOSED, _MISMATCH = 2, 3, 4, 5, 7
_TWICE, _JUNK, _ENTITY, _CDATA, _AMPLIFIED = 8, 9, 11, 20, 43
_TOLD = {
    _UNCLOSED: "a tag, a comment or an attribute is not closed",
    _TWICE: "the attribute is there twice",
    _JUNK: "a document has one root element",
    _ENTITY: "an entity that XML does not know: write the character",
    _SYNTAX: "not valid XML here",
    _NO_ELEMENTS: "the root element is missing",
    _CDATA: "a CDATA section is not closed: write ']]>'",
}
_WORD = re.compile(r"[\w:.-]++|[^\n]|")


class _Reader:
    """Reads a text between two others, and keeps the elements that are open."""

    def __init__(self, text: str, before: str) -> None:
        self._text = text
        self._bytes = (before + text).encode()
        self._shift = len(before)
        self._open: list[_Element] = []

    def problem(self, after: str) -> Problem | None:
        """Return the first thing that is wrong. ``after`` ends what was put before the text."""
        from xml.parsers import expat

        parser = expat.ParserCreate("utf-8")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.DefaultHandler = lambda _data: None  # with one, entities in text are not expanded
        parser.StartElementHandler = lambda name, _attributes: self._open.append(
            _Element(name, self._offset(parser.CurrentByteIndex))
        )
        parser.EndElementHandler = lambda _name: self._open.pop()
        try:
            parser.Parse(self._bytes + after.encode(), True)
        except expat.ExpatError as error:
            return self._problem(error, self._offset(parser.ErrorByteIndex))
        return None

    def _offset(self, byte: int) -> int:
        characters = len(self._bytes[: max(byte, 0)].decode(errors="ignore")) - self._shift
        return min(max(characters, 0), len(self._text))

    def _problem(self, error: ExpatError, place: int) -> Problem:
        if error.code == _AMPLIFIED:
            return unchecked(self._text, "entities within entities: too large to be checked")
        if error.code == _MISMATCH or (error.code == _NO_ELEMENTS and self._open):
            return self._mismatch(place)
        if error.code == _INVALID and place >= len(self._text.rstrip()):
            return self._at(max(self._text.rfind("<"), 0), _TOLD[_UNCLOSED])
        if error.code == _INVALID:
            return self._at(place, self._told_of_sign(place))
        if error.code == _CDATA:
            place = max(self._text.rfind("<![CDATA["), 0)
        return self._at(place, _TOLD.get(error.code, "not well-formed here"))

    def _mismatch(self, place: int) -> Problem:
        element = self._open[-1]
        start = self._text.rfind("</", 0, place + 2)
        is_ours = element.name == _ROOT and element.start == 0
        if place >= len(self._text):
            told = f"'<{element.name}>' is not closed: write '</{element.name}>'"
            return self._at(element.start + 1, told)
        name = _word_at(self._text, start + 2)
        told = f"'</{name}>' does not end '<{element.name}>': write '</{element.name}>'"
        if is_ours:
            told = f"'</{name}>' ends nothing: remove it, or write '<{name}>'"
        return self._at(start + 2, told)

    def _told_of_sign(self, place: int) -> str:
        sign = self._text[place : place + 1]
        if "&" in (sign, self._text[max(place - 1, 0) : place]):
            return "a '&' alone: write '&amp;'"
        if self._text[max(place - 1, 0) : place] == "<" or sign == "<":
            return "a '<' that begins no tag: write '&lt;'"
        return f'unexpected {_word_at(self._text, place)!r}: an attribute is name="value"'

    def _at(self, place: int, told: str) -> Problem:
        place = min(place, max(len(self._text.rstrip()) - 1, 0))
        return Problem(rules.xml_error, place, place + len(_word_at(self._text, place)), told)


def _word_at(text: str, place: int) -> str:
    found = _WORD.match(text, place)
    return found[0] if found else ""

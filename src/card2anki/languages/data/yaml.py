"""YAML, by the events of its parser: nothing is made of it, so no alias is ever expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from card2anki.languages.data import rules
from card2anki.languages.problem import Problem
from card2anki.languages.standalone import LONGEST, unchecked
from card2anki.languages.syntax.listing import DEEPEST

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

#: What is left out, what a template fills in, and what is to be filled in by the reader.
_DOTS = re.compile(r"^([ \t]*)(?:\.{3,}|…)[ \t]*$", re.MULTILINE)
_TEMPLATE_LINE = re.compile(
    r"^[ \t]*\{\{.{0,200}\}\}[ \t]*$|^[ \t]*\{%.{0,200}%\}[ \t]*$", re.MULTILINE
)
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,200}\}\}")
#: Tabs behind something else than blanks.
_INNER_TAB = re.compile(r"(?<=[^\s])\t++")
_COMMAND = re.compile(r"\A\$ [^\n]*")
_PLACEHOLDER = re.compile(r"<[A-Za-z][^<>\n]{0,80}>")


def check_yaml(code: str) -> list[Problem]:
    """Return what is wrong with YAML, one thing at most."""
    if len(code) > LONGEST:
        return [unchecked(code)]
    problems = list(_problems(code))
    filled = _filled(code)
    return list(_problems(filled)) if problems and filled != code else problems


def _filled(code: str) -> str:
    """Return a text as long, without what is no YAML but stands for some.

    A tab may stand between words, which the parser does not know.
    """
    code = _COMMAND.sub(lambda found: " " * len(found[0]), code)
    code = _DOTS.sub(lambda found: "#".rjust(len(found[0])), code)
    code = _TEMPLATE_LINE.sub(lambda found: " " * len(found[0]), code)
    for pattern in (_TEMPLATE, _PLACEHOLDER):
        code = pattern.sub(lambda found: "x" * len(found[0]), code)
    return _INNER_TAB.sub(lambda found: " " * len(found[0]), code)


def _problems(text: str) -> Iterator[Problem]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.reader import ReaderError

    document = _Document(text)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            problem = document.take(event)
            if problem:
                yield problem
                return
    except MarkedYAMLError as error:
        yield _problem(text, error)
    except ReaderError as error:
        told = f"illegal character U+{ord(text[error.position]):04X}"
        yield Problem(rules.yaml_error, error.position, error.position + 1, told)


# -- what the parser does not know: keys that are there twice, aliases of nothing


@dataclass(slots=True)
class _Level:
    """A mapping or a sequence that is open: the keys of a mapping, and whether one comes next."""

    keys: dict[str, int] | None
    is_key_next: bool = True


class _Document:
    """Follows the events of a parser; their types say less than they hold."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._levels: list[_Level] = []
        self._anchors: set[str] = set()
        self._scalar = ""  # the one before

    def take(self, event: Any) -> Problem | None:
        """Return what is wrong with an event, None where nothing is."""
        kind = type(event).__name__
        start, end = event.start_mark.index, event.end_mark.index
        before, self._scalar = self._scalar, getattr(event, "value", "")
        if kind == "DocumentStartEvent":
            self._anchors = set()
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._levels.pop()
        elif kind == "AliasEvent":
            self._is_key()
            is_excerpt = before == "<<" and not self._anchors  # an excerpt without what it merges
            if event.anchor not in self._anchors and not is_excerpt:
                told = f"'*{event.anchor}' refers to nothing: no '&{event.anchor}' stands before it"
                return Problem(rules.yaml_error, start, end, told)
        elif kind in ("MappingStartEvent", "SequenceStartEvent", "ScalarEvent"):
            return self._take_node(event, kind, start, end)
        return None

    def _take_node(self, event: Any, kind: str, start: int, end: int) -> Problem | None:
        keys = self._is_key()
        if event.anchor:
            self._anchors.add(event.anchor)
        if kind != "ScalarEvent":
            self._levels.append(_Level({} if kind == "MappingStartEvent" else None))
            if len(self._levels) > DEEPEST:
                return unchecked(self._text, "nested too deeply to be checked")
        elif keys is not None and event.value != "<<":
            if event.value in keys and not self._begins_anew(start):
                told = f"the key {event.value!r} is there twice: the first one is lost"
                return Problem(rules.yaml_error, start, end, told)
            keys[event.value] = start
        return None

    def _is_key(self) -> dict[str, int] | None:
        """Return the keys of the mapping in which a key comes next, which is thereby taken."""
        if not self._levels or self._levels[-1].keys is None:
            return None
        level = self._levels[-1]
        level.is_key_next = not level.is_key_next
        return None if level.is_key_next else level.keys

    def _begins_anew(self, start: int) -> bool:
        """Say whether a key stands below a comment or a gap, as one of another file may."""
        end = self._text.rfind("\n", 0, start)
        above = self._text[self._text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]
        return len(self._levels) == 1 and end >= 0 and above.lstrip()[:1] in ("", "#")


# -- what the parser says

_CLOSER = {"[": "]", "{": "}"}

#: By the beginning of what it says; {0} stands for the text there.
_TOLD = {
    "mapping values are not allowed": (
        "unexpected ':': indent the line as the one above, or quote a text that holds ': '"
    ),
    "sequence entries are not allowed": "unexpected '-': an item stands on a line of its own",
    "expected <block end>": "the indentation does not fit the lines above",
    "found character '\\t'": "a tab: YAML is indented with blanks",
    "found character": "unexpected {0}: a text that begins with it needs quotes",
    "found unknown escape": "illegal escape: write a backslash as two, or use single quotes",
    "could not find expected ':'": "a ':' is missing, or the text above is not ended",
    "expected '<document start>'": "unexpected {0}: it closes nothing",
}


def _problem(text: str, error: MarkedYAMLError) -> Problem:
    place = min(error.problem_mark.index if error.problem_mark else 0, len(text))
    opener = error.context_mark.index if error.context_mark else place
    context, said = error.context or "", error.problem or ""
    if "quoted scalar" in context and "end of" in said:
        return _at_opener(text, opener, "unclosed string: end it as it begins")
    if "flow" in context:
        if text[opener : opener + 1] not in _CLOSER:
            opener = max(text.rfind("[", 0, opener), text.rfind("{", 0, opener))
        sign = text[opener] if opener >= 0 else ""
        if sign not in _CLOSER:
            return _at(text, place, "not valid YAML here")
        if "stream end" in said or "\n" in text[opener:place]:
            return _at_opener(text, opener, f"{sign!r} is not closed: write {_CLOSER[sign]!r}")
        return _at(text, place, "missing ',' before {0}")
    told = next((told for start, told in _TOLD.items() if said.startswith(start)), "")
    return _at(text, place, told or "not valid YAML here")


_WORD = re.compile(r"[\w.-]++|[^\n]|")


def _at(text: str, place: int, told: str) -> Problem:
    """Return a problem with the word at a place, or else with the last one of the text."""
    if place >= len(text.rstrip()):
        place = max(len(text.rstrip()) - 1, 0)
    found = _WORD.match(text, place)
    word = found[0] if found else ""
    return Problem(rules.yaml_error, place, place + len(word), told.replace("{0}", repr(word)))


def _at_opener(text: str, opener: int, told: str) -> Problem:
    return Problem(rules.yaml_error, opener, opener + 1, told)

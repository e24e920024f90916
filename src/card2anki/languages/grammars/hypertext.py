"""The tags of HTML: which end nothing, which elements do not end.

The parser of HTML takes what browsers take, so this is looked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from card2anki.languages.grammars import rules
from card2anki.languages.grammars.readings import all_of, blanked, named
from card2anki.languages.problem import Problem

_TAG = re.compile(
    r"<!--(?s:.*?)(?:-->|\Z)|<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*+)"
    r"(?:[^<>\"']|\"(?:[^\"<]*|[^\"\n]*)\"(?=[\s/>])|'(?:[^'<]*|[^'\n]*)'(?=[\s/>]))*+>"
)
#: Elements in which a tag is text.
_RAW = frozenset({"script", "style", "textarea", "title"})
_VOID = frozenset({
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
})  # fmt: skip
#: Elements that end where another one begins or ends.
_OPTIONAL = frozenset({
    *("html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"),
    *("option", "optgroup", "colgroup", "caption", "rt", "rp"),
})  # fmt: skip
_TEMPLATES = all_of(
    blanked(r"<%(?s:.{0,400}?)%>|<\?(?s:.{0,400}?)\?>|\{%[^\n]{0,200}?%\}|\{\{[^\n]{0,200}?\}\}"),
    blanked(r"&(?=[\s=&])|<(?=[\s=\d])"),
    named(r"<[a-z]+(?: [a-z]+)+>(?!.{0,9}</)"),
)


#: A sign between two values.
_GREATER = blanked(r"(?<=\w )>(?= \w)")


class _Tag(NamedTuple):
    """A tag: its name in small letters, and where that stands."""

    name: str
    start: int
    is_end: bool

    @property
    def end(self) -> int:
        """Return where the name ends."""
        return self.start + len(self.name)


def _tags(text: str) -> Iterator[_Tag]:
    """Yield the tags that have to match."""
    raw = ""
    for found in _TAG.finditer(text):
        name = (found["name"] or "").lower()
        is_end = bool(found["end"])
        if not name or (raw and not (is_end and name == raw)):
            continue
        raw = name if name in _RAW and not is_end else ""
        if is_end or (name not in _VOID and not found[0].endswith("/>")):
            yield _Tag(name, found.start("name"), is_end)


def filled(text: str) -> str:
    """Return HTML without what fills it in, and with the ends of what is only begun.

    All offsets hold: what is added stands at the end. Of an excerpt that ends no element, none has
    to end; of one that only ends some, none has to begin.
    """
    text = _GREATER(_TEMPLATES(text))
    tags = list(_tags(text))
    if not any(tag.is_end for tag in tags):
        return text + "".join(f"</{tag.name}>" for tag in reversed(tags))
    if all(tag.is_end for tag in tags):
        return _TAG.sub(lambda tag: " " * len(tag[0]), text)
    return text


def tag_problem(text: str) -> Problem | None:
    """Return the first tag that ends nothing, or whose element does not end."""
    tags = list(_tags(_TEMPLATES(text)))
    if len({tag.is_end for tag in tags}) < 2:
        return None
    opened: list[_Tag] = []
    for tag in tags:
        if not tag.is_end:
            opened.append(tag)
        elif problem := _end(opened, tag):
            return problem
    return next((_not_ended(tag) for tag in opened if tag.name not in _OPTIONAL), None)


def _end(opened: list[_Tag], tag: _Tag) -> Problem | None:
    """Take what a tag ends from what is open."""
    if all(one.name != tag.name for one in opened):
        inner = next((one for one in reversed(opened) if one.name not in _OPTIONAL), None)
        told = f"'</{tag.name}>' ends nothing: remove it, or write '<{tag.name}>'"
        if inner:
            told = f"'</{tag.name}>' does not end '<{inner.name}>': write '</{inner.name}>'"
        return _problem(tag, told)
    while opened[-1].name != tag.name:
        inner = opened.pop()
        if inner.name not in _OPTIONAL:
            return _not_ended(inner)
    opened.pop()
    return None


def _not_ended(tag: _Tag) -> Problem:
    return _problem(tag, f"'<{tag.name}>' is not closed: write '</{tag.name}>'")


def _problem(tag: _Tag, told: str) -> Problem:
    return Problem(rules.unmatched_bracket, tag.start, tag.end, told)

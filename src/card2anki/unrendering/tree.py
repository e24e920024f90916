"""HTML as a field holds it to a tree; any text gives one.

Every node knows where it stands in the HTML, so that what markdown makes of it can be held
against what was there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

#: Elements in each other beyond this depth are taken for their content.
_DEEPEST = 100
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)")
_ATTRIBUTE = re.compile(
    r"""(?<![\w:-])([a-zA-Z][\w:-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))"""
)
VOID = frozenset({"br", "hr", "img", "wbr", "input", "source", "meta", "link", "col"})
_BLOCK_NAMES = """
    address article aside blockquote center dd details div dl dt figure footer form h1 h2 h3 h4
    h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
#: What an opening tag ends: the elements of these names that are open last.
_ENDS: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li", "p"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"td", "th", "tr"}),
}
#: Elements whose content nobody reads.
_HIDDEN = frozenset({"script", "style", "template", "head", "title"})


@dataclass(slots=True)
class Text:
    """What is read between two tags, entities resolved; its place in the HTML."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Element:
    """An element; ``start`` and ``end`` bound it in the HTML, tags and all."""

    tag: str
    attributes: Mapping[str, str]
    start: int
    end: int
    children: list[Element | Text] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """Say whether it stands on lines of its own."""
        return self.tag in BLOCKS

    def elements(self, tag: str) -> Iterator[Element]:
        """Yield the children of a name."""
        return (c for c in self.children if isinstance(c, Element) and c.tag == tag)


Node = Element | Text


def parse(html: str) -> list[Node]:
    """Return the nodes of some HTML, in order."""
    root = Element("", {}, 0, len(html))
    _Builder(html, [root]).build()
    return root.children


@dataclass(slots=True)
class _Builder:
    """Reads tags one by one; ``stack`` holds the elements that are open."""

    html: str
    stack: list[Element]

    def build(self) -> None:
        html, at, begin = self.html, 0, -1
        while (begin := html.find("<", max(at, begin + 1))) >= 0:
            found = _TAG.match(html, begin)
            if found is None and html.startswith("<!--", begin):
                end = html.find("-->", begin)
                self._text(at, begin)
                at = len(html) if end < 0 else end + 3
                continue
            if found is None:
                continue
            end = _end_of_tag(html, found.end())
            if end < 0:
                break  # no tag ends from here on
            self._text(at, begin)
            at = self._tag(found, end)
        self._text(at, len(html))
        for element in self.stack[1:]:
            element.end = len(html)

    def _text(self, start: int, end: int) -> None:
        if start < end:
            text = Text(unescape(self.html[start:end]), start, end)
            self.stack[-1].children.append(text)

    def _tag(self, found: re.Match[str], end: int) -> int:
        """Read a tag that ends before an offset; return where to go on."""
        name = found[2].lower()
        if found[1]:
            self._close(name, found.start(), end)
            return end
        if name in _HIDDEN:
            closed = re.compile(rf"</{name}\b[^<>]*+>", re.IGNORECASE).search(self.html, end)
            return closed.end() if closed else len(self.html)
        self._end_implied(name, found.start())
        attributes = {
            one[1].lower(): unescape(one[2] or one[3] or one[4] or "")
            for one in _ATTRIBUTE.finditer(self.html, found.end(), end)
        }
        element = Element(name, attributes, found.start(), end)
        if name not in VOID and len(self.stack) > _DEEPEST:
            return end
        self.stack[-1].children.append(element)
        if name not in VOID and not self.html.startswith("/>", end - 2):
            self.stack.append(element)
        return end

    def _close(self, name: str, start: int, end: int) -> None:
        if any(element.tag == name for element in self.stack[1:]):
            while (element := self.stack.pop()).tag != name:
                element.end = start
            element.end = end

    def _end_implied(self, name: str, at: int) -> None:
        """Close what an opening tag ends: a paragraph by a block, an item by the next one."""
        if name in BLOCKS and self.stack[-1].tag == "p":
            self.stack.pop().end = at
        while self.stack[-1].tag in _ENDS.get(name, ()):
            self.stack.pop().end = at


def _end_of_tag(html: str, at: int) -> int:
    """Return the offset behind the tag that goes on at an offset, -1 where it has no end."""
    end = html.find(">", at)
    quotes = 0
    while end >= 0:
        quotes += html.count('"', at, end)
        if quotes % 2 == 0:
            return end + 1
        at, end = end, html.find(">", end + 1)
    return -1


def text_of(nodes: Sequence[Node]) -> str:
    r"""Return what some nodes say, with ``\n`` for each ``<br>``."""
    said = []
    for node in nodes:
        if isinstance(node, Text):
            said.append(node.text)
        else:
            said.append("\n" if node.tag == "br" else text_of(node.children))
    return "".join(said)

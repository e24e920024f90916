"""Paragraphs, lists, quotes, tables and code of a field back to lines of markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from card2anki.unrendering.code import Coloured
from card2anki.unrendering.inline import Writer
from card2anki.unrendering.tree import Element, Node, Text, text_of

_HEADING = re.compile(r"h([1-6])")
#: A heading of this level begins a card, so none is written.
_HEADING_OF_CARD = 4
#: Only headings that are underlined can go over several lines.
_UNDERLINES = {1: "===", 2: "--"}
_TICKS = re.compile(r"`{3,}")
_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")
_LISTS = frozenset({"ul", "ol"})
_DASHES = {"left": ":---", "right": "---:", "center": ":---:", "": "---"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of markdown; ``is_code`` says that it stands in a fence and must stay as it is.

    ``snippet`` is the code of the fence that it opens, as long as there is no label behind it.
    """

    text: str
    is_code: bool = False
    snippet: Coloured | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Writes nodes as lines. ``html`` is what they were read from.

    ``divides`` says that two line breaks divide paragraphs, as people type them; ``quoted`` that
    code is in a quote, where it is no snippet of the card.
    """

    html: str
    writer: Writer
    divides: bool = False
    quoted: bool = False

    def write(self, nodes: Sequence[Node], *, tight: bool = False) -> list[Line]:
        """Return the lines of some nodes, blocks divided by blank lines unless ``tight``."""
        lines: list[Line] = []
        before = ""
        other_mark = False
        for block in self._blocks(nodes):
            kind = block.tag if isinstance(block, Element) and block.tag in _LISTS else ""
            other_mark = bool(kind) and kind == before and not other_mark
            written = self._block(block, other_mark)
            if lines and written and not (tight and not other_mark):
                lines.append(Line(""))
            lines += written
            before = kind
        return lines

    def _blocks(self, nodes: Sequence[Node]) -> Iterator[Element | list[Node]]:
        """Yield block elements, and the runs of other nodes between them."""
        for is_block, run in groupby(nodes, lambda n: isinstance(n, Element) and _holds_block(n)):
            if not is_block:
                yield from _paragraphs(list(run), divides=self.divides)
                continue
            for element in run:
                if isinstance(element, Element):
                    if element.tag in _WRITTEN or _HEADING.fullmatch(element.tag):
                        yield element
                    else:
                        yield from self._blocks(element.children)

    def _block(self, block: Element | list[Node], other_mark: bool) -> list[Line]:
        if isinstance(block, list):
            return self._paragraph(block)
        tag = block.tag
        if tag == "p":
            return (
                self.write(block.children)
                if _inner_blocks(block)
                else self._paragraph(block.children)
            )
        if tag == "hr":
            return [Line("***")]
        if tag == "pre":
            return self._code(block)
        if tag == "blockquote":
            inner = replace(self, quoted=True).write(block.children)
            return [replace(line, text=f"> {line.text}" if line.text else ">") for line in inner]
        if tag in ("ul", "ol"):
            return self._list(block, other_mark)
        if tag == "table":
            return self._table(block) if not _holds_code(block) else self.write(_contents(block))
        return self._heading(block, int(tag[1]))

    def _paragraph(self, nodes: Sequence[Node]) -> list[Line]:
        text = self._leaf(nodes)
        return [Line(line) for line in text.split("\n")] if text else []

    def _leaf(self, nodes: Sequence[Node]) -> str:
        if not nodes:
            return ""
        return self.writer.write(nodes, self.html[nodes[0].start : nodes[-1].end])

    def _heading(self, block: Element, level: int) -> list[Line]:
        words = self._leaf(block.children).split("\n")
        if len(words) > 1 and level in _UNDERLINES:
            return [*map(Line, words), Line(_UNDERLINES[level])]
        if level == _HEADING_OF_CARD:
            level += 1
        title = " ".join(words)
        if title.endswith("#") and not title.endswith("\\#"):  # or it would close the heading
            title = f"{title[:-1]}\\#"
        return [Line(f"{'#' * level} {title}".rstrip())]

    def _code(self, block: Element) -> list[Line]:
        inner = [c for c in block.children if not (isinstance(c, Text) and not c.text.strip())]
        holder = block
        if len(inner) == 1 and isinstance(inner[0], Element) and inner[0].tag == "code":
            holder = inner[0]
        nodes = holder.children
        html = self.html[nodes[0].start : nodes[-1].end] if nodes else ""
        code = text_of(nodes).replace("\r\n", "\n")
        if holder is block or "\n" in html:  # of somebody else's making
            code = code.strip("\n")
        label = _class(holder) or _class(block)
        snippet = None if label or self.quoted else Coloured(code, html)
        longest = max((len(run) for run in _TICKS.findall(code)), default=2)
        fence = "`" * (longest + 1)
        return [
            Line(f"{fence}{label}", True, snippet),
            *(Line(line, True) for line in code.split("\n")),
            Line(fence, True),
        ]

    def _list(self, block: Element, other_mark: bool) -> list[Line]:
        items = list(block.elements("li"))
        loose = not any(map(_is_tight, items)) and any(any(item.elements("p")) for item in items)
        start = block.attributes.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 10 else 1
        lines: list[Line] = []
        for index, item in enumerate(items):
            if block.tag == "ul":
                mark = "*" if other_mark else "-"
            else:
                mark = f"{number + index}{')' if other_mark else '.'}"
            if lines and loose:
                lines.append(Line(""))
            lines += _indented(mark, self.write(item.children, tight=not loose))
        return lines

    def _table(self, block: Element) -> list[Line]:
        rows = list(_rows(block))
        if not rows:
            return []
        width = max(len(row) for row in rows)
        head, *body = rows
        aligned = [_ALIGNED.search(cell.attributes.get("style", "")) for cell in head]
        dashes = [_DASHES[found[1] if found else ""] for found in aligned]
        table = [self._cells(head), dashes, *map(self._cells, body)]
        return [Line("| " + " | ".join([*row, *[""] * (width - len(row))]) + " |") for row in table]

    def _cells(self, row: Sequence[Element]) -> list[str]:
        return [" ".join(self._leaf(cell.children).split("\n")).replace("|", r"\|") for cell in row]


def _holds_code(block: Element) -> bool:
    """Say whether code stands in an element: no cell of a table can hold it."""
    return any(
        child.tag == "pre" or _holds_code(child)
        for child in block.children
        if isinstance(child, Element)
    )


def _contents(table: Element) -> list[Node]:
    return [node for row in _rows(table) for cell in row for node in cell.children]


_WRITTEN = frozenset({"p", "hr", "pre", "blockquote", "ul", "ol", "table"})


def _holds_block(element: Element) -> bool:
    """Say whether an element is a block, or holds one as others' HTML may have it."""
    return element.is_block or _inner_blocks(element)


def _inner_blocks(element: Element) -> bool:
    return any(isinstance(c, Element) and _holds_block(c) for c in element.children)


def _paragraphs(nodes: list[Node], *, divides: bool) -> Iterator[list[Node]]:
    """Yield the paragraphs of inline nodes; two line breaks may divide them."""
    paragraph: list[Node] = []
    breaks: list[Node] = []
    for node in nodes:
        is_break = isinstance(node, Element) and node.tag == "br"
        if is_break or (breaks and isinstance(node, Text) and not node.text.strip()):
            breaks.append(node)
        else:
            is_end = divides and sum(isinstance(n, Element) for n in breaks) > 1
            if is_end and paragraph:
                yield paragraph
                paragraph = []
            else:
                paragraph += breaks
            breaks = []
            paragraph.append(node)
    if any(not isinstance(n, Text) or n.text.strip() for n in paragraph):
        yield paragraph


def _is_tight(item: Element) -> bool:
    """Say whether the text of an item stands in no paragraph."""
    return any(
        bool(child.text.strip()) if isinstance(child, Text) else not _holds_block(child)
        for child in item.children
    )


def _class(element: Element) -> str:
    """Return the language that somebody else's HTML names."""
    found = re.search(
        r"\b(?:language|lang|highlight-source)-([\w+#-]+)", element.attributes.get("class", "")
    )
    return found[1] if found else ""


def _indented(mark: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines of an item behind its mark."""
    if not lines:
        return [Line(mark)]
    indent = " " * (len(mark) + 1)
    first, *rest = lines
    return [
        replace(first, text=f"{mark} {first.text}"),
        *(replace(line, text=f"{indent}{line.text}" if line.text else "") for line in rest),
    ]


def _rows(table: Element) -> Iterator[list[Element]]:
    for child in table.children:
        if isinstance(child, Element) and child.tag == "tr":
            cells = [c for c in child.children if isinstance(c, Element) and c.tag in ("td", "th")]
            if cells:
                yield cells
        elif isinstance(child, Element):
            yield from _rows(child)

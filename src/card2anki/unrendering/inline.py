"""Words, emphasis, links and formulas of a paragraph back to markdown.

Markdown has many spellings of one paragraph, and which one an author chose is not in the HTML.
So the plainest is tried first, and held against the HTML; only where it says something else is
more of it escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import unquote

from card2anki.unrendering.tree import Element, Node, Text, parse, text_of

_EMPHASIS = {"em": "*", "i": "*", "strong": "**", "b": "**", "s": "~~", "del": "~~", "strike": "~~"}
#: An opening bracket is none: behind a backslash it would begin a formula.
_SPECIAL = re.compile(r"[\\`*_\]<&~$]")
#: What markdown takes for nothing but words.
_PLAIN = re.compile(r"[A-Za-z(][A-Za-z0-9 ,.;'()/?\"\u00c0-\u024f-]*+")
_BRACKET = re.compile(r"[\\\[\]]")
_AT_START = re.compile(r"(?:[#>+=|-]|\d+[.)])")
_FORMULA = re.compile(r"\\\((?:(?!\\[()]).)+\\\)|\\\[(?:(?!\\[\[\]]).)+\\\]")
_BREAKS = re.compile(r"(?<![ \t])[ \t]*+[\n\r]+[ \t]*")
_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a paragraph is written: what is escaped, which mark emphasises, what breaks a line."""

    escapes: bool
    emphasis: str
    line_break: str = "  \n"


_SPELLINGS = (
    Spelling(escapes=False, emphasis="*"),
    Spelling(escapes=False, emphasis="_"),
    Spelling(escapes=True, emphasis="*"),
    Spelling(escapes=True, emphasis="_"),
    Spelling(escapes=False, emphasis="*", line_break="\\\n"),
    Spelling(escapes=True, emphasis="*", line_break="\\\n"),
)
_SAFEST = _SPELLINGS[2]
#: Where marks do not work they are read: better none.
_WITHOUT_MARKS = Spelling(escapes=True, emphasis="")
_CODE = frozenset({"code", "kbd", "samp", "tt"})


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes inline nodes as markdown.

    ``images`` gives the path of a media file, ``shows`` the HTML of a paragraph, by which it is
    proven; without it the plainest spelling will do.
    """

    images: Callable[[str], str]
    shows: Callable[[str], str] | None

    def write(self, nodes: Sequence[Node], html: str) -> str:
        """Return the plainest markdown that is shown as ``html``, or else as what it says.

        What no markdown is shown as is written with everything escaped.
        """
        if self.shows is None or all(
            isinstance(node, Text) and _PLAIN.fullmatch(node.text) for node in nodes
        ):
            return self._written(nodes, _SPELLINGS[0])
        meant = ""
        for spelling in _SPELLINGS:
            written = self._written(nodes, spelling)
            shown = self.shows(written)
            if shown == html:
                return written
            if not meant and _shape(parse(shown)) == _shape(nodes):
                meant = written
        return meant or self._said(nodes)

    def _said(self, nodes: Sequence[Node]) -> str:
        """Return markdown for what none is shown as: with no character that is not there."""
        safest = self._written(nodes, _SAFEST)
        for written in (safest, self._written(nodes, _WITHOUT_MARKS)):
            if self.shows and _words(parse(self.shows(written))) == _words(nodes):
                return written
        return safest

    def _written(self, nodes: Sequence[Node], spelling: Spelling) -> str:
        text = "".join(self._pieces(nodes, spelling)).strip(" ").removeprefix("\n")
        lines = [line.lstrip(" ") for line in text.split("\n")]
        if spelling.escapes:
            lines = [_escape_start(line) for line in lines]
        return "\n".join(lines)

    def _pieces(self, nodes: Sequence[Node], spelling: Spelling) -> Iterator[str]:
        for node in _joined(nodes):
            if isinstance(node, Text):
                yield _text(node.text, spelling)
            else:
                yield self._element(node, spelling)

    def _element(self, node: Element, spelling: Spelling) -> str:
        tag = node.tag
        if tag == "br":
            return spelling.line_break
        if tag == "img":
            return self._image(node, spelling)
        if tag in _CODE:
            return _code_span(text_of(node.children))
        if tag == "anki-mathjax":
            signs = r"\[\]" if node.attributes.get("block") == "true" else r"\(\)"
            return _formula(text_of(node.children), signs)
        inner = "".join(self._pieces(node.children, spelling))
        if tag in _EMPHASIS:
            return _emphasised(inner, _EMPHASIS[tag], spelling)
        if tag == "a" and node.attributes.get("href"):
            return _link(inner, node)
        if tag in ("sup", "sub") and inner.strip():
            sign = "^" if tag == "sup" else r"\_"
            return f"{sign}{inner}" if len(inner.strip()) == 1 else f"{sign}({inner})"
        return inner

    def _image(self, node: Element, spelling: Spelling) -> str:
        source = node.attributes.get("src", "")
        alt = node.attributes.get("alt", "")
        if spelling.escapes:
            alt = _BRACKET.sub(r"\\\g<0>", alt)
        path = self.images(source)
        target = f"<{path}>" if re.search(r"[\s()]", path) or not path else path
        return f"![{alt}]({target}{_title(node)})"


def _joined(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield nodes, those of one mark side by side as one: their marks would not be told apart."""
    for mark, run in groupby(nodes, _mark):
        first, *others = run
        if mark and others and isinstance(first, Element):
            children = [child for node in (first, *others) for child in _children(node)]
            yield replace(first, children=children)
        else:
            yield from (first, *others)


def _mark(node: Node) -> str:
    if isinstance(node, Text):
        return ""
    return "`" if node.tag in _CODE else _EMPHASIS.get(node.tag, "")


def _children(node: Node) -> Sequence[Node]:
    return node.children if isinstance(node, Element) else ()


def _words(nodes: Sequence[Node]) -> str:
    return " ".join(text_of(nodes).split())


def _text(text: str, spelling: Spelling) -> str:
    text = _BREAKS.sub(" ", text)
    if not spelling.escapes:
        return text
    written = []
    at = 0
    for formula in _FORMULA.finditer(text):
        written += [_escape(text[at : formula.start()]), formula[0]]
        at = formula.end()
    return "".join([*written, _escape(text[at:])])


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _escape_start(line: str) -> str:
    """Escape what would make a line the beginning of something else."""
    found = _AT_START.match(line)
    if found is None:
        return line
    at = found.end() - 1
    return f"{line[:at]}\\{line[at:]}"


def _formula(text: str, signs: str) -> str:
    words = " ".join(text.split())
    return f"{signs[:2]}{words}{signs[2:]}" if words else ""


def _code_span(code: str) -> str:
    code = " ".join(code.split("\n"))
    if not code:
        return ""
    ticks = "`" * (max((len(run) for run in _TICKS.findall(code)), default=0) + 1)
    padded = code.startswith("`") or code.endswith("`")
    if code.strip(" ") and code.startswith(" ") and code.endswith(" "):
        padded = True
    return f"{ticks} {code} {ticks}" if padded else f"{ticks}{code}{ticks}"


def _emphasised(inner: str, mark: str, spelling: Spelling) -> str:
    """Put marks around words; blanks at their ends stand outside, or they would be no marks."""
    words = inner.strip()
    if not words or not spelling.emphasis:
        return inner
    if mark == "*":
        mark = spelling.emphasis
    before, _, behind = inner.partition(words)
    return f"{before}{mark}{words}{mark}{behind}"


def _link(inner: str, node: Element) -> str:
    href = node.attributes["href"]
    if text_of(node.children) == href and _AUTOLINK.fullmatch(href):
        return f"<{href}>"
    if href.startswith("mailto:") and text_of(node.children) == href.removeprefix("mailto:"):
        return f"<{href.removeprefix('mailto:')}>"
    target = f"<{href}>" if re.search(r"[\s()]", href) else href
    return f"[{inner}]({target}{_title(node)})"


def _title(node: Element) -> str:
    title = node.attributes.get("title", "")
    return ' "{}"'.format(title.replace('"', r"\"")) if title else ""


def _shape(nodes: Sequence[Node]) -> list[tuple[str, str]]:
    """Return what some nodes say: each run of text with the marks on it, however they are spelt."""
    runs: list[tuple[str, str]] = []
    for marks, text in _runs(nodes, ()):
        known = " ".join(sorted(set(marks)))
        if runs and runs[-1][0] == known:
            runs[-1] = (known, runs[-1][1] + text)
        else:
            runs.append((known, text))
    return [(marks, " ".join(text.split())) for marks, text in runs if text.strip()]


def _runs(nodes: Sequence[Node], marks: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for node in nodes:
        if isinstance(node, Text):
            yield marks, node.text
        elif node.tag == "img":
            yield (*marks, "img"), unquote(node.attributes.get("src", ""))
        elif node.tag == "br":
            yield (*marks, "br"), "br"
        else:
            mark = node.attributes.get("href") if node.tag == "a" else _mark(node)
            yield from _runs(node.children, (*marks, mark) if mark else marks)

"""A field of a note to markdown, held against what markdown makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from card2anki.importing.blocks import Blocks, Line
from card2anki.importing.code import Coloured
from card2anki.importing.inline import Writer
from card2anki.importing.tree import parse
from card2anki.render.markdown import render_line, render_text

_BREAK = re.compile(r"<br>")


def markdown_of(
    html: str,
    images: Mapping[str, str],
    label: Callable[[Coloured], str],
    *,
    divides: bool = False,
) -> list[Line]:
    """Return the lines of markdown that are shown as the HTML of a field.

    ``images`` gives the path of each media file by its name, ``label`` the label of a snippet;
    ``divides`` says that two line breaks divide paragraphs.
    """
    if not html:
        return []
    names = {path: name for name, path in images.items()}
    plain = [Line(unescape(line)) for line in _BREAK.split(html)]
    if "<br>" in html and render_text("\n".join(line.text for line in plain), names) == html:
        return plain
    writer = Writer(lambda name: images.get(name, name), lambda text: render_text(text, names))
    return Blocks(html, writer, label, divides).write(parse(html))


def readable(html: str) -> list[Line]:
    """Return a field as markdown for people, who need no proof that it is shown the same."""
    if not html:
        return []
    return Blocks(html, Writer(lambda name: name, None), lambda snippet: "").write(parse(html))


def line_of(html: str) -> str:
    """Return the markdown of a heading, which is one line."""
    nodes = parse(html)
    written = Writer(lambda name: name, render_line).write(nodes, html)
    return " ".join(written.split("\n"))

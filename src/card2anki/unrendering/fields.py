"""A field of a note to markdown, held against what markdown makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import unescape
from urllib.parse import unquote

from card2anki.render.markdown import render_line, render_text
from card2anki.unrendering.blocks import Blocks, Line
from card2anki.unrendering.code import languages_of
from card2anki.unrendering.inline import Writer
from card2anki.unrendering.tree import parse

_BREAK = re.compile(r"<br>")


def markdown_of(html: str, images: Mapping[str, str], *, divides: bool = False) -> list[Line]:
    """Return the lines of markdown that are shown as the HTML of a field, snippets unlabelled.

    ``images`` gives the path of each media file by its name; ``divides`` says that two line
    breaks divide paragraphs.
    """
    if not html:
        return []
    names = {path: name for name, path in images.items()}
    plain = [Line(unescape(line)) for line in _BREAK.split(html)]
    if "<br>" in html and render_text("\n".join(line.text for line in plain), names) == html:
        return plain
    writer = Writer(partial(_path_of, images), lambda text: render_text(text, names))
    return Blocks(html, writer, divides).write(parse(html))


def _path_of(images: Mapping[str, str], source: str) -> str:
    """Return the path of an image; HTML may hold its name as an address does."""
    return images.get(source) or images.get(unquote(source), source)


def labelled(*sides: Sequence[Line], tagged: Sequence[str] = ()) -> list[list[Line]]:
    """Return the sides of a card with their snippets labelled, by the tags of its languages."""
    snippets = [line.snippet for lines in sides for line in lines if line.snippet]
    languages = iter(languages_of(snippets, tagged))
    return [
        [
            replace(line, text=line.text + next(languages), snippet=None) if line.snippet else line
            for line in lines
        ]
        for lines in sides
    ]


def readable(html: str) -> list[Line]:
    """Return a field as markdown for people, who need no proof that it is shown the same."""
    if not html:
        return []
    return Blocks(html, Writer(lambda name: name, None)).write(parse(html))


def line_of(html: str) -> str:
    """Return the markdown of a heading, which is one line."""
    nodes = parse(html)
    written = Writer(lambda name: name, render_line).write(nodes, html)
    return " ".join(written.split("\n"))

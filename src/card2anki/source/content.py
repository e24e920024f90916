"""What a part says, whatever its layout: by this two readings of a card are compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from card2anki.languages import first_word
from card2anki.model import Part, Snippet


class Code(NamedTuple):
    """What a snippet says: its language, what stands behind it in the label, and its code."""

    language: str
    attributes: str
    code: str


#: Texts, and the snippets between them.
Content = tuple[str | Code, ...]


def content(part: Part | None) -> Content:
    """Return the texts and the snippets of a part, without what only lays them out.

    Blank lines count as one, blanks at the end of a line not at all (two of them before more
    text are a line break), and how a fence is written says nothing.
    """
    chunks = _chunks(part)
    last = len(chunks) - 1
    pieces = (
        chunk if isinstance(chunk, Code) else _text(chunk, number == 0, number == last)
        for number, chunk in enumerate(chunks)
    )
    return tuple(piece for piece in pieces if piece)


def letters(part: Part | None) -> Content:
    """Return the texts of a part without any white space, and the snippets between them."""
    pieces = (
        chunk if isinstance(chunk, Code) else "".join("".join(chunk).split())
        for chunk in _chunks(part)
    )
    return tuple(piece for piece in pieces if piece)


def words(part: Part | None) -> str:
    """Return the text of a part on one line; a question is known again by it."""
    return " ".join(part.text.split()) if part else ""


def _chunks(part: Part | None) -> list[list[str] | Code]:
    """Cut a part into its snippets and the lines around them."""
    if part is None:
        return []
    lines = part.text.split("\n")
    chunks: list[list[str] | Code] = []
    at = 0
    for snippet in part.snippets:
        chunks += [lines[at : snippet.first_line], _code(snippet)]
        at = snippet.last_line + 1
    return [*chunks, lines[at:]]


def _code(snippet: Snippet) -> Code:
    attributes = snippet.label.removeprefix(first_word(snippet.label)).strip()
    return Code(snippet.language, attributes, snippet.code)


def _text(lines: Sequence[str], is_first: bool, is_last: bool) -> str:
    """Join lines; blank ones at the start or the end of the whole part are left out."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        bare = line.rstrip(" \t")
        goes_on = number + 1 < len(lines) and lines[number + 1].strip(" \t")
        if bare:
            kept.append(f"{bare}  " if goes_on and line.endswith("  ") else bare)
        elif kept[-1:] != [""] and (kept or not is_first):
            kept.append("")
    if is_last and kept[-1:] == [""]:
        kept.pop()
    return "".join(f"{line}\n" for line in kept)

"""What a part says, whatever its layout: by this two readings of a card are compared."""

from __future__ import annotations

import re

from card2anki.model import Part

_BLANK_LINES = re.compile(r"\n{3,}")

#: Texts, and the language and code of the snippets between them.
Content = tuple[str | tuple[str, str], ...]


def content(part: Part | None) -> Content:
    """Return the texts and the snippets of a part, without what only lays them out.

    Blank lines count as one, blanks at the end of a line not at all (two of them are a line
    break), and how a fence is written says nothing.
    """
    if part is None:
        return ()
    lines = part.text.split("\n")
    pieces: list[str | tuple[str, str]] = []
    at = 0
    for snippet in part.snippets:
        pieces += [_text(lines[at : snippet.first_line]), (snippet.language, snippet.code)]
        at = snippet.last_line + 1
    pieces.append(_text(lines[at:]))
    return tuple(piece for piece in pieces if piece)


def _text(lines: list[str]) -> str:
    last = len(lines) - 1
    text = "\n".join(_line(line, number == last) for number, line in enumerate(lines))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def _line(line: str, is_last: bool) -> str:
    bare = line.rstrip(" \t")
    return f"{bare}  " if bare and line.endswith("  ") and not is_last else bare

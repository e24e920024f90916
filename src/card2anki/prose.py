r"""What of a text is prose. Code, formulas, addresses and comments are not.

They are replaced by as many OPAQUE characters, so that an offset in the prose is one in the
text, and no pattern finds a word in them or reads over them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from card2anki.model import Part, Span

#: Stands for what is no prose: no word, no blank, and in no text by itself.
OPAQUE = "\x1a"

#: What is no prose within a paragraph. Each alternative is bounded: a text of nothing but
#: opening delimiters is not searched to its end for each.
_OPAQUE = re.compile(
    r"(?P<tick>(?<!`)`{1,2}(?!`))[^`]{1,300}(?P=tick)(?!`)"
    r"|\\\(.{1,1000}?\\\)|\\\[.{1,2000}?\\\]|\$\$.{1,2000}?\$\$"
    r"|\$(?![\s\d])[^$\n`]{1,200}(?<!\s)\$(?!\w)"
    r"|(?<=\])\([^()\s]{1,500}\)"
    r"|\b(?:https?|ftp|file)://[^\s)>\]]{1,1000}"
    r"|<!--.{0,1000}?-->",
    re.DOTALL,
)
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@dataclass(frozen=True)
class Prose:
    """The prose of a part of a card, at the offsets of the part's text."""

    part: Part
    text: str

    def span(self, found: re.Match[str], group: int | str = 0) -> Span:
        """Return where in the source a match in the prose stands."""
        return self.part.locate(*found.span(group))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the words, without those of code and formulas."""
        return tuple(_WORD.findall(self.text))


def prose_of(part: Part) -> Prose:
    """Return the prose of a part."""
    text = part.text
    if part.snippets:
        lines = text.split("\n")
        for snippet in part.snippets:
            for number in range(snippet.first_line, snippet.last_line + 1):
                lines[number] = OPAQUE * len(lines[number])
        text = "\n".join(lines)
    return Prose(part, _OPAQUE.sub(_hide, text))


def _hide(found: re.Match[str]) -> str:
    return "".join("\n" if character == "\n" else OPAQUE for character in found[0])

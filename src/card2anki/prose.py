r"""What of a text is prose. Code, formulas, addresses and comments are not.

They are replaced by as many OPAQUE characters, so that an offset in the prose is one in the
text, and no pattern finds a word in them or reads over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from card2anki.model import Part, Span

#: Stands for what is no prose: no word, no blank, and in no text by itself.
OPAQUE = "\x1a"

#: What a passage that is no prose begins with; an escaped character begins none.
_MARK = re.compile(r"\\[\s\S]|``*|\$\$?|\((?<=\]\()|://|<!--")
#: Before these a formula or a code span within text ends: a blank line, a snippet, a list item,
#: a formula on lines of its own.
_BOUNDARY = re.compile(
    r"\n(?:[ \t\x1a]*+(?=\n)|(?=[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t])|[ \t]*+(?P<block>\\\[|\$\$))"
)
_TICKS = re.compile(r"`+")
_TARGET = re.compile(
    r"\((?:<[^<>\n]{0,1000}>|[^()\s]{0,1000}(?:\([^()\s]{0,300}\)[^()\s]{0,300})?)"
    r"(?:[ \t]{1,9}\"[^\"\n]{0,300}\")?\)"
)
_SCHEME = re.compile(r"(?:https?|ftp|file)\Z")
_ADDRESS = re.compile(r"[^\s)>\]]{4,1000}")

#: What closes a formula. One that is longer than LONGEST is none: nothing closes it.
_CLOSING = {r"\(": r"\)", r"\[": r"\]", "$$": "$$"}
_LONGEST = 4000
_LONGEST_COMMENT = 1000
#: What may stand before a formula on lines of its own, at most so deep, and what behind it.
_DEEPEST = 40
_INDENT = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+\Z")
_BEHIND = re.compile(r"[ \t.,;:]*+(?:\n|\Z)")
_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
_TEX = re.compile(r"[\\_^{}=]")
_AMOUNT = re.compile(r"\d[\d,.]*(?:[kKmMbB%]|\s|$)")


@dataclass(frozen=True)
class Prose:
    """The prose of a part of a card, at the offsets of the part's text.

    ``formulas`` says where in the text the formulas stand, with their delimiters.
    """

    part: Part
    text: str
    formulas: tuple[tuple[int, int], ...] = ()

    def span(self, found: re.Match[str], group: int | str = 0) -> Span:
        """Return where in the source a match in the prose stands."""
        return self.locate(*found.span(group))

    def locate(self, start: int, end: int) -> Span:
        """Return where in the source ``text[start:end]`` stands."""
        return self.part.locate(start, end)

    def line_at(self, at: int = 0) -> Span:
        """Return where in the source the rest of the line from an offset on stands."""
        end = self.text.find("\n", at)
        return self.locate(at, len(self.text) if end < 0 else end)


def prose_of(part: Part) -> Prose:
    """Return the prose of a part."""
    text = part.text
    if part.snippets:
        lines = text.split("\n")
        for number in part.code_lines:
            lines[number] = OPAQUE * len(lines[number])
        text = "\n".join(lines)
    pieces = []
    formulas = []
    at = 0
    for start, end in _passages(text):
        pieces += [text[at:start], _hidden(text[start:end])]
        if text[start] in "\\$":
            formulas.append((start, end))
        at = end
    return Prose(part, "".join([*pieces, text[at:]]) if pieces else text, tuple(formulas))


def is_dollar_math(formula: str, after: str) -> bool:
    """Tell ``$x_1$`` from ``$5 to $10``, ``$HOME/$USER`` and ``$10,000``.

    Pandoc's rule: no blank inside the dollars, no digit behind. Blanks are forgiven where the
    formula has something that only TeX has.
    """
    if not formula.strip() or "`" in formula or after.isalnum() or after == "{":
        return False
    if _AMOUNT.match(formula) and not _TEX.search(formula):
        return formula.isdecimal() and formula == formula.strip()
    return formula == formula.strip() or _TEX.search(formula) is not None


def _hidden(text: str) -> str:
    return "\n".join(OPAQUE * len(line) for line in text.split("\n"))


# -- passages that are no prose


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the passages stand that are no prose, in order.

    What closes one is looked for within bounds: a text of nothing but opening delimiters must
    not be searched to its end for each.
    """
    found = _MARK.search(text)
    if found is None:
        return
    boundaries = _boundaries(text)
    boundary = next(boundaries)
    closing_ticks = _closing_ticks(text)
    search = _Search(text)
    while found:
        mark, start = found[0], found.start()
        while boundary < start:
            boundary = next(boundaries)
        if mark[0] == "`":
            end = closing_ticks.get(start, 0)
            end = end if end <= boundary else 0
        elif mark[0] == "$" or mark in _CLOSING:
            end = _formula_end(search, mark, start, boundary)
        else:
            start, end = _other(text, mark, start)
        if end:
            yield start, end
        found = _MARK.search(text, end or start + (1 if mark == "$$" else len(mark)))


def _boundaries(text: str) -> Iterator[int]:
    for found in _BOUNDARY.finditer(text):
        if not found["block"] or _block_end(text, found["block"], found.start("block")):
            yield found.start()
    yield len(text)


def _closing_ticks(text: str) -> dict[int, int]:
    """Return where each run of backticks is closed: at the end of the next one as long."""
    ends: dict[int, int] = {}
    following: dict[int, int] = {}
    for run in reversed([*_TICKS.finditer(text)]):
        length = len(run[0])
        for escaped in (0, 1):  # the first one of a run may be
            if length - escaped in following:
                ends[run.start() + escaped] = following[length - escaped]
        following[length] = run.end()
    return ends


class _Search:
    """Finds closing delimiters, and never reads the same text twice for one in vain."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._read: dict[str, int] = {}

    def find(self, closing: str, start: int, end: int) -> int:
        """Return where a delimiter is, as ``str.find`` does."""
        found = self.text.find(closing, max(start, self._read.get(closing, 0)), end)
        if found < 0:
            self._read[closing] = end - len(closing) + 1
        return found


def _formula_end(search: _Search, mark: str, start: int, boundary: int) -> int:
    """Return where the formula ends that a mark opens; 0 where it opens none."""
    text, limit = search.text, min(boundary, start + _LONGEST)
    if mark in _CLOSING:
        if mark != r"\(" and (end := _block_end(text, mark, start)):
            return end
        end = search.find(_CLOSING[mark], start + 2, limit)
        if end >= 0 and text[start + 2 : end].strip():
            return end + 2
    if mark[0] == "$":
        end = search.find("$", start + 1, limit)
        if end >= 0 and is_dollar_math(text[start + 1 : end], text[end + 1 : end + 2]):
            return end + 1
    return 0


def _block_end(text: str, mark: str, start: int) -> int:
    """Return where a formula on lines of its own ends, whatever its lines begin with."""
    line = text.rfind("\n", max(0, start - _DEEPEST), start) + 1
    if (not line and start > _DEEPEST) or not _INDENT.match(text, line, start):
        return 0
    end = text.find(_CLOSING[mark], start + 2, start + _LONGEST)
    if end < 0 or not _BEHIND.match(text, end + 2):
        return 0
    formula = text[start + 2 : end]
    if not formula.strip() or OPAQUE in formula or mark in formula.partition("\n")[2]:
        return 0
    return 0 if mark == "$$" and _BLANK_LINE.search(formula) else end + 2


def _other(text: str, mark: str, start: int) -> tuple[int, int]:
    """Return where the address or the comment stands that a mark belongs to, or a 0 as end."""
    found: re.Match[str] | None = None
    if mark == "(":
        found = _TARGET.match(text, start)
    elif mark == "://" and (scheme := _SCHEME.search(text, max(0, start - 5), start)):
        found = _ADDRESS.match(text, start)
        start = scheme.start()
    elif mark == "<!--" and (end := text.find("-->", start, start + _LONGEST_COMMENT)) >= 0:
        return start, end + 3
    return start, found.end() if found else 0

"""Fixes that take something out of a card, and leave no gap where it was."""

from __future__ import annotations

import re

from card2anki.model import Edit, Fix, Part, Snippet, Source, Span
from card2anki.prose import Prose
from card2anki.rule import safe

#: What may stand before a sentence on its line.
ONLY_A_MARK = re.compile(r"[ \t]*+(?:[-+*>](?!\*)|\d{1,9}[.)])?[ \t]*+(?:\*\*)?\Z")
_BLANKS = re.compile(r"\s*+")


def without_block(source: Source, part: Part, snippet: Snippet) -> Fix | None:
    """Return the fix that takes out a block of code; None where too little would be left."""
    lines = source.whole_lines(snippet.fence)
    before = source.text[lines.start : snippet.fence.start]
    behind = source.text[snippet.fence.end : lines.end]
    if before.strip() or behind.strip():
        return None
    is_something_left = any(
        source.text[line.start : line.end].strip()
        for number, line in enumerate(part.lines)
        if not snippet.first_line <= number <= snippet.last_line
    )
    if not is_something_left:
        return None
    is_last = snippet.last_line == len(part.lines) - 1
    if is_last or not source.line_text(source.line(lines.end)).strip():
        lines = Span(_above_blank_lines(source, lines.start), lines.end)
    return safe(Edit(lines, ""))


def _above_blank_lines(source: Source, at: int) -> int:
    """Return where the blank lines begin that end at the start of a line."""
    number = source.line(at)
    while number > 1 and not source.line_text(number - 1).strip():
        number -= 1
    return source.line_starts[number - 1]


def _below_blank_lines(source: Source, at: int) -> int:
    """Return where the blank lines end that begin at the start of a line."""
    number = source.line(at)
    while number < len(source.line_starts) and not source.line_text(number).strip():
        number += 1
    return source.line_starts[number - 1]


def without_sentence(
    source: Source, prose: Prose, found: re.Match[str], *, may_be_all: bool
) -> Fix | None:
    """Return the fix that takes out a sentence with the blanks or the line it leaves.

    ``may_be_all`` says whether a part that holds nothing else may go with it.
    """
    text = prose.part.text
    start, end = found.span()
    if "**" in found[0] and text.endswith("**", 0, start):
        start -= 2
    if not may_be_all and _BLANKS.fullmatch(text, 0, start) and _BLANKS.fullmatch(text, end):
        return None
    first, last = text.rfind("\n", 0, start) + 1, _after_blanks(text, end)
    if text[last : last + 1] not in ("", "\n"):
        end = last
    elif ONLY_A_MARK.match(text, first, start):
        if lines := _whole_lines(source, prose, first, last):
            return safe(Edit(lines, ""))
    else:
        while text[start - 1].isspace():
            start -= 1
    return safe(Edit(prose.locate(start, end), ""))


def _whole_lines(source: Source, prose: Prose, first: int, last: int) -> Span | None:
    """Return the lines of a piece of text with the blank ones that set it apart.

    None where something else of the card stands on the first of them.
    """
    text = prose.part.text
    if not first:
        while text.startswith("\n\n", last):
            last += 1  # no blank line is left at the start
    elif text.endswith("\n\n", 0, first) and text.startswith("\n\n", last):
        last += 1  # of the two blank lines one stays
    lines = source.whole_lines(prose.locate(first, last))
    begins = prose.locate(first, first).start
    if source.text[lines.start : begins].strip():
        return None
    start, end = lines.start, lines.end
    if last >= len(text):
        if first:
            start = _above_blank_lines(source, start)
        else:  # the part is gone, and so is what set it apart
            end = _below_blank_lines(source, end)
    return Span(start, end)


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace() and text[at] != "\n":
        at += 1
    return at

"""The head of a file: front matter, title, threshold, chapter, and prose before the cards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from card2anki.model import Span
from card2anki.source.lines import Kind, Line, line_bounds

_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_FRONT_MATTER_LINE = re.compile(r"([A-Za-z_][\w .-]*):(?:[ \t]+(.*))?$|[ \t]+\S|- |#(?!###)|$")
_FRONT_MATTER_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
#: Front matter is not looked for beyond this many characters.
_LONGEST_FRONT_MATTER = 10_000
_TITLE = re.compile(r"#[ \t]+(.*)")
_KIND_OF_FILE = re.compile(r"(?:High-Quality )?Flashcards:[ \t]*", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,6}")
_PART = re.compile(r"\(Part ([0-9]{1,6})\)$", re.IGNORECASE)
_THRESHOLD = re.compile(r"(?:>=|≥)?[ \t]*(\d{1,2})[ \t]*(?:/[ \t]*10)?$")
_THRESHOLD_LABEL = "**rating threshold:**"
_CHAPTER_LABEL = "**starting chapter:**"
_LABEL = len(_CHAPTER_LABEL)  # both are of this length


@dataclass(slots=True)
class Head:
    """What a file says of itself; ``spans`` covers all its lines, ``prose`` those of no field."""

    title: str = ""
    part: int | None = None
    chapter: str = ""
    threshold: int | None = None
    spans: list[Span] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)


def front_matter_end(text: str) -> int:
    """Return the offset behind YAML front matter at the start of a text, 0 without one.

    A file may as well begin with a separator, so every line up to the closing one must look
    like YAML and at least one must be a key.
    """
    opened = _FRONT_MATTER.match(text)
    if not opened:
        return 0
    keys = 0
    bounds = line_bounds(text[: opened.end() + _LONGEST_FRONT_MATTER])
    for number, (start, end) in enumerate(bounds[1:], 2):
        bare = text[start:end]
        if _FRONT_MATTER_END.match(bare):
            behind = bounds[number][0] if number < len(bounds) else end
            return behind if keys else 0
        found = _FRONT_MATTER_LINE.match(bare)
        if not found:
            return 0
        keys += found[1] is not None
    return 0


def read_head(text: str, start: int, lines: Iterable[Line]) -> Head:
    """Read the front matter before ``start`` and the lines before the first card.

    What a title block says holds; front matter says the rest.
    """
    head = Head()
    if start:
        head.spans.append(Span(0, len(text[:start].rstrip())))
    for line in lines:
        if line.kind is Kind.BLANK:
            continue
        head.spans.append(Span(line.start, line.end))
        if line.kind is not Kind.TEXT:  # code, most likely
            head.prose.append(line)
            continue
        words = text[line.start : line.end].strip()
        label, value = words[:_LABEL].lower(), words[_LABEL:].strip()
        if label == _THRESHOLD_LABEL and (found := _THRESHOLD.match(value)):
            head.threshold = int(found[1])
        elif label == _CHAPTER_LABEL:
            head.chapter = value
        elif not head.title and (found := _TITLE.match(words)):
            _read_title(found[1], head)
        else:
            head.prose.append(line)
    _read_front_matter(text[:start], head)
    return head


def _read_title(words: str, head: Head) -> None:
    words = _KIND_OF_FILE.sub("", words.strip(), count=1)
    if found := _PART.search(words):
        head.part = int(found[1])
        words = words[: found.start()]
    head.title = words.strip()


def _read_front_matter(text: str, head: Head) -> None:
    """Take the plain ``key: value`` lines for what no title block has said."""
    for start, end in line_bounds(text):
        found = _FRONT_MATTER_LINE.match(text[start:end])
        if not found or found[2] is None:
            continue
        value = found[2].strip().strip("\"'")
        match found[1].strip().lower():
            case "title" if not head.title:
                _read_title(value, head)
            case "part" if head.part is None and _NUMBER.fullmatch(value):
                head.part = int(value)
            case "chapter" if not head.chapter:
                head.chapter = value
            case "threshold" if head.threshold is None and _NUMBER.fullmatch(value):
                head.threshold = int(value)

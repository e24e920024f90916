"""Reading takes work linear in the length of the text, whatever the text.

The work is counted in executed lines of Python, which no clock disturbs; benchmarks/reading.py has
the seconds.
"""

import sys
from types import FrameType
from typing import Any

import pytest

from card2anki.source.parser import parse
from card2anki.source.reading import decode

_SHAPES = {
    "cards": "#### H\n:p Q?\n??x\nA.\n```java\nint a;\n```\nx??\n\n---\n\n",
    "unclosed fences": "#### H\n:p Q?\n??x\n```java\nint a;\n",
    "unclosed fences with terminators": "#### H\n:p Q?\n??x\n```java\nint a;\nx??\n",
    "headings in a fence": "```java\n#### h\n",
    "fences opened in mid-line": "see ```python\n",
    "fences closed in mid-line": "```java\nfoo```\n",
    "fences of two kinds": "```java\n~~~\n",
    "terminators before closing fences": "```java\nx??\n\n```\n",
    "doubtful questions": ": x\n\n\n\n\n",
    "openers": "??x\n",
    "terminators": "x??\n",
    "delimiters without answers": ":p q\nx??\n",
    "ratings": "**Rating: 8/10**\n",
    "headings": "#### a\n",
    "separators": "---\n",
    "questions": ":p a\n",
    "elder cards": "?p: a\n?x b\n\n",
    "one long line": "text :p q ??x a x?? ",
    "a line of comments to this tool": "<!-- card2anki: a -->",
    "blank lines": "\n",
    "keys": "k: v\n",
}


def _work(text: str) -> int:
    """Count the lines of Python that run while a text is read."""
    lines = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    source = decode(text.encode(), "deck.md")
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(source)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("shape", _SHAPES)
@pytest.mark.parametrize("ending", ["", "\n:p end?\n"])
def test_twice_the_text_is_twice_the_work(shape: str, ending: str) -> None:
    piece = _SHAPES[shape]
    once, twice = _work("---\n" + piece * 300 + ending), _work("---\n" + piece * 600 + ending)
    assert twice <= 2.1 * once

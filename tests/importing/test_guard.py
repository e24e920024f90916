"""Lines that the format would read as structure."""

import pytest

from card2anki.importing.guard import guarded
from card2anki.unrendering.blocks import Line


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("plain", "plain"),
        ("#### Heading", r"\#### Heading"),
        ("---", r"\---"),
        (":p Which?", r"\:p Which?"),
        ("x??", r"x\??"),
        ("the end. x??", r"the end. x\??"),
        ("??x", r"\??x"),
        ("???", r"\???"),
        ("**Rating: 8/10**", "__Rating: 8/10__"),
        ("<!-- card2anki: id=a -->", r"<\!-- card2anki: id=a -->"),
        ("?p: elder", r"\?p: elder"),
        ("Q: doubtful", "Q: doubtful"),
        ("`x??`", "`x??`"),
    ],
)
def test_lines(line: str, kept: str) -> None:
    assert guarded([Line(line), Line(line, is_code=True)]) == [Line(kept), Line(line, is_code=True)]


def test_a_question() -> None:
    lines = [Line("Which ??x of"), Line("Q: these")]
    assert [one.text for one in guarded(lines, ":p ", strict=True)] == [
        r"Which \??x of",
        r"Q\: these",
    ]


def test_a_line_of_many_markers() -> None:
    (line,) = guarded([Line("Which" + " ??x of" * 90)], ":p ", strict=True)
    assert line.text == "Which" + r" \??x of" * 90

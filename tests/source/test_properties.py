"""What holds for any text: it is read, and no line of it is lost."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from card2anki.model import Deck, Span
from card2anki.source.parser import parse
from card2anki.source.reading import decode

#: What the format and its misspellings are made of; hypothesis puts them together.
_FRAGMENTS = st.sampled_from(
    [
        "# Flashcards: Trees (Part 3)",
        "**Rating threshold:** >= 8/10",
        "**Starting Chapter:** Roots",
        "---",
        "-----  ",
        "**Rating: 8/10**",
        "**Rating: 80/10**",
        "Rating: 7/10",
        "#### Heading",
        "####",
        "### no heading",
        ":p What is a tree?",
        ":p ",
        ":p",
        ":q What is a leaf?",
        ": What is a root?",
        "?: How deep is it?",
        "?p: elder question",
        "?x",
        "?x elder answer",
        ":p word:::translation",
        "text before :p glued question?",
        ":p Q ??x A x??",
        "??x",
        "??x text behind",
        "text before ??x",
        "x??",
        "x?? text behind",
        "text before. x??",
        "$$x??",
        ":x??",
        ":x?",
        "x?",
        "???",
        "??",
        "???x",
        ":x",
        "```",
        "```java",
        "   ```python",
        "~~~",
        "````markdown",
        "```x??",
        "see ```python",
        "$$```java",
        "}```",
        "int x = a ?? b;",
        "    :param x: no marker",
        "# comment",
        "- item",
        "plain text",
        "std::vector<T>",
        "key: value",
        "\t",
        "",
        "\x00\x0c\x85\u2028",
        "\ufeff",
        "行驶的时间",
    ]
)
TEXTS = st.lists(st.one_of(_FRAGMENTS, st.text(max_size=12)), max_size=30).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\n\n"]).map(lambda end: end.join(lines))
)
_DELIMITER = re.compile(
    r"#{4}|-{3,}|:[a-zA-Z]?|\?:|\?p:|:{3}|[:;]?[x?]+[:;]?"
    r"|\*\*Rating:[^*]*\*\*.*|Rating: *\d+ */ *\d+|`{3,}|~{3,}"
)


def _deck(text: str) -> Deck:
    return parse(decode(text.encode("utf-8", "surrogatepass"), "deck.md"))


def _accounted(deck: Deck) -> set[int]:
    """Return the offsets that a part, the head or an irregularity accounts for."""
    spans: list[Span] = [*deck.head, *(met.span for met in deck.irregularities)]
    for card in deck.cards:
        spans += [line for part in card.parts for line in part.lines]
        spans += [card.question.span] if card.question else []
    return {offset for span in spans for offset in range(span.start, span.end)}


def _lost(deck: Deck) -> list[str]:
    """Return what is left of each line besides what is accounted for and delimiters."""
    text = deck.source.text
    accounted = _accounted(deck)
    rest = "".join(
        character if offset not in accounted or character in "\r\n" else " "
        for offset, character in enumerate(text)
    )
    words = (
        word.strip() for line in re.split(r"[\r\n]", rest) for word in re.split(r"\s{2,}", line)
    )
    return [
        word
        for word in words
        if word and not all(_DELIMITER.fullmatch(piece) for piece in _pieces(word))
    ]


def _pieces(word: str) -> list[str]:
    return [word] if word.lower().startswith(("**rating", "rating")) else word.split()


@given(TEXTS)
@example(":p\n**Rating: 1/10**\n:p")
@settings(max_examples=1500, deadline=None)
def test_no_line_is_lost(text: str) -> None:
    assert _lost(_deck(text)) == []


@given(st.one_of(st.binary(max_size=400), TEXTS.map(str.encode)))
@settings(max_examples=800, deadline=None)
def test_any_bytes_are_read(data: bytes) -> None:
    deck = parse(decode(data, "deck.md"))
    text = deck.source.text
    for card in deck.cards:
        assert 0 <= card.span.start <= card.span.end <= len(text)
        for part in card.parts:
            lines = [text[span.start : span.end] for span in part.lines]
            assert part.text == "\n".join(lines)
            assert part.text.strip()
        for snippet in card.snippets:
            assert snippet.code == "\n".join(text[s.start : s.end] for s in snippet.lines)
    for met in deck.irregularities:
        assert 0 <= met.span.start <= met.span.end <= len(text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_reading_is_deterministic(text: str) -> None:
    assert _deck(text) == _deck(text)

"""Cards to notes: whatever was read, nothing of it raises and no code is lost on the way."""

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.anki.identity import assign
from card2anki.anki.notes import Choice, Note, make_notes, plain_text, what_is_read
from card2anki.anki.outcome import LeftOut
from card2anki.anki.package import Packed, package_bytes
from card2anki.config import Config
from card2anki.model import Deck
from card2anki.source.parser import parse
from card2anki.source.reading import decode

_LINES = st.sampled_from(
    [
        "#### 1. Heading [sound:x.mp3]",
        ":p What is `a`?",
        "??x",
        "x??",
        "```java",
        "```",
        "    ```python",
        "- ```text",
        "> quoted",
        "- item",
        "  - nested",
        "1. first",
        "code();",
        "    indented",
        "| a | b |",
        "|---|---|",
        r"\[",
        r"\]",
        r"\( x_i * y_i",
        r"\)",
        "$$",
        "$5 and $x_1$",
        "[a]: b",
        "![i](no.png)",
        "<b>**bold**</b>",
        "---",
        "",
    ]
)


def _deck(lines: list[str]) -> Deck:
    text = "#### H\n:p Q?\n??x\n" + "\n".join(lines)
    return parse(decode(text.encode("utf-8", "surrogatepass"), "deck.md"))


def _visible(field: str) -> str:
    return re.sub(r"\s", "", html.unescape(re.sub(r"<(?!br>)[^>]*>", "", field)))


@given(st.lists(st.one_of(_LINES, st.text(max_size=8)), max_size=25))
@settings(max_examples=600, deadline=None)
def test_every_snippet_is_on_its_card(lines: list[str]) -> None:
    deck = _deck(lines)
    made = list(make_notes(deck, "Book", Config(), Choice(), {}))
    notes = [note for note in made if isinstance(note, Note)]
    assert len(made) == len(deck.cards)
    for card, note in zip(deck.cards, made, strict=True):
        if isinstance(note, LeftOut):
            continue
        assert "\n" not in "".join(note.fields)
        assert "[sound:" not in "".join(note.fields)
        for part, field in ((card.question, note.fields[0]), (card.answer, note.fields[1])):
            shown = _visible(field.replace("<br>", ""))
            for snippet in part.snippets if part and not card.asked_by_heading else ():
                code = "".join(c for c in snippet.code if c.isascii() and c.isalnum())
                assert code in "".join(c for c in shown if c.isascii() and c.isalnum())
    identities = assign([(note, note.path) for note in notes], {}, 1_700_000_000).identities
    packed = [Packed(note, who) for note, who in zip(notes, identities, strict=True)]
    assert package_bytes(packed, {}) == package_bytes(packed, {})


def test_plain_text_is_what_a_field_shows() -> None:
    assert plain_text('<p>a &lt; <code class="k">b</code></p> ') == "a < b"


def test_colours_and_the_spelling_of_accents_are_not_read() -> None:
    field = '<p>Cafe\u0301 <code><span class="k">if</span></code></p>'
    assert what_is_read(field) == "<p>Caf\xe9 <code>if</code></p>"
    assert what_is_read("a <spa x> <span") == "a <spa x> <span"

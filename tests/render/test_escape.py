"""What Anki would run is text on a card, wherever it stands in the source."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.template import TemplateRenderOutput
from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.anki.identity import assign
from card2anki.anki.notes import Choice, Note, make_notes
from card2anki.anki.package import Packed, package_bytes
from card2anki.config import Config
from card2anki.model import Part
from card2anki.render.escape import disarm, escape, show_controls
from card2anki.render.markdown import render
from card2anki.source.parser import parse
from card2anki.source.reading import decode

COMMANDS = [
    "[sound:x.mp3]",
    "[Sound:x.mp3]",
    "[$]x[/$]",
    "[$$]x[/$$]",
    "[latex]x[/latex]",
    "[LaTeX]x[/LaTeX]",
    "[anki:tts lang=en_US]x[/anki:tts]",
    "[anki:play:q:0]",
    "[[type:Answer]]",
]
#: Commands that are no math either, so that prose shows them to the letter.
PLAIN = [command for command in COMMANDS if "$" not in command]
#: What Anki looks for in a field; its closing tags do nothing alone.
_ARMED = re.compile(r"\[(?:sound:|anki:|type:|/?\$\$?\]|/?latex\])", re.IGNORECASE)

PROSE = {
    "paragraph": "So {}, then.",
    "emphasis": "**{}** and *{}*",
    "list": "- {}\n  - {}",
    "table": "| {} | b |\n|---|---|\n| a | {} |",
    "heading": "## {}",
    "quotation": "> {}",
    "link text": "[{}](https://example.org)",
    "behind a backslash": "\\{}",
}
LITERAL = {
    "fence": "```text\n{}\n```",
    "fence in a list": "- a\n\n  ```text\n  {}\n  ```",
    "coloured fence": '```java\nString s = "{}"; // {}\n```',
    "shell": "```bash\necho {} '{}'\n```",
    "pseudocode": "```pseudocode\nprint {}\n```",
    "code span": "Type `{}` here.",
    "indented code": "Text:\n\n    {}",
}
ATTRIBUTES = {
    "alternative text": "![{}](https://example.org/a.png)",
    "title of an image": '![a](https://example.org/a.png "{}")',
    "title of a link": '[a](https://example.org "{}")',
    "alternative text of a missing image": "![{}](nowhere.png)",
}


def answer_part(answer: str) -> Part:
    text = f"#### Bells\n:p Which one rings?\n??x\n{answer}\nx??\n"
    (card,) = parse(decode(text.encode(), "deck.md")).cards
    assert card.answer is not None
    return card.answer


def note_of(text: str) -> Note:
    deck = parse(decode(text.encode(), "deck.md"))
    (note,) = make_notes(deck, deck.title, Config(), Choice(), {})
    assert isinstance(note, Note)
    return note


def deck_full_of(command: str) -> str:
    """Return a deck of one card with a command in each place that takes text."""
    answer = "\n\n".join([*PROSE.values(), *LITERAL.values(), *ATTRIBUTES.values()])
    text = (
        "# Flashcards: Bells {} (Part 2)\n\n**Starting Chapter:** Towers {}\n\n---\n\n"
        "**Rating: 7/10**\n\n#### Ringing {}\nBackground {}\n\n```text\n{}\n```\n\n"
        ":p Who rings {}?\n```bash\necho {}\n```\n??x\n" + answer + "\nx??\n"
    )
    return text.replace("{}", command)


def shown(field: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", field.replace("<br>", "\n")))


# -- the three functions


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<b>", "&lt;b&gt;"),
        ("a & b", "a &amp; b"),
        ('"a"', "&quot;a&quot;"),
        ("&amp;", "&amp;amp;"),
        ("", ""),
        ("plain 茶", "plain 茶"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@settings(deadline=None)
@given(st.text())
def test_escape_is_undone_by_reading(text: str) -> None:
    escaped = escape(text)
    assert html.unescape(escaped) == text
    assert not set('<>"') & set(escaped)


@pytest.mark.parametrize("command", COMMANDS)
def test_disarm_makes_commands_text(command: str) -> None:
    assert _ARMED.search(command)
    disarmed = disarm(command)
    assert not _ARMED.search(disarmed)
    assert html.unescape(disarmed) == command


@pytest.mark.parametrize(
    "text", ["a[0]", "[link]", "[x]", "[sounds]", "[latexmk]", "[ankis]", "[]", "[", "[[a]]"]
)
def test_disarm_leaves_other_brackets_alone(text: str) -> None:
    assert disarm(text) == text


@settings(deadline=None)
@given(st.text(alphabet="[]/$:sound latexnkiypeLX", max_size=30))
def test_disarm_leaves_nothing_armed(text: str) -> None:
    assert not _ARMED.search(disarm(text))
    assert html.unescape(disarm(text)) == text


@pytest.mark.parametrize("kept", ["\t", "\n", "\r", " ", "\x85", "\xa0", "a", "茶"])
def test_show_controls_keeps_text(kept: str) -> None:
    assert show_controls(f"a{kept}b") == f"a{kept}b"


@settings(deadline=None)
@given(st.text())
def test_show_controls_leaves_no_separator_of_fields(text: str) -> None:
    visible = show_controls(text)
    assert len(visible) == len(text)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", visible)


# -- a part


@pytest.mark.parametrize("place", [*PROSE, *LITERAL, *ATTRIBUTES])
@pytest.mark.parametrize("command", COMMANDS)
def test_command_in_an_answer_is_disarmed(command: str, place: str) -> None:
    answer = (PROSE | LITERAL | ATTRIBUTES)[place].replace("{}", command)
    assert not _ARMED.search(render(answer_part(answer), {}))


@pytest.mark.parametrize("place", PROSE)
@pytest.mark.parametrize("command", PLAIN)
def test_command_in_prose_is_shown_as_written(command: str, place: str) -> None:
    answer = PROSE[place].replace("{}", command)
    assert command in shown(render(answer_part(answer), {}))


@pytest.mark.parametrize("place", LITERAL)
@pytest.mark.parametrize("command", COMMANDS)
def test_command_in_code_is_shown_as_written(command: str, place: str) -> None:
    answer = LITERAL[place].replace("{}", command)
    assert command in shown(render(answer_part(answer), {}))


@pytest.mark.parametrize(
    "written",
    [
        "&#91;sound:x.mp3]",
        "&#x5b;sound:x.mp3&#x5d;",
        "&lbrack;sound:x.mp3]",
        "\\[sound:x.mp3\\]",
        "![[sound:x.mp3]](https://example.org/a.png)",
        "[\\$]x[/\\$]",
        "\\[latex]x\\[/latex]",
    ],
)
def test_disguised_command_is_disarmed(written: str) -> None:
    assert not _ARMED.search(render(answer_part(written), {}))


def test_command_in_math_is_disarmed() -> None:
    assert render(answer_part("\\( [sound:x.mp3] \\)"), {}) == "\\(&#91;sound:x.mp3]\\)"


# -- a note


@pytest.mark.parametrize("command", COMMANDS)
def test_no_field_of_a_note_is_armed(command: str) -> None:
    note = note_of(deck_full_of(command))
    assert [field for field in note.fields if _ARMED.search(field)] == []
    assert [tag for tag in note.tags if _ARMED.search(tag)] == []


@pytest.mark.parametrize("command", PLAIN)
def test_every_field_of_a_note_still_shows_the_command(command: str) -> None:
    question, answer, context, heading, source, _ = note_of(deck_full_of(command)).fields
    for field in (question, answer, context, heading, source):
        assert command in shown(field)


def test_source_shows_its_command_twice() -> None:
    note = note_of(deck_full_of("[sound:x.mp3]"))
    assert note.fields[4] == ("Bells &#91;sound:x.mp3], part 2 · Towers &#91;sound:x.mp3]")


def test_html_in_title_and_chapter_is_escaped() -> None:
    note = note_of(
        "# Flashcards: List<T> & co\n**Starting Chapter:** <script>\n---\n"
        "#### H\n:p Q?\n??x\nA\nx??\n"
    )
    assert note.fields[4] == "List&lt;T&gt; &amp; co · &lt;script&gt;"


def test_separator_of_fields_reaches_no_field() -> None:
    note = note_of(
        "# Flashcards: a\x1fb\n**Starting Chapter:** c\x1fd\n---\n#### e\x1ff\ng\x1fh\n"
        ":p i\x1fj\n??x\nk\x1fl `m\x1fn`\n```text\no\x1fp\n```\nx??\n"
    )
    assert "\x1f" not in "".join(note.fields)
    assert note.fields[0] == "i␟j"


# -- the real engine


def rendered(text: str, folder: Path) -> TemplateRenderOutput:
    """Import a deck of one card and render it as the client does."""
    note = note_of(text)
    (identity,) = assign([(note, "deck.md")], {}, 1_700_000_000).identities
    package = folder / "deck.apkg"
    package.write_bytes(package_bytes([Packed(note, identity)], {}))
    collection = Collection(str(folder / "collection.anki2"))
    try:
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        )
        (card,) = collection.find_cards("")
        return collection.get_card(card).render_output()
    finally:
        collection.close()


@pytest.mark.parametrize("command", COMMANDS)
def test_anki_runs_nothing(command: str, tmp_path: Path) -> None:
    output = rendered(deck_full_of(command), tmp_path)
    assert list(output.question_av_tags) == []
    assert list(output.answer_av_tags) == []
    for side in (output.question_text, output.answer_text):
        assert not re.search(r"class=.?latex|latex-[0-9a-f]{8}", side)


@pytest.mark.parametrize(
    "command",
    ["[sound:x.mp3]", "[anki:tts lang=en_US]x[/anki:tts]", "[latex]x[/latex]", "[$]x[/$]"],
)
def test_anki_would_run_what_is_armed(command: str, tmp_path: Path) -> None:
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        basic = collection.models.by_name("Basic")
        deck = collection.decks.id_for_name("Default")
        assert basic is not None
        assert deck is not None
        note = collection.new_note(basic)
        note.fields = [command, ""]
        collection.add_note(note, deck)
        output = note.cards()[0].render_output()
    finally:
        collection.close()
    assert output.question_av_tags or "class=latex" in output.question_text


def test_anki_shows_braces_as_text(tmp_path: Path) -> None:
    text = "#### H\n:p Is {{Answer}} shown?\n??x\n`{{c1::x}}` and {{Tags}}\nx??\n"
    output = rendered(text, tmp_path)
    assert "Is {{Answer}} shown?" in output.question_text
    assert "<code>{{c1::x}}</code> and {{Tags}}" in output.answer_text

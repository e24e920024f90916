"""Other people's notes, as well as they go."""

from collections.abc import Collection

import pytest

from card2anki.anki.imported import Lost
from card2anki.anki.reading.contents import StoredNote, StoredTemplate, StoredType
from card2anki.importing.card import ImportedCard
from card2anki.importing.foreign import foreign_cards

_BASIC = StoredType(
    1, "Basic", ("Front", "Back"), (StoredTemplate("Card 1", "{{Front}}", "{{FrontSide}}{{Back}}"),)
)
_CLOZE = StoredType(
    2,
    "Cloze",
    ("Text", "Back Extra"),
    (StoredTemplate("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>{{Back Extra}}"),),
    is_cloze=True,
)
_IMAGES = {"h.png": "media/h.png", "the h.png": "media/the-h.png"}


def _read(
    note_type: StoredType,
    *fields: str,
    tags: tuple[str, ...] = (),
    numbers: Collection[int] = (0,),
) -> tuple[list[tuple[str, str]], list[str]]:
    note = StoredNote(1, "g", note_type.id, 0, tags, fields)
    found = list(foreign_cards(note, note_type, "Birds::Waders", numbers, _IMAGES))
    cards_found = [one for one in found if isinstance(one, ImportedCard)]
    assert {one.title.book for one in cards_found} <= {"Birds: Waders"}
    told = [
        ("\n".join(line.text for line in one.question), "\n".join(line.text for line in one.answer))
        for one in cards_found
    ]
    return told, [one.reason for one in found if isinstance(one, Lost)]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain", "plain"),
        ("<b>bold</b> and <i>slanted</i>", "**bold** and *slanted*"),
        ("<b>blank </b>behind", "**blank** behind"),
        ("<div>one</div><div>two</div>", "one\n\ntwo"),
        ("one<br>two", "one  \ntwo"),
        ("one<br><br>two", "one\n\ntwo"),
        ("a &lt; b &amp;&nbsp;c", "a < b &\xa0c"),
        ("1 * 2 * 3", "1 * 2 * 3"),
        ("*no* mark", r"\*no\* mark"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ('<pre class="language-go"><code>x := 1\ny\n</code></pre>', "```go\nx := 1\ny\n```"),
        ("<code>f(`x`)</code>", "``f(`x`)``"),
        ('<a href="http://a.b/c d">there</a>', "[there](<http://a.b/c d>)"),
        ('<img src="h.png">', "![](media/h.png)"),
        ("[$]x^2[/$] and [$$]y[/$$] and [latex]z[/latex]", r"\(x^2\) and \[y\] and \(z\)"),
        ("<anki-mathjax>x</anki-mathjax>", r"\(x\)"),
        ("x<sub>i</sub> and x<sup>10</sup>", r"x\_i and x^(10)"),
        ("<script>alert(1)</script>seen<style>x{}</style>", "seen"),
        ("<!-- note -->seen", "seen"),
        (
            "<table><tr><td>a|b</td><td>c</td></tr><tr><td>d</td></tr></table>",
            "| a\\|b | c |\n| --- | --- |\n| d |  |",
        ),
        ("<h4>Four</h4>text", "##### Four\n\ntext"),
        ("<span style='color:red'>red</span> <u>line</u>", "red line"),
        ("<p>unclosed <b>bold", "unclosed **bold**"),
        ("</div>stray<br/>", "stray"),
        ("<b>a</b><strong>b</strong> <code>c</code><kbd>`d</kbd>", "**ab** ``c`d``"),
        ("press <kbd>Ctrl</kbd> in a [box] of a_b.", "press `Ctrl` in a [box] of a_b."),
        ("f<b>(x)</b>y", "f(x)y"),
        ('<img alt="a]b" src="the%20h.png">', r"![a\]b](media/the-h.png)"),
        ('<img alt="a*b [c]" src="h.png">', "![a*b [c]](media/h.png)"),
        (
            "<table><tr><td><pre>1\n2</pre></td><td><pre>x\ny</pre></td></tr></table>",
            "```text\n1\n2\n```\n\n```text\nx\ny\n```",
        ),
    ],
)  # fmt: skip
def test_html_that_people_write(html: str, markdown: str) -> None:
    ((question, answer),), lost = _read(_BASIC, "Which?", html)
    assert (question, answer) == ("Which?", markdown)
    assert lost == []


def test_each_gap_is_a_card() -> None:
    told, lost = _read(
        _CLOZE,
        "A {{c1::stork}} has {{c2::<b>long</b>::how?}} {{c1::legs}}.",
        "extra",
        numbers=(0, 1),
    )
    assert told == [
        ("A [...] has **long** [...].", "stork\n\nlegs\n\nextra"),
        ("A stork has [how?] legs.", "**long**\n\nextra"),
    ]
    assert lost == []


def test_gaps_in_each_other() -> None:
    text = "{{c1::a {{c2::b::{{c3::x}}}} c::d}} {{c1::{{c1::f}} g}}"
    told, _ = _read(_CLOZE, text, "", numbers=(0, 1))
    assert told == [
        ("[d] [...]", "a b c\n\nf\n\n[...] g"),
        ("a [x] c f g", "b"),
    ]


def test_only_the_cards_that_anki_has() -> None:
    told, _ = _read(_CLOZE, "{{c1::a}} {{c2::b}} {{c9999::c}}", "", numbers=(1, 7))
    assert told == [("a [...] c", "b")]


def test_more_gaps_than_a_note_can_have() -> None:
    text = "".join(f"{{{{c{n}::word}}}} " for n in range(1, 2000))
    told = _read(_CLOZE, text, "", numbers=range(2000))
    assert told == ([], ["notes with too many gaps for their length"])


def test_what_looks_like_a_gap() -> None:
    told, _ = _read(_CLOZE, "}} {{c1::a}} {{c2::b", "")
    assert told == [("}} [...] {{c2::b", "a")]


def test_a_note_without_an_answer() -> None:
    assert _read(_BASIC, "Which?", "<br>") == (
        [],
        ["note type 'Basic': no question, or no answer"],
    )


def test_what_the_format_cannot_hold_is_named() -> None:
    wide = StoredType(
        3,
        "Wide",
        ("Word", "Meaning", "Sound", "Notes"),
        (StoredTemplate("1", "{{Word}}{{type:Meaning}}", "{{FrontSide}}{{Meaning}}{{Sound}}"),),
    )
    told, lost = _read(
        wide, "Reiher", "heron", "[sound:r.mp3]", "rare", tags=("a", "b"), numbers=(0, 1)
    )
    assert told == [("Reiher", "heron")]
    assert lost == [
        "further cards of a note, such as the reverse one",
        "field 'Notes'",
        "sounds",
        "tags",
        "tags",
    ]


def test_a_note_type_without_a_template() -> None:
    bare = StoredType(4, "Bare", ("A", "B"), ())
    assert _read(bare, "a", "b") == ([], ["note type 'Bare': no question, or no answer"])

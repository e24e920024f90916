"""Markdown to the HTML of a field, to the letter."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.model import Card, Part
from card2anki.render.markdown import render, render_text
from card2anki.source.parser import parse
from card2anki.source.reading import decode

NO_MEDIA: Mapping[str, str] = {}


def only_card(text: str) -> Card:
    (card,) = parse(decode(text.encode(), "deck.md")).cards
    return card


def answer_part(answer: str) -> Part:
    part = only_card(f"#### Tea\n:p How is it made?\n??x\n{answer}\nx??\n").answer
    assert part is not None
    return part


def html_of(answer: str, media: Mapping[str, str] = NO_MEDIA) -> str:
    return render(answer_part(answer), media)


# -- raw HTML is text that the author meant


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("A List<T> of teas", "A List&lt;T&gt; of teas"),
        ("A `Map<K, V>` of pots", "A <code>Map&lt;K, V&gt;</code> of pots"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("salt & pepper", "salt &amp; pepper"),
        ('the "best" pot', "the &quot;best&quot; pot"),
        ("it's hot", "it's hot"),
        ("x < y > z", "x &lt; y &gt; z"),
        ("<!-- nobody sees this -->", "&lt;!-- nobody sees this --&gt;"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("&lt;b&gt; &amp; &copy;", "&lt;b&gt; &amp; ©"),
        ("**List<T>**", "<strong>List&lt;T&gt;</strong>"),
    ],
)
def test_raw_html_is_escaped(written: str, html: str) -> None:
    assert html_of(written) == html


def test_html_block_is_a_paragraph_of_text() -> None:
    assert html_of("<div>\nblock\n</div>\n\nafter") == (
        "<p>&lt;div&gt; block &lt;/div&gt;</p><p>after</p>"
    )


def test_html_in_a_fence_is_code() -> None:
    assert html_of("```text\n<b>&nbsp;</b>\n```") == (
        "<pre><code>&lt;b&gt;&amp;nbsp;&lt;/b&gt;</code></pre>"
    )


# -- paragraphs and line breaks


def test_one_paragraph_is_not_wrapped() -> None:
    assert html_of("Boil the water first.") == "Boil the water first."


def test_two_paragraphs_are_wrapped() -> None:
    assert html_of("Boil the water.\n\nWait.") == "<p>Boil the water.</p><p>Wait.</p>"


def test_paragraph_beside_a_list_is_wrapped() -> None:
    assert html_of("Take:\n\n- leaves") == "<p>Take:</p><ul><li>leaves</li></ul>"


def test_soft_break_is_a_blank() -> None:
    assert html_of("Boil the water\nand wait.") == "Boil the water and wait."


@pytest.mark.parametrize("end", ["  ", "\\"])
def test_hard_break_is_a_br(end: str) -> None:
    assert html_of(f"Boil{end}\nWait") == "Boil<br />Wait"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_break_reads_alike(newline: str) -> None:
    written = newline.join(["One", "two", "", "```text", "a", "b", "```"])
    assert html_of(written) == "<p>One two</p><pre><code>a<br>b</code></pre>"


@pytest.mark.parametrize(
    "written",
    [
        "a\nb\n\nc",
        "- a\n- b\n\n  c",
        "1. a\n\n   ```java\n   int a;\n\n   int b;\n   ```\n2. b",
        "| a | b |\n|---|---|\n| c | d |",
        "> a\n> b\n\n***\n\n# c",
        "Text\n\n    indented\n\n    code",
        "`code\nspan`",
        "![alt\ntext](https://example.org/a.png)",
        "[a](https://example.org 'two\nlines')",
        "\\[\na\n= b\n\\]",
        "```\n\n\n```",
        "a  \nb\\\nc",
        "> ```java\n> int a;\n> int b;\n> ```",
    ],
)
def test_no_line_feed_in_any_html(written: str) -> None:
    html = html_of(written)
    assert "\n" not in html
    assert "\r" not in html


_SYNTAX = "#-1.>`~|$\\[]*!()<b>_= \t\n\r\u2028"


@settings(deadline=None)
@given(st.lists(st.sampled_from([*_SYNTAX, "```", "**", "\n\n", "tea"]), max_size=60).map("".join))
def test_no_line_feed_whatever_is_written(written: str) -> None:
    html = render_text(written, NO_MEDIA)
    assert "\n" not in html
    assert "\r" not in html


# -- emphasis


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("*hot* water", "<em>hot</em> water"),
        ("_hot_ water", "<em>hot</em> water"),
        ("**hot** water", "<strong>hot</strong> water"),
        ("***hot***", "<em><strong>hot</strong></em>"),
        ("~~cold~~", "<s>cold</s>"),
        ("tea_pot_size", "tea_pot_size"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("\\*hot\\*", "*hot*"),
        ("**hot", "**hot"),
        ("`*hot*`", "<code>*hot*</code>"),
    ],
)
def test_emphasis(written: str, html: str) -> None:
    assert html_of(written) == html


def test_many_open_delimiters_do_not_raise() -> None:
    html = html_of("*" * 300 + "tea" + "*" * 300)
    assert "tea" in html


# -- links


def test_link() -> None:
    assert html_of("See [the pot](https://example.org/pot_1?a=b&c=d).") == (
        'See <a href="https://example.org/pot_1?a=b&amp;c=d">the pot</a>.'
    )


def test_autolink() -> None:
    assert html_of("<https://example.org>") == (
        '<a href="https://example.org">https://example.org</a>'
    )


def test_link_title_is_escaped() -> None:
    assert html_of('[pot](https://example.org "a <b> & \\"c\\"")') == (
        '<a href="https://example.org" title="a &lt;b&gt; &amp; &quot;c&quot;">pot</a>'
    )


@pytest.mark.parametrize(
    "written",
    [
        "[pot](javascript:alert(1))",
        "[pot](JaVaScRiPt:alert(1))",
        "[pot](  javascript:alert(1)  )",
        "[pot](<javascript:alert(1)>)",
        "[pot](java&#115;cript:alert(1))",
        "[pot](&#x6a;avascript:alert(1))",
        "[pot](vbscript:alert)",
        "[pot](data:text/html;base64,AAAA)",
        "[pot](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "[pot][p]\n\n[p]: javascript:alert(1)",
    ],
)
def test_dangerous_link_is_text(written: str) -> None:
    html = html_of(written)
    assert "<a" not in html
    assert "href" not in html


# -- images


def test_local_image_has_the_name_in_the_package() -> None:
    assert html_of("![a pot](img/pot.png)", {"img/pot.png": "c2a-pot-1.png"}) == (
        '<img src="c2a-pot-1.png" alt="a pot">'
    )


def test_image_title_is_kept() -> None:
    assert html_of('![pot](pot.png "My <pot>")', {"pot.png": "c2a-pot.png"}) == (
        '<img src="c2a-pot.png" alt="pot" title="My &lt;pot&gt;">'
    )


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_remote_image_is_left_alone(scheme: str) -> None:
    assert html_of(f"![pot]({scheme}://example.org/a.png?x=1&y=2)") == (
        f'<img src="{scheme}://example.org/a.png?x=1&amp;y=2" alt="pot">'
    )


def test_data_image_is_left_alone() -> None:
    assert html_of("![dot](data:image/png;base64,iVBORw0K)") == (
        '<img src="data:image/png;base64,iVBORw0K" alt="dot">'
    )


def test_missing_image_shows_its_alternative_text() -> None:
    assert html_of("![a <big> pot](pot.png)") == "<em>a &lt;big&gt; pot</em>"


def test_missing_image_without_alternative_text_shows_its_name() -> None:
    assert html_of("![](pots/red.png)") == "<em>pots/red.png</em>"


def test_quotes_in_alternative_text_stay_inside_the_attribute() -> None:
    html = html_of('![" onerror="alert(1)](pot.png)', {"pot.png": "c2a-pot.png"})
    assert html == '<img src="c2a-pot.png" alt="&quot; onerror=&quot;alert(1)">'


@pytest.mark.parametrize("source", ["javascript:alert(1)", "data:text/html,x", "file:///a.png"])
def test_dangerous_image_is_text(source: str) -> None:
    assert "<img" not in html_of(f"![pot]({source})")


def test_image_in_a_link() -> None:
    assert html_of("[![pot](pot.png)](https://example.org)", {"pot.png": "c2a-pot.png"}) == (
        '<a href="https://example.org"><img src="c2a-pot.png" alt="pot"></a>'
    )


# -- tables


def test_table() -> None:
    written = "| Tea | Minutes |\n|---|---|\n| green | `2` |\n| List<T> | *3* |"
    assert html_of(written) == (
        "<table><thead><tr><th>Tea</th><th>Minutes</th></tr></thead><tbody>"
        "<tr><td>green</td><td><code>2</code></td></tr>"
        "<tr><td>List&lt;T&gt;</td><td><em>3</em></td></tr></tbody></table>"
    )


def test_table_keeps_its_alignment() -> None:
    assert html_of("| a | b |\n|:-:|--:|\n| c | d |") == (
        '<table><thead><tr><th style="text-align:center">a</th>'
        '<th style="text-align:right">b</th></tr></thead><tbody><tr>'
        '<td style="text-align:center">c</td><td style="text-align:right">d</td>'
        "</tr></tbody></table>"
    )


def test_table_ends_where_a_fence_begins() -> None:
    assert html_of("| a |\n|---|\n| b |\n```text\ncode\n```") == (
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
        "<pre><code>code</code></pre>"
    )


# -- lists


def test_tight_list() -> None:
    assert html_of("- warm\n- pour\n- wait") == ("<ul><li>warm</li><li>pour</li><li>wait</li></ul>")


def test_loose_list() -> None:
    assert html_of("1. warm\n\n2. pour") == "<ol><li><p>warm</p></li><li><p>pour</p></li></ol>"


def test_numbered_list_keeps_its_first_number() -> None:
    assert html_of("4. pour\n5. wait") == '<ol start="4"><li>pour</li><li>wait</li></ol>'


def test_nested_list() -> None:
    html = html_of("- warm\n  - the pot\n- pour")
    assert html.replace("warm <ul>", "warm<ul>") == (
        "<ul><li>warm<ul><li>the pot</li></ul></li><li>pour</li></ul>"
    )


@pytest.mark.parametrize("depth", [9, 30])
def test_deeply_nested_lists_keep_every_item(depth: int) -> None:
    html = html_of("\n".join("  " * level + f"- item{level}." for level in range(depth)))
    assert html.count("<ul>") == html.count("</ul>") == depth
    assert [level for level in range(depth) if f"item{level}." not in html] == []


def test_code_at_the_bottom_of_nested_lists_is_kept() -> None:
    depth = 12
    lines = ["  " * level + f"- item{level}" for level in range(depth)]
    lines += ["", *("  " * depth + line for line in ("```text", "one", "```"))]
    assert "<pre><code>one</code></pre></li></ul>" in html_of("\n".join(lines))


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "[", "![", "**", "("])
def test_a_thousand_openers_do_not_raise(mark: str) -> None:
    html = render_text(mark * 1000 + "tea", NO_MEDIA)
    assert html
    assert "\n" not in html


# -- code stands where the card's parser found it


def test_fence_in_a_list_item_is_inside_the_item() -> None:
    written = "- first\n\n  ```text\n  one\n    two\n  ```\n- second"
    assert html_of(written) == (
        "<ul><li><p>first</p><pre><code>one<br>  two</code></pre></li><li><p>second</p></li></ul>"
    )


def test_fence_directly_under_the_text_of_a_list_item() -> None:
    written = "1. first\n   ```text\n   one\n   ```\n2. second"
    assert html_of(written) == ("<ol><li>first<pre><code>one</code></pre></li><li>second</li></ol>")


def test_fence_six_spaces_deep_under_a_list_item() -> None:
    written = "- first\n      ```text\n      one\n      ```\n- second"
    assert html_of(written) == (
        "<ul><li><p>first</p><pre><code>one</code></pre></li><li><p>second</p></li></ul>"
    )


def test_fence_six_spaces_deep_under_a_paragraph() -> None:
    written = "Look:\n      ```text\n      one\n        two\n      ```\nafter"
    assert html_of(written) == "<p>Look:</p><pre><code>one<br>  two</code></pre><p>after</p>"


def test_fence_indented_by_a_tab() -> None:
    assert html_of("Look:\n\t```text\n\tone\n\t```") == "<p>Look:</p><pre><code>one</code></pre>"


def test_fence_between_two_paragraphs() -> None:
    assert html_of("before\n```text\none\n```\nafter") == (
        "<p>before</p><pre><code>one</code></pre><p>after</p>"
    )


def test_fence_after_a_list_ends_the_list() -> None:
    assert html_of("- item\n```text\none\n```") == (
        "<ul><li>item</li></ul><pre><code>one</code></pre>"
    )


def test_fence_after_a_quote_ends_the_quote() -> None:
    assert html_of("> said\n```text\none\n```") == (
        "<blockquote><p>said</p></blockquote><pre><code>one</code></pre>"
    )


def test_unclosed_fence_does_not_swallow_text_after_the_terminator() -> None:
    card = only_card("#### Tea\n:p How?\n??x\n```text\nboil()\nx??\n\nThat is *all*.\n")
    assert card.answer is not None
    html = render(card.answer, NO_MEDIA)
    assert html == "<pre><code>boil()</code></pre><p>That is <em>all</em>.</p>"


def test_unclosed_fence_does_not_swallow_the_next_card() -> None:
    deck = parse(
        decode(
            b"#### Tea\n:p How?\n??x\n```text\nboil()\nx??\n---\n"
            b"#### Pot\n:p Which?\n??x\nRed.\nx??",
            "deck.md",
        )
    )
    answers = [render(card.answer, NO_MEDIA) for card in deck.cards if card.answer]
    assert answers == ["<pre><code>boil()</code></pre>", "Red."]


def test_fence_closed_behind_its_code() -> None:
    assert html_of("```text\nboil()```\n\nThen wait.") == (
        "<pre><code>boil()</code></pre><p>Then wait.</p>"
    )


def test_fence_opened_behind_text() -> None:
    assert html_of("So it goes: ```python\npass\n```\nand on.") == (
        '<p>So it goes:</p><pre><code><span class="k">pass</span></code></pre><p>and on.</p>'
    )


def test_tilde_fence_may_hold_backticks() -> None:
    assert html_of("~~~text\n```\n~~~") == "<pre><code>```</code></pre>"


def test_blank_lines_in_a_fence_are_kept() -> None:
    assert html_of("```text\n\na\n\n\nb\n\n```") == (
        "<pre><code><br>a<br><br><br>b<br></code></pre>"
    )


def test_fence_without_a_label_has_no_colours() -> None:
    assert html_of("```\nint a = 1;\n```") == "<pre><code>int a = 1;</code></pre>"


def test_label_is_folded() -> None:
    assert html_of("```JSX\nnull\n```") == html_of("```javascript\nnull\n```")


def test_empty_fence() -> None:
    assert html_of("a\n```java\n```\nb") == "<p>a</p><pre><code></code></pre><p>b</p>"


def test_markdown_in_a_fence_is_code() -> None:
    assert html_of("```text\n**a** | b\n- c\n# d\n```") == (
        "<pre><code>**a** | b<br>- c<br># d</code></pre>"
    )


def test_indented_code() -> None:
    assert html_of("Text\n\n    a <b>\n      c\n\nafter") == (
        "<p>Text</p><pre><code>a &lt;b&gt;<br>  c</code></pre><p>after</p>"
    )


def test_two_fences_keep_their_order() -> None:
    assert html_of("```text\none\n```\n```text\ntwo\n```") == (
        "<pre><code>one</code></pre><pre><code>two</code></pre>"
    )


_LINES = """\
- item
1. one
10) ten
> quote
>
+
  - sub
- [ ] task
* *
| a | b |
|---|---|
| c | d |
text
# heading
===
***
[r]: https://example.org
`code
**bold
![x](
<div>
\\(
"""
_AROUND = st.lists(st.sampled_from([*_LINES.splitlines(), "", "  "]), max_size=5)


@settings(deadline=None)
@given(
    before=_AROUND,
    after=_AROUND,
    indent=st.sampled_from(["", "  ", "   ", "    ", "      ", "\t"]),
    mark=st.sampled_from(["```", "~~~", "````"]),
)
def test_code_is_shown_whatever_stands_around_it(
    before: list[str], after: list[str], indent: str, mark: str
) -> None:
    fence = [indent + line for line in (f"{mark}text", "one", "  two", mark)]
    html = html_of("\n".join(["BEGIN", *before, *fence, *after, "END"]))
    assert "<pre><code>one<br>  two</code></pre>" in html
    assert "BEGIN" in html
    assert "END" in html


# -- control characters


@pytest.mark.parametrize(
    ("character", "picture"),
    [
        ("\x00", "␀"),
        ("\x01", "␁"),
        ("\x07", "␇"),
        ("\x08", "␈"),
        ("\x0b", "␋"),
        ("\x0c", "␌"),
        ("\x1b", "␛"),
        ("\x1f", "␟"),
        ("\x7f", "␡"),
        ("\x80", "\ufffd"),
        ("\x9b", "\ufffd"),
    ],
)
def test_control_character_can_be_seen(character: str, picture: str) -> None:
    assert render_text(f"a{character}b", NO_MEDIA) == f"a{picture}b"
    assert html_of(f"```text\na{character}b\n```") == f"<pre><code>a{picture}b</code></pre>"
    assert html_of(f"`a{character}b`") == f"<code>a{picture}b</code>"


def test_tab_stays_a_tab_in_code() -> None:
    assert html_of("```text\na\tb\n```") == "<pre><code>a\tb</code></pre>"


def test_other_scripts_are_left_alone() -> None:
    assert html_of("茶 → чай → شاي 🍵") == "茶 → чай → شاي 🍵"

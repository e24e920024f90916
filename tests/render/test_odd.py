"""Cards that were once shown wrongly."""

import pytest

from card2anki.model import Part
from card2anki.render.highlight import LONGEST, highlight
from card2anki.render.markdown import render, render_line, render_text
from card2anki.source.parser import parse
from card2anki.source.reading import decode


def _answer(text: str) -> Part:
    (card,) = parse(decode(f"#### H\n:p Q?\n??x\n{text}\nx??\n".encode(), "deck.md")).cards
    assert card.answer is not None
    return card.answer


@pytest.mark.parametrize("text", ["[1]: see below", "[INFO]: started"])
def test_what_looks_like_a_link_definition_is_shown(text: str) -> None:
    assert render_text(text, {}) == text


def test_code_within_display_math_is_shown() -> None:
    html = render(_answer("\\[\n```python\nimportant = 1\n```\n\\]"), {})
    assert '<pre><code>important = <span class="m">1</span></code></pre>' in html


def test_a_percent_sign_in_math_is_one() -> None:
    assert render_text(r"half: \( 50% \)", {}) == r"half: \(50\%\)"
    assert render_text(r"half: \( 50\% \)", {}) == r"half: \(50\%\)"


@pytest.mark.parametrize("text", ["2. Foo", "- bar", "> baz", "# four"])
def test_a_heading_is_one_line(text: str) -> None:
    assert render_line(text) == text.replace(">", "&gt;")


def test_a_fence_behind_the_mark_of_a_list_item_is_in_the_list() -> None:
    html = render(_answer("- one\n- ```text\n  two\n  ```\n- three"), {})
    assert html == ("<ul><li>one</li><li><pre><code>two</code></pre></li><li>three</li></ul>")


@pytest.mark.parametrize("language", ["c", "cpp", "csharp", "assembly", "java", "python"])
@pytest.mark.parametrize("filler", [" " * 15_000, "\n" * 15_000, "\t" * 15_000])
def test_degenerate_code_is_shown_plain(language: str, filler: str) -> None:
    code = f"x{filler}x"
    assert len(code) <= LONGEST
    assert highlight(code, language) == code.replace("\n", "<br>")


@pytest.mark.parametrize("before", ["`new`", "**b**", "*i*", "[l](u)"])
def test_a_line_end_is_a_blank(before: str) -> None:
    assert render_text(f"{before}\nthread", {}).endswith("> thread")


def test_a_fence_below_indented_code_is_shown() -> None:
    html = render(_answer("Steps:\n\n    first\n    ```text\n    int a;\n    ```"), {})
    assert "<pre><code>first</code></pre>" in html
    assert "<pre><code>int a;</code></pre>" in html


def test_a_fence_in_a_quote_ends_with_its_code() -> None:
    html = render(_answer("> ```text\n> int a;\n> ```"), {})
    assert html == "<blockquote><pre><code>int a;</code></pre></blockquote>"


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_what_is_nested_too_deep_is_shown_as_text(mark: str) -> None:
    assert "bottom" in render(_answer(mark * 120 + "bottom"), {})


@pytest.mark.parametrize("text", ["${HOME}/${USER}", "${A} and ${B}"])
def test_shell_variables_are_no_math(text: str) -> None:
    assert render_text(text, {}) == text


def test_a_formula_may_stand_in_a_quote() -> None:
    html = render_text("> \\[\n> a\n> = b\n> \\]", {})
    assert html == "<blockquote><p>\\[a = b\\]</p></blockquote>"


def test_a_formula_may_hold_a_blank_line() -> None:
    assert render_text("\\[\na\n\n= b\n\\]", {}) == "\\[a = b\\]"


def test_an_unclosed_formula_leaves_the_next_one_alone() -> None:
    assert render_text("\\[ a\n\n\\[ b \\]", {}) == "<p>[ a</p><p>\\[b\\]</p>"


def test_a_lexer_that_loses_text_is_not_asked() -> None:
    assert highlight("A << B\n\nC", "hcl") == "A &lt;&lt; B<br><br>C"
    assert highlight("echo 1;", "php") != "echo 1;"


@pytest.mark.parametrize("source", ["//h/x.png", "HTTPS://h/x.png"])
def test_remote_images_stay(source: str) -> None:
    assert render_text(f"![w]({source})", {}) == f'<img src="{source}" alt="w">'

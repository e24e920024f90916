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

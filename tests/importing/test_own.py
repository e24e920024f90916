"""Notes of our own type that no build of ours made."""

from card2anki.anki.reading.contents import StoredNote
from card2anki.config import Config
from card2anki.importing.card import Title
from card2anki.importing.own import own_card, title_of
from card2anki.render.highlight import highlight


def _answer(html: str, *tags: str) -> list[str]:
    fields = ("Which?", html, "", "", "Birds", "", "g", "", "", "")
    card = own_card(StoredNote(1, "g", 1, 0, tags, fields), "Birds", Config(), {})
    return [line.text for line in card.answer]


def test_code_that_looks_like_a_number_of_a_snippet() -> None:
    assert _answer("<pre><code>```\0" + "99</code></pre>") == ["````text", "```\0" + "99", "````"]


def test_snippets_get_their_languages_in_order() -> None:
    java, python = highlight("int a = 1;", "java"), highlight("def f(): ...", "python")
    html = f"<pre><code>{java}</code></pre><ul><li><pre><code>{python}</code></pre></li></ul>"
    assert _answer(html, "lang::python", "lang::java") == [
        *("```java", "int a = 1;", "```", ""),
        *("- ```python", "  def f(): ...", "  ```"),
    ]


def test_a_source_is_one_line() -> None:
    assert title_of("Birds\n:p Who? · one\r\n---", "", Config()) == Title(
        "Birds :p Who?", None, "one ---"
    )


def test_a_source_that_can_be_read_in_more_ways_than_are_tried() -> None:
    many = "a · " * 200
    assert title_of(many, f"{'a · ' * 150}a:: a", Config()) == Title("a", None, many[4:])

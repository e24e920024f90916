"""HTML to a tree: any text gives one. How long it takes says benchmarks/importing.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.unrendering.fields import readable
from card2anki.unrendering.tree import Element, Node, Text, parse


def _shown(nodes: list[Node]) -> str:
    return "".join(
        node.text if isinstance(node, Text) else f"<{node.tag}:{_shown(node.children)}>"
        for node in nodes
    )


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("a &lt; b", "a < b"),
        ("a < b > c", "a < b > c"),
        ("<b>x<i>y</b>z", "<b:x<i:y>>z"),
        ("<p>a<p>b", "<p:a><p:b>"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul:<li:a><li:b<ul:<li:c>>>>"),
        ("<br><BR/><img src=x>", "<br:><br:><img:>"),
        ("<a title=\"x > y\" href='z'>t</a>", "<a:t>"),
        ('<a title="never closed', '<a title="never closed'),
        ("<!-- gone --->x<!-- not closed", "x"),
        ("<script>if (a < b) {}</script>x", "x"),
        ("</p>x", "x"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_trees(html: str, shown: str) -> None:
    assert _shown(parse(html)) == shown


def test_attributes_and_places() -> None:
    html = "x<img alt='a &amp; b' src=y.png title=\"t\">z"
    (_, image, _) = parse(html)
    assert isinstance(image, Element)
    assert image.attributes == {"alt": "a & b", "src": "y.png", "title": "t"}
    assert html[image.start : image.end] == html[1:-1]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("&amp;<" * 2_000, "&<" * 2_000),
        ("<" * 2_000, "<" * 2_000),
        ('<a "' * 2_000, '<a "' * 2_000),
        ("<b>" * 2_000 + "x", "<b:" * 100 + "x" + ">" * 100),
        ("<p>x" * 2_000, "<p:x>" * 2_000),
        ("a</b>" * 2_000, "a" * 2_000),
        ("<script>" + "</script" * 2_000, ""),
        ("<script></script>x" * 2_000, "x" * 2_000),
        ("<!--" * 2_000, ""),
    ],
    ids=range(9),
)
def test_many_of_a_piece(html: str, shown: str) -> None:
    assert _shown(parse(html)) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<script>" + "</script " * 50_000, ""),
        ("<img " + "a" * 100_000 + ">", ""),
        ("<b>a" + " " * 100_000 + "b</b>", "**a" + " " * 100_000 + "b**"),
        ("a" + " " * 100_000 + "b", "a" + " " * 100_000 + "b"),
    ],
)
def test_long_runs(html: str, shown: str) -> None:
    read = "\n".join(line.text for line in readable(html))
    assert read.replace("![]()", "").replace("![](<>)", "") == shown


@given(st.text(alphabet="<>/abp \"'=&;!-", max_size=80))
def test_any_text_is_a_tree(html: str) -> None:
    for node in parse(html):
        assert 0 <= node.start <= node.end <= len(html)

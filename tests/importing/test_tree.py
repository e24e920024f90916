"""HTML to a tree: any text gives one, in time linear in its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.importing.fields import readable
from card2anki.importing.tree import Element, Node, Text, parse


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
    "piece", ["<b>", "<ul><li>", '<a "', "<", "</b>", "<!--", "<p>x", "<script>"]
)
def test_a_hundred_thousand_of_anything(piece: str) -> None:
    nodes = parse(piece * 100_000)
    assert len(nodes) <= 100_000
    readable(piece * 2_000)


@given(st.text(alphabet="<>/abp \"'=&;!-", max_size=80))
def test_any_text_is_a_tree(html: str) -> None:
    for node in parse(html):
        assert 0 <= node.start <= node.end <= len(html)

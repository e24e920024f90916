"""Code to compact HTML: the text exactly as written, few classes, few spans."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments import highlight as stock_highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.jvm import JavaLexer

from card2anki.languages import ALIASES, language_of
from card2anki.render.highlight import LONGEST, highlight

JAVA = """\
package kettle;

import java.util.List;

/** Keeps water warm. */
public final class Kettle {
    private static final int LIMIT = 95;
    private final List<String> log;
    private int degrees = 20;

    Kettle(List<String> log) {
        this.log = log;
    }

    @Deprecated
    boolean heat(int by) {
        degrees = Math.min(degrees + by, LIMIT);
        log.add("now at " + degrees + "\\n"); // for the curious
        return degrees == LIMIT;
    }
}
"""

#: Text that lexers are known to stumble over, besides something from each family.
SAMPLES = [
    "",
    "\n",
    " ",
    "\n\n\n",
    "x",
    "x\n",
    "\n\n  x = 1  \n\n",
    "\tx\n\t\ty\t\n",
    JAVA,
    "def f(x):\n\treturn f'{x!r:>{w}}'  # done  \n\n",
    "$ ls -l\nfoo\n$ cat <<EOF\n\ta\nEOF\n",
    ">>> 1 + 1\n2\n",
    '<a href="x">&amp;</a>\n<script>if (a < b) {}</script>\n<!-- c -->\n',
    "GET / HTTP/1.1\nHost: example.org\n\n{}\n",
    "---\na: [1, 'x']\n- c\n",
    "@@ -1 +1 @@\n-old\n+new\n",
    "SELECT a FROM b WHERE c = 'd' -- e\n",
    '"unterminated\n',
    "/* unterminated\n",
    "'''unterminated\n",
    "a\n" * 50,
    "x\x0by\x85z\u2028w\u00a0v",
    "\u00e9\u6f22\U0001f600 \u2190 \u2264",
    "\\begin{a} $x$ % c\n\\end{a}",
    "int main() { return 0; }\n#include <a>\n",
    "<?php function f($x) { return 1; }\n",
    "&lt; &#60; &amp;lt; <br> <span class='k'>",
]


def visible(shown: str) -> str:
    """Return what a reader sees: no tags, line breaks for ``<br>``, entities read."""
    return html.unescape(re.sub(r"</?span[^>]*>", "", shown.replace("<br>", "\n")))


def classes(shown: str) -> set[str]:
    return set(re.findall(r'class="([^"]*)"', shown))


# -- classes


@pytest.mark.parametrize(
    ("language", "code", "shown"),
    [
        ("java", "return", '<span class="k">return</span>'),
        ("java", "int", '<span class="t">int</span>'),
        ("java", "42", '<span class="m">42</span>'),
        ("java", "null", '<span class="m">null</span>'),
        ("java", '"tea"', '<span class="s">&quot;tea&quot;</span>'),
        ("java", "// tea", '<span class="c">// tea</span>'),
        ("java", "@Override", '<span class="d">@Override</span>'),
        ("java", "tea", "tea"),
        ("java", "class Pot", '<span class="k">class</span> <span class="t">Pot</span>'),
        ("python", "def pour", '<span class="k">def</span> <span class="f">pour</span>'),
        ("python", "print", '<span class="b">print</span>'),
        ("python", "@cached", '<span class="d">@cached</span>'),
        ("python", "True", '<span class="m">True</span>'),
        ("python", "x is not y", 'x <span class="k">is not</span> y'),
        ("c", "#define A", '<span class="d">#define A</span>'),
        ("diff", "-old", '<span class="r">-old</span>'),
        ("diff", "+new", '<span class="i">+new</span>'),
        ("html", "<b>", '&lt;<span class="k">b</span>&gt;'),
        ("pseudocode", "while", '<span class="k">while</span>'),
    ],
)
def test_class_of_a_token(language: str, code: str, shown: str) -> None:
    assert highlight(code, language) == shown


def test_string_escape_has_its_own_class() -> None:
    assert highlight('"a\\n"', "python") == (
        '<span class="s">&quot;a</span><span class="e">\\n</span><span class="s">&quot;</span>'
    )


def test_documentation_comment_is_a_comment() -> None:
    assert highlight('def f():\n    """Pour."""', "python").endswith(
        '<span class="c">&quot;&quot;&quot;Pour.&quot;&quot;&quot;</span>'
    )


# -- spans


def test_neighbours_of_one_class_share_a_span() -> None:
    assert highlight("// one\n// two", "java") == '<span class="c">// one<br>// two</span>'


def test_blanks_between_neighbours_do_not_part_them() -> None:
    assert highlight("public static final", "java") == (
        '<span class="k">public static final</span>'
    )


def test_punctuation_parts_neighbours() -> None:
    assert highlight("1,2", "java") == '<span class="m">1</span>,<span class="m">2</span>'


def test_no_span_ends_in_a_blank() -> None:
    shown = highlight(JAVA, "java")
    assert not re.search(r"(?:\s|<br>)</span>", shown)


@pytest.mark.parametrize("language", sorted(ALIASES))
def test_no_span_is_empty_and_no_two_of_a_class_touch(language: str) -> None:
    for code in SAMPLES:
        shown = highlight(code, language)
        assert not re.search(r"<span[^>]*></span>", shown)
        assert not re.search(r'<span class="(.)">[^<]*</span><span class="\1">', shown)


def test_html_is_less_than_half_of_what_pygments_makes() -> None:
    assert len(JAVA.splitlines()) >= 20
    stock = stock_highlight(JAVA, JavaLexer(), HtmlFormatter())
    assert len(highlight(JAVA, "java")) < len(stock) / 2


# -- lines


def test_line_feed_is_a_br() -> None:
    assert highlight("a\nb\n\nc", "java") == "a<br>b<br><br>c"


def test_leading_blank_lines_are_kept() -> None:
    assert highlight("\n\n  a", "java") == "<br><br>  a"


def test_trailing_blanks_are_kept() -> None:
    assert highlight("a  \nb  ", "java") == "a  <br>b  "


def test_trailing_blank_lines_are_kept() -> None:
    assert highlight("a\n\n", "java") == "a<br><br>"


def test_no_line_is_added() -> None:
    assert highlight("a", "java") == "a"
    assert highlight("", "java") == ""


def test_trailing_blanks_of_a_comment_are_kept() -> None:
    assert visible(highlight("// a  \nb", "java")) == "// a  \nb"


# -- the text is what was written


@pytest.mark.parametrize("language", sorted(ALIASES))
def test_every_language_shows_its_code_unchanged(language: str) -> None:
    for code in SAMPLES:
        assert visible(highlight(code, language)) == code


def test_every_language_but_text_has_colours() -> None:
    plain = [
        language
        for language in ALIASES
        if not any(classes(highlight(code, language)) for code in SAMPLES)
    ]
    assert plain == ["text"]


@pytest.mark.parametrize("alias", [a for aliases in ALIASES.values() for a in aliases])
def test_alias_is_coloured_like_its_language(alias: str) -> None:
    assert language_of(alias) in ALIASES
    assert highlight(JAVA, language_of(alias.upper())) == highlight(JAVA, language_of(alias))


#: Line breaks other than a line feed are gone when a file is read, and so is a leading mark.
_CODE = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff"))
_CODE_LIKE = st.lists(
    st.sampled_from(
        [*"ab1_ \t\n(){}[]<>\"'`$#@/*-=:;,.|\\&%!?~^", "/*", "*/", '"""', "''', ", "<<EOT", "${"]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    "language", ["java", "python", "pseudocode", "bash", "cpp", "text", "", "klingon"]
)
@settings(deadline=None)
@given(code=_CODE | _CODE_LIKE)
def test_any_text_is_shown_unchanged(language: str, code: str) -> None:
    shown = highlight(code, language)
    assert "\n" not in shown
    assert visible(shown) == code


@pytest.mark.parametrize("language", ["text", "", "klingon"])
def test_unknown_language_has_no_colours(language: str) -> None:
    assert highlight('int a = "<b>"; // c', language) == "int a = &quot;&lt;b&gt;&quot;; // c"


def test_html_in_code_is_escaped() -> None:
    shown = highlight('String s = "<script>&amp;</script>";', "java")
    assert "<script" not in shown
    assert "&lt;script&gt;&amp;amp;&lt;/script&gt;" in shown


# -- too long


def test_code_of_the_greatest_length_has_colours() -> None:
    code = ("int a;\n" * LONGEST)[:LONGEST]
    shown = highlight(code, "java")
    assert classes(shown) == {"t"}
    assert visible(shown) == code


def test_longer_code_is_plain() -> None:
    code = ("int a<b;\n" * LONGEST)[: LONGEST + 1]
    shown = highlight(code, "java")
    assert classes(shown) == set()
    assert visible(shown) == code
    assert "\n" not in shown

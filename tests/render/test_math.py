r"""Math is read before markdown, and comes out as MathJax reads it: ``\( \)`` and ``\[ \]``."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from card2anki.render.markdown import render, render_text
from card2anki.source.parser import parse
from card2anki.source.reading import decode


def html_of(text: str) -> str:
    return render_text(text, {})


def html_of_answer(answer: str) -> str:
    text = f"#### Waves\n:p How long is one?\n??x\n{answer}\nx??\n"
    (card,) = parse(decode(text.encode(), "deck.md")).cards
    assert card.answer is not None
    return render(card.answer, {})


# -- nothing inside is markdown


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (r"\( q^* \) beats \( v_* \) and \( \pi^* \)", r"\(q^*\) beats \(v_*\) and \(\pi^*\)"),
        (r"\( x_{i,j} \) and \( y_{i,j} \)", r"\(x_{i,j}\) and \(y_{i,j}\)"),
        (r"\(a*b*c\)", r"\(a*b*c\)"),
        (r"\( \_a\_ \)", r"\(\_a\_\)"),
        (r"\( \{1, 2\} \)", r"\(\{1, 2\}\)"),
        (r"\( a \\ b \)", r"\(a \\ b\)"),
        (r"\( \text{[a](b)} \)", r"\(\text{[a](b)}\)"),
        (r"\( ~~x~~ \)", r"\(~~x~~\)"),
        (r"\( `x` \)", r"\(`x`\)"),
        (r"\( ![x](y) \)", r"\(![x](y)\)"),
        (r"\( \copy &copy; \)", r"\(\copy &amp;copy;\)"),
        (r"$q^*$ and $v_*$", r"\(q^*\) and \(v_*\)"),
        (r"\[ a_1 * b_1 * c_1 \]", r"\[a_1 * b_1 * c_1\]"),
        (r"$$ a_1 * b_1 * c_1 $$", r"\[a_1 * b_1 * c_1\]"),
    ],
)
def test_markdown_in_math_is_untouched(written: str, html: str) -> None:
    assert html_of(written) == html


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (r"\( a < b \)", r"\(a &lt; b\)"),
        (r"\( a > b \)", r"\(a &gt; b\)"),
        (r"\( a & b \)", r"\(a &amp; b\)"),
        (r"\( f'(x) \)", r"\(f'(x)\)"),
        (r"\[ i<j \]", r"\[i&lt;j\]"),
        ("$i<n$", r"\(i&lt;n\)"),
        ("$$\ni < n\n$$", r"\[i &lt; n\]"),
        (r"\( <b>x</b> \)", r"\(&lt;b&gt;x&lt;/b&gt;\)"),
        (r"\( <script>alert(1)</script> \)", r"\(&lt;script&gt;alert(1)&lt;/script&gt;\)"),
    ],
)
def test_math_is_escaped(written: str, html: str) -> None:
    assert html_of(written) == html


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (r"**\( a_1 \)**", r"<strong>\(a_1\)</strong>"),
        (r"*so $a_1$*", r"<em>so \(a_1\)</em>"),
        (r"- \( a_1 \)", r"<ul><li>\(a_1\)</li></ul>"),
        (r"[\( a_1 \)](https://example.org)", r'<a href="https://example.org">\(a_1\)</a>'),
        ("### \\( a_1 \\)", r"<h3>\(a_1\)</h3>"),
        (
            "| a |\n|---|\n| \\( a_1 \\) |",
            r"<table><thead><tr><th>a</th></tr></thead>"
            r"<tbody><tr><td>\(a_1\)</td></tr></tbody></table>",
        ),
    ],
)
def test_math_inside_of_markdown(written: str, html: str) -> None:
    assert html_of(written) == html


# -- blanks


@pytest.mark.parametrize(
    "written", [r"\(a+b\)", r"\( a+b \)", r"\(  a+b\)", "\\(\ta+b\t\\)", "\\(\na+b\n\\)"]
)
def test_blanks_around_a_formula_go(written: str) -> None:
    assert html_of(written) == r"\(a+b\)"


def test_formula_over_two_lines() -> None:
    assert html_of("So \\( a\n= b \\) holds.") == r"So \(a = b\) holds."


@pytest.mark.parametrize("written", [r"\(\)", r"\( \)", r"\[\]", r"\[ \]"])
def test_empty_formula_is_text(written: str) -> None:
    assert html_of(written) == written.replace("\\", "")


def test_two_formulas_on_a_line() -> None:
    assert html_of(r"\(a\)\(b\) and \[c\]\[d\]") == r"\(a\)\(b\) and \[c\]\[d\]"


# -- formulas on lines of their own


@pytest.mark.parametrize("first", ["=", "+", "-", "#", "*", ">", "1.", "===", "---x", "&=", "|"])
@pytest.mark.parametrize(("opening", "closing"), [("\\[", "\\]"), ("$$", "$$")])
def test_line_of_a_formula_may_look_like_markdown(first: str, opening: str, closing: str) -> None:
    html = html_of(f"{opening}\na\n{first} b\n{first} c\n{closing}")
    shown = first.replace("&", "&amp;").replace(">", "&gt;")
    assert html == rf"\[a {shown} b {shown} c\]"


@pytest.mark.parametrize("first", ["=", "+", "-", "#"])
def test_formula_that_begins_with_an_operator(first: str) -> None:
    assert html_of(f"\\[\n{first} a\n\\]") == rf"\[{first} a\]"


@pytest.mark.parametrize("first", ["=", "+", "-", "#"])
def test_formula_in_an_answer_may_look_like_markdown(first: str) -> None:
    html = html_of_answer(f"It is\n\\[\nv\n{first} f\n\\]\nlong.")
    assert html == rf"<p>It is</p><p>\[v {first} f\]</p><p>long.</p>"


def test_formula_interrupts_a_paragraph() -> None:
    assert html_of("It is\n\\[ v f \\]\nlong.") == r"<p>It is</p><p>\[v f\]</p><p>long.</p>"


def test_formula_in_a_list_item() -> None:
    assert html_of("- one\n  \\[\n  a\n  = b\n  \\]\n- two") == (
        r"<ul><li>one<p>\[a = b\]</p></li><li>two</li></ul>"
    )


@pytest.mark.parametrize("mark", [".", ",", ";", ":"])
def test_mark_behind_a_formula_stays(mark: str) -> None:
    assert html_of(f"\\[\na\n\\]{mark}") == rf"\[a\]{mark}"


def test_text_behind_a_formula_stays() -> None:
    assert html_of("\\[\na\n\\] with a *long* tail") == r"\[a\] with a <em>long</em> tail"


def test_environment_keeps_its_line_ends() -> None:
    written = "\\[\n\\begin{aligned}\n  a &= b \\\\\n    &= c\n\\end{aligned}\n\\]"
    assert html_of(written) == (r"\[\begin{aligned} a &amp;= b \\ &amp;= c \end{aligned}\]")


# -- comments


def test_comment_in_a_formula_is_dropped() -> None:
    assert html_of("\\[\na % the length\n+ b\n\\]") == r"\[a + b\]"


def test_line_of_comment_is_dropped() -> None:
    assert html_of("\\[\na\n% nothing here\n+ b\n\\]") == r"\[a + b\]"


def test_comment_in_an_inline_formula_is_dropped() -> None:
    assert html_of("\\( a % the length\n = b \\)") == r"\(a = b\)"


def test_comment_between_dollars_is_dropped() -> None:
    assert html_of("$$\na % the length\n+ b\n$$") == r"\[a + b\]"


def test_percent_sign_is_no_comment() -> None:
    assert html_of("\\[\n5 \\% of a\n+ b\n\\]") == r"\[5 \% of a + b\]"


def test_percent_sign_outside_of_math_stays() -> None:
    assert html_of("5 % of it\nand more") == "5 % of it and more"


# -- dollars


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("$x_1$", r"\(x_1\)"),
        ("$$x$$", r"\[x\]"),
        ("$n$", r"\(n\)"),
        ("$5$ apples", r"\(5\) apples"),
        ("$n$-th", r"\(n\)-th"),
        ("($x$), then", r"(\(x\)), then"),
        ("$a$ $b$ $c$", r"\(a\) \(b\) \(c\)"),
        ("$O(n)$ and $O(1)$", r"\(O(n)\) and \(O(1)\)"),
        (r"$\alpha$", r"\(\alpha\)"),
        ("$O_1 $", r"\(O_1\)"),
        ("$ O_1$", r"\(O_1\)"),
        ("$ O_1 $ and $ O_2 $", r"\(O_1\) and \(O_2\)"),
        ("so $$a+b$$ holds", r"so \[a+b\] holds"),
        ("Pay $5, get $x_1$", r"Pay $5, get \(x_1\)"),
        (r"\$5 and $x_1$", r"$5 and \(x_1\)"),
    ],
)
def test_dollar_math(written: str, html: str) -> None:
    assert html_of(written) == html


@pytest.mark.parametrize(
    "written",
    [
        "from $5 to $10",
        "$10,000 and then $20",
        "$1.2B in May and $3 in June",
        "$5/month or $10/month",
        "US$5 or A$6",
        "$20-$30",
        "$5k to $10k",
        "only $5",
        "$5 or 6$ a cup",
        "$3 (a_b) to $4",
        "$HOME/$USER",
        "$HOME and $PATH",
        "$PATH=$HOME",
        "$a = $b",
        "$x_y and $z_w",
        "$(ls) and $(pwd)",
        "$ n $",
        "$",
        "$$",
        "$$$$",
        "$$ $$",
        "$1 and $2",
        "a$b$c",
    ],
)
def test_dollars_that_are_no_math(written: str) -> None:
    assert html_of(written) == written


def test_escaped_dollars_are_no_math() -> None:
    assert html_of(r"\$x_1\$") == "$x_1$"


def test_dollars_do_not_reach_over_paragraphs() -> None:
    assert html_of("pay $x_1\n\nor y_1$") == "<p>pay $x_1</p><p>or y_1$</p>"


# -- delimiters without their like


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (r"open \( x and on", "open ( x and on"),
        (r"open \[ x and on", "open [ x and on"),
        (r"close x \) and on", "close x ) and on"),
        (r"close x \] and on", "close x ] and on"),
        (r"open \( *x* and on", "open ( <em>x</em> and on"),
        ("open $$ *x* and on", "open $$ <em>x</em> and on"),
        (r"wrong \( x \] and *y*", "wrong ( x ] and <em>y</em>"),
    ],
)
def test_delimiter_without_its_like_is_text(written: str, html: str) -> None:
    assert html_of(written) == html


def test_formula_ends_with_its_paragraph() -> None:
    assert html_of("open \\( x\n\nand *y* \\)") == "<p>open ( x</p><p>and <em>y</em> )</p>"


@pytest.mark.parametrize("opening", ["\\[", "\\(", "$$", "$"])
def test_unclosed_delimiter_loses_nothing(opening: str) -> None:
    html = html_of(f"{opening}\na\n\n- b\n- *c*")
    assert html.endswith("<ul><li>b</li><li><em>c</em></li></ul>")


# -- code stays code


@pytest.mark.parametrize("formula", [r"\( x_1 \)", r"\[ x_1 \]", "$x_1$", "$$x_1$$", r"\("])
def test_math_in_a_code_span_is_code(formula: str) -> None:
    assert html_of(f"`{formula}` and `{formula}`") == (
        f"<code>{formula}</code> and <code>{formula}</code>"
    )


@pytest.mark.parametrize("formula", [r"\( x_1 \)", r"\[ x_1 \]", "$x_1$", "$$x_1$$", "$$", r"\["])
def test_math_in_a_fence_is_code(formula: str) -> None:
    assert html_of_answer(f"```text\n{formula}\n% no comment\n```") == (
        f"<pre><code>{formula}<br>% no comment</code></pre>"
    )


def test_dollars_in_two_code_spans_are_no_pair() -> None:
    assert html_of("`$a_1` and `$b_1`") == "<code>$a_1</code> and <code>$b_1</code>"


def test_dollar_before_a_code_span_is_no_math() -> None:
    assert html_of("$a_1 is `$`") == "$a_1 is <code>$</code>"


# -- whatever is written


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["x", "_1", "{a}", "^", "*", "_", "<", ">", "&", " ", "=", "+", "-", "\\,"]
        ),
        max_size=20,
    ).map("".join)
)
def test_formula_comes_out_as_it_went_in(formula: str) -> None:
    shown = " ".join(f"a{formula}".split())
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html_of(rf"so \(a{formula}\) is") == rf"so \({escaped}\) is"


@settings(deadline=None)
@given(st.text(alphabet="\\()[]$%_*` \na1", max_size=60))
def test_any_delimiters_give_html(text: str) -> None:
    html = html_of(text)
    assert "\n" not in html
    assert html.count("<p>") == html.count("</p>")

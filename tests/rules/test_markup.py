"""M: images, formulas, HTML and links: what is said, where, and what is left in peace."""

import pytest

from card2anki.model import Safety
from tests.linted import findings, fixed, said


def card(answer: str) -> str:
    """Return a card whose answer begins on line 3."""
    return f":p How?\n??x\n{answer}\nx??\n"


def told(code: str, answer: str) -> list[str]:
    text = card(answer)
    return [text[one.span.start : one.span.end] for one in findings(text, code)]


def test_an_image_that_is_not_there() -> None:
    assert said("M601", card("![pots](pots.png)")) == [
        ((3, 9), (3, 17), "image 'pots.png' not found beside the deck")
    ]


# -- M602


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"As \( \frac{a}{b}, half.", [r"\("]),
        (r"As \[ a_1 and so on.", [r"\["]),
        ("As $$ a = b and so on.", ["$$"]),
        ("$$\na\n\nb\n", ["$$"]),
        ("\\[\n", [r"\["]),
        (r"As \frac{a}{b} \), half.", [r"\)"]),
        (r"As x_1 \], half.", [r"\]"]),
        (r"As \( a \) and \( b_1, half.", [r"\("]),
        (r"As \( \frac{a}{b \), half.", [r"\( \frac{a}{b \)"]),
        (r"As $\frac{a}}{b}$, half.", [r"$\frac{a}}{b}$"]),
        (r"As \( \left( a \), half.", [r"\( \left( a \)"]),
        (r"As \[ \begin{matrix} a \], half.", [r"\[ \begin{matrix} a \]"]),
        (r"So ` is \( b` \).", [r"\)"]),
    ],
)
def test_unbalanced_math(text: str, words: list[str]) -> None:
    assert told("M602", text) == words


@pytest.mark.parametrize(
    "text",
    [
        r"As \( \frac{a}{b} \), \[ c \], $d$ and $$e$$.",
        r"A set \( \{a, b \) has a brace.",
        r"A jump \( \left. a \right|_b \) is fine.",
        "The process $$ has a number.",
        "It costs $$$.",
        r"A backslash (\) or [\] is one.",
        r"An escaped \[bracket] is none.",
        r"An escaped \(parenthesis) is none.",
        r"A path \\(server) is none.",
        r"In code `\(` is none.",
        "\\begin is a word: \\left, too.",
        "```bash\necho \\( $$\n```\nSo.",
        "From $5 to $10.",
    ],
)
def test_balanced_math(text: str) -> None:
    assert told("M602", text) == []


def test_what_is_said_of_unbalanced_math() -> None:
    text = card("Half \\( \\frac{a}{b}.\n\nOf \\(\\frac{a}\\) and\n\na_1 \\]\n\n\\( {a \\)")
    assert said("M602", text) == [
        ((3, 6), (3, 8), r"\( is not closed: write \) behind the formula"),
        ((7, 5), (7, 7), r"\] closes no formula: write \[ before it"),
        ((9, 1), (9, 9), "formula with 1 { and 0 }: balance them"),
    ]


# -- M603


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"As $ \frac{a}{b} $, half.", r"As $\frac{a}{b}$, half."),
        ("As $O_1 $, half.", "As $O_1$, half."),
        ("As $ O_1$, half.", "As $O_1$, half."),
        ("As $ a_1 $ and $ b_1 $.", "As $a_1$ and $b_1$."),
    ],
)
def test_blanks_within_dollars_go(before: str, after: str) -> None:
    assert told("M603", before) != []
    assert fixed(card(before), "M603", wanted=Safety.SAFE) == card(after)


@pytest.mark.parametrize(
    "text",
    [
        r"As \( a_1 \) and \[ b \].",
        "As $a_1$ and $$ b $$.",
        "From $5 to $10 or $ 20.",
        "A $ sign and another $ sign.",
        "In $HOME and $PATH .",
        "In code `$ a_1 $`.",
    ],
)
def test_blanks_that_stay(text: str) -> None:
    assert told("M603", text) == []


def test_what_is_said_of_blanks_within_dollars() -> None:
    assert said("M603", card("As $ a_1 $.")) == [
        ((3, 4), (3, 11), "blank within the dollars: write $a_1$")
    ]
    long = "a_1 + " * 9 + "b"
    assert [message for *_, message in said("M603", card(f"As $ {long} $."))] == [
        f"blank within the dollars: write ${long[:37]}...$"
    ]


# -- M605


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a<br>b<br/>c", ["<br>", "<br/>"]),
        ("H<sub>2</sub>O", ["<sub>"]),
        ("a <B class='x'>b</b> c", []),
        ("a <b class='x'>b</b> c", ["<b class='x'>"]),
        ("<div>\n\na\n\n</div>", ["<div>"]),
        ('<img src="a.png">', ['<img src="a.png">']),
    ],
)
def test_raw_html(text: str, words: list[str]) -> None:
    assert told("M605", text) == words


@pytest.mark.parametrize(
    "text",
    ["List<T>", "a <b and c> d", "the <br> tag", "the <b> element", "use `<br>`", "<cstdint>"],
)
def test_no_raw_html(text: str) -> None:
    assert told("M605", text) == []


# -- M606


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("", "nothing"),
        ("<>", "nothing"),
        ("#pots", "'#pots', a heading that is on no card"),
        ("pots.md", "'pots.md', a file that is beside no card"),
        ("../pots/lid.md#a 'Lid'", "'../pots/lid.md#a', a file that is beside no card"),
        ("https:/example.org", "'https:/example.org', which is no address"),
        ("http://", "'http://', which is no address"),
        ("https://example.org/a b", "'https://example.org/a b', which is no address"),
    ],
)
def test_a_link_that_leads_nowhere(target: str, what: str) -> None:
    assert said("M606", card(f"See [pots]({target}).")) == [
        ((3, 12), (3, 12 + len(target)), f"link to {what}: write a whole address or no link")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See [pots](https://example.org/a_(b)).",
        "See [pots](<https://example.org/a b>).",
        'See [pots](https://example.org "Pots").',
        "See [pots](mailto:a@example.org).",
        "See [pots](//example.org).",
        "See [pots] (or lids).",
        "See [sic](see below for more).",
        "See ![pots](https://example.org/pots.png).",
        r"See \[pots](pots.md).",
        "See `[pots](pots.md)`.",
        "A call a[0](b c).",
    ],
)
def test_a_link_that_is_fine(text: str) -> None:
    assert told("M606", text) == []

"""Labels and formulas are written in one way where no card is changed by it."""

import pytest
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from card2anki.formatting.notation import SPELLINGS, notation_edits
from card2anki.languages import language_of
from card2anki.linting.fixes import apply
from card2anki.render.markdown import render
from tests.linted import deck_of


def _card(answer: str) -> str:
    return f"#### Kiln\n:p What is hot?\n??x\n{answer}\nx??\n"


def _written(answer: str) -> str:
    deck = deck_of(_card(answer))
    text = apply(deck.source, notation_edits(deck)).text
    return text.removeprefix(_card("").partition("\n\n")[0] + "\n").removesuffix("\nx??\n")


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("c++", "cpp"),
        ("C++", "cpp"),
        ("sh", "bash"),
        ("plaintext", "text"),
        (" java", "java"),
        ("Java", "java"),
        ("py numbered  x", "python numbered  x"),
        ('C# title="a kiln"', 'csharp title="a kiln"'),
        ("JSX", "jsx"),
        ("SQLite", "sqlite"),
    ],
)
def test_labels(label: str, written: str) -> None:
    assert _written(f"```{label}\nfire\n```") == f"```{written}\nfire\n```"


@pytest.mark.parametrize(
    "label",
    ["", "Pottery", "pycon", "console", "jsx", "json5", "latex", "plpgsql", "h", "terraform", "tf"],
)
def test_labels_that_say_more_or_nothing_known_stay(label: str) -> None:
    assert _written(f"```{label}\nfire\n```") == f"```{label}\nfire\n```"


@pytest.mark.parametrize("opening", ["- ", "3. ", "   ", "\t", "see "])
def test_labels_behind_other_things(opening: str) -> None:
    assert _written(f"{opening}```js\nfire()\n   ```") == f"{opening}```javascript\nfire()\n   ```"
    assert _written("~~~~ js\nfire()\n~~~~") == "~~~~javascript\nfire()\n~~~~"


def _lexer(name: str) -> str | None:
    try:
        return get_lexer_by_name(name).name
    except ClassNotFound:
        return None


@pytest.mark.parametrize(("name", "others"), SPELLINGS.items())
def test_spellings_mean_the_same_language_and_lexer(name: str, others: tuple[str, ...]) -> None:
    code = "if x > 1 { return 'y'; } // why\n$ run --now # echo\n"
    shown = {}
    for label in (name, *others):
        assert language_of(label) == name
        assert _lexer(label) in (_lexer(name), None)
        answer = deck_of(_card(f"```{label}\n{code}```")).cards[0].answer
        assert answer
        shown[label] = render(answer, {})
    assert set(shown.values()) == {shown[name]}


@pytest.mark.parametrize(
    ("met", "written"),
    [
        (r"\( x \)", r"\(x\)"),
        (r"At \( 1 + 1\) and \(2 \).", r"At \(1 + 1\) and \(2\)."),
        (r"\[ E = mc^2 \]", r"\[E = mc^2\]"),
        ("$$ x $$", "$$x$$"),
        (r"$ x_1 $, $\alpha $", r"$x_1$, $\alpha$"),
        ("**\\( x \\)** and\n- \\( y \\)", "**\\(x\\)** and\n- \\(y\\)"),
        (r"\( a\ \)", r"\(a\ \)"),
    ],
)
def test_formulas_have_no_blanks_around(met: str, written: str) -> None:
    assert _written(met) == written


@pytest.mark.parametrize(
    "text",
    [
        r"`\( x \)` and ``$ y_1 $``",
        "```latex\n\\( x \\)\n$ y_1 $\n```",
        "It costs $ 5 or $ 6.",
        r"\\( x \\)",
        r"\( \)",
        "\\[\n  x\n\\]",
        "$ x $",
    ],
)
def test_other_blanks_stay(text: str) -> None:
    assert _written(text) == text


def test_a_card_is_known_by_its_question_which_stays() -> None:
    text = "#### \\( a \\)\n:p What is \\( x \\)?\n```c++\nx\n```\n??x\nA kiln.\nx??\n"
    deck = deck_of(text)
    assert apply(deck.source, notation_edits(deck)).text == text.replace(r"\( a \)", r"\(a\)")
    asking = "#### What is \\( x \\)?\n??x\nA kiln.\nx??\n"
    assert list(notation_edits(deck_of(asking))) == []


def test_a_context_that_two_cards_share_is_written_once() -> None:
    card = ":p What is hot?\n??x\nA kiln.\nx??\n\n"
    deck = deck_of("#### Kiln\nAt \\( x \\).\n\n" + card * 2)
    assert len(list(notation_edits(deck))) == 2

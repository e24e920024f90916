"""Which other snippets a snippet is compiled with."""

from card2anki.checker import Block
from card2anki.languages.java.context import contexts
from card2anki.languages.java.protocol import Neighbour
from tests.linted import deck_of


def blocks(*cards: list[str], path: str = "pots.md") -> list[Block]:
    """Return the snippets of a file, a list of them for each card."""
    fences = ["".join(f"```java\n{code}\n```\n" for code in card) for card in cards]
    text = "---\n".join(f":p What is pot {n}?\n??x\n{f}x??\n" for n, f in enumerate(fences))
    deck = deck_of(text, path)
    return [Block(path, n, one) for n, card in enumerate(deck.cards) for one in card.snippets]


def test_who_declares_what_is_named_comes_along_nearest_first() -> None:
    shown = blocks(["class Pot {}"], ["new Pot(new Lid());", "class Lid {}"], ["enum Pot {}"])
    assert contexts(shown)[1] == (
        Neighbour("class Lid {}", near=True),
        Neighbour("class Pot {}", near=False),
        Neighbour("enum Pot {}", near=False),
    )
    assert contexts(shown)[0] == contexts(shown)[2] == ()


def test_so_does_who_declares_what_these_name() -> None:
    shown = blocks(["new Pot();"], ["class Pot { Lid lid; }"], ["record Lid() {}"])
    assert [one.source for one in contexts(shown)[0]] == [
        "class Pot { Lid lid; }",
        "record Lid() {}",
    ]


def test_a_type_that_is_declared_here_is_not_looked_for() -> None:
    assert contexts(blocks(["class Pot {}\nnew Pot();"], ["class Pot { int size; }"]))[0] == ()


def test_files_are_apart() -> None:
    shown = [*blocks(["new Pot();"]), *blocks(["class Pot {}"], path="lids.md")]
    assert contexts(shown) == [(), ()]


def test_there_are_bounds() -> None:
    many = [[f"class Pot{n} {{}}"] for n in range(20)]
    named = " ".join(f"Pot{n}" for n in range(20))
    assert len(contexts(blocks([named], *many))[0]) == 12
    large = [["class Pot0 {" + "int a; " * 5000 + "}"], ["class Pot1 {}"]]
    assert [one.source for one in contexts(blocks([named], *large))[0]] == ["class Pot1 {}"]

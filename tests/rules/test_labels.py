"""L: labels of code that are missing or unknown: what is guessed, and what is certain."""

import pytest

from card2anki.model import Safety
from tests.linted import findings, fixed, said


def card(code: str, label: str = "") -> str:
    """Return a card whose block begins on line 4."""
    return f":p How?\n??x\nLike this:\n```{label}\n{code}\n```\nx??\n"


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("def swap(a, b):\n    return b, a", "python"),
        ("for name in names:\n    print(name)", "python"),
        ("public class Pot {\n}", "java"),
        ("List<String> pots = new ArrayList<>();", "java"),
        ('#include <stdio.h>\nprintf("a");', "c"),
        ("void swap(int *a, int *b) {", "c"),
        ('std::cout << "a";', "cpp"),
        ("$ ls -l", "bash"),
        ("npm install left-pad", "bash"),
        ("#!/bin/sh\necho a", "bash"),
        ("SELECT name\nFROM pots;", "sql"),
        ('{"a": [1, 2]}', "json"),
        ("const pot = lid => lid + 1;", "javascript"),
        ("interface Pot {\n  lid: string;\n}", "typescript"),
        ("fn main() {}", "rust"),
        ('resource "pot" "lid" {}', "hcl"),
        ("<!DOCTYPE html>\n<p>a</p>", "html"),
        ('<?xml version="1.0"?>\n<a/>', "xml"),
        ("// Pseudocode\nfor each pot: cook(pot)", "pseudocode"),
        ("package main", "go"),
        ("Console.WriteLine(pot);", "csharp"),
    ],
)
def test_the_language_of_code_is_guessed(code: str, language: str) -> None:
    text = card(code)
    message = f"code without a label: most likely it is {language!r}"
    assert said("L501", text) == [((4, 1), (4, 4), message)]
    assert [one.severity.value for one in findings(text, "L501")] == ["warning"]
    assert fixed(text, "L501", wanted=Safety.SAFE) == text
    assert fixed(text, "L501") == card(code, language)


@pytest.mark.parametrize(
    "text",
    [
        "1---2---3\n|   |   |",
        "total: 3 pots (in 2 rows)",
        "P | Q\nT | F",
        "TypeError: a pot is no lid",
        "{1, 2, 3}",
        "    at Pot.main(Pot.java:7)",
        "pot -> lid -> shelf",
    ],
)
def test_a_block_that_is_no_code_is_an_info(text: str) -> None:
    message = "block without a label: name its language, or 'text'"
    assert said("L501", card(text)) == [((4, 1), (4, 4), message)]
    assert [(one.severity.value, one.fix) for one in findings(card(text), "L501")] == [
        ("info", None)
    ]


def test_a_language_on_the_first_line_becomes_the_label() -> None:
    assert fixed(card("Python\na, b = b, a"), "L501") == card("a, b = b, a", "python")


def test_the_name_of_a_language_alone_is_no_label() -> None:
    assert [one.severity.value for one in findings(card("python"), "L501")] == ["info"]


def test_a_fence_in_a_list_item() -> None:
    text = ":p How?\n??x\n1. ```\n   fn main() {}\n   ```\nx??\n"
    assert [place for *place, _ in said("L501", text)] == [[(3, 4), (3, 7)]]
    assert fixed(text, "L501") == text.replace("```\n   fn", "```rust\n   fn")


def test_tildes_are_a_fence() -> None:
    text = ":p How?\n??x\n~~~~\nfn main() {}\n~~~~\nx??\n"
    assert fixed(text, "L501") == text.replace("~~~~\nfn", "~~~~rust\nfn")


def test_an_empty_block_is_not_told_twice() -> None:
    assert said("L501", card("")) == []


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("pyhton", "python"),
        ("Javscript", "javascript"),
        ("typscript", "typescript"),
        ("psuedocode", "pseudocode"),
        ("python:", "python"),
        ("{.java}", "java"),
        ("language-c++", "c++"),
        ("java,", "java"),
        ("python3.11", "python"),
        ("c++17", "c++"),
        ("C99", "c"),
        ("Java-21", "java"),
    ],
)
def test_a_label_that_certainly_means_another(label: str, meant: str) -> None:
    text = card("a", label)
    end = 4 + len(label)
    assert said("L502", text) == [((4, 4), (4, end), f"unknown label {label!r}: write {meant!r}")]
    assert fixed(text, "L502", wanted=Safety.SAFE) == card("a", meant)


@pytest.mark.parametrize("label", ["klingon", "java/python", "jsonl", "scale", "shelf", "cup"])
def test_a_label_that_means_nobody_knows_what(label: str) -> None:
    text = card("a", label)
    message = f"unknown label {label!r}: name the language, or write 'text'"
    assert said("L502", text) == [((4, 4), (4, 4 + len(label)), message)]
    assert fixed(text, "L502") == text


@pytest.mark.parametrize(
    "label", ["", "java", "Java", "c++", "shell", "output", "java title='a'", "fortran", "julia"]
)
def test_a_known_label(label: str) -> None:
    assert said("L502", card("a", label)) == []


def test_the_rest_of_a_label_stays() -> None:
    assert fixed(card("a", "pyhton  linenums"), "L502") == card("a", "python  linenums")

"""What a question asks for, and which texts share most of their words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from card2anki.rules.similarity import asked, folded, meaning, similar, stem

#: More seconds than a slow machine needs: it takes one, and minutes where it isn't linear.
_HANGS = 30


def ask_the_same(one: str, other: str) -> bool:
    return meaning(asked(one)) == meaning(asked(other)) != ()


# -- questions


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("What is\n a  Pot??", "what is a pot"),
        ("‘What’ is “it” ?", "'what' is \"it\""),
        ("What does `Pot(a)` Do.", "what does `Pot(a)` do"),
        (r"Is \(N\) IN \[M\]:", r"is \(N\) in \[M\]"),
        ("Unclosed `Code", "unclosed `code"),
        ("?", "?"),
    ],
)
def test_folded(written: str, read: str) -> None:
    assert folded(written) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is a mutex?", "What are mutexes?"),
        ("What is a mutex?", "Please explain the concept of a mutex."),
        ("What is a mutex?", "What does `mutex` mean?"),
        ("What is the purpose of a mutex?", "What is a mutex used for?"),
        ("What is meant by pruning?", "What is the meaning of pruning?"),
        ("What is the role of the kernel?", "Explain the purpose of a kernel."),
        ("How can one avoid leaks?", "How do you avoid leaks?"),
        ("What does `stat()` return?", "What does `stat` return?"),
        ("Why isn't it ordered?", "Why is it not ordered?"),
        ("Why doesn’t it scale?", "Why does it not scale?"),
        (
            "What are the key differences between a list and a set?",
            "How do sets differ from lists?",
        ),
        ("Distinguish lists from sets.", "What is the difference between sets and lists?"),
        ("List some uses of hashing.", "What are some uses of hashing?"),
        ("What is pruning in trees?", "What is pruning in the context of trees?"),
        ("Define copied entries.", "What is copying an entry?"),
    ],
)
def test_questions_that_ask_the_same(one: str, other: str) -> None:
    assert ask_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is a lock?", "What is not a lock?"),
        ("What is a lock?", "What is a lock used for?"),
        ("How do you sort with a stack?", "How do you sort without a stack?"),
        ("What are the advantages of B-trees?", "What are the disadvantages of B-trees?"),
        ("What is new in Java 8?", "What is new in Java 11?"),
        ("What does `a && b` do?", "What does `a || b` do?"),
        ("What does `-v` do?", "What does `-V` do?"),
        ("What does == do in C?", "What does = do in C?"),
        ("What is C?", "What is C++?"),
        (r"What is \(a + b\)?", r"What is \(a - b\)?"),
        ("What is A ∪ B?", "What is A ∩ B?"),
        ("What is vitamin A?", "What is vitamin B?"),
        ("Is it a and b?", "Is it a or b?"),
        ("How do you convert a list to a set?", "How do you convert a set to a list?"),
        ("What is a key in a table?", "What is a table?"),
        ("What is a primary key?", "What is a key?"),
        ("What is the arithmetic mean?", "What is arithmetic?"),
        ("Why is hashing used?", "When is hashing used?"),
        ("How does hashing work?", "What is hashing?"),
        ("What is the purpose of this code?", "What does this code do?"),
        ("What is it?", "How is it?"),
    ],
)
def test_questions_that_ask_something_else(one: str, other: str) -> None:
    assert not ask_the_same(one, other)


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("cache caches cached caching", "cach"),
        ("stop stops stopped stopping", "stop"),
        ("query queries queried querying", "query"),
        ("class classes", "clas"),
        ("process processes processed processing", "proces"),
        ("tree trees", "tre"),
    ],
)
def test_stem(words: str, same: str) -> None:
    assert {stem(word) for word in words.split()} == {same}


@pytest.mark.parametrize("word", ["bus", "is", "ring", "need", "as"])
def test_short_words_are_left_alone(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    "piece",
    [
        "`",
        "``a",
        "\\(",
        "\\\\(",
        "\\[a",
        "(",
        " ",
        "the ",
        "key ",
        "and ",
        "-",
        "a'",
        "'",
        "what do ",
    ],
)
def test_hostile_questions_take_no_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    folded(text)
    meaning(asked(f"What do {text} mean!"))
    list(similar([text, text], 70, [["a"], ["a"]], 50))
    assert time.process_time() - start < _HANGS


# -- texts


def test_a_text_is_like_the_first_that_it_shares_most_words_with() -> None:
    texts = ["a b c d", "w x y z", "A, b; c (e)", "a b c d e"]
    assert list(similar(texts, 60, ["q"] * 4, 100)) == [(2, 0), (3, 0)]


def test_a_formula_is_a_word() -> None:
    texts = [r"so \(a + b\) is", r"so \(a - b\) is"]
    assert list(similar(texts, 60, ["q"] * 2, 100)) == []


def test_without_words_nothing_is_alike() -> None:
    assert list(similar(["", "", "!", "a"], 0, ["q"] * 4, 0)) == []


@given(
    st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=12),
    st.sampled_from([10, 30, 50, 55, 70, 90, 100]),
)
def test_nothing_that_is_alike_is_missed(words: list[frozenset[str]], percent: int) -> None:
    found = list(similar(map(" ".join, words), percent, ["q"] * len(words), 100))
    expected = []
    for number, mine in enumerate(words):
        alike = (
            first
            for first, other in enumerate(words[:number])
            if mine & other and 100 * len(mine & other) >= percent * len(mine | other)
        )
        expected += [(number, first) for first in [next(alike, None)] if first is not None]
    assert found == expected

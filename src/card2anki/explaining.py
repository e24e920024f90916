"""Why the Java compiler says what it says of a snippet, for those who doubt a finding."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from card2anki.checker import Block
from card2anki.errors import UsageError
from card2anki.languages.java.checker import JavaChecker
from card2anki.languages.java.explain import explanation
from card2anki.linting.marks import marks
from card2anki.model import Deck, Snippet, Source
from card2anki.pipeline import Run, load


def explain_java(run: Run, line: int) -> Iterator[str]:
    """Yield what happens to the Java snippet at a line of the only file of a run.

    Raises UsageError where there is no such snippet, or no JDK.
    """
    (file,) = run.files
    deck = load(file)
    blocks = list(_blocks(deck))
    number = _at(deck.source, [block.snippet for block in blocks], line)
    with closing(JavaChecker(run.config.code.java_home)) as checker:
        toolchain = checker.toolchain
        if toolchain.missing:
            raise UsageError(f"no JDK found; this brings one: {toolchain.advice}")
        answer = checker.explain(blocks, number)
    yield f"{toolchain.tool}"
    yield from explanation(deck.source, blocks[number].snippet, answer)


def _blocks(deck: Deck) -> Iterator[Block]:
    by_fence, _ = marks(deck)
    for number, card in enumerate(deck.cards):
        for snippet in card.snippets:
            if snippet.language == "java":
                yield Block(
                    deck.source.path, number, snippet, by_fence.get(snippet.fence.start, "")
                )


def _at(source: Source, snippets: list[Snippet], line: int) -> int:
    for number, snippet in enumerate(snippets):
        if source.line(snippet.fence.start) <= line <= source.line(snippet.fence.end):
            return number
    starts = ", ".join(str(source.line(snippet.fence.start)) for snippet in snippets)
    there = f"Java begins at the lines {starts}" if snippets else "there is none in the file"
    raise UsageError(f"{source.path}:{line}: no Java stands there; {there}")

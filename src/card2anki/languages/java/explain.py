"""Why the compile server says what it says of a snippet, for ``check --explain-java``."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.languages.java.diagnostics import rule_of
from card2anki.languages.java.protocol import Answer, Diagnostic
from card2anki.languages.java.wording import message
from card2anki.model import Snippet, Source

#: What the server drops, and what of it becomes a finding only where its rule is selected.
_DROPPED = frozenset({"context", "wrapper", "intended", "elided", "hint"})


def explanation(source: Source, snippet: Snippet, answer: Answer) -> Iterator[str]:
    """Yield lines: how the snippet was wrapped, what javac saw, what it said, what was kept."""
    yield f"{source.path}:{source.line(snippet.fence.start)}: a snippet of Java"
    if answer.failure:
        yield f"not compiled: {answer.failure} {answer.detail}".rstrip()
        return
    yield f"verdict: {answer.verdict}"
    yield f"mode: {answer.mode}"
    for attempt in answer.attempts:
        outcome = "parses" if attempt.parses else "does not parse"
        yield f"  tried as {attempt.mode}: {outcome}, errors: {attempt.errors}"
    yield f"guessed imports: {', '.join(answer.imports) or 'none'}"
    yield "what javac saw:"
    for number, line in enumerate(answer.generated.split("\n"), 1):
        yield f"  {number:>3} | {line}".rstrip()
    yield "what javac said:" if answer.diagnostics else "javac said nothing"
    for said in answer.diagnostics:
        yield from _told(source, snippet, said)


def _told(source: Source, snippet: Snippet, said: Diagnostic) -> Iterator[str]:
    line, column = source.position(snippet.locate(said.start, said.end).start)
    if said.kind in _DROPPED:
        fate = f"dropped, {said.kind}"
    else:
        rule = rule_of(said.code, said.kind, said.message)
        fate = f"{'kept' if rule.default else 'off by default'}, {rule.code} {rule.name}"
    yield f"  {line}:{column}: {message(said)}"
    yield f"      {fate}: {said.reason or 'no doubt'} ({said.code})"

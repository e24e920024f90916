"""The one character that is missing or too many: proven by what parses with it mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from card2anki.languages.python.parsing import parses
from card2anki.languages.python.scanner import (
    CLOSERS,
    COMPOUND,
    OPENERS,
    Line,
    Token,
    logical_lines,
    scanned,
)

#: Texts that are parsed to find the cause of one mistake.
_MOST_TRIES = 12


class Repair(NamedTuple):
    """A mistake and what mends it: a place, what to say, and an edit, all in the text.

    ``is_offered`` says that the edit may be what the author would write, and is not only a proof;
    ``is_certain`` that no other place for the character comes to mind.
    """

    start: int
    end: int
    message: str
    edit: tuple[int, int, str]
    is_certain: bool = True
    is_offered: bool = True


def repair(text: str) -> Repair | None:
    """Return the first mistake that mends the whole text. Raises TooHardError."""
    for one in islice(_candidates(text), _MOST_TRIES):
        start, end, instead = one.edit
        if parses(text[:start] + instead + text[end:]):
            return one
    return None


def bracket_mistake(text: str) -> Repair | None:
    """Return the first bracket that is wrong, whatever else is."""
    return next(_brackets(text, logical_lines(text, scanned(text))), None)


def _candidates(text: str) -> Iterator[Repair]:
    tokens = scanned(text)
    lines = logical_lines(text, tokens)
    yield from _quotes(text, tokens)
    yield from _brackets(text, lines)
    yield from _colons(lines)


# -- quotes


def _quotes(text: str, tokens: Sequence[Token]) -> Iterator[Repair]:
    for token in tokens:
        if token.kind != "unclosed" or "\n" in token.text:
            continue
        quote = token.text.lstrip("rbftuRBFTU")[0]
        end = token.start + len(token.text.rstrip())
        inner = len(text[:end].rstrip(")]}:,; "))
        places = dict.fromkeys((inner, end) if inner > token.start + 1 else (end,))
        for place in places:
            told = f"the string is not closed: {quote} is missing"
            yield Repair(token.start, end, told, (place, place, quote), is_certain=place == end)


# -- brackets


def _brackets(text: str, lines: Sequence[Line]) -> Iterator[Repair]:
    for line in lines:
        opened: list[Token] = []
        for token in line.tokens:
            if token.kind != "sign":
                continue
            if token.text in OPENERS:
                opened.append(token)
            elif token.text in CLOSERS:
                if not opened:
                    told = f"{token.text!r} closes nothing: remove it, or write what it closes"
                    is_last = line.tokens[-1].text in (token.text, ":")
                    yield Repair(
                        *(token.start, token.end, told, (token.start, token.end, "")),
                        is_certain=False,
                        is_offered=is_last and token in line.tokens[-2:],
                    )
                elif OPENERS[opened[-1].text] == token.text:
                    opened.pop()
                else:
                    yield from _mismatched(opened.pop(), token)
        if opened:
            yield from _unclosed(text, line, opened)


def _mismatched(opener: Token, closer: Token) -> Iterator[Repair]:
    wanted = OPENERS[opener.text]
    told = f"{opener.text!r} is closed by {closer.text!r}: write {wanted!r}"
    yield Repair(closer.start, closer.end, told, (closer.start, closer.end, wanted), False)
    told = f"{opener.text!r} is not closed: {wanted!r} is missing"
    yield Repair(opener.start, opener.end, told, (closer.start, closer.start, wanted), False)


def _unclosed(text: str, line: Line, opened: Sequence[Token]) -> Iterator[Repair]:
    """Yield where the brackets may be closed: where their line ends, or their statement."""
    inner = opened[-1]
    closers = "".join(OPENERS[token.text] for token in reversed(opened))
    several = len(opened) > 1
    told = f"{inner.text!r} is not closed: {OPENERS[inner.text]!r} is missing"
    is_sure = not several and not any(t.text in OPENERS for t in line.tokens if t is not inner)
    for place in _ends(text, line, inner):
        is_certain = is_sure and "\n" not in text[inner.start : place]
        yield Repair(inner.start, inner.end, told, (place, place, closers), is_certain)


def _ends(text: str, line: Line, opener: Token) -> Iterator[int]:
    stop = text.find("\n", opener.end)
    on_line = [t for t in line.tokens if t.end <= (stop if stop >= 0 else len(text))]
    for tokens in (on_line, line.tokens):
        last, before = tokens[-1], tokens[-2:-1]
        if last.text == ":" and line.word in COMPOUND:
            yield last.start
        if last is not opener or not before:
            yield last.end
        if tokens is line.tokens and len(on_line) == len(line.tokens):
            return


# -- colons

#: What may begin a statement that is no block, too.
_SOFT = frozenset({"match", "case", "async"})


def _colons(lines: Sequence[Line]) -> Iterator[Repair]:
    for line, following in zip_longest(lines, lines[1:]):
        if line.word not in COMPOUND or line.opens_block:
            continue
        last = line.tokens[-1]
        is_deeper = following is not None and len(following.indent) > len(line.indent)
        if is_deeper or (following is None and line.word not in _SOFT):
            told = f"':' is missing at the end of {_head(line)!r}"
            yield Repair(last.start, last.end, told, (last.end, last.end, ":"))
        yield from _inner_colons(line)


def _inner_colons(line: Line) -> Iterator[Repair]:
    """Yield where the colon of a line with its block on it may be: ``else return 1``."""
    if line.word in ("else", "try", "finally") and len(line.tokens) > 1:
        first = line.tokens[0]
        told = f"':' is missing behind {first.text!r}"
        yield Repair(first.start, first.end, told, (first.end, first.end, ":"))


def _head(line: Line) -> str:
    names = [token.text for token in line.tokens[:2]]
    return " ".join(names) if line.word in ("def", "class", "async") else names[0]

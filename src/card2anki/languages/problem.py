"""What is wrong with a snippet, by ranges of its code, and where that stands in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from card2anki.model import Edit, Fix, Safety, Severity, Snippet, Span
from card2anki.rule import Hit, Rule


class TooHardError(Exception):
    """Code that can't be checked within bounds; the message says which."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A text in the place of a range of code; offsets are code points."""

    start: int
    end: int
    text: str


def replaced(code: str, replacements: Sequence[Replacement]) -> str:
    """Return code with texts in the place of ranges, which are in order and don't overlap."""
    for one in reversed(replacements):
        code = code[: one.start] + one.text + code[one.end :]
    return code


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule says of a range of code; offsets are code points.

    ``fix`` mends it: as safe as its rule can be where ``is_certain``, else unsafe.
    ``severity`` is that of the rule where it is None. What ``is_meant`` is announced by a comment
    in the code: it is not said, and it is what a mark that the code fails asks for.
    """

    rule: Rule
    start: int
    end: int
    message: str
    fix: tuple[Replacement, ...] = ()
    is_certain: bool = True
    severity: Severity | None = None
    is_meant: bool = False

    @property
    def weight(self) -> Severity:
        """Return how much it weighs."""
        return self.severity or self.rule.severity


def hit_of(snippet: Snippet, problem: Problem) -> tuple[Rule, Hit]:
    """Return a problem as a hit on the snippet's place in its file."""
    span = one_line(snippet, problem.start, problem.end)
    fix = fix_of(snippet, problem.rule, problem.fix, is_certain=problem.is_certain)
    return problem.rule, Hit(span, problem.message, fix, problem.severity)


def fix_of(
    snippet: Snippet, rule: Rule, replacements: Sequence[Replacement], *, is_certain: bool
) -> Fix | None:
    """Return replacements in code as a fix of the file, None where the rule has no fixes."""
    if not replacements or not rule.fix:
        return None
    safety = Safety.SAFE if is_certain and rule.fix is Safety.SAFE else Safety.UNSAFE
    return Fix(safety, tuple(_edits(snippet, replacements)))


def _edits(snippet: Snippet, replacements: Sequence[Replacement]) -> Iterator[Edit]:
    indented = "\n" + " " * snippet.indent
    for one in replacements:
        yield Edit(snippet.locate(one.start, one.end), one.text.replace("\n", indented))


def one_line(snippet: Snippet, start: int, end: int) -> Span:
    """Return where a range of code stands, its first line: a caret is drawn on one."""
    line = snippet.code.find("\n", start, end)
    return snippet.locate(start, end if line < 0 else line)


def first_line(snippet: Snippet) -> Span:
    """Return where the first line of the code stands."""
    return one_line(snippet, 0, len(snippet.code))

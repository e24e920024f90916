"""What judges code: a checker takes the snippets of a run in one language, and says of each
whether it is right.

Many compilers start slowly and work fast, so a checker takes all snippets of a run at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from card2anki.config import Config
from card2anki.model import Snippet
from card2anki.rule import Hit, Rule


class Verdict(StrEnum):
    """What a snippet is, from the best; ``context-only`` lacks only what stands elsewhere."""

    CLEAN = "clean"
    CONTEXT = "context-only"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"
    UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Block:
    """A snippet, and where it is shown.

    ``card`` is the number of its card in the file, from 0. ``mark`` is what a comment before
    the fence says: that of ``<!-- card2anki: java=skip -->`` is ``skip``.
    """

    path: str
    card: int
    snippet: Snippet
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a checker says of one snippet: hits of the rules that are declared with it."""

    verdict: Verdict
    hits: tuple[tuple[Rule, Hit], ...] = ()


@dataclass(frozen=True, slots=True)
class Toolchain:
    """With what a language is checked.

    ``tool`` is what was found, with its version. ``missing`` names what would check more and
    was not found, ``advice`` is the command that brings it. ``judged`` holds the codes of the
    rules whose silence means something.
    """

    language: str
    tool: str
    judged: frozenset[str]
    missing: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many snippets of a language there are of each verdict, and with what it was found."""

    language: str
    toolchain: Toolchain
    verdicts: Mapping[Verdict, int]

    @property
    def snippets(self) -> int:
        """Return how many there are in all."""
        return sum(self.verdicts.values())


@dataclass(frozen=True, slots=True)
class Compilation:
    """What became of the code of a run.

    ``is_asked`` says whether any rule for code is in force. ``others`` counts the snippets that
    were given to no checker by their language, which is "" where a fence has no label.
    """

    is_asked: bool = False
    tallies: tuple[Tally, ...] = ()
    others: Mapping[str, int] = field(default_factory=dict)


class Checker(Protocol):
    """Judges the snippets of one language."""

    @property
    def toolchain(self) -> Toolchain:
        """Return what there is to check with. Raises UsageError where settings name a wrong one."""
        ...

    def check(self, blocks: Sequence[Block]) -> Sequence[Judgement]:
        """Return a judgement for each block, in order; what was judged before is remembered.

        Blocks of one file are neighbours, in the order of its text.
        """
        ...

    def close(self) -> None:
        """End what was started; a checker that was closed is not asked again."""
        ...


@dataclass(frozen=True, slots=True)
class CheckedLanguage:
    """What there is to say of a language with a checker before one is made.

    ``rules`` are those whose hits it finds, ``syntax`` the codes of those which say that the code
    does not parse. ``marks`` is what a comment before a fence may say, ``tools`` what it may miss,
    and a run may require.
    """

    rules: tuple[Rule, ...]
    make: Callable[[Config], Checker]
    syntax: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    tools: frozenset[str] = frozenset()

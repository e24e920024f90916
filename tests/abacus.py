"""A language with a checker that starts nothing: a word in capitals is wrong in it.

``FALLEN`` is mended safely, ``LOOSE`` unsafely, ``FALLING`` falls again wherever it is mended,
``FENCED`` breaks the card when it is mended. ``MAYBE`` is doubtful, ``odd`` lacks context.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from typing import cast
from unittest.mock import patch

from card2anki.checker import Block, CheckedLanguage, Judgement, Toolchain, Verdict
from card2anki.config import Config
from card2anki.languages.checkers import checked_languages
from card2anki.linting.registry import registry
from card2anki.linting.selection import select
from card2anki.model import Edit, Fix, Safety, Severity, Span
from card2anki.rule import Hit, Rule, code_rule, safe, unsafe


@code_rule("X101", "fallen-bead", Severity.ERROR, fix=Safety.SAFE)
def fallen_bead() -> Iterator[Hit]:
    """A bead fell off."""
    yield from ()


@code_rule("X201", "loose-bead", Severity.WARNING, fix=Safety.UNSAFE)
def loose_bead() -> Iterator[Hit]:
    """A bead is loose; only one who has beads can tell."""
    yield from ()


RULES: tuple[Rule, ...] = (fallen_bead, loose_bead)
_WRONG = re.compile(r"\b[A-Z]{4,}\b")
BEADS = Toolchain("Abacus", "beads 7", frozenset({"X101", "X201"}))
NO_BEADS = Toolchain("Abacus", "a look at it", frozenset({"X101"}), "beads", "get beads")


@dataclass
class Abacus:
    """The checker and what became of it.

    That is the blocks of each call, the settings each time it was made, the processes that were
    there then, how often it was closed.
    """

    toolchain: Toolchain = BEADS
    calls: list[list[Block]] = field(default_factory=list)
    made: list[Config] = field(default_factory=list)
    children: list[BaseProcess] = field(default_factory=list)
    closed: int = 0
    hits: tuple[tuple[Rule, Hit], ...] | None = None
    raises: type[BaseException] | None = None

    def make(self, config: Config) -> Abacus:
        self.made.append(config)
        self.children += multiprocessing.active_children()
        return self

    def check(self, blocks: Sequence[Block]) -> Sequence[Judgement]:
        self.calls.append(list(blocks))
        if self.raises:
            raise self.raises
        return [self._judgement(block) for block in blocks]

    def close(self) -> None:
        self.closed += 1

    @property
    def seen(self) -> list[tuple[str, int, str, str]]:
        """Return path, card, code and mark of the blocks of the one call."""
        (blocks,) = self.calls
        return [(one.path, one.card, one.snippet.code, one.mark) for one in blocks]

    def _judgement(self, block: Block) -> Judgement:
        code = block.snippet.code
        if block.mark == "skip":
            return Judgement(Verdict.UNCHECKED)
        hits = tuple(self._hits(block)) if self.hits is None else self.hits
        if hits:
            return Judgement(Verdict.WRONG, hits)
        if "maybe" in code:
            return Judgement(Verdict.DOUBTFUL)
        return Judgement(Verdict.CONTEXT if "odd" in code else Verdict.CLEAN)

    def _hits(self, block: Block) -> Iterator[tuple[Rule, Hit]]:
        for found in _WRONG.finditer(block.snippet.code):
            span = block.snippet.locate(*found.span())
            rule = loose_bead if found[0] == "LOOSE" else fallen_bead
            yield rule, Hit(span, f"{found[0]} bead: put it back", _fix(found[0], span))


def _fix(word: str, span: Span) -> Fix | None:
    after = {"FALLEN": "bead", "LOOSE": "bead", "FALLING": "x FALLING", "FENCED": "\n```\n"}
    if word not in after:
        return None
    edit = Edit(span, after[word])
    return unsafe(edit) if word == "LOOSE" else safe(edit)


@contextmanager
def abacus_is_checked() -> Iterator[Abacus]:
    """Let the language have a checker, and its rules be in force."""
    abacus = Abacus()
    marks, tools = frozenset({"skip", "upright"}), frozenset({"beads"})
    declared = CheckedLanguage(RULES, abacus.make, frozenset(), marks, tools)
    languages = cast(dict[str, CheckedLanguage], checked_languages())
    rules = cast(dict[str, Rule], registry())
    select.cache_clear()
    with (
        patch.dict(languages, {"abacus": declared}),
        patch.dict(rules, {rule.code: rule for rule in RULES}),
    ):
        yield abacus
    select.cache_clear()

"""Which languages have a checker, and the checkers of a run.

A language is added here, with a declaration; its checker is imported and made when the first
snippet for it turns up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from card2anki.checker import Block, Checker, Judgement, Toolchain
from card2anki.config import Config
from card2anki.errors import UsageError
from card2anki.languages.java import rules as java_rules
from card2anki.rule import Rule


@dataclass(frozen=True, slots=True)
class CheckedLanguage:
    """What there is to say of a language with a checker before one is made.

    ``rules`` are those whose hits it finds, ``marks`` what a comment before a fence may say,
    ``tools`` what it may miss, and a run may require.
    """

    rules: tuple[Rule, ...]
    marks: frozenset[str]
    tools: frozenset[str]
    make: Callable[[Config], Checker]


def _java(config: Config) -> Checker:
    from card2anki.languages.java.checker import JavaChecker

    return JavaChecker(config.code.java_home)


#: By the language that labels mean.
CHECKED: dict[str, CheckedLanguage] = {
    "java": CheckedLanguage(
        rules=java_rules.RULES,
        marks=frozenset(
            ("skip", "fails", "unit", "members", "statements", "expression", "switch", "mixed")
        ),
        tools=frozenset({"javac"}),
        make=_java,
    ),
}


def check_required(names: Iterable[str], where: str) -> None:
    """Raise UsageError for a tool that no checker knows; ``where`` says who requires it."""
    known = sorted({tool for language in CHECKED.values() for tool in language.tools})
    for name in names:
        if name not in known:
            raise UsageError(f"{where}no tool {name!r} to require; known: {', '.join(known)}")


class Checkers:
    """The checkers of a run, each made when it is asked, and closed when the block ends.

    No process may be forked within the block: it would keep the pipes of what a checker started.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._made: dict[str, Checker] = {}
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        return self

    def judge(
        self, language: str, blocks: Sequence[Block]
    ) -> tuple[Sequence[Judgement], Toolchain]:
        """Return a judgement for each block, in order, and with what they were judged.

        Raises UsageError where the settings require a tool that is missing.
        """
        if language not in self._made:
            checker = CHECKED[language].make(self._config)
            self._closing.callback(checker.close)
            self._made[language] = checker
        judgements = self._made[language].check(blocks)
        toolchain = self._made[language].toolchain
        if toolchain.missing and toolchain.missing in self._config.code.require:
            raise UsageError(
                f"{toolchain.missing} is required and was not found; this brings it:"
                f" {toolchain.advice}"
            )
        return judgements, toolchain

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.close()

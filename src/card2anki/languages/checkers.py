"""Which languages have a checker, and the checkers of a run.

A language is added here, or by another package, with a declaration; its checker is imported and
made when the first snippet for it turns up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, partial
from types import TracebackType
from typing import Self

from card2anki.checker import Block, CheckedLanguage, Checker, Judgement, Toolchain
from card2anki.config import Config
from card2anki.errors import UsageError
from card2anki.languages import language_of, standalone
from card2anki.languages.data import rules as data_rules
from card2anki.languages.grammars import rules as grammar_rules
from card2anki.languages.java import rules as java_rules
from card2anki.languages.java import syntax_rules as java_syntax
from card2anki.languages.pseudocode import rules as pseudocode_rules
from card2anki.languages.python import rules as python_rules
from card2anki.plugins import plugins
from card2anki.rule import Rule, rules_in

#: An entry point of this group names a CheckedLanguage; its own name is the language.
GROUP = "card2anki.languages"


def _codes(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(rule.code for rule in rules)


def _java(config: Config) -> Checker:
    from card2anki.languages.java.checker import JavaChecker

    return JavaChecker(config.code.java_home)


def _grammar(language: str, _config: Config) -> Checker:
    from card2anki.languages.grammars.checker import checker_of

    return checker_of(language)


def _data(language: str, _config: Config) -> Checker:
    from card2anki.languages.data.checker import checker_of

    return checker_of(language)


def _python(config: Config) -> Checker:
    from card2anki.languages.python.checker import python_checker

    lint = config.lint
    selectors = (*(lint.select or ()), *lint.extend_select, *lint.call_select)
    return python_checker(lays_out=any(map(python_rules.unformatted.goes_by, selectors)))


def _pseudocode(_config: Config) -> Checker:
    from card2anki.languages.pseudocode.checker import checker

    return checker()


#: Ours, by the language that labels mean.
CHECKED: Mapping[str, CheckedLanguage] = {
    "java": CheckedLanguage(
        rules=java_rules.RULES,
        make=_java,
        syntax=_codes(rules_in(java_syntax)),
        marks=standalone.MARKS | {"unit", "members", "statements", "expression", "switch", "mixed"},
        tools=frozenset({"javac"}),
    ),
    "python": CheckedLanguage(
        rules=(*python_rules.RULES, *standalone.RULES),
        make=_python,
        syntax=_codes(python_rules.SYNTAX),
        marks=standalone.MARKS,
    ),
    "pseudocode": CheckedLanguage(
        rules=(*pseudocode_rules.RULES, *standalone.RULES),
        make=_pseudocode,
        syntax=_codes(pseudocode_rules.SYNTAX),
        marks=standalone.MARKS,
    ),
    **{
        language: CheckedLanguage(
            rules=grammar_rules.of(language),
            make=partial(_grammar, language),
            syntax=_codes(grammar_rules.SYNTAX),
            marks=standalone.MARKS,
        )
        for language in grammar_rules.LANGUAGES
    },
    **{
        language: CheckedLanguage(
            rules=data_rules.of(language),
            make=partial(_data, language),
            syntax=_codes(data_rules.syntax_of(language)),
            marks=standalone.MARKS,
        )
        for language in data_rules.LANGUAGES
    },
}


@cache
def checked_languages() -> Mapping[str, CheckedLanguage]:
    """Return the languages with a checker: ours, and those of other packages.

    Raises UsageError where a package can't be loaded, or takes a language that is taken.
    """
    found = dict(CHECKED)
    for entry, declared in plugins(GROUP, "the language"):
        language = language_of(entry.name)
        if not isinstance(declared, CheckedLanguage):
            raise UsageError(f"the language of {entry.value!r}: {declared!r} is no CheckedLanguage")
        if language in found:
            raise UsageError(f"the language of {entry.value!r}: {language!r} is taken already")
        found[language] = declared
    return found


def check_required(names: Iterable[str], where: str) -> None:
    """Raise UsageError for a tool that no checker knows; ``where`` says who requires it."""
    known = sorted({tool for language in checked_languages().values() for tool in language.tools})
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
            checker = checked_languages()[language].make(self._config)
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

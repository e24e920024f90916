"""The checkers of data and queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from platform import python_version

from card2anki.checker import Block, Checker, Judgement, Toolchain
from card2anki.languages.data import rules
from card2anki.languages.data.json import check_json, is_lenient
from card2anki.languages.data.sql import check_sql
from card2anki.languages.data.xml import check_xml
from card2anki.languages.data.yaml import check_yaml
from card2anki.languages.problem import Problem
from card2anki.languages.standalone import StandaloneChecker


def checker_of(language: str) -> Checker:
    """Return a checker of JSON, YAML, XML or SQL."""
    if language == "json":
        return JsonChecker()
    check, name, package = _CHECKS[language]
    tool = f"{package} {version(package)}" if package else f"expat of Python {python_version()}"
    return _standalone(Toolchain(name, tool, _judged(language)), check)


#: By language: what checks it, its name, and the package that does the work, "" for Python's own.
_CHECKS: Mapping[str, tuple[Callable[[str], list[Problem]], str, str]] = {
    "sql": (check_sql, "SQL", "sqlglot"),
    "xml": (check_xml, "XML", ""),
    "yaml": (check_yaml, "YAML", "ruamel.yaml"),
}


def _judged(language: str) -> frozenset[str]:
    return frozenset(rule.code for rule in rules.of(language))


def _standalone(toolchain: Toolchain, check: Callable[[str], list[Problem]]) -> StandaloneChecker:
    return StandaloneChecker(toolchain, lambda codes: [check(code) for code in codes])


class JsonChecker:
    """Judges JSON by its label: ``json5`` and ``jsonc`` allow more."""

    def __init__(self) -> None:
        toolchain = Toolchain("JSON", "card2anki", _judged("json"))
        self._checkers = {
            lenient: _standalone(toolchain, partial(check_json, is_lenient=lenient))
            for lenient in (False, True)
        }

    @property
    def toolchain(self) -> Toolchain:
        """Return with what the snippets are judged."""
        return self._checkers[False].toolchain

    def check(self, blocks: Sequence[Block]) -> list[Judgement]:
        """Return a judgement for each block, in order."""
        return [
            self._checkers[is_lenient(block.snippet.label)].check([block])[0] for block in blocks
        ]

    def close(self) -> None:
        """Do nothing: nothing was started."""

"""What a rule is: a code, a name, a severity, and a function whose docstring documents it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from card2anki.model import Deck, Finding, MissingMedia, Severity, Span


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: a deck, and what only the disk could tell about it."""

    deck: Deck
    missing_media: tuple[MissingMedia, ...] = ()


#: What a rule yields: the span of each thing it found, and what to say about it.
Findings = Iterator[tuple[Span, str]]
Check = Callable[[Subject], Findings]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its one declaration: the docstring of ``check`` holds Why, Bad and Good."""

    code: str
    name: str
    severity: Severity
    check: Check

    @property
    def docs(self) -> str:
        """Return the documentation, without the indentation of the docstring."""
        return inspect.getdoc(self.check) or ""

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Yield what the rule has to say about a subject."""
        for span, message in self.check(subject):
            yield Finding(self.code, self.name, self.severity, message, span)


def rule(code: str, name: str, severity: Severity) -> Callable[[Check], Rule]:
    """Declare a rule: the decorated function yields a span and a message for each finding."""

    def declare(check: Check) -> Rule:
        return Rule(code, name, severity, check)

    return declare


def rules_in(*modules: ModuleType) -> tuple[Rule, ...]:
    """Return the rules that modules declare, by code."""
    found = [item for module in modules for item in vars(module).values() if isinstance(item, Rule)]
    return tuple(sorted(found, key=lambda rule: rule.code))

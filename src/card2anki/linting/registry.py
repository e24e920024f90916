"""All rules there are: ours, and those that other packages declare by an entry point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import ModuleType

from card2anki.errors import UsageError
from card2anki.languages.checkers import checked_languages
from card2anki.plugins import plugins
from card2anki.rule import Rule, rules_in
from card2anki.rules import RULES

#: An entry point of this group names a module that declares rules, or an iterable of rules.
GROUP = "card2anki.rules"


@cache
def registry() -> Mapping[str, Rule]:
    """Return every rule by its code, in order.

    Raises UsageError where a package can't be loaded or takes a code or a name that is taken.
    """
    found = {rule.code: rule for rule in RULES}
    names = {rule.name for rule in RULES}
    for package, rule in _of_others():
        if found.get(rule.code) is rule:
            continue
        if rule.code in found or rule.name in names:
            raise UsageError(
                f"the rules of {package!r}: {rule.code} {rule.name!r} is taken already"
            )
        found[rule.code] = rule
        names.add(rule.name)
    return {code: found[code] for code in sorted(found)}


def _of_others() -> Iterator[tuple[str, Rule]]:
    """Yield the rules of other packages, those for languages too, each with where it is from."""
    for entry, loaded in plugins(GROUP, "the rules"):
        rules = rules_in(loaded) if isinstance(loaded, ModuleType) else loaded
        for rule in rules if isinstance(rules, Iterable) else [rules]:
            if not isinstance(rule, Rule):
                raise UsageError(f"the rules of {entry.value!r}: {rule!r} is no rule")
            yield entry.value, rule
    for language, declared in checked_languages().items():
        for rule in declared.rules:
            yield language, rule

"""All rules there are: ours, and those that other packages declare by an entry point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from card2anki.errors import UsageError
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
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        for rule in _load(entry):
            if rule.code in found or rule.name in names:
                raise UsageError(
                    f"the rules of {entry.value!r}: {rule.code} {rule.name!r} is taken already"
                )
            found[rule.code] = rule
            names.add(rule.name)
    return {code: found[code] for code in sorted(found)}


def _load(entry: EntryPoint) -> Iterator[Rule]:
    try:
        loaded = entry.load()
    except Exception as error:  # a module of somebody else may raise anything
        told = f"{type(error).__name__}: {error}"
        raise UsageError(f"the rules of {entry.value!r} can't be loaded: {told}") from error
    if isinstance(loaded, ModuleType):
        loaded = rules_in(loaded)
    for rule in loaded if isinstance(loaded, Iterable) else [loaded]:
        if not isinstance(rule, Rule):
            raise UsageError(f"the rules of {entry.value!r}: {rule!r} is no rule")
        yield rule

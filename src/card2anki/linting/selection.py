"""Which rules are in force.

A selector is a code (``F001``), the beginning of codes (``F``, ``Q1``), a name, or ``ALL``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from card2anki.config import LintSettings
from card2anki.errors import UsageError
from card2anki.linting.registry import registry
from card2anki.model import Finding, Severity
from card2anki.rule import ALL, Rule
from card2anki.source.discover import matches

#: More than any prefix is long; and what the call says weighs more than any of the settings.
_EXACT = 100
_CALL = 1000
_KINDS = {int: "a number", str: "a text", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule in force, and its options."""

    rule: Rule
    options: Mapping[str, int | str | bool]


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules in force, those that are not for some files, and the severities configured."""

    rules: tuple[ActiveRule, ...]
    severities: Mapping[str, Severity]
    not_in: tuple[tuple[str, frozenset[str]], ...]
    root: Path | None

    def severity_of(self, finding: Finding) -> Severity:
        """Return how much a finding weighs: what is configured replaces what the rule says."""
        rule = registry()[finding.code]
        configured = self.severities.get(finding.code)
        return configured if configured and finding.severity is rule.severity else finding.severity

    def __contains__(self, code: str) -> bool:
        return any(active.rule.code == code for active in self.rules)

    def for_file(self, path: Path) -> tuple[ActiveRule, ...]:
        """Return the rules in force for a file."""
        off = {
            code
            for pattern, codes in self.not_in
            if matches(path, pattern, self.root)
            for code in codes
        }
        return tuple(active for active in self.rules if active.rule.code not in off)


@cache
def select(settings: LintSettings) -> Selection:
    """Resolve settings. Raises UsageError for a name that nothing goes by."""
    rules = registry()
    chosen = settings.select
    wanted = _merged(
        _weights(settings, "select", chosen or ()),
        _weights(settings, "extend-select", settings.extend_select),
        _weights(settings, "", settings.call_select, _CALL),
    )
    unwanted = _merged(
        _weights(settings, "ignore", settings.ignore),
        _weights(settings, "", settings.call_ignore, _CALL),
    )
    severities = _severities(settings)
    options = _options(settings)
    active = []
    for code, rule in rules.items():
        weight = wanted.get(code, 0 if chosen is None and rule.default else -1)
        if weight > unwanted.get(code, -1):
            given = {**rule.options, **options.get(code, {})}
            active.append(ActiveRule(rule, given))
    not_in = tuple(
        (pattern, frozenset(_weights(settings, "per-file-ignores", selectors)))
        for pattern, selectors in settings.per_file_ignores
    )
    return Selection(tuple(active), severities, not_in, settings.root)


def resolve(selector: str) -> frozenset[str]:
    """Return the codes that a selector stands for; none where nothing goes by it."""
    return frozenset(rule.code for rule in registry().values() if rule.goes_by(selector))


def nearest(selector: str) -> str:
    """Return a hint at what was most likely meant, "" where nothing is near."""
    rules = registry().values()
    known = [name for rule in rules for name in (rule.code, rule.name)]
    near = get_close_matches(selector.upper(), known, 1) or get_close_matches(selector, known, 1)
    return f"; did you mean {near[0]!r}?" if near else "; 'card2anki rule' lists them"


def _merged(*weights: Mapping[str, int]) -> dict[str, int]:
    return {code: max(w.get(code, -1) for w in weights) for one in weights for code in one}


def _weights(
    settings: LintSettings, key: str, selectors: Iterable[str], more: int = 0
) -> dict[str, int]:
    """Return how exactly each rule is named: an exact name weighs more than a prefix."""
    weights: dict[str, int] = {}
    for selector in selectors:
        codes = resolve(selector)
        if not codes:
            where = settings.where(key, selector)
            raise UsageError(f"{where}no rule goes by {selector!r}{nearest(selector)}")
        exact = selector.upper() in codes or selector.lower() in {
            registry()[code].name for code in codes
        }
        weight = _EXACT if exact else 0 if selector.upper() == ALL else len(selector)
        for code in codes:
            weights[code] = max(weight + more, weights.get(code, 0))
    return weights


def _severities(settings: LintSettings) -> dict[str, Severity]:
    found: dict[str, tuple[int, Severity]] = {}
    for selector, severity in settings.severity:
        for code, weight in _weights(settings, "severity", [selector]).items():
            if code not in found or found[code][0] <= weight:
                found[code] = (weight, severity)
    return {code: severity for code, (_, severity) in found.items()}


def _options(settings: LintSettings) -> dict[str, dict[str, int | str | bool]]:
    """Return the options of each rule that has any set, checked against its declaration."""
    found: dict[str, dict[str, int | str | bool]] = {}
    for selector, given in settings.options:
        for code in _weights(settings, "options", [selector]):
            known = registry()[code].options
            for name, value in given:
                _check_option(settings, (selector, code), known, name, value)
                found.setdefault(code, {})[name] = value
    return found


def _check_option(
    settings: LintSettings,
    named: tuple[str, str],
    known: Mapping[str, int | str | bool],
    name: str,
    value: int | str | bool,
) -> None:
    selector, code = named
    where = settings.where("options", f"{selector}.{name}")
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(known) or 'none'}"
        raise UsageError(f"{where}rule {code} has no option {name!r}; {hint}")
    kind = type(known[name])
    if type(value) is not kind:
        raise UsageError(f"{where}option {name!r} of {code} must be {_KINDS[kind]}, not {value!r}")

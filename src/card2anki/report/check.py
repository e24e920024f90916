"""What a check gives to its reports, and the reports there are: one renderer a module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from card2anki.checker import Compilation
from card2anki.model import CheckedFile, Fix, Placed, Safety, Severity


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found, and how it is to be shown.

    ``show`` is the least severity that is shown to people; programs get everything.
    ``fail_on`` is the least that fails the check. ``tried`` says which fixes were tried: what
    they left, no other run mends. ``baselined`` counts the findings that a baseline hid,
    ``compilation`` says what became of the code.
    """

    files: tuple[CheckedFile, ...]
    show: Severity = Severity.WARNING
    fail_on: Severity = Severity.WARNING
    colour: bool = False
    baselined: int = 0
    tried: Safety | None = None
    compilation: Compilation = field(default_factory=Compilation)

    def is_offered(self, fix: Fix | None) -> bool:
        """Say whether a fix is there that was not tried."""
        if fix is None or self.tried is Safety.UNSAFE:
            return False
        return self.tried is None or fix.safety is Safety.UNSAFE

    @property
    def all(self) -> tuple[Placed, ...]:
        """Return all findings."""
        return tuple(one for file in self.files for one in file.findings)

    @property
    def shown(self) -> tuple[Placed, ...]:
        """Return the findings that people are shown."""
        return tuple(one for one in self.all if one.finding.severity.reaches(self.show))

    @property
    def fails(self) -> bool:
        """Say whether the check fails."""
        return any(one.finding.severity.reaches(self.fail_on) for one in self.all)

    @property
    def severities(self) -> Counter[Severity]:
        """Return how many findings there are of each severity."""
        return Counter(one.finding.severity for one in self.all)


def renderer(name: str) -> Callable[[CheckReport], str]:
    """Return the function that renders a format."""
    module = import_module(f"card2anki.report.{name}")
    render: Callable[[CheckReport], str] = module.render
    return render

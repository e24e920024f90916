"""What fixing did to a file."""

from __future__ import annotations

from dataclasses import dataclass

from card2anki.model import Finding, Source


@dataclass(frozen=True, slots=True)
class Repair:
    """A file before and after its fixes, and what was mended or refused on the way."""

    before: Source
    after: Source
    applied: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Say whether there is anything to write."""
        return self.before.text != self.after.text

"""U: what the linter says of its own use: suppressions, the baseline, rules that fail."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Safety, Severity
from card2anki.rule import Hit, tool_rule


@tool_rule("U101", "unused-suppression", Severity.WARNING, fix=Safety.SAFE)
def unused_suppression() -> Iterator[Hit]:
    """A comment switches off a rule that finds nothing there.

    Why:
        What it excused is mended. Left in place it hides the next mistake of that kind.

    Bad:
        #### Stack
        <!-- card2anki: ignore[F002] -->
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??

    Good:
        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??
    """
    yield from ()


@tool_rule("U102", "bad-suppression", Severity.WARNING)
def bad_suppression() -> Iterator[Hit]:
    """A comment to this tool can't be read, names what does not exist, or marks no code.

    Why:
        It has no effect.

    Bad:
        #### Stack
        <!-- card2anki: ignore[X002] -->
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??

    Good:
        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??
    """
    yield from ()


@tool_rule("U103", "stale-baseline", Severity.WARNING)
def stale_baseline() -> Iterator[Hit]:
    """The baseline lists a finding that is no longer there.

    Why:
        The baseline can only shrink: a finding that is mended leaves it, so that the same
        mistake can't come back unseen. `--write-baseline` writes it anew.
    """
    yield from ()


@tool_rule("U104", "failed-rule", Severity.ERROR)
def failed_rule() -> Iterator[Hit]:
    """A rule raised an exception on a card.

    Why:
        The mistake is in the rule, not in the card. The run goes on with the other rules and
        ends with exit code 2, since what the rule would have found is not known.
    """
    yield from ()

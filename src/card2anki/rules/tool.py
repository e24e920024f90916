"""U: what the linter says of its own use: suppressions, ids, the baseline, rules that fail."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Safety, Severity
from card2anki.rule import Entry, Hit, all_cards_rule, tool_rule


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


@all_cards_rule("U105", "copied-id", Severity.ERROR)
def copied_id(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, Hit]]:
    """A card has the id of an earlier one.

    Why:
        A card is known by its id. Of two cards with one id only one could have its reviews, so
        that nothing is built. Mostly a card was copied with its comment: the copy needs another
        id, or none.

    Bad:
        #### Stack
        <!-- card2anki: id=stack-pop -->
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??

        ---

        #### Queue
        <!-- card2anki: id=stack-pop -->
        :p Which element does a queue give back first?
        ??x
        The one that has waited longest.
        x??

    Good:
        #### Stack
        <!-- card2anki: id=stack-pop -->
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??

        ---

        #### Queue
        :p Which element does a queue give back first?
        ??x
        The one that has waited longest.
        x??
    """
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.id and first.setdefault(entry.id, entry) is not entry:
            message = f"another card has the id {entry.id!r}: give this one another, or none"
            yield entry, Hit(entry.span, message, related=(first[entry.id].place,))


@tool_rule("U106", "bad-id", Severity.ERROR)
def bad_id() -> Iterator[Hit]:
    """A comment gives an id that is none, to no card, or to one that has one.

    Why:
        The author relies on an id that is not there. An id is 1 to 64 letters from a to z, digits,
        dots, underscores and hyphens, and begins with a letter or a digit.

    Bad:
        #### Stack
        <!-- card2anki: id=a stack -->
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??

    Good:
        #### Stack
        <!-- card2anki: id=a-stack -->
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??
    """
    yield from ()

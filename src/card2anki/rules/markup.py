"""M: what the text itself holds. Images that are not there, characters nobody can see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from card2anki.model import Severity, Span
from card2anki.rule import Hit, Subject, deck_rule

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+")


@deck_rule("M601", "missing-media", Severity.ERROR)
def missing_media(subject: Subject) -> Iterator[Hit]:
    """An image that a card shows can't be packed.

    Why:
        The package carries the images of its cards. One that is not found beside the deck,
        lies outside of it or is no image leaves a hole in the card.

    Bad:
        #### Layers
        :p In which order does breadth-first search visit a tree?
        ??x
        Layer by layer: ![the layers](images/no-such-file.png)
        x??

    Good:
        #### Layers
        :p In which order does breadth-first search visit a tree?
        ??x
        Layer by layer, each from left to right.
        x??
    """
    for missing in subject.missing_media:
        yield Hit(missing.span, missing.reason)


@deck_rule("M604", "control-character", Severity.WARNING)
def control_character(subject: Subject) -> Iterator[Hit]:
    r"""A control character stands in the text.

    Why:
        It can't be seen, and it is mostly what is left of something else: a form feed of
        ``\\frac``, a backspace of ``\\begin``. On the card its picture is shown instead.

    Bad:
        #### Ratios
        :p How is the mean of two numbers written?
        ??x
        \( \frac{a + b}{2} \) with a broken bell: \x07
        x??

    Good:
        #### Ratios
        :p How is the mean of two numbers written?
        ??x
        \( \frac{a + b}{2} \)
        x??
    """
    for found in _CONTROL.finditer(subject.deck.source.text):
        names = ", ".join(f"U+{ord(c):04X}" for c in found[0][:4])
        more = ", ..." if len(found[0]) > 4 else ""
        yield Hit(
            Span(*found.span()),
            f"control character {names}{more}: remove it or write what it was",
        )

"""What a rule is: a code, a name, a severity, and a function whose docstring documents it.

A rule looks at a deck, at a card, or at the cards of all decks of a run; it yields a Hit for
each thing it found. What of it can be configured are the keyword parameters of its function.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import ModuleType
from typing import Any, Concatenate, ParamSpec

from card2anki.model import (
    Card,
    Deck,
    Edit,
    Fix,
    MissingMedia,
    Part,
    Place,
    Safety,
    Severity,
    Snippet,
    Source,
    Span,
)
from card2anki.prose import Prose, prose_of

P = ParamSpec("P")
#: The selector of all rules.
ALL = "ALL"
_CODE = re.compile(r"[A-Z][0-9]{3}")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule found: where, what to say about it, and the fix if there is one.

    ``severity`` is that of the rule where it is None, ``related`` the other places it is about.
    """

    span: Span
    message: str
    fix: Fix | None = None
    severity: Severity | None = None
    related: tuple[Place, ...] = ()


def safe(*edits: Edit) -> Fix:
    """Return a fix that keeps what the cards mean."""
    return Fix(Safety.SAFE, edits)


def unsafe(*edits: Edit) -> Fix:
    """Return a fix that may be wrong, and has to be asked for."""
    return Fix(Safety.UNSAFE, edits)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule for decks looks at: a deck, and what only the disk could tell about it."""

    deck: Deck
    missing_media: tuple[MissingMedia, ...] = ()


@dataclass(frozen=True)
class CardView:
    """What a rule for cards looks at: a card, where it comes from, and its prose.

    A heading or a context that it shares with the card above is that card's: what is wrong
    with it is said once.
    """

    source: Source
    card: Card
    above: Card | None = None

    @cached_property
    def heading(self) -> Prose | None:
        """Return the prose of the heading."""
        return _prose(_own(self.card.heading, self.above.heading if self.above else None))

    @cached_property
    def context(self) -> Prose | None:
        """Return the prose of the context."""
        return _prose(_own(self.card.context, self.above.context if self.above else None))

    @cached_property
    def question(self) -> Prose | None:
        """Return the prose of the question; None where nothing but the heading asks."""
        return _prose(None if self.card.asked_by_heading else self.card.question)

    @cached_property
    def answer(self) -> Prose | None:
        """Return the prose of the answer."""
        return _prose(self.card.answer)

    @cached_property
    def parts(self) -> tuple[Prose, ...]:
        """Return the prose of all parts that are this card's, in the order they are read."""
        parts = (self.heading, self.context, self.question, self.answer)
        return tuple(part for part in parts if part)

    @cached_property
    def snippets(self) -> tuple[Snippet, ...]:
        """Return the code of these parts."""
        above = self.above.parts if self.above else ()
        return tuple(
            snippet
            for part in self.card.parts
            if part.snippets and not any(_is_same(part, other) for other in above)
            for snippet in part.snippets
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """What a rule for all cards of a run looks at: one card, with what it takes to compare it.

    ``place`` and ``span`` are those of its question, which is on one line in ``question`` and
    as it was written in ``written``; ``book`` is the title of its deck. ``extent`` is what
    vanishes with the card, ``id`` what a comment calls it, or "".
    """

    path: str
    place: Place
    span: Span
    question: str
    written: str
    answer: str
    heading: str
    context: str
    rating: int | None
    book: str
    extent: Span
    id: str = ""


class Scope(Enum):
    """What a rule looks at in one call."""

    DECK = "deck"
    CARD = "card"
    ALL_CARDS = "all cards"
    CODE = "code"
    TOOL = "tool"


class Changes(Enum):
    """What a fix may change on the cards, as they are read; whatever else changes refuses it."""

    NOTHING = "nothing"
    TEXT = "the text it edits"
    CODE = "the code it edits"
    CARDS = "the cards it removes"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its one declaration: the docstring of ``check`` holds Why, Bad and Good.

    ``fix`` is the best that a fix of the rule can be, ``default`` says whether the rule is in
    force without being selected. Raises ValueError for a code, a name or an option that can't
    be used.
    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    check: Callable[..., Iterator[Any]]
    fix: Safety | None = None
    changes: Changes = Changes.NOTHING
    default: bool = True

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"{self.code!r} is no code: a capital letter and three digits")
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no name: small letters, digits and hyphens")
        for name, value in self.options.items():
            if not isinstance(value, int | str | bool):
                raise ValueError(f"option {name!r} of {self.code} needs an int, str or bool")

    @property
    def docs(self) -> str:
        """Return the documentation, without the indentation of the docstring."""
        return inspect.getdoc(self.check) or ""

    def goes_by(self, selector: str) -> bool:
        """Say whether a selector means it: its name, its code or the beginning of it, or ALL."""
        folded = selector.upper()
        is_code = folded != "" and self.code.startswith(folded)
        return is_code or folded == ALL or selector.lower() == self.name

    @property
    def options(self) -> Mapping[str, int | str | bool]:
        """Return what of the rule can be configured, with its defaults."""
        parameters = list(inspect.signature(self.check).parameters.values())[1:]
        return {parameter.name: parameter.default for parameter in parameters}


def deck_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    fix: Safety | None = None,
    changes: Changes = Changes.NOTHING,
    default: bool = True,
) -> Callable[[Callable[Concatenate[Subject, P], Iterator[Hit]]], Rule]:
    """Declare a rule for decks."""

    def declare(check: Callable[Concatenate[Subject, P], Iterator[Hit]]) -> Rule:
        return Rule(code, name, severity, Scope.DECK, check, fix, changes, default)

    return declare


def card_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    fix: Safety | None = None,
    changes: Changes = Changes.TEXT,
    default: bool = True,
) -> Callable[[Callable[Concatenate[CardView, P], Iterator[Hit]]], Rule]:
    """Declare a rule for cards."""

    def declare(check: Callable[Concatenate[CardView, P], Iterator[Hit]]) -> Rule:
        return Rule(code, name, severity, Scope.CARD, check, fix, changes, default)

    return declare


def all_cards_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    fix: Safety | None = None,
    changes: Changes = Changes.CARDS,
    default: bool = True,
) -> Callable[
    [Callable[Concatenate[tuple[Entry, ...], P], Iterator[tuple[Entry, Hit]]]],
    Rule,
]:
    """Declare a rule for the cards of all decks of a run; it says on which card a hit is."""

    def declare(
        check: Callable[Concatenate[tuple[Entry, ...], P], Iterator[tuple[Entry, Hit]]],
    ) -> Rule:
        return Rule(code, name, severity, Scope.ALL_CARDS, check, fix, changes, default)

    return declare


def code_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    fix: Safety | None = None,
    changes: Changes = Changes.CODE,
    default: bool = True,
) -> Callable[[Callable[[], Iterator[Hit]]], Rule]:
    """Declare a rule whose hits a checker of code finds; the function only documents it."""

    def declare(check: Callable[[], Iterator[Hit]]) -> Rule:
        return Rule(code, name, severity, Scope.CODE, check, fix, changes, default)

    return declare


def tool_rule(
    code: str, name: str, severity: Severity, *, fix: Safety | None = None
) -> Callable[[Callable[[], Iterator[Hit]]], Rule]:
    """Declare a rule whose findings the linter itself makes; the function only documents it."""

    def declare(check: Callable[[], Iterator[Hit]]) -> Rule:
        return Rule(code, name, severity, Scope.TOOL, check, fix)

    return declare


def rules_in(*modules: ModuleType) -> tuple[Rule, ...]:
    """Return the rules that modules declare, by code."""
    found = [item for module in modules for item in vars(module).values() if isinstance(item, Rule)]
    return tuple(sorted(found, key=lambda rule: rule.code))


def _own(part: Part | None, above: Part | None) -> Part | None:
    return None if part and above and _is_same(part, above) else part


def _is_same(part: Part, other: Part) -> bool:
    return part is other or part.lines == other.lines


def _prose(part: Part | None) -> Prose | None:
    return prose_of(part) if part else None

"""Statements in the making: what is known of one while its block is still being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Expression, Form, Formality, Parameter, Statement


class Style(Enum):
    """How the block of a header is bounded.

    ``PENDING`` is a header whose block has not begun, ``WORDS`` one that ends with ``END``,
    ``INLINE`` one whose body stands in its own line.
    """

    ROOT = "root"
    PENDING = "pending"
    BRACES = "braces"
    INDENTED = "indented"
    WORDS = "words"
    INLINE = "inline"


@dataclass(slots=True)
class Draft:
    """A statement that may still get a body. ``first`` and ``last`` are tokens of a ``Text``.

    ``is_explicit`` says that its head ends with a sign that a block follows: a colon, ``then``,
    ``do``. ``closes`` is what an ``END`` of it closes, ``expects_end`` that one has to come,
    ``is_begun`` that a ``begin`` of its own stands below its head, and ``goes_on`` that its
    ``END`` is that of the branch behind it.
    """

    form: Form
    first: int
    last: int
    formality: Formality = Formality.FORMAL
    keyword: int | None = None
    name: int | None = None
    parameters: tuple[Parameter, ...] | None = None
    expressions: tuple[Expression, ...] = ()
    is_header: bool = False
    is_explicit: bool = False
    closes: str = ""
    indent: int = 0
    style: Style = Style.PENDING
    body_indent: int = -1
    expects_end: bool = False
    is_begun: bool = False
    is_ended: bool = False
    goes_on: bool = False
    end: int = 0
    children: list[Draft] = field(default_factory=list)
    body: tuple[Statement, ...] = ()

    def weaken(self, formality: Formality) -> None:
        """Make it a phrase, or less, if it was more."""
        order = list(Formality)
        if order.index(formality) > order.index(self.formality):
            self.formality = formality


#: A statement that was read, and the token where the next one begins.
Found = tuple[Draft, int]


@dataclass(slots=True)
class Blocks:
    """What became of the blocks of a text, and what of them does not come out even.

    ``orphans`` are branches without what they branch from, ``stray`` ends without an opener,
    each with the opener that it met instead, ``ended`` and ``unended`` the headers of blocks of
    several lines with and without an ``END``,
    ``repeats`` loops that wait for their ``until``, ``empty`` headers without a body, ``dedents``
    lines at a level that was never opened, and ``unexplained`` lines indented for no reason.
    """

    statements: tuple[Statement, ...] = ()
    orphans: list[Draft] = field(default_factory=list)
    stray: list[tuple[Draft, Draft | None]] = field(default_factory=list)
    unended: list[Draft] = field(default_factory=list)
    ended: list[Draft] = field(default_factory=list)
    empty: list[Draft] = field(default_factory=list)
    dedents: list[Draft] = field(default_factory=list)
    unexplained: list[Draft] = field(default_factory=list)
    repeats: list[Draft] = field(default_factory=list)
    has_begin: bool = False
    is_too_deep: bool = False


def frozen(text: Text, draft: Draft) -> Statement:
    """Return a statement whose body is complete."""
    end = text.end(draft.last - 1) if draft.last > draft.first else 0
    bodies = [one.end for one in draft.body[-1:]]
    places = text.places
    return Statement(
        draft.form,
        draft.formality,
        text.start(draft.first),
        max([end, draft.end, *bodies]),
        places[draft.first],
        places[draft.last - 1] + 1,
        None if draft.keyword is None else places[draft.keyword],
        None if draft.name is None else places[draft.name],
        draft.parameters,
        draft.expressions,
        draft.body,
        draft.is_header,
    )

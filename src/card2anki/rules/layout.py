"""F: what stands between the cards of a file, and cards that stand in code."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from card2anki.model import (
    Deck,
    Edit,
    Fix,
    Irregular,
    Irregularity,
    Safety,
    Severity,
    Snippet,
    Span,
)
from card2anki.rule import CardView, Hit, Subject, card_rule, deck_rule, safe, unsafe
from card2anki.rules.format import said


@deck_rule("F008", "untidy-separators", Severity.INFO, fix=Safety.SAFE)
def untidy_separators(subject: Subject) -> Iterator[Hit]:
    """Two separators in a row, or none between two cards.

    Why:
        It harms nothing and is untidy.

    Bad:
        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??

        ---

        ---

        #### Queue
        :p Which element does a queue give back first?
        ??x
        The one that has waited longest.
        x??

    Good:
        #### Stack
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
    yield from said(
        subject.deck,
        {
            Irregular.REPEATED_SEPARATOR: "separator follows a separator: one is enough",
            Irregular.MISSING_SEPARATOR: "no separator before the next card: write '---'",
        },
        _tidy,
    )


def _tidy(deck: Deck, met: Irregularity) -> Fix:
    if met.kind is Irregular.REPEATED_SEPARATOR:
        return safe(Edit(deck.source.whole_lines(met.span), ""))
    start = deck.source.whole_lines(met.span).start
    return safe(Edit(Span(start, start), "\n---\n\n"))


@deck_rule("F009", "bad-rating", Severity.WARNING)
def bad_rating(subject: Subject) -> Iterator[Hit]:
    """A rating can't be read, governs no card, or is below the file's own threshold.

    Why:
        A rating becomes a tag and decides what `--min-rating` leaves out.

    Bad:
        **Rating: 11/10**

        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??

    Good:
        **Rating: 10/10**

        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??
    """
    yield from said(
        subject.deck,
        {
            Irregular.BAD_RATING: "rating {!r} is not one of 1/10 to 10/10: its cards have none",
            Irregular.LOW_RATING: "rating is below the threshold of this file: {}",
            Irregular.IDLE_RATING: "rating governs no card: remove the line",
        },
    )


@deck_rule("F010", "text-outside-cards", Severity.WARNING, fix=Safety.UNSAFE)
def text_outside_cards(subject: Subject) -> Iterator[Hit]:
    """Text belongs to no card: chatter between cards, or a heading under which nothing is asked.

    Why:
        It is in no package. Either it is not meant for anybody, or a card has lost its markers.

    Bad:
        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??

        ---

        These flashcards cover the basics.

    Good:
        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??

        ---
    """
    yield from said(
        subject.deck,
        {
            Irregular.TEXT_OUTSIDE_CARDS: "text outside any card: it is in no package",
            Irregular.HEADING_WITHOUT_CARD: "heading without a question: no card is made of it",
        },
        lambda deck, met: unsafe(Edit(deck.source.whole_lines(met.span), "")),
    )


@deck_rule("F013", "undecodable-text", Severity.ERROR)
def undecodable_text(subject: Subject) -> Iterator[Hit]:
    """Bytes that are not valid in the file's encoding.

    Why:
        A deck is UTF-8 (or UTF-16 with a byte order mark). Other bytes are read as
        Windows-1252, which they mostly are, but nothing in the file says so.
    """
    source = subject.deck.source
    for span in source.undecodable:
        shown = source.text[span.start : span.end][:20]
        yield Hit(span, f"not valid {source.encoding.upper()}, read as {shown!r}: save it as UTF-8")


@deck_rule("F014", "no-cards", Severity.WARNING)
def no_cards(subject: Subject) -> Iterator[Hit]:
    """A file holds no card.

    Why:
        Either it is no deck, and `exclude` in the configuration keeps it out, or none of its
        cards could be read.

    Bad:
        # Flashcards: Queues (Part 1)

    Good:
        # Flashcards: Queues (Part 1)

        #### Queue
        :p Which element does a queue give back first?
        ??x
        The one that has waited longest.
        x??
    """
    deck = subject.deck
    if not deck.cards:
        what = "the file is empty" if not deck.source.text.strip() else "no card in this file"
        yield Hit(Span(0, 0), f"{what}: remove it, or exclude it in the configuration")


#: Lines of the card format that are no line of any language.
_DELIMITER = re.compile(r"^[ \t]*(?:\?\?x|x\?\?|:p [^\n]{1,500}\?)[ \t]*$", re.MULTILINE)
#: What shows the format itself.
_SHOWS_TEXT = {"", "markdown", "text"}


def swallowed_delimiter(snippet: Snippet) -> Span | None:
    """Return where code holds the first delimiter of a card, None where it holds none."""
    if snippet.language in _SHOWS_TEXT:
        return None
    found = _DELIMITER.search(snippet.code)
    if found is None:
        return None
    blanks = len(found[0]) - len(found[0].lstrip())
    return snippet.locate(found.start() + blanks, found.start() + len(found[0].rstrip()))


@card_rule("F015", "delimiter-in-code", Severity.ERROR)
def delimiter_in_code(view: CardView) -> Iterator[Hit]:
    """A block of code holds delimiters of cards: it begins too early, or ends too late.

    Why:
        A card, or its answer, is hidden in the code of another. Such code is not checked, since
        it is not known which of it is code.

    Bad:
        #### Swapping
        :p How does Python swap two names?
        ??x
        ```python
        a, b = b, a
        :p How does Python negate a number?
        ??x
        b = -a
        ```
        x??

    Good:
        #### Swapping
        :p How does Python swap two names?
        ??x
        ```python
        a, b = b, a
        ```
        x??

        ---

        #### Swapping
        :p How does Python negate a number?
        ??x
        ```python
        b = -a
        ```
        x??
    """
    for snippet in view.snippets:
        if span := swallowed_delimiter(snippet):
            line = view.source.text[span.start : span.end]
            told = f"{line!r} in a block of code: close the block above it, or open it below"
            yield Hit(span, told)


#: What git leaves where it can't merge: both sides between markers.
_MERGE = re.compile(
    r"^<{7} [^\n]*+(?:\n(?!<{7} |={7}\r?$)[^\n]*+)*+"
    r"\n={7}\r?(?:\n(?!<{7} |>{7} )[^\n]*+)*+"
    r"\n>{7} [^\n]*+",
    re.MULTILINE,
)


def unfinished_merges(deck: Deck) -> Iterator[Span]:
    """Yield where a merge was left unfinished, but where a block of code shows what that is."""
    text = deck.source.text
    fences = {snippet.fence for card in deck.cards for snippet in card.snippets}
    ends = {fence.start: fence.end for fence in fences}
    starts = sorted(ends)
    for found in _MERGE.finditer(text):
        number = bisect(starts, found.start())
        if not number or ends[starts[number - 1]] < found.end():
            yield Span(found.start(), text.index("\n", found.start()))


@deck_rule("F016", "unfinished-merge", Severity.ERROR)
def unfinished_merge(subject: Subject) -> Iterator[Hit]:
    """The markers of a merge conflict stand in a file.

    Why:
        Both sides of the conflict would be cards, and the markers part of them. Nothing is built
        of such a file, since learners would keep what is a card of it.

    Bad:
        #### Queue
        <<<<<<< HEAD
        :p Which element does a queue give back first?
        =======
        :p Which element of a queue comes out first?
        >>>>>>> queues
        ??x
        The one that has waited longest.
        x??

    Good:
        #### Queue
        :p Which element of a queue comes out first?
        ??x
        The one that has waited longest.
        x??
    """
    for span in unfinished_merges(subject.deck):
        yield Hit(
            span, "a merge is unfinished: choose a side, or join them, and remove the markers"
        )

"""F: the card format. The parser says what was irregular; here it becomes findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

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
from card2anki.rule import Hit, Subject, deck_rule, safe, unsafe

_FENCE = re.compile(r"`{3,}|~{3,}")
Mend = Callable[[Deck, Irregularity], Fix | None]


def said(deck: Deck, messages: dict[Irregular, str], mend: Mend | None = None) -> Iterator[Hit]:
    """Yield the irregularities of some kinds; ``{}`` in a message stands for what was met."""
    for met in deck.irregularities:
        if met.kind in messages:
            fix = mend(deck, met) if mend else None
            yield Hit(met.span, messages[met.kind].format(met.detail), fix)


@deck_rule("F001", "wrong-answer-terminator", Severity.ERROR, fix=Safety.SAFE)
def wrong_answer_terminator(subject: Subject) -> Iterator[Hit]:
    """An answer ends with something that is not quite `x??`.

    Why:
        The answer is read up to there all the same, but the next tool may not find its end,
        and the opener `??x` in that place looks like the start of another answer.

    Bad:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.
        ??x

    Good:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.
        x??
    """
    yield from said(
        subject.deck,
        {Irregular.WRONG_TERMINATOR: "answer is closed by {!r}: write 'x??'"},
        lambda deck, met: safe(Edit(met.span, "x??")),
    )


@deck_rule("F002", "missing-answer-terminator", Severity.ERROR, fix=Safety.SAFE)
def missing_answer_terminator(subject: Subject) -> Iterator[Hit]:
    """An answer has no `x??` before the next card begins.

    Why:
        The answer is read up to the next separator, rating, heading or question. What the
        author meant to be its end can only be guessed.

    Bad:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.

        ---

    Good:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.
        x??

        ---
    """
    yield from said(
        subject.deck,
        {Irregular.MISSING_TERMINATOR: "answer is not closed: write 'x??' on the line below"},
        lambda deck, met: safe(Edit(Span(met.span.end, met.span.end), "\nx??")),
    )


@deck_rule("F003", "missing-answer-opener", Severity.ERROR, fix=Safety.SAFE)
def missing_answer_opener(subject: Subject) -> Iterator[Hit]:
    """A question has no `??x` between it and its answer, or a misspelt one.

    Why:
        Where the question ends and the answer begins is then a guess, and a wrong guess shows
        the answer on the front of the card.

    Bad:
        #### Sampling
        :p Which token does greedy sampling pick?
        ???x
        The one with the highest probability.
        x??

    Good:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.
        x??
    """
    yield from said(
        subject.deck,
        {
            Irregular.MISSING_OPENER: "answer is not opened: write '??x' on the line above",
            Irregular.WRONG_OPENER: "answer is opened by {!r}: write '??x'",
        },
        _open,
    )


def _open(deck: Deck, met: Irregularity) -> Fix:
    """A misspelt opener is certain; where an answer without one begins is not."""
    if met.kind is Irregular.WRONG_OPENER:
        return safe(Edit(met.span, "??x"))
    return unsafe(Edit(Span(met.span.start, met.span.start), "??x\n"))


@deck_rule("F004", "several-questions-under-one-heading", Severity.INFO)
def several_questions(subject: Subject) -> Iterator[Hit]:
    """A heading holds more than one question.

    Why:
        That is legal, and each question is a card of its own. Now and then it is a slip: a
        `:p` inside an answer cuts it in two.

    Bad:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.
        x??

        :p What does a temperature of zero amount to?
        ??x
        To greedy sampling.
        x??

    Good:
        #### Greedy sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.
        x??

        ---

        #### Temperature
        :p What does a temperature of zero amount to?
        ??x
        To greedy sampling.
        x??
    """
    previous = None
    for card in subject.deck.cards:
        if card.heading and previous and card.heading.span == previous.span:
            message = f"another question under the heading {card.heading.text!r}"
            yield Hit(card.marker, message)
        previous = card.heading


@deck_rule("F005", "stray-delimiter", Severity.ERROR, fix=Safety.SAFE)
def stray_delimiter(subject: Subject) -> Iterator[Hit]:
    """A delimiter stands where none belongs, mostly in the middle of an answer.

    Why:
        The answer goes on behind it, and it is left out of the card. Tools that stop at the
        first delimiter lose the rest of the answer, which is often the code.

    Bad:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.
        ??x
        It never draws at random.
        x??

    Good:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.

        It never draws at random.
        x??
    """
    yield from said(
        subject.deck,
        {Irregular.STRAY_DELIMITER: "stray delimiter: remove it"},
        lambda deck, met: safe(_without(deck, met.span)),
    )


def _without(deck: Deck, delimiter: Span) -> Edit:
    """Leave a blank line where a delimiter stands: what it divides stays divided."""
    end = deck.source.after_blanks(delimiter.end)
    alone = end == deck.source.line_end(end)
    return Edit(Span(delimiter.start, end), "" if alone else "\n")


@deck_rule("F006", "empty-part", Severity.ERROR)
def empty_part(subject: Subject) -> Iterator[Hit]:
    """A card lacks its question or its answer.

    Why:
        Without an answer there is nothing to learn, and the card is left out of the package.
        Without a question the heading has to ask, which it seldom does well.

    Bad:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        x??

    Good:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.
        x??
    """
    yield from said(
        subject.deck,
        {
            Irregular.EMPTY_QUESTION: "no question: {}",
            Irregular.EMPTY_ANSWER: "no answer: the card is left out",
        },
    )


@deck_rule("F007", "unclosed-fence", Severity.ERROR, fix=Safety.SAFE)
def unclosed_fence(subject: Subject) -> Iterator[Hit]:
    """A fence is never closed, or begins or ends in the middle of a line.

    Why:
        Markdown takes everything behind an unclosed fence for code. Here the code ends where
        the structure of a card shows, which may be later than its author meant.

    Bad:
        #### Swapping
        :p How does Python swap two names?
        ??x
        By unpacking a tuple:
        ```python
        a, b = b, a
        x??

    Good:
        #### Swapping
        :p How does Python swap two names?
        ??x
        By unpacking a tuple:
        ```python
        a, b = b, a
        ```
        x??
    """
    yield from said(
        subject.deck,
        {
            Irregular.UNCLOSED_FENCE: "fence is not closed: write '```' below the code",
            Irregular.MIDLINE_FENCE: "{} fence in mid-line: put it on a line of its own",
            Irregular.SWALLOWED_TERMINATOR: "fence is closed behind 'x??': close it before",
        },
        _close_fence,
    )


def _close_fence(deck: Deck, met: Irregularity) -> Fix | None:
    if met.kind is Irregular.MIDLINE_FENCE:
        return safe(_break_before(deck, met.span.start))
    opening = met.other or met.span
    snippet = _snippet_at(deck, opening.start)
    if snippet is None:
        return None
    text = deck.source.text
    mark = _FENCE.search(text, snippet.fence.start)
    if mark is None:
        return None
    at = snippet.fence.end
    close = Edit(Span(at, at), f"\n{' ' * snippet.indent}{mark[0]}")
    if met.other:
        return safe(close, Edit(deck.source.whole_lines(met.span), ""))
    # The code ends for certain where the answer does, and only most likely at a heading. In a
    # question it is part of what the card is known by.
    ended = text[at : at + 200].lstrip()[:3] == "x??" and not _is_asked(deck, opening.start)
    return safe(close) if ended else unsafe(close)


def _is_asked(deck: Deck, offset: int) -> bool:
    number = bisect_right(deck.cards, offset, key=lambda card: card.span.start) - 1
    question = deck.cards[number].question if number >= 0 else None
    return question is not None and question.span.start <= offset <= question.span.end


def _snippet_at(deck: Deck, offset: int) -> Snippet | None:
    number = bisect_right(deck.cards, offset, key=lambda card: card.span.start) - 1
    snippets = deck.cards[number].snippets if number >= 0 else ()
    return next((one for one in snippets if one.fence.start == offset), None)


def _break_before(deck: Deck, at: int) -> Edit:
    start = deck.source.before_blanks(at)
    return Edit(Span(start, at), "\n")


@deck_rule("F011", "misspelt-question-marker", Severity.ERROR, fix=Safety.SAFE)
def misspelt_question_marker(subject: Subject) -> Iterator[Hit]:
    """A question begins with something that is not quite `:p`, or its marker is in mid-line.

    Why:
        It is read as a question because an answer follows; elsewhere it would be text.

    Bad:
        #### Stack
        :q Which element does a stack give back first?
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
    yield from said(
        subject.deck,
        {
            Irregular.MISSPELT_MARKER: "question is marked by {!r}: write ':p'",
            Irregular.GLUED_MARKER: "':p' is not at the start of its line: put it there",
        },
        _mark,
    )


def _mark(deck: Deck, met: Irregularity) -> Fix:
    if met.kind is Irregular.GLUED_MARKER:
        return safe(_break_before(deck, met.span.start))
    end = deck.source.text.index(met.detail, met.span.start) + len(met.detail)
    return safe(Edit(Span(met.span.start, deck.source.after_blanks(end)), ":p "))


@deck_rule("F012", "text-after-terminator", Severity.ERROR, fix=Safety.SAFE)
def text_after_terminator(subject: Subject) -> Iterator[Hit]:
    """Text stands behind the `x??` that ends an answer, or before it on its line.

    Why:
        It is read as part of the answer; a tool that stops at the terminator loses it.

    Bad:
        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last.
        x??
        It is called last in, first out.

    Good:
        #### Stack
        :p Which element does a stack give back first?
        ??x
        The one that was put on last. It is called last in, first out.
        x??
    """
    yield from said(
        subject.deck,
        {
            Irregular.TEXT_AFTER_TERMINATOR: "text behind the answer's 'x??': move it before",
            Irregular.TEXT_BEFORE_TERMINATOR: "'x??' behind text: put it on a line of its own",
        },
        _end_behind,
    )


def _end_behind(deck: Deck, met: Irregularity) -> Fix:
    if not met.other:
        return safe(_break_before(deck, met.span.start))
    close = Edit(Span(met.span.end, met.span.end), "\nx??")
    return safe(_without(deck, met.other), close)

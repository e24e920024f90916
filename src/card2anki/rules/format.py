"""F: the card format. The parser says what was irregular; here it becomes findings."""

from __future__ import annotations

from collections.abc import Iterator

from card2anki.model import Deck, Irregular, Severity, Span
from card2anki.rule import Subject, rule

_Findings = Iterator[tuple[Span, str]]


def _said(deck: Deck, messages: dict[Irregular, str]) -> _Findings:
    """Yield the irregularities of some kinds; ``{}`` in a message stands for what was met."""
    for met in deck.irregularities:
        if met.kind in messages:
            yield met.span, messages[met.kind].format(met.detail)


@rule("F001", "wrong-answer-terminator", Severity.ERROR)
def wrong_answer_terminator(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {Irregular.WRONG_TERMINATOR: "answer is closed by {!r}: write 'x??'"},
    )


@rule("F002", "missing-answer-terminator", Severity.ERROR)
def missing_answer_terminator(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {Irregular.MISSING_TERMINATOR: "answer is not closed: write 'x??' on the line below"},
    )


@rule("F003", "missing-answer-opener", Severity.ERROR)
def missing_answer_opener(subject: Subject) -> _Findings:
    """A question has no `??x` between it and its answer, or a misspelt one.

    Why:
        Where the question ends and the answer begins is then a guess, and a wrong guess shows
        the answer on the front of the card.

    Bad:
        #### Sampling
        :p Which token does greedy sampling pick?
        The one with the highest probability.
        x??

    Good:
        #### Sampling
        :p Which token does greedy sampling pick?
        ??x
        The one with the highest probability.
        x??
    """
    yield from _said(
        subject.deck,
        {
            Irregular.MISSING_OPENER: "answer is not opened: write '??x' on the line above",
            Irregular.WRONG_OPENER: "answer is opened by {!r}: write '??x'",
        },
    )


@rule("F004", "several-questions-under-one-heading", Severity.INFO)
def several_questions(subject: Subject) -> _Findings:
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
            yield card.marker, f"another question under the heading {card.heading.text!r}"
        previous = card.heading


@rule("F005", "stray-delimiter", Severity.ERROR)
def stray_delimiter(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {Irregular.STRAY_DELIMITER: "stray delimiter: remove the line"},
    )


@rule("F006", "empty-part", Severity.ERROR)
def empty_part(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {
            Irregular.EMPTY_QUESTION: "no question: {}",
            Irregular.EMPTY_ANSWER: "no answer: the card is left out of the package",
        },
    )


@rule("F007", "unclosed-fence", Severity.ERROR)
def unclosed_fence(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {
            Irregular.UNCLOSED_FENCE: "fence is not closed: write '```' below the code",
            Irregular.MIDLINE_FENCE: "{} fence in mid-line: put it on a line of its own",
            Irregular.SWALLOWED_TERMINATOR: "fence is closed behind 'x??': close it before",
        },
    )


@rule("F008", "untidy-separators", Severity.INFO)
def untidy_separators(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {
            Irregular.REPEATED_SEPARATOR: "separator follows a separator: one is enough",
            Irregular.MISSING_SEPARATOR: "no separator before the next card: write '---'",
        },
    )


@rule("F009", "bad-rating", Severity.WARNING)
def bad_rating(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {
            Irregular.BAD_RATING: "rating {!r} is not one of 1/10 to 10/10: its cards have none",
            Irregular.LOW_RATING: "rating is below the threshold of this file: {}",
            Irregular.IDLE_RATING: "rating governs no card: remove the line",
        },
    )


@rule("F010", "text-outside-cards", Severity.WARNING)
def text_outside_cards(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {
            Irregular.TEXT_OUTSIDE_CARDS: "text outside any card: it is in no package",
            Irregular.HEADING_WITHOUT_CARD: "heading without a question: no card is made of it",
        },
    )


@rule("F011", "misspelt-question-marker", Severity.ERROR)
def misspelt_question_marker(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {
            Irregular.MISSPELT_MARKER: "question is marked by {!r}: write ':p'",
            Irregular.GLUED_MARKER: "':p' stands behind text: begin a line with it",
        },
    )


@rule("F012", "text-after-terminator", Severity.ERROR)
def text_after_terminator(subject: Subject) -> _Findings:
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
    yield from _said(
        subject.deck,
        {
            Irregular.TEXT_AFTER_TERMINATOR: "text behind the answer's 'x??': move it before",
            Irregular.TEXT_BEFORE_TERMINATOR: "'x??' behind text: put it on a line of its own",
        },
    )


@rule("F013", "undecodable-text", Severity.ERROR)
def undecodable_text(subject: Subject) -> _Findings:
    """Bytes that are not valid in the file's encoding.

    Why:
        A deck is UTF-8 (or UTF-16 with a byte order mark). Other bytes are read as
        Windows-1252, which they mostly are, but nothing in the file says so.
    """
    source = subject.deck.source
    for span in source.undecodable:
        shown = source.text[span.start : span.end][:20]
        yield span, f"not valid {source.encoding.upper()}, read as {shown!r}: save it as UTF-8"


@rule("F014", "no-cards", Severity.WARNING)
def no_cards(subject: Subject) -> _Findings:
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
        yield Span(0, 0), f"{what}: remove it, or exclude it in the configuration"

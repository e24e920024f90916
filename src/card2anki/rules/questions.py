"""Q: the question. Can somebody who sees nothing but the card tell what is asked, and answer?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from card2anki.model import Edit, Fix, Safety, Severity
from card2anki.prose import OPAQUE, Prose
from card2anki.rule import CardView, Hit, card_rule, unsafe
from card2anki.rules.lists import item_lists
from card2anki.rules.phrases import (
    ASKS_HOW,
    ASKS_MORE,
    BACK,
    DANGLING,
    DROPPABLE,
    ENOUGH_WORDS,
    NEEDING,
    NEXT_ASK,
    NOT_SELF_CONTAINED,
    NUMBER,
    PARTICIPLE,
    REQUEST,
    SET,
    SOME,
    TASK,
    THIS,
    VAGUE,
    WITHIN,
    YES,
    YES_NO,
    may_point_outside,
    numbered,
)
from card2anki.rules.quoting import quoted

#: What a question refers to is not looked for further back than that many characters.
_FAR = 500
#: What tells a situation before the question refers to it.
_SETTING = re.compile(
    r"[.:;?!\n]\s|^\W{0,9}(?:if|given|suppose|consider|let|when|assume|imagine)\b", re.IGNORECASE
)
_FIRST_WORD = re.compile(r",?\s{1,4}(\w)")


@card_rule("Q101", "not-self-contained", Severity.WARNING, fix=Safety.UNSAFE)
def not_self_contained(view: CardView) -> Iterator[Hit]:
    """A question points at something that the card does not show: a text, an example, an author.

    Why:
        The card is asked in a year, without the book. What "this example" was, nobody knows
        then, and whatever "the text" said, the question is about the matter. Code is at hand
        where the question or the context shows some.

    Bad:
        #### Ring buffers
        :p Which index does the producer of a ring buffer move, according to the text?
        ??x
        The write index. The consumer moves the read index.
        x??

    Good:
        #### Ring buffers
        :p Which index does the producer of a ring buffer move?
        ??x
        The write index. The consumer moves the read index.
        x??
    """
    question = view.question
    if question is None or not may_point_outside(question.text) or _is_vague(question):
        return
    for found in NOT_SELF_CONTAINED.finditer(question.text):
        if not _is_on_the_card(view, question.text, found):
            yield Hit(
                question.span(found),
                f"{quoted(found[0])} points at what the card does not show:"
                " leave it out, or say what it is",
                _without(question, found),
            )


def _is_on_the_card(view: CardView, text: str, found: re.Match[str]) -> bool:
    if found.lastgroup in {"shown", "code", "example", "following"} and _shows_code(view):
        return True
    if found.lastgroup == "said" and ASKS_HOW.match(text):
        return True
    before = _before(text, found)
    if found.lastgroup == "shown":
        return _is_introduced(before, found[0])
    return found.lastgroup == "source" and _noun(found[0]) in before.lower()


def _shows_code(view: CardView) -> bool:
    parts = (view.card.question, view.card.context)
    return any(part.snippets for part in parts if part)


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _FAR) : found.start()]


def _is_introduced(before: str, reference: str) -> bool:
    """Say whether the words before a reference have told what it refers to."""
    return bool(_SETTING.search(before)) or _noun(reference) in before.lower()


def _noun(reference: str) -> str:
    return reference.split()[-1].lower().rstrip("s")


def _without(question: Prose, found: re.Match[str]) -> Fix | None:
    """Leave out a phrase where nothing else in the sentence depends on it."""
    text = question.text
    is_aside = found.lastgroup in {"aside", "said"} and DROPPABLE.match(found[0])
    if not is_aside or TASK.match(text):
        return None
    start, end = found.span()
    before = text[:start].rstrip()
    if not before:
        follows = _FIRST_WORD.match(text, end)
        capital = follows and Edit(question.locate(0, follows.end()), follows[1].upper())
        return unsafe(capital) if capital else None
    is_needed = PARTICIPLE.match(found[0]) and len(before.split(None, ENOUGH_WORDS)) < ENOUGH_WORDS
    if is_needed or NEEDING.search(before[-20:]):
        return None
    kept = len(before)
    if before.endswith(","):
        kept -= 1
        end += text[end : end + 1] == ","
    return unsafe(Edit(question.locate(kept, end), ""))


@card_rule("Q102", "refers-to-figure", Severity.WARNING)
def refers_to_figure(view: CardView) -> Iterator[Hit]:
    """A question refers to a numbered figure, table, listing or chapter of its source.

    Why:
        The number means nothing without the book. What is to be seen there belongs on the
        card, as an image or in words.

    Bad:
        #### Ring buffers
        :p What happens to the write index in Figure 4.2 when it reaches the last slot?
        ??x
        It wraps around to the first slot.
        x??

    Good:
        #### Ring buffers
        :p What happens to the write index of a ring buffer when it reaches the last slot?
        ??x
        It wraps around to the first slot.
        x??
    """
    question = view.question
    if question and "![" not in question.text:
        for found in numbered(question.text):
            yield Hit(
                question.span(found),
                f"{quoted(found[0])} is not on the card: show it, or say in words what it holds",
            )


@card_rule("Q103", "dangling-pronoun", Severity.INFO)
def dangling_pronoun(view: CardView) -> Iterator[Hit]:
    """A question hinges on "it" or "this algorithm" without having named what that is.

    Why:
        Cards are asked in any order. The card before, or the heading, is not there to tell
        what the pronoun stands for.

    Bad:
        #### Quickselect
        :p What is the expected running time of this algorithm?
        ??x
        Linear: it follows only one side of each partition.
        x??

    Good:
        #### Quickselect
        :p What is the expected running time of quickselect?
        ??x
        Linear: it follows only one side of each partition.
        x??
    """
    question = view.question
    if question is None or _is_vague(question) or _shows_code(view):
        return
    if found := DANGLING.match(question.text):
        yield _pointless(question, found, found.lastgroup or 0)
    for found in THIS.finditer(question.text):
        before = _before(question.text, found)
        if OPAQUE not in before and "," not in before and not _is_introduced(before, found[0]):
            yield _pointless(question, found, 0)


def _pointless(question: Prose, found: re.Match[str], group: int | str) -> Hit:
    message = (
        f"{quoted(found[group])} stands for something that the question does not name: name it"
    )
    return Hit(question.span(found, group), message)


@card_rule("Q104", "yes-no-question", Severity.WARNING)
def yes_no_question(view: CardView) -> Iterator[Hit]:
    """A question can be answered with yes or no.

    Why:
        A coin answers it right every other time, and the reason, which is worth knowing,
        need not be recalled. Ask for the reason, the condition or the consequence.

    Bad:
        #### Bloom filters
        :p Does a Bloom filter report false negatives?
        ??x
        No. An item that was added has set all its bits.
        x??

    Good:
        #### Bloom filters
        :p Why does a Bloom filter never report a false negative?
        ??x
        An item that was added has set all its bits.
        x??
    """
    question = view.question
    if question is None:
        return
    found = YES_NO.match(question.text)
    if not found or REQUEST.match(question.text) or ASKS_MORE.search(question.text, found.end()):
        return
    if not found["modal"] or (view.answer and YES.match(view.answer.text)):
        yield Hit(
            question.line_at(),
            "can be answered with yes or no: ask why, how or when instead",
        )


@card_rule("Q105", "compound-question", Severity.INFO)
def compound_question(view: CardView) -> Iterator[Hit]:
    r"""A question asks for two things that have little to do with each other.

    Why:
        Whoever knows one half and not the other can't grade the card. "What is X, and how does
        it work?" is one thing, and left alone.

    Bad:
        #### Trees
        :p What is the height of a perfect tree of n nodes, and which rotations do AVL trees use?
        ??x
        \( \log_2(n + 1) - 1 \); single and double rotations.
        x??

    Good:
        #### Trees
        :p What is the height of a perfect tree of n nodes?
        ??x
        \( \log_2(n + 1) - 1 \)
        x??
    """
    question = view.question
    if question is None or " " not in question.text:
        return
    text = question.text
    asks = [found for found in NEXT_ASK.finditer(text) if not WITHIN.search(_before(text, found))]
    for at, found in enumerate(asks):
        end = asks[at + 1].start() if at + 1 < len(asks) else len(text)
        if len(asks) > 1 or not BACK.search(text[found.end() : end]):
            yield Hit(
                question.span(found, "ask"),
                f"{quoted(found['ask'])} begins another question: make it a card of its own",
            )
            return


@card_rule("Q106", "open-list", Severity.INFO)
def open_list(view: CardView, items: int = 4) -> Iterator[Hit]:
    """A question asks for a list in no order, of which nobody can say when it is complete.

    Why:
        Such lists are the hardest thing to remember: no item calls up the next. Ask about one
        item a card, or say how many there are. `items` is the number of items in the answer
        from which on "the advantages" of something are reported; "some" is always.

    Bad:
        #### Caches
        :p What are some advantages of a write-back cache?
        ??x
        Fewer writes reach the memory, and bursts to one line are merged.
        x??

    Good:
        #### Caches
        :p Why do fewer writes reach the memory with a write-back cache?
        ??x
        A line is written once, when it is evicted, however often it was changed.
        x??
    """
    question = view.question
    if question is None:
        return
    found = SOME.match(question.text) or SET.match(question.text)
    if found and found.re is SET and _most_items(view.answer) < items:
        return
    if found and not NUMBER.search(found[0]):
        yield Hit(
            question.span(found),
            f"{quoted(found[0])} asks for an open list: ask for one item, or say how many",
        )


def _most_items(answer: Prose | None) -> int:
    return max((len(items) for items in item_lists(answer)), default=0) if answer else 0


_WORD = re.compile(rf"{OPAQUE}+|\w+(?:['’\-]\w+)*")
#: Writing without blanks between the words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@card_rule("Q108", "question-length", Severity.INFO)
def question_length(view: CardView, most: int = 30, least: int = 3) -> Iterator[Hit]:
    """A question is very long, or too short to be one.

    Why:
        A long question takes longer to read than to answer, and mostly holds part of the
        answer. One or two words leave open what is asked. `most` and `least` are the bounds,
        in words; blocks of code do not count.

    Bad:
        #### Heaps
        :p Heaps?
        ??x
        A heap keeps its smallest item at the root.
        x??

    Good:
        #### Heaps
        :p Where does a min-heap keep its smallest item?
        ??x
        At the root.
        x??
    """
    question = view.question
    if question is None or _UNSPACED.search(question.text):
        return
    lines = question.part.code_lines
    text = "\n".join(x for n, x in enumerate(question.text.split("\n")) if n not in lines)
    words = len(_WORD.findall(text))
    if words > most:
        message = f"question of {words} words, more than {most}: shorten it"
        yield Hit(question.line_at(), message)
    elif words < least:
        message = f"question of fewer than {least} words: say what is asked"
        yield Hit(question.line_at(), message)


@card_rule("Q112", "vague-stem", Severity.WARNING)
def vague_stem(view: CardView) -> Iterator[Hit]:
    """A question would fit any card: it names nothing that the answer is about.

    Why:
        It can't be answered without the page it came from, and two cards with it can't be told
        apart. Code in the question itself is a matter to ask about.

    Bad:
        #### Consistent hashing
        :p What is the main takeaway?
        ??x
        Adding a node moves only the keys between it and the node before.
        x??

    Good:
        #### Consistent hashing
        :p Which keys move when a node is added under consistent hashing?
        ??x
        Those between it and the node before.
        x??
    """
    if view.question and _is_vague(view.question):
        yield Hit(
            view.question.line_at(),
            "could be asked about anything: name what the answer is about",
        )


def _is_vague(question: Prose) -> bool:
    found = VAGUE.match(question.text)
    return found is not None and not (found.lastgroup and question.part.snippets)

"""A: the answer. Is it short enough to recall, is it whole, does it stand on its own?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from card2anki.model import Severity, Span
from card2anki.prose import OPAQUE, Prose
from card2anki.rule import CardView, Hit, card_rule
from card2anki.rules.lists import item_lists
from card2anki.rules.phrases import BY_THE_WAY, SOURCE_SAYS, may_cite, numbered, phrase
from card2anki.rules.quoting import quoted, shortened

_TABLE_ROW = re.compile(r"^[ \t]{0,3}\|[^\n]*", re.MULTILINE)
_WORD = re.compile(r"\b(?!\d++\b)\w++(?:['’\-]\w++)*+")


@card_rule("A201", "long-answer", Severity.WARNING)
def long_answer(view: CardView, words: int = 120, many: int = 80) -> Iterator[Hit]:
    """An answer is too long to be recalled.

    Why:
        What takes a minute to read is never recalled whole, and grading it is a guess. Split
        the card, or move what is not asked for to the context. Beyond `many` words it is told,
        beyond `words` it is a warning; code, formulas and tables do not count.

    Bad:
        #### Caches
        :p What does a cache do when it is full?
        ??x
        A cache that is full has to make room before it can take another entry, and which of
        its entries has to go is what the eviction policy of the cache decides. One policy is
        to drop the entry that nobody has asked for in the longest time. Another one is to drop
        the entry that was asked for the fewest times since it came in. A third one is to drop
        the entry that came in first, whether anybody has asked for it since or not. There are
        caches that draw one of their entries at random, which is cheap and does surprisingly
        well, and there are caches that combine a few of these policies.
        x??

    Good:
        #### Caches
        :p Which entry does a full cache drop under the LRU policy?
        ??x
        The one that nobody has asked for in the longest time.
        x??
    """
    if view.answer:
        count = len(_WORD.findall(_TABLE_ROW.sub("", view.answer.text)))
        if count > min(words, many):
            bound, severity = (words, None) if count > words else (many, Severity.INFO)
            yield Hit(
                view.answer.line_at(),
                f"answer of {count} words, more than {bound}: split the card or shorten it",
                severity=severity,
            )


# -- A202


@card_rule("A202", "long-list", Severity.WARNING)
def long_list(view: CardView, items: int = 7) -> Iterator[Hit]:
    """An answer is a list of more items than anybody can keep in mind.

    Why:
        The longer a list, the surer an item is forgotten, and the whole card with it. Ask for
        a part of it, or for one item. `items` is how many are fine.

    Bad:
        #### Months
        :p Which months have 31 days, and which month has fewer than 30?
        ??x
        - January
        - March
        - May
        - July
        - August
        - October
        - December
        - February has fewer than 30
        x??

    Good:
        #### Months
        :p Which months of the second half of the year have 31 days?
        ??x
        - July
        - August
        - October
        - December
        x??
    """
    if view.answer:
        for found in item_lists(view.answer):
            if len(found) > items:
                yield Hit(
                    view.answer.line_at(found[0]),
                    f"list of {len(found)} items, more than {items}: ask for a part of it",
                )


# -- A203, A204: answers that stop

_COLON = re.compile(r"(?<!:):[*_]{0,3}\Z")
_LONGEST_END = 10
#: What no sentence ends with. Many a small word can: "what it stands for".
_UNFINISHED = re.compile(
    r"(?:\b(?:the|an|and|or|because|but|their|whose|than|if|(?:is|as|of|to|in|with|by) a)|[,(–—])\Z"
)


@card_rule("A203", "dangling-colon", Severity.WARNING)
def dangling_colon(view: CardView) -> Iterator[Hit]:
    """An answer ends with a colon, and what it announces is missing.

    Why:
        The list, formula or example has been lost, or it was never written.

    Bad:
        #### Quadrilaterals
        :p Which quadrilaterals have four equal sides?
        ??x
        Squares have, and so have these:
        x??

    Good:
        #### Quadrilaterals
        :p Which quadrilaterals have four equal sides?
        ??x
        Rhombi, and so squares too.
        x??
    """
    answer = view.answer
    if answer and (found := _COLON.search(answer.text.rstrip())) and not _announced(answer):
        yield Hit(
            answer.locate(found.start(), found.start() + 1),
            "answer ends with a colon: write what it announces, or end the sentence",
        )


@card_rule("A204", "truncated", Severity.INFO)
def truncated(view: CardView) -> Iterator[Hit]:
    """An answer stops in the middle of a sentence.

    Why:
        Its end was cut off, mostly by a limit on the length of what a model writes.

    Bad:
        #### Mutexes
        :p Why may only the owner of a mutex unlock it?
        ??x
        Otherwise a thread could enter the critical section while the
        x??

    Good:
        #### Mutexes
        :p Why may only the owner of a mutex unlock it?
        ??x
        Otherwise a thread could enter the critical section while the owner is still in it.
        x??
    """
    answer = view.answer
    if answer is None:
        return
    text = answer.text.rstrip()
    found = _UNFINISHED.search(text, max(0, len(text) - _LONGEST_END))
    if found and len(_WORD.findall(text)) > 3:
        message = f"answer stops in mid-sentence, at {quoted(found[0])}: write its end"
        yield Hit(answer.span(found), message)


# -- A205

_CITES = phrase(
    rf"(?<![\w\-])(?:{BY_THE_WAY}|{SOURCE_SAYS}"
    r"|in this (?:chapter|book|section|lecture|passage)\b(?! of\b)"
    r"|(?:as )?(?:mentioned|discussed|described) (?:earlier|previously|later) in (?:the|this)"
    r" (?:text|chapter|book|section)\b"
    r"|(?:later|earlier|elsewhere) in (?:the|this) (?:text|chapter|book|section))"
)
_TITLE = re.compile(r"[\"“*_]|\b(?:book|paper|article|author)", re.IGNORECASE)
_OF_A_TITLE = re.compile(r"\b(?:book|paper|article|author)", re.IGNORECASE)


@card_rule("A205", "cites-source", Severity.INFO)
def cites_source(view: CardView) -> Iterator[Hit]:
    """An answer tells what its source says, or refers to a figure or chapter of it.

    Why:
        A fact is one without "the author argues". A figure that is not on the card explains
        nothing. A work that the question names may be told about.

    Bad:
        #### Premature optimization
        :p Why should code be measured before it is made faster?
        ??x
        The author argues that most of the time is spent in few places, and guesses miss them.
        x??

    Good:
        #### Premature optimization
        :p Why should code be measured before it is made faster?
        ??x
        Most of the time is spent in few places, and guesses miss them.
        x??
    """
    answer = view.answer
    if answer is None:
        return
    cited = [*_cited(view, answer)]
    if "![" not in answer.text:
        cited += [found for found in numbered(answer.text) if not _is_quoted(found)]
    for found in cited:
        yield Hit(
            answer.span(found),
            f"{quoted(found[0])} refers to the source: tell the matter itself",
        )


def _cited(view: CardView, answer: Prose) -> Iterator[re.Match[str]]:
    if may_cite(answer.text):
        named = view.question is not None and _TITLE.search(view.question.text)
        for found in _CITES.finditer(answer.text):
            if not (named and _OF_A_TITLE.search(found[0])):
                yield found


def _is_quoted(found: re.Match[str]) -> bool:
    """Say whether a match stands within quotation marks on its line."""
    text = found.string
    line = text[max(text.rfind("\n", 0, found.start()), found.start() - 500) + 1 : found.start()]
    return line.count('"') % 2 == 1 or line.count("“") > line.count("”")


# -- A207

_WRITE = "(?:(?:can|could) you )?(?:write|provide|show|give|sketch|present)"
_ASKS_FOR_CODE = phrase(
    rf"\W{{0,9}}(?:{_WRITE}(?: (?!explan|descri)[\w+#\-]{{1,20}}){{0,4}}?"
    r" (?:code(?: snippet)?|pseudo-?code|snippet)\b"
    rf"|{_WRITE} (?:an?|the) (?:[\w+#\-]{{1,20}} ){{0,3}}?(?:program|query|script)\b"
    r"|what (?:is|would be) the (?:pseudo-?code|code snippet)\b)"
)
_ANNOUNCES_CODE = phrase(
    r"\b(?:here(?:['’]s| is| are)|the following|below is)"
    r"(?: [\w+#'’\-]{1,20}){0,8}? (?:code|pseudo-?code|snippet|program|script|implementation)\b"
    r"[^.:;\n]{0,80}:[*_]{0,3}(?=[ \t]{0,4}(?:\n|\Z))"
)


@card_rule("A207", "promised-code-missing", Severity.WARNING)
def promised_code_missing(view: CardView) -> Iterator[Hit]:
    """The question asks for code, or the answer announces some, and the answer has none.

    Why:
        The code has been lost on the way from the model to the file.

    Bad:
        #### Swapping
        :p How does Python swap two names without a third one?
        ??x
        By unpacking a tuple. Here is the code that does it:
        x??

    Good:
        #### Swapping
        :p How does Python swap two names without a third one?
        ??x
        By unpacking a tuple. Here is the code that does it:
        ```python
        a, b = b, a
        ```
        x??
    """
    answer, question = view.answer, view.question
    if answer is None or OPAQUE in answer.text:
        return
    if found := _announced(answer):
        message = f"{quoted(found[0])} is followed by no code: write it, or drop the sentence"
        yield Hit(answer.span(found), message)
    elif question and (found := _ASKS_FOR_CODE.match(question.text)):
        message = f"{quoted(found[0].strip())}, and the answer holds no code: write some"
        yield Hit(question.span(found), message)


def _announced(answer: Prose) -> re.Match[str] | None:
    """Return the announcement of code of an answer that has none."""
    return None if OPAQUE in answer.text else _ANNOUNCES_CODE.search(answer.text)


# -- A209


@card_rule("A209", "repeated-lines", Severity.WARNING)
def repeated_lines(view: CardView, times: int = 4, letters: int = 15) -> Iterator[Hit]:
    """An answer repeats one line over and over.

    Why:
        That is how a language model fails: it falls into a loop. `times` is how often a line
        of `letters` letters or more has to be there; in code, which may well repeat a line,
        it has to be half of the code too.

    Bad:
        #### Deadlock
        :p What is a deadlock?
        ??x
        Each thread waits for a lock that another one holds.
        Each thread waits for a lock that another one holds.
        Each thread waits for a lock that another one holds.
        Each thread waits for a lock that another one holds.
        x??

    Good:
        #### Deadlock
        :p What is a deadlock?
        ??x
        Each thread waits for a lock that another one holds.
        x??
    """
    if view.answer is None or view.answer.part.text.count("\n") < times - 1:
        return
    for lines, share in _blocks(view.answer):
        at: dict[str, list[Span]] = defaultdict(list)
        for line, span in lines:
            at[line].append(span)
        for line, spans in at.items():
            is_many = len(spans) >= times and len(spans) >= share * len(lines)
            if is_many and sum(map(str.isalpha, line)) >= letters:
                shown = shortened(line, 50)
                yield Hit(spans[1], f"{shown!r} is there {len(spans)} times: once is enough")


#: Lines with their places, and what part of them a repeated one has to be.
_Block = tuple[list[tuple[str, Span]], float]


def _blocks(answer: Prose) -> Iterator[_Block]:
    """Yield the lines outside of code, and those of each block of code."""
    part = answer.part
    code = part.code_lines
    lines = zip(part.text.split("\n"), part.lines, strict=True)
    yield [(line.strip(), at) for n, (line, at) in enumerate(lines) if n not in code], 0
    for snippet in part.snippets:
        lines = zip(snippet.code.split("\n"), snippet.lines, strict=False)
        yield [(line.strip(), at) for line, at in lines if line.strip()], 0.5

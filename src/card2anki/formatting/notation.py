r"""One notation inside the parts of a card: labels of code, formulas without blanks around.

Questions are left as they are: a card is known again by what it asks, and its learner's
history hangs on that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from card2anki.languages import first_word, is_known
from card2anki.model import Card, Deck, Edit, Part, Snippet, Span
from card2anki.prose import prose_of

#: Other names that say the same as a language's own: no dialect, and no other lexer.
SPELLINGS: dict[str, tuple[str, ...]] = {
    "bash": ("sh", "shell"),
    "cpp": ("c++", "cc", "cxx", "cplusplus"),
    "csharp": ("c#", "cs"),
    "dockerfile": ("docker",),
    "elixir": ("ex", "exs"),
    "fsharp": ("f#", "fs"),
    "go": ("golang",),
    "graphql": ("gql",),
    "haskell": ("hs",),
    "javascript": ("js",),
    "kotlin": ("kt",),
    "makefile": ("make", "mk"),
    "markdown": ("md",),
    "objective-c": ("objc", "objectivec", "obj-c"),
    "perl": ("pl",),
    "powershell": ("ps1", "posh", "pwsh"),
    "protobuf": ("proto",),
    "pseudocode": ("pseudo", "pseudo-code"),
    "python": ("py", "py3", "python3"),
    "ruby": ("rb",),
    "rust": ("rs",),
    "text": ("plaintext", "plain", "txt"),
    "typescript": ("ts",),
    "yaml": ("yml",),
}
_SPELT = {other: name for name, others in SPELLINGS.items() for other in others}
_LINE_BREAK = re.compile("\n")
_LABEL = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3,}|~{3,})([ \t]*[^\s`]+)")


def notation_edits(deck: Deck) -> Iterator[Edit]:
    """Yield the edits that write labels and formulas in one way."""
    seen: set[Span] = set()
    for card in deck.cards:
        for part in _free_parts(card):
            if part.span not in seen:
                seen.add(part.span)
                yield from _labels(deck.source.text, part)
                yield from _formulas(part)


def _free_parts(card: Card) -> Iterator[Part]:
    """Yield the parts of a card by which it is not known."""
    heading = None if card.asked_by_heading else card.heading
    yield from (part for part in (heading, card.context, card.answer) if part)


def _labels(text: str, part: Part) -> Iterator[Edit]:
    for snippet in part.snippets:
        found = _LABEL.match(text, snippet.fence.start, snippet.fence.end)
        if found and snippet.label and found[1] != (label := _label(snippet)):
            yield Edit(Span(*found.span(1)), label)


def _label(snippet: Snippet) -> str:
    written = first_word(snippet.label)
    folded = written.lower()
    return _SPELT.get(folded, folded if is_known(folded) else written)


def _formulas(part: Part) -> Iterator[Edit]:
    if "\\" not in part.text and "$" not in part.text:
        return
    starts = [0, *(found.end() for found in _LINE_BREAK.finditer(part.text))]
    for formula in prose_of(part).formulas:
        number = bisect_right(starts, formula[0]) - 1
        base = part.lines[number].start - starts[number]
        for start, end in _blanks_inside(part.text, *formula):
            yield Edit(Span(base + start, base + end), "")


def _blanks_inside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where blanks stand at the ends of a formula on one line, which TeX does not see."""
    width = 1 if text[start] == "$" != text[start + 1] else 2
    formula = text[start + width : end - width]
    if "\n" in formula:
        return
    bare = formula.strip(" \t")
    first = start + width + len(formula) - len(formula.lstrip(" \t"))
    last = first + len(bare)
    if start + width < first:
        yield start + width, first
    if last < end - width and not bare.endswith("\\"):
        yield last, end - width

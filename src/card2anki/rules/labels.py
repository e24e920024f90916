"""L: the label of a block of code, which names its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from card2anki.languages import first_word, is_known
from card2anki.languages.labels import Better, guess, named_on_first_line
from card2anki.model import Edit, Safety, Severity, Snippet, Source, Span
from card2anki.rule import CardView, Changes, Hit, card_rule, code_rule, safe, unsafe

_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([^`\r\n]*)")


@card_rule("L501", "unlabelled-fence", Severity.WARNING, fix=Safety.UNSAFE)
def unlabelled_fence(view: CardView) -> Iterator[Hit]:
    """Code has no label that names its language.

    Why:
        Without one it is shown without colours and can't be checked. What is no code, such as
        a diagram or what a program printed, is told as an info: its label is `text`.

    Bad:
        #### Swapping
        :p How does Python swap two names?
        ??x
        ```
        def swap(a, b):
            return b, a
        ```
        x??

    Good:
        #### Swapping
        :p How does Python swap two names?
        ??x
        ```python
        def swap(a, b):
            return b, a
        ```
        x??
    """
    for snippet in view.snippets:
        if snippet.label or not snippet.code.strip():
            continue
        ticks, _ = opening(view.source, snippet)
        language, edits = _guess(snippet)
        if language:
            fix = unsafe(Edit(Span(ticks.end, ticks.end), language), *edits)
            yield Hit(ticks, f"code without a label: most likely it is {language!r}", fix)
        else:
            message = "block without a label: name its language, or 'text'"
            yield Hit(ticks, message, severity=Severity.INFO)


def opening(source: Source, snippet: Snippet) -> tuple[Span, Span]:
    """Return where the opening fence stands, and its label."""
    found = _FENCE.search(source.text, snippet.fence.start)
    if found is None:
        return snippet.fence, snippet.fence
    label = Span(found.start(2), found.start(2) + len(found[2].rstrip()))
    return Span(*found.span(1)), label


def _guess(snippet: Snippet) -> tuple[str, tuple[Edit, ...]]:
    """Return the language of a snippet that has no label, and what else is to be edited."""
    if named := named_on_first_line(snippet.code):
        return named, (Edit(Span(snippet.lines[0].start, snippet.lines[1].start), ""),)
    return guess(snippet.code), ()


#: Languages that are written often enough to be misspelt, with long names: a short one is too
#: near to others.
_COMMON = (
    "assembly", "csharp", "fsharp", "haskell", "javascript", "kotlin", "markdown", "plaintext",
    "powershell", "pseudocode", "python", "scala", "shell", "swift", "terraform", "typescript",
)  # fmt: skip
_DECORATION = "{}[]()`.,:;"
_PREFIX = re.compile(r"lang(?:uage)?-")
_VERSION = re.compile(r"[-_]?v?\d[\d.]*\+?\Z")
_LONGEST = 40


@card_rule("L502", "unknown-label", Severity.WARNING, fix=Safety.SAFE)
def unknown_label(view: CardView) -> Iterator[Hit]:
    """The label of a block names no known language.

    Why:
        The code is shown without colours, and no rule for its language looks at it.

    Bad:
        #### Swapping
        :p How does Python swap two names?
        ??x
        ```pyhton
        a, b = b, a
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
    """
    for snippet in view.snippets:
        word = first_word(snippet.label)
        if not word or _is_a_language(word.lower()):
            continue
        _, label = opening(view.source, snippet)
        span = Span(label.start, label.start + len(word))
        meant = _meant(word)
        if meant:
            yield Hit(span, f"unknown label {word!r}: write {meant!r}", safe(Edit(span, meant)))
        else:
            yield Hit(span, f"unknown label {word!r}: name the language, or write 'text'")


@code_rule("L503", "wrong-label", Severity.WARNING, fix=Safety.UNSAFE, changes=Changes.TEXT)
def wrong_label() -> Iterator[Hit]:
    """Code does not parse in the language of its label, and does in another that it looks like.

    Why:
        It is shown in the wrong colours and checked against the wrong rules. Nothing else is
        said of it: once the label is right, it is checked as what it is. Where the other
        language is one that is not checked, it is a guess.

    Bad:
        #### Area
        :p How does Python define a function of two parameters?
        ??x
        ```java
        def area(width, height):
            return width * height
        ```
        x??

    Good:
        #### Area
        :p How does Python define a function of two parameters?
        ??x
        ```python
        def area(width, height):
            return width * height
        ```
        x??
    """
    yield from ()


def label_hit(source: Source, snippet: Snippet, better: Better) -> Hit:
    """Return what is said of a label that is wrong."""
    _, label = opening(source, snippet)
    word = first_word(snippet.label)
    span = Span(label.start, label.start + len(word))
    how = "parses as" if better.is_proven else "reads like"
    told = f"label {word!r} is wrong: the code {how} {better.language!r}, label it so"
    return Hit(span, told, unsafe(Edit(span, better.language)))


def _is_a_language(word: str) -> bool:
    """Say whether we know a language of that name, or Pygments does."""
    if is_known(word):
        return True
    from card2anki.render.highlight import lexer_of

    return lexer_of("", word) is not None


def _meant(word: str) -> str:
    """Return the label that is certainly meant, or ""."""
    if len(word) > _LONGEST:
        return ""
    bare = _PREFIX.sub("", word.lower().strip(_DECORATION), count=1)
    for name in (bare, _VERSION.sub("", bare)):
        if (len(name) > 1 or name == "c") and _is_a_language(name):
            return name
    near = get_close_matches(bare, _COMMON, 1, 0.82)
    return near[0] if near and near[0][0] == bare[0] else ""

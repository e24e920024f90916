"""L: how code stands on a card, whatever its language: its characters, its size, markup in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from card2anki.model import Edit, Fix, Safety, Severity, Span
from card2anki.prose import OPAQUE
from card2anki.rule import CardView, Hit, card_rule, safe
from card2anki.rules.removal import without_block

#: Characters that look like one of code and are another, and what they stand for; "" for those
#: that can't be seen, None where that is not certain.
_LOOK_ALIKES: dict[str, str | None] = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4", "'"),
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "
    ),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
    **dict.fromkeys("\u2212\u2010\u2011", "-"),
    **dict.fromkeys("\u2013\u2014"),
    "\u037e": ";",
    **{chr(0xFF00 + n): chr(0x20 + n) for n in range(1, 0x5F)},
    **dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04", ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
}
_LOOKS_ALIKE = re.compile(f"[{''.join(_LOOK_ALIKES)}]+")
#: Text, or languages between whose words any text may stand.
_TEXT = {"", "html", "http", "latex", "markdown", "pseudocode", "razor", "text", "tsx", "xml"}
_APOSTROPHE = re.compile(r"(?<=\w)\u2019(?=\w)")
#: Compilers print typographic quotes; what they print stands among commands.
_PRINTED = re.compile(r"\b(?:error|note|warning): ")
#: No more than so much of a line is looked at.
_FAR = 500


@card_rule("L504", "look-alike-characters", Severity.WARNING, fix=Safety.SAFE)
def look_alike_characters(view: CardView) -> Iterator[Hit]:
    """Code holds characters that look like others: curly quotes, a minus sign, a hard blank.

    Why:
        A word processor put them there. The code does not compile, and nobody sees why.

    Bad:
        #### Greeting
        :p How does Python print a greeting?
        ??x
        ```python
        print(“hello”)
        ```
        x??

    Good:
        #### Greeting
        :p How does Python print a greeting?
        ??x
        ```python
        print("hello")
        ```
        x??
    """
    for snippet in view.snippets:
        code = snippet.code
        if code.isascii() or snippet.language in _TEXT or not _LOOKS_ALIKE.search(code):
            continue
        for found in _LOOKS_ALIKE.finditer(_without_strings(code, snippet.language)):
            if not _is_text(code, found):
                span = snippet.locate(*found.span())
                yield Hit(span, *_replacement(found[0], span))


def _is_text(code: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    near = max(0, start - _FAR)
    line = max(near, code.rfind("\n", near, start) + 1)
    is_apostrophe = _APOSTROPHE.match(code, start) is not None
    return is_apostrophe or _PRINTED.search(code, line, end) is not None


def _replacement(characters: str, span: Span) -> tuple[str, Fix | None]:
    """Return what is to be said of characters, and the fix where it is certain."""
    names = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(characters))
    meant = [_LOOK_ALIKES[character] for character in characters]
    certain = "".join(one for one in meant if one is not None)
    if None in meant:
        return f"{names} in the code: it looks like a hyphen and is none", None
    what = f"write {certain!r}" if certain else "it can't be seen: remove it"
    return f"{names} in the code: {what}", safe(Edit(span, certain))


def _without_strings(code: str, language: str) -> str:
    """Return code with OPAQUE characters for its strings and comments; "" if nobody knows them."""
    from pygments.token import Comment, String

    from card2anki.render.highlight import lexer_of

    lexer = lexer_of(code, language)
    if lexer is None:
        return ""
    pieces = [
        text if {Comment, String}.isdisjoint(kind.split()) else OPAQUE * len(text)
        for _, kind, text in lexer.get_tokens_unprocessed(code + "\n")
    ]
    bare = "".join(pieces)
    return bare if len(bare) == len(code) + 1 else ""  # some lexers lose text


@card_rule("L505", "long-line", Severity.INFO)
def long_line(view: CardView, length: int = 80) -> Iterator[Hit]:
    """A line of code is longer than 80 characters (option `length`).

    Why:
        On a phone it is broken, or has to be scrolled to be read.

    Bad:
        #### Greeting
        :p How does Python print a greeting?
        ??x
        ```python
        print("good morning to everybody who has come so early, and to the others as well")
        ```
        x??

    Good:
        #### Greeting
        :p How does Python print a greeting?
        ??x
        ```python
        print("good morning")
        ```
        x??
    """
    for snippet in view.snippets:
        for line, text in zip(snippet.lines, snippet.code.split("\n"), strict=False):
            width = len(text.rstrip())
            if width > length:
                span = Span(line.start + length, line.start + width)
                yield Hit(span, f"line of {width} characters: break it within the first {length}")


@card_rule("L506", "long-block", Severity.WARNING)
def long_block(view: CardView, lines: int = 40, many: int = 30) -> Iterator[Hit]:
    """A block of code is too long to be recalled.

    Why:
        A card is learnt when one look at its answer is enough. Beyond `many` lines it is told,
        beyond `lines` it is a warning; blank lines do not count.

    Bad:
        #### Counting
        :p How does one count to four by hand?
        ??x
        ```python
        total = 1
        total = total + 2
        total = total + 3
        total = total + 4
        total = total + 5
        total = total + 6
        total = total + 7
        total = total + 8
        total = total + 9
        total = total + 10
        total = total + 11
        total = total + 12
        total = total + 13
        total = total + 14
        total = total + 15
        total = total + 16
        total = total + 17
        total = total + 18
        total = total + 19
        total = total + 20
        total = total + 21
        total = total + 22
        total = total + 23
        total = total + 24
        total = total + 25
        total = total + 26
        total = total + 27
        total = total + 28
        total = total + 29
        total = total + 30
        total = total + 31
        ```
        x??

    Good:
        #### Counting
        :p How does one count to four?
        ??x
        ```python
        for number in range(1, 5):
            print(number)
        ```
        x??
    """
    for snippet in view.snippets:
        count = sum(1 for line in snippet.code.split("\n") if line.strip())
        if count > min(lines, many):
            severity = None if count > lines else Severity.INFO
            message = f"block of {count} lines: show the few that matter"
            yield Hit(snippet.fence, message, severity=severity)


@card_rule("L507", "empty-block", Severity.ERROR, fix=Safety.SAFE)
def empty_block(view: CardView) -> Iterator[Hit]:
    """A block of code holds no code.

    Why:
        The card shows an empty box. Either the code got lost, or the fences are left over.

    Bad:
        #### Swapping
        :p How does Python swap two names?
        ??x
        By unpacking a tuple.
        ```python
        ```
        x??

    Good:
        #### Swapping
        :p How does Python swap two names?
        ??x
        By unpacking a tuple.
        x??
    """
    for prose in view.parts:
        for snippet in prose.part.snippets:
            if not snippet.code.strip():
                fix = without_block(view.source, prose.part, snippet)
                yield Hit(snippet.fence, "block without code: write it or remove the block", fix)


_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|apos|nbsp|#39|#x27);")
_MARKED_UP = {"html", "xml", "razor", "markdown", "php", "javascript", "typescript", "tsx"}
_TEX = re.compile(
    r"\\[(\[] ?[^\n]{0,200}?\\[a-zA-Z]{2,}[^\n]{0,200}?\\[)\]]"
    r"|\\(?:[dt]?frac|sqrt|text|math(?:bb|bf|cal|rm))\{|\\(?:approx|cdot|geq|infty|leq|neq|times)\b"
)
_SPEAKS_TEX = {"latex", "markdown", "matlab", "python", "r"}


@card_rule("L508", "markup-in-code", Severity.INFO)
def markup_in_code(view: CardView) -> Iterator[Hit]:
    r"""Code holds HTML entities or TeX, which are shown as they are written.

    Why:
        Nothing in a block is markup: the card shows `&lt;`, not `<`, and `\times`, not the sign.
        A formula belongs into the text.

    Bad:
        #### Comparing
        :p How does Java compare two numbers?
        ??x
        ```java
        boolean isLess = a &lt; b;
        ```
        x??

    Good:
        #### Comparing
        :p How does Java compare two numbers?
        ??x
        ```java
        boolean isLess = a < b;
        ```
        x??
    """
    for snippet in view.snippets:
        code, language = snippet.code, snippet.language
        if language not in _MARKED_UP and (found := _entity(code, language)):
            span = snippet.locate(*found.span())
            yield Hit(span, f"HTML entity {found[0]!r} is shown as such: write the character")
        if language not in _SPEAKS_TEX and (found := _TEX.search(code)):
            span = snippet.locate(*found.span())
            yield Hit(span, f"TeX {found[0]!r} is shown as such: write the formula as text")


def _entity(code: str, language: str) -> re.Match[str] | None:
    """Return the first entity that is in no string: a program may well make HTML."""
    if not _ENTITY.search(code):
        return None
    return _ENTITY.search(_without_strings(code, language) or code)

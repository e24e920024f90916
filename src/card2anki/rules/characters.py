"""M: characters that are not what was written: what nobody can see, what a PDF joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from card2anki.model import Edit, Fix, Safety, Severity, Span
from card2anki.rule import CardView, Changes, Hit, Subject, card_rule, deck_rule, safe, unsafe

#: A tab is one only where a command of TeX has lost its backslash and its t to it.
_CONTROL = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f][\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]*"
)
_EATEN_TAB = re.compile(r"(?:(?<=\S)|(?<=\S ))\t(?=(?:frac|heta|ilde|imes)(?![a-z])|ext\{)")
#: What a program takes for an escape, by the character it makes of it, and what follows the
#: letter in the commands of TeX that begin so.
_ESCAPES = {
    "\a": ("a", re.compile(r"(?:leph|lpha|ngle|pprox|st)(?![a-z])")),
    "\b": ("b", re.compile(r"(?:ar|egin|eta|inom|mod|oldsymbol|ullet)(?![a-z])")),
    "\t": ("t", re.compile(r"(?:ext|frac|heta|ilde|imes)(?![a-z])")),
    "\v": ("v", re.compile(r"(?:arepsilon|arphi|dots|ec|ee|ert)(?![a-z])")),
    "\f": ("f", re.compile(r"(?:lat|orall|rac)(?![a-z])")),
    "\x1b": ("e", re.compile(r"(?:ll|mptyset|psilon|quiv|ta|xists)(?![a-z])")),
}
#: What a PDF's font for symbols has at the place of a control character.
_SYMBOLS = {
    "\x11": ("≡", r"\equiv"),
    "\x14": ("≤", r"\leq"),
    "\x15": ("≥", r"\geq"),
    "\x18": ("∼", r"\sim"),
}
_LETTERS = re.compile(r"[a-z]*")


@deck_rule("M604", "control-character", Severity.WARNING, fix=Safety.SAFE, changes=Changes.TEXT)
def control_character(subject: Subject) -> Iterator[Hit]:
    """A control character stands in the text.

    Why:
        It can't be seen, and it is mostly what is left of something else: a form feed of the
        command for fractions, a letter of a PDF. On the card its picture is shown instead.

    Bad:
        #### Mean
        :p How is the mean of two numbers written?
        ??x
        As \\( \frac{a + b}{2} \\), half their sum.
        x??

    Good:
        #### Mean
        :p How is the mean of two numbers written?
        ??x
        As \\( \\frac{a + b}{2} \\), half their sum.
        x??
    """  # noqa: D301 - a raw docstring can't hold the character
    text = subject.deck.source.text
    for found in _CONTROL.finditer(text):
        if found[0] == "\t" and not _EATEN_TAB.match(text, found.start()):
            continue
        message, fix = _judged(text, found)
        names = ", ".join(f"U+{ord(c):04X}" for c in found[0][:4])
        more = ", ..." if len(found[0]) > 4 else ""
        yield Hit(Span(*found.span()), f"control character {names}{more}{message}", fix)


def _judged(text: str, found: re.Match[str]) -> tuple[str, Fix | None]:
    """Return what is to be said of control characters, and the fix if there is one."""
    characters, span = found[0], Span(*found.span())
    if characters in _ESCAPES:
        letter, follows = _ESCAPES[characters]
        if follows.match(text, span.end):
            command = f"\\{letter}{_LETTERS.findall(text[span.end : span.end + 20])[0]}"
            return f", left of {command}: write that", safe(Edit(span, f"\\{letter}"))
    if meant := _windows(text, found):
        return f", in Windows-1252 {meant!r}: write that", safe(Edit(span, meant))
    if characters in _SYMBOLS:
        symbol, command = _SYMBOLS[characters]
        fix = unsafe(Edit(span, symbol))
        if text.endswith("\\", 0, span.start):
            blank = " " if text[span.end : span.end + 1].isalpha() else ""
            fix = unsafe(Edit(Span(span.start - 1, span.end), command + blank))
        return f", most likely {symbol!r} of a PDF: write what it was", fix
    return ": remove it or write what it was", None


def _windows(text: str, found: re.Match[str]) -> str:
    """Return what bytes of Windows-1252 mean, unless they may be some of UTF-8."""
    if found[0] < "\x80" or "\xc0" <= text[found.start() - 1 : found.start()] <= "\xff":
        return ""
    try:
        return found[0].encode("latin-1").decode("cp1252")
    except UnicodeError:
        return ""


_JOINED = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
#: Alone, a ligature is spoken of.
_LIGATURE = re.compile(r"(?<=[^\W\d_ﬀ-ﬆ])[ﬀ-ﬆ]+|[ﬀ-ﬆ]+(?=[^\W\d_])")


@card_rule("M607", "ligature", Severity.INFO, fix=Safety.SAFE)
def ligature(view: CardView) -> Iterator[Hit]:
    """Two letters of a word are one character, as in a PDF.

    Why:
        A search for the word does not find it.

    Bad:
        #### Salting
        :p Why is each password hashed with a salt of its own?
        ??x
        So that it is diﬃcult to ﬁnd equal ones.
        x??

    Good:
        #### Salting
        :p Why is each password hashed with a salt of its own?
        ??x
        So that it is difficult to find equal ones.
        x??
    """
    for prose in view.parts:
        if prose.text.isascii():
            continue
        for found in _LIGATURE.finditer(prose.text):
            letters = "".join(_JOINED[character] for character in found[0])
            span = prose.span(found)
            message = f"ligature {found[0]!r} of a PDF: write {letters!r}"
            yield Hit(span, message, safe(Edit(span, letters)))

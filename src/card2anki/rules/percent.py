"""L: the sign ``%`` in code that has been lost, and spelt as the word for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from card2anki.model import Edit, Fix, Safety, Severity, Snippet
from card2anki.rule import CardView, Hit, card_rule, safe, unsafe

#: Text, in which the word is a word.
_TEXT = frozenset({"", "http", "latex", "markdown", "pseudocode", "text"})
_WORD = re.compile(r"percent", re.IGNORECASE)
#: What stands behind the sign in a format: how long it is, of which type; never a whole word.
_FORMAT = re.compile(
    r"[-+0#]{0,3}\d{0,3}(?:\.\d{1,3})?(?:hh?|ll?|[Lqjzt])?[diouxXeEfFgGaAcpsn](?!\w)"
)
#: What takes a format, or shows that there is one.
_FORMATS = re.compile(r"(?:printf|scanf|[fF]ormat|[lL]og|Errorf|Fatalf)\w{0,20}[ \t]?\(")
_REGISTER = re.compile(
    r"(?:[er]?(?:[abcd]x|sp|bp|si|di|ip)|[abcd][lh]|r(?:[89]|1[0-5])[dwb]?|[cdefgs]s|[xyz]mm\d{1,2}"
    r"|cr\d|eflags)\b"
)
#: The best known of all patterns: an address of e-mail, ``[A-Za-z0-9._%+-]``.
_ADDRESS = re.compile(r"\+-\]")
#: What stands on both sides of a remainder.
_LEFT = re.compile(r"[\w)\]] \Z")
_RIGHT = re.compile(r" [\w.]{1,40}(?:\(\))?[ \t]?(?:[=!<>]=|[<>;\]])")
_COMMENT = re.compile(r"//|#|/\*|^\s*\*|--")
#: So much of a line is looked at.
_FAR = 500


@card_rule("L509", "lost-percent-sign", Severity.WARNING, fix=Safety.SAFE)
def lost_percent_sign(view: CardView) -> Iterator[Hit]:
    """The sign `%` of a format, a register or a remainder is spelt as the word `percent`.

    Why:
        A program that writes numbers out, or speech to text, has been over the code. It does not
        compile, or prints the word. Where the word is English it is left alone.

    Bad:
        #### Cups
        :p How does C print the number of cups?
        ??x
        ```c
        printf("percentd cups", cups);
        ```
        x??

    Good:
        #### Cups
        :p How does C print the number of cups?
        ??x
        ```c
        printf("%d cups", cups);
        ```
        x??
    """
    for snippet in view.snippets:
        if snippet.language in _TEXT or "percent" not in snippet.code.lower():
            continue
        for found in _WORD.finditer(snippet.code):
            told = _told(snippet, found)
            if told:
                yield told


def _told(snippet: Snippet, found: re.Match[str]) -> Hit | None:
    code = snippet.code
    start, end = found.span()
    line = max(code.rfind("\n", 0, start) + 1, start - _FAR)
    before = code[line:start]
    if before[-1:].isalpha() or before[-1:] == "_":
        return None
    if _is_quoted(before):
        return _in_string(snippet, before, start, end)
    if _REGISTER.match(code, end):
        return _hit(snippet, start, end, "before the name of a register", safe)
    is_remainder = _LEFT.search(before) and _RIGHT.match(code, end) and not _COMMENT.search(before)
    if is_remainder and found[0].islower():
        return _hit(snippet, start, end, "between two values", unsafe)
    return None


_QUOTES = re.compile(r"\\.|[\"'`]")


def _is_quoted(before: str) -> bool:
    """Say whether a string is open at the end of a line's beginning."""
    quote = ""
    for sign in _QUOTES.findall(before):
        if len(sign) == 1:
            quote = sign if not quote else "" if sign == quote else quote
    return bool(quote)


def _in_string(snippet: Snippet, before: str, start: int, end: int) -> Hit | None:
    if _ADDRESS.match(snippet.code, end) and before[-2:] == "_ ":
        return _hit(snippet, start - 1, end, "in a pattern", safe)
    format_ = _FORMAT.match(snippet.code, end)
    if format_ is None or before[-1:].isalnum():
        return None
    is_word = format_[0] == "s" or format_[0][0] == "-"  # percents, percent-a
    if is_word and not _FORMATS.search(before):
        return None
    return _hit(snippet, start, end, f"of the format '%{format_[0]}'", safe)


def _hit(snippet: Snippet, start: int, end: int, where: str, fix: Callable[[Edit], Fix]) -> Hit:
    span = snippet.locate(start, end)
    told = f"'percent' stands for the sign {where}: write '%'"
    return Hit(span, told, fix(Edit(span, "%")))

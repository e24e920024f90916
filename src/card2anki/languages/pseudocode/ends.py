"""The words that end blocks: ``end if``, ``endwhile``, ``fi``, ``next i``, and what they end."""

from __future__ import annotations

from collections.abc import Sequence

from card2anki.languages.pseudocode import words
from card2anki.languages.pseudocode.drafts import Draft, Found
from card2anki.languages.pseudocode.lines import Does, Line
from card2anki.languages.pseudocode.reader import Reader
from card2anki.languages.pseudocode.text import Text
from card2anki.languages.pseudocode.tree import Form, Kind, Role

_ANY = frozenset({"if", "for", "while", "loop", "function", "class", "switch", "try"})
_NO_VARIABLE = frozenset({"to", "we", "is", "if"})
_LOOPS = frozenset({"loop", "for", "while"})


def end_of(reader: Reader, n: int, last: int) -> Found | None:
    """Read the end of a block: ``end``, ``end if``, ``endif``, ``fi``, ``end procedure Foo``."""
    text = reader.text
    word = text.folded[n]
    closes, behind = _closed(reader, n, last)
    if not closes:
        return None
    if reader.is_in(behind, last, {";", "."}):
        behind += 1
    if reader.is_in(behind, last, {"else", "elif", "elsif", "elseif", "until"}):
        last = behind
    if behind < last and (word == "next" or behind - n < 2 or last - behind > 2):
        return None
    if behind < last:
        reader.phrase(behind, last)
    text.give_words(n, min(behind, last), Role.KEYWORD)
    return Draft(Form.END, n, last, keyword=n, closes=closes), last


def _closed(reader: Reader, n: int, last: int) -> tuple[str, int]:
    """Return what a word ends, with the token behind it; "" where it ends nothing."""
    text = reader.text
    word = text.folded[n]
    if word == "end":
        behind = n + 2 if reader.is_in(n + 1, last, {"-", "_"}) else n + 1
        if behind < last and text.folded[behind] in words.CLOSED:
            return words.CLOSED[text.folded[behind]], behind + 1
        return "any", n + 1
    if word.startswith("end") and (kind := words.CLOSED.get(word[3:].lstrip("_"))):
        return kind, n + 1
    if word == "next":
        is_variable = (
            n + 2 == last and text.kinds[n + 1] is Kind.WORD and len(text.words[n + 1]) < 3
        )
        is_ended = n + 1 == last or (is_variable and not reader.is_in(n + 1, last, _NO_VARIABLE))
        return ("for", n + is_variable + 1) if is_ended else ("", n)
    if word == "done" and "do" not in reader.vocabulary:
        return "", n
    return words.ENDS.get(word, ""), n + 1


def expected_ends(reader: Reader, lines: Sequence[Line]) -> tuple[frozenset[str], bool]:
    """Return the kinds of blocks that end with a word in a text, and if it has a ``begin``.

    A bare ``end`` ends any block, unless there is a ``begin`` that it belongs to.
    """
    text, found = reader.text, set[str]()
    for line in lines:
        if line.does is Does.SAYS and (ended := end_of(reader, line.first, line.last)):
            is_bare = text.folded[line.first] == "next" and line.last == line.first + 1
            found |= set() if is_bare else {ended[0].closes}
    has_begin = "any" in found and any(
        text.folded[line.first] == "begin" or text.folded[line.last - 1] == "begin"
        for line in lines
    )
    if "any" in found and not has_begin:
        found |= _ANY
    return frozenset(found), has_begin


def fits(opener: Draft, end: Draft, *, has_begin: bool) -> bool:
    """Say whether an ``END`` may end a block; a bare one ends what begins with ``begin``."""
    if not opener.is_header or not opener.closes:
        return False
    if end.closes == "any" and has_begin:
        return opener.expects_end or opener.closes in ("switch", "class", "function")
    if end.closes in ("any", opener.closes):
        return opener.closes != "case"
    if opener.closes == "with" and opener.form in (Form.BLOCK, Form.LABEL):
        return True
    return end.closes == "loop" and opener.closes in _LOOPS


def ends_unknown(last: Draft, end: Draft) -> bool:
    """Say whether a bare ``END`` ends the lines that are indented below what is no header here."""
    is_bare = end.last == end.first + 1
    return is_bare and bool(last.children) and not (last.is_header or last.is_ended)


def is_stop(text: Text, end: Draft) -> bool:
    """Say whether a bare ``END`` that ends no block stops the program, as in ``50 END``."""
    return end.closes == "any" and text.lines[end.first] in text.markers

"""One statement of a line: what its first word makes of it, and where its head ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from card2anki.languages.pseudocode import words
from card2anki.languages.pseudocode.definitions import class_head, function_head, untitled_function
from card2anki.languages.pseudocode.drafts import Draft, Found
from card2anki.languages.pseudocode.ends import end_of
from card2anki.languages.pseudocode.heads import (
    arm_head,
    case_head,
    catch_head,
    condition_head,
    do_head,
    else_head,
    for_head,
    loop_head,
    plain_block,
    repeat_head,
    switch_head,
    until_head,
    with_head,
)
from card2anki.languages.pseudocode.reader import Reader
from card2anki.languages.pseudocode.simple import (
    assertion,
    calling,
    importing,
    jump,
    output,
    plain,
    result,
    setting,
    variable,
)
from card2anki.languages.pseudocode.tree import Form, Kind

#: Reads a statement that begins with its word.
Head = Callable[[Reader, int, int], Found | None]


def _heads() -> Mapping[str, Head]:
    table: list[tuple[frozenset[str], Head]] = [
        (frozenset({"call", "invoke"}), calling),
        (words.IMPORT, importing),
        (words.ASSERT, assertion),
        (words.OUTPUT, output),
        (words.DECLARATIONS, variable),
        (frozenset({"set"}), setting),
        (words.CLASS, class_head),
        (words.FUNCTION, function_head),
        (words.WITH, with_head),
        (words.CONDITIONS, condition_head),
        (words.ELSE_IF | words.ELSE, else_head),
        (words.FOR, for_head),
        (words.WHILE, condition_head),
        (words.LOOP, loop_head),
        (frozenset({"repeat", "do"}), repeat_head),
        (frozenset({"until"}), until_head),
        (words.SWITCH, switch_head),
        (words.CASE, case_head),
        (words.TRY | words.FINALLY, plain_block),
        (words.CATCH, catch_head),
        (words.RETURN | words.YIELD | words.THROW, result),
        (words.BREAK | words.CONTINUE | words.STOP | words.GOTO, jump),
    ]
    return {word: head for group, head in table for word in group}


_HEADS = _heads()


def read_statement(reader: Reader, first: int, last: int) -> Found:
    """Return the statement that begins at a token, and the token where the next one begins.

    That is ``last`` where nothing is left of the line; what is left behind a header is the
    beginning of its body.
    """
    text = reader.text
    n = reader.after_modifiers(first, last)
    if n < last and text.kinds[n] is Kind.WORD and not reader.is_name(n, last):
        if n == first and (ended := end_of(reader, n, last)):
            return ended
        head = _HEADS.get(text.folded[n])
        if head and (found := head(reader, n, last)):
            draft, behind = found
            draft.first = first
            return draft, max(behind, n + 1)
    for special in (untitled_function, arm_head, do_head):
        if found := special(reader, first, last):
            return found
    return plain(reader, first, last)


def opens_block(draft: Draft) -> Draft:
    """Return a statement as the header of the braces behind it."""
    if not draft.is_header:
        draft.is_header = True
        if draft.form in (Form.ACTION, Form.PROSE, Form.EXPRESSION, Form.LABEL):
            draft.form = Form.WITH
    return draft

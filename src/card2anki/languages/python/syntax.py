"""What to say of a snippet that does not parse: one mistake, where it is, and its fix.

Three know something of it. Ruff's parser, which reads the newest Python, decides that there is a
mistake. What parses once one character is mended had just that mistake. Else the words are those
of the Python that runs, if it stumbled on the same line, or ruff's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from card2anki.languages.python import wording
from card2anki.languages.python.repair import Repair, bracket_mistake, repair
from card2anki.languages.python.ruff import Remark
from card2anki.languages.python.scanner import Line, Token, logical_lines, scanned
from card2anki.languages.python.script import Script


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a text, by offsets of the text.

    ``is_visible`` says that readers can see it: who types in what they see makes it, too.
    """

    start: int
    end: int
    message: str
    edit: tuple[int, int, str] | None = None
    is_certain: bool = True
    is_indentation: bool = False
    is_visible: bool = True


#: What only a fragment says: the function around it is not shown.
_CONTEXT = re.compile("nonlocal declaration not allowed")


def lacks_function(remarks: Iterable[Remark]) -> bool:
    """Say whether a text declares names of a function that is not shown."""
    return any(
        one.code == "PLE0117" or (one.is_syntax and _CONTEXT.match(one.message)) for one in remarks
    )


def mistake(
    script: Script, tree: ast.Module | SyntaxError, remarks: Sequence[Remark]
) -> Mistake | None:
    """Return what is wrong with the syntax of a snippet; ``tree`` is what Python makes of it.

    Raises TooHardError.
    """
    text = script.text
    said = [one for one in remarks if one.is_syntax and not _CONTEXT.match(one.message)]
    error = tree if isinstance(tree, SyntaxError) else None
    if isinstance(error, TabError):
        return _of_tabs(script, error)
    if not said:
        return None
    if error is None:  # it parses, and does not compile
        return _of_ruff(script, said[0], ())
    tokens = scanned(text)
    if said[0].message.lower().startswith(wording.INDENTATION):
        return _of_indentation(script, said[0], logical_lines(text, tokens))
    if own := repair(text):
        return _of_repair(own)
    return (
        _of_string(script, said[0], tokens)
        or _of_brackets(script, said[0])
        or _of_python(script, error, said, tokens)
        or _of_ruff(script, said[0], tokens)
    )


def _of_repair(own: Repair) -> Mistake:
    edit = own.edit if own.is_offered else None
    return Mistake(own.start, own.end, own.message, edit, own.is_certain)


def _of_string(script: Script, remark: Remark, tokens: Sequence[Token]) -> Mistake | None:
    """Return the string without an end that has to do with what ruff found, if there is one."""
    for token in tokens:
        if token.kind == "unclosed" and script.row_of(token.start) <= remark.end[0]:
            is_plain = token.text.lstrip("rbftuRBFTU")[:3] not in ('"""', "'''")
            where = " on its line" if is_plain else ""
            told = f"a quote is missing: the string that begins here does not end{where}"
            return Mistake(token.start, token.start + len(token.text.partition("\n")[0]), told)
    return None


def _of_brackets(script: Script, remark: Remark) -> Mistake | None:
    """Return the bracket that has to do with what ruff found, if there is one."""
    own = bracket_mistake(script.text)
    if own is None or own.start > script.index(*remark.start):
        return None
    return Mistake(own.start, own.end, own.message)


def _of_tabs(script: Script, error: TabError) -> Mistake:
    start = script.index((error.lineno or 1) - 1, 0)
    row = script.rows[script.row_of(start)].text
    end = start + len(row) - len(row.lstrip())
    told = "tabs and blanks are mixed in the indentation: write blanks"
    return Mistake(start, end, told, is_indentation=True, is_visible=False)


def _of_indentation(script: Script, remark: Remark, lines: Sequence[Line]) -> Mistake:
    at = script.index(*remark.start)
    line = next((one for one in lines if one.end > at), lines[-1])
    told = remark.message.lower()
    if told.startswith("expected an indented block"):
        head = next((one for one in reversed(lines) if one.end <= at), lines[-1])
        word = head.tokens[1].text if head.word == "async" else head.word
        message = f"{word!r} has no body: indent what belongs to it, or write 'pass'"
        return Mistake(head.start, head.end, message, is_indentation=True)
    if told.startswith("unexpected indentation"):
        message = "indented deeper than the line above, which opens no block"
    else:
        message = "the indentation is that of no line above"
    return Mistake(line.tokens[0].start, line.tokens[0].end, message, is_indentation=True)


def _of_python(
    script: Script, error: SyntaxError, said: Sequence[Remark], tokens: Sequence[Token]
) -> Mistake | None:
    """Return what Python says, in our words, where it is about what ruff found."""
    row, column = (error.lineno or 1) - 1, (error.offset or 1) - 1
    told = wording.of_python(error.msg)
    if told is None or not any(one.start[0] <= row <= one.end[0] for one in said):
        return None
    start = script.index(row, column)
    end = script.index((error.end_lineno or row + 1) - 1, (error.end_offset or 0) - 1)
    if (said[0].start[0], said[0].start[1]) < (row, column) and said[0].start[0] == row:
        start = script.index(*said[0].start)  # Python knows only when it has read on
        end = script.index(*said[0].end)
    token = _token_at(tokens, start)
    if error.msg.startswith(("f-string", "(unicode error)")):  # where in it differs by version
        token = _token_at(tokens, max(0, script.index(*said[0].start) - 1))
        start, end = token.start, token.end
    if end <= start:
        start, end = token.start, token.end
    return Mistake(start, end, told.replace("{token}", repr(token.text)))


def _of_ruff(script: Script, remark: Remark, tokens: Sequence[Token]) -> Mistake:
    start, end = script.index(*remark.start), script.index(*remark.end)
    if not tokens:
        return Mistake(start, end, wording.of_ruff(remark.message))
    number = _number_at(tokens, start)
    is_end = tokens[number].kind in ("newline", "comment") or start >= tokens[number].end
    behind = number if start >= tokens[number].end else number - 1
    before = tokens[behind] if behind >= 0 else None
    shown = before if is_end and before else tokens[number]
    foreign = wording.of_tokens([one.text for one in tokens[max(0, number - 2) : number + 3]])
    told = foreign or wording.of_place(remark.message, tokens[number].text, before, is_end=is_end)
    return Mistake(shown.start, shown.end, told)


def _number_at(tokens: Sequence[Token], offset: int) -> int:
    return next((n for n, one in enumerate(tokens) if one.end > offset), len(tokens) - 1)


def _token_at(tokens: Sequence[Token], offset: int) -> Token:
    return tokens[_number_at(tokens, offset)]

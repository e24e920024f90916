"""Notes of other people's types to cards, as well as they go.

Question is what the front of the first template shows, answer what its back adds; a note with
gaps gives a card for each gap. What the format has no place for is named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from card2anki.anki.imported import Lost
from card2anki.anki.reading.contents import StoredNote, StoredType
from card2anki.anki.reading.fronts import cloze_fields, gaps, is_filled, shown_fields
from card2anki.importing.card import ImportedCard, Title, about, one_line
from card2anki.unrendering.blocks import Line
from card2anki.unrendering.fields import labelled, markdown_of

#: What opens a gap, what divides it from its hint, what closes it.
_GAP = re.compile(r"\{\{c(\d{1,4})::|::|\}\}")
_SOUND = re.compile(r"\[sound:([^\[\]]+)\]", re.IGNORECASE)
#: The formulas of Anki before MathJax, and what they are written with now.
_LATEX = (
    (re.compile(r"\[\$\]((?:(?!\[\$\]).)*?)\[/\$\]", re.DOTALL), r"\\(\1\\)"),
    (re.compile(r"\[\$\$\]((?:(?!\[\$\$\]).)*?)\[/\$\$\]", re.DOTALL), r"\\[\1\\]"),
    (re.compile(r"\[latex\]((?:(?!\[latex\]).)*?)\[/latex\]", re.DOTALL), r"\\(\1\\)"),
)
_DIVIDER = "<br><br>"
#: Each gap gives a card with all of the text: more than this, in characters, is no note to learn.
_LONGEST_CLOZE = 8_000_000


def foreign_cards(
    note: StoredNote,
    note_type: StoredType,
    deck: str,
    numbers: Collection[int],
    images: Mapping[str, str],
) -> Iterator[ImportedCard | Lost]:
    """Yield the cards of a note, and what of it they do not hold.

    ``numbers`` are those of the cards that Anki has of it.
    """
    values = dict(zip(note_type.fields, note.fields, strict=False))
    if note_type.is_cloze and len(numbers) * sum(map(len, note.fields)) > _LONGEST_CLOZE:
        yield Lost("notes with too many gaps for their length", about(note))
        return
    template = note_type.templates[0] if note_type.templates else None
    front = shown_fields(template.front) if template else ()
    back = [name for name in shown_fields(template.back) if name not in front] if template else []
    sides = list(_sides(note_type, values, front, back, numbers))
    if not sides:
        yield Lost(f"note type {note_type.name!r}: no question, or no answer", about(note))
        return
    for html in sides:
        question, answer = labelled(*(_lines(side, images) for side in html))
        yield ImportedCard(
            note=note,
            title=Title(one_line(deck.replace("::", ": "))),
            question=question,
            answer=answer,
            keeps_guid=len(sides) == 1,
        )
    if not note_type.is_cloze and len(numbers) > 1:
        yield Lost("further cards of a note, such as the reverse one", about(note))
    yield from _unheld(note, values, {*front, *back})


def _sides(
    note_type: StoredType,
    values: Mapping[str, str],
    front: Sequence[str],
    back: Sequence[str],
    numbers: Collection[int],
) -> Iterator[tuple[str, str]]:
    """Yield question and answer of each card, in HTML."""
    rest = _joined(values, back)
    if not note_type.is_cloze:
        question = _joined(values, front)
        if is_filled(question) and is_filled(rest):
            yield question, rest
        return
    text = _joined(values, cloze_fields(note_type))
    for number in sorted(gaps([text]) & {number + 1 for number in numbers}):
        question, answers = _with_gap(text, number)
        answer = _DIVIDER.join([*dict.fromkeys(answers), *([rest] if is_filled(rest) else [])])
        if is_filled(question) and is_filled(answer):
            yield question, answer


def _joined(values: Mapping[str, str], names: Sequence[str]) -> str:
    filled = (values.get(name, "") for name in names)
    return _DIVIDER.join(_SOUND.sub("", value) for value in filled if is_filled(value))


@dataclass(slots=True)
class _Open:
    """A gap that is being read: its number, and the pieces that open it and its hint."""

    number: int
    begin: int
    hint: int | None = None


def _with_gap(text: str, number: int) -> tuple[str, list[str]]:
    """Return a text with the gaps of a number left out and all others filled, and what fills them.

    Gaps may stand in each other. What opens no gap, or closes none, stays as it is.
    """
    answers: list[str] = []
    pieces: list[str] = []
    stack: list[_Open] = []
    at = 0
    for found in _GAP.finditer(text):
        pieces.append(text[at : found.start()])
        at = found.end()
        if found[0] == "}}" and stack:
            answers += _close(pieces, stack.pop(), number)
            continue
        if found[1]:
            stack.append(_Open(int(found[1]), len(pieces)))
        elif stack and stack[-1].hint is None:
            stack[-1].hint = len(pieces)
        pieces.append(found[0])
    return "".join([*pieces, text[at:]]), answers


def _close(pieces: list[str], gap: _Open, number: int) -> list[str]:
    """Leave a gap where it has the number asked for, and return what filled it; fill any other."""
    end = len(pieces) if gap.hint is None else gap.hint
    if gap.number != number:
        pieces[gap.begin] = ""
        del pieces[end:]
        return []
    answer, hint = "".join(pieces[gap.begin + 1 : end]), "".join(pieces[end + 1 :])
    pieces[gap.begin :] = [f"[{hint or '...'}]"]
    return [answer]


def _lines(html: str, images: Mapping[str, str]) -> list[Line]:
    for pattern, formula in _LATEX if "[" in html else ():
        html = pattern.sub(formula, html)
    return markdown_of(html, images, divides=True)


def _unheld(note: StoredNote, values: Mapping[str, str], used: set[str]) -> Iterator[Lost]:
    for name, value in values.items():
        if name not in used and is_filled(value):
            yield Lost(f"field {name!r}", about(note))
    for sound in dict.fromkeys(_SOUND.findall("".join(note.fields))):
        yield Lost("sounds", sound)
    for tag in note.tags:
        yield Lost("tags", tag)

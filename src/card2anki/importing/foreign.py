"""Notes of other people's types to cards, as well as they go.

Question is what the front of the first template shows, answer what its back adds; a note with
gaps gives a card for each gap. What the format has no place for is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from card2anki.anki.reading.contents import StoredNote, StoredType
from card2anki.anki.reading.fronts import cloze_fields, gaps, is_filled, shown_fields
from card2anki.anki.reading.outcome import Lost
from card2anki.importing.blocks import Line
from card2anki.importing.code import Coloured, languages_of
from card2anki.importing.fields import markdown_of
from card2anki.importing.imported import ImportedCard, Title

_GAP = re.compile(r"\{\{c(\d{1,4})::|\}\}")
_SOUND = re.compile(r"\[sound:([^\[\]]+)\]", re.IGNORECASE)
#: The formulas of Anki before MathJax, and what they are written with now.
_LATEX = (
    (re.compile(r"\[\$\]((?:(?!\[\$\]).)*?)\[/\$\]", re.DOTALL), r"\\(\1\\)"),
    (re.compile(r"\[\$\$\]((?:(?!\[\$\$\]).)*?)\[/\$\$\]", re.DOTALL), r"\\[\1\\]"),
    (re.compile(r"\[latex\]((?:(?!\[latex\]).)*?)\[/latex\]", re.DOTALL), r"\\(\1\\)"),
)
_DIVIDER = "<br><br>"


def foreign_cards(
    note: StoredNote, note_type: StoredType, deck: str, cards: int, images: Mapping[str, str]
) -> Iterator[ImportedCard | Lost]:
    """Yield the cards of a note, and what of it they do not hold.

    ``cards`` is how many Anki has of it.
    """
    about = f"{note.guid}: {_words(note)}"
    values = dict(zip(note_type.fields, note.fields, strict=False))
    template = note_type.templates[0] if note_type.templates else None
    front = shown_fields(template.front) if template else ()
    back = [name for name in shown_fields(template.back) if name not in front] if template else []
    sides = list(_sides(note_type, values, front, back))
    if not sides:
        yield Lost(f"note type {note_type.name!r}: no question, or no answer", about)
        return
    for question, answer in sides:
        yield ImportedCard(
            note=note,
            title=Title(deck.replace("::", ": ")),
            question=_lines(question, images),
            answer=_lines(answer, images),
            keeps_guid=len(sides) == 1,
        )
    if not note_type.is_cloze and cards > 1:
        yield Lost("further cards of a note, such as the reverse one", about)
    yield from _unheld(note, values, {*front, *back}, about)


def _sides(
    note_type: StoredType, values: Mapping[str, str], front: Sequence[str], back: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield question and answer of each card, in HTML."""
    rest = _joined(values, back)
    if not note_type.is_cloze:
        question = _joined(values, front)
        if is_filled(question) and is_filled(rest):
            yield question, rest
        return
    templates = note_type.templates[:1]
    clozed = [name for template in templates for name in cloze_fields(template.front)]
    text = _joined(values, clozed)
    for number in sorted(gaps(iter([text]))):
        question, answers = _with_gap(text, number)
        answer = _DIVIDER.join([*dict.fromkeys(answers), *([rest] if is_filled(rest) else [])])
        if is_filled(question) and is_filled(answer):
            yield question, answer


def _joined(values: Mapping[str, str], names: Sequence[str]) -> str:
    filled = (values.get(name, "") for name in names)
    return _DIVIDER.join(_SOUND.sub("", value) for value in filled if is_filled(value))


@dataclass(slots=True)
class _Open:
    """A gap that is being read: its number, and the text so far."""

    number: int
    text: str = ""


def _with_gap(text: str, number: int) -> tuple[str, list[str]]:
    """Return a text with the gaps of a number left out and all others filled, and what fills them.

    Gaps may stand in each other.
    """
    answers: list[str] = []
    stack = [_Open(0)]
    at = 0
    for found in _GAP.finditer(text):
        stack[-1].text += text[at : found.start()]
        at = found.end()
        if found[1]:
            stack.append(_Open(int(found[1])))
        elif len(stack) == 1:
            stack[-1].text += found[0]
        else:
            gap = stack.pop()
            answer, _, hint = gap.text.partition("::")
            if gap.number == number:
                answers.append(answer)
                answer = f"[{hint}]" if hint else "[...]"
            stack[-1].text += answer
    for gap in stack[1:]:
        stack[0].text += f"{{{{c{gap.number}::{gap.text}"
    return stack[0].text + text[at:], answers


def _lines(html: str, images: Mapping[str, str]) -> list[Line]:
    for pattern, formula in _LATEX if "[" in html else ():
        html = pattern.sub(formula, html)
    return markdown_of(html, images, _label, divides=True)


def _label(snippet: Coloured) -> str:
    (language,) = languages_of([snippet], ())
    return language


def _unheld(
    note: StoredNote, values: Mapping[str, str], used: set[str], about: str
) -> Iterator[Lost]:
    for name, value in values.items():
        if name not in used and is_filled(value):
            yield Lost(f"field {name!r}", about)
    for sound in dict.fromkeys(_SOUND.findall("".join(note.fields))):
        yield Lost("sounds", sound)
    for tag in note.tags:
        yield Lost("tags", tag)


def _words(note: StoredNote) -> str:
    return " ".join(" ".join(note.fields).split())[:60]

"""What differs between two states of the cards: for people, for programs, for a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from html import escape

import click

from card2anki.anki.differences import CardDiff, Differences, DiffLine, FieldDiff, Kind, Piece
from card2anki.report.characters import json_text, legible
from card2anki.report.counts import count

SCHEMA = 1
#: GitHub takes comments of up to 65,536 characters.
_LONGEST_COMMENT = 60_000
_COLOURS = {
    Kind.NEW: "green",
    Kind.CHANGED: "yellow",
    Kind.MOVED: "cyan",
    Kind.RETAGGED: "cyan",
    Kind.RETIRED: "red",
}
_WIDEST = max(len(kind) for kind in Kind)
_MARKS = {"-": ("[-", "-]"), "+": ("{+", "+}"), " ": ("", "")}
_TAGS = {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>"), " ": ("", "")}
_GAP = "..."


def diff_lines(found: Differences, *, colour: bool) -> Iterator[str]:
    """Yield each card that differs, what of it, and how many there are."""
    for card in found.cards:
        kind = _style(f"{card.kind.value:<{_WIDEST}}", colour, fg=_COLOURS[card.kind], bold=True)
        yield f"{kind}  {legible(_place(card))}  {legible(card.question)}"
        for field in card.fields:
            yield _style(f"  {field.name}", colour, bold=True)
            yield from (f"    {_text_line(line, colour)}".rstrip() for line in field.lines)
        yield from _tags(card, colour)
    yield totals(found)


def totals(found: Differences) -> str:
    """Return how many cards there are of each kind, and of those that are the same."""
    kinds = Counter(card.kind for card in found.cards)
    told = [f"{kinds[kind]:,} {kind.value}" for kind in Kind if kinds[kind]]
    return f"{', '.join([*told, f'{found.same:,} the same'])}: {legible(found.old)} to {found.new}"


def _place(card: CardDiff) -> str:
    """Return where a card is, and where it was where that is what changed."""
    if card.deck_before or (card.kind is Kind.MOVED and card.before != card.after):
        was, now = (
            (card.deck_before, card.deck_after)
            if card.before.partition(":")[0] == card.after.partition(":")[0] and card.deck_before
            else (card.before, card.after)
        )
        return f"{was} -> {now}"
    return card.after or card.before


def _text_line(line: DiffLine, colour: bool) -> str:
    """Return a line with what was there and what is: by colours, or by brackets as git has them."""
    if not line.pieces:
        return _style(_GAP, colour, dim=True)
    if line.is_code or len(line.pieces) == 1:
        (piece,) = line.pieces or (Piece(" ", ""),)
        text = f"{piece.sign} {_shown(piece.text)}"
        return _signed(text, piece.sign, colour)
    if colour:
        return "  " + "".join(_signed(_shown(p.text), p.sign, colour) for p in line.pieces)
    return "  " + "".join(_bracketed(piece, _shown, _MARKS) for piece in line.pieces)


def _bracketed(piece: Piece, shown: Callable[[str], str], marks: dict[str, tuple[str, str]]) -> str:
    opening, closing = marks[piece.sign]
    return f"{opening}{shown(piece.text)}{closing}"


def _shown(text: str) -> str:
    return "\t".join(map(legible, text.split("\t")))


def _signed(text: str, sign: str, colour: bool) -> str:
    fg = {"-": "red", "+": "green"}.get(sign)
    return _style(text, colour, fg=fg) if fg else text


def _style(
    text: str, colour: bool, *, fg: str | None = None, bold: bool = False, dim: bool = False
) -> str:
    return click.style(text, fg=fg, bold=bold or None, dim=dim or None) if colour else text


def _tags(card: CardDiff, colour: bool) -> Iterator[str]:
    removed = [_signed(f"-{legible(tag)}", "-", colour) for tag in card.tags_removed]
    added = [_signed(f"+{legible(tag)}", "+", colour) for tag in card.tags_added]
    if removed or added:
        yield f"  tags  {' '.join([*removed, *added])}"


# -- for programs


def diff_json(found: Differences) -> str:
    """Return each card that differs, with its fields as they were and are."""
    return json_text(
        {
            "schema": SCHEMA,
            "old": found.old,
            "same": found.same,
            "cards": [
                {
                    "kind": card.kind.value,
                    "guid": card.guid,
                    "question": card.question,
                    "before": card.before,
                    "after": card.after,
                    "deck_before": card.deck_before,
                    "deck_after": card.deck_after,
                    "fields": {
                        field.name: {"before": field.before, "after": field.after}
                        for field in card.fields
                    },
                    "tags_added": list(card.tags_added),
                    "tags_removed": list(card.tags_removed),
                }
                for card in found.cards
            ],
        }
    )


# -- for a pull request


def diff_markdown(found: Differences) -> str:
    """Return what differs as a comment, cut where a comment would be too long.

    What cards say stands in ``pre``, where nothing in it is markup, a mention or an image.
    """
    head = f"**{totals(found)}**\n"
    length = len(head)
    shown = [head]
    kind: Kind | None = None
    for number, card in enumerate(found.cards):
        title = "" if card.kind is kind else f"\n#### {card.kind.value.capitalize()}\n"
        text = f"{title}\n{_markdown(card)}"
        if length + len(text) > _LONGEST_COMMENT:
            shown.append(f"\n... and {count(len(found.cards) - number, 'more card')}\n")
            break
        kind = card.kind
        length += len(text)
        shown.append(text)
    return "".join(shown)


def _markdown(card: CardDiff) -> str:
    summary = f"<code>{_inert(_place(card))}</code> {_inert(card.question)}"
    details = "".join([*map(_markdown_field, card.fields), _markdown_tags(card)])
    if not details:
        return f"<p>{summary}</p>\n"
    return f"<details><summary>{summary}</summary>\n{details}</details>\n"


def _markdown_field(field: FieldDiff) -> str:
    lines = "\n".join(_markdown_line(line) for line in field.lines)
    return f"<p>{_inert(field.name)}</p>\n<pre>{lines}</pre>\n"


def _markdown_line(line: DiffLine) -> str:
    if not line.pieces:
        return _GAP
    return "".join(_bracketed(piece, _inert_lines, _TAGS) for piece in line.pieces)


def _markdown_tags(card: CardDiff) -> str:
    removed = [f"<del>{_inert(tag)}</del>" for tag in card.tags_removed]
    added = [f"<ins>{_inert(tag)}</ins>" for tag in card.tags_added]
    return f"<p>tags: {' '.join([*removed, *added])}</p>\n" if removed or added else ""


#: What GitHub would act upon, outside of code too: markdown, mentions, references, emoji.
_ACTING = str.maketrans({c: f"&#{ord(c)};" for c in "&<>\"'\\`*_{}[]()#+-.!|~@:$"})


def _inert(text: str) -> str:
    """Return a text on one line of which nothing acts in a comment."""
    return legible(text).translate(_ACTING)


def _inert_lines(text: str) -> str:
    """Return a text in ``pre``: no tag, no mention, and no blank line that would end it."""
    return escape(_shown(text)).replace("@", "&#64;") or " "

"""What differs between two states of the cards: for people, for programs, for a pull request."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from html import escape

import click

from card2anki.anki.differences import CardDiff, Differences, DiffLine, FieldDiff, Kind, Piece
from card2anki.report.characters import json_text, legible, legible_tabbed
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
#: Cards that moved between the same two files are told together from so many on.
_MANY = 3
_LINE = re.compile(r":\d+$")
_WIDEST = max(len(kind) for kind in Kind)
_MARKS = {"-": ("[-", "-]"), "+": ("{+", "+}"), " ": ("", "")}
_TAGS = {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>"), " ": ("", "")}
_GAP = "..."


def diff_lines(found: Differences, *, colour: bool) -> Iterator[str]:
    """Yield each card that differs, what of it, and how many there are."""
    for cards in _together(found.cards):
        card = cards[0]
        kind = _style(f"{card.kind.value:<{_WIDEST}}", colour, fg=_COLOURS[card.kind], bold=True)
        what = card.question if len(cards) == 1 else count(len(cards), "card")
        yield f"{kind}  {legible(_place(*cards))}  {legible(what)}"
        for field in card.fields:
            yield _style(f"  {legible(field.name)}", colour, bold=True)
            yield from (f"    {_text_line(line, colour)}".rstrip() for line in field.lines)
        yield from _tags(card, colour)
    yield totals(found)


def totals(found: Differences, shown: Callable[[str], str] = legible) -> str:
    """Return how many cards there are of each kind, and of those that are the same."""
    kinds = Counter(card.kind for card in found.cards)
    told = [f"{kinds[kind]:,} {kind.value}" for kind in Kind if kinds[kind]]
    return f"{', '.join([*told, f'{found.same:,} the same'])}: {shown(found.old)} to {found.new}"


def _together(cards: Sequence[CardDiff]) -> Iterator[Sequence[CardDiff]]:
    """Yield cards one by one, but many that only moved from one file to another together."""
    moved: dict[tuple[str, str], list[CardDiff]] = defaultdict(list)
    for card in filter(_is_only_moved, cards):
        moved[_files(card)].append(card)
    for card in cards:
        beside = moved[_files(card)] if _is_only_moved(card) else []
        if len(beside) < _MANY:
            yield [card]
        elif card is beside[0]:
            yield beside


def _is_only_moved(card: CardDiff) -> bool:
    others = card.deck_before or card.tags_added or card.tags_removed
    return card.kind is Kind.MOVED and not others


def _files(card: CardDiff) -> tuple[str, str]:
    return _LINE.sub("", card.before), _LINE.sub("", card.after)


def _place(card: CardDiff, *others: CardDiff) -> str:
    """Return where cards are, and where they were where that is what changed."""
    if others:
        return " -> ".join(_files(card))
    if card.deck_before or (card.kind is Kind.MOVED and card.before != card.after):
        was, now = _files(card)
        if was == now and card.deck_before:
            return f"{card.deck_before} -> {card.deck_after}"
        return f"{card.before} -> {card.after}"
    return card.after or card.before


def _text_line(line: DiffLine, colour: bool) -> str:
    """Return a line with what was there and what is: by colours, or by brackets as git has them."""
    if not line.pieces:
        return _style(_GAP, colour, dim=True)
    if line.is_code or len(line.pieces) == 1:
        (piece,) = line.pieces
        text = f"{piece.sign} {legible_tabbed(piece.text)}"
        return _signed(text, piece.sign, colour)
    if colour:
        return "  " + "".join(_signed(legible_tabbed(p.text), p.sign, colour) for p in line.pieces)
    return "  " + "".join(_bracketed(piece, legible_tabbed, _MARKS) for piece in line.pieces)


def _bracketed(piece: Piece, shown: Callable[[str], str], marks: dict[str, tuple[str, str]]) -> str:
    opening, closing = marks[piece.sign]
    return f"{opening}{shown(piece.text)}{closing}"


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
    kinds = Counter(card.kind for card in found.cards)
    return json_text(
        {
            "schema": SCHEMA,
            "old": found.old,
            "new": found.new,
            "counts": {kind.value: kinds[kind] for kind in Kind},
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

    What cards say stands in ``code`` and ``pre``: elsewhere GitHub takes what looks like a
    mention, an issue or an emoji for one, however it is escaped.
    """
    head = f"**{totals(found, _code)}**\n"
    length = len(head)
    shown = [head]
    kind: Kind | None = None
    left = len(found.cards)
    for cards in _together(found.cards):
        title = "" if cards[0].kind is kind else f"\n#### {cards[0].kind.value.capitalize()}\n"
        text = f"{title}\n{_markdown(cards)}"
        if length + len(text) > _LONGEST_COMMENT:
            text = f"{title}\n<p>{_summary(cards)}: no room for it here</p>\n"
        if length + len(text) > _LONGEST_COMMENT:
            shown.append(f"\n... and {count(left, 'more card')}\n")
            break
        kind = cards[0].kind
        left -= len(cards)
        length += len(text)
        shown.append(text)
    return "".join(shown)


def _markdown(cards: Sequence[CardDiff]) -> str:
    details = _markdown_details(*cards)
    if not details:
        return f"<p>{_summary(cards)}</p>\n"
    return f"<details><summary>{_summary(cards)}</summary>\n{details}</details>\n"


def _markdown_details(card: CardDiff, *others: CardDiff) -> str:
    if others:
        items = "".join(f"<li>{_code(one.question)}</li>\n" for one in (card, *others))
        return f"<ul>\n{items}</ul>\n"
    return "".join([*map(_markdown_field, card.fields), _markdown_tags(card)])


def _summary(cards: Sequence[CardDiff]) -> str:
    what = _code(cards[0].question) if len(cards) == 1 else count(len(cards), "card")
    return f"{_code(_place(*cards))} {what}"


def _markdown_field(field: FieldDiff) -> str:
    lines = "\n".join(_markdown_line(line) for line in field.lines)
    return f"<p>{_code(field.name)}</p>\n<pre>{lines}</pre>\n"


def _markdown_line(line: DiffLine) -> str:
    if not line.pieces:
        return _GAP
    text = "".join(_bracketed(piece, _inert_lines, _TAGS) for piece in line.pieces)
    return text if text.strip() else _BLANK


def _markdown_tags(card: CardDiff) -> str:
    removed = [f"<del>{_code(tag)}</del>" for tag in card.tags_removed]
    added = [f"<ins>{_code(tag)}</ins>" for tag in card.tags_added]
    return f"<p>tags: {' '.join([*removed, *added])}</p>\n" if removed or added else ""


#: What markdown would act upon, in an element of HTML too.
_ACTING = str.maketrans({c: f"&#{ord(c)};" for c in "&<>\"'\\`*_{}[]()#+-.!|~@:$"})
#: A line of ``pre`` that is not blank to markdown, which would end the element there.
_BLANK = "&#32;"


def _code(text: str) -> str:
    """Return a text on one line of which nothing acts in a comment."""
    return f"<code>{legible(text).translate(_ACTING)}</code>"


def _inert_lines(text: str) -> str:
    """Return a text in ``pre``: no tag in it."""
    return escape(legible_tabbed(text))

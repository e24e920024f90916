"""Notes of our own type back to the cards they were built from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import islice

from card2anki.anki.notetype import FIELDS
from card2anki.anki.reading.contents import StoredNote, StoredType
from card2anki.anki.tags import deck_name, slug
from card2anki.config import Config
from card2anki.importing.card import ImportedCard, Title, one_line
from card2anki.unrendering.fields import labelled, line_of, markdown_of

_PART = re.compile(r", part (\d{1,6})(?= · |$)")
_RATING = re.compile(r"[1-9]|10")
#: So many ways to read what a card says of its source are tried.
_MOST_WAYS = 100


def is_own(note_type: StoredType) -> bool:
    """Say whether a note type is ours: by its fields, since Anki may give it another id."""
    own = list(FIELDS)
    return list(note_type.fields[: len(own)]) == own


def own_card(
    note: StoredNote, deck: str, config: Config, images: Mapping[str, str]
) -> ImportedCard:
    """Return the card that a note was built from."""
    fields = dict(zip(FIELDS, note.fields, strict=False))
    context, question, answer = labelled(
        *(markdown_of(fields[name], images) for name in ("Context", "Question", "Answer")),
        tagged=list(_tagged(note.tags, config.tags)),
    )
    rating = fields["Rating"]
    return ImportedCard(
        note=note,
        title=title_of(fields["Source"], deck, config),
        question=question,
        answer=answer,
        context=context,
        heading=line_of(fields["Heading"]),
        rating=int(rating) if _RATING.fullmatch(rating) else None,
        is_own=True,
    )


def _tagged(tags: Sequence[str], templates: Sequence[str]) -> Iterator[str]:
    """Yield the languages that tags name by the templates of this project."""
    for template in templates:
        before, found, behind = template.partition("{language}")
        if not found or "{" in before + behind:
            continue
        for tag in tags:
            if tag.startswith(before) and tag.endswith(behind):
                yield tag[len(before) : len(tag) - len(behind)]


def title_of(source: str, deck: str, config: Config) -> Title:
    """Return book, part and chapter by what a card says of its source.

    A title may hold what divides them, so that of all ways to read it the one is taken that
    leads to the deck the card is in.
    """
    said = one_line(unescape(source))
    for way in islice(_ways(said), _MOST_WAYS):
        part = "" if way.part is None else f"{way.part:02}"
        names = {"book": way.book, "part": part, "chapter": way.chapter, "file": ""}
        if deck_name(config.deck, names) == deck:
            return way
    return next(_ways(said))


def _ways(said: str) -> Iterator[Title]:
    for found in _PART.finditer(said):
        behind = said[found.end() :].removeprefix(" · ")
        yield Title(said[: found.start()], int(found[1]), behind)
    at = said.find(" · ")
    while at >= 0:
        yield Title(said[:at], None, said[at + 3 :])
        at = said.find(" · ", at + 1)
    yield Title(said)


def file_stem(title: Title) -> str:
    """Return a name for the file of a title, without its ending: safe on every system."""
    part = "" if title.part is None else f"{title.part:02}"
    return "-".join(filter(None, (part, slug(title.chapter) or ("" if part else slug(title.book)))))

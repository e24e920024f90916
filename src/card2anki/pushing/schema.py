"""Whether a collection's note type has what the cards need; to add it takes a full sync."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from card2anki.anki.notetype import FIELDS, NAME, TEMPLATE_ID, note_type
from card2anki.errors import UsageError

_LACKING = """\
the note type {name} at {endpoint} lacks a field or a template of the cards, which takes a full \
sync. Nothing was sent. {advice}"""
_CHANGING = """\
the import would change fields or templates of note types at {endpoint}, which takes a full sync. \
Nothing was sent. {advice}"""
_MERGING = (
    "Import a package in Anki itself, with 'Merge note types', and let it sync; then push again"
)
#: Anki itself would merge the other type into ours, and empty the notes of ours.
_FIRST = f"""\
First choose {NAME} in Anki for the notes of another note type (Browse > Notes > Change Note \
Type): merging would empty your notes. """


def check_type(shown: Mapping[str, Any] | None, endpoint: str, *, has_strangers: bool) -> None:
    """See that our note type, as a collection has it, has the fields and the template of the cards.

    ``has_strangers`` says that notes of the cards have another type there. Raises UsageError.
    """
    template = {note_type().templates[0]["name"]: TEMPLATE_ID}
    if shown is not None and not (_has(shown["flds"], FIELDS) and _has(shown["tmpls"], template)):
        raise _refusal(_LACKING, endpoint, has_strangers=has_strangers)


def has_changed(endpoint: str, *, has_strangers: bool) -> UsageError:
    """Return what is wrong where an import has changed fields or templates nevertheless.

    Anki does so with note types that it once split from ours, to have them one again.
    """
    return _refusal(_CHANGING, endpoint, has_strangers=has_strangers)


def _refusal(what: str, endpoint: str, *, has_strangers: bool) -> UsageError:
    advice = (_FIRST if has_strangers else "") + _MERGING
    return UsageError(what.format(name=NAME, endpoint=endpoint, advice=advice))


def _has(there: Iterable[Mapping[str, Any]], needed: Mapping[str, int]) -> bool:
    """Say whether all that is needed is there, by its id, or without one by its name."""
    known = {one["name"] if one.get("id") is None else one["id"] for one in there}
    return all(name in known or number in known for name, number in needed.items())

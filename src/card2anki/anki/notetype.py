"""The note type: ids, fields and templates that never change under one version.

Anki knows a note type, its fields and its templates by id. With ids that stay, a field can be
renamed and a template rewritten without a learner losing anything; without them every note
conflicts. A change of anything here needs a new MODIFIED, or no collection takes it over.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import genanki

#: Any fixed number between 2**30 and 2**31 will do, once and for all.
NOTE_TYPE_ID = 1_732_046_321
NAME = "card2anki"
#: Seconds since 1970 at which this version of the note type was made: 2026-11-22.
MODIFIED = 1_795_305_600
#: The fields in order, with their ids. Spare ones let a later version add a field without a
#: full sync: one is renamed instead.
FIELDS = {
    "Question": 7_240_150_001,
    "Answer": 7_240_150_002,
    "Context": 7_240_150_003,
    "Heading": 7_240_150_004,
    "Source": 7_240_150_005,
    "Rating": 7_240_150_006,
    "CardId": 7_240_150_007,
    "Spare1": 7_240_150_008,
    "Spare2": 7_240_150_009,
    "Spare3": 7_240_150_010,
}
#: The fields that a learner reads, and the one that holds the GUID.
READ = tuple(FIELDS)[:6]
GUID_FIELD = "CardId"
TEMPLATE_ID = 7_240_150_101


class NoteType(genanki.Model):  # type: ignore[misc]
    """genanki's model with the modification time of its version instead of the build's."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """Return the note type as a collection stores it."""
        data: dict[str, Any] = super().to_json(MODIFIED, deck_id)
        data["req"] = [[0, "any", [0]]]
        return data


@cache
def note_type() -> NoteType:
    """Return the note type with the theme that is shipped with the package."""
    theme = files("card2anki.render") / "theme"
    front, back, css = (
        (theme / name).read_text("utf-8") for name in ("front.html", "back.html", "card.css")
    )
    return NoteType(
        NOTE_TYPE_ID,
        NAME,
        fields=[{"name": name, "id": number} for name, number in FIELDS.items()],
        templates=[{"name": "Card", "id": TEMPLATE_ID, "qfmt": front, "afmt": back}],
        css=css,
    )

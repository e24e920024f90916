"""A card as either side knows it."""

from card2anki.anki.notetype import GUID_FIELD, NOTE_TYPE_ID, READ
from card2anki.anki.reading.contents import Contents, StoredNote, StoredType
from card2anki.diffing.versions import of_package


def test_what_a_learner_reads_of_a_package() -> None:
    names = (*READ, GUID_FIELD, "Spare1", "Spare2")
    values = ("Cafe\u0301?", '<span class="k">if</span>', "", "", "", "8", "g", "", "more")
    note = StoredNote(1, "g", NOTE_TYPE_ID, 9, ("a",), values)
    types = {NOTE_TYPE_ID: StoredType(NOTE_TYPE_ID, "card2anki", names, ())}
    contents = Contents("collection.anki2", types, {}, (note, note), (), ())
    (version,) = of_package(contents).values()
    assert version.fields == {
        "Question": "Caf\xe9?",
        "Answer": "if",
        "Context": "",
        "Heading": "",
        "Source": "",
        "Rating": "8",
        "Spare2": "more",
    }
    assert (version.tags, version.place) == (("a",), "")

"""How long importing takes where a package is made to take long: doubled, it takes twice as long.

Run from the root of the project: ``python -m benchmarks.importing``.
"""

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from card2anki.anki.reading.contents import StoredNote, StoredTemplate, StoredType
from card2anki.anki.reading.package import open_package
from card2anki.config import Config
from card2anki.importing.foreign import foreign_cards
from card2anki.importing.guard import guarded
from card2anki.importing.own import title_of
from card2anki.importing.planning import plan_import
from card2anki.unrendering.blocks import Line
from card2anki.unrendering.fields import readable
from card2anki.unrendering.tree import parse
from tests.anki.reading.packages import collection_bytes, note, zip_bytes

PIECES = ("<b>", "<ul><li>", '<a "', "<", "&amp;<", "</b>", "<!--", "<p>x", "</script")
SIZES = (10_000, 20_000, 40_000)
NOTES = (1_000, 2_000, 4_000)
CLOZE = StoredType(1, "Cloze", ("T",), (StoredTemplate("C", "{{cloze:T}}", "{{cloze:T}}"),), True)


def _script(html: str) -> object:
    return parse(f"<script>{html}")


def _gaps(text: str) -> object:
    closed = f"{text}x{'}}' * text.count('{{')}"
    note = StoredNote(1, "g", 1, 0, (), (closed,))
    return list(foreign_cards(note, CLOZE, "Birds", [0], {}))


def _title(text: str) -> object:
    return title_of(text, "Birds", Config())


def _guarded(text: str) -> object:
    return guarded([Line(f"a{text}")], ":p ", strict=True)


def _images(notes: int, decks: int) -> str:
    """Return the seconds that a package takes of which each note shows an image of its own."""
    statements = []
    for number in range(1, notes + 1):
        statements += note(number, f"Which {number}?", f'This: <img src="{number}.png">')
    statements.append(f"update cards set did = 2 + id % {decks}")
    named = {str(n): {"id": n, "name": f"Birds {n}"} for n in range(2, decks + 2)}
    entries = {str(n): str(n).encode() for n in range(1, notes + 1)}
    index = json.dumps({n: f"{n}.png" for n in entries}).encode()
    collection = collection_bytes(*statements, decks=named)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.apkg")
        file.write_bytes(zip_bytes({"collection.anki2": collection, "media": index, **entries}))
        with open_package(file) as package:
            start = time.perf_counter()
            plan_import(package, Path(folder, "decks"), Config())
            return f"{time.perf_counter() - start:6.2f} s"


def _times(read: Callable[[str], object], piece: str) -> str:
    seconds = []
    for size in SIZES:
        start = time.perf_counter()
        read(piece * size)
        seconds.append(f"{time.perf_counter() - start:6.2f} s")
    return "  ".join(seconds)


def main() -> None:
    """Print the seconds for each size, by what is read and what it is made of."""
    print(f"{'':24}{'  '.join(f'{size:>8,}' for size in SIZES)}")
    for piece in PIECES:
        print(f"{'tree':10}{piece!r:14}{_times(parse, piece)}")
    print(f"{'script':10}{'</script'!r:14}{_times(_script, '</script')}")
    for piece in ("<p>x", "a < b "):
        print(f"{'markdown':10}{piece!r:14}{_times(readable, piece)}")
    print(f"{'gaps':10}{'{{c1::'!r:14}{_times(_gaps, '{{c1::')}")
    print(f"{'title':10}{'a · '!r:14}{_times(_title, 'a · ')}")
    print(f"{'guard':10}{' ??x b'!r:14}{_times(_guarded, ' ??x b')}")
    print(f"\n{'notes with images':24}{'  '.join(f'{size:>8,}' for size in NOTES)}")
    print(f"{'':10}{'in one deck':14}{'  '.join(_images(notes, 1) for notes in NOTES)}")
    print(f"{'':10}{'in a deck each':14}{'  '.join(_images(notes, notes) for notes in NOTES)}")


if __name__ == "__main__":
    main()

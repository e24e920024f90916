"""Our writer of packages against genanki's own, in turn, on the same notes.

``python benchmarks/package.py [NOTES] [ROUNDS]`` prints seconds (median of the rounds) and sizes.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import genanki

from card2anki.anki.identity import assign
from card2anki.anki.notes import Note
from card2anki.anki.notetype import note_type
from card2anki.anki.package import Packed, package_bytes

_WORDS = [f"word{n}" for n in range(400)]


def _notes(number: int) -> list[Packed]:
    chance = random.Random(1)
    notes = [
        Note(
            question=f"What does function {n} return, and why?",
            fields=(
                f"What does function {n} return, and why?",
                " ".join(chance.choices(_WORDS, k=450)),
                "c",
                "h",
                "s",
                "8",
            ),
            tags=("book::one", "rating::8"),
            added_tags=(),
            deck=f"Book::{n % 40:02}",
            book="Book",
            path="book.md",
            line=n,
        )
        for n in range(number)
    ]
    identities = assign([(note, note.path) for note in notes], {}, 1_700_000_000).identities
    return [Packed(note, who) for note, who in zip(notes, identities, strict=True)]


def _ours(notes: list[Packed], file: Path) -> None:
    file.write_bytes(package_bytes(notes, {}))


def _stock(notes: list[Packed], file: Path) -> None:
    decks: dict[str, genanki.Deck] = {}
    for packed in notes:
        name = packed.note.deck
        deck = decks.setdefault(name, genanki.Deck(abs(hash(name)) % 2**40, name))
        fields = [*packed.note.fields, packed.identity.guid, "", "", ""]
        deck.add_note(
            genanki.Note(
                model=note_type(),
                fields=fields,
                tags=list(packed.note.tags),
                guid=packed.identity.guid,
            )
        )
    genanki.Package(list(decks.values())).write_to_file(str(file))


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    notes = _notes(number)
    writers: dict[str, Callable[[list[Packed], Path], None]] = {"ours": _ours, "genanki": _stock}
    seconds: dict[str, list[float]] = {name: [] for name in writers}
    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, write in writers.items():
                file = Path(folder, f"{name}.apkg")
                start = time.perf_counter()
                write(notes, file)
                seconds[name].append(time.perf_counter() - start)
                sizes[name] = file.stat().st_size
    for name in writers:
        median = statistics.median(seconds[name])
        print(f"{name:8} {number:,} notes: {median:6.2f} s, {sizes[name] / 1e6:7.1f} MB")


if __name__ == "__main__":
    main()

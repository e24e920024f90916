"""How long importing takes where a field is made to take long: doubled, it takes twice as long.

Run from the root of the project: ``python -m benchmarks.importing``.
"""

import time
from collections.abc import Callable

from card2anki.anki.reading.contents import StoredNote, StoredTemplate, StoredType
from card2anki.config import Config
from card2anki.importing.foreign import foreign_cards
from card2anki.importing.own import title_of
from card2anki.unrendering.fields import readable
from card2anki.unrendering.tree import parse

PIECES = ("<b>", "<ul><li>", '<a "', "<", "&amp;<", "</b>", "<!--", "<p>x", "</script")
SIZES = (10_000, 20_000, 40_000)
CLOZE = StoredType(1, "Cloze", ("T",), (StoredTemplate("C", "{{cloze:T}}", "{{cloze:T}}"),), True)


def _script(html: str) -> object:
    return parse(f"<script>{html}")


def _gaps(text: str) -> object:
    closed = f"{text}x{'}}' * text.count('{{')}"
    note = StoredNote(1, "g", 1, 0, (), (closed,))
    return list(foreign_cards(note, CLOZE, "Birds", [0], {}))


def _title(text: str) -> object:
    return title_of(text, "Birds", Config())


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


if __name__ == "__main__":
    main()

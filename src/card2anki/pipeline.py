"""Joins the steps: paths to files, files to decks, decks to findings."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from card2anki.config import Config, find_config, lock_above, read_config
from card2anki.errors import UsageError
from card2anki.model import CheckedFile, Deck, place_of
from card2anki.source.discover import discover, named_paths
from card2anki.source.parser import parse
from card2anki.source.reading import read

if TYPE_CHECKING:
    from card2anki.render.media import Media

Result = TypeVar("Result")

#: Starting other processes takes about as long as this many files.
_WORTH_A_POOL = 12
#: Windows can wait for no more.
_MOST_PROCESSES = 61


@dataclass(frozen=True, slots=True)
class Run:
    """What one call works on: the files, the folder that holds them all, the settings.

    ``anchor`` is the folder of the project: that of the settings, or of the lock file, or else
    ``base``. No image is taken from outside of it. It is the same whichever of the decks are
    named, so that a card does not change with the call.
    """

    files: tuple[Path, ...]
    base: Path
    anchor: Path
    config: Config


def prepare(paths: Sequence[str], config_file: Path | None = None) -> Run:
    """Find settings and files. Raises UsageError for what is missing or broken."""
    if not paths and not os.path.exists("decks"):
        raise UsageError("no folder 'decks' here: name the files or folders to read")
    names = paths or ["decks"]
    places = [path if path.is_dir() else path.parent for path in named_paths(names)]
    try:
        base = Path(os.path.commonpath([place.resolve() for place in places]))
    except ValueError as error:
        raise UsageError(f"{', '.join(names)}: not on one drive") from error
    config = read_config(config_file) if config_file else find_config(base)
    lock = lock_above(base)
    anchor = config.root or (lock.parent if lock else base)
    return Run(tuple(discover(names, config.exclude, config.root)), base, anchor, config)


def load(file: Path) -> Deck:
    """Return the deck of a file. Raises UsageError where the file can't be read."""
    try:
        source = read(file, file.as_posix())
    except OSError as error:
        raise UsageError(f"{file}: can't be read: {error.strerror}") from error
    return parse(source)


def check_deck(run: Run, deck: Deck, media: Media | None = None) -> CheckedFile:
    """Return what all rules say about a deck, in the order of the text."""
    from card2anki.render.media import find_media
    from card2anki.rule import Subject
    from card2anki.rules import RULES

    media = media or find_media(deck, run.anchor)
    subject = Subject(deck, media.missing)
    found = [finding for rule in RULES for finding in rule.findings(subject)]
    found.sort(key=lambda finding: (finding.span.start, finding.code))
    return CheckedFile(
        path=deck.source.path,
        cards=len(deck.cards),
        snippets=sum(len(card.snippets) for card in deck.cards),
        findings=tuple((place_of(deck.source, finding.span), finding) for finding in found),
    )


def check_file(run: Run, file: Path) -> CheckedFile:
    """Return what all rules say about a file."""
    return check_deck(run, load(file))


def each_file(
    run: Run, work: Callable[[Run, Path], Result], advance: Callable[[], None] = lambda: None
) -> Iterator[Result]:
    """Yield the result of some work on each file, in order; many files are shared among cores.

    ``work`` is a function of a module, or a partial of one, so that other processes find it.
    """
    cores = min(os.cpu_count() or 1, _MOST_PROCESSES)
    if cores == 1 or len(run.files) < _WORTH_A_POOL:
        for file in run.files:
            yield work(run, file)
            advance()
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores, initializer=_leave_interrupts_to_parent) as pool:
        chunk = max(1, min(8, len(run.files) // (4 * cores)))
        for result in pool.map(partial(work, run), run.files, chunksize=chunk):
            yield result
            advance()


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

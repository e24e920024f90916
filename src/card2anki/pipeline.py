"""Joins the steps: paths to files, files to decks, decks to findings."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from card2anki.config import Config, find_config, read_config
from card2anki.errors import UsageError
from card2anki.model import CheckedFile, Deck, place_of
from card2anki.source.discover import discover
from card2anki.source.parser import parse
from card2anki.source.reading import read

if TYPE_CHECKING:
    from card2anki.render.media import Media

Result = TypeVar("Result")

#: Starting other processes takes about as long as this many files.
_WORTH_A_POOL = 12


@dataclass(frozen=True, slots=True)
class Run:
    """What one call works on: the files, the folder that holds them all, the settings."""

    files: tuple[Path, ...]
    base: Path
    config: Config

    @property
    def media_root(self) -> Path:
        """Return the folder outside of which no image is taken."""
        root = self.config.root
        return root if root and self.base.resolve().is_relative_to(root) else self.base


def prepare(paths: Sequence[str], config_file: Path | None = None) -> Run:
    """Find settings and files. Raises UsageError for what is missing or broken."""
    named = paths or ["decks"]
    if not paths and not os.path.exists("decks"):
        raise UsageError("no folder 'decks' here: name the files or folders to read")
    folders = [path if os.path.isdir(path) else os.path.dirname(path) or "." for path in named]
    base = Path(os.path.commonpath([os.path.abspath(folder) for folder in folders]))
    config = read_config(config_file) if config_file else find_config(base)
    return Run(tuple(discover(named, config.exclude, config.root)), base, config)


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

    media = media or find_media(deck, run.media_root)
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
    cores = os.cpu_count() or 1
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

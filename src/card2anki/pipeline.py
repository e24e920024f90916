"""Joins the steps: paths to files, files to decks, decks to findings."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from card2anki.config import Config, find_config, read_config
from card2anki.errors import UsageError
from card2anki.languages.checkers import check_required
from card2anki.model import Deck, Source
from card2anki.source.discover import discover, named_paths
from card2anki.source.parser import parse
from card2anki.source.reading import decode, read

if TYPE_CHECKING:
    from card2anki.linting.linter import LintedFile
    from card2anki.render.media import Media

Result = TypeVar("Result")

#: Starting other processes takes about as long as this many files.
_WORTH_A_POOL = 12
#: Seconds between two looks at whether the parent is alive.
_PARENT_WATCH = 0.5
#: Windows can wait for no more.
_MOST_PROCESSES = 61


@dataclass(frozen=True, slots=True)
class Run:
    """What one call works on: the files, the folder that holds them all, the settings.

    ``is_partial`` says that files were named: there may be more that belong to them. ``folders``
    are those that were named, whole.
    ``anchor`` is the folder of the project: that of the settings, or of the lock file, or else
    ``base``. No image is taken from outside of it. It is the same whichever of the decks are
    named, so that a card does not change with the call.
    """

    files: tuple[Path, ...]
    base: Path
    anchor: Path
    config: Config
    is_partial: bool = False
    folders: tuple[Path, ...] = ()

    def with_lint(self, chosen: Sequence[str], more: Sequence[str], ignored: Sequence[str]) -> Run:
        """Return the run with rules selected by the call.

        Rules that are chosen replace those of the settings, others are added to them.
        """
        lint = self.config.lint
        if chosen:
            lint = replace(lint, select=tuple(chosen), extend_select=(), ignore=())
        lint = replace(lint, call_select=tuple(more), call_ignore=tuple(ignored))
        return replace(self, config=replace(self.config, lint=lint))

    def requiring(self, tools: Sequence[str]) -> Run:
        """Return the run with tools that the call requires, besides those of the settings.

        Raises UsageError for one that no checker knows.
        """
        code = self.config.code
        check_required(tools, "")
        check_required(code.require, code.place)
        code = replace(code, require=(*code.require, *tools))
        return replace(self, config=replace(self.config, code=code))


def prepare_stdin(
    name: str, paths: Sequence[str], config_file: Path | None, data: bytes
) -> tuple[Run, Source]:
    """Return a run for a deck that has no file, and the deck's source.

    Raises UsageError for broken settings, and where files are named too.
    """
    if any(path != "-" for path in paths):
        raise UsageError("--stdin-filename takes no other files")
    folder = Path(name).resolve().parent
    config = read_config(config_file) if config_file else find_config(folder)
    anchor = config.root or folder
    return Run((Path(name),), folder, anchor, config, is_partial=True), decode(data, name)


def prepare(paths: Sequence[str], config_file: Path | None = None) -> Run:
    """Find settings and files. Raises UsageError for what is missing or broken."""
    if not paths and not os.path.exists("decks"):
        raise UsageError("no folder 'decks' here: name the files or folders to read")
    names = paths or ["decks"]
    named = list(named_paths(names))
    places = [path if path.is_dir() else path.parent for path in named]
    try:
        base = Path(os.path.commonpath([place.resolve() for place in places]))
    except ValueError as error:
        raise UsageError(f"{', '.join(names)}: not on one drive") from error
    config = read_config(config_file) if config_file else find_config(base)
    lock = config.lock_for(base)
    anchor = config.root or (lock.parent if lock else base)
    files = tuple(discover(names, config.exclude, config.root))
    folders = tuple(path.resolve() for path in named if path.is_dir())
    return Run(files, base, anchor, config, len(folders) < len(named), folders)


def load(file: Path) -> Deck:
    """Return the deck of a file. Raises UsageError where the file can't be read."""
    try:
        source = read(file, file.as_posix())
    except OSError as error:
        raise UsageError(f"{file}: can't be read: {error.strerror}") from error
    return parse(source)


def lint_deck(run: Run, deck: Deck, media: Media | None = None) -> LintedFile:
    """Return what all rules say about a deck alone."""
    from card2anki.linting.linter import lint
    from card2anki.linting.selection import select
    from card2anki.render.media import find_media

    media = media or find_media(deck, run.anchor)
    rules = select(run.config.lint).for_file(Path(deck.source.path))
    return lint(deck, rules, media.missing)


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

    with ProcessPoolExecutor(cores, initializer=_follow, initargs=(os.getpid(),)) as pool:
        chunk = max(1, min(8, len(run.files) // (4 * cores)))
        for result in pool.map(partial(work, run), run.files, chunksize=chunk):
            yield result
            advance()


def _follow(parent: int) -> None:
    """Leave interrupts to the parent, and end when it does: a killed one can't say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name == "posix":
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PARENT_WATCH)
    os._exit(1)

"""What a snippet shows made a text that parses, in steps, each only where it does not parse yet.

Only what is usual on cards is let through. Every character keeps its place, or is known by it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass

from card2anki.languages.python import python2
from card2anki.languages.python.fragments import completed, dedented
from card2anki.languages.python.omissions import bodies, elisions
from card2anki.languages.python.parsing import check_bounds, parsed
from card2anki.languages.python.script import Rows, Script, patched, rows_of, text_of
from card2anki.languages.python.transcripts import doctest, ipython

_STEPS: tuple[Callable[[Rows], Rows], ...] = (
    doctest,
    dedented,
    ipython,
    bodies,
    elisions,
    completed,
)
#: Line breaks that only parsers see, and what can't be written into a file.
_UNFIT = str.maketrans({"\r": " ", "\0": "\ufffd", "\f": " "})
_HALVES = re.compile("[\ud800-\udfff]")
_NAMED = re.compile(r"^[ \t]*except\b[^\n:]*,[ \t]*[a-z_]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Normal:
    """A snippet as it is judged, and what of it is Python 2, by places of ``written``.

    ``tree`` is that of the script, or what this Python says against it.
    """

    script: Script
    tree: ast.Module | SyntaxError
    written: Script
    relics: tuple[python2.Relic, ...] = ()


def normalised(code: str) -> Normal:
    """Return the text to judge a snippet by. Raises TooHardError."""
    check_bounds(code)
    rows = _fit(code)
    tree = parsed(text_of(rows))
    for step in _STEPS:
        if isinstance(tree, ast.Module):
            break
        changed = step(rows)
        if changed != rows:
            rows, tree = changed, parsed(text_of(changed))
    written = Script(code, rows)
    if isinstance(tree, ast.Module) and not _NAMED.search(written.text):
        return Normal(written, tree, written)
    relics = python2.relics(written.text)
    script = Script(code, patched(rows, (relic.patch for relic in relics)))
    named = tuple(relic for relic in relics if relic.name)
    return Normal(script, parsed(script.text), written, named)


def _fit(code: str) -> Rows:
    """Return the lines of a snippet as any parser reads them."""
    rows = rows_of(_HALVES.sub("\ufffd", code.translate(_UNFIT)))
    return (rows[0].without(1), *rows[1:]) if rows[0].text.startswith("\ufeff") else rows

"""Which language a snippet is in: its label is not on the card, its colours are.

The tags of a note name the languages on its card, and a language is the right one where it
gives the colours that are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from card2anki.render.escape import disarm, escape
from card2anki.render.highlight import highlight

#: What is written where a snippet has no colours.
PLAIN = "text"
#: What code without a tag may be in, the likeliest first.
_USUAL = """
    python java javascript cpp c csharp typescript go rust bash sql json yaml xml html css kotlin
    ruby php scala swift r haskell pseudocode assembly dockerfile toml ini markdown diff
"""


@dataclass(frozen=True, slots=True)
class Coloured:
    """Code, and the HTML it is shown with."""

    code: str
    html: str


def languages_of(snippets: Sequence[Coloured], tagged: Sequence[str]) -> list[str]:
    """Return the language of each snippet of a card, of those that it is tagged with.

    Each of them is used where the colours allow it.
    """
    fitting = [list(_fitting(snippet, tagged)) for snippet in snippets]
    chosen = [next(iter(options), PLAIN) for options in fitting]
    for language in tagged:
        if language not in chosen:
            _give(language, chosen, fitting)
    return chosen


def _give(language: str, chosen: list[str], fitting: Sequence[Sequence[str]]) -> None:
    """Let a language that no snippet has yet be that of one that can spare its own."""
    for number, options in enumerate(fitting):
        own = chosen[number]
        if language in options and (own == PLAIN or chosen.count(own) > 1):
            chosen[number] = language
            return


def _fitting(snippet: Coloured, named: Sequence[str]) -> Iterator[str]:
    """Yield the languages that give a snippet its colours, the likeliest first."""
    found = [name for name in named if _is_coloured_by(name, snippet)]
    yield from found
    if disarm(escape(snippet.code).replace("\n", "<br>")) == snippet.html:
        yield PLAIN
    elif not found:
        yield from (name for name in _USUAL.split() if _is_coloured_by(name, snippet))


def _is_coloured_by(language: str, snippet: Coloured) -> bool:
    return disarm(highlight(snippet.code, language)) == snippet.html

"""What became of the code of a run, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from card2anki.checker import Compilation, Tally, Verdict
from card2anki.report.characters import legible
from card2anki.report.counts import count

#: So many languages that nothing was compiled of are named.
_NAMED = 4


def compiled_lines(compilation: Compilation) -> Iterator[str]:
    """Yield a line a language that was compiled, and one for all others."""
    yield from map(_tally, compilation.tallies)
    if compilation.is_asked and compilation.others:
        yield _others(compilation.others)


def _tally(tally: Tally) -> str:
    tool = tally.toolchain
    advice = f" ({tool.advice})" if tool.advice else ""
    verdicts = ", ".join(
        f"{number:,} {verdict}" for verdict in Verdict if (number := tally.verdicts.get(verdict))
    )
    snippets = count(tally.snippets, "snippet")
    return f"{tool.language}: {snippets}, {tool.tool}{advice}: {verdicts}"


def _others(others: Mapping[str, int]) -> str:
    """Say how much was not compiled: ``9 snippets: 5 python, 2 unlabelled, 2 cpp``."""
    order = sorted(others, key=lambda language: (-others[language], language))
    named = order[:_NAMED] if len(order) > _NAMED + 1 else order
    parts = [f"{others[name]:,} {legible(name) or 'unlabelled'}" for name in named]
    if rest := order[len(named) :]:
        parts.append(f"{sum(others[name] for name in rest):,} of {len(rest)} other languages")
    return f"not compiled: {count(sum(others.values()), 'snippet')}: {', '.join(parts)}"

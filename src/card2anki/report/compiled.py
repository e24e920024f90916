"""What became of the code of a run, for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from card2anki.checker import Compilation, Tally, Verdict
from card2anki.report.characters import legible
from card2anki.report.counts import count

#: So many languages are named on a line.
_NAMED = 4


def compiled_lines(compilation: Compilation) -> Iterator[str]:
    """Yield a line a tool that judged code, and one for all code that none did."""
    by_tool: dict[str, list[Tally]] = defaultdict(list)
    for tally in sorted(compilation.tallies, key=lambda tally: -tally.snippets):
        by_tool[tally.toolchain.tool].append(tally)
    yield from map(_judged, by_tool.values())
    if compilation.is_asked and compilation.others:
        yield _others(compilation.others)


def _judged(tallies: Sequence[Tally]) -> str:
    """Say what became of the languages of one tool: ``C, Go: 9 snippets, pots 2: 9 clean``."""
    tool = tallies[0].toolchain
    advice = f" ({tool.advice})" if tool.advice else ""
    numbers = sum((Counter(dict(tally.verdicts)) for tally in tallies), Counter[Verdict]())
    verdicts = ", ".join(
        f"{numbers[verdict]:,} {verdict}" for verdict in Verdict if numbers[verdict]
    )
    snippets = count(sum(tally.snippets for tally in tallies), "snippet")
    languages = _listed([tally.toolchain.language for tally in tallies])
    return f"{languages}: {snippets}, {tool.tool}{advice}: {verdicts}"


def _others(others: Mapping[str, int]) -> str:
    """Say how much was not checked: ``9 snippets: 5 rust, 2 unlabelled, 2 text``."""
    order = sorted(others, key=lambda language: (-others[language], language))
    named, rest = _cut(order)
    parts = [f"{others[name]:,} {legible(name) or 'unlabelled'}" for name in named]
    if rest:
        parts.append(f"{sum(others[name] for name in rest):,} of {len(rest)} other languages")
    return f"not checked: {count(sum(others.values()), 'snippet')}: {', '.join(parts)}"


def _listed(languages: Sequence[str]) -> str:
    named, rest = _cut(languages)
    return ", ".join(named) + (f" and {len(rest)} other languages" if rest else "")


def _cut(names: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the names that are said, and those that are too many."""
    most = _NAMED if len(names) > _NAMED + 1 else len(names)
    return names[:most], names[most:]

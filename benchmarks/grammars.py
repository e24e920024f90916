"""Languages with a grammar, and data: how long a snippet takes, and which faults are found.

``python -m benchmarks.grammars [DECK ...]`` at the root of the repository. *Right* are the snippets
of the tests; *faulty* the mutants of their programs, with the share that is found. Of decks that
are named the share of snippets that do not parse follows. *Hostile* is the slowest text of 20,000
characters of one piece that is repeated. Times are those of the processor, in milliseconds.
"""

import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from card2anki.languages.checkers import CHECKED
from card2anki.languages.data.json import check_json
from card2anki.languages.data.sql import check_sql
from card2anki.languages.data.xml import check_xml
from card2anki.languages.data.yaml import check_yaml
from card2anki.languages.grammars.checker import check
from card2anki.languages.grammars.dialects import DIALECTS
from card2anki.languages.problem import Problem
from card2anki.source.parser import parse
from card2anki.source.reading import read
from tests.languages.grammars.mutating import mutants
from tests.languages.grammars.test_right import GOOD, PROGRAMS

_DATA = {"json": check_json, "sql": check_sql, "xml": check_xml, "yaml": check_yaml}
_PIECES = ("x = = 3 ( ;", "case a b {", "<a ", '"', "'", "<<A\n", "{{", "a<b<c<", "f(", "... ")
_SIZE = 20_000


def problems(language: str, code: str) -> list[Problem]:
    return _DATA[language](code) if language in _DATA else check(code, DIALECTS[language])


def timed(language: str, code: str) -> tuple[float, list[Problem]]:
    start = time.process_time()
    found = problems(language, code)
    return (time.process_time() - start) * 1000, found


def of_tests(language: str) -> None:
    problems(language, "")  # the grammar is loaded
    right = [timed(language, code)[0] for code in (*GOOD[language], PROGRAMS[language])]
    faulty = [timed(language, one.code) for one in mutants(PROGRAMS[language], language)]
    hostile = max(timed(language, piece * (_SIZE // len(piece)))[0] for piece in _PIECES)
    found = sum(bool(said) for _, said in faulty) / len(faulty)
    print(
        f"{language:12}{statistics.median(right):8.2f}{max(right):8.2f}"
        f"{statistics.median(ms for ms, _ in faulty):9.2f}{found:8.1%}{hostile:9.0f}"
    )


def of_decks(paths: list[str]) -> None:
    codes: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for card in parse(read(Path(path))).cards:
            for snippet in card.snippets:
                codes[snippet.language].append(snippet.code)
    print("\nlabel       snippets   wrong      ms")
    for language in sorted(set(codes) & {*DIALECTS, *_DATA}):
        problems(language, "")
        met = [timed(language, code) for code in codes[language]]
        wrong = sum(
            any(one.rule.code in CHECKED[language].syntax for one in said) for _, said in met
        )
        mean = statistics.mean(ms for ms, _ in met)
        print(f"{language:12}{len(met):8}{wrong / len(met):8.1%}{mean:8.2f}")


def main() -> None:
    print("               right     max   faulty   found  hostile")
    for language in DIALECTS:
        of_tests(language)
    if len(sys.argv) > 1:
        of_decks(sys.argv[1:])


if __name__ == "__main__":
    main()

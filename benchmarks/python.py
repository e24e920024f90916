"""One ruff for all snippets against one ruff for each, on the same snippets, in turn.

``python -m benchmarks.python [SNIPPETS] [ROUNDS]`` at the root of the repository: the snippets are
the good and the faulty ones of the tests, each made different by a comment. Each row is the median
of the rounds. One process for each is timed on a few and scaled. *All that is said* is what a check
does: the snippets made whole, parsed, given to ruff, and their calls compared with their functions.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice

from card2anki.languages.python.checker import examine
from card2anki.languages.python.normalise import normalised
from card2anki.languages.python.ruff import SELECTED, installed_ruff
from tests.languages.python.cutting import cuts
from tests.languages.python.mutating import Fault, mutants

_SAMPLE = 100


def snippets(number: int) -> list[str]:
    """Return good snippets, and a faulty one for each twenty, in an order of no meaning."""
    good = [cut.text for cut in cuts()]
    faulty = [mutant.text for fault in Fault for mutant in mutants(fault)]
    some = [*islice(cycle(good), number - number // 20), *islice(cycle(faulty), number // 20)]
    random.Random(1).shuffle(some)
    return [f"{text}\n# {one}" for one, text in enumerate(some)]


def one_by_one(texts: list[str]) -> float:
    """Return the seconds of a process for each text."""
    program = str(installed_ruff().program)
    select = ",".join(SELECTED)
    start = time.perf_counter()
    for number, text in enumerate(texts):
        name = f"--stdin-filename={number}.py"
        command = [program, "check", "--isolated", "--no-cache", "--select", select, name, "-"]
        subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    return time.perf_counter() - start


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    codes = snippets(number)
    texts = [normalised(code).script.text for code in codes]
    ruff = installed_ruff()
    sample = random.Random(2).sample(texts, min(_SAMPLE, number))
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        once = timed(lambda: ruff.check(texts))
        taken.setdefault("one ruff for all, with its files", []).append(once)
        taken.setdefault("one ruff for each (scaled)", []).append(
            one_by_one(sample) * number / len(sample)
        )
        taken.setdefault("all that is said", []).append(timed(lambda: examine(codes, ruff)))
    print(f"{number:,} snippets, ruff {ruff.version}")
    print(f"{'':34}{'seconds':>10}{'ms each':>10}")
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:34}{median:10.2f}{median / number * 1000:10.2f}")


if __name__ == "__main__":
    main()

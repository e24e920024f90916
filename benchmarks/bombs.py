"""How long 3,000 snippets take with bombs among them, beside how long they take without.

Run from the root of the project: ``python -m benchmarks.bombs``.
"""

import sys
import time

from card2anki.languages.java.jdk import find_jdk
from card2anki.languages.java.protocol import Request
from card2anki.languages.java.server import CompileServer
from tests.languages.java.cutting import cuts
from tests.languages.java.test_hostile import BOMBS

SNIPPETS = 3000


def timed(requests: list[Request]) -> tuple[float, dict[str, str]]:
    """Return the seconds until all are answered, from the start, and the failures by id."""
    jdk = find_jdk()
    if jdk is None:
        sys.exit("there is no JDK")
    start = time.perf_counter()
    with CompileServer(jdk) as server:
        answers = list(server.ask(requests))
    assert len(answers) == len(requests)
    return time.perf_counter() - start, {a.id: a.failure for a in answers if a.failure}


def main() -> None:
    """Print both times, and which bombs were named."""
    pieces = [cut.text for cut in cuts()]
    sources = [f"{pieces[n % len(pieces)]}\n// {n}" for n in range(SNIPPETS)]
    fine = [Request(str(number), source) for number, source in enumerate(sources)]
    mixed = list(fine)
    for number, (kind, (_, source)) in enumerate(BOMBS.items()):
        mixed.insert((number + 1) * SNIPPETS // (len(BOMBS) + 1), Request(kind, source))
    timed(fine[:10])  # the server is compiled
    seconds, _ = timed(fine)
    print(f"{SNIPPETS:,} snippets: {seconds:.1f} s")
    seconds, failures = timed(mixed)
    print(f"and {len(BOMBS)} bombs: {seconds:.1f} s; named: {failures}")


if __name__ == "__main__":
    main()

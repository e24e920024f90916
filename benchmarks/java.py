"""The compile server against javac as it comes, on the same snippets, in turn.

``python -m benchmarks.java [SNIPPETS] [ROUNDS] [JAVA_HOME]`` at the root of the repository: the
snippets are the good and the faulty ones of the tests. Each row is the median of the rounds, but
for memory, the most that the server's process ever had, on Linux. *Cold* is with an empty cache, so
that the server is compiled first; *warm* is a server that starts from the cache, *running* one
that has answered the same snippets before. One javac for each is timed on a few and scaled.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from card2anki.languages.java.jdk import Jdk, find_jdk
from card2anki.languages.java.protocol import Request
from card2anki.languages.java.server import CompileServer
from tests.languages.java.cutting import Kind, cuts
from tests.languages.java.mutating import Fault, all_mutants

_SAMPLE = 20
_CACHE = "CARD2ANKI_CACHE_DIR"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds for all snippets and to the first answer, from the start of the program."""

    seconds: float
    first: float
    megabytes: float | None = None


def snippets(number: int) -> list[tuple[Kind, str]]:
    """Return good snippets and then faulty ones, in an order of no meaning."""
    found = {cut.text: cut for cut in cuts()}
    for fault in Fault:
        found |= {mutant.text: mutant.cut for mutant in all_mutants(fault) if len(found) < number}
    some = [(cut.kind, text) for text, cut in found.items()][:number]
    random.Random(1).shuffle(some)
    return some


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    jdk = find_jdk(Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    if jdk is None:
        sys.exit("no JDK found")
    chosen = snippets(number)
    taken: dict[str, list[Run]] = {}
    for _ in range(rounds):
        for name, run in measured(jdk, chosen):
            taken.setdefault(name, []).append(run)
    print(f"{len(chosen):,} snippets, javac {jdk.version}, {os.cpu_count()} processors")
    print(f"{'':34}{'snippets/s':>12}{'all, s':>10}{'first, ms':>11}{'memory, MB':>12}")
    for name, runs in taken.items():
        show(name, len(chosen), runs)


def show(name: str, number: int, runs: list[Run]) -> None:
    seconds = statistics.median(run.seconds for run in runs)
    first = statistics.median(run.first for run in runs) * 1000
    most = max((run.megabytes for run in runs if run.megabytes), default=None)
    memory = f"{most:12.0f}" if most else f"{'-':>12}"
    print(f"{name:34}{number / seconds:12,.1f}{seconds:10.1f}{first:11,.0f}{memory}")


def measured(jdk: Jdk, chosen: list[tuple[Kind, str]]) -> Iterator[tuple[str, Run]]:
    """Yield a run of each way to have all snippets compiled."""
    sources = [source for _, source in chosen]
    with tempfile.TemporaryDirectory() as folder:
        for workers in (1, 2):
            with cache(Path(folder, f"cache{workers}")):
                for name, run in served(jdk, sources, workers):
                    yield f"server, {workers} workers, {name}", run
        files = written(chosen, Path(folder, "snippets"))
        yield "one javac for each (scaled)", compiled_one_by_one(jdk, files)
        yield "one javac for all", compiled_together(jdk, files)


@contextmanager
def cache(folder: Path) -> Iterator[None]:
    """Have the server kept in a folder of its own."""
    before = os.environ.get(_CACHE)
    folder.mkdir(mode=0o700)
    os.environ[_CACHE] = str(folder)
    try:
        yield
    finally:
        del os.environ[_CACHE]
        if before is not None:
            os.environ[_CACHE] = before


def served(jdk: Jdk, sources: list[str], workers: int) -> Iterator[tuple[str, Run]]:
    with CompileServer(jdk, threads=workers) as server:
        yield "cold", answered(server, sources)
    with CompileServer(jdk, threads=workers) as server:
        yield "warm", answered(server, sources)
        yield "running", answered(server, sources)


def answered(server: CompileServer, sources: list[str]) -> Run:
    start = time.perf_counter()
    first = 0.0
    count = 0
    for answer in server.ask(Request(str(number), text) for number, text in enumerate(sources)):
        if answer.failure:
            sys.exit(f"{answer.failure}: {sources[int(answer.id)]}")
        first = first or time.perf_counter() - start
        count += 1
    assert count == len(sources)
    return Run(time.perf_counter() - start, first, peak())


def peak() -> float | None:
    """Return the most megabytes that the Java process of this one ever had in memory."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = status.read_text().splitlines()
        except OSError:
            continue  # it is gone
        told = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if told["Name"] == "java" and int(told["PPid"]) == os.getpid():
            return int(told["VmHWM"].split()[0]) * 1024 / 1e6
    return None


# -- javac as it comes


def written(chosen: list[tuple[Kind, str]], folder: Path) -> list[Path]:
    """Write each snippet into a file, in a class of its own, and return the files."""
    files = []
    for number, (kind, source) in enumerate(chosen):
        file = folder / f"s{number}" / "Snippet.java"
        file.parent.mkdir(parents=True)
        file.write_text(f"package s{number};\n{wrapped(kind, source)}", encoding="utf-8")
        files.append(file)
    return files


def wrapped(kind: Kind, source: str) -> str:
    members = source
    if kind in (Kind.RUN, Kind.EXPRESSION):
        members = f"void run() throws Throwable {{\n{source}\n}}"
    return f"class Snippet {{\n{textwrap.indent(members, '    ')}\n}}\n"


def compiled_one_by_one(jdk: Jdk, files: list[Path]) -> Run:
    start = time.perf_counter()
    sample = random.Random(2).sample(files, min(_SAMPLE, len(files)))
    for file in sample:
        compile_files(jdk, [file])
    each = (time.perf_counter() - start) / len(sample)
    return Run(each * len(files), each)


def compiled_together(jdk: Jdk, files: list[Path]) -> Run:
    start = time.perf_counter()
    compile_files(jdk, files)
    seconds = time.perf_counter() - start
    return Run(seconds, seconds)


def compile_files(jdk: Jdk, files: list[Path]) -> None:
    """Have javac read and check files; most lack what is around them, so it finds errors."""
    options = ["-proc:none", "-Xlint:none", "-Xmaxerrs", "100000", "-encoding", "UTF-8"]
    with tempfile.TemporaryDirectory() as folder:
        arguments = Path(folder, "files")
        arguments.write_text("\n".join(f'"{file.as_posix()}"' for file in files), encoding="utf-8")
        subprocess.run(
            [jdk.javac, *options, "-XDshould-stop.ifError=FLOW", "-d", folder, f"@{arguments}"],
            cwd=folder,  # where javac tells of its own crashes
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


if __name__ == "__main__":
    main()

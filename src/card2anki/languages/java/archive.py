"""The compile server, compiled once for each JDK: a jar, and an archive of loaded classes.

The archive (AppCDS) holds the classes of the compiler as they are in memory: with it the first
answer is there after 0.4 s, without it after 0.6 s. It is made by a training run, in which the
server answers a few requests.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from card2anki.errors import UsageError
from card2anki.languages.java.cache import cache_folder, distrust, is_whole, new_entry
from card2anki.languages.java.jdk import Jdk
from card2anki.languages.java.process import LineProcess, environment
from card2anki.languages.java.protocol import ProtocolError, Request, read_answer, read_ready

_EXPORTS = (
    "--add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED",
    "--add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED",
)
#: What every start has in common; docs/compile-server.md says why each is there.
_FLAGS = (
    *_EXPORTS,
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xmx192m",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:+ErrorFileToStderr",
    "-XX:-CreateCoredumpOnCrash",
    "-Xlog:disable",
    "-XX:-UsePerfData",
)
_JAR = "server.jar"
_CLASSES = "server.jsa"
#: Milliseconds that javac has to compile the server, and the server for each of its lessons.
_PATIENCE = 120_000
#: What the server is trained with: the classes that these take are archived.
_LESSONS = (
    "int total = List.of(1, 2, 3).stream().mapToInt(n -> n + 1).sum();\nSystem.out.println(total)",
    "class Stack<T> {\n  private final List<T> items = new ArrayList<>();\n"
    "  T pop() { return items.isEmpty() ? null : items.remove(items.size() - 1); }\n}",
    "record Pair(String name, int size) implements Comparable<Pair> {\n  @Override\n"
    "  public int compareTo(Pair other) { return Integer.compare(size, other.size); }\n}",
    'String text = switch (day) { case 1 -> "one"; default -> { yield "more"; } };',
    "for (var entry : counts.entrySet()) {\n  System.out.println(entry.getKey().size)\n}",
    "interface Shape { double area(); }\nint area = new Square(2).area();\nint x = 1.5;",
)


@dataclass(frozen=True, slots=True)
class Archive:
    """The compiled server in a folder.

    ``refusal`` says why it is for this run only, and not in the cache; "" where it is.
    """

    folder: Path
    refusal: str = ""

    @property
    def has_classes(self) -> bool:
        """Say whether there is an archive of classes, with which Java starts faster."""
        return (self.folder / _CLASSES).is_file()

    @property
    def size(self) -> int:
        """Return how many bytes it takes."""
        return sum(file.stat().st_size for file in self.folder.iterdir())

    def command(self, jdk: Jdk, threads: int, cpu_limit_ms: int, wall_limit_ms: int) -> list[str]:
        """Return the command that starts the server in the folder of the archive."""
        shared = ("-Xshare:auto", f"-XX:SharedArchiveFile={_CLASSES}") if self.has_classes else ()
        return _command(jdk, threads, cpu_limit_ms, wall_limit_ms, *shared)

    def close(self) -> None:
        """Remove what is for this run only."""
        if self.refusal:
            shutil.rmtree(self.folder, ignore_errors=True)


def find_archive(jdk: Jdk) -> Archive | None:
    """Return what is in the cache for a JDK, None where that is nothing, or damaged."""
    entry = cache_folder() / _key(jdk)
    return None if distrust(entry.parent) or not is_whole(entry) else Archive(entry)


def open_archive(jdk: Jdk, *, anew: bool = False) -> Archive:
    """Return the compiled server for a JDK; compile it where it is not there, or ``anew``.

    Where there can be no cache it is compiled for this run only, without the archive of classes.
    Raises UsageError where javac does not compile it.
    """
    found = None if anew else find_archive(jdk)
    if found:
        return found
    entry = cache_folder() / _key(jdk)
    try:
        with new_entry(entry, anew=anew) as folder:
            _compile(jdk, folder)
            _train(jdk, folder)
    except OSError as error:
        return _for_this_run(jdk, error)
    return Archive(entry)


def _for_this_run(jdk: Jdk, error: OSError) -> Archive:
    reason = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    archive = Archive(Path(tempfile.mkdtemp(prefix="card2anki-")), reason)
    with ExitStack() as ending:
        ending.callback(archive.close)
        _compile(jdk, archive.folder)
        ending.pop_all()
    return archive


def _compile(jdk: Jdk, folder: Path) -> None:
    """Compile the server into a jar. Raises UsageError where javac does not."""
    (folder / "sources").mkdir()
    for name, text in _sources().items():
        (folder / "sources" / name).write_bytes(text)
    names = [f"sources/{name}" for name in _sources()]
    options = ["-proc:none", "-nowarn", "-encoding", "UTF-8", "-d", "classes"]
    said = _run([jdk.javac, "-J-XX:TieredStopAtLevel=1", *_EXPORTS, *options, *names], folder)
    if said is not None:
        raise UsageError(f"{jdk.javac} can't compile the compile server:\n{said}")
    _pack(folder / "classes", folder / _JAR)
    shutil.rmtree(folder / "sources")
    shutil.rmtree(folder / "classes")


def _run(command: list[str], folder: Path) -> str | None:
    """Run a compiler; return what it said if it failed. Raises UsageError if it can't be run."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=_PATIENCE / 1000,
        )
    except OSError as error:
        raise UsageError(f"{command[0]} can't be run: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"{command[0]} does not end") from error
    return done.stdout.decode(errors="replace").strip() if done.returncode else None


def _pack(classes: Path, jar: Path) -> None:
    """Put class files into a jar: always the same bytes, and not compressed, to load faster."""
    with zipfile.ZipFile(jar, "w") as packed:
        for file in sorted(classes.rglob("*.class")):
            packed.writestr(
                zipfile.ZipInfo(file.relative_to(classes).as_posix()), file.read_bytes()
            )


def _train(jdk: Jdk, folder: Path) -> None:
    """Have the server answer requests, and Java archive the classes that were loaded for it.

    Where that fails there is no archive of classes, and each start takes longer.
    """
    option = f"-XX:ArchiveClassesAtExit={_CLASSES}"
    process = LineProcess(_command(jdk, 1, _PATIENCE, _PATIENCE, option), folder)
    classes = folder / _CLASSES
    try:
        _teach(process)
        is_trained = process.finish(_PATIENCE / 1000) == 0
    except (TimeoutError, ProtocolError):
        is_trained = False
    finally:
        process.kill()
    if is_trained and classes.exists():
        classes.chmod(0o644)  # Windows removes no file that can only be read
    else:
        classes.unlink(missing_ok=True)


def _teach(process: LineProcess) -> None:
    """Have all lessons answered. Raises ProtocolError and TimeoutError."""
    read_ready(process.receive(_PATIENCE / 1000) or b"")
    for number, lesson in enumerate(_LESSONS):
        process.send(Request(str(number), lesson).to_json())
        read_answer(process.receive(_PATIENCE / 1000) or b"")


def _command(
    jdk: Jdk, threads: int, cpu_limit_ms: int, wall_limit_ms: int, *options: str
) -> list[str]:
    limits = (
        f"-Dcard2anki.threads={threads}",
        f"-Dcard2anki.cpu-limit-ms={cpu_limit_ms}",
        f"-Dcard2anki.wall-limit-ms={wall_limit_ms}",
    )
    # The jar has no path: it is found in any folder, whatever characters the folder's path has,
    # and the archive of classes is valid wherever both are moved together.
    return [jdk.java, *_FLAGS, *options, *limits, "-cp", _JAR, "card2anki.Server"]


def _sources() -> Mapping[str, bytes]:
    folder = files("card2anki.languages.java") / "server"
    sources = (file for file in folder.iterdir() if file.name.endswith(".java"))
    return {file.name: file.read_bytes() for file in sorted(sources, key=lambda file: file.name)}


def _key(jdk: Jdk) -> str:
    """Return the name of the entry for this JDK, this server and these flags."""
    parts = [str(jdk.home).encode(), jdk.release.read_bytes(), " ".join(_FLAGS).encode()]
    parts += [part for name, text in _sources().items() for part in (name.encode(), text)]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%d:%b" % (len(part), part))
    return f"{jdk.version}-{digest.hexdigest()[:16]}"

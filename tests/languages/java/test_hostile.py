"""Code that was made to do harm: it is compiled within bounds, and nothing comes of it."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from card2anki.languages.java.jdk import Jdk
from card2anki.languages.java.protocol import Request
from card2anki.languages.java.server import CompileServer
from tests.languages.java.answering import jdks, version

pytestmark = pytest.mark.javac

_LEVELS = 14
#: What it may take, whichever is first on this machine, and what it is: a bomb each.
BOMBS = {
    # each level of the conditional doubles what is tried for the types of all below it
    "inference": (
        {"time"},
        "class A { void t(boolean b) { var o = java.util.List.of(b ? "
        + "java.util.List.of(b ? " * _LEVELS
        + '1 : "a")'
        + ' : "a")' * _LEVELS
        + "; } }",
    ),
    # Kennedy and Pierce, On Decidability of Nominal Subtyping with Variance (2007)
    "subtyping": (
        {"depth", "time"},
        "class N<Z> {} class C<X> extends N<N<? super C<C<X>>>> {"
        " N<? super C<Byte>> f(C<Byte> c) { return c; } }",
    ),
    "constants": (
        {"memory"},
        'class D { static final String s0 = "aaaaaaaaaaaaaaaa"; '
        + " ".join(f"static final String s{n} = s{n - 1} + s{n - 1};" for n in range(1, 40))
        + " }",
    ),
    "parentheses": ({"depth"}, "int x = " + "(" * 20_000 + "1" + ")" * 20_000 + ";"),
    "size": ({"size"}, "int x = 1;\n" * 6_000),
}
_FINE = "int a{0} = {0};\nSystem.out.println(a{0});"


@pytest.fixture(scope="module", params=jdks(), ids=version)
def server(request: pytest.FixtureRequest) -> Iterator[CompileServer]:
    with CompileServer(request.param) as made:
        yield made


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_named(server: CompileServer, kind: str) -> None:
    failures, source = BOMBS[kind]
    (answer,) = server.ask([Request("bomb", source)])
    assert answer.failure in failures
    assert answer.verdict == ""


def test_bombs_among_others_are_named_and_all_others_answered(server: CompileServer) -> None:
    sources = {f"fine {number}": _FINE.format(number) for number in range(200)}
    names = list(sources)
    for number, (kind, (_, source)) in enumerate(BOMBS.items()):
        sources[kind] = source
        names.insert(40 * number + 13, kind)
    answers = list(server.ask(Request(name, sources[name]) for name in names))
    assert Counter(answer.id for answer in answers) == Counter(names)
    failed = {answer.id: answer.failure for answer in answers if answer.failure}
    assert failed.keys() == BOMBS.keys()
    assert all(failure in BOMBS[kind][0] for kind, failure in failed.items())
    assert {answer.verdict for answer in answers if not answer.failure} == {"clean"}


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\0",
        "\ud800",
        "\\u",
        "\\u000a",
        "'",
        '"""',
        "/*",
        "}" * 1000,
        "@" * 1000,
        "<" * 3000,
        "...\n" * 2000,
        "else " * 2000,
        "a.b" * 40,
        "case 1 -> " * 2000,
        "int x = 1;\r\nint y = 2;\rint z = 3;\u2028int w = 4;",
        "package a; import static b.*; module c {}",
        "😀" * 2000,
    ],
    ids=lambda source: f"{len(source)} x {source[:12]!r}",
)
def test_odd_code_is_answered(server: CompileServer, source: str) -> None:
    """javac itself fails on some of it, in one version or the other: that is told, too."""
    (answer,) = server.ask([Request("odd", source)])
    assert bool(answer.verdict) != (answer.failure in ("depth", "crash"))
    for said in answer.diagnostics:
        assert 0 <= said.start <= said.end <= len(source)


_HARMFUL = """#### Java
:p What does this do?
??x
```java
@javax.annotation.processing.SupportedAnnotationTypes("*")
class Harm extends javax.annotation.processing.AbstractProcessor {
    static {
        try {
            java.nio.file.Files.writeString(java.nio.file.Path.of("harm.txt"), "done");
            Runtime.getRuntime().exec("touch harm.txt");
            new java.net.Socket("127.0.0.1", 9).close();
        } catch (java.io.IOException error) {
            throw new ExceptionInInitializerError(error);
        }
    }
    static final int RUN = new Harm().hashCode();
    public boolean process(java.util.Set<? extends javax.lang.model.element.TypeElement> types,
            javax.annotation.processing.RoundEnvironment round) { return true; }
}
```
x??
"""
_OPENED = re.compile(r'\b(?:open|openat|creat)\((?:AT_FDCWD, )?"([^"]*)", ([A-Z_|]+)')
_CHANGED = re.compile(r"\b(rename\w*|link\w*|symlink\w*|mkdir\w*|unlink\w*|truncate|connect)\((.*)")
_EXECUTED = re.compile(r'\bexecve\("([^"]*)".*= 0$')


@pytest.mark.skipif(not shutil.which("strace"), reason="there is no strace")
@pytest.mark.parametrize("jdk", jdks()[-1:], ids=version)
def test_nothing_is_written_or_executed(tmp_path: Path, jdk: Jdk) -> None:
    """The system calls of a whole check: it reads, starts Java, and that is all."""
    (tmp_path / "harm.md").write_text(_HARMFUL)
    command = [sys.executable, "-B", "-m", "card2anki", "check", "harm.md"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)  # fills the cache
    traced = ["strace", "-f", "-qq", "-e", "trace=file,network", "-o", str(tmp_path / "calls")]
    done = subprocess.run(
        [*traced, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "javac" in done.stderr
    calls = (tmp_path / "calls").read_text("utf-8", errors="replace").splitlines()
    written = {
        found[1]
        for line in calls
        if (found := _OPENED.search(line)) and {"O_WRONLY", "O_RDWR"} & set(found[2].split("|"))
    }
    assert {path for path in written if not path.startswith(("/dev/", "/proc/"))} == set()
    changed = [line for line in calls if _CHANGED.search(line) and line.rstrip().endswith("= 0")]
    assert changed == []
    executed = {Path(found[1]).name for line in calls if (found := _EXECUTED.search(line))}
    assert executed <= {Path(sys.executable).name, "java"}
    assert not (tmp_path / "harm.txt").exists()

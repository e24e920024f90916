"""The compile server, looked after: hung, dead or lying, each request is answered."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from card2anki.errors import UsageError
from card2anki.languages.java import server as looking_after
from card2anki.languages.java.archive import open_archive
from card2anki.languages.java.jdk import Jdk, find_jdk
from card2anki.languages.java.protocol import (
    Answer,
    Neighbour,
    Request,
    read_answer,
    read_ready,
)
from card2anki.languages.java.server import LARGEST, CompileServer
from tests.languages.java.faking import FakeCompileServer

_ROOT = Path(__file__).parents[3]
on_linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="it looks into /proc")


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait no longer than has to be; a fake server on a busy machine needs some time, too."""
    monkeypatch.setattr(looking_after, "_GRACE", 1.5)


def requests(*sources: str) -> list[Request]:
    return [Request(str(number), source) for number, source in enumerate(sources)]


def failures(answers: Iterable[Answer]) -> dict[str, str]:
    """Return by id why there is no verdict, "" where there is one; each is answered once."""
    found = [(answer.id, answer.failure) for answer in answers]
    assert len(dict(found)) == len(found)
    return dict(found)


# -- a server that works


def test_each_request_is_answered(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        answers = list(server.ask(requests(*["fine"] * 100)))
    assert failures(answers) == {str(number): "" for number in range(100)}
    assert {answer.verdict for answer in answers} == {"clean"}
    assert len(server.launched) == 1


def test_it_is_started_late_and_kept(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        assert list(server.ask([])) == []
        assert server.launched == []
        list(server.ask(requests("fine")))
        list(server.ask(requests("fine", "fine")))
        assert len(server.launched) == 1


def test_answers_may_come_in_any_order(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        answers = list(server.ask(requests("later", "later", "fine")))
    assert [answer.id for answer in answers] == ["2", "1", "0"]


def test_requests_are_taken_as_there_is_room(tmp_path: Path) -> None:
    taken: list[Request] = []

    def endless() -> Iterable[Request]:
        while True:
            taken.append(Request(str(len(taken)), "fine"))
            yield taken[-1]

    with FakeCompileServer(tmp_path, threads=1) as server:
        answers = iter(server.ask(endless()))
        for _ in range(50):
            next(answers)
        assert len(taken) == 50 + 8 - 1


def test_what_is_too_long_is_not_sent(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        answers = list(server.ask(requests("x" * (LARGEST + 1))))
        assert answers == [
            Answer("0", failure="size", detail="64,001 characters, more than 64,000")
        ]
        assert server.launched == []
        assert failures(server.ask(requests("x" * LARGEST, "x" * 99_999))) == {"0": "", "1": "size"}


def test_a_failure_that_the_server_survives(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        assert failures(server.ask(requests("too deep", "fine"))) == {"0": "depth", "1": ""}
        assert len(server.launched) == 1


def test_it_may_shout(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        assert failures(server.ask(requests("shout", "shout", "fine"))) == dict.fromkeys("012", "")
        assert len(server.launched) == 1


def test_its_memory(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        assert server.memory() == (1000, 2000)


# -- a server that dies


@pytest.mark.parametrize(
    ("deed", "failure", "detail"),
    [
        ("hang", "time", "no answer within 1.6 s"),
        ("take long", "time", "2000 ms"),
        ("be late", "time", "10000 ms"),
        ("die", "crash", "exit code 7"),
        ("kill", "crash", "killed by signal 9"),
        ("explain and die", "crash", "SIGSEGV (0xb)\nexit code 6"),
        (
            "take memory",
            "memory",
            "Terminating due to java.lang.OutOfMemoryError: Java heap space",
        ),
        (
            "take memory amid an answer",
            "memory",
            '{"id": "Terminating due to java.lang.OutOfMemoryError: Java heap space',
        ),
        ("half a line", "crash", '{"id": "\nexit code 0'),
        ("garbage", "crash", "[warning] something\n\x00\xff\nkilled by signal 9"),
        (
            "another id",
            "crash",
            'an answer to "nobody\'s", which was not asked\nkilled by signal 9',
        ),
        ("another shape", "crash", '{"id": "20", "verdict": "splendid"}\nkilled by signal 9'),
    ],
)
def test_the_culprit_is_named_and_all_others_are_answered(
    tmp_path: Path, deed: str, failure: str, detail: str
) -> None:
    sources = ["fine"] * 50
    sources[20] = deed
    with FakeCompileServer(tmp_path) as server:
        answers = list(server.ask(requests(*sources)))
    assert failures(answers) == {
        str(number): failure if number == 20 else "" for number in range(50)
    }
    assert [answer.detail for answer in answers if answer.failure] == [detail]


def test_each_of_several_culprits_is_named(tmp_path: Path) -> None:
    sources = ["fine", "die", "take long", "fine", "take memory", "die", "fine"] * 4
    expected = {"die": "crash", "take long": "time", "take memory": "memory", "fine": ""}
    with FakeCompileServer(tmp_path) as server:
        answered = failures(server.ask(requests(*sources)))
    assert answered == {str(number): expected[source] for number, source in enumerate(sources)}


def test_nobody_is_blamed_for_a_busy_machine(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        answered = failures(server.ask(requests("fine", "be late once", "fine")))
    assert answered == dict.fromkeys("012", "")


def test_nobody_is_blamed_for_what_happens_once(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        assert failures(server.ask(requests("fine", "die once"))) == {"0": "", "1": ""}
        assert len(server.launched) == 2


def test_nobody_is_blamed_for_what_others_left_behind(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        assert failures(server.ask(requests("fine"))) == {"0": ""}
        assert failures(server.ask(requests("die second"))) == {"0": ""}
        assert len(server.launched) == 2


def test_a_server_that_died_in_peace_is_replaced(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        list(server.ask(requests("fine")))
        os.kill(server.launched[0].pid, signal.SIGKILL)
        assert failures(server.ask(requests("fine"))) == {"0": ""}
        assert len(server.launched) == 2


def test_a_server_that_dies_of_anything_is_given_up(tmp_path: Path) -> None:
    with (
        FakeCompileServer(tmp_path, *["fragile"] * 99) as server,
        pytest.raises(UsageError, match=r"of .*nowhere dies of anything: exit code 7$"),
    ):
        list(server.ask(requests(*["fine"] * 30)))
    assert len(server.launched) == 1 + 5 + 1


@pytest.mark.parametrize(("deed", "failure"), [("die", "crash"), ("take memory", "memory")])
def test_no_number_of_bombs_is_too_large(tmp_path: Path, deed: str, failure: str) -> None:
    with FakeCompileServer(tmp_path) as server:
        answered = failures(server.ask(requests(*[deed] * 12, "fine")))
    assert answered == {str(number): failure for number in range(12)} | {"12": ""}


# -- a server that does not come up


@pytest.mark.parametrize("start", ["dead", "complaining", "of_another_protocol"])
def test_a_bad_start_is_tried_again_with_what_is_compiled_anew(tmp_path: Path, start: str) -> None:
    with FakeCompileServer(tmp_path, start) as server:
        assert failures(server.ask(requests("fine"))) == {"0": ""}
        assert server.anew == [False, True]


def test_a_server_that_ends_when_it_is_ready_is_replaced(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path, "ended") as server:
        assert failures(server.ask(requests("fine", "fine"))) == {"0": "", "1": ""}
        assert server.anew == [False, False]


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("dead", r"it is no JSON\nError: Could not create the Java Virtual Machine\.\n"),
        ("complaining", r"it is no JSON\nCould not reserve enough space"),
        ("of_another_protocol", r"it speaks protocol 2, not 1\nkilled by signal 9$"),
    ],
)
def test_a_server_that_never_comes_up_is_an_error(tmp_path: Path, start: str, said: str) -> None:
    with (
        FakeCompileServer(tmp_path, *[start] * 3) as server,
        pytest.raises(UsageError, match=rf"does not start with .*java(\.exe)?: {said}"),
    ):
        list(server.ask(requests("fine")))
    assert len(server.launched) == 3


def test_a_server_that_is_never_ready_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_after, "_START", 0.3)
    with (
        FakeCompileServer(tmp_path, *["never_ready"] * 3) as server,
        pytest.raises(UsageError, match=r"no answer within 0\.3 s\nkilled by signal 9$"),
    ):
        list(server.ask(requests("fine")))


def test_a_server_that_does_not_listen_blocks_nobody(tmp_path: Path) -> None:
    long = "x" * LARGEST
    with FakeCompileServer(tmp_path, "deaf") as server:
        assert set(failures(server.ask(requests(*[long] * 20))).values()) == {""}
        assert len(server.launched) == 2


# -- the end


@on_linux
def test_the_end_is_clean(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        list(server.ask(requests("fine", "die", "hang", "fine")))
    assert len(server.launched) > 2
    assert not any(Path(f"/proc/{process.pid}").exists() for process in server.launched)


@on_linux
def test_who_stops_taking_answers_ends_the_server(tmp_path: Path) -> None:
    with FakeCompileServer(tmp_path) as server:
        answers = iter(server.ask(requests("fine", "hang")))
        assert next(answers).id == "0"
        del answers
        assert not Path(f"/proc/{server.launched[0].pid}").exists()
        assert failures(server.ask(requests("fine"))) == {"0": ""}


@on_linux
def test_an_interrupt_ends_the_server(tmp_path: Path) -> None:
    def stopped() -> Iterable[Request]:
        yield from requests("fine", "hang")
        raise KeyboardInterrupt

    with FakeCompileServer(tmp_path) as server:
        with pytest.raises(KeyboardInterrupt):
            list(server.ask(stopped()))
        assert not Path(f"/proc/{server.launched[0].pid}").exists()


def test_who_asks_after_the_end_starts_another(tmp_path: Path) -> None:
    server = FakeCompileServer(tmp_path)
    for _ in range(2):
        assert failures(server.ask(requests("fine"))) == {"0": ""}
        server.close()
    assert len(server.launched) == 2


_ASKING = """
    import sys
    from pathlib import Path
    from card2anki.cli import commands, main
    from card2anki.languages.java.jdk import find_jdk
    from card2anki.languages.java.protocol import Request
    from card2anki.languages.java.server import CompileServer
    from tests.languages.java.faking import FakeCompileServer

    folder, source = sys.argv.pop(), sys.argv.pop()

    @commands.command()
    def ask():
        fake = FakeCompileServer(Path(folder)) if folder else None
        patient = {"cpu_limit_ms": 600_000, "wall_limit_ms": 600_000}
        with fake or CompileServer(find_jdk(), **patient) as server:
            list(server.ask([Request("0", "int pots;")]))
            print(server._process.pid, flush=True)
            list(server.ask([Request("1", source)]))
            sys.stdin.read()

    main()
"""


def _ask_in_another_process(folder: Path | str, source: str) -> tuple[subprocess.Popen[str], int]:
    """Start a command that asks a server, the real one or a fake one in a folder, and stays.

    Return it and the number of the server's process.
    """
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_ASKING), "ask", source, str(folder)],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert program.stdout
    return program, int(program.stdout.readline())


def _is_alive(pid: int) -> bool:
    """Say whether a process runs; one that nobody buries does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rsplit(")", 1)[1].split()[0] not in "ZX"


def _wait_until_gone(pid: int) -> bool:
    for _ in range(300):
        if not _is_alive(pid):
            return True
        time.sleep(0.1)
    return False


@on_linux
def test_a_killed_parent_leaves_no_server_behind(tmp_path: Path) -> None:
    program, pid = _ask_in_another_process(tmp_path, "fine")
    assert _is_alive(pid)
    with program:
        program.kill()
    assert _wait_until_gone(pid)


@on_linux
def test_ctrl_c_ends_both(tmp_path: Path) -> None:
    program, pid = _ask_in_another_process(tmp_path, "hang")
    with program:
        os.killpg(program.pid, signal.SIGINT)
        assert program.wait(60) == 130
    assert _wait_until_gone(pid)


# -- the real one


@pytest.fixture(scope="module")
def jdk() -> Jdk:
    found = find_jdk()
    assert found
    return found


#: Each constant is twice as long as the one before.
_TAKES_MEMORY = 'final String s0 = "0123456789abcdef";\n' + "".join(
    f"final String s{n} = s{n - 1} + s{n - 1};\n" for n in range(1, 28)
)
#: Each type is twice as long as the one before.
_TAKES_TIME = (
    "record Pair<A, B>(A a, B b) {}\n<T> Pair<T, T> twice(T t) { return new Pair<>(t, t); }\n"
    f"void all() {{ int pots = {'twice(' * 24}1{')' * 24}; }}\n"
)
#: Whether one type is another's subtype is a question that ends in itself.
_TOO_DEEP = (
    "class Pot<X> {}\nclass Lid<X> extends Pot<Pot<? super Lid<Lid<X>>>> {}\n"
    "Pot<? super Lid<Byte>> on(Lid<Byte> lid) { return lid; }\n"
)


@pytest.mark.javac
@on_linux
@pytest.mark.parametrize("source", ["int pots = 1;", _TAKES_TIME])
def test_a_killed_parent_leaves_no_jvm_behind(source: str) -> None:
    program, pid = _ask_in_another_process("", source)
    assert _is_alive(pid)
    with program:
        program.kill()
    assert _wait_until_gone(pid)


@pytest.mark.javac
def test_java_is_judged(jdk: Jdk) -> None:
    asked = [
        Request("fine", "int pots = 1;"),
        Request("wrong", 'int pots = "one";'),
        Request("lacking", "Pot pot = new Pot();\npot.heat(1, 2);"),
        Request(
            "given",
            "Pot pot = new Pot();\npot.heat(1, 2);",
            (Neighbour("class Pot { void heat(int a) {} }", near=True),),
        ),
        Request("no Java", "three pots)"),
    ]
    with CompileServer(jdk) as server:
        answers = {answer.id: answer for answer in server.ask(asked)}
        used, total = server.memory()
    assert {name: answer.verdict for name, answer in answers.items()} == {
        "fine": "clean",
        "wrong": "wrong",
        "lacking": "context",
        "given": "wrong",
        "no Java": "wrong",
    }
    assert [(d.code, d.start, d.end) for d in answers["wrong"].diagnostics] == [
        ("compiler.err.prob.found.req", 11, 16)
    ]
    assert 0 < used < total <= 256 * 1024 * 1024


@pytest.mark.javac
def test_the_example_of_the_document(jdk: Jdk) -> None:
    document = (_ROOT / "docs" / "compile-server.md").read_text("utf-8")
    ready, request, answer, failure = re.findall(r"```json\n(.*?)```", document, re.DOTALL)
    assert read_ready(ready.encode()).startswith("17")
    asked = json.loads(request)
    context = tuple(Neighbour(**neighbour) for neighbour in asked.pop("context"))
    with CompileServer(jdk) as server:
        assert list(server.ask([Request(**asked, context=context)])) == [
            read_answer(answer.encode())
        ]
    assert read_answer(failure.encode()) == Answer("7", failure="time", detail="2013 ms")


@pytest.mark.javac
def test_real_culprits_are_named(jdk: Jdk) -> None:
    sources = ["int pots = 1;"] * 30
    sources[7], sources[20] = _TAKES_TIME, _TAKES_MEMORY
    with CompileServer(jdk, cpu_limit_ms=1000) as server:
        answered = failures(server.ask(requests(*sources)))
    named = {number: failure for number, failure in answered.items() if failure}
    assert named.pop("20") in ("memory", "time")  # as fast as this machine is
    assert named == {"7": "time"}


@pytest.mark.javac
def test_out_of_memory_and_too_deep(jdk: Jdk) -> None:
    sources = ["int a = 1;", _TAKES_MEMORY, "int b = 1;", _TOO_DEEP]
    with CompileServer(jdk, cpu_limit_ms=60_000, wall_limit_ms=60_000) as server:
        answered = failures(server.ask(requests(*sources)))
    assert answered == {"0": "", "1": "memory", "2": "", "3": "depth"}


@pytest.mark.javac
def test_options_of_the_environment_have_no_effect(
    jdk: Jdk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"):
        monkeypatch.setenv(name, "-XX:NoSuchOption=1")
    with CompileServer(jdk) as server:
        assert failures(server.ask(requests("int pots = 1;"))) == {"0": ""}


@pytest.mark.javac
def test_a_damaged_jar_is_compiled_anew(
    jdk: Jdk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where its digest is right, as it is of one that was compiled wrongly."""
    monkeypatch.setenv("CARD2ANKI_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr("card2anki.languages.java.archive._train", lambda jdk, folder: None)
    monkeypatch.setattr("card2anki.languages.java.cache._digest", lambda file: "the same")
    entry = open_archive(jdk).folder
    (entry / "server.jar").write_bytes(b"no jar")
    with CompileServer(jdk) as server:
        assert failures(server.ask(requests("int pots = 1;"))) == {"0": ""}
    assert (entry / "server.jar").stat().st_size > 10_000


@pytest.mark.javac
def test_an_entry_that_goes_away_is_compiled_anew(
    jdk: Jdk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARD2ANKI_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr("card2anki.languages.java.archive._train", lambda jdk, folder: None)
    with CompileServer(jdk) as server:
        list(server.ask(requests("int pots = 1;")))
        shutil.rmtree(tmp_path / "java")
        assert server._process
        os.kill(server._process.pid, signal.SIGKILL)
        assert failures(server.ask(requests("int pots = 1;"))) == {"0": ""}

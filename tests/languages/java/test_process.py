"""A program that is spoken to in lines, and what it may do to whoever speaks to it."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from card2anki.languages.java.process import LineProcess, environment
from tests.languages.java.faking import fake_command

Start = Callable[..., LineProcess]
ENOUGH = 30.0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[LineProcess] = []

    def start(how: str = "well") -> LineProcess:
        started.append(LineProcess(fake_command(how), tmp_path))
        return started[-1]

    yield start
    for process in started:
        process.kill()


def test_lines_go_both_ways(start: Start) -> None:
    process = start()
    assert process.receive(ENOUGH) == b'{"ready": {"protocol": 1, "java": "17.0.1"}}\n'
    process.send('{"id": "é", "command": "memory"}')
    assert process.receive(ENOUGH) == b'{"id": "\\u00e9", "used": 1000, "total": 2000}\n'


def test_the_end_of_its_input_ends_it(start: Start) -> None:
    process = start()
    assert process.finish(ENOUGH) == 0
    assert process.receive(ENOUGH) == b'{"ready": {"protocol": 1, "java": "17.0.1"}}\n'
    assert process.receive(ENOUGH) is None


def test_silence_is_an_error(start: Start) -> None:
    with pytest.raises(TimeoutError, match=r"no answer within 0\.01 s"):
        start("never_ready").receive(0.01)


def test_to_go_on_is_an_error(start: Start) -> None:
    with pytest.raises(TimeoutError, match=r"no end within 0\.01 s"):
        start("never_ready").finish(0.01)


def test_who_does_not_listen_blocks_nobody(start: Start) -> None:
    process = start("deaf")
    process.receive(ENOUGH)
    process.send("x" * 10_000_000)
    with pytest.raises(TimeoutError):
        process.receive(0.01)
    process.kill()
    assert process.last_words() == "killed by signal 9"


def test_who_is_gone_is_not_missed(start: Start) -> None:
    process = start("ended")
    process.receive(ENOUGH)
    assert process.receive(ENOUGH) is None
    assert process.receive(ENOUGH) is None
    process.send("{}")
    process.kill()
    assert process.last_words() == "exit code 0"


def test_last_words_are_those_of_both_outputs(start: Start) -> None:
    process = start("complaining")
    assert process.receive(ENOUGH) == b"Error occurred during initialization of VM\n"
    process.kill()
    words = process.last_words()
    assert words.startswith("Could not reserve enough space\n")
    assert words.endswith(("exit code 1", "killed by signal 9"))


def test_of_many_words_the_first_are_kept(start: Start) -> None:
    process = start()
    process.receive(ENOUGH)
    process.send('{"id": "1", "source": "shout"}')
    assert process.receive(ENOUGH) is not None
    process.kill()
    assert process.last_words() == "x" * 8192 + "\nkilled by signal 9"


def test_killing_twice_does_no_harm(start: Start) -> None:
    process = start()
    process.kill()
    process.kill()


@pytest.mark.skipif(os.name == "nt", reason="sessions are of POSIX")
def test_signals_of_the_terminal_do_not_reach_it(start: Start) -> None:
    process = start()
    assert os.getsid(process.pid) == process.pid != os.getsid(0)


@pytest.mark.skipif(os.name == "nt", reason="zombies are of POSIX")
def test_whoever_dies_is_buried(start: Start) -> None:
    process = start()
    os.kill(process.pid, signal.SIGKILL)
    while process.receive(ENOUGH):
        pass
    process.kill()
    with pytest.raises(ChildProcessError):
        os.waitpid(process.pid, os.WNOHANG)


def test_the_pipes_are_not_inherited(start: Start) -> None:
    streams = start()._process
    assert streams.stdin
    assert streams.stdout
    assert streams.stderr
    pipes = (streams.stdin, streams.stdout, streams.stderr)
    assert not any(os.get_inheritable(pipe.fileno()) for pipe in pipes)


def test_what_would_change_java_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"):
        monkeypatch.setenv(name, "-Dharmful")
    monkeypatch.setenv("POT", "hot")
    cleared = environment()
    assert cleared["POT"] == "hot"
    assert "-Dharmful" not in cleared.values()


@pytest.mark.parametrize(("set_to", "kept"), [("C", "C.UTF-8"), ("de_DE.UTF-8", "de_DE.UTF-8")])
def test_java_finds_paths_that_are_not_ascii(
    monkeypatch: pytest.MonkeyPatch, set_to: str, kept: str
) -> None:
    monkeypatch.setenv("LC_ALL", set_to)
    assert environment()["LC_ALL"] == kept


def test_what_can_not_be_run_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LineProcess([str(tmp_path / "java")], tmp_path)
    with pytest.raises(FileNotFoundError):
        LineProcess(fake_command(), tmp_path / "gone")

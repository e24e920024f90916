"""The compile server is compiled once for each JDK; what goes wrong there is told."""

import os
import shlex
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from card2anki.errors import UsageError
from card2anki.languages.java import archive as archiving
from card2anki.languages.java.archive import Archive, find_archive, open_archive
from card2anki.languages.java.cache import cache_folder
from card2anki.languages.java.jdk import Jdk, find_jdk
from card2anki.languages.java.process import LineProcess
from card2anki.languages.java.protocol import read_ready
from tests.languages.java.faking import FAKE_SERVER

posix = pytest.mark.skipif(os.name == "nt", reason="the fake JDK is made of shell scripts")
LIMITS = (1, 2000, 10_000)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARD2ANKI_CACHE_DIR", str(tmp_path / "cache"))
    return cache_folder()


def script(file: Path, text: str) -> None:
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


@pytest.fixture
def jdk(tmp_path: Path) -> Jdk:
    """A JDK whose compiler writes a line in a log, and whose Java is the fake server."""
    home = tmp_path / "jdk"
    (home / "bin").mkdir(parents=True)
    log, fake = shlex.quote(str(tmp_path / "log")), shlex.quote(str(FAKE_SERVER))
    compiles = f'echo "$PWD $*" >>{log}; mkdir classes; echo pots >classes/Server.class'
    runs = "case $* in *ArchiveClassesAtExit*) echo pots >server.jsa;; esac\n"
    script(home / "bin" / "javac", compiles)
    script(home / "bin" / "java", f"{runs}exec {shlex.quote(sys.executable)} -I {fake} well")
    (home / "release").write_text('JAVA_VERSION="17.0.1"')
    return Jdk(home, "17.0.1", "a test")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of temporary files; nothing may stay there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def compilations(tmp_path: Path) -> int:
    return len((tmp_path / "log").read_text().splitlines())


# -- compiled once


@posix
def test_it_is_compiled_once(jdk: Jdk, cache: Path, tmp_path: Path) -> None:
    assert find_archive(jdk) is None
    archive = open_archive(jdk)
    assert archive.folder.parent == cache
    assert sorted(file.name for file in archive.folder.iterdir()) == [
        "digests.json",
        "server.jar",
        "server.jsa",
    ]
    assert archive.has_classes
    assert archive.size == sum(file.stat().st_size for file in archive.folder.iterdir())
    assert archive.refusal == ""
    archive.close()
    assert open_archive(jdk) == find_archive(jdk) == archive
    assert compilations(tmp_path) == 1
    assert open_archive(jdk, anew=True) == archive
    assert compilations(tmp_path) == 2


@posix
def test_it_is_compiled_again_for_what_is_another(
    jdk: Jdk, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_archive(jdk)
    jdk.release.write_text('JAVA_VERSION="17.0.1"\nSOURCE="patched"')
    open_archive(jdk)
    monkeypatch.setattr(archiving, "_sources", lambda: {"Server.java": b"class Server {}"})
    open_archive(jdk)
    monkeypatch.setattr(archiving, "_sources", lambda: {"Server.jav": b"aclass Server {}"})
    open_archive(jdk)
    assert compilations(tmp_path) == 4
    assert len(list(cache.iterdir())) == 4


@posix
def test_damage_has_it_compiled_again(jdk: Jdk, tmp_path: Path) -> None:
    archive = open_archive(jdk)
    (archive.folder / "server.jsa").write_text("pats")
    assert find_archive(jdk) is None
    open_archive(jdk)
    assert compilations(tmp_path) == 2


@posix
def test_the_jar_is_always_the_same(jdk: Jdk) -> None:
    archive = open_archive(jdk)
    first = (archive.folder / "server.jar").read_bytes()
    open_archive(jdk, anew=True)
    assert (archive.folder / "server.jar").read_bytes() == first
    with zipfile.ZipFile(archive.folder / "server.jar") as jar:
        assert [(one.filename, one.compress_type) for one in jar.infolist()] == [
            ("Server.class", zipfile.ZIP_STORED)
        ]


@posix
def test_the_command(jdk: Jdk) -> None:
    archive = open_archive(jdk)
    command = archive.command(jdk, *LIMITS)
    assert command[0] == str(jdk.home / "bin" / "java")
    assert command[-8:] == [
        "-Xshare:auto",
        "-XX:SharedArchiveFile=server.jsa",
        "-Dcard2anki.threads=1",
        "-Dcard2anki.cpu-limit-ms=2000",
        "-Dcard2anki.wall-limit-ms=10000",
        "-cp",
        "server.jar",
        "card2anki.Server",
    ]
    (archive.folder / "server.jsa").unlink()
    assert not any("server.jsa" in word for word in archive.command(jdk, *LIMITS))


@posix
@pytest.mark.parametrize(
    "java",
    [
        "exit 1",
        "echo no JSON",
        "sleep 0",
        "touch server.jsa; exit 1",
        'touch server.jsa; echo \'{"ready": {"protocol": 1, "java": "17"}}\'; cat >/dev/null',
        'echo \'{"ready": {"protocol": 1, "java": "17"}}\'; exec sleep 60',
    ],
)
def test_without_training_it_works_as_well(
    jdk: Jdk, java: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "_PATIENCE", 1000)
    script(jdk.home / "bin" / "java", java)
    archive = open_archive(jdk)
    assert not archive.has_classes
    assert open_archive(jdk) == archive


# -- without a cache


@posix
def test_without_a_cache_it_is_for_this_run(
    jdk: Jdk, cache: Path, temporary: Path, tmp_path: Path
) -> None:
    open_archive(jdk)
    cache.chmod(0o777)
    archive = open_archive(jdk)
    assert archive.refusal == f"{cache} can be written to by others"
    assert archive.folder.parent == temporary
    assert [file.name for file in archive.folder.iterdir()] == ["server.jar"]
    archive.close()
    assert not archive.folder.exists()
    assert find_archive(jdk) is None
    assert compilations(tmp_path) == 2


@posix
def test_a_cache_that_is_a_file(jdk: Jdk, tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "cache").touch()
    archive = open_archive(jdk)
    assert archive.refusal.startswith(f"{tmp_path / 'cache'}")
    archive.close()


# -- what goes wrong


@posix
def test_what_javac_says_is_told(jdk: Jdk, cache: Path, temporary: Path) -> None:
    script(jdk.home / "bin" / "javac", "echo 'Server.java:1: no pots'; echo 1 error >&2; exit 1")
    with pytest.raises(
        UsageError,
        match=r"javac can't compile the compile server:\nServer\.java:1: no pots\n1 error$",
    ):
        open_archive(jdk)
    assert list(cache.iterdir()) == []
    cache.chmod(0o777)
    with pytest.raises(UsageError, match="can't compile"):
        open_archive(jdk)


@posix
def test_a_javac_that_can_not_be_run(jdk: Jdk) -> None:
    (jdk.home / "bin" / "javac").chmod(0o644)
    with pytest.raises(UsageError, match=r"javac can't be run: Permission denied$"):
        open_archive(jdk)


@posix
def test_a_javac_that_does_not_end(jdk: Jdk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archiving, "_PATIENCE", 100)
    script(jdk.home / "bin" / "javac", "exec sleep 60")
    with pytest.raises(UsageError, match=r"javac does not end$"):
        open_archive(jdk)


# -- with a real JDK


@pytest.fixture
def real_jdk() -> Jdk:
    jdk = find_jdk()
    assert jdk
    return jdk


def start(jdk: Jdk, archive: Archive, *options: str) -> tuple[str, int]:
    """Start the server and end it; return what it calls its Java, and its exit code."""
    command = archive.command(jdk, *LIMITS)
    command[command.index("-cp") : command.index("-cp")] = options
    process = LineProcess(command, archive.folder)
    try:
        return read_ready(process.receive(60) or b""), process.finish(60)
    finally:
        process.kill()


@pytest.mark.javac
def test_classes_come_from_the_archive(real_jdk: Jdk) -> None:
    archive = open_archive(real_jdk)
    assert archive.has_classes
    assert archive.size < 30_000_000
    start(real_jdk, archive, "-Xlog:class+load:file=classes.txt")
    loaded = (archive.folder / "classes.txt").read_text().splitlines()
    compiler = [line for line in loaded if "com.sun.tools.javac.api.JavacTaskPool " in line]
    ours = [line for line in loaded if "card2anki.Server " in line]
    for found in (compiler, ours):
        assert found
        assert all("source: shared objects file (top)" in line for line in found)


@pytest.mark.javac
def test_a_path_that_is_not_ascii(
    real_jdk: Jdk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("CARD2ANKI_CACHE_DIR", str(tmp_path / "Töpfe und Deckel"))
    java, code = start(real_jdk, open_archive(real_jdk))
    assert java.split("-")[0] == real_jdk.version
    assert code == 0

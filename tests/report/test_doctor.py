"""What is installed and what is missing, as people and programs read it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from card2anki.languages.java.archive import Archive
from card2anki.languages.java.jdk import Jdk
from card2anki.report.doctor import Health, doctor_json, doctor_text

USED = Jdk(Path("/opt/jdk-25"), "25.0.1", "/opt")
OLD = Jdk(Path("/opt/jdk-11"), "11.0.2", "JAVA_HOME")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "server.jar").write_bytes(b"x" * 200_000)
    (tmp_path / "server.jsa").write_bytes(b"x" * 11_000_000)
    return Archive(tmp_path)


@pytest.fixture
def health(archive: Archive) -> Health:
    """A machine that has everything."""
    return Health(
        version="1.2.3",
        python="3.12.1",
        settings=Path("/home/me/cards/pyproject.toml"),
        jdk=USED,
        other_jdks=(),
        install_command="",
        cache=archive.folder.parent,
        refusal="",
        archive=archive,
        packages={"ruff": "0.9", "tree-sitter": "0.26.1", "tree-sitter-c": "1", "anki": "25.2"},
    )


def lines(health: Health) -> list[str]:
    return doctor_text(health, colour=False).splitlines()


def test_all_is_there(health: Health, archive: Archive) -> None:
    assert lines(health) == [
        "card2anki 1.2.3 with Python 3.12.1",
        "",
        "ok       settings        /home/me/cards/pyproject.toml",
        "ok       Java            javac 25.0.1 in /opt/jdk-25",
        f"ok       compile server  11.2 MB in {archive.folder}",
        "ok       parsers         ruff 0.9, tree-sitter 0.26.1 with 1 grammar",
        "ok       Anki engine     anki 25.2",
    ]


def test_all_is_missing(health: Health) -> None:
    bare = replace(
        health,
        settings=None,
        jdk=None,
        other_jdks=(OLD,),
        install_command="sudo apt-get install default-jdk-headless",
        archive=None,
        packages={"ruff": "", "tree-sitter": "0.26.1", "tree-sitter-c": "", "anki": ""},
    )
    assert lines(bare)[2:] == [
        "ok       settings     no file: the defaults hold",
        "missing  Java         only its syntax is checked; to compile:"
        " sudo apt-get install default-jdk-headless",
        "                      also 11.0.2 in /opt/jdk-11: too old",
        "missing  parsers      pip install ruff tree-sitter-c",
        "missing  Anki engine  only tests need it; to install it: pip install 'card2anki[anki]'",
    ]


def test_no_package_manager_is_known(health: Health) -> None:
    bare = replace(health, jdk=None, archive=None)
    told = "only its syntax is checked; to compile: install a JDK, 17 or later"
    assert lines(bare)[3] == f"missing  Java         {told}"


def test_the_compile_server_is_not_compiled_yet(health: Health) -> None:
    told = f"will be compiled when it is needed, into {health.cache}"
    assert lines(replace(health, archive=None))[4] == f"later    compile server  {told}"


def test_there_can_be_no_cache(health: Health) -> None:
    refused = replace(health, archive=None, refusal="/tmp/java belongs to another user")
    assert lines(refused)[4:6] == [
        "slow     compile server  compiled anew each time: /tmp/java belongs to another user",
        "                         CARD2ANKI_CACHE_DIR=FOLDER names another place",
    ]


def test_there_is_no_archive_of_classes(health: Health, archive: Archive) -> None:
    (archive.folder / "server.jsa").unlink()
    assert lines(health)[4:6] == [
        f"slow     compile server  0.2 MB in {archive.folder}",
        "                         Java could not archive its classes",
    ]


def test_colours_change_no_text(health: Health) -> None:
    coloured = doctor_text(health, colour=True)
    assert "\x1b[32mok     \x1b[0m  \x1b[1msettings" in coloured
    plain = coloured
    for code in ("\x1b[32m", "\x1b[1m", "\x1b[0m"):
        plain = plain.replace(code, "")
    assert plain == doctor_text(health, colour=False)


def test_what_can_not_be_printed_is_spelled_out(health: Health) -> None:
    odd = replace(health, settings=Path("/a\nb\x1b[31m.toml"))
    assert lines(odd)[2].endswith(r"/a\nb\x1b[31m.toml")


def test_as_json(health: Health, archive: Archive) -> None:
    assert json.loads(doctor_json(replace(health, other_jdks=(OLD,)))) == {
        "schema": 1,
        "card2anki": "1.2.3",
        "python": "3.12.1",
        "settings": "/home/me/cards/pyproject.toml",
        "java": {
            "jdk": {"version": "25.0.1", "home": "/opt/jdk-25", "origin": "/opt", "usable": True},
            "others": [
                {
                    "version": "11.0.2",
                    "home": "/opt/jdk-11",
                    "origin": "JAVA_HOME",
                    "usable": False,
                }
            ],
            "install": "",
        },
        "compile_server": {
            "cache": str(archive.folder.parent),
            "refusal": "",
            "compiled": True,
            "starts_fast": True,
            "bytes": 11_200_000,
        },
        "packages": {
            "ruff": "0.9",
            "tree-sitter": "0.26.1",
            "tree-sitter-c": "1",
            "anki": "25.2",
        },
    }


def test_nothing_as_json(health: Health) -> None:
    bare = replace(health, settings=None, jdk=None, archive=None)
    data = json.loads(doctor_json(bare))
    assert data["settings"] == ""
    assert data["java"]["jdk"] is None
    assert data["compile_server"] == {
        "cache": str(health.cache),
        "refusal": "",
        "compiled": False,
        "starts_fast": False,
        "bytes": 0,
    }

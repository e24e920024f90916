"""``card2anki doctor``: a report of this machine, whatever it lacks."""

import json
import os
import platform
from pathlib import Path

import pytest

from card2anki import __version__
from card2anki.languages.java.archive import open_archive
from card2anki.languages.java.jdk import find_jdk, install_command
from tests.conftest import Run


def test_it_is_a_report_and_no_test(card2anki_without_jdk: Run) -> None:
    result = card2anki_without_jdk("doctor")
    assert (result.returncode, result.stderr) == (0, "")
    first, blank, settings, java, *_ = result.stdout.splitlines()
    assert first == f"card2anki {__version__} with Python {platform.python_version()}"
    assert blank == ""
    assert settings == "ok       settings     no file: the defaults hold"
    assert java.startswith("missing  Java         only its syntax is checked; to compile: ")
    assert java.endswith(install_command() or "install a JDK, 17 or later")


def test_as_json(card2anki_without_jdk: Run) -> None:
    data = json.loads(card2anki_without_jdk("doctor", "--output-format", "json").stdout)
    assert data["schema"] == 1
    assert data["card2anki"] == __version__
    assert data["java"] == {"jdk": None, "others": [], "install": install_command()}
    assert all(data["packages"].values())


@pytest.mark.parametrize("name", ["pyproject.toml", "card2anki.toml"])
def test_the_settings_are_named(card2anki_without_jdk: Run, tmp_path: Path, name: str) -> None:
    table = "[tool.card2anki]\n" if name == "pyproject.toml" else ""
    (tmp_path / name).write_text(f'{table}show = "info"\n')
    (tmp_path / "decks").mkdir()
    told = f"ok       settings     {tmp_path / name}"
    assert told in card2anki_without_jdk("doctor", cwd=tmp_path / "decks").stdout
    config = card2anki_without_jdk("doctor", "--config", name)
    assert f"ok       settings     {name}" in config.stdout


def test_broken_settings_are_misuse(card2anki: Run, tmp_path: Path) -> None:
    (tmp_path / "card2anki.toml").write_text("shaw = 1\n")
    result = card2anki("doctor")
    assert (result.returncode, result.stdout) == (2, "")
    assert "card2anki.toml:1: unknown key 'shaw'; did you mean 'show'?" in result.stderr


def test_a_jdk_of_the_settings_that_is_none_is_misuse(card2anki: Run, tmp_path: Path) -> None:
    nowhere = tmp_path / "jdk"
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "card2anki.toml").write_text(f'java-home = "{nowhere.as_posix()}"\n')
    result = card2anki("doctor", cwd=folder)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"java-home: {nowhere} is no JDK" in result.stderr


@pytest.mark.javac
def test_the_jdk_is_named(card2anki: Run) -> None:
    jdk = find_jdk()
    assert jdk
    told = card2anki("doctor").stdout
    assert f"ok       Java            javac {jdk.version} in {jdk.home}\n" in told


@pytest.mark.javac
def test_the_compile_server_is_looked_at(
    card2anki: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("card2anki.languages.java.archive._train", lambda jdk, folder: None)
    monkeypatch.setenv("CARD2ANKI_CACHE_DIR", str(tmp_path / "cache"))
    cache = tmp_path / "cache" / "java"
    told = f"later    compile server  will be compiled when it is needed, into {cache}\n"
    assert told in card2anki("doctor").stdout
    assert not cache.exists()
    jdk = find_jdk()
    assert jdk
    archive = open_archive(jdk)
    told = f"slow     compile server  {archive.size / 1e6:.1f} MB in {archive.folder}\n"
    assert told in card2anki("doctor").stdout
    if os.name != "nt":
        cache.chmod(0o777)
        told = f"compiled anew each time: {cache} can be written to by others\n"
        assert told in card2anki("doctor").stdout

"""Where JDKs are found, and which of them is used."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from card2anki.errors import UsageError
from card2anki.languages.java import jdk as finding
from card2anki.languages.java.jdk import Jdk, find_jdk, find_jdks, install_command

Install = Callable[[str, str], Path]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the folders of POSIX")


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """A machine without any JDK, and a way to put one in a folder of it."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    usual = (str(tmp_path / "jvm" / "*"), str(tmp_path / "opt" / "*"))
    monkeypatch.setattr(finding, "_FOLDERS", {})
    monkeypatch.setattr(finding, "_FOLDERS_ELSEWHERE", usual)

    def install(folder: str, version: str) -> Path:
        home = tmp_path / folder
        (home / "bin").mkdir(parents=True)
        for program in ("java", "javac"):
            (home / "bin" / program).touch(0o755)
        (home / "release").write_text(f'IMPLEMENTOR="Kettle"\nJAVA_VERSION="{version}"\n')
        return home

    return install


def link(place: Path, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def found() -> list[tuple[str, str]]:
    return [(jdk.version, jdk.origin) for jdk in find_jdks()]


# -- where


def test_a_machine_without_any(install: Install) -> None:
    assert find_jdks() == []
    assert find_jdk() is None


def test_all_places_in_order(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = install("named", "21.0.1")
    monkeypatch.setenv("JAVA_HOME", str(install("variable", "21.0.2")))
    link(tmp_path / "bin" / "javac", install("path", "21.0.3") / "bin" / "javac")
    install("opt/jdk-21", "21.0.5")
    install("jvm/b", "21.0.5")
    install("jvm/a", "21.0.4")
    install("home/.sdkman/candidates/java/21-tem", "21.0.6")
    install("home/.jdks/azul/Contents/Home", "21.0.7")
    install("home/.gradle/jdks/temurin/jdk-21", "21.0.8")
    install("home/.asdf/installs/java/21", "21.0.9")
    install("home/.local/share/mise/installs/java/21", "21.0.10")
    home = tmp_path / "home"
    assert [(jdk.version, jdk.origin) for jdk in find_jdks(named)] == [
        ("21.0.1", "java-home"),
        ("21.0.2", "JAVA_HOME"),
        ("21.0.3", "PATH"),
        ("21.0.4", str(tmp_path / "jvm")),
        ("21.0.5", str(tmp_path / "jvm")),
        ("21.0.5", str(tmp_path / "opt")),
        ("21.0.6", str(home / ".sdkman/candidates/java")),
        ("21.0.7", str(home / ".jdks")),
        ("21.0.8", str(home / ".gradle/jdks")),
        ("21.0.9", str(home / ".asdf/installs/java")),
        ("21.0.10", str(home / ".local/share/mise/installs/java")),
    ]


def test_each_is_found_once(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = install("jvm/java-21-openjdk", "21.0.1")
    link(tmp_path / "jvm" / "default", home)
    link(tmp_path / "etc" / "java", home / "bin" / "java")
    link(tmp_path / "bin" / "java", tmp_path / "etc" / "java")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jvm" / "default"))
    assert find_jdks() == [Jdk(home, "21.0.1", "JAVA_HOME")]


def test_relative_places_are_not_looked_at(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program beside somebody's decks is never run."""
    install("decks", "21.0.1")
    monkeypatch.chdir(tmp_path / "decks")
    monkeypatch.setenv("JAVA_HOME", ".")
    monkeypatch.setenv("PATH", f"bin{os.pathsep}{os.pathsep}.")
    assert find_jdks() == []


@pytest.mark.parametrize("lacking", ["bin/java", "bin/javac", "release"])
def test_what_is_no_jdk(install: Install, lacking: str) -> None:
    home = install("jvm/jre", "21.0.1")
    (home / lacking).unlink()
    assert find_jdks() == []
    with pytest.raises(UsageError, match=f"^java-home: {home} is no JDK: it has no {lacking}$"):
        find_jdk(home)


def test_a_release_that_says_no_version(install: Install) -> None:
    home = install("jvm/odd", "21.0.1")
    (home / "release").write_bytes(b"JAVA_VERSION=21\n\xff\n")
    assert find_jdks() == []
    with pytest.raises(UsageError, match="is no JDK: it has no version"):
        find_jdk(home)


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_one_that_can_not_be_read(install: Install) -> None:
    (install("jvm/private", "21.0.1") / "release").chmod(0)
    assert find_jdks() == []


# -- which


@pytest.mark.parametrize(
    ("version", "numbers", "usable"),
    [
        ("17.0.15", (17, 0, 15), True),
        ("17", (17,), True),
        ("25", (25,), True),
        ("24-ea", (24,), True),
        ("16.0.2", (16, 0, 2), False),
        ("11.0.2", (11, 0, 2), False),
        ("1.8.0_392", (8, 0, 392), False),
        ("unknown", (0,), False),
    ],
)
def test_versions(version: str, numbers: tuple[int, ...], usable: bool) -> None:
    jdk = Jdk(Path("/opt/jdk"), version, "a test")
    assert jdk.numbers == numbers
    assert jdk.feature == numbers[0]
    assert jdk.is_usable is usable


def test_the_newest_is_used(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(install("variable", "17.0.15")))
    install("jvm/a", "21.0.2")
    newest = install("jvm/b", "21.0.10")
    install("jvm/c", "11.0.2")
    assert find_jdk() == Jdk(newest, "21.0.10", str(newest.parent))


def test_of_two_as_new_the_one_that_is_named_more_clearly(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("jvm/a", "21.0.2")
    assert find_jdk() == find_jdks()[0]
    on_path = install("path", "21.0.2")
    link(tmp_path / "bin" / "java", on_path / "bin" / "java")
    assert find_jdk() == Jdk(on_path, "21.0.2", "PATH")
    variable = install("variable", "21.0.2")
    monkeypatch.setenv("JAVA_HOME", str(variable))
    assert find_jdk() == Jdk(variable, "21.0.2", "JAVA_HOME")


def test_old_ones_are_found_and_not_used(install: Install) -> None:
    install("jvm/a", "11.0.2")
    install("jvm/b", "1.8.0_392")
    assert [jdk.version for jdk in find_jdks()] == ["11.0.2", "1.8.0_392"]
    assert find_jdk() is None


def test_the_one_of_the_settings_is_used(install: Install) -> None:
    install("jvm/newer", "25.0.1")
    named = install("named", "17.0.1")
    assert find_jdk(named) == Jdk(named, "17.0.1", "java-home")


def test_the_one_of_the_settings_must_be_new_enough(install: Install) -> None:
    install("jvm/newer", "25.0.1")
    named = install("named", "16.0.2")
    with pytest.raises(
        UsageError, match=rf"^java-home: {named} is Java 16\.0\.2; 17 or later is needed$"
    ):
        find_jdk(named)


def test_the_one_of_the_settings_must_be_there(tmp_path: Path) -> None:
    lacking = r"bin/java, bin/javac, release"
    with pytest.raises(UsageError, match=f"is no JDK: it has no {lacking}$"):
        find_jdk(tmp_path / "nowhere")


@pytest.mark.javac
def test_it_is_what_its_programs_say() -> None:
    jdk = find_jdk()
    assert jdk
    said = subprocess.run([jdk.javac, "-version"], capture_output=True, text=True, check=True)
    assert said.stdout == f"javac {jdk.version}\n"
    subprocess.run([jdk.java, "-version"], capture_output=True, check=True)


# -- how to get one


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A way to say which system this is, and what its package managers are."""

    def machine(system: str, *managers: str, release: str = "trixie", user: int = 1000) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: name if name in managers else None)
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr(os, "geteuid", lambda: user)
        about = {"ID": "debian", "VERSION_CODENAME": release}
        monkeypatch.setattr(platform, "freedesktop_os_release", lambda: about)

    return machine


@pytest.mark.parametrize(
    ("system", "manager", "command"),
    [
        ("linux", "apt-get", "sudo apt-get install default-jdk-headless"),
        ("linux", "dnf", "sudo dnf install java-21-openjdk-devel"),
        ("linux", "zypper", "sudo zypper install java-21-openjdk-devel"),
        ("linux", "pacman", "sudo pacman -S jdk-openjdk"),
        ("linux", "apk", "sudo apk add openjdk21-jdk"),
        ("linux", "brew", "brew install openjdk"),
        ("linux", "winget", ""),
        ("darwin", "brew", "brew install openjdk"),
        ("darwin", "apt-get", ""),
        ("win32", "winget", "winget install EclipseAdoptium.Temurin.21.JDK"),
        ("win32", "scoop", "scoop install openjdk"),
        ("win32", "choco", "choco install temurin21"),
    ],
)
def test_the_command_of_each_package_manager(
    machine: Callable[..., None], system: str, manager: str, command: str
) -> None:
    machine(system, manager)
    assert install_command() == command


def test_the_system_s_own_comes_first(machine: Callable[..., None]) -> None:
    machine("linux", "brew", "apt-get")
    assert install_command() == "sudo apt-get install default-jdk-headless"


def test_root_needs_no_sudo(machine: Callable[..., None]) -> None:
    machine("linux", "apk", user=0)
    assert install_command() == "apk add openjdk21-jdk"


@pytest.mark.parametrize("release", ["bullseye", "focal", "jammy"])
def test_where_the_default_is_too_old(machine: Callable[..., None], release: str) -> None:
    machine("linux", "apt-get", release=release)
    assert install_command() == "sudo apt-get install openjdk-17-jdk-headless"


def test_a_system_that_does_not_say_what_it_is(
    machine: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> dict[str, str]:
        raise FileNotFoundError

    machine("linux", "apt-get")
    monkeypatch.setattr(platform, "freedesktop_os_release", unknown)
    assert install_command() == "sudo apt-get install default-jdk-headless"

"""Where the JDKs of this machine are. No process is started to find out.

A JDK is a folder with ``bin/java``, ``bin/javac`` and a file ``release`` that says its version.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from card2anki.errors import UsageError

#: The compile server is written in this version of Java.
OLDEST = 17
_EXE = ".exe" if os.name == "nt" else ""
_VERSION = re.compile(r'^JAVA_VERSION="([^"\n]+)"', re.MULTILINE)

#: Where JDKs are installed, by platform: packages of the system first.
_FOLDERS = {
    "darwin": (
        "/Library/Java/JavaVirtualMachines/*/Contents/Home",
        "~/Library/Java/JavaVirtualMachines/*/Contents/Home",
        "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
        "/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    ),
    "win32": tuple(
        rf"{folder}\{vendor}\*"
        for folder in (r"%ProgramFiles%", r"%LocalAppData%\Programs")
        for vendor in (
            "Java",
            "Eclipse Adoptium",
            "Microsoft",
            "Zulu",
            "Amazon Corretto",
            "BellSoft",
            "Semeru",
        )
    ),
}
_FOLDERS_ELSEWHERE = (
    "/usr/lib/jvm/*",
    "/usr/lib64/jvm/*",
    "/usr/java/*",
    "/opt/*",
    "/opt/java/*",
    "/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec",
)
#: Where version managers, editors and build tools keep theirs, on any platform.
_FOLDERS_OF_TOOLS = (
    "~/.sdkman/candidates/java/*",
    "~/.jdks/*",
    "~/.jdks/*/Contents/Home",
    "~/.gradle/jdks/*",
    "~/.gradle/jdks/*/*",
    "~/.gradle/jdks/*/*/Contents/Home",
    "~/.asdf/installs/java/*",
    "~/.local/share/mise/installs/java/*",
)

#: The package managers by platform, and the command with which each brings a JDK.
_MANAGERS = {
    "darwin": (("brew", "brew install openjdk"),),
    "win32": (
        ("winget", "winget install EclipseAdoptium.Temurin.21.JDK"),
        ("scoop", "scoop install openjdk"),
        ("choco", "choco install temurin21"),
    ),
}
_MANAGERS_ELSEWHERE = (
    ("apt-get", "sudo apt-get install {apt}"),
    ("dnf", "sudo dnf install java-21-openjdk-devel"),
    ("zypper", "sudo zypper install java-21-openjdk-devel"),
    ("pacman", "sudo pacman -S jdk-openjdk"),
    ("apk", "sudo apk add openjdk21-jdk"),
    ("brew", "brew install openjdk"),
)
#: Releases of Debian and Ubuntu whose default JDK is older than 17.
_OLD_DEFAULTS = frozenset({"bullseye", "focal", "jammy"})


@dataclass(frozen=True, slots=True)
class Jdk:
    """A JDK. ``origin`` says what led to it: a setting, a variable, or the folder it is in."""

    home: Path
    version: str
    origin: str

    @property
    def feature(self) -> int:
        """Return the number that people call the version: 8 for ``1.8.0_392``."""
        return self.numbers[0]

    @property
    def is_usable(self) -> bool:
        """Say whether the compile server runs on it."""
        return self.feature >= OLDEST

    @property
    def java(self) -> str:
        """Return the path of the program that runs Java."""
        return str(self.home / "bin" / f"java{_EXE}")

    @property
    def javac(self) -> str:
        """Return the path of the compiler."""
        return str(self.home / "bin" / f"javac{_EXE}")

    @property
    def release(self) -> Path:
        """Return the path of the file that tells one build from another."""
        return self.home / "release"

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the version for comparison: (17, 0, 15), and (8, 0, 392) for ``1.8.0_392``."""
        numbers = tuple(map(int, re.findall(r"\d+", self.version))) or (0,)
        return numbers[1:] if numbers[0] == 1 and len(numbers) > 1 else numbers


def find_jdk(java_home: Path | None = None) -> Jdk | None:
    """Return the JDK to use: the one that is named, or else the newest that is usable.

    Of equally new ones the first of ``find_jdks`` is taken. Raises UsageError where the one
    that is named is no JDK, or too old.
    """
    if java_home is not None:
        return _named_jdk(java_home)
    usable = [jdk for jdk in find_jdks() if jdk.is_usable]
    return max(usable, key=lambda jdk: jdk.numbers, default=None)


def find_jdks(java_home: Path | None = None) -> list[Jdk]:
    """Return all JDKs, old ones too, each once.

    First comes what the settings name, then JAVA_HOME, PATH, and the folders that are usual.
    """
    found: dict[Path, Jdk] = {}
    for origin, home in _candidates(java_home):
        jdk = _jdk(home, origin)
        if jdk:
            found.setdefault(jdk.home, jdk)
    return list(found.values())


def install_command() -> str:
    """Return the command that brings a JDK with the package manager of this machine, or ""."""
    for manager, command in _MANAGERS.get(sys.platform, _MANAGERS_ELSEWHERE):
        if shutil.which(manager):
            return _without_sudo(command.format(apt=_apt_package()))
    return ""


def _named_jdk(home: Path) -> Jdk:
    jdk = _jdk(home, "java-home")
    if jdk is None:
        raise UsageError(
            f"java-home: {home} is no JDK: it has no {', '.join(_lacking(home)) or 'version'}"
        )
    if not jdk.is_usable:
        raise UsageError(f"java-home: {home} is Java {jdk.version}; {OLDEST} or later is needed")
    return jdk


def _candidates(java_home: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield what may be the home of a JDK, and what led there.

    A relative path depends on the folder this is run in, which may be that of anybody's decks.
    """
    if java_home is not None:
        yield "java-home", java_home
    if os.path.isabs(home := os.environ.get("JAVA_HOME", "")):
        yield "JAVA_HOME", Path(home)
    for folder in filter(os.path.isabs, os.get_exec_path()):
        for program in ("javac", "java"):
            file = os.path.join(folder, program + _EXE)
            if os.path.isfile(file):  # /usr/bin/javac links to the program in its home
                yield "PATH", Path(os.path.realpath(file)).parent.parent
    for pattern in (*_FOLDERS.get(sys.platform, _FOLDERS_ELSEWHERE), *_FOLDERS_OF_TOOLS):
        place = os.path.expanduser(os.path.expandvars(pattern))
        for home in sorted(glob(place)):
            yield place[: place.index("*")].rstrip("\\/"), Path(home)


def _jdk(home: Path, origin: str) -> Jdk | None:
    if _lacking(home):
        return None
    try:
        release = (home / "release").read_text("utf-8", errors="replace")
    except OSError:
        return None  # of another user: not for us
    version = _VERSION.search(release)
    return Jdk(Path(os.path.realpath(home)), version[1], origin) if version else None


def _lacking(home: Path) -> list[str]:
    """Return which files a folder lacks to be a JDK."""
    files = (f"bin/java{_EXE}", f"bin/javac{_EXE}", "release")
    return [file for file in files if not os.path.isfile(home / file)]


def _apt_package() -> str:
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        system = {}
    names = {system.get("VERSION_CODENAME"), system.get("UBUNTU_CODENAME")}
    return "openjdk-17-jdk-headless" if names & _OLD_DEFAULTS else "default-jdk-headless"


def _without_sudo(command: str) -> str:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return command.removeprefix("sudo ") if is_root else command

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pushing.conftest import Project
from tests.pushing.servers import free_port
from tests.pushing.stub import Desktop, Stub, stub

#: The command line on a machine without the extra.
_WITHOUT_ANKI = "import sys; sys.modules['anki'] = None; from card2anki.cli import main; main()"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "project"
    folder.mkdir()
    one = Project(folder)
    one.build(1_700_000_000)
    return one


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Stub]:
    desktop = Desktop(tmp_path / "collection.anki2")
    with stub() as one:
        one.answers |= desktop.actions()
        yield one
    desktop.collection.close()


def test_without_anki_it_is_said_what_to_do(project: Project) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    result = project.run("push", "--yes", "--connect", address)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"card2anki: error: {address}: nothing answers: start Anki with the add-on AnkiConnect"
        " (Tools > Add-ons > Get Add-ons, code 2055492159, then restart Anki)\n"
    )


def test_without_a_terminal_the_plan_is_printed_and_consent_wanted(
    project: Project, anki: Stub
) -> None:
    result = project.run("push", "--connect", anki.address)
    assert result.returncode == 2
    assert result.stdout == (
        f"to AnkiConnect {anki.address}, profile 'Ann'\n"
        f"  {project.package}  3 notes: 3 new\n"
        "  1 media file\n"
    )
    assert result.stderr == (
        "card2anki: error: nothing was pushed: there is no terminal to ask at; --yes agrees\n"
    )
    result = project.run("push", "--connect", anki.address, "--output-format", "json")
    assert result.returncode == 2
    assert json.loads(result.stdout)["pushed"] is None
    assert "importPackage" not in anki.actions


def test_with_yes_it_is_done(project: Project, anki: Stub) -> None:
    result = project.run("push", "--yes", "--connect", anki.address)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "pushed: 3 new"
    result = project.run("push", "--connect", anki.address)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "all is there already"


def test_a_dry_run_only_plans(project: Project, anki: Stub) -> None:
    result = project.run("push", "--dry-run", "--yes", "--connect", anki.address)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "nothing was pushed"
    assert "importPackage" not in anki.actions


@pytest.mark.parametrize(("answer", "is_pushed"), [(b"y\n", True), (b"n\n", False), (b"\n", False)])
def test_at_a_terminal_it_asks(
    project: Project, anki: Stub, answer: bytes, is_pushed: bool
) -> None:
    near, far = pty.openpty()
    os.write(near, answer)
    result = subprocess.run(
        [sys.executable, "-m", "card2anki", "push", "--connect", anki.address],
        cwd=project.folder,
        stdin=far,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(near)
    os.close(far)
    assert (result.returncode, result.stderr) == (0, "")
    assert "push? [y/N]: " in result.stdout
    last = "pushed: 3 new" if is_pushed else "nothing was pushed"
    assert result.stdout.endswith(f"{last}\n")
    assert ("importPackage" in anki.actions) is is_pushed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "sync", "--connect", "http://a"), "--connect and --then-sync are for --to desk"),
        (("--to", "sync", "--then-sync"), "--connect and --then-sync are for --to desktop"),
        (("--full-sync", "upload"), "--full-sync is for --to sync"),
        (("decks",), "decks: there is no package in it; 'card2anki build' makes packages"),
        (("--connect", "8765"), "--connect wants an address such as http://127.0.0.1:8765"),
    ],
)
def test_misuse_is_named(project: Project, arguments: tuple[str, ...], message: str) -> None:
    result = project.run("push", "--yes", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr


def test_to_suspend_retired_cards_a_lock_is_needed(project: Project, anki: Stub) -> None:
    (project.folder / "decks" / "card2anki.lock").unlink()
    result = project.run("push", "--yes", "--retired", "suspend", "--connect", anki.address)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "card2anki: error: no lock file says which cards are retired: name it with --lock\n"
    )


def test_a_sync_without_the_extra_says_how_to_get_it(project: Project) -> None:
    result = subprocess.run(
        [sys.executable, "-c", _WITHOUT_ANKI, "push", "--to", "sync", "--yes"],
        cwd=project.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "card2anki: error: --to sync needs Anki's engine: pip install 'card2anki[anki]'\n"
    )


def test_a_sync_without_an_account_says_how_to_give_one(project: Project) -> None:
    result = project.run(
        "push", "--to", "sync", "--yes", CARD2ANKI_SYNC_USER="", CARD2ANKI_SYNC_PASSWORD=""
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert "no user for https://sync.ankiweb.net/: set CARD2ANKI_SYNC_USER" in result.stderr

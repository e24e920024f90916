"""Where CI meets the tool: the pre-commit hooks and the GitHub action, run for real."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

_ROOT = Path(__file__).parents[1]
_CLEAN = "#### Pot\n:p What is hot?\n??x\nThe pot.\nx??\n\n---\n"
_BROKEN = _CLEAN.replace("x??", "??x")


def _git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def _repository(folder: Path) -> Path:
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "all")
    return folder


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as the repository that pre-commit takes the hooks from."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(_ROOT / name, folder)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(_ROOT / "src", folder / "src", ignore=ignored)
    return _repository(folder)


def test_the_hooks_of_pre_commit(hooks: Path, tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "pots.md").write_text(_BROKEN)
    (tmp_path / "README.md").write_text("No deck.\n")
    _repository(tmp_path)
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / ".git" / "cache")}

    def run(hook: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--all-files"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    checked = run("card2anki-check")
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "decks/pots.md:5:1: F001 answer is closed by '??x'" in checked.stdout
    assert "README.md" not in checked.stdout
    formatted = run("card2anki-format")
    assert formatted.returncode == 1  # pre-commit fails a hook that changes files
    assert (tmp_path / "decks" / "pots.md").read_text() == _CLEAN
    assert run("card2anki-check").returncode == 0
    assert run("card2anki-format").returncode == 0
    locked = run("card2anki-lock")
    assert locked.returncode == 0, locked.stdout  # git does not know the new file yet
    _git(tmp_path, "add", "--all")
    (tmp_path / "decks" / "pots.md").write_text(_CLEAN.replace("The pot.", "A pot."))
    assert run("card2anki-lock").returncode == 1
    assert run("card2anki-lock").returncode == 0


def _action() -> dict[str, Any]:
    action: dict[str, Any] = yaml.safe_load((_ROOT / "action.yml").read_text("utf-8"))
    return action


def _run_step(name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step of the action, with a card2anki that is installed already."""
    action = _action()
    (step,) = [step for step in action["runs"]["steps"] if step.get("name") == name]
    values = {key: value["default"] for key, value in action["inputs"].items()} | inputs
    environment = {
        key: value.replace("${{ inputs.", "").replace(" }}", "")
        for key, value in step.get("env", {}).items()
    }
    binaries = folder / "runner" / "card2anki" / "bin"
    binaries.mkdir(parents=True, exist_ok=True)
    shim = binaries / "card2anki"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m card2anki "$@"\n')
    shim.chmod(0o755)
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder,
        env=os.environ
        | {key: values[name] for key, name in environment.items()}
        | {
            "RUNNER_TEMP": str(folder / "runner"),
            "GITHUB_OUTPUT": str(folder / "output.txt"),
            "GITHUB_ACTIONS": "true",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_checks_with_annotations_and_builds(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "pots.md").write_text(_BROKEN)
    checked = _run_step("Check the cards", tmp_path)
    assert checked.returncode == 1
    assert checked.stdout.startswith("::error file=decks/pots.md,line=5,")
    assert (tmp_path / "runner" / "card2anki.sarif").is_file()
    (tmp_path / "decks" / "pots.md").write_text(_CLEAN)
    assert _run_step("Check the cards", tmp_path).returncode == 0
    refused = _run_step("Build the packages", tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.endswith("run 'card2anki lock' and commit it\n")
    assert _run_step("Build the packages", tmp_path, locked="false").returncode == 0
    assert (tmp_path / "decks" / "card2anki.lock").is_file()
    (tmp_path / "output.txt").unlink()
    built = _run_step("Build the packages", tmp_path)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "output.txt").read_text() == f"packages={tmp_path}/runner/anki-decks\n"
    assert len(list((tmp_path / "runner" / "anki-decks").glob("*.apkg"))) == 1


def test_arguments_reach_the_check(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(_BROKEN)
    (tmp_path / "b.md").write_text(_BROKEN.replace("hot", "black"))
    inputs = {"paths": "a.md b.md", "check-args": "--ignore F001 --fail-on error"}
    assert _run_step("Check the cards", tmp_path, **inputs).returncode == 0


def test_every_input_of_the_action_is_used_and_documented() -> None:
    action = (_ROOT / "action.yml").read_text("utf-8")
    document = (_ROOT / "docs" / "ci.md").read_text("utf-8")
    for name in _action()["inputs"]:
        assert f"inputs.{name}" in action
        assert f"| `{name}` |" in document
    install = next(s for s in _action()["runs"]["steps"] if s.get("name") == "Install card2anki")
    assert "constraints.txt" in install["run"]
    assert (_ROOT / "constraints.txt").is_file()

"""``card2anki diff`` as a user runs it."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import Run

_TOOLS = dedent(
    """\
    # Flashcards: Tools (Part 1)

    ---

    **Rating: 8/10**

    #### Spade
    :p What does a spade cut in a garden?
    ??x
    It cuts the grass and the roots that are below it.

    ```java
    int a = 1;
    int b = 2;
    int c = 3;
    ```
    x??

    ---

    #### Rake
    :p How many tines has a rake, as a rule?
    ??x
    Twelve of them, or some more.
    x??

    ---

    #### Hoe
    :p What is a hoe for, of all things?
    ??x
    For the weeds between the plants.
    x??

    ---
    """
)
_HOE = _TOOLS.index("#### Hoe")
Git = Callable[..., str]


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/tools.md").write_text(_TOOLS)
    return tmp_path / "decks"


@pytest.fixture
def git(tmp_path: Path) -> Git:
    (tmp_path / "no.gitconfig").write_text("")
    environment = os.environ | {
        "GIT_CONFIG_GLOBAL": str(tmp_path / "no.gitconfig"),
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    return run


@pytest.fixture
def committed(card2anki: Run, decks: Path, git: Git) -> Path:
    card2anki("build")
    git("init", "-q", "-b", "main")
    git("add", "decks")
    git("commit", "-q", "-m", "first")
    return decks


def _edit(decks: Path) -> None:
    """Change one card, move one, add one, retire one."""
    text = _TOOLS[:_HOE].replace("the grass and the roots", "the turf and the roots")
    text = text.replace("int b = 2;", "int b = 3;\nint d = 4;")
    text = text[: text.index("#### Rake")]
    (decks / "tools.md").write_text(
        text + "#### Axe\n:p What does an axe fell?\n??x\nTrees.\nx??\n"
    )
    (decks / "more.md").write_text(
        "# Flashcards: Tools (Part 1)\n\n---\n\n**Rating: 8/10**\n\n" + _TOOLS[_HOE:]
    )


_CHANGED = """\
new       decks/tools.md:22  What does an axe fell?
changed   decks/tools.md:7  What does a spade cut in a garden?
  Answer
      It cuts the [-grass-]{+turf+} and the roots that are below it.

    ...
      int a = 1;
    - int b = 2;
    + int b = 3;
    + int d = 4;
      int c = 3;
    ...
moved     decks/tools.md:29 -> decks/more.md:7  What is a hoe for, of all things?
retired   decks/tools.md:21  How many tines has a rake, as a rule?
1 new, 1 changed, 1 moved, 1 retired, 0 the same: HEAD to the decks
"""


def test_since_the_last_commit(card2anki: Run, committed: Path) -> None:
    assert card2anki("diff").stdout == "3 the same: HEAD to the decks\n"
    _edit(committed)
    result = card2anki("diff")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == _CHANGED
    assert card2anki("diff", "main", "decks").stdout == _CHANGED.replace("HEAD", "main")
    assert card2anki("diff", "--exit-code").returncode == 1
    card2anki("build")  # the lock that is not committed follows
    assert card2anki("diff").stdout == _CHANGED


def test_layout_and_order_are_no_difference(card2anki: Run, committed: Path) -> None:
    (committed / "tools.md").write_text(_TOOLS.replace("\n\n", "\n\n\n").replace("---", "-----"))
    result = card2anki("diff", "--exit-code")
    assert (result.returncode, result.stdout) == (0, "3 the same: HEAD to the decks\n")


def test_a_repository_without_a_lock(card2anki: Run, decks: Path, git: Git) -> None:
    git("init", "-q")
    git("add", "decks")
    git("commit", "-q", "-m", "first")
    text = _TOOLS.replace(
        "How many tines has a rake, as a rule?", "How many tines does a rake have?"
    )
    (decks / "tools.md").write_text(text)
    assert card2anki("diff").stdout == dedent(
        """\
        changed   decks/tools.md:21  How many tines does a rake have?
          Question
              How many tines [-has-]{+does+} a rake[-, as a rule-]{+ have+}?
        1 changed, 2 the same: HEAD to the decks
        """
    )


def test_files_that_are_named(card2anki: Run, committed: Path) -> None:
    _edit(committed)
    result = card2anki("diff", "HEAD", "decks/more.md")
    assert result.stdout == dedent(
        """\
        moved     decks/tools.md -> decks/more.md:7  What is a hoe for, of all things?
        1 moved, 0 the same: HEAD to the decks
        """
    )


def test_without_git_the_lock_tells(card2anki: Run, decks: Path) -> None:
    card2anki("build")
    _edit(decks)
    expected = dedent(
        """\
        new       tools.md  What does an axe fell?
        changed   tools.md  What does a spade cut in a garden?
        moved     tools.md -> more.md  What is a hoe for, of all things?
        retired   tools.md  How many tines has a rake, as a rule?
        """
    )
    for arguments in (["diff"], ["diff", "decks/card2anki.lock"]):
        lines = card2anki(*arguments).stdout.splitlines(keepends=True)
        assert "".join(lines[:-1]) == expected
        assert lines[-1].startswith("1 new, 1 changed, 1 moved, 1 retired, 0 the same: ")


def test_since_a_package(card2anki: Run, decks: Path) -> None:
    card2anki("build", "-o", "old.apkg")
    _edit(decks)
    (decks / "card2anki.toml").write_text('tags = ["tool"]')
    result = card2anki("diff", "old.apkg", "--output-format", "json")
    data = json.loads(result.stdout)
    assert (data["schema"], data["old"], data["same"]) == (1, "old.apkg", 0)
    assert [(card["kind"], card["question"]) for card in data["cards"]] == [
        ("new", "What does an axe fell?"),
        ("changed", "What does a spade cut in a garden?"),
        ("retagged", "What is a hoe for, of all things?"),
        ("retired", "How many tines has a rake, as a rule?"),
    ]
    changed, retagged = data["cards"][1:3]
    assert changed["fields"] == {
        "Answer": {
            "before": "It cuts the grass and the roots that are below it.\n\n"
            "```\nint a = 1;\nint b = 2;\nint c = 3;\n```",
            "after": "It cuts the turf and the roots that are below it.\n\n"
            "```\nint a = 1;\nint b = 3;\nint d = 4;\nint c = 3;\n```",
        }
    }
    assert (retagged["before"], retagged["after"]) == ("Tools::01", "decks/more.md:7")
    assert retagged["tags_added"] == ["tool"]
    assert retagged["tags_removed"] == ["book::tools", "part::01", "rating::8"]


def test_the_spelling_of_an_accent_is_no_difference(card2anki: Run, decks: Path) -> None:
    text = _TOOLS.replace("Twelve", "Caf\xe9")
    (decks / "tools.md").write_text(text, encoding="utf-8")
    card2anki("build", "-o", "old.apkg")
    (decks / "tools.md").write_text(text.replace("\xe9", "e\u0301"), encoding="utf-8")
    assert card2anki("diff", "old.apkg").stdout == "3 the same: old.apkg to the decks\n"
    assert card2anki("lock", "--check").returncode == 0


def test_a_file_that_is_renamed(card2anki: Run, committed: Path) -> None:
    (committed / "tools.md").rename(committed / "garden.md")
    assert card2anki("diff").stdout == dedent(
        """\
        moved     decks/tools.md -> decks/garden.md  3 cards
        3 moved, 0 the same: HEAD to the decks
        """
    )


def test_a_card_that_gets_another_deck(card2anki: Run, committed: Path) -> None:
    (committed / "card2anki.toml").write_text('deck = "All::{book}"')
    lines = card2anki("diff").stdout.splitlines()
    assert lines[0] == "moved     Tools::01 -> All::Tools  What does a spade cut in a garden?"
    assert lines[-1] == "3 moved, 0 the same: HEAD to the decks"


def test_an_image_that_changes(card2anki: Run, committed: Path, git: Git) -> None:
    text = _TOOLS.replace("Twelve of them", "Twelve ![tines](t.png) of them")
    (committed / "tools.md").write_text(text)
    (committed / "t.png").write_bytes(b"one")
    git("add", "decks")
    git("commit", "-q", "-m", "second")
    assert card2anki("diff").stdout == "3 the same: HEAD to the decks\n"
    (committed / "t.png").write_bytes(b"two")
    assert "c2a-t-[-" in card2anki("diff").stdout


def test_settings_outside_of_the_repository(
    card2anki: Run, committed: Path, git: Git, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = _TOOLS.replace("Twelve of them", "Twelve ![tines](t.png) of them")
    (committed / "tools.md").write_text(text)
    (committed / "t.png").write_bytes(b"one")
    git("add", "decks")
    git("commit", "-q", "-m", "second")
    settings = tmp_path_factory.mktemp("settings") / "all.toml"
    settings.write_text('deck = "All"\n')
    assert card2anki("diff", "--config", settings).stdout == "3 the same: HEAD to the decks\n"


def test_nothing_of_a_revision_is_run(card2anki: Run, committed: Path, git: Git) -> None:
    top = committed.parent
    script = f"touch {top}/ran; cat"
    for key in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv"):
        git("config", key, script)
    git("config", "core.fsmonitor", f"touch {top}/ran")
    (top / ".gitattributes").write_text("*.md filter=evil diff=evil\n")
    (committed / "out.md").symlink_to("/etc/passwd")
    hook = top / ".git/hooks/post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {top}/ran\n")
    hook.chmod(0o755)
    git("-c", "filter.evil.clean=cat", "-c", "core.fsmonitor=false", "add", ".")
    git("-c", "filter.evil.clean=cat", "-c", "core.fsmonitor=false", "commit", "-q", "-m", "evil")
    (committed / "out.md").unlink()
    (top / "ran").unlink(missing_ok=True)
    result = card2anki("diff")
    assert (result.returncode, result.stdout) == (0, "3 the same: HEAD to the decks\n")
    assert not (top / "ran").exists()


def test_what_is_no_old_side(card2anki: Run, committed: Path) -> None:
    result = card2anki("diff", "no-such-branch")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "card2anki: error: no-such-branch: no package, no lock, no file, and no revision of git"
        " here\n"
    )
    assert card2anki("diff", "gone.apkg").returncode == 2
    assert card2anki("diff", "--upload-pack=x").returncode == 2


def test_no_lock_and_no_git(card2anki: Run, decks: Path) -> None:
    result = card2anki("diff")
    assert result.returncode == 2
    assert "there is no lock, and no git, to tell what changed" in result.stderr


def test_colours(card2anki: Run, committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    _edit(committed)
    out = card2anki("diff").stdout
    assert "It cuts the \x1b[31mgrass\x1b[0m\x1b[32mturf\x1b[0m and the roots" in out
    assert "\x1b[31m- int b = 2;\x1b[0m" in out


def test_markdown_for_a_pull_request(card2anki: Run, committed: Path) -> None:
    _edit(committed)
    text = (committed / "tools.md").read_text()
    text = text.replace("the turf and the roots that are", "@user <b>turf</b> #1, the roots")
    (committed / "tools.md").write_text(text)
    out = card2anki("diff", "--output-format", "markdown").stdout
    assert out.splitlines() == [
        "**1 new, 1 changed, 1 moved, 1 retired, 0 the same: <code>HEAD</code> to the decks**",
        "",
        "#### New",
        "",
        "<p><code>decks/tools&#46;md&#58;22</code> <code>What does an axe fell?</code></p>",
        "",
        "#### Changed",
        "",
        "<details><summary><code>decks/tools&#46;md&#58;7</code>"
        " <code>What does a spade cut in a garden?</code></summary>",
        "<p><code>Answer</code></p>",
        "<pre>It cuts <del>the grass and</del><ins>@user &lt;b&gt;turf&lt;/b&gt; #1,</ins>"
        " the roots<del> that are</del> below it.",
        "&#32;",
        "...",
        "int a = 1;",
        "<del>int b = 2;</del>",
        "<ins>int b = 3;</ins>",
        "<ins>int d = 4;</ins>",
        "int c = 3;",
        "...</pre>",
        "</details>",
        "",
        "#### Moved",
        "",
        "<p><code>decks/tools&#46;md&#58;29 &#45;&#62; decks/more&#46;md&#58;7</code>"
        " <code>What is a hoe for, of all things?</code></p>",
        "",
        "#### Retired",
        "",
        "<p><code>decks/tools&#46;md&#58;21</code>"
        " <code>How many tines has a rake, as a rule?</code></p>",
    ]


def test_a_mistake_of_the_revision_is_said_to_be_there(
    card2anki: Run, committed: Path, git: Git
) -> None:
    text = (committed / "tools.md").read_text()
    wrong = text.replace(":p ", "<!-- card2anki: id=tool -->\n:p ")
    (committed / "tools.md").write_text(wrong)
    git("commit", "-qam", "copied ids")
    (committed / "tools.md").write_text(text)
    result = card2anki("diff")
    assert result.returncode == 2
    assert result.stderr == (
        "card2anki: error: HEAD: decks/tools.md:7 and decks/tools.md:22: two cards have the id"
        " 'tool': give one of them another, or none\n"
    )


def test_a_lock_in_another_folder(card2anki: Run, decks: Path, tmp_path: Path) -> None:
    (tmp_path / "locks").mkdir()
    assert card2anki("build", "--lock", "locks/old.lock").returncode == 0
    assert card2anki("build").returncode == 0
    for lock in ("locks/old.lock", "decks/card2anki.lock"):
        assert card2anki("diff", lock).stdout == f"3 the same: {lock} to the decks\n"
    (tmp_path / "copy.lock").write_bytes((decks / "card2anki.lock").read_bytes())
    assert card2anki("diff", "copy.lock").stdout == "3 the same: copy.lock to the decks\n"

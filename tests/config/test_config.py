"""Settings: what is read, and how every mistake in them is named."""

from pathlib import Path

import pytest

from card2anki.config import Config, find_config, read_config
from card2anki.errors import UsageError


def test_the_nearest_folder_with_settings_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "project" / "decks"
    inner.mkdir(parents=True)
    (tmp_path / "card2anki.toml").write_text('deck = "outer"\n')
    assert find_config(inner).deck == "outer"
    (tmp_path / "project" / "pyproject.toml").write_text('[tool.card2anki]\ndeck = "{book}"\n')
    config = find_config(inner)
    assert (config.deck, config.root) == ("{book}", (tmp_path / "project").resolve())


def test_a_pyproject_without_our_table_says_nothing(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "else"\n')
    assert find_config(tmp_path) == Config()


def test_the_search_ends_at_a_repository(tmp_path: Path) -> None:
    (tmp_path / "card2anki.toml").write_text('deck = "outer"\n')
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    assert find_config(tmp_path / "repo") == Config()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("dek = 'x'", 1, "unknown key 'dek'; did you mean 'deck'?"),
        ("\nzzz = 1", 2, "unknown key 'zzz'; known: baseline, books, deck, exclude, extend-select"),
        ("deck = 3", 1, "'deck' must be a text that is not empty, not 3"),
        ("deck = ' '", 1, "'deck' must be a text that is not empty, not ' '"),
        ("deck = 'x'\ntags = 'a'", 2, "'tags' must be a list of texts, not 'a'"),
        ("exclude = [1]", 1, "'exclude' must be a list of texts, not [1]"),
        ("books = 1", 1, "'books' must be a table, not 1"),
        ("[books]\n'x y' = ''", 2, "the title of the book 'x y' must be a text"),
        ("deck = '{rating}'", 1, "'deck': no placeholder {rating} in '{rating}'"),
        ("tags = ['a::{lang}']", 1, "'tags': no placeholder {lang} in 'a::{lang}'"),
        ("deck = '{book'", 1, "'deck': a brace without a placeholder in '{book'"),
        ("deck = '{{x}}'", 1, "'deck': no placeholder {x} in '{{x}}'"),
        ("deck = '{book!r}'", 1, "'deck': a brace without a placeholder in '{book!r}'"),
        ("select = 'F'", 1, "'select' must be a list of texts, not 'F'"),
        ("fail-on = 'never'", 1, "'fail-on' must be one of error, info, warning, not 'never'"),
        ("[severity]\n\nF001 = 'bad'", 3, "'F001' must be one of error, info, warning, not 'bad'"),
        ("[per-file-ignores]\n'*.md' = 1", 2, "'*.md' must be a list of texts, not 1"),
        ("[options.L505]\nlength = 1.5", 2, "'length' must be a number, a text or true or false"),
        ("require = 'javac'", 1, "'require' must be a list of texts, not 'javac'"),
        ("java-home = 17", 1, "'java-home' must be a text that is not empty, not 17"),
        ("java-home = 'jdk'", 1, "'java-home' must be an absolute path, not 'jdk'"),
        ("\njava-home = '~/jdk'", 2, "'java-home' must be an absolute path, not '~/jdk'"),
        ("options = {L505 = 1}", 1, "'L505' must be a table, not 1"),
    ],
)
def test_mistakes_are_named_with_line_and_key(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    file = tmp_path / "card2anki.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as error:
        read_config(file)
    assert str(error.value).startswith(f"{file}:{line}: {message}")


def test_what_is_no_toml_is_named_with_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "card2anki.toml"
    file.write_text("deck = 'x'\ntags = [\n")
    with pytest.raises(UsageError, match=r"card2anki.toml: not valid TOML: Invalid value"):
        read_config(file)
    file.write_text("deck = 'x'\ntags ! []\n")
    with pytest.raises(UsageError, match=r"at line 2, column 6"):
        read_config(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tool = 1", "pyproject.toml:1: 'tool' must be a table, not 1"),
        ("[tool]\ncard2anki = 1", "pyproject.toml:2: 'card2anki' must be a table, not 1"),
        ("[tool.card2anki]\nx = 1", "pyproject.toml:2: unknown key 'x'"),
        ("[tool]\ncard2anki.x = 1", "pyproject.toml:2: unknown key 'x'"),
    ],
)
def test_mistakes_in_a_pyproject_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(UsageError) as error:
        find_config(tmp_path)
    assert message in str(error.value)


def test_settings_of_the_linter(tmp_path: Path) -> None:
    file = tmp_path / "card2anki.toml"
    file.write_text(
        """
select = ["F", "Q101"]
extend-select = ["D"]
ignore = ["untidy-separators"]
fail-on = "error"
show = "info"
baseline = "known.json"

[per-file-ignores]
"drafts/*" = ["F010"]

[severity]
F004 = "warning"

[options.L505]
length = 60
"""
    )
    config = read_config(file)
    assert (config.fail_on, config.show, config.baseline) == ("error", "info", "known.json")
    lint = config.lint
    assert lint.select == ("F", "Q101")
    assert lint.extend_select == ("D",)
    assert lint.ignore == ("untidy-separators",)
    assert lint.per_file_ignores == (("drafts/*", ("F010",)),)
    assert lint.severity == (("F004", "warning"),)
    assert lint.options == (("L505", (("length", 60),)),)
    assert lint.root == tmp_path.resolve()
    assert lint.where("select", "Q101") == f"{file}:2: "
    assert lint.where("ignore", "untidy-separators") == f"{file}:4: "
    assert lint.where("per-file-ignores", "F010") == f"{file}:10: "
    assert lint.where("severity", "F004") == f"{file}:13: "
    assert lint.where("options", "L505.length") == f"{file}:16: "
    assert lint.where("select", "Z") == ""


def test_keys_of_other_tools_take_no_time(tmp_path: Path) -> None:
    other = f'[tool.uv.sources]\nfoo = {{git = "x", rev = "{"0123456789" * 40}"}}\n'
    dashes = f'[tool.x]\ntext = """\n{"-" * 50_000}\n"""\n'
    (tmp_path / "pyproject.toml").write_text(f'{other}{dashes}[tool.card2anki]\nignore = ["F"]\n')
    assert find_config(tmp_path).lint.where("ignore", "F").endswith("pyproject.toml:8: ")


def test_an_option_is_named_with_the_line_of_its_rule(tmp_path: Path) -> None:
    file = tmp_path / "card2anki.toml"
    file.write_text("[options.A202]\nitems = 3\n\n[options.Q106]\nitems = 4\n")
    lint = read_config(file).lint
    assert lint.where("options", "Q106.items") == f"{file}:5: "
    assert lint.where("options", "A202.items") == f"{file}:2: "


# -- with what code is checked


def test_settings_for_code(tmp_path: Path) -> None:
    file = tmp_path / "card2anki.toml"
    file.write_text('select = ["J"]\nrequire = ["javac"]\njava-home = "/opt/a-jdk"\n')
    code = read_config(file).code
    assert (code.require, code.place) == (("javac",), f"{file}:2: ")
    assert code.java_home == Path("/opt/a-jdk")
    assert Config().code.java_home is None


@pytest.mark.parametrize("inside", ["jdk", "decks/jdk", "link", "outside/../jdk"])
def test_nothing_of_the_project_is_run_as_java(tmp_path: Path, inside: str) -> None:
    project = tmp_path / "project"
    (project / "decks").mkdir(parents=True)
    (project / ".git").mkdir()
    (project / "jdk").mkdir()
    (project / "link").symlink_to(project / "jdk")
    file = project / "decks" / "card2anki.toml"
    file.write_text(f'deck = "x"\njava-home = "{project / inside}"\n')
    with pytest.raises(UsageError) as error:
        read_config(file)
    assert str(error.value).startswith(f"{file}:2: 'java-home' must be outside of the project, not")


def test_a_link_into_the_project_is_of_the_project(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "jdk").mkdir(parents=True)
    (tmp_path / "jdk").symlink_to(project / "jdk")
    (project / "card2anki.toml").write_text(f'java-home = "{tmp_path / "jdk"}"\n')
    with pytest.raises(UsageError, match="must be outside of the project"):
        find_config(project)
    (tmp_path / "jdk").unlink()
    (tmp_path / "jdk").mkdir()
    assert find_config(project).code.java_home == tmp_path / "jdk"

"""Which rules are in force, by selectors of every kind."""

import re
from pathlib import Path

import pytest

from card2anki.config import LintSettings
from card2anki.errors import UsageError
from card2anki.linting.registry import registry
from card2anki.linting.selection import resolve, select
from card2anki.model import Severity


def codes(**settings: object) -> set[str]:
    chosen = select(LintSettings(**settings))  # type: ignore[arg-type]
    return {active.rule.code for active in chosen.rules}


ALL = set(registry())
DEFAULT = {code for code, rule in registry().items() if rule.default}
F = {code for code in ALL if code.startswith("F")}


def test_without_settings_the_default_rules_are_in_force() -> None:
    assert codes() == DEFAULT


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({"select": ("F",)}, F),
        ({"select": ("f001",)}, {"F001"}),
        ({"select": ("wrong-answer-terminator",)}, {"F001"}),
        ({"select": ("ALL",)}, ALL),
        ({"select": ()}, set()),
        ({"select": ("F",), "ignore": ("F001", "missing-answer-opener")}, F - {"F001", "F003"}),
        ({"select": ("F001",), "ignore": ("F",)}, {"F001"}),
        ({"select": ("F00",), "ignore": ("F",)}, {c for c in F if c.startswith("F00")}),
        ({"select": ("F",), "ignore": ("F",)}, set()),
        ({"select": ("F",), "extend_select": ("M601",)}, F | {"M601"}),
        ({"extend_select": ("ALL",)}, ALL),
        ({"ignore": ("ALL",)}, set()),
        ({"ignore": ("F",)}, DEFAULT - F),
        ({"ignore": ("F",), "extend_select": ("F001",)}, DEFAULT - F | {"F001"}),
    ],
)
def test_the_most_exact_selector_decides(settings: dict[str, object], wanted: set[str]) -> None:
    assert codes(**settings) == wanted


@pytest.mark.parametrize("key", ["select", "extend_select", "ignore"])
def test_an_unknown_name_suggests_the_nearest(key: str) -> None:
    with pytest.raises(
        UsageError, match=re.escape("no rule goes by 'F0001'; did you mean 'F001'?")
    ):
        codes(**{key: ("F0001",)})
    with pytest.raises(UsageError, match=re.escape("'emty-part'; did you mean 'empty-part'?")):
        codes(**{key: ("emty-part",)})
    with pytest.raises(
        UsageError, match=re.escape("no rule goes by '#'; 'card2anki rule' lists them")
    ):
        codes(**{key: ("#",)})


def test_an_unknown_name_in_the_settings_is_named_with_its_line() -> None:
    with pytest.raises(UsageError, match=re.escape("cfg.toml:7: no rule goes by 'XYZ'")):
        codes(select=("XYZ",), places=(("select", "XYZ", "cfg.toml:7: "),))
    with pytest.raises(UsageError, match=re.escape("cfg.toml:9: no rule goes by 'XYZ'")):
        codes(
            per_file_ignores=(("*.md", ("XYZ",)),),
            places=(("per-file-ignores", "XYZ", "cfg.toml:9: "),),
        )


def test_severities_the_most_exact_holds() -> None:
    chosen = select(LintSettings(severity=(("F001", Severity.INFO), ("F", Severity.WARNING))))
    found = chosen.severities
    assert (found["F001"], found["F002"], found.get("M601")) == ("info", "warning", None)


def test_rules_are_off_for_some_files(tmp_path: Path) -> None:
    settings = LintSettings(
        select=("F",), per_file_ignores=(("drafts/*", ("F",)), ("b.md", ("F001",))), root=tmp_path
    )
    chosen = select(settings)

    def in_force(path: str) -> set[str]:
        return {active.rule.code for active in chosen.for_file(tmp_path / path)}

    assert in_force("a.md") == F
    assert in_force("deep/b.md") == F - {"F001"}
    assert in_force("drafts/a.md") == set()


def test_resolve() -> None:
    assert resolve("F001") == {"F001"}
    assert resolve("F") == F
    assert resolve("nothing") == resolve("") == set()


def test_an_unknown_option_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="rule F001 has no option 'lenght'; it has none"):
        codes(options=(("F001", (("lenght", 3),)),))


def test_what_the_call_says_weighs_more_than_the_settings() -> None:
    assert "F001" in codes(ignore=("F001",), call_select=("F",))
    assert "F001" not in codes(select=("F001",), call_ignore=("F",))
    assert "F001" in codes(call_ignore=("F",), call_select=("F001",))


def test_an_option_of_the_wrong_kind_is_named_with_its_line() -> None:
    places = (("options", "A202.items", "cfg:2: "), ("options", "Q106.items", "cfg:5: "))
    with pytest.raises(UsageError, match=re.escape("cfg:5: option 'items' of Q106 must be a num")):
        codes(options=(("A202", (("items", 3),)), ("Q106", (("items", "4"),))), places=places)
